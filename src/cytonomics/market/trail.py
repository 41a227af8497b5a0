"""The way from any figure back to facts and assumptions, walked over what `derivation` gathered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cytonomics import vocabulary
from cytonomics.market.care import CARE, CELL_PRODUCT
from cytonomics.market.errors import MarketError
from cytonomics.market.model import EPISODE
from cytonomics.market.workings import MONEY

FACT, ASSUMPTION, STEP, ABSENCE = "fact", "assumption", "step", "absence"
# A figure that the same trail has walked before, further up.
ABOVE = "figure"
CARE_METHOD = "Patients (revenue over net price) times share of patients times unit cost."


@dataclass(frozen=True)
class Node:
    """One step of a trail; a leaf is a fact or an assumption, `id` its row in the evidence.

    Where nothing is on record the leaf is an absence, `id` the table that was searched.

    `amount` is in `unit`, million USD, nominal, for most, or None where the step carries no amount
    of its own; `interval` holds its 5th and 95th percentile where they are at hand.

    Example:
        >>> Node(FACT, "sal0001", "a sale").children
        ()
    """

    kind: str
    id: str
    title: str
    amount: float | None = None
    children: tuple[Node, ...] = field(default=())
    unit: str = MONEY
    interval: tuple[float, float] | None = None

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


def walk(trail: Mapping[str, Any], figure: str) -> Node:
    """Walk one figure back to facts and assumptions.

    Args:
        trail: what `trails` returned, or its copy read from disk.
        figure: id of a figure, scope/measure/dimension/segment/year.

    Raises:
        MarketError: for an id that the trail does not know.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.derivation import trails
        >>> from cytonomics.market.model import evaluate
        >>> trail = trails(evaluate(load(), "adoptive_cell_therapy", draws=2))
        >>> node = walk(trail, "adoptive_cell_therapy/product_revenue/product/carvykti/2024")
        >>> sorted({leaf.kind for leaf in node.leaves()})
        ['assumption', 'fact']
    """
    if figure not in trail["figures"] and figure not in trail.get("workings", {}):
        raise MarketError(_no_figure(figure, trail))
    return _walked(trail, figure, set())


def _walked(trail: Mapping[str, Any], figure: str, seen: set[str]) -> Node:
    seen.add(figure)
    return (_sum if figure in trail["figures"] else _working)(trail, figure, seen)


def _sum(trail: Mapping[str, Any], figure: str, seen: set[str]) -> Node:
    _, measure, dimension, segment, year = figure.split("/")
    axis = trail["axes"][dimension]
    i = trail["years"].index(int(year))
    children: list[Node] = []
    if dimension != CARE or segment == CELL_PRODUCT:
        weights = axis["segments"]["total" if dimension == CARE else segment]["weights"]
        for j, by_year in weights.items():
            if trail["offers"][int(j)]["revenue"][i] * by_year[i] > 0:
                key = axis["keys"].get(j, {}).get(year)
                children.append(_offer_node(trail, axis["rule"], int(j), year, by_year[i], key))
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


def _working(trail: Mapping[str, Any], figure: str, seen: set[str]) -> Node:
    """A figure that is worked out from others: these, then offers, then facts of its own."""
    row, year = trail["workings"][figure], figure.rsplit("/", 1)[1]
    kind = trail["kinds"][row["kind"]]
    title = f"{trail['names'][row['name']]}, {kind['name']}, {year}"
    if (rule := f"rule {row['kind']}") not in seen:
        # Many figures of one trail follow one rule: it is told once.
        seen.add(rule)
        source = f" ({kind['source']})" if kind["source"] else ""
        title = f"{title}: {kind['rule']}{source}"
    title += f" {row['said']}" if "said" in row else ""
    i = trail["years"].index(int(year))
    children = []
    for name in trail["groups"][row["figures"]] if "figures" in row else ():
        if name in seen:
            children.append(Node(ABOVE, name, "as above", *_amount(trail, name)))
        else:
            children.append(_walked(trail, name, seen))
    sums = [
        _offer_node(trail, kind["rule"], j, year, share, key)
        for j, share, key in row.get("offers", ())
        if trail["offers"][j]["revenue"][i] * share > 0
    ]
    children += sorted(sums, key=lambda node: -(node.amount or 0.0))
    children += [
        _leaf(trail, key) for key in (trail["lists"][row["facts"]] if "facts" in row else ())
    ]
    if not children:
        children = [Node(ABSENCE, "evidence", "nothing on record speaks of it")]
    return Node(STEP, figure, title, row["value"], tuple(children), kind["unit"], _interval(row))


def _interval(row: Mapping[str, Any]) -> tuple[float, float] | None:
    return None if row["p05"] is None else (row["p05"], row["p95"])


def _amount(
    trail: Mapping[str, Any], figure: str
) -> tuple[float | None, tuple[Node, ...], str, tuple[float, float] | None]:
    """What a node says of a figure that is not walked again."""
    if figure in trail["figures"]:
        return trail["figures"][figure], (), MONEY, None
    row = trail["workings"][figure]
    return row["value"], (), trail["kinds"][row["kind"]]["unit"], _interval(row)


def _no_figure(figure: str, trail: Mapping[str, Any]) -> str:
    from difflib import get_close_matches

    known = [*trail["figures"], *trail.get("workings", {})]
    # Most ids share their beginning: the near ones are looked for among those of the measure.
    stem = "/".join(figure.split("/")[:2])
    own = [name for name in known if name.startswith(f"{stem}/")] or known
    near = get_close_matches(figure, own, 3, cutoff=0.5)
    hint = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
    return f"there is no figure {figure!r} in this report{hint}"


def _offer_node(
    trail: Mapping[str, Any], rule: str, j: int, year: str, share: float, key: int | None
) -> Node:
    offer = trail["offers"][j]
    method = offer["outlook" if int(year) > trail["last_history"] else "method"]
    children = [_leaf(trail, name) for name in trail["lists"][offer["rests_on"][year]]]
    if key is not None and trail["lists"][key]:
        split = tuple(_leaf(trail, identifier) for identifier in trail["lists"][key])
        said = f"share {share:.4f}: {rule}"
        children.append(Node(STEP, f"{offer['id']}/key/{year}", said, None, split))
    amount = offer["revenue"][trail["years"].index(int(year))] * share
    title = f"{offer['title']}: {method}"
    return Node(STEP, f"{offer['id']}/{year}", title, amount, tuple(children))


def _care_node(
    trail: Mapping[str, Any],
    weights: Mapping[str, list[float]],
    name: str,
    assumed: int,
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
            prices.update(trail["lists"][offer["price"][year]])
            prices.update(trail["lists"][offer["rests_on"][year]])
    # What was counted and paid comes before what is assumed of it.
    resting = sorted(prices, key=lambda key: (key in trail["assumptions"], key))
    leaves = tuple(_leaf(trail, key) for key in [*trail["lists"][assumed], *resting])
    method = trail["care_methods"].get(name, CARE_METHOD)
    title = f"{vocabulary.term(CARE, name).name}: {method}"
    return Node(STEP, f"care/{name}/{year}", title, amount, leaves)


def _leaf(trail: Mapping[str, Any], identifier: str) -> Node:
    if identifier in trail["assumptions"]:
        row = trail["assumptions"][identifier]
        return Node(ASSUMPTION, identifier, f"{row['name']} = {row['value']:g} {row['unit']}")
    return Node(FACT, identifier, trail["facts"][identifier]["says"])
