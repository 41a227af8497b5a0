"""Write the tables of docs/transfer.md: numbers, unit costs, value, and how well they predict.

Run `PYTHONPATH=src python docs/volumes.py`; it takes about two minutes on one core.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np
from transfer_cells import amounts, name_of, table
from transfer_value import READINGS, crosswalk, readings, value

from cytonomics.evidence import Evidence, load
from cytonomics.market import Parameters, assumptions, evaluate
from cytonomics.market.model import SEED
from cytonomics.market.transfer import TECHNOLOGIES, Costs, Volumes, costs, volumes
from cytonomics.market.transfer.countries import countries
from cytonomics.market.transfer.counts import EXACT, Count, counts, own_shares
from cytonomics.market.transfer.coverage import Heldout, Range
from cytonomics.market.transfer.heldout import COSTS, COUNTRIES, POOLED, YEARS, heldout
from cytonomics.market.transfer.technologies import ALL_GRAFTS
from cytonomics.market.transfer.values import BASES
from cytonomics.market.transfer.volumes import OWN_SHARE
from cytonomics.vocabulary import region_of, term

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from filling import fill

PAGE = Path(__file__).with_name("transfer.md")
SCOPE, DRAWS = "personalized_cell_therapy", 400
SPAN = tuple(range(2010, 2026))
SHOWN = 2023
PLACES = ("USA", "DEU", "CHN", "IND")
DONATION, WORLD = "blood_donation", "WW"
Numbers = Mapping[str, Volumes]


def predictions(found: Iterable[Heldout], left_out: str) -> str:
    """How often the truth lay in the intervals where something was left out."""
    heads = ["", "countries", "observations", "in 50 %", "in 90 %", "median error, factor"]
    rows = [
        [
            name_of(row.name),
            str(row.countries),
            f"{row.observations:,}",
            _within(row.within_50, row.within_50_range),
            _within(row.within_90, row.within_90_range),
            f"{row.error:.2f}",
        ]
        for row in found
        if row.left_out == left_out
    ]
    return table(heads, rows)


def numbers(found: Numbers) -> str:
    """Numbers worldwide in one year, and how much of them is counted in its own country."""
    rows = []
    for name, one in found.items():
        drawn = one.draws[:, :, SPAN.index(SHOWN)]
        world, each = drawn.sum(axis=1), drawn.mean(axis=0)
        seen = sum(each[one.countries.place[code]] for code, at in one.observed if at == SHOWN)
        rows.append([name_of(name), *amounts(world), f"{seen / world.mean():.0%}"])
    heads = ["technology", f"number in {SHOWN}", "p05", "p95", "counted in its own country"]
    return table(heads, rows)


def country_years(evidence: Evidence) -> str:
    """In how many countries and years something is counted, stood in for, or modelled."""
    known = countries(evidence)
    rows = []
    for name in POOLED:
        found: Iterable[Count] = (
            (own for own, _ in own_shares(evidence, known))
            if name == OWN_SHARE
            else counts(evidence, name, known)
        )
        kinds = [one.kind == EXACT for one in found if one.year in SPAN]
        exact, all_of_them = sum(kinds), len(known.codes) * len(SPAN)
        stands_in, rest = len(kinds) - exact, all_of_them - len(kinds)
        rows.append([name_of(name), *(f"{n:,}" for n in (exact, stands_in, rest))])
    return table(["", "counted", "something stands in", "modelled"], rows)


def printed(evidence: Evidence, found: Numbers) -> str:
    """Sums that others printed, none of them used in the fit, beside ours."""
    sums: dict[tuple[str, str], dict[int, list[float]]] = {}
    modelled = {ALL_GRAFTS, DONATION, *found}
    for fact in evidence["technology_volumes"]:
        place, year = fact["geography"], fact["year"]
        if fact["technology"] not in modelled or fact["use"] or year not in SPAN:
            continue
        # A sum of an own country is in the fit; patients with a first graft are another thing.
        if len(place) == 3 or fact["measure"] not in ("procedures", "units") or not fact["value"]:
            continue
        years = sums.setdefault((fact["technology"], place), {})
        years.setdefault(year, []).append(fact["value"])
    rows = []
    order = [ALL_GRAFTS, *found, DONATION]
    for name, place in sorted(sums, key=lambda at: (order.index(at[0]), at[1] != WORLD, at[1])):
        stated = {year: float(np.mean(all_of)) for year, all_of in sums[name, place].items()}
        ours = {year: _sum(found, name, place, year) for year in stated}
        ratios = [ours[year].mean() / stated[year] for year in stated]
        inside = sum(_in(ours[year], stated[year]) for year in stated)
        last = max(stated)
        rows.append(
            [
                f"{name_of(name)}{', against red cell units' if name == DONATION else ''}",
                "World" if place == WORLD else term("region", place).name,
                str(last),
                f"{stated[last]:,.0f}",
                "{} ({} to {})".format(*amounts(ours[last])),
                f"{inside} of {len(stated)}",
                f"{min(ratios):.2f} to {max(ratios):.2f}",
                f"{_uncounted(evidence, found, name, place, last):.0%}",
            ]
        )
    heads = [
        "", "place", "last year", "printed", "ours (90 %)", "years inside", "ours to printed",
        "in countries that nobody counts",
    ]  # fmt: skip
    return table(heads, rows)


def _sum(found: Numbers, name: str, place: str, year: int) -> np.ndarray:
    """Our draws of what was printed."""
    return np.asarray(_by_country(found, name, place, year).sum(axis=1))


def _by_country(found: Numbers, name: str, place: str, year: int) -> np.ndarray:
    """Our draws of the countries of a place, nought elsewhere, (draw, country)."""
    own = {ALL_GRAFTS: list(found)[:2], DONATION: ["red_cell_transfusion"]}.get(name, [name])
    known = found[own[0]].countries
    inside = np.array([place == WORLD or region_of(code) == place for code in known.codes])
    drawn = [found[one].draws[:, :, SPAN.index(year)] for one in own]
    return np.asarray(np.sum(drawn, axis=0) * inside)


def _uncounted(evidence: Evidence, found: Numbers, name: str, place: str, year: int) -> float:
    """The share of our number in countries of which no year is on record."""
    known = countries(evidence)
    kind = {DONATION: "red_cell_transfusion"}.get(name, name)
    kind = ALL_GRAFTS if kind in list(found)[:2] else kind
    seen = {one.country for one in counts(evidence, kind, known)}
    each = _by_country(found, name, place, year).mean(axis=0)
    return float(1.0 - each[sorted(seen)].sum() / each.sum())


def unit_costs(priced: Mapping[str, Costs]) -> str:
    """What one costs by basis in some countries."""
    heads = ["technology", "basis", "countries on record", *PLACES]
    rows = []
    for one in TECHNOLOGIES:
        of_kind = priced[one.kind]
        for basis in BASES[one.kind]:
            seen, drawn = of_kind.observed(one.id, basis), of_kind.of(one.id, basis)
            cells = [
                _cost(drawn[:, of_kind.countries.place[code]], code in seen) for code in PLACES
            ]
            rows.append([name_of(one.id), basis, str(len(seen)), *cells])
    return table(heads, rows)


def tables() -> Iterator[tuple[str, str]]:
    """Every mark of the page with its table."""
    evidence = load()
    parameters = Parameters(assumptions(evidence), seed=SEED, size=DRAWS)
    technologies = [one.id for one in TECHNOLOGIES]
    found = volumes(evidence, technologies, parameters, SPAN)
    priced = {kind: costs(evidence, kind, parameters) for kind in BASES}
    markets = {name: evaluate(evidence, name, draws=DRAWS) for name in READINGS}
    market = markets[SCOPE]
    yield "readings", readings(markets.values())
    yield "numbers", numbers(found)
    yield "country-years", country_years(evidence)
    yield "printed", printed(evidence, found)
    yield "unit-costs", unit_costs(priced)
    yield "value", value(market, found, priced)
    yield "crosswalk", crosswalk(market)
    left = heldout(evidence, parameters)
    for mark in (COUNTRIES, YEARS, COSTS):
        yield f"heldout-{mark}", predictions(left, mark)


def _within(share: float, span: Range) -> str:
    return f"{share:.0%} ({span[0]:.0%} to {span[1]:.0%})"


def _in(drawn: np.ndarray, truth: float) -> bool:
    low, high = np.percentile(drawn, (5, 95))
    return bool(low <= truth <= high)


def _cost(drawn: np.ndarray, seen: bool) -> str:
    low, middle, high = (_rounded(n) for n in np.percentile(drawn, (5, 50, 95)))
    return f"{f'**{middle}**' if seen else middle} ({low} to {high})"


def _rounded(number: float) -> str:
    """Two figures: more would be false precision."""
    return f"{float(f'{number:.2g}'):,.0f}"


if __name__ == "__main__":
    for mark, filled in tuple(tables()):  # all computed before the first is written
        fill(PAGE, mark, filled)
