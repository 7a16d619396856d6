"""The tables of the search, and the index that each database has for tokens.

A later change of ``cms_searchentry`` has SQLite make the table anew, without its triggers: it has
to create them again.
"""

import django.db.models.deletion
from django.db import connection, migrations, models

FULL_TEXT = {
    # The tokens are cut already: all that is left to do is to split them at blanks.
    "sqlite": [
        (
            """CREATE VIRTUAL TABLE cms_searchentry_fts USING fts5(
                tokens, content='cms_searchentry', content_rowid='id', columnsize=0,
                tokenize="ascii tokenchars '/^'")""",
            "DROP TABLE cms_searchentry_fts",
        ),
        (
            """CREATE TRIGGER cms_searchentry_fts_insert AFTER INSERT ON cms_searchentry BEGIN
                INSERT INTO cms_searchentry_fts(rowid, tokens) VALUES (new.id, new.tokens);
            END""",
            "DROP TRIGGER cms_searchentry_fts_insert",
        ),
        (
            """CREATE TRIGGER cms_searchentry_fts_delete AFTER DELETE ON cms_searchentry BEGIN
                INSERT INTO cms_searchentry_fts(cms_searchentry_fts, rowid, tokens)
                VALUES ('delete', old.id, old.tokens);
            END""",
            "DROP TRIGGER cms_searchentry_fts_delete",
        ),
        (
            """CREATE TRIGGER cms_searchentry_fts_update AFTER UPDATE ON cms_searchentry BEGIN
                INSERT INTO cms_searchentry_fts(cms_searchentry_fts, rowid, tokens)
                VALUES ('delete', old.id, old.tokens);
                INSERT INTO cms_searchentry_fts(rowid, tokens) VALUES (new.id, new.tokens);
            END""",
            "DROP TRIGGER cms_searchentry_fts_update",
        ),
    ],
    # No parser of PostgreSQL sees the text, so the database's locale does not matter. The rows of
    # tokens are not packed: they are read to see whether tokens follow each other.
    "postgresql": [
        (
            """ALTER TABLE cms_searchentry
                ALTER COLUMN tokens SET STORAGE EXTERNAL,
                ADD COLUMN lexemes tsvector GENERATED ALWAYS AS
                    (array_to_tsvector(string_to_array(btrim(tokens), ' '))) STORED""",
            "ALTER TABLE cms_searchentry DROP COLUMN lexemes",
        ),
        (
            "CREATE INDEX cms_searchentry_lexemes ON cms_searchentry USING gin (lexemes)",
            "DROP INDEX cms_searchentry_lexemes",
        ),
    ],
}


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0010_corrections'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='search_entry', to='wagtailcore.page')),
                ('year', models.PositiveSmallIntegerField(null=True, verbose_name='year of the report')),
                ('passages', models.JSONField(default=list, verbose_name='passages')),
                ('tokens', models.TextField(verbose_name='tokens')),
            ],
            options={
                'verbose_name': 'search entry',
                'verbose_name_plural': 'search entries',
            },
        ),
        migrations.CreateModel(
            name='SearchFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='cms.searchentry')),
                ('key', models.CharField(max_length=64, verbose_name='key figure')),
                ('value', models.FloatField(verbose_name='value')),
            ],
            options={
                'verbose_name': 'figure for searching',
                'verbose_name_plural': 'figures for searching',
                'indexes': [models.Index(fields=['key', 'entry', 'value'], name='figure_of_entry')],
            },
        ),
        *(migrations.RunSQL(*sql) for sql in FULL_TEXT.get(connection.vendor, [])),
    ]
