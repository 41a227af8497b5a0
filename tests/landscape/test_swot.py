"""Rules of strengths, weaknesses, opportunities and threats: each fires, fails and is traceable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from cytonomics.landscape.standing import Standing
from cytonomics.landscape.swot import RULES, SIDES, Item, swot
from cytonomics.market import Market

Under = Callable[..., Market]
Row = dict[str, object]


def found(market: Market, company: str) -> dict[str, Item]:
    return {item.rule: item for item in swot(Standing(market, company))}


def scaled(market: Market, product: str, year: int, factor: float) -> Market:
    """The market with the sales of a product in a year multiplied."""
    revenue = market.revenue.copy()
    for j, offer in enumerate(market.offers):
        if offer.product == product:
            revenue[:, market.years.index(year), j] *= factor
    return replace(market, revenue=revenue)


def label(product: str, authority: str, region: str, indication: str, line: int) -> Row:
    return {
        "product_id": product,
        "authority": authority,
        "region": region,
        "indication_id": indication,
        "line_of_therapy": line,
        "population": "adult",
        "approval_date": "2026-01-05",
        "approval_type": "full",
    }


def measured_of(product: str, metric: str, value: float, unit: str) -> Row:
    return {
        "product_id": product,
        "metric": metric,
        "value": value,
        "unit": unit,
        "geography": "USA",
        "date": "2026",
    }


def programme(product: str, target: str, **more: object) -> Row:
    return {
        "product_id": product,
        "modality": "car_t",
        "application": "autologous",
        "target": target,
        "therapeutic_area": "cancer",
        "indication_id": "mm",
        "line_of_therapy": 1,
        "region": "USA",
        "phase": "3",
        **more,
    }


# Of each rule: a company, and a change that turns its finding round.
TURNS: tuple[tuple[str, str, Callable[[Market, Under], Market]], ...] = (
    ("leads_class", "johnson_johnson", lambda m, u: scaled(m, "abecma", 2025, 100)),
    (
        "several_labels",
        "iovance",
        lambda m, u: u(approvals=label("amtagvi", "EMA", "EMA", "melanoma", 2)),
    ),
    (
        "earliest_line",
        "autolus",
        lambda m, u: u(approvals=label("aucatzyl", "FDA", "USA", "b_all", 1)),
    ),
    (
        "stated_capacity",
        "novartis",
        lambda m, u: u(
            manufacturing=measured_of("kymriah", "annual_capacity_doses", 900, "doses_per_year")
        ),
    ),
    ("growing_sales", "novartis", lambda m, u: scaled(m, "kymriah", 2025, 2)),
    ("one_product", "gilead", lambda m, u: scaled(m, "tecartus", 2025, 0)),
    ("falling_sales", "novartis", lambda m, u: scaled(m, "kymriah", 2025, 2)),
    (
        "only_late_lines",
        "iaso_bio",
        lambda m, u: u(approvals=label("equecabtagene", "NMPA", "CHN", "mm", 2)),
    ),
    (
        "severe_toxicity",
        "novartis",
        lambda m, u: u(
            trials={
                "trial_id": "made_up",
                "product_id": "kymriah",
                "indication_id": "dlbcl",
                "phase": "2",
                "crs_grade3_rate": 0,
                "icans_grade3_rate": 0,
                "known_from": "2026-12-01",
            }
        ),
    ),
    (
        "out_of_specification",
        "novartis",
        lambda m, u: u(
            manufacturing=measured_of("kymriah", "out_of_specification_rate", 0.5, "fraction")
        ),
    ),
    (
        "no_label",
        "immatics",
        lambda m, u: u(approvals=label("anzu_cel", "FDA", "USA", "melanoma", 2)),
    ),
    (
        "late_programmes",
        "novartis",
        lambda m, u: u(programmes=programme("kymriah", "CD19", listed_as="")),
    ),
    (
        "labels_elsewhere",
        "autolus",
        lambda m, u: u(approvals=label("aucatzyl", "PMDA", "JPN", "b_all", 2)),
    ),
    ("forecast_growth", "novartis", lambda m, u: scaled(m, "kymriah", 2031, 100)),
    ("rival_gains", "johnson_johnson", lambda m, u: scaled(m, "abecma", 2025, 10)),
    (
        "pending_entrants",
        "iovance",
        lambda m, u: u(
            programmes=programme(
                "gc101_til",
                "tumour neoantigens (polyclonal)",
                id="pgm0099",
                modality="til",
                phase="ended",
            )
        ),
    ),
    (
        "setbacks",
        "novartis",
        lambda m, u: u(
            developments={
                "date": "2026-02-01",
                "company_id": "novartis",
                "kind": "withdrawal",
                "fact": "Withdrew a filing",
            }
        ),
    ),
    (
        "owner_changes",
        "novartis",
        lambda m, u: u(
            company_changes={
                "company_id": "novartis",
                "date": "2026-02",
                "change": "bought",
                "by_company_id": "gilead",
            }
        ),
    ),
)


def test_every_rule_is_turned_round() -> None:
    assert {name for name, *_ in TURNS} == {rule.name for rule in RULES}
    assert {rule.side for rule in RULES} == set(SIDES)


@pytest.mark.parametrize(("rule", "company", "turn"), TURNS, ids=[name for name, *_ in TURNS])
def test_a_rule_fires_and_fails(
    market: Market,
    under: Under,
    rule: str,
    company: str,
    turn: Callable[[Market, Under], Market],
) -> None:
    before, after = found(market, company), found(turn(market, under), company)
    assert (rule in before) != (rule in after)


def test_every_item_names_its_rule_and_rests_on_something(market: Market) -> None:
    names = {rule.name for rule in RULES}
    known = market.evidence.by_id
    every = [
        item
        for fact in market.evidence["companies"]
        for item in swot(Standing(market, fact["company_id"]))
    ]
    assert {item.rule for item in every} == names
    for item in every:
        assert item.facts or item.figures
        assert set(item.facts) <= set(known)
        assert "{" not in item.sentence


def test_figures_of_items_are_figures_of_the_market(market: Market) -> None:
    from cytonomics.market import all_figures

    known = {row.id for row in all_figures(market)}
    for company in ("gilead", "johnson_johnson", "novartis", "carsgen"):
        for item in swot(Standing(market, company)):
            assert set(item.figures) <= known


def test_a_sentence_says_what_its_fact_says(market: Market, under: Under) -> None:
    """The rate of the newest row stands in the sentence, and changes with it."""
    more = under(
        manufacturing=measured_of("carvykti", "out_of_specification_rate", 0.42, "fraction")
    )
    item = found(more, "johnson_johnson")["out_of_specification"]
    assert "Carvykti 42 %" in item.sentence
    assert item.facts == ("test_0001",)
    assert "Carvykti 42 %" not in found(market, "johnson_johnson")["out_of_specification"].sentence


def test_the_leader_of_a_class_is_who_books_most(market: Market) -> None:
    """Carvykti and Abecma by the company axis of 2025: the leader holds the larger part."""
    item = found(market, "johnson_johnson")["leads_class"]
    at = market.years.index(2025)
    sales = {
        name: sum(
            market.revenue[:, at, j].mean()
            for j, offer in enumerate(market.offers)
            if market.products[offer.product]["target"] == "BCMA" and offer.product in names
        )
        for name, names in {
            "own": ("carvykti",),
            "all": tuple(market.products),
        }.items()
    }
    assert f"({100 * sales['own'] / sales['all']:.0f} % of" in item.sentence
