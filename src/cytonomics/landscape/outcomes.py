"""What trials found: responses and toxicity as counts with intervals, survival as printed.

One trial may stand in several rows of table trials, each from one page and time; every measure is
taken from the row that knows most of it. A share becomes a count where a whole number of the
patients gives the printed share to its last digit, and has an exact interval then; where none
does, the share stays without one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, NamedTuple

from cytonomics import vocabulary
from cytonomics.evidence import Evidence, Fact
from cytonomics.landscape.exact import Proportion, proportion
from cytonomics.market import Market, MarketError

REAL_WORLD = ("rwe", "expanded access")
_TRUST = ("recall", "secondary", "primary")
# Whose patients a share is of, the likeliest first.
_OF_RESPONSE = ("n_evaluable", "n_infused", "n_enrolled")
_OF_TOXICITY = ("n_infused", "n_evaluable", "n_enrolled")


class Rate(NamedTuple):
    """A share of patients as printed, a fraction, and its count and exact interval, where clear.

    `endpoint` says what is counted; `printed` is the 95 % interval that the page prints; `facts`
    are the row of the share and, where it is another one, the row of the number of patients.

    Example:
        >>> Rate(0.43, proportion(3, 7), "overall response", None, ("tri0122",)).proportion.cases
        3
    """

    share: float
    proportion: Proportion | None
    endpoint: str
    printed: tuple[float, float] | None
    facts: tuple[str, ...]


class Median(NamedTuple):
    """A median survival in months, with the 95 % interval that the page prints, if it does.

    Example:
        >>> Median(4.6, None, "progression-free survival", "tri0122").months
        4.6
    """

    months: float
    interval: tuple[float, float] | None
    endpoint: str
    fact: str


class Survival(NamedTuple):
    """The share alive, or alive without progression, at a time; fraction and months.

    Example:
        >>> Survival(0.5, 12.0, "overall survival", "tri0001").share
        0.5
    """

    share: float
    months: float
    endpoint: str
    fact: str


@dataclass(frozen=True)
class Outcome:
    """What one trial found of one product and disease; `facts` are all its rows.

    Example:
        >>> from cytonomics.evidence import load
        >>> found = outcomes(load(), "nci_neoantigen_tcr")
        >>> found[0].response.proportion.cases, found[0].progression_free.months
        (3, 4.6)
    """

    trial: str
    product: str
    name: str
    indication: str
    line: str
    phase: str
    comparator: str
    response: Rate | None
    complete: Rate | None
    cytokine_release: Rate | None
    neurotoxicity: Rate | None
    progression_free: Median | None
    overall: Median | None
    alive: Survival | None
    progression_free_share: Survival | None
    follow_up: float | None
    facts: tuple[str, ...]

    @property
    def is_control(self) -> bool:
        """Whether this is the arm that a product was compared with."""
        return self.trial.endswith("_control") or self.phase == "control"

    @property
    def is_real_world(self) -> bool:
        """Whether patients were treated outside a trial."""
        return self.phase in REAL_WORLD

    @property
    def remission(self) -> Rate | None:
        """The share in complete remission, however the trial names it."""
        if self.response and self.response.endpoint.startswith("complete remission"):
            return self.response
        return self.complete


def outcomes(evidence: Evidence, product: str = "", indication: str = "") -> tuple[Outcome, ...]:
    """Return what trials found, in the order of the table.

    Args:
        evidence: tables trials and products.
        product: one product; empty: all.
        indication: one disease of the vocabulary; empty: all.

    Raises:
        MarketError: for a product or a disease that no trial on record is about.

    Example:
        >>> from cytonomics.evidence import load
        >>> outcomes(load(), "yescarto")
        Traceback (most recent call last):
        ...
        cytonomics.market.errors.MarketError: no trial on record is about product 'yescarto'; ...
    """
    for column, value in (("product_id", product), ("indication_id", indication)):
        known = sorted({fact[column] for fact in evidence["trials"]})
        if value and value not in known:
            near = get_close_matches(value, known, 1)
            hint = f"did you mean {near[0]!r}?" if near else "`evidence query` lists table trials"
            kind = column.removesuffix("_id")
            raise MarketError(f"no trial on record is about {kind} {value!r}; {hint}")
    groups: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in evidence["trials"]:
        if product in ("", fact["product_id"]) and indication in ("", fact["indication_id"]):
            key = fact["trial_id"], fact["product_id"], fact["indication_id"]
            groups.setdefault(key, []).append(fact)
    names = {
        fact["product_id"]: str(fact["brand"] or fact["inn"] or "").split(" (")[0]
        for fact in evidence["products"]
    }
    return tuple(_outcome(rows, names.get(rows[0]["product_id"])) for rows in groups.values())


def market_outcomes(market: Market) -> tuple[Outcome, ...]:
    """Return what trials found of the products of a market, and of what they were compared with.

    What is in no table of products, such as cells of a research hospital, counts where the market
    has products for the same field of medicine.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> {one.product for one in market_outcomes(evaluate(load(), "til", draws=2))} >= {
        ...     "amtagvi",
        ...     "nki_til",
        ... }
        True
    """
    listed = {fact["product_id"] for fact in market.evidence["products"]}
    areas = {one["therapeutic_area"] for one in market.products.values()} - {None}
    found = outcomes(market.evidence)
    own = {one.trial for one in found if one.product in market.products}

    def belongs(one: Outcome) -> bool:
        if one.is_control and one.trial.removesuffix("_control") in own:
            return True
        if one.is_control and one.comparator.split(" (")[0] in listed:
            return one.comparator.split(" (")[0] in market.products
        if one.product in listed:
            return one.product in market.products
        return _area(one.indication) in areas

    return tuple(one for one in found if belongs(one))


def _area(indication: str) -> str:
    """The field of medicine of a disease; empty where it has none."""
    above = vocabulary.ancestors("indication", indication)
    return next((one.id for one in above if one.dimension == "therapeutic_area"), "")


def _outcome(rows: Sequence[Fact], name: str | None) -> Outcome:
    first = rows[0]
    response = _rate(rows, "orr", _OF_RESPONSE, "overall response")
    overall = "overall survival"
    return Outcome(
        trial=first["trial_id"],
        product=first["product_id"],
        name=name or first["product_id"].replace("_", " "),
        indication=first["indication_id"],
        line=first["line_of_therapy"] or "",
        phase=first["phase"] or "",
        comparator=next((row["comparator"] for row in rows if row["comparator"]), ""),
        response=response,
        complete=_rate(rows, "cr_rate", _OF_RESPONSE, "complete response"),
        cytokine_release=_rate(rows, "crs_grade3_rate", _OF_TOXICITY, "grade 3 or above"),
        neurotoxicity=_rate(rows, "icans_grade3_rate", _OF_TOXICITY, "grade 3 or above"),
        progression_free=_median(rows, "pfs", ""),
        overall=_median(rows, "os", overall),
        alive=_survival(rows, "os_at_time", overall),
        progression_free_share=_survival(rows, "pfs_at_time", ""),
        follow_up=max(
            (row["follow_up_months"] for row in rows if row["follow_up_months"] is not None),
            default=None,
        ),
        facts=tuple(row.id for row in rows),
    )


def _rate(rows: Sequence[Fact], column: str, of: Sequence[str], endpoint: str) -> Rate | None:
    """The share of the row that knows most: a clear count first, then the latest, then trust."""
    found = []
    for row in rows:
        if row[column] is not None:
            number, source = _patients(row, rows, of)
            counted = _counted(row[column], number)
            found.append((counted is not None, *_newest(row), row, counted, source))
    if not found:
        return None
    *_, row, counted, source = max(found, key=lambda one: one[:3])
    named = row["response_endpoint"] if column == "orr" else None
    printed = None
    if column == "orr" and row["orr_low"] is not None and row["orr_high"] is not None:
        printed = (row["orr_low"], row["orr_high"])
    facts = dict.fromkeys((row.id, source) if counted and source else (row.id,))
    return Rate(row[column], counted, named or endpoint, printed, tuple(facts))


def _newest(row: Fact) -> tuple[Any, int]:
    trust = row["confidence"]
    return row.known_from, _TRUST.index(trust) if trust in _TRUST else -1


def _patients(row: Fact, rows: Sequence[Fact], of: Sequence[str]) -> tuple[int | None, str]:
    """The number that a share is of: the row's own, else the newest of the same trial."""
    for other in (row, *sorted(rows, key=_newest, reverse=True)):
        for column in of:
            if other[column]:
                return int(other[column]), other.id
    return None, ""


