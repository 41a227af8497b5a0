"""What published reports say of licences and of clinical results, held against the tables."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from cytonomics.evidence import Evidence, Fact, latest_day
from cytonomics.landscape.exact import Proportion
from cytonomics.landscape.licences import (
    EXEMPTION,
    Count,
    Licence,
    Span,
    counted,
    licences,
    spans,
)
from cytonomics.landscape.outcomes import Outcome, Rate, outcomes
from cytonomics.market import MarketError

_LICENCES = ("licensed_products", "earlier_products")
_TRIALS = ("responders", "median_pfs")
_REMISSION, _LASTING = "remission_rate", "lasting_remission"


class LicenceCheck(NamedTuple):
    """A printed number of licensed products beside ours; `counts` are the total and its kinds.

    `day` is the day it names, else the day of its publication. `true` are the days on which our
    list gives the printed number; `ended` and `exempt` are what the list leaves out of it by that
    day, `recalled` how many of ours rest on no page seen.

    Example:
        >>> from cytonomics.evidence import load
        >>> licence_checks(load())[0].counts[0].number
        45
    """

    statement: Fact
    day: date
    counts: tuple[Count, ...]
    true: tuple[Span, ...]
    ended: tuple[Licence, ...]
    exempt: tuple[Licence, ...]
    recalled: int

    @property
    def agrees(self) -> bool:
        """Whether some reading of vague days gives the printed number."""
        total = self.counts[0]
        return bool(total.fewest <= self.statement["value"] <= total.most)


class TrialCheck(NamedTuple):
    """A printed result of one trial beside the trial table; `outcome` is None where it has none.

    Example:
        >>> from cytonomics.evidence import load
        >>> [check.agrees for check in trial_checks(load())]
        [True, True]
    """

    statement: Fact
    outcome: Outcome | None

    @property
    def agrees(self) -> bool:
        """Whether the trial table gives the printed figure."""
        if self.outcome is None:
            return False
        printed, of = self.statement["value"], self.statement["of"]
        if self.statement["measure"] == "median_pfs":
            found = self.outcome.progression_free
            return found is not None and found.months == printed
        rate = self.outcome.response
        counted = rate.proportion if rate else None
        return counted is not None and (counted.cases, counted.of) == (printed, of)


class Largest(NamedTuple):
    """The rate that the largest trial of a product found in one disease, and its interval.

    Example:
        >>> from cytonomics.evidence import load
        >>> remission_checks(load())[0].responses[0].rate.share > 0.9
        True
    """

    product: str
    name: str
    indication: str
    trial: str
    rate: Rate
    proportion: Proportion


class RemissionCheck(NamedTuple):
    """A printed highest share of patients in remission beside ours, by response and by remission.

    `responses` and `remissions` hold for each product and disease the trial with most patients,
    since the highest of several small ones is mostly luck; the highest share stands first.
    `products` are those licensed on the day.

    Example:
        >>> from cytonomics.evidence import load
        >>> len(remission_checks(load())[0].products)
        7
    """

    statement: Fact
    day: date
    products: tuple[str, ...]
    responses: tuple[Largest, ...]
    remissions: tuple[Largest, ...]


class LastingCheck(NamedTuple):
    """A printed share of lasting remissions beside the shares of trials without progression.

    `found` are trials with such a share, each at the latest time that is printed of it.

    Example:
        >>> from cytonomics.evidence import load
        >>> lasting_checks(load())[0].statement["value"]
        0.55
    """

    statement: Fact
    found: tuple[Outcome, ...]

    @property
    def above(self) -> tuple[Outcome, ...]:
        """Trials with a larger share than the printed one."""
        level = self.statement["value"]
        shares = [(one, one.progression_free_share) for one in self.found]
        return tuple(one for one, share in shares if share and share.share > level)


def licence_checks(evidence: Evidence) -> tuple[LicenceCheck, ...]:
    """Hold every statement on a number of licensed products against table licences.

    Raises:
        MarketError: where a statement is about a day before the first licence, or about no
            authority.

    Example:
        >>> from cytonomics.evidence import load
        >>> [check.agrees for check in licence_checks(load())]
        [True, False, True]
    """
    return tuple(
        _licence_check(evidence, fact)
        for fact in evidence["statements"]
        if fact["measure"] in _LICENCES
    )


def _licence_check(evidence: Evidence, fact: Fact) -> LicenceCheck:
    day, authority, modality = _day(fact), fact["authority"], fact["modality"] or ""
    if not authority:
        raise MarketError(f"statement {fact.id} counts licences of nobody; fill column authority")
    counts = counted(evidence, day, authority, modality=modality)
    every = licences(evidence, authority, modality=modality, exemptions=True)
    begun = [one for one in every if one.latest <= day]
    held = {one.fact.id for one in begun if one.held_on(day)}
    return LicenceCheck(
        fact,
        day,
        counts,
        spans(evidence, int(fact["value"]), authority, modality=modality),
        tuple(one for one in begun if one.fact.id not in held),
        tuple(one for one in begun if one.fact["route"] == EXEMPTION),
        sum(evidence.fact(name)["confidence"] == "recall" for name in counts[0].facts),
    )


def trial_checks(evidence: Evidence) -> tuple[TrialCheck, ...]:
    """Hold every statement on one trial against table trials.

    Example:
        >>> from cytonomics.evidence import load
        >>> trial_checks(load())[0].outcome.response.proportion.of
        7
    """
    found = {one.trial: one for one in outcomes(evidence)}
    return tuple(
        TrialCheck(fact, found.get(fact["trial_id"]))
        for fact in evidence["statements"]
        if fact["measure"] in _TRIALS
    )


def remission_checks(evidence: Evidence) -> tuple[RemissionCheck, ...]:
    """Hold every statement on a highest remission rate against the trials of licensed products.

    Trials count whose patients had been treated before and whose share is a clear count; patients
    outside trials do not.

    Example:
        >>> from cytonomics.evidence import load
        >>> check = remission_checks(load())[0]
        >>> check.responses[0].proportion.share > check.remissions[-1].proportion.share
        True
    """
    return tuple(
        _remission_check(evidence, fact)
        for fact in evidence["statements"]
        if fact["measure"] == _REMISSION
    )


def lasting_checks(evidence: Evidence) -> tuple[LastingCheck, ...]:
    """Hold every statement on lasting remissions against the trials of licensed products.

    Example:
        >>> from cytonomics.evidence import load
        >>> check = lasting_checks(load())[0]
        >>> 0 < len(check.above) < len(check.found)
        True
    """
    return tuple(
        LastingCheck(
            fact,
            tuple(
                one
                for one in _trials(evidence, _products(evidence, fact, _day(fact)))
                if one.progression_free_share
            ),
        )
        for fact in evidence["statements"]
        if fact["measure"] == _LASTING
    )


def _products(evidence: Evidence, fact: Fact, day: date) -> frozenset[str]:
    held = licences(evidence, fact["authority"] or "", modality=fact["modality"] or "")
    return frozenset(
        str(one.fact["product_id"])
        for one in held
        if one.held_on(day) and one.fact["product_id"] is not None
    )


def _trials(evidence: Evidence, products: frozenset[str]) -> tuple[Outcome, ...]:
    """Trials of some products, no patients outside trials, whom nobody had chosen."""
    return tuple(
        one
        for one in outcomes(evidence)
        if one.product in products and not one.is_control and not one.is_real_world
    )


def _remission_check(evidence: Evidence, fact: Fact) -> RemissionCheck:
    day = _day(fact)
    products = _products(evidence, fact, day)
    found = [one for one in _trials(evidence, products) if not one.line.startswith("1")]
    responses = [(one, one.response) for one in found]
    remissions = [(one, one.remission) for one in found]
    return RemissionCheck(
        fact, day, tuple(sorted(products)), _largest(responses), _largest(remissions)
    )


def _largest(found: list[tuple[Outcome, Rate | None]]) -> tuple[Largest, ...]:
    most: dict[tuple[str, str], Largest] = {}
    for one, rate in found:
        if rate is None or rate.proportion is None:
            continue
        new = Largest(one.product, one.name, one.indication, one.trial, rate, rate.proportion)
        key = one.product, one.indication
        if key not in most or new.proportion.of > most[key].proportion.of:
            most[key] = new
    return tuple(sorted(most.values(), key=lambda one: (-one.proportion.share, one.product)))


def _day(fact: Fact) -> date:
    """The day that a statement is about; of one that names none, the day it was published."""
    return latest_day(fact["as_of"]) if fact["as_of"] else fact.known_from
