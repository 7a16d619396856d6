from django.db import migrations, models

from cms.models.names import pinyin


def spell(apps, schema_editor):
    agencies = apps.get_model("cms", "AgencyPage").objects.only("title", "pinyin")
    for agency in agencies.iterator():
        agency.pinyin = pinyin(agency.title)
        agency.save(update_fields=["pinyin"])


class Migration(migrations.Migration):
    dependencies = [("cms", "0007_rules")]

    operations = [
        migrations.AddField(
            model_name="agencypage",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("government", "Government"),
                    ("department", "Department"),
                    ("town", "Town or subdistrict"),
                    ("dispatched", "Dispatched organ"),
                    ("institution", "Public institution or enterprise"),
                ],
                max_length=16,
                verbose_name="kind",
            ),
        ),
        migrations.AddField(
            model_name="agencypage",
            name="pinyin",
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.RunPython(spell, migrations.RunPython.noop),
    ]
