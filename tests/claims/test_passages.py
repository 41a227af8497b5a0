"""Whose a figure is where asides, reasons and other openings stand between it and its name."""

from itertools import product

import pytest

from cytonomics.claims import extract, read_text
from cytonomics.claims.model import Claim

_INTRO = "The global infusion pump market was worth USD 9.4 billion in 2023.\n\n"
_PARTS = {
    "syringe pumps": "The syringe pumps segment held 41.3% of the market in 2023.",
    "hospitals": "Hospitals led the market in 2023 with 38% of revenue.",
}
_PLACES = {
    "europe": "Europe accounted for 41.3% of global revenue in 2023.",
    "CHN": "In 2023, China held the largest revenue share of 38%.",
}
_ASIDES = (
    "This is due to a growing number of operations.",
    "The large share is attributable to low prices.",
    "Rising needs drive the segment's growth.",
    "Nurses know them well.",
    "In 2022, the FDA approved 12 devices.",
    "For instance, in March 2023, Arvena launched the Luma 2 device.",
    "Key players such as Arvena and Belloc offer many models.",
    "About 20 million operations are performed each year.",
    "A single device costs USD 2,000 to USD 3,000.",
    "Favourable policies will create opportunities for the market.",
)
_OF_PARTS = (
    "The segment is expected to grow at a CAGR of 7.2% from 2024 to 2030.",
    "It is projected to grow at a CAGR of 7.2% over 2024-2030.",
    "Its CAGR is estimated at 7.2% for 2024-2030.",
    "As a result, the segment should see a CAGR of 7.2% from 2024 to 2030.",
)
_OF_PLACES = (
    "The {kind} is expected to grow at a CAGR of 7.2% from 2024 to 2030.",
    "It is projected to grow at a CAGR of 7.2% over 2024-2030.",
    "The {kind}'s market should see a CAGR of 7.2% from 2024 to 2030.",
)


def _last(text: str) -> Claim:
    return [
        claim
        for claim in extract(read_text(text, "page"))
        if claim.measure in ("size", "cagr", "share")
    ][-1]


@pytest.mark.parametrize(("part", "aside", "said"), [*product(_PARTS, _ASIDES, _OF_PARTS)])
def test_a_segment_is_taken_up_across_an_aside(part: str, aside: str, said: str) -> None:
    claim = _last(f"{_INTRO}{_PARTS[part]} {aside} {said}")
    assert (str(claim.segment).lower(), claim.value, claim.period_start) == (part, 7.2, 2024)


@pytest.mark.parametrize(("place", "aside", "said"), [*product(_PLACES, _ASIDES, _OF_PLACES)])
def test_a_place_is_taken_up_across_an_aside(place: str, aside: str, said: str) -> None:
    kind = "country" if place == "CHN" else "region"
    aside = aside.replace("segment's", f"{kind}'s")
    claim = _last(f"{_INTRO}{_PLACES[place]} {aside} {said.format(kind=kind)}")
    assert (claim.geography, claim.value, claim.period_start) == (place, 7.2, 2024)


@pytest.mark.parametrize(
    ("new", "said", "whose"),
    [
        ("The clinics segment is smaller.", "The segment will grow at a CAGR of 7.2%.", "clinics"),
        ("Clinics earned USD 2 billion.", "They will grow at a CAGR of 7.2%.", "clinics"),
    ],
)
def test_what_names_a_part_is_no_aside(new: str, said: str, whose: str) -> None:
    claim = _last(f"{_INTRO}{_PARTS['syringe pumps']} {new} {said}")
    assert str(claim.segment).lower() == whose


_SECONDS = (
    "Clinics followed with 23% in 2023.",
    "The second-largest user was clinics, with 23% in 2023.",
    "Clinics came second, accounting for 23% in 2023.",
    "The remaining 23% was held by clinics in 2023.",
    "Meanwhile, clinics are to grow fastest, at a CAGR of 9% from 2024 to 2030.",
)


@pytest.mark.parametrize("second", _SECONDS)
@pytest.mark.parametrize("taken_up", ["The segment is", "They are", "This segment is"])
def test_the_part_that_the_last_figure_is_of_is_taken_up(second: str, taken_up: str) -> None:
    said = f"{taken_up} expected to reach USD 2.5 billion by 2030."
    claim = _last(f"{_INTRO}{_PARTS['syringe pumps']} {second} {said}")
    assert (str(claim.segment).lower(), claim.value) == ("clinics", 2.5e9)


@pytest.mark.parametrize(
    "told", ["In Mexico, the market is to grow at a CAGR of 7%.", "Within it, Mexico held 21%."]
)
def test_the_place_that_the_last_figure_is_of_is_taken_up(told: str) -> None:
    claim = _last(f"{_INTRO}Latin America held 9% in 2023. {told} It will reach USD 2 billion.")
    assert (claim.geography, claim.value) == ("MEX", 2e9)


_FRONTS = (
    "As hospitals expand, ",
    "While prices remain high, ",
    "With rising needs at home, ",
    "Looking ahead, ",
    "Owing to low prices, ",
)
_TIMES = ("", "In 2023, ", "In the year 2023, ", "As of 2023, ", "However, in 2023, ")
_HELD = (
    "the syringe pumps segment held a 41.3% share{}.",
    "syringe pumps were worth USD 2.1 billion{}, as clinics invest.",
    "the global syringe pumps segment earned USD 2.1 billion{}.",
    "sales of syringe pumps stood at USD 2.1 billion{}, supported by launches in 2021.",
)


@pytest.mark.parametrize(("time", "front", "held"), [*product(_TIMES, _FRONTS, _HELD)])
def test_what_opens_a_sentence_owns_no_figure(time: str, front: str, held: str) -> None:
    opened = f"{time}{front.lower()}" if time else front
    claim = _last(_INTRO + opened + held.format("" if time else " in 2023"))
    assert (claim.segment, claim.geography) == ("syringe pumps", "WW")
    assert (claim.period_start, claim.period_end) == (2023, 2023)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("In 2023, gels held 23% of the soap market, driven by new launches in 2021.", 2023),
        ("Gels held 23% of the soap market, driven by strong demand in 2023.", 2023),
        ("Gels contributed 23% to the soap market in 2023, owing to a law of 2019.", 2023),
    ],
)
def test_a_reason_has_a_year_of_its_own(text: str, year: int) -> None:
    assert _last(text).period_end == year


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("Pump Market Size, Share & Trends Analysis Report, 2024-2030", "the forecast period"),
        ("Forecast period: 2024-2030", "the same period"),
        ("Forecast period: 2024-2030", "the period of analysis"),
    ],
)
def test_the_period_is_that_of_the_report(head: str, said: str) -> None:
    sizes = "It was worth USD 9 billion in 2023 and will grow at 6% a year in the forecast period."
    claim = _last(f"# {head}\n\n{sizes} Gels will grow at a CAGR of 7.2% over {said}.")
    assert (claim.value, claim.period_start, claim.period_end) == (7.2, 2024, 2030)


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("The share of gels was 41% in 2023, against 27% for bars.", ["gels", "bars"]),
        ("The share of gels was 41% in 2023, against 27% in 2018.", ["gels", "gels"]),
        ("The largest share belonged to gels, at 41%, while bars held 27%.", ["gels", "bars"]),
        ("Gels - 41% share in 2023 - are trailed by bars with 27%.", ["Gels", "bars"]),
    ],
)
def test_shares_set_against_each_other(text: str, segments: list[str]) -> None:
    claims = extract(read_text(f"The soap market grew. {text}", "page"))
    assert [claim.segment for claim in claims if claim.measure == "share"] == segments
