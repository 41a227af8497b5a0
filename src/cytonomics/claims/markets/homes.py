"""Where a market is at home, by the place in its name or by what a document says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from cytonomics import vocabulary
from cytonomics.claims.markets.dimensions import is_country
from cytonomics.claims.markets.geographies import Whereabouts
from cytonomics.claims.words.labels import Label, is_place, scope_of
from cytonomics.claims.words.names import GENERIC
from cytonomics.claims.words.place_names import WORLD
from cytonomics.claims.words.places import is_group

# Words of many markets' names.
_TELLING_NOTHING = frozenset(
    str.split(
        "therapy therapies treatment treatments therapeutics drugs drug medical health healthcare "
        "care devices device cell systems system services service products product management "
        "diagnostics testing clinical"
    )
)

# "The therapeutics market" is the one that the document is about.
_VAGUE = frozenset(
    str.split(
        "therapy therapies therapeutics treatment treatments drug drugs medicine medicines "
        "products product used related offerings services overall end-user end-use target space"
    )
)


@lru_cache(maxsize=1024)  # asked for with every label and amount
def generic(name: str | None) -> bool:
    """Say whether a market's name says nothing of its own: "therapeutics", "products used".

    Example:
        >>> generic("products used"), generic("blood products")
        (True, False)
    """
    words = name.lower().split() if name else []
    if words[1:] and words[0] == "space":
        return False  # "space medicine" is no target space
    return all(word in GENERIC or word in _VAGUE for word in words) or is_place(name or "")


@lru_cache(maxsize=1024)  # as above
def market_home(label: str) -> str:
    """Return the key under which the names of one market share their place.

    Example:
        >>> market_home("CAR-T") == market_home("CAR T-cell therapy")
        True
    """
    return scope_of(label) or vocabulary.matching_key(label)


def kindred(one: str, other: str) -> bool:
    """Say whether two names mean one market: the same home, or one name within the other.

    Example:
        >>> kindred("CAR-T", "CAR T-cell therapy"), kindred("oncology", "oncology drugs")
        (True, True)
        >>> kindred("precision medicine", "gene sequencing")
        False
    """
    first, second = market_home(one), market_home(other)
    if first != second and scope_of(one) and scope_of(other):
        return False  # "the cell therapy market" is none of T-cell therapy
    keys = vocabulary.matching_key(one), vocabulary.matching_key(other)
    return first == second or (
        min(map(len, keys)) > 3 and (keys[0] in keys[1] or keys[1] in keys[0])
    )


def same_market(name: str, market: str) -> bool:
    """Say whether a name is that of the document's market, or short for it.

    "The plasma market" is short for that of blood plasma; "the oncology market" is wider than
    that of oncology cell therapy.

    Example:
        >>> same_market("plasma", "blood plasma"), same_market("oncology", "oncology cell therapy")
        (True, False)
    """
    if scope_of(market) is None:
        return kindred(name, market)
    words = [word for word in market.lower().split() if not generic(word)]
    short = name.lower().split()
    return bool(words) and words[-1] == short[-1] and set(short) <= set(words)


def printed_in_full(text: str, label: Label, market: str | None) -> str:
    """Return the name of a labelled market, in full where that is the document's `market`.

    The first word may be a quality elsewhere, at which a label begins.

    Example:
        >>> printed_in_full("the small pump market", Label("pump", 10, 14), "Small pump")
        'small pump'
    """
    first = label.end - len(market or "")
    full = text[max(0, first) : label.end]
    known = 0 < first < label.start and market is not None and full.lower() == market.lower()
    return full if known else label.name


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.lower().replace("-", " ").split())


def akin(one: str, other: str) -> bool:
    """Say whether two names share a word that tells what is sold, or against what.

    Example:
        >>> akin("gastric cancer drugs", "stomach cancer treatment"), akin("pump care", "eye care")
        (True, False)
    """
    if one.lower().removesuffix("s") == other.lower().removesuffix("s"):
        return True
    for short, full in ((one, other), (other, one)):
        initials = _initials(full)
        abbreviated = re.findall(r"\b(?:[A-Z]{2,6}(?=s?\b)|[A-Za-z]{3,6}\b)", short)
        if any(initials.startswith(each.lower()) for each in abbreviated):
            return True  # "GVHD treatment", "graft versus host disease drugs"
    words = (set(re.findall(r"[a-z]{3,}[a-rt-z]", each.lower())) for each in (one, other))
    return bool(set.intersection(*words) - _TELLING_NOTHING)


def home_of(name: str, homes: Mapping[str, str]) -> str | None:
    """Return the place that a document gives a market, under this name or a longer one.

    A longer name may be that of a part: "CT" stands within "CTCL drugs".

    Example:
        >>> home_of("biotech", {"biotechnology": "IND"})
        'IND'
    """
    found = homes.get(market_home(name))
    if found is not None or scope_of(name):
        return found
    key = vocabulary.matching_key(name)
    alike = (place for other, place in homes.items() if key in other)
    return next(alike, None) if len(key) > 4 else None


def homes(mentions: Iterable[tuple[str, Whereabouts | None]]) -> Mapping[str, str]:
    """Return the place of every market that a document gives one: the world, else its only place.

    Once a document calls a market global, every figure of that market is global that has no
    place of its own. Another place is the market's own where its first mention says so; else it
    is a part that the document speaks of, too.

    Example:
        >>> homes([("CAR-T", Whereabouts("IND", "India")), ("CAR-T", None)])
        {'car_t': 'IND'}
        >>> homes([("CAR-T", None), ("CAR-T", Whereabouts("IND", "India"))])
        {}
    """
    found: dict[str, list[str | None]] = {}
    short: dict[str, str] = {}
    for name, where in mentions:
        found.setdefault(market_home(name), []).append(where.id if where else None)
        initials = _initials(name)
        if len(initials) > 2 or " " in name:
            short.setdefault(initials, market_home(name))
    known = {key: home for key, ids in found.items() if (home := _home(ids)) is not None}
    # "The IVD industry" is that of in vitro diagnostics, "the EV market" of electric vehicles.
    return {**{each: known[key] for each, key in short.items() if key in known}, **known}


def _home(ids: Sequence[str | None]) -> str | None:
    """The place of a market whose mentions give it these places."""
    first = ids[0]
    # A page that opens with a country's market sets the world's beside it.
    national = first is not None and is_country(first) and ids.count(first) >= ids.count(WORLD)
    if WORLD in ids:
        return first if national else WORLD
    grouped = next((id for id in ids if id is not None and is_group(id)), None)
    if grouped is not None:
        return grouped  # a report of seven markets has no other place
    named = [id for id in ids if id is not None]
    return named[0] if len(set(named)) == 1 and ids[0] is not None else None
