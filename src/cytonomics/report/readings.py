"""The chapter on readings: what the market's name may mean, and printed figures held against it."""

from __future__ import annotations

import numpy as np

from cytonomics import vocabulary
from cytonomics.market import PERCENTILES, Figure
from cytonomics.market.model import EPISODE, REVENUE
from cytonomics.market.readings import Held, Ours, Reading, held, readings, size_of
from cytonomics.report import charts
from cytonomics.report.blocks import Block, Cell, Chapter, Chart, FactTable, FigureTable, Row, Text
from cytonomics.report.estimates import TOTAL, Estimates
from cytonomics.report.numbers import TO, between, money, percent, ratio

_YEARS = (2017, 2020, 2023, 2024, 2025, 2030, 2034, 2035)
_SHORT = {EPISODE: "spend", REVENUE: "suppliers"}


def several(estimates: Estimates) -> bool:
    """Say whether a market has more than one reading.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> several(estimates_of(evaluate(load(), "til", draws=4)))
        False
    """
    return len(readings(estimates.market)) > 1


def read(estimates: Estimates) -> Chapter:
    """Write the chapter on readings.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> market = evaluate(load(), "personalized_cell_therapy", draws=4)
        >>> read(estimates_of(market)).title
        'What the name may mean'
    """
    market = estimates.market
    found = held(market)
    every = readings(market)
    blocks: list[Block] = [
        Text((_opening(estimates, every), _closest(estimates, found))),
        FactTable(
            "readings",
            "Readings, each a scope of its own",
            ("Reading", "Scope", "What it holds", "As of"),
            tuple(
                (one.scope.name, one.scope.id, one.scope.definition, one.scope.dated.isoformat())
                for one in every
            ),
            note="`cytonomics report SCOPE` and `cytonomics forecast SCOPE` build each of them.",
        ),
        Chart(
            "chart-readings",
            "Spend by reading, each panel on a scale of its own",
            _opening(estimates, every),
            charts.multiples(
                {_short(estimates, one): _series(estimates, one, EPISODE) for one in every}, 4
            ),
            "Million USD, nominal. Line: mean, dashed where forecast; bands: 80 % and 90 % of the "
            "draws.",
        ),
        _sizes(estimates, every, EPISODE),
        _sizes(estimates, every, REVENUE),
        _against(found),
        _detail(found),
    ]
    return Chapter("readings", "What the name may mean", tuple(blocks))


def _short(estimates: Estimates, one: Reading) -> str:
    """A title that a small panel can hold."""
    if one.scope.id == estimates.market.scope.id:
        return "As the report lists it"
    name = one.scope.name.split(", ")[-1]
    return f"{name[0].upper()}{name[1:]}"


def _opening(estimates: Estimates, every: tuple[Reading, ...]) -> str:
    market, year = estimates.market, estimates.last_history
    at = market.years.index(year)
    sizes = {one.scope.id: size_of(market, one, EPISODE)[:, at].mean() for one in every}
    widest, narrowest = max(sizes.values()), min(sizes.values())
    return (
        f"One name, {len(every)} readings: in {year} the market is {money(widest)} million USD as "
        f"the published report lists it and {money(narrowest)} counting products of the patient's "
        f"own cells alone, {ratio(widest / narrowest)} times less. Volumes, costs and draws are "
        "the same throughout; only the definition differs."
    )


def _closest(estimates: Estimates, found: tuple[Held, ...]) -> str:
    within = [one for one in found if one.nearest and one.nearest.away(one.claim["value"]) == 0]
    scopes = {one.nearest.scope for one in found if one.nearest}
    said = (
        f"Of {len(found)} figures that publishers print of this market, {len(within)} lie within "
        "the 90 % interval of some reading"
    )
    if len(scopes) > 1:
        said += ", and no one reading comes closest to all of them"
    return f"{said}."


def _series(estimates: Estimates, reading: Reading, measure: str) -> list[Figure]:
    """The size of a reading as figures, which a drawing can show."""
    draws = size_of(estimates.market, reading, measure)
    levels = np.percentile(draws, PERCENTILES, axis=0)
    whole = estimates.series(measure, TOTAL, TOTAL)
    return [
        Figure(
            id="",
            scope=reading.scope.id,
            measure=measure,
            dimension=TOTAL,
            segment=TOTAL,
            segment_name=reading.scope.name,
            year=one.year,
            period_kind=one.period_kind,
            mean=float(draws[:, i].mean()),
            percentiles=tuple(float(level) for level in levels[:, i]),
            support=one.support,
            label=one.label,
        )
        for i, one in enumerate(whole)
    ]


