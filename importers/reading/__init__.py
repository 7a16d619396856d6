"""Any file → reports, with every number exactly right or reported. Pure Python, no Django."""

from .files.archive import Member, members
from .parallel import read_many
from .problems import FileReading, Problem, ReportReading
from .read import read_file, read_member, read_members

__all__ = [
    "FileReading",
    "Member",
    "Problem",
    "ReportReading",
    "members",
    "read_file",
    "read_many",
    "read_member",
    "read_members",
]
