"""The chapter on forces: the impact matrix, each cell worked out from a scenario."""

from __future__ import annotations

from cytonomics.landscape.forces import KINDS
from cytonomics.landscape.impacts import AREAS
from cytonomics.landscape.matrix import Cell, Row, cell_figure, computed, force_figure
from cytonomics.market import FITTED_SCOPE
from cytonomics.market.readings import SCOPES
from cytonomics.report.blocks import Block, Chapter, FactTable, Item, Text
from cytonomics.report.blocks import Cell as Figures
from cytonomics.report.estimates import LOOKED_AT, Estimates
from cytonomics.report.numbers import MINUS, TO, number

# Thirteen markets are evaluated, and means of differences need few draws.
_DRAWS = 100
_NAMES = {
    "growth": "Growth",
    "competition": "Competition",
    "customer_behaviour": "Customer behaviour",
    "regulation": "Regulation",
    "innovation": "Innovation",
}
_KINDS = {"driver": "Drivers", "restraint": "Restraints", "opportunity": "Opportunities"}
_MEANS = {
    "growth": "change of the size of the market, per cent",
    "competition": "change of the Herfindahl-Hirschman index, points",
    "customer_behaviour": "change of patients treated, per cent",
    "regulation": "quarters later that a coming product is first sold in a region",
    "innovation": "change of the sales of new products, per cent",
}


def moved(estimates: Estimates) -> bool:
    """Say whether a market rests on the fit as it is: what scenarios change is then its own.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> moved(estimates_of(evaluate(load(), "til", draws=4)))
        False
    """
    market = estimates.market
    fitted = market.version.startswith("fitted") and not market.scenarios
    return estimates.untouched and fitted and market.scope.id in (FITTED_SCOPE, SCOPES[0])


def forces(estimates: Estimates) -> Chapter:
    """Write the chapter on forces; only for a market that scenarios are laid over.

    Example:
        >>> _signed(-2.5), _signed(3.0), _signed(0.01)
        ('−2.5', '+3', '0')
    """
    market = estimates.market
    draws = compared_draws(estimates)
    rows, cells = computed(
        market.evidence, market.scope.id, LOOKED_AT, draws=draws, seed=market.parameters.seed
    )
    blocks: tuple[Block, ...] = (
        Text((_opening(cells, draws), _strongest(rows), *_contrary(rows))),
        _matrix(market.scope.id, cells),
        _rules(cells),
        _numbers(market.scope.id, rows),
        _bindings(rows),
    )
    return Chapter("forces", "What moves the market", blocks)


def compared_draws(estimates: Estimates) -> int:
    """Return the number of draws that a market is compared with and without scenarios by.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> compared_draws(estimates_of(evaluate(load(), "til", draws=4)))
        4
    """
    return min(_DRAWS, estimates.market.parameters.size)


def _opening(cells: tuple[Cell, ...], draws: int) -> str:
    loud = sum(cell.level != "low" for cell in cells)
    return (
        "Each driver, restraint and opportunity stands for a scenario, and each cell for what that "
        f"scenario changes in {LOOKED_AT} against a market without it, every random number the "
        f"same ({draws} draws). A cell shows the strongest force of its row. Of {len(cells)} "
        f"cells {loud} are high or moderate."
    )


def _strongest(rows: tuple[Row, ...]) -> str:
    growth = [row for row in rows if row.area == "growth"]
    up, down = (pick(growth, key=lambda row: row.value) for pick in (max, min))
    return (
        f"The market gains most from “{up.force.name}” ({_said(up)} per cent) and loses most to "
        f"“{down.force.name}” ({_said(down)} per cent)."
    )


def _contrary(rows: tuple[Row, ...]) -> tuple[str, ...]:
    """Name forces that move sales against the word they are listed under."""
    wrong = [
        row.force.name
        for row in rows
        if row.area == "growth"
        and (row.value < 0) != (row.force.kind == "restraint")
        and (row.p05 > 0 or row.p95 < 0)
    ]
    if not wrong:
        return ()
    names = " and ".join(f"“{name}”" for name in wrong)
    return (
        f"Against the word they are listed under, {names} would move this market the "
        "other way: what treats more patients may do so at a lower price, or outside its scope.",
    )


def _matrix(scope: str, cells: tuple[Cell, ...]) -> FactTable:
    by_place = {(cell.kind, cell.area): cell for cell in cells}
    rows: list[tuple[Item, ...]] = []
    for kind in KINDS:
        own = [by_place[kind, area] for area in AREAS]
        shown = (
            Figures(
                f"{one.level}: {_said(one)}. {one.force}",
                (cell_figure(scope, one.area, kind, LOOKED_AT),),
            )
            for one in own
        )
        rows.append((_KINDS[kind], *shown))
    return FactTable(
        "impact-matrix",
        f"Impact matrix for {LOOKED_AT}",
        ("", *(_NAMES[area] for area in AREAS)),
        tuple(rows),
        note="The strongest force of each kind: mean and 90 % interval. A cell leads to the force, "
        "and from it to the market without and with its scenario.",
    )


def _rules(cells: tuple[Cell, ...]) -> FactTable:
    return FactTable(
        "impact-rules",
        "What a cell counts, and when it is high",
        ("Side of the market", "Counted as", "Called"),
        tuple(
            (_NAMES[cell.area], _MEANS[cell.area], cell.rule)
            for cell in cells
            if cell.kind == KINDS[0]
        ),
        note="The bounds are assumptions impact_high and impact_moderate and can be set.",
    )


def _grouped(rows: tuple[Row, ...]) -> list[list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.force.id, []).append(row)
    return list(found.values())


def _numbers(scope: str, rows: tuple[Row, ...]) -> FactTable:
    return FactTable(
        "forces-numbers",
        "Every force by every side of the market",
        ("Force", *(_NAMES[area] for area in AREAS)),
        tuple(
            (
                own[0].force.name,
                *(
                    Figures(_said(one), (force_figure(scope, one.area, one.force.id, LOOKED_AT),))
                    for one in own
                ),
            )
            for own in _grouped(rows)
        ),
        numeric=frozenset(range(1, 1 + len(AREAS))),
        note="Means and 90 % intervals.",
    )


def _bindings(rows: tuple[Row, ...]) -> FactTable:
    return FactTable(
        "forces-bound",
        "What each force is bound to",
        ("Force", "Kind", "Named by", "Moves", "Scenario", "Facts"),
        tuple(
            (
                one.name,
                one.kind,
                one.said_by,
                one.bound_to,
                one.scenario.name,
                ", ".join(one.scenario.evidence),
            )
            for one in (own[0].force for own in _grouped(rows))
        ),
        note="The file of a scenario says how much, from when and why.",
    )


def _said(one: Cell | Row) -> str:
    return f"{_signed(one.value)} ({_signed(one.p05)}{TO}{_signed(one.p95)})"


def _signed(value: float) -> str:
    size = round(abs(value), 0 if abs(value) >= 20 else 1)
    if not size:
        return "0"
    return f"{'+' if value > 0 else MINUS}{number(size)}"
