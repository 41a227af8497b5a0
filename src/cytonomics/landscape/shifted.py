"""The numbers of the impact matrix as figures with ids: each side without and with a scenario.

A cell is the strongest force of its kind, a force the difference of two figures: the market as it
is and the market with the scenario laid over, every random number the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from cytonomics.landscape.firms import WORLD
from cytonomics.landscape.forces import Force
from cytonomics.landscape.held import ALL, HHI, WHOLE
from cytonomics.landscape.impacts import (
    AREAS,
    COMPETITION,
    GROWTH,
    INNOVATION,
    REGULATION,
    UNITS,
    Comparison,
)
from cytonomics.landscape.matrix import (
    FORCE,
    KIND,
    Cell,
    comparisons,
    computed,
    force_figure,
)
from cytonomics.market import NEW_PRODUCTS, Kind, Market, Working, figure_id
from cytonomics.market.cube import REVENUE
from cytonomics.market.scenarios import Entry, Scenario
from cytonomics.market.workings import MONEY, made

WITHOUT, UNDER = "without", "under"
ANY = "any"
_SIDES = {
    "growth": ("Size of the market", MONEY),
    "competition": ("Herfindahl-Hirschman index", "points"),
    "customer_behaviour": ("Patients treated", "patients"),
    "regulation": ("Coming products first sold", "quarters after the first of the forecast"),
    "innovation": ("Sales of new products", MONEY),
}
_WITHOUT = "The market of this report, evaluated anew with so many draws."
_UNDER = "The same market and random numbers with the scenario laid over: "
_RATIO = "100 times (with the scenario over without it, less one), in each draw."
_RULES = {
    "growth": _RATIO,
    "competition": "With the scenario less without it, in each draw.",
    "customer_behaviour": _RATIO,
    "regulation": "With the scenario less without it, in each draw.",
    "innovation": "100 times (with the scenario less without it) over the mean without it, in "
    "each draw.",
}


def side_figure(scope: str, area: str, scenario: str, year: int, *, under: bool) -> str:
    """Return the id of one side of a market without or under a scenario.

    Which products wait depends on the scenario, so that each has its own time without it; the
    other sides without a scenario are the same for all.

    Example:
        >>> side_figure("m", "growth", "price_cut", 2031, under=False)
        'm/side_growth/without/any/2031'
        >>> side_figure("m", "regulation", "price_cut", 2031, under=False)
        'm/side_regulation/without/price_cut/2031'
    """
    segment = scenario if under or area == REGULATION else ANY
    return figure_id(scope, f"side_{area}", UNDER if under else WITHOUT, segment, year)


@lru_cache(maxsize=4)
def shifted(
    market: Market,
    year: int,
    draws: int,
    seed: int,
    progress: Callable[[str], None] | None = None,
) -> tuple[Working, ...]:
    """Return the workings of the impact matrix of a market in a year.

    Args:
        market: the market, for its evidence and the figures that the sides rest on.
        year: a year of the forecast.
        draws: number of draws of the comparison.
        seed: of every random number.
        progress: is told which scenario is under way.

    Raises:
        MarketError: if the market cannot be built or a scenario does not fit it.
    """
    evidence, scope = market.evidence, market.scope.id
    found = comparisons(evidence, scope, year, draws=draws, seed=seed, progress=progress)
    rows, cells = computed(evidence, scope, year, draws=draws, seed=seed, progress=progress)
    known = tuple({row.force.id: row.force for row in rows}.values())
    return (
        *_without(market, year, found),
        *(one for force in known for one in _force(market, year, force, found)),
        *_cells(market, year, known, cells, found),
    )


def _side(area: str, rule: str) -> Kind:
    name, unit = _SIDES[area]
    return Kind(f"side_{area}", name, unit, rule)


def _base(market: Market, area: str, year: int) -> tuple[str, ...]:
    """The figure of the report that a side stands on."""
    scope = market.scope.id
    if area == GROWTH:
        return (figure_id(scope, market.main, "total", "total", year),)
    if area == COMPETITION:
        return (figure_id(scope, HHI.measure, WORLD, WORLD, year),)
    if area == INNOVATION and NEW_PRODUCTS in market.parts:
        return (figure_id(scope, REVENUE, "market_part", NEW_PRODUCTS, year),)
    return (figure_id(scope, ALL.measure, f"firm.{WORLD}", WHOLE, year),)


def _without(market: Market, year: int, found: dict[str, Comparison]) -> Iterator[Working]:
    for area in AREAS:
        for name, one in found.items() if area == REGULATION else [*found.items()][:1]:
            yield made(
                market.scope.id,
                _side(area, _WITHOUT),
                WITHOUT,
                name if area == REGULATION else ANY,
                year,
                f"waiting both without and with {name}" if area == REGULATION else "as it is",
                one.without[area],
                figures=_base(market, area, year),
            )


def _force(
    market: Market, year: int, force: Force, found: dict[str, Comparison]
) -> Iterator[Working]:
    scope, scenario = market.scope.id, force.scenario
    one = found[scenario.name]
    for area in AREAS:
        without, under = (
            side_figure(scope, area, scenario.name, year, under=yes) for yes in (False, True)
        )
        yield made(
            scope,
            _side(area, _UNDER + changes_said(scenario)),
            UNDER,
            scenario.name,
            year,
            f"under {scenario.name}",
            one.under[area],
            figures=(without,),
            facts=_known(market, scenario.evidence),
        )
        yield made(
            scope,
            Kind(
                f"impact_{area}", f"Impact on {area.replace('_', ' ')}", UNITS[area], _RULES[area]
            ),
            FORCE,
            force.id,
            year,
            force.name,
            one.changes[area],
            figures=(without, under),
            said=f"Scenario {scenario.name}: {scenario.title}.",
        )


def _known(market: Market, facts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key for key in facts if key in market.evidence.by_id)


def _cells(
    market: Market,
    year: int,
    known: tuple[Force, ...],
    cells: tuple[Cell, ...],
    found: dict[str, Comparison],
) -> Iterator[Working]:
    scope = market.scope.id
    by_name = {force.name: force for force in known}
    for cell in cells:
        strongest = by_name[cell.force]
        others = [one for one in known if one.kind == cell.kind and one != strongest]
        assumed = (f"impact_{level}:{cell.area}" for level in ("high", "moderate"))
        kind = Kind(
            f"impact_{cell.area}",
            f"Impact on {cell.area.replace('_', ' ')}",
            cell.unit,
            "Of the forces of a kind the one with the greatest mean, whichever way it goes.",
        )
        yield made(
            scope,
            kind,
            KIND,
            cell.kind,
            year,
            f"strongest {cell.kind}",
            found[strongest.scenario.name].changes[cell.area],
            figures=(force_figure(scope, cell.area, one.id, year) for one in (strongest, *others)),
            facts=(market.parameters[name].id for name in assumed),
            said=f"Here {cell.force}; {cell.level}: {cell.rule}.",
        )


def changes_said(scenario: Scenario) -> str:
    """Say in one sentence what a scenario changes.

    Example:
        >>> from cytonomics.market.scenarios import shipped
        >>> changes_said(shipped("price_cut"))[:9]
        'net_price'
    """
    parts = [_entry(entry) for entry in scenario.entries]
    parts += [f"{name} = {value:g}" for name, value in scenario.assumptions.items()]
    return f"{'; '.join(parts)}."


def _entry(entry: Entry) -> str:
    said = [
        f"{key} {', '.join(map(str, value)) if isinstance(value, tuple | list) else value}"
        for key, value in entry.values.items()
        if key not in ("reason", "evidence")
    ]
    return f"{entry.table} ({', '.join(said)})"
