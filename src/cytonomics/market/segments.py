"""The axes a market is shown by: for each, how much of every offer belongs to which segment."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cytonomics import vocabulary
from cytonomics.market.allocation import Key, company_key, group_key, label_key
from cytonomics.market.model import Market
from cytonomics.market.offers import UNKNOWN, Offer

TOTAL = "total"
RAMP = "tail_ramp_years"


@dataclass(frozen=True)
class Axis:
    """One dimension: `weights` is (segment, year, offer), shares that sum to one over segments.

    `keys` holds the key behind the split of an offer in a year, where one was needed; `rule`
    says in one sentence how offers get their segment.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.model import evaluate
        >>> market = evaluate(load(), "adoptive_cell_therapy", draws=2)
        >>> axis(market, "application").segments
        ('autologous', 'allogeneic', 'unknown')
    """

    dimension: str
    segments: tuple[str, ...]
    weights: NDArray[np.float64]
    keys: Mapping[tuple[int, str], Key]
    rule: str


Rule = Callable[[Market, Offer, int], Key]

_RULES: dict[str, tuple[Rule, str]] = {}


def _rule(dimension: str, sentence: str) -> Callable[[Rule], Rule]:
    def register(rule: Rule) -> Rule:
        _RULES[dimension] = (rule, sentence)
        return rule

    return register


def dimensions() -> tuple[str, ...]:
    """Return the dimensions a market of engineered cells is shown by, the total first.

    Example:
        >>> dimensions()[:3]
        ('total', 'market_part', 'region')
    """
    return tuple(_RULES)


@lru_cache(maxsize=64)
def axis(market: Market, dimension: str) -> Axis:
    """Return one axis of a market, segments in the order of the vocabulary.

    Raises:
        KeyError: for a dimension that `dimensions` does not list.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.model import evaluate
        >>> market = evaluate(load(), "adoptive_cell_therapy", draws=2)
        >>> bool(np.allclose(axis(market, "report_group").weights.sum(axis=0), 1.0))
        True
    """
    rule, sentence = _RULES[dimension]
    keys = {
        (year, offer.id): rule(market, offer, year)
        for year in market.years
        for offer in market.offers
    }
    segments = _ordered(dimension, {name for key in keys.values() for name in key.shares})
    weights = np.zeros((len(segments), len(market.years), len(market.offers)))
    place = {name: i for i, name in enumerate(segments)}
    for i, year in enumerate(market.years):
        for j, offer in enumerate(market.offers):
            for name, share in keys[year, offer.id].shares.items():
                weights[place[name], i, j] = share
    return Axis(dimension, segments, weights, keys, sentence)


def _ordered(dimension: str, found: set[str]) -> tuple[str, ...]:
    try:
        known = [term.id for term in vocabulary.terms(dimension)]
    except vocabulary.VocabularyError:
        known = []
    # The places a report promises stand in its tables even where nothing is sold yet.
    always = known if dimension in ("region", "report_group") else []
    return tuple(
        [name for name in known if name in found or name in always]
        + sorted(found.difference(known))
    )


def _whole(segment: str) -> Key:
    return Key({segment: 1.0}, ())


@_rule(TOTAL, "Every offer counts.")
def _total(market: Market, offer: Offer, year: int) -> Key:
    return _whole(TOTAL)


@_rule(
    "market_part",
    "Hospital exemptions and Greater China stand apart, then the modality; a CAR-T product is "
    "named where somebody reports its sales.",
)
def _part(market: Market, offer: Offer, year: int) -> Key:
    return _whole(market.parts[market.offers.index(offer)])


@_rule(
    "region",
    "An offer whose area lies in one region belongs to it; a wider one is split over its "
    "countries by current health expenditure where the product is approved.",
)
def _region(market: Market, offer: Offer, year: int) -> Key:
    groups = group_key(market.evidence, offer, year)
    shares: dict[str, float] = {}
    for group, share in groups.shares.items():
        region = vocabulary.term("report_group", group).parent or group
        shares[region] = shares.get(region, 0.0) + share
    return Key(shares, groups.facts, groups.fallback)


@_rule(
    "report_group",
    "As for regions: split over countries by current health expenditure where the product is "
    "approved, then summed by report group.",
)
def _group(market: Market, offer: Offer, year: int) -> Key:
    return group_key(market.evidence, offer, year)


@_rule("application", "The product says whose cells it is made of.")
def _application(market: Market, offer: Offer, year: int) -> Key:
    return _whole(market.products[offer.product]["application"])


@_rule("modality", "The product says what kind of cells it is made of.")
def _modality(market: Market, offer: Offer, year: int) -> Key:
    return _whole(market.products[offer.product]["modality"])


@_rule("product", "The product itself.")
def _product(market: Market, offer: Offer, year: int) -> Key:
    return _whole(offer.product)


def target_id(name: str) -> str:
    """Return the id of a target, which tables write as words.

    Example:
        >>> target_id("tumour neoantigens (polyclonal)")
        'tumour_neoantigens_polyclonal'
    """
    return re.sub(r"[^A-Za-z0-9+-]+", "_", name).strip("_")


@_rule("target", "The product says what its cells recognise.")
def _target(market: Market, offer: Offer, year: int) -> Key:
    return _whole(target_id(market.products[offer.product]["target"] or UNKNOWN))


@_rule(
    "indication",
    "A product of the fit is split as the fit expects its sales over labels; another one by "
    "yearly US cases times the share of patients who reach the labelled line, rising over the "
    "first years of a label.",
)
def _indication(market: Market, offer: Offer, year: int) -> Key:
    return _part_of_label(market, offer, year, 0)


@_rule("line", "As for indications: the line of treatment that a label begins at.")
def _line(market: Market, offer: Offer, year: int) -> Key:
    return _part_of_label(market, offer, year, -1)


def _part_of_label(market: Market, offer: Offer, year: int, part: int) -> Key:
    found = market.mixes.get((year, offer.id))
    if found is None:
        ramp = market.parameters[RAMP]
        found = label_key(market.evidence, offer, year, ramp.value, ramp.id)
    shares: dict[str, float] = {}
    for name, share in found.shares.items():
        own = name.split(":")[part]
        shares[own] = shares.get(own, 0.0) + share
    return Key(shares, found.facts, found.fallback)


@_rule("company", "The company that books the sales in the area on 1 July of the year.")
def _company(market: Market, offer: Offer, year: int) -> Key:
    return company_key(market.evidence, offer, year, "seller")


@_rule(
    "company_interest",
    "The companies that share the profit of the sales on 1 July of the year; the seller where "
    "nothing is shared.",
)
def _interest(market: Market, offer: Offer, year: int) -> Key:
    return company_key(market.evidence, offer, year, "profit_share")
