"""Questions to the evidence in words and in SQL, and the page of one fact."""

from __future__ import annotations

import json

import pytest

from cytonomics.evidence import (
    Evidence,
    EvidenceError,
    card,
    load,
    marks,
    sales_roles,
    search,
    sql,
    summaries,
    table_names,
    table_schema,
)


def ids(evidence: Evidence, words: str) -> list[str]:
    return [fact.id for fact in search(evidence, words)]


def test_search_needs_every_word(evidence: Evidence) -> None:
    found = search(evidence, "carvykti 963")
    assert [fact.id for fact in found][:1] == ["sal0227"]
    assert search(evidence, "carvykti zzzz") == ()
    assert search(evidence, "  ") == ()


def test_search_ignores_case_and_accents(evidence: Evidence) -> None:
    assert ids(evidence, "CARVYKTI") == ids(evidence, "carvykti") == ids(evidence, "Cárvykti")


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        ("APAC", "geography", "asia_pacific"),
        ("DLBCL", "indication_id", "dlbcl"),
        ("Türkiye", "geography", "TUR"),
        ("diffuse large B-cell lymphoma", "indication_id", "dlbcl"),
    ],
)
def test_search_knows_other_names(evidence: Evidence, words: str, field: str, value: str) -> None:
    plain = {f.id for f in evidence if f.values.get(field) == value}
    found = ids(evidence, words)
    assert plain
    assert plain <= set(found)


def test_search_puts_the_best_first(evidence: Evidence) -> None:
    assert search(evidence, "kymriah")[0].values.get("product_id") == "kymriah"
    assert ids(evidence, "sal0227")[0] == "sal0227"


def test_search_shows_superseded_rows_only_when_asked_and_last(evidence: Evidence) -> None:
    assert "sal0206" not in ids(evidence, "carvykti 2024Q4 US")
    asked = [fact.id for fact in search(evidence, "carvykti 2024Q4 US", superseded=True)]
    assert asked.index("sal0207") < asked.index("sal0206")


def test_sql_has_every_row_and_typed_columns(evidence: Evidence) -> None:
    names = table_names()
    counts = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in names)
    assert sql(evidence, counts).rows == tuple((name, len(evidence[name])) for name in names)
    known = evidence.fact("sal0227").known_from.isoformat()
    answer = sql(
        evidence,
        "SELECT id, amount * 2 AS twice, typeof(amount), known_from FROM sales WHERE id='sal0227'",
    )
    assert answer.columns == ("id", "twice", "typeof(amount)", "known_from")
    assert answer.rows == (("sal0227", 1926.0, "real", known),)
    assert sql(evidence, "SELECT DISTINCT typeof(year) FROM burden").rows == (("integer",),)


def test_sql_knows_the_aggregation(evidence: Evidence) -> None:
    answer = sql(evidence, "SELECT id, role, explained, weights, family FROM sales_aggregation")
    roles = sales_roles(evidence)
    assert len(answer.rows) == len(roles) == len(evidence["sales"])
    for key, role, explained, weights, family in answer.rows:
        assert (role, explained) == (roles[key].role, roles[key].explained)
        assert json.loads(weights) == dict(roles[key].weights)
        assert family.split(";") == list(roles[key].family)


@pytest.mark.parametrize(
    "question",
    [
        "-- a remark\n/* another */ select 1;",
        "WITH x AS (SELECT 1 AS n) SELECT n FROM x -- the end",
        "SELECT count(*) FROM sqlite_master",
    ],
)
def test_sql_reads(evidence: Evidence, question: str) -> None:
    assert len(sql(evidence, question).rows) == 1


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("", "can only be read"),
        ("DELETE FROM sales", "can only be read"),
        ("WITH x AS (SELECT 1) DELETE FROM sales", "can only be read"),
        ("WITH x AS (SELECT 1) INSERT INTO sales SELECT * FROM sales", "can only be read"),
        ("CREATE TABLE x (y)", "can only be read"),
        ("DROP TABLE sales", "can only be read"),
        ("PRAGMA journal_mode", "can only be read"),
        ("SELECT * FROM pragma_table_info('sales')", "can only be read"),
        ("EXPLAIN SELECT 1", "can only be read"),
        ("ATTACH 'x.db' AS x", "can only be read"),
        ("VACUUM INTO 'x.db'", "can only be read"),
        ("SELECT load_extension('x')", "can only be read"),
        ("SELECT 1; SELECT 2", "one statement only"),
        ("SELECT 1; DROP TABLE sales", "one statement only"),
        ("SELECT price FROM sales", "no such column: price"),
        ("SELECT * FROM sale", "no such table: sale"),
        ("SELECT 'a\0b'", "is not understood"),
        ("SELECT", "is not understood"),
        ("SELECT randomblob(900000000)", "too big"),
        ("SELECT zeroblob(9000000) FROM sales", "the answer is too large"),
    ],
)
def test_sql_refuses(evidence: Evidence, question: str, message: str) -> None:
    with pytest.raises(EvidenceError) as refused:
        sql(evidence, question)
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)


def test_sql_ends_endless_questions(evidence: Evidence, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cytonomics.evidence.query._CALLS", 3)
    count = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t"
    with pytest.raises(EvidenceError, match="takes too long"):
        sql(evidence, count)


def test_summaries_count_what_is_in_view(evidence: Evidence) -> None:
    found = {table.name: table for table in summaries(evidence)}
    assert list(found) == sorted(table_names())
    for name, table in found.items():
        assert table.rows == len(evidence[name]) == sum(table.by_confidence.values())
        assert table.title
        assert table.terms == table_schema(name).terms
    assert sum(table.superseded for table in found.values()) == len(evidence.hidden)


def test_a_card_says_what_surrounds_a_fact(evidence: Evidence) -> None:
    old, new = card(evidence, "sal0206"), card(evidence, "sal0207")
    assert old.superseded_by is not None
    assert old.superseded_by.id == "sal0207"
    assert new.supersedes is not None
    assert new.supersedes.id == "sal0206"
    assert old.role is None
    assert "sal0207" in {fact.id for fact in old.rivals}
    year = card(evidence, "sal0227")
    assert year.role is not None
    assert year.role.role == "basis"
    assert year.rests_on_it


def test_a_card_names_assumptions_that_rest_on_a_fact(evidence: Evidence) -> None:
    assumption = next(fact for fact in evidence["assumptions"] if fact["rests_on"])
    ground = assumption["rests_on"].split(";")[0].strip()
    assert assumption.id in {fact.id for fact in card(evidence, ground).rests_on_it}


def test_cards_show_rivals_and_terms(evidence: Evidence) -> None:
    disputed = next(fact for fact in evidence["funnel"] if fact["disputed"] == "yes")
    assert card(evidence, disputed.id).rivals
    globocan = card(evidence, "epi0010")
    assert "this row: iarc_non_commercial" in globocan.terms


def test_marks_say_what_must_not_be_overlooked(evidence: Evidence) -> None:
    recalled = next(f for f in evidence if f["confidence"] == "recall" and not f["disputed"])
    assert marks(evidence, recalled) == ("recall",)
    assert marks(evidence, evidence.fact("sal0206")) == ("superseded by sal0207",)
    assert marks(load(), load().fact("sal0227")) == ()
