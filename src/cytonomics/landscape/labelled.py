"""Products that are labelled for a disease today, what is known of each, and what is in the way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from cytonomics import vocabulary
from cytonomics.evidence import Fact
from cytonomics.landscape.conditions import label_conditions
from cytonomics.landscape.holding import product_name, products_by_id
from cytonomics.landscape.outcomes import Outcome, outcomes
from cytonomics.landscape.waiting import INFUSION, Wait, waits
from cytonomics.market import Market
from cytonomics.market.eligibility import Approval, includes_indication

# Places whose labels decide most of the sales: expression of the vocabulary, and in words.
PLACES = (
    ("USA", "the United States"),
    ("EMA", "the European Union"),
    ("JPN", "Japan"),
    ("CHN", "China"),
)


class Labelled(NamedTuple):
    """A product with a label in force for a disease, the best of what is known of it.

    `line` is the earliest of its labels, `places` those of `PLACES` in which one holds, `trial`
    the largest trial with a share of responses or a median, `compared` says whether any trial of
    it here had a comparator, `wait` the days to infusion, `markers` what its labels ask for, and
    `price` the latest list price in the United States, a row of table prices.

    Example:
        >>> Labelled("a", "A", 2, ("FDA",), (), None, False, None, (), None, ("apr0001",)).line
        2
    """

    product: str
    name: str
    line: int
    authorities: tuple[str, ...]
    places: tuple[str, ...]
    trial: Outcome | None
    compared: bool
    wait: Wait | None
    markers: tuple[str, ...]
    price: Fact | None
    labels: tuple[str, ...]


def labelled(
    market: Market, disease: str, valid: Iterable[tuple[str, Approval]], now: date
) -> tuple[Labelled, ...]:
    """Return the products labelled for a disease, those of most authorities first.

    A label for a wider disease covers a narrower one by the rule of the market.

    Args:
        market: the market.
        disease: an indication of the vocabulary.
        valid: products with their labels that are in force.
        now: the day.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.trend_counts import granted
        >>> from cytonomics.market import evaluate
        >>> market, now = evaluate(load(), "til", draws=2), date(2026, 1, 1)
        >>> [one.places for one in labelled(market, "melanoma", granted(market), now)]
        [('USA',)]
    """
    by_product: dict[str, list[Approval]] = {}
    for product, label in valid:
        if includes_indication(label.indication, disease):
            by_product.setdefault(product, []).append(label)
    rows = products_by_id(market.evidence)
    found = [
        Labelled(
            product,
            product_name(market.evidence, product),
            min(one.line for one in labels),
            tuple(dict.fromkeys(one.authority for one in labels)),
            tuple(id for id, _ in PLACES if any(_covers(one, id, now) for one in labels)),
            max(trials := _trials(market, product, disease), key=_patients, default=None),
            any(one.comparator for one in trials),
            _wait(market, rows[product], now),
            _markers(market, product, labels),
            _price(market, product),
            tuple(one.fact for one in labels),
        )
        for product, labels in by_product.items()
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.authorities), one.name)))


def _covers(label: Approval, place: str, now: date) -> bool:
    """Whether a label holds in most of a place: one in Spain alone is none of the Union."""
    there = vocabulary.members(place, now)
    return 2 * len(label.countries & there) > len(there)


@lru_cache(maxsize=4)
def _outcomes(market: Market) -> tuple[Outcome, ...]:
    return outcomes(market.evidence) if market.evidence["trials"] else ()


def _trials(market: Market, product: str, disease: str) -> list[Outcome]:
    """Trials of a product in a disease, no practice and no arm that it was compared with."""
    return [
        one
        for one in _outcomes(market)
        if one.product == product
        and includes_indication(disease, one.indication)
        and not one.is_control
        and not one.is_real_world
        and (one.response or one.progression_free or one.overall)
    ]


def _patients(one: Outcome) -> tuple[int, str]:
    """By how many a trial is the larger; its name decides between equal ones."""
    counted = one.response.proportion if one.response else None
    return counted.of if counted else 0, one.trial


def _markers(market: Market, product: str, labels: list[Approval]) -> tuple[str, ...]:
    asked = (
        " or ".join(name.strip() for name in fact["value"].split(";"))
        for label in labels
        for fact in label_conditions(market.evidence, product, label)
        if fact["condition"] == "marker" and not fact["if_marker"]
    )
    return tuple(dict.fromkeys(asked))


def _price(market: Market, product: str) -> Fact | None:
    own = [
        fact
        for fact in market.evidence.of_product("prices", product)
        if (fact["country"], fact["currency"], fact["price_type"]) == ("USA", "USD", "list")
    ]
    return max(own, key=lambda fact: (fact["year"], fact.id), default=None)


def _wait(market: Market, row: Fact, now: date) -> Wait | None:
    found = waits(market.evidence, row, vocabulary.members("USA"), now)
    return next((one for one in found if one.stage == INFUSION), None)


def obstacles(market: Market, products: tuple[Labelled, ...], *, coming: bool) -> tuple[str, ...]:
    """Say what stands in the way, each by a rule on labels, trials, days and sales.

    Args:
        market: the market.
        products: those labelled for a disease.
        coming: whether a label for it is on its way.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> obstacles(evaluate(load(), "til", draws=2), (), coming=True)
        ('no label in force, labels on their way',)
    """
    said = []
    held = {place for one in products for place in one.places}
    lacking = [name for id, name in PLACES if id not in held]
    if not products:
        said.append("no label in force" + (", labels on their way" if coming else ""))
    elif lacking:
        said.append(f"no label in {', '.join(lacking)}")
    if products and (line := min(one.line for one in products)) > 1:
        said.append(f"labelled from line {line} on")
    bare = [one.name for one in products if one.trial is None]
    if bare:
        said.append(f"no trial result on record: {', '.join(bare)}")
    if any(one.trial for one in products) and not any(one.compared for one in products):
        said.append("no trial with a comparator on record")
    said += [f"{one.name} asks for {' and '.join(one.markers)}" for one in products if one.markers]
    untimed = [one.name for one in products if one.wait is None]
    if products and len(untimed) == len(products):
        said.append("days to infusion not on record")
    unsold = [one.name for one in products if one.product in market.unsized]
    if unsold:
        said.append(f"sales not on record: {', '.join(unsold)}")
    return tuple(said)
