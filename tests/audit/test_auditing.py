from __future__ import annotations

from pathlib import Path

from tests.audit.shorthand import audited, cagr, size

from cytonomics.audit import RULES, audit, published_audits
from cytonomics.audit.subjects import market_key
from cytonomics.evidence import load

DOCS = Path(__file__).parents[2] / "docs"


def test_every_rule_has_its_page_and_every_page_its_rule():
    pages = {page.stem for page in (DOCS / "audit").glob("*.md")}
    assert pages == {rule.id for rule in RULES}
    index = (DOCS / "audit.md").read_text(encoding="utf-8")
    assert all(f"(audit/{rule.id}.md)" in index for rule in RULES)


def test_nothing_in_nothing_out():
    empty = audit("", [], "nothing")
    assert (empty.findings, empty.verdict.checks) == ((), ())


def test_findings_come_by_severity_and_place():
    found = audited(
        *(size(14.2, 2024, scope="nk"), size(127.1, 2034, scope="nk")),
        cagr(24.5, 2025, 2034, scope="nk"),
        *(size(10, 2024), size(12, 2024)),
    ).findings
    assert [one.severity for one in found] == ["error", "note"]


def test_a_repeated_statement_gives_one_finding():
    claims = [size(10, 2024), size(20, 2030)] + [cagr(20, 2024, 2030) for _ in range(3)]
    found = audited(*claims).findings
    assert len(found) == 1


def test_verdict_counts_what_it_lists():
    verdict = audited(size(10, 2024), size(10, 2024), size(12, 2024), cagr(5, 2024, 2030)).verdict
    assert verdict.holds + verdict.fails + verdict.unknown == len(verdict.checks)
    assert verdict.fails == 1 and verdict.unknown >= 1


def test_labels_of_one_market_meet_and_others_do_not():
    same = [
        ("adoptive cell therapy", "adoptive_cell_therapy"),
        ("Adoptive Cell Therapy for Cancer Treatment", "adoptive_cell_therapy"),
        ("global adoptive cell therapies", "adoptive_cell_therapy"),
    ]
    assert len({market_key(*label) for label in same}) == 1
    unlike = [
        ("cell therapy", "cell_therapy"),
        ("allogeneic cell therapy", "cell_therapy"),
        ("blood bank", "transfusion"),
        ("therapeutic apheresis", "transfusion"),
        ("pet food", None),
    ]
    assert len({market_key(*label) for label in unlike}) == len(unlike)


def test_many_values_stay_quick():
    claims = [size(i + 1, 2000 + i % 30) for i in range(3000)]
    claims += [cagr(i % 50, 2000, 2001 + i % 29) for i in range(1000)]
    assert audited(*claims).verdict.checks


def test_published_pages_are_audited_by_arithmetic():
    audits = {each.document: each for each in published_audits(load())}
    found = {finding.rule for finding in audits["pg_014"].findings}
    assert {"base_year_jump", "two_end_years"} <= found
    facts = {fact.id for fact in load()["published_claims"]}
    assert all(set(one.claims) <= facts for each in audits.values() for one in each.findings)
