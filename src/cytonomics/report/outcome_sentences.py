"""Printed clinical results held against the trials on record: a sentence for each."""

from __future__ import annotations

from cytonomics.evidence import Evidence
from cytonomics.landscape.statements import (
    Largest,
    LastingCheck,
    RemissionCheck,
    TrialCheck,
    lasting_checks,
    remission_checks,
    trial_checks,
)
from cytonomics.report.numbers import TO, listed, percent
from cytonomics.report.outcome_tables import disease


def outcome_sentences(evidence: Evidence) -> tuple[str, ...]:
    """Say of each printed clinical result what the trial table makes of it.

    Example:
        >>> from cytonomics.evidence import load
        >>> outcome_sentences(load())[0].endswith("from 10 % to 82 %.")
        True
    """
    return (
        *(_trial_sentence(check) for check in trial_checks(evidence)),
        *(_lasting_sentence(check) for check in lasting_checks(evidence)),
        *(_remission_sentence(check) for check in remission_checks(evidence)),
    )


def _trial_sentence(check: TrialCheck) -> str:
    said, one = check.statement, check.outcome
    printed = said["as_printed"]
    if said["measure"] == "median_pfs":
        printed = f"a median of {printed} without progression"
    opening = f"{said['publisher']} prints {printed}"
    if one is None:
        return f"{opening} of trial {said['trial_id']}, of which no result is on record."
    where = f"in trial {one.trial.replace('_', ' ')} ({within(one.indication)})"
    if said["measure"] == "median_pfs":
        found = one.progression_free
        if found is None:
            return f"{opening} {where}; evidence holds no median."
        interval = (
            f"with a printed interval of {found.interval[0]:g} to {found.interval[1]:g} months"
            if found.interval
            else "without an interval, which so few patients would need most"
        )
        agrees = "the trial table agrees" if check.agrees else "the trial table does not agree"
        return f"{opening} {where}: {agrees}, median {found.months:g} months, {interval}."
    counted = one.response.proportion if one.response else None
    if counted is None:
        return f"{opening} {where}; evidence holds no count of those who responded."
    agrees = "the trial table agrees" if check.agrees else "the trial table does not agree"
    return (
        f"{opening} patients {where}: {agrees}, with {counted.cases} of {counted.of}. So few "
        f"patients say little: the 95 % interval of the share goes from {percent(counted.low)} "
        f"to {percent(counted.high)}."
    )


def _lasting_sentence(check: LastingCheck) -> str:
    said = check.statement
    if not check.found:
        return (
            f"{said['publisher']} prints lasting remission for {said['as_printed']}; evidence "
            "holds no share of patients without progression to hold it against."
        )
    shares = [one.progression_free_share for one in check.found]
    months = [share.months for share in shares if share]
    names = listed(
        [
            f"{one.name} in {within(one.indication)} {percent(share.share)} at "
            f"{share.months:g} months"
            for one in check.above
            if (share := one.progression_free_share)
        ]
    )
    return (
        f"{said['publisher']} prints {said['as_printed']} of CAR-T therapies with lasting "
        "remission and names neither disease nor time. Of patients without progression at the "
        f"latest time that is printed, {min(months):g} to {max(months):g} months, "
        f"{len(check.above)} of {len(check.found)} trials of licensed products have more than "
        f"{percent(said['value'])}" + (f": {names}." if names else ".")
    )


def _remission_sentence(check: RemissionCheck) -> str:
    said, level = check.statement, check.statement["value"]
    if not check.responses:
        return (
            f"{said['publisher']} prints remission {said['as_printed']}; evidence holds no trial "
            "to hold it against."
        )
    highest = check.remissions[0] if check.remissions else None
    parts = [
        f"{said['publisher']} prints remission rates {said['as_printed']}. By the largest trial of "
        f"each of the {len(check.products)} licensed products and its diseases, all patients "
        f"treated before, {_above(check.responses, level, 'responded')}."
    ]
    if highest:
        parts.append(
            f"Counting complete remissions, {_above(check.remissions, level, 'reached one')}. "
            f"The highest is {_named(highest)}; {_up_to(highest, level)}."
        )
    return " ".join(parts)


def _up_to(highest: Largest, level: float) -> str:
    """What a printed highest share is beside the highest on record."""
    if highest.proportion.low > level:
        return "what is printed as the highest is too low"
    if highest.proportion.high < level:
        return "what is printed as the highest is too high"
    return "what is printed as the highest cannot be told from it"


def _above(found: tuple[Largest, ...], level: float, verb: str) -> str:
    above = [one for one in found if one.proportion.share > level]
    sure = [one for one in above if one.proportion.low > level]
    if not above:
        return f"in none of {len(found)} cases more than {percent(level)} {verb}"
    names = "; ".join(_named(one) for one in above)
    return (
        f"in {len(above)} of {len(found)} cases more than {percent(level)} {verb} ({names}), in "
        f"{len(sure)} of them by the whole interval"
    )


def _named(one: Largest) -> str:
    counted = one.proportion
    return (
        f"{one.name} in {within(one.indication)} {percent(counted.share)}, "
        f"{percent(counted.low)}{TO}{percent(counted.high)}"
    )


def within(indication: str) -> str:
    """Return the name of a disease inside a sentence: a capital stays where it is one of several.

    Example:
        >>> within("mm"), within("b_all")
        ('multiple myeloma', 'B-cell acute lymphoblastic leukaemia')
    """
    name = disease(indication)
    return name if name[1:2] in "-" else name[0].lower() + name[1:]
