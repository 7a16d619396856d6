"""The state of what citizens see, and what the site says of itself."""

from django.contrib.auth.management import create_permissions
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


def let_administrators(apps, schema_editor):
    """The post that sets up sites says what they are, too."""
    config = apps.get_app_config("cms")
    config.models_module = True  # Django makes permissions only after all migrations.
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permission = apps.get_model("auth.Permission").objects.get(codename="change_siteidentity")
    for post in apps.get_model("cms.Post").objects.filter(role="administrator"):
        post.group.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0011_search'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublicChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.BigIntegerField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SiteIdentity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organizer', models.CharField(blank=True, help_text='主办单位, in the footer.', max_length=100, verbose_name='organizer')),
                ('undertaker', models.CharField(blank=True, help_text='承办单位, in the footer.', max_length=100, verbose_name='undertaker')),
                ('contact', models.CharField(blank=True, help_text='联系方式, in the footer.', max_length=100, verbose_name='contact of the website')),
                ('site_code', models.CharField(blank=True, help_text='网站标识码, as the national register of government websites has it.', max_length=10, validators=[django.core.validators.RegexValidator('^[0-9a-zA-Z]{10}\\Z', 'Ten digits or letters.')], verbose_name='government website code')),
                ('icp_number', models.CharField(blank=True, help_text='Such as 京ICP备05070218号.', max_length=50, verbose_name='ICP filing number')),
                ('police_number', models.CharField(blank=True, help_text='Such as 京公网安备11010202000001号.', max_length=50, verbose_name='public security filing number')),
                ('description', models.CharField(blank=True, help_text='One sentence for search engines.', max_length=200, verbose_name='description of the site')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'identity of the site',
            },
        ),
        migrations.RunPython(let_administrators, migrations.RunPython.noop),
    ]
