"""``manage.py verify_records``: are all records of reports as they were written?"""

from typing import Any

from django.core.management.base import BaseCommand

from cms.models import RecordHead
from cms.models.verification import verify


class Command(BaseCommand):
    help = (
        "Compute the chain of each report's record anew. Prints the number and the last hash of "
        "each, to be kept elsewhere; 1 if one was tampered with."
    )

    def handle(self, **options: Any) -> None:
        is_whole = True
        for head in RecordHead.objects.order_by("pk").iterator():
            broken = verify(head.pk)
            state = f"{head.number} {head.hash}"
            if broken:
                is_whole = False
                state = f"被改动：第 {broken.number} 条（{broken.why}）"
            line = f"{head.pk} {head.title} {state}"
            self.stdout.write(self.style.ERROR(line) if broken else line)
        if not is_whole:
            raise SystemExit(1)
