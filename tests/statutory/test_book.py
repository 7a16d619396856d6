"""The rule book: each rule is told in full, and does what its examples say."""

from dataclasses import replace

import pytest

from report_blocks.statutory import Report, Severity, check, formats, rules
from report_blocks.statutory.rules import Context, book, under, version
from report_blocks.statutory.rules.book import EDITION, source_of
from tests import samples

# P01 is the printing fonts', X00 any check's, E04 and X10 look at more than one report.
WITHOUT_EXAMPLES = {"P01", "X00", "X10", "E04"}
RULES = list(book().values())
WITH_EXAMPLES = [rule for rule in RULES if rule.id not in WITHOUT_EXAMPLES]


def rules_found(example):
    return {finding.rule for finding in check(example.report, example.context)}


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.id)
def test_each_rule_finds_its_example_and_lets_the_right_one_pass(rule):
    assert rule.id in rules_found(rule.fails)
    assert rule.id not in rules_found(rule.passes)


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.id)
def test_what_a_rule_finds_is_as_grave_as_the_book_says_and_told_in_both_languages(rule):
    found = check(rule.fails.report, rule.fails.context)
    for finding in found:
        assert finding.severity is book()[finding.rule].severity
        assert finding.text.zh
        assert finding.text.en
        assert finding.text.zh != finding.text.en


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_is_told_in_full(rule):
    for text in (rule.title, rule.method, rule.source, rule.family):
        assert text.zh
        assert text.en
    assert (rule.passes is None) == (rule.id in WITHOUT_EXAMPLES)


def test_every_relation_and_demand_of_a_format_is_in_the_book():
    declared = {
        declared.rule
        for format_ in formats().values()
        for table in format_.tables.values()
        for declared in (*table.relations, *table.year_relations)
    } | {
        demand.rule
        for format_ in formats().values()
        for section in format_.sections
        for demand in section.demands
    }
    assert declared <= set(book())


def test_every_error_of_arithmetic_is_fixed():
    assert all(r.is_fixed for r in RULES if r.id[0] == "A" and r.severity is Severity.ERROR)


def test_a_policy_changes_what_is_not_fixed_and_only_that():
    report = samples.report("shanghai-stcsm-2024")
    found = check(report)
    policy = {"A01": Severity.NOTICE, "A03": None, "C02": Severity.ERROR, "C05": None}
    changed = list(under(policy, found))
    assert [f for f in changed if f.rule[0] == "A"] == [f for f in found if f.rule[0] == "A"]
    assert {f.severity for f in changed if f.rule == "C02"} == {Severity.ERROR}
    assert {f.rule for f in changed} == {f.rule for f in found} - {"C05"}
    assert check(report, policy=policy)[0].severity is Severity.ERROR


def test_real_reports_that_are_right_have_no_errors():
    before = samples.report("suqian-2023", agency="宿迁市人民政府", year=2023)
    now = samples.report("suqian-2024", agency="宿迁市人民政府", year=2024)
    assert [f for f in check(now, Context(before=before)) if f.severity is Severity.ERROR] == []
    assert not {f.rule for f in check(now, Context(before=before))} & {"B01", "B02", "B04"}


def test_another_office_s_last_year_is_told_column_by_column():
    before = samples.report("city-2025", year=2023)
    found = check(samples.report("suqian-2024", year=2024), Context(before=before))
    columns = {f.column for f in found if f.rule == "B01"}
    assert columns >= {"natural_person", "total"}


@pytest.mark.parametrize("check_name", [c.__name__ for c in rules.CHECKS_IN_CONTEXT])
def test_a_check_in_context_that_crashes_is_an_error_of_its_own(check_name, monkeypatch):
    def broken(report, context):
        raise ZeroDivisionError(check_name)

    checks = tuple(broken if c.__name__ == check_name else c for c in rules.CHECKS_IN_CONTEXT)
    monkeypatch.setattr(rules, "CHECKS_IN_CONTEXT", checks)
    crashed = [f for f in check(samples.report("suqian-2024")) if f.rule == "X00"]
    assert [f.severity for f in crashed] == [Severity.ERROR]


def test_the_version_is_the_edition_and_a_fingerprint():
    edition, _plus, fingerprint = version().partition("+")
    assert edition == EDITION
    assert len(fingerprint) == 8


def test_the_source_is_that_of_the_report_s_format():
    assert "〔2019〕60号" in source_of("A01", formats()["cn-2019"]).zh
    assert "—" in source_of("A01", None).zh
    assert source_of("A91", formats()["cn-2021"]).zh == "报告格式（国办公开办函〔2021〕30号）"


def test_a_report_without_anything_is_checked_without_a_crash():
    for key in formats():
        report = Report(replace(samples.dataset("suqian-2024"), format_key=key, cells={}))
        assert "X00" not in {f.rule for f in check(report)}
