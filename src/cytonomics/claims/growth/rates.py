"""Compound annual growth rates and other growth in per cent or folds, from one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cytonomics.claims.figures.periods import years
from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.growth.growers import grower
from cytonomics.claims.growth.growth import Kind, kind_of_growth
from cytonomics.claims.growth.multiples import multiples, signed
from cytonomics.claims.growth.rate_labels import names_its_rate, rated
from cytonomics.claims.model import Claim, Status
from cytonomics.claims.parts.making import Period, measured
from cytonomics.claims.words.named_companies import told_of_company
from cytonomics.claims.words.scene import Scene
from cytonomics.claims.years.courses import is_yearly
from cytonomics.claims.years.ranges import nearest_range
from cytonomics.claims.years.spans import growth_period, rate_period
from cytonomics.claims.years.tenses import LAST_PAST

__all__ = ["kind_of_growth", "kinds_of_growth", "rates"]

_PAST = re.compile(
    r"\b(?=[a-z])(?:historical|historic|past|grew|rose|fell|declined|shrank|recorded|registered|witnessed|"
    r"doubled|tripled|quadrupled|halved)\b"
)
# "Global Steel Revenue and Growth Rate of 99.0% Pure (2017-2022)": a chapter on steel so pure
_CONTENTS = re.compile(
    r"(?:[\w.,/()-]+\s+){1,12}?(?:revenue|sales|value|volume|consumption)\s+and\s+growth\s+rates?\s+of\s"
    r".*\(\d{4}-\d{4}\)\Z",
    re.IGNORECASE,
)


def rates(scene: Scene) -> Iterator[Claim]:
    """Yield the growth-rate claims of a scene; ids are left empty.

    Example:
        >>> scene = Scene("It will grow at a CAGR of 10.5% from 2024 to 2031.", 0)
        >>> [(c.measure, c.value, c.period_start, c.period_end) for c in rates(scene)]
        [('cagr', 10.5, 2024, 2031)]
    """
    percents = rated(scene)
    percents = [] if scene.text.endswith(")") and _CONTENTS.match(scene.text) else percents
    kinds = kinds_of_growth(scene, tuple(percents)) if percents else ()
    growing = [percents[i] for i, kind in enumerate(kinds) if kind]
    found = [m for m in multiples(scene) if not told_of_company(scene, m.quantity.start)]
    numbers = sorted([*percents, *(m.quantity for m in found)], key=lambda number: number.start)
    for i, kind in enumerate(kinds):
        if kind is None or told_of_company(scene, percents[i].start):
            continue
        near = nearest_range(scene, growing, growing.index(percents[i]), percents)
        if near and near.last - near.first == 1 and not names_its_rate(scene, percents[i]):
            kind = "growth"  # "grew 12 % from 2021 to 2022"
        if kind == "growth":
            period = growth_period(scene, numbers, numbers.index(percents[i]), near)
            period = period if scene.years or not scene.item else _title_years(scene)
            kind = "cagr" if is_yearly(scene, percents[i], period) else kind
        else:
            period = rate_period(scene, percents[i], near)
            if (period[1] or 0) - (period[0] or 0) == 1 and not names_its_rate(scene, percents[i]):
                kind = "growth"  # "from USD 2 bn in 2019 to USD 3 bn in 2020, at a rate of 50 %"
        quantity = signed(scene, percents[i], percents[i - 1].end if i else 0)
        part = grower(scene, percents, i)
        status = _status(scene, kind, period[1])
        yield measured(scene, quantity, kind, part, period, unit="percent", status=status)
    folds = [multiple.quantity for multiple in found]
    for k, multiple in enumerate(found):
        near = nearest_range(scene, folds, k, folds)
        period = growth_period(scene, numbers, numbers.index(multiple.quantity), near)
        part = grower(scene, [multiple.quantity], 0)
        yield measured(scene, multiple.quantity, "growth", part, period, unit=multiple.unit)


def _title_years(scene: Scene) -> Period:
    """The single year of a list's title: "Growth in 2024 by region:"."""
    told = {year.first for year in years(scene.lead) if not year.is_range}
    year = told.pop() if len(told) == 1 else None
    return year, year


# The shares of a scene ask again which of its percentages are rates.
@lru_cache(maxsize=8)
def kinds_of_growth(scene: Scene, percents: tuple[Quantity, ...]) -> tuple[Kind | None, ...]:
    """Return "cagr", "growth" or None for each percentage of a scene.

    Example:
        >>> scene = Scene("A CAGR of 9%; hospitals held 40% of it.", 0)
        >>> kinds_of_growth(scene, scene.percents)
        ('cagr', None)
    """
    listed = list(percents)
    return tuple(kind_of_growth(scene, listed, i) for i in range(len(listed)))


def _status(scene: Scene, kind: Kind, last: int | None) -> Status | None:
    if kind != "cagr":
        return None
    past = _PAST.search(scene.text[:1000].lower())
    return "history" if past and (last is None or last <= LAST_PAST) else "forecast"
