"""The way from any figure back to facts and assumptions, walked over what `derivation` gathered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cytonomics import vocabulary
from cytonomics.market.care import CELL_PRODUCT
from cytonomics.market.errors import MarketError
from cytonomics.market.figures import CARE
from cytonomics.market.model import EPISODE

FACT, ASSUMPTION, STEP, ABSENCE = "fact", "assumption", "step", "absence"
CARE_METHOD = "Patients (revenue over net price) times share of patients times unit cost."


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
    method = offer["outlook" if int(year) > trail["last_history"] else "method"]
    children = [_leaf(trail, key) for key in trail["lists"][offer["rests_on"][year]]]
    key = axis["keys"].get(str(j), {}).get(year)
    if key is not None:
        rule = f"share {share:.4f}: {axis['rule']}"
        split = tuple(_leaf(trail, identifier) for identifier in trail["lists"][key])
        children.append(Node(STEP, f"{offer['id']}/key/{year}", rule, None, split))
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
    title = f"{vocabulary.term('accompanying_care', name).name}: {method}"
    return Node(STEP, f"care/{name}/{year}", title, amount, leaves)


def _leaf(trail: Mapping[str, Any], identifier: str) -> Node:
    if identifier in trail["assumptions"]:
        row = trail["assumptions"][identifier]
        return Node(ASSUMPTION, identifier, f"{row['name']} = {row['value']:g} {row['unit']}")
    return Node(FACT, identifier, trail["facts"][identifier]["says"])
