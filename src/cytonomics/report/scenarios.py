"""The chapter on scenarios: what the market would be if something in the world changed."""

from __future__ import annotations

from cytonomics.market import FITTED_SCOPE
from cytonomics.market.fitted import current, of_size
from cytonomics.market.scenarios import Effect, effects
from cytonomics.report.blocks import Block, Chapter, Chart, FactTable, Text
from cytonomics.report.differences import differences
from cytonomics.report.estimates import LOOKED_AT, REVENUE, TOTAL, Estimates
from cytonomics.report.numbers import MINUS, TO, money, percent


def applies(estimates: Estimates) -> bool:
    """Say whether a market is the whole forecast of the fit, which scenarios are laid over.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> applies(estimates_of(evaluate(load(), "til", draws=4)))
        False
    """
    market = estimates.market
    fitted = market.version.startswith("fitted") and "scenario" not in market.version
    return estimates.untouched and fitted and market.scope.id == FITTED_SCOPE


def scenarios(estimates: Estimates) -> Chapter:
    """Write what every shipped scenario does to the sales of one year.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> scenarios(estimates_of(evaluate(load(), "adoptive_cell_therapy", draws=8))).title
        'What would change it'
    """
    market = estimates.market
    posterior = of_size(current(market.evidence)[0], market.parameters.size)
    found = effects(posterior, market.evidence, LOOKED_AT, seed=market.parameters.seed)
    most, least = found[0], found[-1]
    whole = estimates.figure(REVENUE, TOTAL, TOTAL, LOOKED_AT).mean
    said = (
        f"Each scenario changes one thing in the forecast of {LOOKED_AT} ({money(whole)} million "
        "USD) and nothing else: both forecasts share every random number, so that the difference "
        "is exact in each draw. Sizes, dates and reasons stand in the scenario's file and can be "
        "changed; a file of one's own is laid over the forecast in the same way.",
        f"Most is gained by “{most.scenario.title}” ({_signed(most.mean)} million USD, "
        f"{_share(most)}) and lost by “{least.scenario.title}” ({_signed(least.mean)}, "
        f"{_share(least)}).",
    )
    blocks: tuple[Block, ...] = (
        Text(said),
        Chart(
            "scenarios",
            f"Difference to the sales of {LOOKED_AT}",
            said[1],
            differences([(o.scenario.title, o.mean, o.p05, o.p95) for o in found]),
            "Million USD, nominal. Bar: mean; line: 5 to 95 % of the draws.",
        ),
        _table(found),
    )
    return Chapter("scenarios", "What would change it", blocks)


def _table(found: tuple[Effect, ...]) -> FactTable:
    columns = ("Scenario", "Stands for", "Difference", "Share", "5 to 95 %", "Why", "Facts")
    rows = tuple(
        (
            one.scenario.title,
            f"{one.scenario.stands_for}: {one.scenario.called}",
            _signed(one.mean),
            _share(one),
            f"{_signed(one.p05)}{TO}{_signed(one.p95)}",
            " ".join(one.scenario.reason.split()),
            ", ".join(one.scenario.evidence),
        )
        for one in found
    )
    return FactTable(
        "scenario-table",
        f"Shipped scenarios and the sales of {LOOKED_AT}",
        columns,
        rows,
        frozenset({2, 3, 4}),
        frozenset({5}),
        "Million USD, nominal. `cytonomics forecast --scenario NAME` shows any year and axis.",
    )


def _signed(value: float) -> str:
    return f"{'+' if value > 0 else MINUS if value < 0 else ''}{money(abs(value))}"


def _share(one: Effect) -> str:
    return f"+{percent(one.relative, 1)}" if one.relative > 0 else percent(one.relative, 1)
