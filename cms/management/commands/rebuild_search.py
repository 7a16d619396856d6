"""``manage.py rebuild_search``"""

from typing import Any

from django.core.management.base import BaseCommand

from cms.searching.rebuilding import rebuild


class Command(BaseCommand):
    help = "Write anew what visitors can search: all published reports, and all offices."

    def handle(self, **options: Any) -> None:
        reports, offices = rebuild()
        self.stdout.write(f"可以搜索：{reports} 份报告，{offices} 个行政机关")
