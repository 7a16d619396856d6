"""The state of what citizens see: what changes it, and that no number comes again."""

import pytest
from django.db import transaction

from cms.caching.watching import is_public
from cms.models import PublicChange
from cms.models.public_change import OFTEN, add_up, note, state

pytestmark = pytest.mark.django_db


class TestState:
    @pytest.mark.parametrize(
        "sql",
        [
            'UPDATE "wagtailcore_page" SET "draft_title" = %s, "live" = %s WHERE "id" = 1',
            'UPDATE "wagtailcore_page" SET "path" = %s',
            'INSERT INTO "cms_publishedfile" ("name") VALUES (%s)',
            'INSERT OR IGNORE INTO "somebodys_table" ("name") VALUES (%s)',
            "delete from wagtailredirects_redirect",
            "WITH old AS (SELECT 1) DELETE FROM cms_agencypage",
            "TRUNCATE cms_agencypage",
            'UPDATE "cms_agencypage" SET "draft_title" = %s',
        ],
    )
    def test_what_citizens_may_see(self, sql):
        assert is_public(sql)

    @pytest.mark.parametrize(
        "sql",
        [
            'SELECT "x" FROM "wagtailcore_page" FOR UPDATE',
            "  select 1",
            "(SELECT 1) UNION (SELECT 2)",
            "WITH new AS (SELECT 1) SELECT * FROM new",
            'INSERT INTO "django_session" ("x") VALUES (%s)',
            'INSERT INTO "wagtailcore_revision" ("x") VALUES (%s)',
            'DELETE FROM "wagtailcore_comment" WHERE 1',
            'UPDATE "wagtailcore_page" SET "draft_title" = %s, "latest_revision_id" = %s WHERE 1',
            'UPDATE "auth_user" SET "last_login" = %s WHERE "auth_user"."id" = %s',
            'SAVEPOINT "s1"',
            "PRAGMA journal_mode=WAL",
        ],
    )
    def test_what_they_do_not(self, sql):
        assert not is_public(sql)

    def test_it_stays_when_changes_are_added_up(self):
        for _change in range(2 * OFTEN):
            note()
        before = state()
        add_up()
        assert (state(), PublicChange.objects.count()) == (before, 1)

    def test_no_number_comes_again_after_a_rollback(self):
        seen = {state()}
        for _time in range(20):
            with transaction.atomic():
                note()
                assert state() not in seen
                seen.add(state())
                transaction.set_rollback(True)
