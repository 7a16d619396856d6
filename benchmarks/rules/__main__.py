"""``python -m benchmarks.rules --cases 3000 --seed 1``: recall and precision of each rule.

Exits with 1 if a bar is missed. ``--show 20`` prints the first misses and false alarms,
``--only D01 C08`` only those of these rules, ``--hide-held-out`` none with held-out wordings.
"""

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor

from . import sentences
from .corpus import SOURCES
from .evaluate import Score, evaluate
from .real import real_findings

ROW = "{:<8}{:<10}{:>8}{:>8}{:>9}{:>8}{:>11}  {}"
# least recall and precision by family; the others are only counted
BARS = {"A": (1.0, 1.0), "B": (1.0, 1.0), "C": (1.0, 1.0), "D": (0.95, 0.98)}

# A judgement on free prose that nobody can make without fail, and a notice: it has its line above.
JUDGED = {"C04"}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rules")
    parser.add_argument("--cases", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="so many misses and false alarms")
    parser.add_argument("--only", nargs="*", default=(), help="show those of these rules")
    parser.add_argument("--hide-held-out", action="store_true")
    options = parser.parse_args()
    score = _all_cases(options.cases, options.seed)
    missed = _table(score)
    print(f"\n{score.reports} correct reports, {score.errors_on_correct} errors found in them")
    missed |= score.errors_on_correct > 0
    missed |= _real()
    _sentences(options.show)
    _show(score, options)
    return int(missed)


def _all_cases(cases: int, seed: int) -> Score:
    """Half of the cases from each source, on all cores."""
    score, workers = Score(), os.cpu_count() or 1
    with ProcessPoolExecutor(workers) as pool:
        jobs = [
            pool.submit(evaluate, range(start, cases // 2, workers), seed, source)
            for source in SOURCES
            for start in range(workers)
        ]
        for job in jobs:
            score.add(job.result())
    return score


def _table(score: Score) -> bool:
    missed = False
    print(ROW.format("rule", "wordings", "planted", "found", "recall", "alarms", "precision", ""))
    for rule in score.rules():
        for source in SOURCES if rule[0] in "DE" else (None,):
            _line(score, [rule], source, rule)
    print()
    for family in sorted({rule[0] for rule in score.rules()}):
        rules = [rule for rule in score.rules() if rule[0] == family and rule not in JUDGED]
        for source in SOURCES:
            missed |= _line(score, rules, source, f"{family}*", BARS.get(family))
    return missed


def _line(
    score: Score,
    rules: list[str],
    source: str | None,
    name: str,
    bar: tuple[float, float] | None = None,
) -> bool:
    sources = [source] if source else SOURCES
    planted, found, alarms = (
        sum(counters[s][rule] for s in sources for rule in rules)
        for counters in (score.planted, score.found, score.alarms)
    )
    recall = found / planted if planted else 1.0
    precision = found / (found + alarms) if found + alarms else 1.0
    missed = bar is not None and (recall < bar[0] or precision < bar[1])
    verdict = "" if bar is None else "MISSED" if missed else "ok"
    numbers = (planted, found, f"{recall:.1%}", alarms, f"{precision:.1%}", verdict)
    print(ROW.format(name, source or "", *numbers).rstrip())
    return missed


def _real() -> bool:
    """The real reports: errors that are not known are a missed bar."""
    missed = False
    for name, errors, lacking in real_findings():
        for finding in errors:
            print(f"{name}: {finding.rule} {finding.message}")
        if lacking:
            print(f"{name}: not found: {', '.join(lacking)}")
        missed |= bool(errors or lacking)
    print("real reports:", "MISSED" if missed else "ok")
    return missed


def _sentences(show: int) -> None:
    """What published reports are worded like, annotated by hand; counted without a bar."""
    for name in sorted(path.stem for path in sentences.FOLDER.glob("*.jsonl")):
        score, years = sentences.tally(name), sentences.years(name)
        print(f"sentences, {name} set: {_shares(score)}, {score.errors} errors")
        print(f"sentences, {name} set, last year's for this year's: {_shares(years)}")
        for text, finding in list(sentences.alarms(name))[:show]:
            print(f"  {finding.rule} {finding.message}: {text}")


def _shares(score: sentences.Tally) -> str:
    return f"{score.planted} planted, recall {score.recall:.1%}, precision {score.precision:.1%}"


def _show(score: Score, options: argparse.Namespace) -> None:
    remarks = [
        remark
        for remark in score.remarks
        if not options.only or remark.rule in options.only
        if not (options.hide_held_out and remark.source == "held_out")
    ]
    for kind in ("miss", "false alarm"):
        some = [remark for remark in remarks if remark.kind == kind]
        if options.show and some:
            print(f"\n{len(some)} of kind {kind}:")
        for remark in some[: options.show]:
            print(f"  {remark.rule} ({remark.source}) {remark.text}")


if __name__ == "__main__":
    sys.exit(main())
