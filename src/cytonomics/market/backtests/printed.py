"""What publishers had printed of years that have come since: few, but dated and checkable."""

from __future__ import annotations

from typing import NamedTuple

from cytonomics.evidence import Evidence
from cytonomics.market.model import LAST_HISTORY, TREND, evaluate

# A forecast looks a year ahead at least.
_AHEAD = 1
_DRAWS = 200


class Printed(NamedTuple):
    """A published size of a year to come, beside what came; million USD, nominal.

    Example:
        >>> Printed("A", "2020-04-15", "car_t", 2023, 3000.0, 2000.0, "pc_1").error
        0.5
    """

    publisher: str
    published: str
    scope: str
    year: int
    size: float
    came: float
    fact: str

    @property
    def error(self) -> float:
        """What was printed over what came, less one."""
        return self.size / self.came - 1.0


def printed_ahead(evidence: Evidence, scopes: tuple[str, ...]) -> tuple[Printed, ...]:
    """Return published sizes of whole markets for years that were to come and now are past.

    Args:
        evidence: table published_claims; pages without a date of publication are left out.
        scopes: ids of market scopes that can be built.

    Example:
        >>> from cytonomics.evidence import load
        >>> {one.year for one in printed_ahead(load(), ("car_t",))}
        {2023}
    """
    found = []
    for scope in scopes:
        market = evaluate(evidence, scope, draws=_DRAWS, forecast=TREND)
        sold = market.revenue.sum(axis=2).mean(axis=0)
        for fact in evidence["published_claims"]:
            whole = fact["dimension"] == "total" and not fact["segment"]
            year, published = fact["period_end"], str(fact["published"] or "")
            if (fact["scope"], fact["measure"]) != (scope, "size") or not whole or not year:
                continue
            dated = published[:4].isdigit()
            if dated and int(published[:4]) + _AHEAD <= year <= LAST_HISTORY:
                came = float(sold[market.years.index(year)])
                size = fact["value"]
                found.append(
                    Printed(fact["publisher"], published, scope, year, size, came, fact.id)
                )
    return tuple(sorted(found, key=lambda one: (one.published, one.fact)))
