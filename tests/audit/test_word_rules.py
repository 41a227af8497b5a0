from __future__ import annotations

import pytest
from tests.audit.shorthand import audited, claim, rules, tree

from cytonomics.audit.rules.players_differ import company_group


def _concentration(quote, **fields):
    return claim("concentration", quote, **fields)


def _top(value, quote, **fields):
    return _concentration(quote, value=value, step=1.0, unit="percent", **fields)


@pytest.mark.parametrize(
    "claims",
    [
        [_concentration("Low"), _concentration("moderately concentrated")],
        [_concentration("fragmented"), _concentration("highly consolidated")],
        [_concentration("Low"), _top(55, "nearly 55%", bound="less_than")],
        [_concentration("fragmented"), _top(70, "top five hold 70%")],
    ],
)
def test_concentration_contradicted(claims):
    assert rules(*claims) == ["concentration_contradicted"]


@pytest.mark.parametrize(
    "claims",
    [
        [_concentration("moderately fragmented"), _concentration("moderately concentrated")],
        [_concentration("fragmented"), _top(20, "top five hold 20%")],
        [_concentration("fragmented"), _top(60, "top twenty hold 60%")],
        [_concentration("Low"), _concentration("consolidated", scope="nk")],
        [_concentration("Low"), _concentration("fragmented")],
    ],
)
def test_concentration_agrees(claims):
    assert not rules(*claims)


def test_a_legend_claims_nothing():
    text = "Consolidated - Market dominated by few\nFragmented - Highly competitive"
    legend = [
        _concentration("Consolidated", start=0),
        _concentration("Fragmented", start=text.index("Fragmented")),
    ]
    assert not rules(*legend, text=text)


def _players(*items, **fields):
    return claim("players", "players", items=items, **fields)


def test_players_differ():
    first = _players("Janssen", "Genentech", "Amgen", "Merck", "Eli Lilly")
    second = _players("Kite Pharma", "Novartis AG", "Johnson & Johnson", "Nkarta, Inc.", "Immatics")
    assert rules(first, second) == ["players_differ"]
    assert not rules(first, _players("Johnson & Johnson", "Roche", "Amgen", "Bayer"))
    assert not rules(first, _players("Novartis", "Gilead"))
    assert not rules(first, _players(*second.items, scope="nk"))
    assert not rules(first, _players(*second.items, geography="china"))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Janssen", "Johnson & Johnson Services, Inc."[:17]),
        ("Genentech, Inc.", "F. Hoffmann-La Roche Ltd."),
        ("Kite, a Gilead Company", "Gilead Sciences, Inc. (via Kite Pharma)"),
        ("Celgene Corporation", "Bristol-Myers Squibb Company"),
        ("Novartis AG", "NOVARTIS"),
    ],
)
def test_companies_of_one_group(a, b):
    assert company_group(a) == company_group(b)


def _severities(*claims, text=""):
    return [one.severity for one in audited(*claims, text=text).findings]


@pytest.mark.parametrize(
    ("axis", "member", "scope", "severity"),
    [
        ("product", "surgical resection", "car_t", "error"),
        ("treatment_type", "Radiation Therapy", "til", "error"),
        ("type", "radio-therapy", "cell_therapy", "error"),
        ("therapy", "Hormone therapy", "t_cell_therapy", "error"),
        ("source", "allogeneic donor blood", "autologous_cell_therapy", "error"),
        ("technology", "Organ Transplantation", "personalized_cell_therapy", "warning"),
    ],
)
def test_wordings_of_misnamed_members(axis, member, scope, severity):
    assert _severities(tree(axis, member, scope=scope)) == [severity]


@pytest.mark.parametrize(
    ("axis", "member", "scope"),
    [
        ("source", "bone marrow", "autologous_cell_therapy"),
        ("type", "non-allogeneic", "autologous_cell_therapy"),
        ("type", "allogeneic", "cell_therapy"),
        ("technology", "bone marrow transplantation", "personalized_cell_therapy"),
        ("technology", "platelet transfusions", "transfusion"),
        ("technology", "platelet transfusions", "cell_therapy"),
        ("end_user", "surgery centers", "car_t"),
    ],
)
def test_members_that_belong(axis, member, scope):
    assert not _severities(tree(axis, member, scope=scope))


def test_segment_tree_misnames():
    products = tree("product", "Surgery", "Chemotherapy", scope="adoptive_cell_therapy")
    assert rules(products) == ["segment_tree_misnames"]
    technology = tree("technology", "Platelet Transfusions", scope="personalized_cell_therapy")
    assert rules(technology, text="It uses a patient's own cells.") == ["segment_tree_misnames"]
    assert _severities(technology, text="It uses a patient's own cells.") == ["error"]
    assert _severities(technology, text="It uses blood.") == ["warning"]
    assert not rules(tree("product", "Kymriah", "Yescarta"))
    assert not rules(tree("product", "Surgery", scope="transfusion"))
    assert not rules(tree("prior_treatment", "Surgery", scope="adoptive_cell_therapy"))


def test_foreign_boilerplate():
    size = claim("size", value=1e9, start=0)
    copied = "The market is growing because of increasing digital transformation initiatives."
    found = audited(size, text=copied).findings
    assert [one.rule for one in found] == ["foreign_boilerplate"]
    assert found[0].claims == (size.id,)
    assert [copied[each.start : each.end] for each in found[0].phrases] == [found[0].stated]
    twice = audited(size, text=f"{copied}\nDemand is robust.\n{copied}").findings[0].phrases
    assert [each.quote for each in twice] == [found[0].stated] * 2
    assert twice[0].end < twice[1].start
    assert not rules(size, text="Data on survival drive demand. Analytics of cells matter.")
    assert not rules(claim("size", scope="manufacturing", value=1e9), text=copied)
    assert not rules(claim("size", scope=None, market="software", value=1e9), text=copied)


@pytest.mark.parametrize(
    "phrase",
    [
        "Retailers roll out warehouse robots.",
        "Stores adopt cloud payment platforms.",
        "Growth follows mobile banking and 5G networks.",
        "Sales of electric vehicles drive demand.",
        "Precision farming raises crop yields.",
    ],
)
def test_phrases_of_other_industries(phrase):
    assert rules(claim("size", value=1e9, start=0), text=phrase) == ["foreign_boilerplate"]


@pytest.mark.parametrize(
    "phrase",
    [
        "Payers want outcome-based payment models and staged payments.",
        "The robots of the clean room fill vials; logistics keep the cells cold.",
        "Cells in a bank, mobile apheresis units and vehicles of viral vectors drive demand.",
        "Construction of a plant; food safety; networks of hospitals; patients travel to centers.",
    ],
)
def test_phrases_of_this_field(phrase):
    assert not rules(claim("size", value=1e9, start=0), text=phrase)
