"""Runs the rules over correct, varied and falsified reports and counts.

A planted error is found if one of its rules speaks at its place where it did not before. What
else is found newly, or found in a correct report, is a false alarm of the rule that said it.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from report_blocks.statutory import Finding, Severity
from report_blocks.statutory.rules import Context, check

from . import form, prose, tables
from .corpus import SOURCES, Pair, pair
from .planting import REGISTRY, Entry, Planted
from .variations import vary

assert all((form, prose, tables))  # imported so that their planters register
SEVERAL = 0.3  # the share of falsified reports that have more than one error
ATTEMPTS = 4  # until a planter finds an occasion in a pair
PAIRS = 12  # until a pair gives the planter one
RULES = sorted({entry.rule for entry in REGISTRY})
TURNS = {"D01": 12, "D02": 6, "D03": 6, "D04": 3}  # the many wordings need many cases
JOINT = {"D06": "D01", "D07": "D02"}  # the same error, said with less certainty


@dataclass(frozen=True)
class Remark:
    """A miss or a false alarm, for reading."""

    kind: str
    rule: str
    source: str
    text: str


@dataclass
class Score:
    """What was counted, by source of the wordings and by rule."""

    planted: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter))
    found: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter))
    alarms: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter))
    remarks: list[Remark] = field(default_factory=list)
    errors_on_correct: int = 0
    reports: int = 0

    def rules(self) -> list[str]:
        counters = (*self.planted.values(), *self.found.values(), *self.alarms.values())
        return sorted({rule for counter in counters for rule in counter})

    def add(self, other: "Score") -> None:
        for name in ("planted", "found", "alarms"):
            for source, counter in getattr(other, name).items():
                getattr(self, name)[source].update(counter)
        self.remarks += other.remarks
        self.errors_on_correct += other.errors_on_correct
        self.reports += other.reports

    def alarm(self, source: str, finding: Finding, why: str) -> None:
        rule = JOINT.get(finding.rule, finding.rule)
        self.alarms[source][rule] += 1
        place = finding.section or ""
        text = f"{why}: {finding.severity.value} {place} {finding.message}"
        self.remarks.append(Remark("false alarm", finding.rule, source, text))


def findings_of(one: Pair) -> list[Finding]:
    return list(check(one.after.report(), Context(before=one.before.report())))


def evaluate(cases: Iterable[int], seed: int, source: str) -> Score:
    """The score of these cases; each has random numbers of its own."""
    score = Score()
    for case in cases:
        rng = random.Random(f"{seed}/{source}/{case}")  # noqa: S311
        _evaluate(score, rng, source, case)
    return score


def _evaluate(score: Score, rng: random.Random, source: str, case: int) -> None:
    rules = _chosen(rng, case)
    for _ in range(PAIRS):
        correct = pair(rng, source)
        changed = correct.copy()
        planted = list(_plant(changed, rng, rules))
        if any(one.rule == rules[0] for one in planted):
            break
    base = findings_of(correct)
    score.reports += 1
    for finding in base:
        score.alarm(source, finding, f"case {case}, correct report")
        score.errors_on_correct += finding.severity is Severity.ERROR
    known = Counter(map(_same, base))
    varied = correct.copy()
    change = vary(varied, rng)
    for finding in _new(known, findings_of(varied), exact=False):
        score.alarm(source, finding, f"case {case}, {change}")
    news = _new(known, findings_of(changed))
    allowed = {rule for one in planted for rule in (*one.rules, *one.entailed)}
    for one in planted:
        score.planted[source][one.rule] += 1
        if any(_fits(one, finding) for finding in news):
            score.found[source][one.rule] += 1
        else:
            remark = Remark("miss", one.rule, source, f"case {case}: {one.what}")
            score.remarks.append(remark)
    for finding in news:
        if finding.rule not in allowed:
            what = ", ".join(f"{one.rule} ({one.what[:60]})" for one in planted)
            score.alarm(source, finding, f"case {case}, beside {what}")


def _same(finding: Finding, *, exact: bool = True) -> tuple:
    """What makes two findings the same, before and after a change elsewhere."""
    place = (finding.rule, finding.section, finding.cells)
    return (*place, finding.message) if exact else place


def _new(known: Counter, findings: list[Finding], *, exact: bool = True) -> list[Finding]:
    if not exact:  # the wording of a message may follow a harmless change
        rough: Counter[tuple] = Counter()
        for key, count in known.items():
            rough[key[:3]] += count
        known = rough
    left, news = known.copy(), []
    for finding in findings:
        key = _same(finding, exact=exact)
        if left[key] > 0:
            left[key] -= 1
        else:
            news.append(finding)
    return news


def _fits(planted: Planted, finding: Finding) -> bool:
    if finding.rule not in planted.rules:
        return False
    if planted.section is not None and finding.section not in (None, planted.section):
        return False
    if finding.section is not None and not finding.cells:
        return True
    return not planted.cells or bool(planted.cells & set(finding.cells))


def _chosen(rng: random.Random, case: int) -> list[str]:
    """The rules to plant errors for: each has its turns, and sometimes others join."""
    turns = [rule for rule in RULES for _ in range(TURNS.get(rule, 1))]
    rules = [turns[case % len(turns)]]
    if rng.random() < SEVERAL:
        rules += _other_families(rng, RULES, rules[0])
    return rules


def _plant(changed: Pair, rng: random.Random, rules: list[str]) -> Iterator[Planted]:
    entries = [rng.choice([e for e in REGISTRY if e.rule == rule]) for rule in rules]
    for entry in sorted(entries, key=lambda entry: entry.phase):
        if (planted := _attempt(entry, changed, rng)) is not None:
            yield planted


def _attempt(entry: Entry, changed: Pair, rng: random.Random) -> Planted | None:
    for _ in range(ATTEMPTS):
        planted = entry.plant(changed, rng)
        if planted is not None:
            return planted
    return None


def _other_families(rng: random.Random, rules: list[str], first: str) -> list[str]:
    """One or two rules of other families; never two that change cells, nor the whole report."""
    if first in ALONE:
        return []
    found = [first]
    for rule in rng.sample(rules, len(rules)):
        families = {_family(other) for other in found}
        if len(found) < 3 and rule not in ALONE and _family(rule) not in families:
            found.append(rule)
    return found[1:]


def _family(rule: str) -> str:
    return "cells" if rule[0] in "AB" or rule in ("C02", "D02") else rule[0]


ALONE = {"C01", "C10", "C03"}
assert set(SOURCES)
