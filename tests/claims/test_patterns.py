"""Patterns with cues find what they find without, in every labelled text."""

from importlib import import_module
from pkgutil import walk_packages

import pytest
from tests.claims.scoring import items

import cytonomics.claims
from cytonomics.claims.documents.fold import fold
from cytonomics.claims.patterns import Cued

MODULES = [
    import_module(module.name)
    for module in walk_packages(cytonomics.claims.__path__, "cytonomics.claims.")
]
PATTERNS = {
    f"{module.__name__.removeprefix('cytonomics.claims.')}.{name}": value
    for module in MODULES
    for name, value in vars(module).items()
    if isinstance(value, Cued)
}
TEXTS = [
    fold(item["text"])
    for part in ("development", "documents", "consistent")
    for item in list(items(part))[:: 2 if part == "development" else 1]
]


def test_patterns_of_every_room_are_tried():
    assert {name.split(".")[0] for name in PATTERNS} >= {
        "words",
        "figures",
        "growth",
        "shares",
        "statements",
    }


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_no_cue_is_missing(name):
    cued = PATTERNS[name]
    for text in TEXTS:
        bare = [match.span() for match in cued.pattern.finditer(text)]
        assert [match.span() for match in cued.finditer(text)] == bare, text[:200]


def test_a_cue_counts_only_where_the_search_goes():
    cued = Cued("half", r"\bhalf\b")
    text = "Half of it, not a third"
    assert cued.search(text, 0, 4) is not None
    assert cued.search(text, 5) is None
    assert cued.match(text) is not None
    assert cued.match(text[5:]) is None


def test_case_matters_where_the_flags_say_so():
    assert Cued("by", "By", 0).search("sold by region") is None
    assert Cued("by", "By", 0).search("By region") is not None
