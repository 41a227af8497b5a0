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
from cytonomics.market.model import CAR_T, Market
from cytonomics.market.offers import PRODUCTS, UNKNOWN, Offer
from cytonomics.market.transfer import AREA, END_USER, Shares, technologies_in
from cytonomics.vocabulary import Scope

TOTAL, TECHNOLOGY = "total", "technology"
_SHARED = (
    TOTAL,
    TECHNOLOGY,
    AREA,
    END_USER,
    "region",
    "report_group",
    "application",
    "market_part",
    "product",
)
RAMP = "tail_ramp_years"


@dataclass(frozen=True)
class Axis:
    """One dimension: `weights` is (segment, year, offer), shares that sum to one over segments.

    `keys` holds the key behind the split of an offer in a year, where one was needed; `rule`
    says in one sentence how offers get their segment. Where shares are draws, `weights` are their
    means and `drawn` holds them, (segment, draw, offer), the same in every year; `assumed` are
    the positions of offers that are split by judgement.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.model import evaluate
        >>> market = evaluate(load(), "adoptive_cell_therapy", draws=20)
        >>> axis(market, "application").segments
        ('autologous', 'allogeneic', 'unknown')
    """

    dimension: str
    segments: tuple[str, ...]
    weights: NDArray[np.float64]
    keys: Mapping[tuple[int, str], Key]
    rule: str
    drawn: NDArray[np.float64] | None = None
    assumed: frozenset[int] = frozenset()


Rule = Callable[[Market, Offer, int], Key]

_RULES: dict[str, tuple[Rule, str]] = {}


def _rule(dimension: str, sentence: str) -> Callable[[Rule], Rule]:
    def register(rule: Rule) -> Rule:
        _RULES[dimension] = (rule, sentence)
        return rule

    return register


def dimensions(market: Market | Scope) -> tuple[str, ...]:
    """Return the dimensions that a market is shown by, or one of a scope will be, the total first.

    A market with transplants and transfusions is shown by what they and products share; one
    without any has no technologies to tell apart.

    Example:
        >>> from cytonomics.vocabulary import scope
        >>> dimensions(scope("til"))[:3]
        ('total', 'market_part', 'region')
    """
    shared = technologies_in(market) if isinstance(market, Scope) else market.transfers.offers
    if shared:
        return _SHARED
    return tuple(name for name in _RULES if name not in (TECHNOLOGY, AREA, END_USER))


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
    if dimension in (AREA, END_USER):
        return _split_axis(market, dimension, sentence)
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


def _split_axis(market: Market, dimension: str, sentence: str) -> Axis:
    """An axis by which technologies split in draws, and products by what tables say of them."""
    own = {j: _split(market, offer, dimension) for j, offer in enumerate(market.offers)}
    segments = _ordered(dimension, {name for split in own.values() for name in split.segments})
    drawn = np.zeros((len(segments), market.parameters.size, len(market.offers)))
    keys: dict[tuple[int, str], Key] = {}
    for j, split in own.items():
        for k, name in enumerate(split.segments):
            drawn[segments.index(name), :, j] = split.draws[:, k]
        shares = dict(zip(split.segments, split.draws.mean(axis=0).tolist(), strict=True))
        key = Key(shares, split.facts)
        keys |= {(year, market.offers[j].id): key for year in market.years}
    # Weights that give the means of what is spent, whatever chance joins shares and amounts.
    spend = market.episode_spend
    spent = spend.mean(axis=0)
    both = np.stack([np.einsum("dyo,do->yo", spend, one) for one in drawn]) / len(spend)
    means = np.repeat(drawn.mean(axis=1)[:, None, :], len(market.years), axis=1)
    weights = np.where(spent > 0, both / np.where(spent > 0, spent, 1.0), means)
    assumed = frozenset(j for j, split in own.items() if split.assumed)
    return Axis(dimension, segments, weights, keys, sentence, drawn, assumed)


def _split(market: Market, offer: Offer, dimension: str) -> Shares:
    """How an offer splits: a technology by surveys, a product by its area or by those of CAR-T."""
    technology = offer.product if offer.product in market.transfers.products else CAR_T
    if (technology, dimension) in market.splits:
        return market.splits[technology, dimension]
    area = market.products[offer.product]["therapeutic_area"] or UNKNOWN
    return Shares((area,), np.ones((market.parameters.size, 1)), (), assumed=False)


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
    return _whole(market.part_of[offer])


@_rule(
    "region",
    "An offer whose area lies in one region belongs to it; a wider one is split over its "
    "countries by current health expenditure where the product is approved.",
)
def _region(market: Market, offer: Offer, year: int) -> Key:
    groups = _group(market, offer, year)
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
    if offer.product in market.transfers.products:
        return _whole(offer.place)
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


@_rule(
    TECHNOLOGY,
    "A product is an engineered cell product; transplants and transfusions are what they are.",
)
def _technology(market: Market, offer: Offer, year: int) -> Key:
    own = market.transfers.products.get(offer.product)
    return _whole(own["technology"] if own else PRODUCTS)


_RULES[AREA] = (
    _total,
    "A product belongs to the area it is labelled for. A technology is split by surveys of whom it "
    "is given to, one survey a draw; for want of others they hold everywhere and in every year.",
)
_RULES[END_USER] = (
    _total,
    "A technology is split by surveys of where it is given, one survey a draw; products as CAR-T "
    "is. An outpatient department of a hospital is a hospital.",
)


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
