"""The real reports that the demo ships: no errors in them but those that are known."""

import re
from collections.abc import Iterator

from report_blocks.statutory import Finding, Report, Severity
from report_blocks.statutory.rules import Context, check
from tests import samples

# What is wrong with them: errors that are right to be found, and findings that must not lack.
KNOWN_ERRORS = {"shanghai-stcsm-2024": {"A01", "A03"}}
EXPECTED = {"shanghai-stcsm-2024": {"A01"}, "shapotou-justice-2022": {"E01", "C02"}}
BEFORE = {"suqian-2024": "suqian-2023"}
HEADINGS = {
    "overview": "一、总体情况",
    "": "二、主动公开政府信息情况",
    "problems_and_improvements": "五、存在的主要问题及改进情况",
    "other_matters": "六、其他需要报告的事项",
}


def real_findings() -> Iterator[tuple[str, list[Finding], list[str]]]:
    """Each report's name, its errors that are not known, and expected rules that were silent."""
    for name in samples.NAMES:
        before = samples.report(BEFORE[name]) if name in BEFORE else None
        found = list(check(_report(name), Context(before=before)))
        known = KNOWN_ERRORS.get(name, set())
        errors = [f for f in found if f.severity is Severity.ERROR and f.rule not in known]
        if not (samples.FOLDER / name / "report.txt").exists():
            errors = [f for f in errors if f.section is None]  # only its numbers are known
        yield name, errors, sorted(EXPECTED.get(name, set()) - {f.rule for f in found})


def _report(name: str) -> Report:
    path = samples.FOLDER / name / "report.txt"
    year = int(name[-4:])
    if not path.exists():
        return samples.report(name, agency=name, year=year)
    title, _, text = path.read_text(encoding="utf-8").strip().partition("\n")
    places = [text.index(heading) for heading in HEADINGS.values()]
    sections = {
        key: re.sub("\n+", "\n", text[start + len(heading) : end]).strip()
        for (key, heading), start, end in zip(
            HEADINGS.items(), places, [*places[1:], len(text)], strict=True
        )
        if key
    }
    prose, _, contact = sections["other_matters"].rpartition("\n")
    return samples.report(
        name,
        agency=title.split()[0],
        year=year,
        preamble=text[: places[0]].strip(),
        sections=sections | {"other_matters": prose},
        contact=contact,
    )
