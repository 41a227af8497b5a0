"""A market's name ends where the verb begins, whatever the verb."""

from __future__ import annotations

import pytest

from cytonomics.claims import extract, read_text
from cytonomics.claims.words.labels import market_labels

VERBS = str.split(
    "amounted totalled totaled came climbed generated approached neared surged fell doubled "
    "passed jumped slipped expanded ran garnered comprised posted earned gained lost contracted "
    "dipped plunged rebounded recovered peaked topped sits swelled ballooned stood rose grew"
)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("opened", ["The global market for", "In 2024 the market for"])
def test_behind_market_for(opened: str, verb: str) -> None:
    (label,) = market_labels(f"{opened} bike bells {verb} to USD 2 billion.")
    assert label.name == "bike bells"


@pytest.mark.parametrize("verb", VERBS)
def test_behind_global_sales_of(verb: str) -> None:
    text = f"Global sales of bike bells {verb} to USD 2 billion in 2024."
    sizes = [claim for claim in extract(read_text(text, "a")) if claim.measure == "size"]
    assert {claim.market for claim in sizes} <= {"bike bells"}


@pytest.mark.parametrize("name", ["expanded polystyrene", "running shoes", "needs assessment"])
def test_a_name_may_begin_with_such_a_word(name: str) -> None:
    (label,) = market_labels(f"The market for {name} reached USD 2 billion.")
    assert label.name == name


@pytest.mark.parametrize("head", ["Place", "Region", "Country"])
@pytest.mark.parametrize("rate", ["p.a. 2024-2028", "CAGR 2024-2028", "CAGR"])
def test_a_place_is_no_rank(head: str, rate: str) -> None:
    rows = f"{head}\t2024\t2028\t{rate}\nGermany\t412\t468\t3.2%\nBenelux\t131\t146\t2.7%"
    claims = extract(read_text(f"Pump market, revenue in EUR million\n{rows}", "a"))
    sizes = [(c.value, c.geography, c.period_end) for c in claims if c.measure == "size"]
    assert sizes == [
        (4.12e8, "DEU", 2024), (4.68e8, "DEU", 2028),
        (1.31e8, "benelux", 2024), (1.46e8, "benelux", 2028),
    ]  # fmt: skip
