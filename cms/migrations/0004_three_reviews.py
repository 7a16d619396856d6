"""三审三校 as the workflow of the whole site, and the posts of the site and of its offices."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

from cms.models.posts import create_posts, roles_for, roles_of_the_site

WORKFLOW = "三审三校"
# Name, role, whether it asks who checked the report for secrets.
STEPS = (
    ("初审", "office_reviewer", False),
    ("复审", "authority_reviewer", False),
    ("终审", "publisher", True),
)


def make_posts(apps, schema_editor):
    # Django makes permissions only after all migrations.
    for label in ("auth", "wagtailcore", "cms"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    create_posts(roles_of_the_site(), apps=apps)
    for agency in apps.get_model("cms", "AgencyPage").objects.all():
        create_posts(roles_for(collects_reports=agency.collects_reports), agency, apps)


def make_workflow(apps, schema_editor):
    """Ours in the place of the one that Wagtail begins with."""
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="cms", model="reviewtask"
    )
    workflow = apps.get_model("wagtailcore", "Workflow").objects.create(name=WORKFLOW)
    for number, (name, role, asks) in enumerate(STEPS):
        task = apps.get_model("cms", "ReviewTask").objects.create(
            name=name, role=role, needs_secrecy_check=asks, content_type=content_type
        )
        apps.get_model("wagtailcore", "WorkflowTask").objects.create(
            workflow=workflow, task=task.task_ptr, sort_order=number
        )
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    apps.get_model("wagtailcore", "WorkflowPage").objects.update_or_create(
        page=root, defaults={"workflow": workflow}
    )


def remove_workflow(apps, schema_editor):
    apps.get_model("wagtailcore", "Workflow").objects.filter(name=WORKFLOW).delete()
    apps.get_model("wagtailcore", "Task").objects.filter(reviewtask__isnull=False).delete()


def remove_posts(apps, schema_editor):
    posts = apps.get_model("cms", "Post").objects.all()
    apps.get_model("auth", "Group").objects.filter(post__in=posts).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0003_posts_and_reviews"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [
        migrations.RunPython(make_posts, remove_posts),
        migrations.RunPython(make_workflow, remove_workflow),
    ]