def _sizes(estimates: Estimates, every: tuple[Reading, ...], measure: str) -> FigureTable:
    years = tuple(year for year in _YEARS if year in estimates.years)
    rows = []
    for one in every:
        cells = tuple(
            Cell(
                money(f.mean),
                _behind(estimates, one, measure, f.year),
                f"90 % interval {between(f.percentiles[0], f.percentiles[-1])}",
            )
            for f in _series(estimates, one, measure)
            if f.year in years
        )
        rows.append(Row(one.scope.name, cells))
    return FigureTable(
        f"table-readings-{measure}",
        f"{vocabulary.term('measure', measure).name} by reading",
        tuple(map(str, years)),
        tuple(rows),
        sum(year <= estimates.last_history for year in years),
        note="Readings overlap and do not add up.",
        marked=False,
    )


def _behind(estimates: Estimates, one: Reading, measure: str, year: int) -> tuple[str, ...]:
    """The figures that a reading is the sum of: its products and technologies, one by one."""
    products = {
        offer.product
        for offer, inside in zip(estimates.market.offers, one.holds, strict=True)
        if inside
    }
    ids = (estimates.id(measure, "product", name, year) for name in sorted(products))
    return tuple(key for key in ids if key in estimates.by_id)


def _against(found: tuple[Held, ...]) -> FactTable:
    rows = []
    for one in found:
        near = one.nearest
        rows.append(
            (
                _printed(one),
                _name(near) if near else "none: not supported by evidence",
                _said(one, near) if near else "—",
                _needed(one),
                one.claim.id,
            )
        )
    return FactTable(
        "held",
        "Printed figures, the reading that comes closest, and what would have to be true",
        ("Printed", "Closest reading", "There", "What would have to be true", "Claim"),
        tuple(rows),
        wide=frozenset({3}),
        note="Intervals hold 90 % of the draws. Spend: with care, transfusing and admissions; "
        "suppliers: net sales of products and what providers pay for blood components.",
    )


def _detail(found: tuple[Held, ...]) -> FactTable:
    """Every printed figure by every reading on its own measure."""
    scopes = list(dict.fromkeys(ours.scope for one in found for ours in one.ours))
    rows = []
    for one in found:
        for measure in (EPISODE, REVENUE):
            own = {ours.scope: ours for ours in one.ours if ours.measure == measure}
            if own:
                cells = (_said(one, own[scope]) if scope in own else "—" for scope in scopes)
                rows.append((_printed(one), _SHORT[measure], *cells))
    names = tuple(vocabulary.scope(scope).name for scope in scopes)
    return FactTable(
        "held-detail",
        "Printed figures under every reading",
        ("Printed", "Counted as", *names),
        tuple(rows),
    )


def _name(ours: Ours) -> str:
    return f"{vocabulary.scope(ours.scope).name}; {_SHORT[ours.measure]}"


def _printed(one: Held) -> str:
    claim = one.claim
    years = str(claim["period_start"])
    if claim["period_end"] not in (None, claim["period_start"]):
        years += f"{TO}{claim['period_end']}"
    return f"{one.what} {years}: {claim['as_printed']}"


def _said(one: Held, ours: Ours) -> str:
    if one.claim["measure"] == "size":
        return f"{money(ours.mean)} ({between(ours.p05, ours.p95)})"
    mean, low, high = (percent(part / 100, 1) for part in (ours.mean, ours.p05, ours.p95))
    return f"{mean} ({low}{TO}{high})"


def _needed(one: Held) -> str:
    """Say what the printed figure asks of the market as the report itself lists it."""
    printed = float(one.claim["value"])
    own = next((ours for ours in one.ours if ours.measure == EPISODE), None)
    if own is None:
        return "Nothing on record bears on it."
    if own.p05 <= printed <= own.p95:
        return "It holds as the report lists the market, counted as spend."
    if one.claim["measure"] == "size":
        return (
            f"As the report lists the market, numbers times costs would have to be "
            f"{ratio(printed / own.mean)} times what evidence gives."
        )
    if one.claim["measure"] == "share":
        share, wanted = own.mean / 100, printed / 100
        if not 0 < share < 1:
            return "Everything on record would have to be otherwise."
        odds = wanted / (1 - wanted) * (1 - share) / share
        if odds < 1:
            return (
                f"Everything else would have to be worth {ratio(1 / odds)} times what evidence "
                "gives."
            )
        return f"It would have to be worth {ratio(odds)} times what evidence gives, all else alike."
    faster = np.log1p(printed / 100) / np.log1p(own.mean / 100) if own.mean > 0 else np.inf
    return f"As the report lists the market, it would have to grow {ratio(faster)} times as fast."
