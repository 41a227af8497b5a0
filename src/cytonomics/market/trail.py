"""The way from any figure back to facts and assumptions, as data that outlives the run.

A figure is a sum over offers. Each offer of a year names the facts and assumptions it rests
on, and each key that splits it names its own. The trail of a whole market is one plain
structure, written beside the estimates and walked figure by figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cytonomics import vocabulary
from cytonomics.evidence import Fact, table_schema
from cytonomics.market.care import CELL_PRODUCT, assumptions_of
from cytonomics.market.errors import MarketError
from cytonomics.market.figures import CARE, EPISODE, all_figures, shown_axis
from cytonomics.market.forecast import ASSUMPTIONS, NAME
from cytonomics.market.model import LAST_HISTORY, Market
from cytonomics.market.segments import dimensions
from cytonomics.market.tail import tail_products

FACT, ASSUMPTION, STEP, ABSENCE = "fact", "assumption", "step", "absence"
_HISTORY = "Reported sales, filled between printed sums by first-difference benchmarking."
_TAIL = "Nobody reports sales: assumed patients times net price."
_FORECAST = f"Forecast: {NAME}."
_CARE = "Patients (revenue over net price) times share of patients times unit cost."


@dataclass(frozen=True)
class Node:
    """One step of a trail; a leaf is a fact or an assumption, `id` its row in the evidence.

    Where nothing is on record the leaf is an absence, `id` the table that was searched.

    `amount` is million USD, nominal, or None where the step carries no amount of its own.

    Example:
        >>> Node(FACT, "sal0001", "a sale").children
        ()
    """

    kind: str
    id: str
    title: str
    amount: float | None = None
    children: tuple[Node, ...] = field(default=())

    def leaves(self) -> Iterator[Node]:
        """Yield the ends of every branch.

        Example:
            >>> [leaf.id for leaf in Node(STEP, "a", "", None, (Node(FACT, "b", ""),)).leaves()]
            ['b']
        """
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()


def trails(market: Market) -> dict[str, Any]:
    """Return the trail of every figure of a market as plain data (JSON types only).

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.model import evaluate
        >>> trail = trails(evaluate(load(), "adoptive_cell_therapy", draws=2))
        >>> trail["scope"], trail["years"][0]
        ('adoptive_cell_therapy', 2017)
    """
    mean = market.revenue.mean(axis=0)
    care = market.care.mean(axis=0)
    offers = []
    used: set[str] = set()
    for j, offer in enumerate(market.offers):
        rests = {str(year): list(_rests_on(market, j, year)) for year in market.years}
        price = {
            str(year): [*found.facts, *found.assumptions]
            for year in market.years
            for found in [market.prices[year, offer.id]]
        }
        used.update(key for keys in (*rests.values(), *price.values()) for key in keys)
        offers.append(
            {
                "id": offer.id,
                "product": offer.product,
                "place": offer.place,
                "title": offer_title(market, j),
                "revenue": _rounded(mean[:, j]),
                "care": {
                    name: _rounded(care[:, j, k]) for k, name in enumerate(market.care_components)
                },
                "rests_on": rests,
                "price": price,
                "method": _TAIL if offer.product in tail_products(market.parameters) else _HISTORY,
            }
        )
    axes = {name: _axis(market, name, used) for name in (*dimensions(), CARE)}
    care_rests = {
        name: list(assumptions_of(name, market.parameters)) for name in market.care_components
    }
    used.update(key for keys in care_rests.values() for key in keys)
    return {
        "scope": market.scope.id,
        "seed": market.parameters.seed,
        "draws": market.parameters.size,
        "evidence": market.evidence.digest,
        "model": NAME,
        "last_history": LAST_HISTORY,
        "years": list(market.years),
        "offers": offers,
        "axes": axes,
        "care": care_rests,
        "figures": {row.id: round(row.mean, 6) for row in all_figures(market)},
        **_leaves(market, used),
    }


def walk(trail: Mapping[str, Any], figure: str) -> Node:
    """Walk one figure back to facts and assumptions.

    Args:
        trail: what `trails` returned, or its copy read from disk.
        figure: id of a figure, scope/measure/dimension/segment/year.

    Raises:
        MarketError: for an id that the trail does not know.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.model import evaluate
        >>> trail = trails(evaluate(load(), "adoptive_cell_therapy", draws=2))
        >>> node = walk(trail, "adoptive_cell_therapy/product_revenue/product/carvykti/2024")
        >>> sorted({leaf.kind for leaf in node.leaves()})
        ['assumption', 'fact']
    """
    if figure not in trail["figures"]:
        raise MarketError(_no_figure(figure, trail))
    _, measure, dimension, segment, year = figure.split("/")
    axis = trail["axes"][dimension]
    i = trail["years"].index(int(year))
    children: list[Node] = []
    if dimension != CARE or segment == CELL_PRODUCT:
        weights = axis["segments"]["total" if dimension == CARE else segment]["weights"]
        for j, by_year in weights.items():
            share = by_year[i]
            amount = trail["offers"][int(j)]["revenue"][i] * share
            if amount > 0:
                children.append(_offer_node(trail, axis, int(j), year, share, amount))
        components = trail["care"] if measure == EPISODE and dimension != CARE else {}
    else:
        weights = axis["segments"]["total"]["weights"]
        components = {segment: trail["care"][segment]}
    for name, assumed in components.items():
        node = _care_node(trail, weights, name, assumed, i, year)
        if node.amount:
            children.append(node)
    children.sort(key=lambda node: -(node.amount or 0.0))
    if not children:
        children = [Node(ABSENCE, "sales", "no sale and no product of this kind is on record")]
    return Node(STEP, figure, axis["rule"], trail["figures"][figure], tuple(children))


def _no_figure(figure: str, trail: Mapping[str, Any]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(figure, list(trail["figures"]), 1, cutoff=0.5)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return f"there is no figure {figure!r} in this report{hint}"


def _offer_node(
    trail: Mapping[str, Any],
    axis: Mapping[str, Any],
    j: int,
    year: str,
    share: float,
    amount: float,
) -> Node:
    offer = trail["offers"][j]
    method = _FORECAST if int(year) > trail["last_history"] else offer["method"]
    children = [_leaf(trail, key) for key in offer["rests_on"][year]]
    key = axis["keys"].get(str(j), {}).get(year)
    if key:
        rule = f"share {share:.4f}: {axis['rule']}"
        split = tuple(_leaf(trail, identifier) for identifier in key)
        children.append(Node(STEP, f"{offer['id']}/key/{year}", rule, None, split))
    title = f"{offer['title']}: {method}"
    return Node(STEP, f"{offer['id']}/{year}", title, amount, tuple(children))


def _care_node(
    trail: Mapping[str, Any],
    weights: Mapping[str, list[float]],
    name: str,
    assumed: list[str],
    i: int,
    year: str,
) -> Node:
    amount = 0.0
    prices: set[str] = set()
    for j, by_year in weights.items():
        offer = trail["offers"][int(j)]
        part = offer["care"][name][i] * by_year[i]
        amount += part
        if part > 0:
            prices.update(offer["price"][year])
            prices.update(offer["rests_on"][year])
    leaves = tuple(_leaf(trail, key) for key in [*assumed, *sorted(prices)])
    title = f"{vocabulary.term('accompanying_care', name).name}: {_CARE}"
    return Node(STEP, f"care/{name}/{year}", title, amount, leaves)


def _leaf(trail: Mapping[str, Any], identifier: str) -> Node:
    if identifier in trail["assumptions"]:
        row = trail["assumptions"][identifier]
        return Node(ASSUMPTION, identifier, f"{row['name']} = {row['value']:g} {row['unit']}")
    return Node(FACT, identifier, trail["facts"][identifier]["says"])


def _rests_on(market: Market, j: int, year: int) -> tuple[str, ...]:
    offer = market.offers[j]
    if year <= LAST_HISTORY:
        return market.sources.get((year, offer.id), ())
    own = (year, offer.id) if (year, offer.id) in market.sources else None
    past = [own] if own else []
    past += [(back, offer.id) for back in (LAST_HISTORY - 1, LAST_HISTORY)]
    facts = {key for back in past for key in market.sources.get(back, ())}
    return (*sorted(facts), *(market.parameters[name].id for name in ASSUMPTIONS))


def _axis(market: Market, dimension: str, used: set[str]) -> dict[str, Any]:
    split = shown_axis(market, dimension)
    keys: dict[str, dict[str, list[str]]] = {}
    for j, offer in enumerate(market.offers):
        for year in market.years:
            facts = split.keys[year, offer.id].facts
            if facts:
                keys.setdefault(str(j), {})[str(year)] = list(facts)
                used.update(facts)
    segments = {
        segment: {
            "weights": {
                str(j): _rounded(split.weights[s, :, j])
                for j in range(len(market.offers))
                if split.weights[s, :, j].any()
            }
        }
        for s, segment in enumerate(split.segments)
    }
    return {"rule": split.rule, "segments": segments, "keys": keys}


def _rounded(values: Any) -> list[float]:
    return [round(float(value), 6) for value in values]


def offer_title(market: Market, j: int) -> str:
    """Return what an offer is called in text: its brand and its place.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.model import evaluate
        >>> market = evaluate(load(), "adoptive_cell_therapy", draws=2)
        >>> sorted(offer_title(market, j) for j in range(len(market.offers)))[0]
        'ARI-0001, Spain'
    """
    offer = market.offers[j]
    product = market.products[offer.product]
    brand = (product["brand"] or product["inn"] or offer.product).split(" (")[0]
    if len(offer.area) == 1:
        place = vocabulary.country(offer.area[0]).name
    elif offer.place in {term.id for term in vocabulary.terms("region")}:
        place = vocabulary.term("region", offer.place).name
    else:
        place = offer.place
    return f"{brand}, {place}"


def _leaves(market: Market, used: set[str]) -> dict[str, Any]:
    own = {assumption.id: assumption for assumption in market.parameters.assumptions.values()}
    resting = {
        key
        for identifier in used & own.keys()
        for key in (market.evidence.fact(identifier)["rests_on"] or "").split(";")
        if key
    }
    return {
        "assumptions": {
            identifier: {
                "name": own[identifier].name,
                "value": own[identifier].value,
                "low": own[identifier].low,
                "high": own[identifier].high,
                "unit": own[identifier].unit,
                "reason": own[identifier].reason,
                "distribution": own[identifier].distribution,
                "rests_on": [
                    key
                    for key in (market.evidence.fact(identifier)["rests_on"] or "").split(";")
                    if key
                ],
            }
            for identifier in sorted(used & own.keys())
        },
        "facts": {
            identifier: _fact(market.evidence.fact(identifier))
            for identifier in sorted((used | resting) - own.keys())
        },
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "table": fact.table,
        "says": says(fact),
        "source": fact["source_title"],
        "address": fact["source_url"] or "",
        "confidence": fact["confidence"],
        "known_from": fact.known_from.isoformat(),
        "note": fact["note"] or "",
        "origin": fact.origin,
    }


def says(fact: Fact) -> str:
    """Return what a fact states, in one line built from its table's fields.

    Example:
        >>> from cytonomics.evidence import load
        >>> row = [f for f in load()["sales"] if f["product_id"] == "relma_cel"][0]
        >>> says(row).startswith("relma_cel, ")
        True
    """
    schema = table_schema(fact.table)
    quantity = ", ".join(str(fact[name]) for name in schema.quantity if fact[name] is not None)
    if not schema.value or fact[schema.value] is None:
        return quantity
    unit = schema.field(schema.value).unit
    currency = fact["currency"] if "currency" in schema.names else None
    if currency and fact.table == "sales":
        unit = f"million {currency}"
    elif currency and fact.table != "exchange_rates":
        unit = currency
    elif "unit" in schema.names:
        unit = fact["unit"]
    return f"{quantity}: {fact[schema.value]:g} {unit}".strip()
