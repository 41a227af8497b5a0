"""What is read rightly is still so when something is altered that decides nothing."""

from __future__ import annotations

import random

import pytest
from tests.claims import alterations
from tests.claims.scoring import FULL, Label, items, read, score

MEASURES = ("size", "cagr", "share")


def misread(item: Label) -> list[str]:
    return score([(item, read(item["text"])[1])], MEASURES, FULL).misses


@pytest.fixture(scope="module")
def known() -> list[Label]:
    """Every third development item, of those that are read rightly."""
    return [item for item in list(items("development"))[::3] if not misread(item)]


@pytest.mark.parametrize(
    ("alter", "least", "lost"),
    [
        (alterations.later, 500, 0.005),
        (alterations.other_digits, 200, 0.02),
        (alterations.with_aside, 100, 0.06),
        (alterations.in_paragraphs, 100, 0.05),
        (alterations.behind_an_aside, 800, 0.015),
        (alterations.in_words, 400, 0.025),
    ],
)
def test_what_decides_nothing_changes_hardly_a_claim(known, alter, least, lost):
    made = [alter(item, random.Random(item["id"])) for item in known]
    altered = [item for item in made if item is not None]
    wrong = [item["id"] for item in altered if misread(item)]
    assert len(altered) >= least
    assert len(wrong) <= lost * len(altered), wrong
