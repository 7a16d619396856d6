"""What reading a file gives: reports, and the problems met on the way."""

from dataclasses import dataclass

from report_blocks.statutory import Origin, Report, Severity, Text

from .sheets import NOT_SAID, Publication


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that could not be read with certainty, and where it stands."""

    severity: Severity
    origin: Origin
    text: Text


def error(origin: Origin, zh: str, en: str) -> Problem:
    return Problem(Severity.ERROR, origin, Text(zh, en))


def warning(origin: Origin, zh: str, en: str) -> Problem:
    return Problem(Severity.WARNING, origin, Text(zh, en))


def notice(origin: Origin, zh: str, en: str) -> Problem:
    return Problem(Severity.NOTICE, origin, Text(zh, en))


@dataclass(frozen=True, slots=True)
class ReportReading:
    """A report as a file gives it, and the problems met in reading it.

    ``placed`` are the tables whose every cell was placed with certainty: the report's dataset
    holds these and no other. ``tables`` are those of them without any error-level problem: a
    value that is no proper number of its column ("约30") keeps its table out. ``file`` is where
    the report stands: the file, or the member of an archive ("报告.zip/民政局.xlsx").
    ``agency_code`` is the office's 统一社会信用代码, and ``publication`` when and where the
    report was published, where a file gives it.
    """

    report: Report
    placed: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    file: str = ""
    agency_code: str | None = None
    publication: Publication = NOT_SAID


@dataclass(frozen=True, slots=True)
class FileReading:
    """Everything that was read from one file; ``rest`` are problems that belong to no report."""

    file: str
    reports: tuple[ReportReading, ...] = ()
    rest: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All of them, those of each report first."""
        return (*(problem for report in self.reports for problem in report.problems), *self.rest)
