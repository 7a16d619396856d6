"""Wagtail's tables come from migrations, so these must as well."""

from django.db import migrations, models
from wagtail.fields import RichTextField


def page_ptr() -> models.OneToOneField:
    return models.OneToOneField(
        "wagtailcore.page",
        models.CASCADE,
        auto_created=True,
        parent_link=True,
        primary_key=True,
        serialize=False,
    )


class Migration(migrations.Migration):
    initial = True
    dependencies = [("cms", "0001_initial")]
    operations = [
        migrations.CreateModel(
            "PlainPage",
            [("page_ptr", page_ptr()), ("body", RichTextField())],
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            "ThreeTextsPage",
            [
                ("page_ptr", page_ptr()),
                ("first", RichTextField()),
                ("second", RichTextField()),
                ("third", RichTextField()),
            ],
            bases=("wagtailcore.page",),
        ),
    ]
