"""Boxes of facts and cards, as report pages and their copies lay them out."""

from __future__ import annotations

import pytest
from tests.claims import facts

from cytonomics.claims import extract, read_text
from cytonomics.claims.model import Claim

_SEED = 11


def _figures(text: str) -> list[tuple[str, float | None, int | None, int | None]]:
    claims = extract(read_text(text, "box.md"))
    told = [c for c in claims if c.measure in ("size", "cagr", "share")]
    return [(c.measure, c.value, c.period_start, c.period_end) for c in told]


@pytest.mark.parametrize("layout", facts.LAYOUTS)
def test_a_box_of_facts_is_read_in_every_layout(layout: str) -> None:
    for box in facts.boxes(layout, 40, _SEED):
        found = _figures(box.text)
        sizes = {figure for figure in found if figure[0] == "size"}
        assert sizes == {("size", 0.74e9, 2024, 2024), ("size", 1.42e9, 2031, 2031)}, box.text
        if box.rated:
            assert ("cagr", 9.8, 2024, 2031) in found, box.text


@pytest.mark.parametrize("above", [True, False], ids=["label above", "label below"])
def test_a_card_is_read_whether_its_labels_stand_above_or_below(above: bool) -> None:
    for text in facts.cards(above, 120, _SEED):
        found = _figures(text)
        assert ("size", 0.74e9, 2024, 2024) in found, text
        assert ("size", 1.42e9, 2031, 2031) in found, text
        assert ("cagr", 9.8, 2025, 2031) in found, text
        assert [figure[1] for figure in found if figure[0] == "share"] == [41.8], text
        assert len(found) == 4, text


def _shares(sentence: str) -> list[Claim]:
    above = "The global pump market was worth USD 3 billion in 2023.\n\n"
    return [c for c in extract(read_text(above + sentence, "a.txt")) if c.measure == "share"]


@pytest.mark.parametrize(
    "counted",
    ["new cases recorded each year", "patients enrolled", "registered donors",
     "hospital admissions", "patents filed", "articles published"],
)  # fmt: skip
@pytest.mark.parametrize(
    "sentence",
    [
        "The number of {} is 11,402. Amongst which, gels make up 61.7%; others account for 38.3%.",
        "There were 9,400 {} in 2023. Of these, 37% were in China and 21% in Japan.",
        "Of the {} in 2022, gels accounted for 12.4% and tubes for 11.6%.",
        "In terms of {}, China held 37% and Japan 21% in 2022.",
        "The {} numbered 9,400 in 2022, with China accounting for 37% and Japan for 21%.",
    ],
)
def test_a_part_of_what_was_counted_is_no_share(sentence: str, counted: str) -> None:
    assert not _shares(sentence.format(counted))


def test_a_part_of_what_is_sold_is_a_share_of_it() -> None:
    assert [c.value for c in _shares("Of these sales, China held 37% and Japan 21%.")] == [37, 21]


@pytest.mark.parametrize("verb", ["prevailed", "reigned", "predominated", "lagged", "flourished"])
def test_the_verb_is_no_part_of_a_name(verb: str) -> None:
    for end in (
        " with a share of 41%.",
        ", accounting for 41% of revenue.",
        " in 2023 with a 41% share.",
    ):
        (share,) = _shares(f"By type, gear pumps {verb}{end}")
        assert share.segment == "gear pumps"


@pytest.mark.parametrize(
    "money",
    ["a trade surplus", "research spending", "spending on cell research", "tariff revenue",
     "charity income", "a settlement", "a bond issue", "capital inflows", "insurance claims",
     "medical bills", "a state programme", "a five-year plan", "a credit line"],
)  # fmt: skip
def test_what_states_and_houses_take_or_give_is_no_market(money: str) -> None:
    text = (
        "The pump market was worth USD 3 billion in 2023.\n\n"
        f"China keeps {money} exceeding USD 1.4 billion, showing its weight.\n\n"
        f"In 2023, {money} reached USD 640 million."
    )
    assert [figure[1] for figure in _figures(text)] == [3e9]


@pytest.mark.parametrize(
    "said",
    ["powering ahead at a rate of", "moving forward at a rate of", "showing a rate of",
     "clocking a rate of", "at a rate of", "with a rate of"],
)  # fmt: skip
def test_a_rate_told_without_its_name_is_one(said: str) -> None:
    text = (
        "The pump market was USD 5 billion in 2023, and it will hit USD 9 billion by 2032, "
        f"{said} 6.8% in the years ahead."
    )
    assert ("cagr", 6.8) in [figure[:2] for figure in _figures(text)]


def test_a_part_that_the_title_lists_is_not_the_market_of_the_page() -> None:
    text = (
        "Pump Market by Type (Gear pumps, Screw pumps) - Global Forecast to 2029\n\n"
        "The screw pump market is projected to reach USD 512 million by 2029.\n\n"
        "The screw pump market was USD 300 million in 2024."
    )
    found = {(c.market, c.segment) for c in extract(read_text(text, "a.txt")) if c.value}
    assert found == {("Pump", "screw pump")}


def test_an_axis_called_source_names_no_house() -> None:
    text = (
        "Stem Cell Market Revenue (US$ Million), By Source, 2022 to 2023\n\n"
        "Source 2022 2023 Bone Marrow 1,861.5 2,410.2 Peripheral Blood 1,690.4 2,224.8 "
        "Others 1,178.1 1,545.0"
    )
    segments = [c.segment for c in extract(read_text(text, "a.txt")) if c.measure == "size"]
    assert segments == ["Bone Marrow"] * 2 + ["Peripheral Blood"] * 2 + ["Others"] * 2
