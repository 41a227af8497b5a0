"""Tables of docs/transfer.md on the value of transfers and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from transfer_cells import amounts, name_of, table

from cytonomics.evidence import Evidence
from cytonomics.market import Market
from cytonomics.market.figures import measured
from cytonomics.market.model import EPISODE, REVENUE
from cytonomics.market.support import Support, pooled
from cytonomics.market.transfer import AREA, END_USER, TECHNOLOGIES, Costs, Volumes
from cytonomics.market.transfer.crosswalk import JUDGEMENT
from cytonomics.market.transfer.technologies import TRANSFUSION
from cytonomics.market.transfer.values import ACQUISITION, PROCEDURE

VALUED = 2024
READINGS = (
    "personalized_cell_therapy",
    "personalized_own_cells",
    "personalized_transfer",
    "autologous_cell_therapy",
)


def readings(markets: Iterable[Market]) -> str:
    """What each reading of the market holds and comes to."""
    rows = []
    for market in markets:
        at = market.years.index(VALUED)
        own = market.revenue if market.main == REVENUE else market.episode_spend
        rows.append(
            [
                f"`{market.scope.id}`",
                market.scope.definition,
                market.main.replace("_", " "),
                *amounts(own[:, at].sum(axis=1)),
            ]
        )
    heads = ["scope", "what it holds", "measure", f"million USD, {VALUED}", "p05", "p95"]
    return table(heads, rows)


def value(market: Market, found: Mapping[str, Volumes], priced: Mapping[str, Costs]) -> str:
    """What the market comes to in a year, and on what numbers and costs it rests."""
    at = market.years.index(VALUED)
    each = measured(market, EPISODE, "product")
    facts = {one.id: _rests_on(found[one.id], priced[one.kind]) for one in TECHNOLOGIES}
    parts = {name: each[name][:, at] for name in facts}
    others = [drawn[:, at] for name, drawn in each.items() if name not in facts]
    products = np.sum(others, axis=0)
    rows = [
        [name_of(name), *amounts(drawn), *(f"{share:.0%}" for share in facts[name])]
        for name, drawn in parts.items()
    ]
    means = np.array([drawn.mean() for drawn in parts.values()])
    shares = means @ np.array(list(facts.values())) / means.sum()
    whole = np.sum(list(parts.values()), axis=0)
    rows.append(["All transfers", *amounts(whole), *(f"{share:.0%}" for share in shares)])
    sold = _products(market, at)
    rows.append(["Engineered cell products", *amounts(products), f"{sold:.0%}", "", "", ""])
    rows.append(["Market", *amounts(whole + products), "", "", "", ""])
    heads = [
        "", f"million USD, {VALUED}", "p05", "p95", "fact", "number counted, cost transferred",
        "cost on record, number modelled", "both modelled",
    ]  # fmt: skip
    return table(heads, rows)


def _rests_on(found: Volumes, priced: Costs) -> tuple[float, float, float, float]:
    """Shares of value: both on record, number only, cost only, neither."""
    name, year = found.technology, found.years.index(VALUED)
    codes = found.countries.codes
    counted = np.array([(code, VALUED) in found.observed for code in codes])
    parts = [(PROCEDURE, priced.of(name, PROCEDURE, (VALUED,))[:, :, 0])]
    if priced.kind == TRANSFUSION:
        bought = priced.of(name, ACQUISITION, (VALUED,))[:, :, 0]
        # The work of giving a unit is what the procedure costs beyond what was bought.
        parts = [(ACQUISITION, bought), (PROCEDURE, np.maximum(parts[0][1] - bought, 0.0))]
    sums = np.zeros(4)
    for basis, cost in parts:
        amount = (found.draws[:, :, year] * cost).mean(axis=0)
        known = np.array([code in priced.observed(name, basis) for code in codes])
        for i, which in enumerate(
            (counted & known, counted & ~known, ~counted & known, ~counted & ~known)
        ):
            sums[i] += amount[which].sum()
    fact, number, cost_only, neither = sums / sums.sum()
    return fact, number, cost_only, neither


def _products(market: Market, at: int) -> float:
    """The share of product sales that somebody reported; care around products nobody reports."""
    revenue, care = market.revenue[:, at].mean(axis=0), market.care[:, at].mean(axis=0).sum(axis=1)
    parts = [
        pair
        for j, offer in enumerate(market.offers)
        if offer.product not in market.transfers.products
        for pair in (
            (revenue[j], market.support.get((VALUED, offer.id), Support(0.0, 0.0, 1.0))),
            (care[j], Support(0.0, 0.0, 1.0)),
        )
    ]
    return pooled(parts).supported


def crosswalk(market: Market) -> str:
    """What says whom a technology treats and where it is given, and how much value hangs on it."""
    at = market.years.index(VALUED)
    spend = measured(market, EPISODE, "product")
    whole = sum(spend[one.id][:, at].mean() for one in TECHNOLOGIES)
    rows = []
    cells: dict[str, list[int]] = {}
    worth: dict[str, list[float]] = {}
    for one in TECHNOLOGIES:
        share = spend[one.id][:, at].mean() / whole
        row = [name_of(one.id), f"{share:.0%}"]
        for place, dimension in enumerate((AREA, END_USER)):
            own = market.splits[one.id, dimension]
            rests = _said_by(market.evidence, own.facts)
            cells.setdefault(rests, [0, 0])[place] += len(own.segments)
            worth.setdefault(rests, [0.0, 0.0])[place] += share
            surveys = sorted({_survey(market.evidence, fact) for fact in own.facts})
            row += [f"{rests} ({', '.join(surveys)})", str(len(own.segments))]
        rows.append(row)
    for rests in ("survey", "recall", JUDGEMENT):
        number, share = cells.get(rests, [0, 0]), worth.get(rests, [0.0, 0.0])
        shown = [f"{of_value:.0%} of value" for of_value in share]
        rows.append([f"**all on {rests}**", "", shown[0], str(number[0]), shown[1], str(number[1])])
    heads = ["technology", "share of value", "therapeutic area", "cells", "end user", "cells"]
    return table(heads, rows)


def _said_by(evidence: Evidence, facts: Iterable[str]) -> str:
    kinds = {evidence.fact(fact)["confidence"] for fact in facts}
    if JUDGEMENT in kinds or not kinds:
        return "judgement"
    return "recall" if kinds == {"recall"} else "survey"


def _survey(evidence: Evidence, identifier: str) -> str:
    fact = evidence.fact(identifier)
    return f"{fact['geography']} {fact['year']}"
