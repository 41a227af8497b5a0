"""The chapter on outcomes: what trials found, as forests, and printed statements beside it."""

from __future__ import annotations

from collections.abc import Callable

from cytonomics import vocabulary
from cytonomics.landscape.outcomes import Median, Outcome, Rate, market_outcomes
from cytonomics.report import forests
from cytonomics.report.blocks import Block, Chapter, Chart, Text
from cytonomics.report.estimates import Estimates
from cytonomics.report.forests import CONTROL, OUTSIDE, TRIAL, Mark
from cytonomics.report.numbers import percent
from cytonomics.report.outcome_sentences import outcome_sentences
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
