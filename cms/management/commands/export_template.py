"""``manage.py export_template --format cn-2021 -o FILE``"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from report_blocks.rendering.workbook import write_template
from report_blocks.statutory import UnknownFormat, formats, get_format

from ._document import misuse


def export_template(format_key: str) -> bytes:
    """The empty fill-in workbook of a format; UnknownFormat if it is not installed."""
    return write_template(get_format(format_key))


class Command(BaseCommand):
    help = "Write the workbook that an office fills in, in Excel or WPS."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", default="cn-2021", help=", ".join(formats()))
        parser.add_argument("-o", "--output", required=True, metavar="FILE")

    def handle(self, **options: Any) -> None:
        try:
            Path(options["output"]).write_bytes(export_template(options["format"]))
        except (UnknownFormat, OSError) as error:
            raise misuse(error) from error
