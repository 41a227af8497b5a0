"""Whose a figure is does not hang on who reports it, nor on what leads in or is inserted."""

from __future__ import annotations

import pytest

from cytonomics.claims import extract, read_text

WHOLE = "The global pump market was valued at USD 9 billion in 2023. "
PARTS = ("steel pumps", "hospitals", "online retail")
TOLD = {
    "cagr": "will grow at a CAGR of 6.1% from 2024 to 2030.",
    "share": "held a 41% share in 2023.",
    "size": "will reach USD 2 billion by 2030.",
}
WHO = ("The report", "Analysts", "Belor Research", "The study by Belor")
VERBS = str.split(
    "said says stressed underlined underscored emphasized highlights mentioned opined outlined "
    "revealed concluded observed explained maintained argued suggested indicated forecasts "
    "predicts adds noted cited believes declares states estimates finds shows asserts affirms "
    "cautions claims confirms detailed envisages foresees"
)
SUBJECTS = (
    "{}", "The {} segment", "Demand for {}", "Sales of {}", "Revenue from {}", "Adoption of {}",
    "Spending on {}", "{}, on the other hand,", "{}, however,", "{}, driven by low prices,",
    "{}, owing to their low prices,", "{}, which are used in homes,", "By contrast, {}",
    "In terms of product, {}", "On the basis of product, {}", "Within the product segment, {}",
    "Following this, {}", "Next, {}", "Out of these, {}", "Of all segments, {}",
    "Unlike others, {}", "Given low prices, {}", "As prices fall, {}", "While prices are high, {}",
    "According to the report, {}", "It is estimated that {}", "Analysts say {}", "Yet {}",
    "Looking ahead, {}", "Globally, {}",
)  # fmt: skip
ATTRIBUTED = (
    "{who} expects {part} to grow at a CAGR of 6.1% from 2024 to 2030.",
    "{who} anticipates {part} growing at a CAGR of 6.1% from 2024 to 2030.",
    "{who} sees {part} growing at a CAGR of 6.1% from 2024 to 2030.",
    "{who} predicts a CAGR of 6.1% for {part} from 2024 to 2030.",
    "{who} forecasts growth of 6.1% a year for {part} from 2024 to 2030.",
    "{part}, according to {who}, will grow at a CAGR of 6.1% from 2024 to 2030.",
    "{part} will grow at a CAGR of 6.1% from 2024 to 2030, {who} said.",
    "{who} projects {part} to reach USD 2 billion by 2030.",
    "{who} puts {part} at USD 2 billion in 2030.",
    "{who} estimates {part} at USD 2 billion in 2023.",
    "{part}, says {who}, will reach USD 2 billion by 2030.",
    "{who} found {part} to hold 41% of the market in 2023.",
)


def owner(subject: str, measure: str) -> str | None:
    """The segment that a figure said of a subject is given to, behind the size of the market."""
    return last_owner(f"{subject} {TOLD[measure]}")


def last_owner(sentence: str) -> str | None:
    """The segment of the only figure of a sentence behind the size of the market."""
    found = extract(read_text(f"{WHOLE}{sentence}", "told"))
    (claim,) = (c for c in found if c.measure in TOLD and c.start >= len(WHOLE))
    return claim.segment and claim.segment.lower()


@pytest.mark.parametrize("measure", TOLD)
@pytest.mark.parametrize("verb", VERBS)
def test_who_reports_a_figure_is_not_whose_it_is(verb, measure):
    for who in WHO:
        assert owner(f"{who} {verb} that {PARTS[0]}", measure) == PARTS[0], who


@pytest.mark.parametrize("measure", TOLD)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_what_leads_in_or_is_inserted_is_no_part_of_a_name(subject, measure):
    for part in PARTS:
        named = part.capitalize() if subject.startswith("{}") else part
        assert owner(subject.format(named), measure) == part


@pytest.mark.parametrize("form", ATTRIBUTED)
@pytest.mark.parametrize("who", WHO)
def test_who_expects_a_figure_is_not_whose_it_is(who, form):
    for part in PARTS:
        told = form.format(who=who, part=part)
        assert last_owner(told[0].upper() + told[1:]) == part