def _counted(share: float, number: int | None) -> Proportion | None:
    if number is None:
        return None
    # 0.7 is printed as 70 %, so that two digits are meant at least.
    digits = max(2, len(f"{share:.10f}".rstrip("0").partition(".")[2]))
    count = round(share * number)
    close = abs(count / number - share) <= 0.5 * 10**-digits + 1e-9
    return proportion(count, number) if close else None


def _median(rows: Sequence[Fact], kind: str, endpoint: str) -> Median | None:
    found = [row for row in rows if row[f"median_{kind}_months"] is not None]
    if not found:
        return None
    row = max(found, key=_newest)
    low, high = row[f"median_{kind}_low"], row[f"median_{kind}_high"]
    return Median(
        row[f"median_{kind}_months"],
        None if low is None or high is None else (low, high),
        endpoint or row["progression_endpoint"] or "progression-free survival",
        row.id,
    )


def _survival(rows: Sequence[Fact], column: str, endpoint: str) -> Survival | None:
    """The share at the latest time on record."""
    found = [
        row for row in rows if row[column] is not None and row["survival_time_months"] is not None
    ]
    if not found:
        return None
    row = max(found, key=lambda row: (row["survival_time_months"], *_newest(row)))
    named = endpoint or row["progression_endpoint"] or "progression-free survival"
    return Survival(row[column], row["survival_time_months"], named, row.id)
