"""What every figure of a market rests on, gathered as plain data that outlives the run.

A figure is a sum over offers. Each offer of a year names the facts and assumptions it rests
on, and each key that splits it names its own. `trail` walks the result figure by figure.
"""

from __future__ import annotations

from typing import Any

from cytonomics import vocabulary
from cytonomics.evidence import Fact, table_schema
from cytonomics.market.care import CARE, assumptions_of
from cytonomics.market.figures import all_figures, shown_axis
from cytonomics.market.model import LAST_HISTORY, Market
from cytonomics.market.segments import dimensions
from cytonomics.market.tail import tail_products
from cytonomics.market.transfer import METHOD

_HISTORY = "Reported sales, filled between printed sums by first-difference benchmarking."
_TAIL = "Nobody reports sales: assumed patients times net price."


def trails(market: Market) -> dict[str, Any]:
    """Return the trail of every figure of a market as plain data (JSON types only).

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.model import evaluate
        >>> trail = trails(evaluate(load(), "adoptive_cell_therapy", draws=2))
        >>> trail["scope"], trail["years"][0]
        ('adoptive_cell_therapy', 2017)
    """
    mean, care = market.mean_revenue, market.mean_care
    offers = []
    lists = _Lists()
    for j, offer in enumerate(market.offers):
        rests = {str(year): lists.number(_rests_on(market, j, year)) for year in market.years}
        price = {
            str(year): lists.number((*found.facts, *found.assumptions))
            for year in market.years
            for found in [market.prices[year, offer.id]]
        }
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
                "method": _method(market, offer.product),
                "outlook": market.outlooks[offer.id].method,
            }
        )
    axes = {name: _axis(market, name, lists) for name in (*dimensions(market), CARE)}
    # Care of transplants and transfusions rests on what their offers rest on.
    care_rests = {
        name: lists.number(
            () if name in market.transfers.care else tuple(assumptions_of(name, market.parameters))
        )
        for name in market.care_components
    }
    used = {key for keys in lists.known for key in keys}
    return {
        "scope": market.scope.id,
        "seed": market.parameters.seed,
        "draws": market.parameters.size,
        "evidence": market.evidence.digest,
        "model": market.version,
        "scenarios": [one.title for one in market.scenarios],
        "last_history": LAST_HISTORY,
        "years": list(market.years),
        "offers": offers,
        "axes": axes,
        "care": care_rests,
        "care_methods": dict.fromkeys(market.transfers.care, METHOD),
        "lists": [list(keys) for keys in lists.known],
        "figures": {row.id: round(row.mean, 6) for row in all_figures(market)},
        **leaves(market, used),
    }


def _method(market: Market, product: str) -> str:
    if product in market.transfers.products:
        return METHOD
    return _TAIL if product in tail_products(market.parameters) else _HISTORY


class _Lists:
    """Lists of facts by number: most figures rest on the same ones year after year."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, ...], int] = {}

    def number(self, keys: tuple[str, ...]) -> int:
        return self.known.setdefault(tuple(keys), len(self.known))


def _rests_on(market: Market, j: int, year: int) -> tuple[str, ...]:
    offer = market.offers[j]
    if year <= LAST_HISTORY:
        return market.sources.get((year, offer.id), ())
    own = (year, offer.id) if (year, offer.id) in market.sources else None
    past = [own] if own else []
    past += [(back, offer.id) for back in (LAST_HISTORY - 1, LAST_HISTORY)]
    facts = {key for back in past for key in market.sources.get(back, ())}
    return (*sorted(facts), *market.outlooks[offer.id].rests_on)


def _axis(market: Market, dimension: str, lists: _Lists) -> dict[str, Any]:
    split = shown_axis(market, dimension)
    keys: dict[str, dict[str, int]] = {}
    for j, offer in enumerate(market.offers):
        for year in market.years:
            facts = split.keys[year, offer.id].facts
            if facts:
                keys.setdefault(str(j), {})[str(year)] = lists.number(facts)
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


def leaves(market: Market, used: set[str]) -> dict[str, Any]:
    """Return the assumptions and facts that ids name, and the facts that assumptions rest on.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.model import evaluate
        >>> list(leaves(evaluate(load(), "til", draws=2), {"apr0001"})["facts"])
        ['apr0001']
    """
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
