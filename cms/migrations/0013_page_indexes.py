"""What visitors ask for pages by, and Wagtail has no index for: address, children, how new they are.

Should Wagtail change ``wagtailcore_page``, SQLite makes the table anew without them: pages are
found as before then, only slower, until they are created again.
"""

from django.db import connection, migrations

# PostgreSQL's b-tree takes no address beyond 2,700 bytes.
BY_ADDRESS = "USING hash (url_path)" if connection.vendor == "postgresql" else "(url_path)"


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0012_page_cache'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.RunSQL(
            f"CREATE INDEX cms_page_address ON wagtailcore_page {BY_ADDRESS}",
            "DROP INDEX cms_page_address",
        ),
        migrations.RunSQL(
            "CREATE INDEX cms_page_children ON wagtailcore_page (depth, path)",
            "DROP INDEX cms_page_children",
        ),
        migrations.RunSQL(
            "CREATE INDEX cms_page_newest ON wagtailcore_page (first_published_at, id)",
            "DROP INDEX cms_page_newest",
        ),
    ]
