"""What a claim speaks of: which market, which part of it, which place.

Two claims are compared only when their subjects are equal; a subject that cannot be told is None
and its claim is compared with nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from cytonomics import vocabulary
from cytonomics.audit.tables import rows
from cytonomics.claims.model import Claim
from cytonomics.claims.words.places import places

WORLD = "WW"
TOTAL = "total"
PLACES = frozenset(["region", "country", "geography", "report_group", "area", "regional"])
_NOISE = frozenset(
    [
        "the",
        "a",
        "an",
        "for",
        "of",
        "in",
        "and",
        "by",
        "market",
        "industry",
        "sector",
        "size",
        "global",
        "world",
        "worldwide",
        "international",
        "overall",
        "entire",
        "based",
    ]
)
# Words that say nothing beyond a scope that is already known ("for cancer treatment").
_IMPLIED = frozenset(["treatment", "therapy"])
# The last line of a list that leaves nothing out.
REST = re.compile(r"^(?:the\s+)?(?:all\s+)?(?:others?|rest|remain\w*)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9]+")


class Subject(NamedTuple):
    """What a figure speaks of; `dimension` "total" and an empty `segment` for the whole.

    A region's or country's own market is a whole market of that `place`.

    Example:
        >>> Subject("car_t:", "total", "", "USA").is_whole
        False
    """

    market: str
    dimension: str
    segment: str
    place: str

    @property
    def is_whole(self) -> bool:
        """Whether this is a whole market of the whole world."""
        return self.dimension == TOTAL and self.place == WORLD

    @property
    def whole(self) -> Subject:
        """What this is a part of: the whole market of its place, or of the world for a place."""
        place = WORLD if self.dimension == TOTAL else self.place
        return Subject(self.market, TOTAL, "", place)


@cache
def market_key(label: str | None, scope: str | None) -> str | None:
    """Return the key under which labels of one market meet; None without label and scope.

    The scope and the words that its name does not hold: "adoptive cell therapy for cancer
    treatment" and "adoptive cell therapy" are one market; "cell therapy" and "allogeneic cell
    therapy" are two, though both lie in one scope.

    Example:
        >>> market_key("CAR T-cell therapy", "car_t") == market_key("CAR-T", "car_t")
        True
        >>> market_key("allogeneic cell therapy", "cell_therapy")
        'cell_therapy:allogeneic'
    """
    if not label:
        return f"{scope}:" if scope else None
    return f"{scope or ''}:{' '.join(sorted(label_words(label, scope)))}"


def label_words(label: str, scope: str | None) -> frozenset[str]:
    """Return the words of a market's label that the name of its scope does not hold.

    Example:
        >>> sorted(label_words("allogeneic cell therapies", "cell_therapy"))
        ['allogeneic']
    """
    words = _words(label)
    return words - _IMPLIED - _scope_words(scope) if scope else words


def _words(label: str) -> frozenset[str]:
    plain = f" {' '.join(_WORD.findall(label.lower()))} "
    for row in rows("market_words"):
        plain = plain.replace(f" {row['written']} ", f" {row['read_as']} ")
    return frozenset(_singular(word) for word in plain.split()) - _NOISE


def _singular(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 and not word.endswith("ss") else word


@cache
def _scope_words(scope: str) -> frozenset[str]:
    named = [each for each in vocabulary.scopes() if each.id == scope]
    return _words(named[0].name) if named else frozenset()


@cache
def place_key(geography: str | None) -> str | None:
    """Return the id of a place, WORLD for the world, None where nothing is named.

    Example:
        >>> place_key("world"), place_key("U.S."), place_key("north_america")
        ('WW', 'USA', 'north_america')
    """
    if not geography:
        return None
    if geography == WORLD:
        return WORLD
    found = vocabulary.find_geography(geography)
    if found is None:
        return vocabulary.matching_key(geography) or None
    return WORLD if found.dimension == "world" else found.id


@cache
def _without_place(label: str | None, place: str | None) -> str | None:
    """A market's label without its place: "European wound care" of Europe is wound care."""
    if not label or place in (None, WORLD):
        return label
    for found in reversed(places(label)):
        if place_key(found.id) == place:
            label = f"{label[: found.start]} {label[found.end :]}"
    return label.strip() or None


@cache
def dimension_key(dimension: str) -> str:
    """Return one spelling for the many of an axis.

    Example:
        >>> dimension_key("end_users"), dimension_key("Therapeutic"), dimension_key("product type")
        ('end_user', 'therapeutic_area', 'product')
    """
    name = "_".join(_WORD.findall(dimension.lower()))
    if name.endswith("s") and not name.endswith("ss"):
        name = name[:-1]
    if name in ("end_use", "enduser", "end_use_industry"):
        return "end_user"
    if name in ("therapeutic", "therapeutic_application"):
        return "therapeutic_area"
    return name.removesuffix("_type") or name


def segment_key(segment: str | None) -> str:
    """Return one spelling for the many of a segment.

    Example:
        >>> segment_key("Hospitals segment") == segment_key("hospital")
        True
    """
    bare = re.sub(
        r"\b(?:sub-?)?(?:segments?|category|categories)\b", " ", segment or "", flags=re.I
    )
    return vocabulary.matching_key(bare)


def subject(claim: Claim, market: str | None, place: str | None) -> Subject | None:
    """Return what a claim speaks of, given the market and place that its document implies.

    Example:
        >>> claim = Claim(
        ...     "c1",
        ...     "share",
        ...     "",
        ...     0,
        ...     0,
        ...     scope="car_t",
        ...     dimension="region",
        ...     segment="North America",
        ...     geography="north_america",
        ... )
        >>> subject(claim, None, "WW")
        Subject(market='car_t:', dimension='total', segment='', place='north_america')
    """
    where = place_key(claim.geography)
    key = market_key(_without_place(claim.market, where), claim.scope) or market
    dimension = dimension_key(claim.dimension or TOTAL)
    if dimension in PLACES:
        named = place_key(claim.segment) if claim.segment else None
        where = where if where not in (None, WORLD) else named
        return Subject(key, TOTAL, "", where) if key and where and where != WORLD else None
    where = where or place
    if key is None or where is None:
        return None
    if dimension == TOTAL:
        return Subject(key, TOTAL, "", where)
    segment = segment_key(claim.segment)
    if dimension == "segment" and REST.match(claim.segment or ""):
        # "Others" of an axis that nobody names are the rest of their own list only.
        segment = f"{segment} at {claim.context[0]}" if claim.context != (0, 0) else ""
    return Subject(key, dimension, segment, where) if segment else None


@cache
def place_level(place: str) -> str:
    """Return "world", "region", "country" or "other" for the id of a place.

    Example:
        >>> [place_level(place) for place in ("WW", "europe", "DEU", "EU27")]
        ['world', 'region', 'country', 'other']
    """
    if place == WORLD:
        return "world"
    if place in {term.id for term in vocabulary.terms("region")}:
        return "region"
    return "country" if place in {each.iso3 for each in vocabulary.countries()} else "other"


@cache
def place_members(place: str) -> frozenset[str]:
    """Return the countries of a place, none of one that the vocabulary does not know.

    Example:
        >>> sorted(place_members("north_america")), place_members("Ruritania")
        (['CAN', 'USA'], frozenset())
    """
    try:
        return vocabulary.members(place)
    except vocabulary.VocabularyError:
        return frozenset()
