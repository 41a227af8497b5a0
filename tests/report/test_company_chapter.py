"""The chapter of company profiles: what it lists, and that it stays small."""

from __future__ import annotations

import pytest

from cytonomics.landscape.profiles import named_companies
from cytonomics.landscape.swot import RULES
from cytonomics.market import Market
from cytonomics.report.blocks import Cell, Chapter, FactTable, Link
from cytonomics.report.estimates import estimates_of
from cytonomics.report.profiles import company_profiles


@pytest.fixture(scope="module")
def chapter(market: Market) -> Chapter:
    return company_profiles(estimates_of(market))


def tables(chapter: Chapter) -> dict[str, FactTable]:
    return {block.id: block for block in chapter.blocks if isinstance(block, FactTable)}


def test_named_and_selling_companies_have_a_table(chapter: Chapter) -> None:
    found = tables(chapter)
    named = named_companies("adoptive_cell_therapy")
    assert {f"company-{company}" for company in (*named, "iaso_bio", "us_worldmeds")} <= set(found)


def test_all_companies_stand_in_the_overview(market: Market, chapter: Chapter) -> None:
    names = {row[0] for row in tables(chapter)["company-overview"].rows}
    assert names >= {fact["name"] for fact in market.evidence["companies"]}


def test_every_swot_line_shows_its_rule_and_what_it_rests_on(chapter: Chapter) -> None:
    rules = {rule.name: rule.side.capitalize() for rule in RULES}
    for key, table in tables(chapter).items():
        for side, _, rule, rests in table.rows if key != "company-overview" else ():
            if rule in rules:
                assert side == rules[str(rule)]
                assert isinstance(rests, tuple) and rests
                assert all(isinstance(one, Link | Cell) for one in rests)


def test_the_chapter_stays_small(html: str) -> None:
    start = html.index('id="profiles"')
    assert html.index("</section>", start) - start < 400_000
