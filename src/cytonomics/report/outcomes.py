"""The chapter on outcomes: what trials found, as forests, and printed statements beside it."""

from __future__ import annotations

from collections.abc import Callable

from cytonomics import vocabulary
from cytonomics.evidence import Evidence
from cytonomics.landscape.outcomes import Median, Outcome, Rate, market_outcomes
from cytonomics.landscape.statements import (
    Largest,
    LastingCheck,
    RemissionCheck,
    TrialCheck,
    lasting_checks,
    remission_checks,
    trial_checks,
)
from cytonomics.report import forests
from cytonomics.report.blocks import Block, Chapter, Chart, Text
from cytonomics.report.estimates import Estimates
from cytonomics.report.forests import CONTROL, OUTSIDE, TRIAL, Mark
from cytonomics.report.numbers import TO, listed, percent
from cytonomics.report.outcome_tables import disease, efficacy, remissions, survival, toxicity


def outcomes(estimates: Estimates) -> Chapter:
    """Write the chapter on outcomes.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> outcomes(estimates_of(evaluate(load(), "til", draws=4))).title
        'Outcomes'
    """
    evidence = estimates.market.evidence
    found = market_outcomes(estimates.market)
    if not found:
        text = "Evidence holds no trial of the products of this market."
        return Chapter("outcomes", "Outcomes", (Text((text, *outcome_sentences(evidence))),))
    blocks: list[Block] = [
        Text((_opening(found), *outcome_sentences(evidence))),
        *_forests(found),
        *_medians(found),
        efficacy(found),
        survival(found),
        toxicity(found),
        *remissions(evidence),
    ]
    return Chapter("outcomes", "Outcomes", tuple(blocks))


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
    where = f"in trial {one.trial.replace('_', ' ')} ({_within(one.indication)})"
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
            f"{one.name} in {_within(one.indication)} {percent(share.share)} at "
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
        f"{one.name} in {_within(one.indication)} {percent(counted.share)}, "
        f"{percent(counted.low)}{TO}{percent(counted.high)}"
    )


def _opening(found: tuple[Outcome, ...]) -> str:
    trials = [one for one in found if not one.is_control and not one.is_real_world]
    outside = sum(one.is_real_world for one in found)
    products = {one.product for one in trials}
    rates = [one.response for one in found if one.response]
    vague = sum(rate.proportion is None for rate in rates)
    follow = [one.follow_up for one in found if one.follow_up is not None]
    return (
        f"Evidence holds {len(trials)} trials of {len(products)} products, {outside} series of "
        f"patients treated outside trials and {sum(one.is_control for one in found)} arms that "
        "they were compared with. Intervals are exact ones of 95 % after Clopper and Pearson, from "
        f"counts of patients; {vague} of {len(rates)} response rates cannot be read as a count and "
        "have none. Medians have the interval that was printed, which is none for most. "
        f"Median follow-up is printed for {len(follow)} of {len(found)}. Trials differ in whom "
        "they took and are no ranking of products."
    )


def _within(indication: str) -> str:
    """The name of a disease inside a sentence: a capital stays where it is more than the first."""
    name = disease(indication)
    return name if name[1:2] in "-" else name[0].lower() + name[1:]


def _kind(one: Outcome) -> str:
    return CONTROL if one.is_control else OUTSIDE if one.is_real_world else TRIAL


def _forests(found: tuple[Outcome, ...]) -> list[Block]:
    responses = _panels(found, lambda one: _response_mark(one, responded=True))
    other = _panels(found, lambda one: _response_mark(one, responded=False))
    blocks: list[Block] = []
    note = "Point: share of patients; bar: exact 95 % interval; right: patients."
    for name, title, panels in (
        ("response", "Responses and remissions by disease", responses),
        ("endpoint", "Other endpoints by disease", other),
    ):
        if panels:
            blocks.append(_chart(name, title, panels, note))
    release = _panels(found, lambda one: _rate_mark(one, one.cytokine_release))
    if release:
        title = "Cytokine release syndrome of grade 3 or above"
        blocks.append(_chart("cytokine-release", title, release, note))
    nerves = _panels(found, lambda one: _rate_mark(one, one.neurotoxicity))
    if nerves:
        blocks.append(_chart("neurotoxicity", "Neurotoxicity of grade 3 or above", nerves, note))
    return blocks


def _medians(found: tuple[Outcome, ...]) -> list[Block]:
    without = _panels(found, lambda one: _median_mark(one, one.progression_free))
    overall = _panels(found, lambda one: _median_mark(one, one.overall))
    return [
        _median_chart(name, title, panels)
        for name, title, panels in (
            ("without-progression", "Median survival without progression", without),
            ("survival", "Median overall survival", overall),
        )
        if panels
    ]


def _median_chart(name: str, title: str, panels: dict[str, list[Mark]]) -> Chart:
    marks = [mark for inside in panels.values() for mark in inside]
    most = max(marks, key=lambda one: one.value)
    drawn = sum(mark.low is not None for mark in marks)
    return Chart(
        f"chart-outcomes-{name}",
        title,
        f"{len(marks)} medians, {drawn} with a printed interval; the longest {most.note} "
        f"({most.name}).",
        forests.forest(panels, 1.05 * most.value, unit="d"),
        "Months. Bar: the 95 % interval as printed, where one is; a longer one is cut off.",
    )


def _median_mark(one: Outcome, median: Median | None) -> Mark | None:
    if median is None:
        return None
    low, high = median.interval or (None, None)
    return Mark(_label(one), median.months, low, high, f"{median.months:g} months", _kind(one))


def _panels(
    found: tuple[Outcome, ...], mark: Callable[[Outcome], Mark | None]
) -> dict[str, list[Mark]]:
    """Marks by disease in the order of the vocabulary, the highest first."""
    by_disease: dict[str, list[Mark]] = {}
    order = {term.id: i for i, term in enumerate(vocabulary.terms("indication"))}
    for one in sorted(found, key=lambda one: order[one.indication]):
        drawn = mark(one)
        if drawn:
            by_disease.setdefault(disease(one.indication), []).append(drawn)
    return {
        name: sorted(marks, key=lambda one: (-one.value, one.name))
        for name, marks in by_disease.items()
    }


def _response_mark(one: Outcome, *, responded: bool) -> Mark | None:
    rate = one.response
    if rate is None:
        return None
    response = any(word in rate.endpoint for word in ("response", "remission"))
    return _rate_mark(one, rate) if response == responded else None


def _rate_mark(one: Outcome, rate: Rate | None) -> Mark | None:
    if rate is None or rate.proportion is None:
        return None
    counted = rate.proportion
    note = f"{counted.cases} of {counted.of}"
    return Mark(_label(one), counted.share, counted.low, counted.high, note, _kind(one))


def _label(one: Outcome) -> str:
    return f"{one.name[:26]} · {one.trial.removesuffix('_control').replace('_', ' ')[:24]}"


def _chart(name: str, title: str, panels: dict[str, list[Mark]], note: str) -> Chart:
    marks = [mark for inside in panels.values() for mark in inside]
    least, most = min(marks, key=lambda one: one.value), max(marks, key=lambda one: one.value)
    says = (
        f"{len(marks)} shares from {percent(least.value)} ({least.name}) to "
        f"{percent(most.value)} ({most.name})."
    )
    top = 1.0 if max(mark.high or mark.value for mark in marks) > 0.6 else 0.6
    spec = forests.forest(panels, top, unit="%")
    return Chart(f"chart-outcomes-{name}", title, says, spec, note)
