"""The tables of the chapter on outcomes: responses, survival, toxicity, printed rates."""

from __future__ import annotations

from collections.abc import Iterable

from cytonomics import vocabulary
from cytonomics.evidence import Evidence
from cytonomics.landscape.outcomes import Median, Outcome, Rate, Survival
from cytonomics.landscape.statements import Largest, remission_checks
from cytonomics.report.blocks import Block, FactTable, Item
from cytonomics.report.estimates import NO_EVIDENCE
from cytonomics.report.numbers import TO, percent


def disease(indication: str) -> str:
    """Return the name of a disease.

    Example:
        >>> disease("mm")
        'Multiple myeloma'
    """
    return vocabulary.term("indication", indication).name


def _share(rate: Rate | None) -> str:
    if rate is None:
        return NO_EVIDENCE
    if rate.proportion is None:
        return f"{percent(rate.share)}, count not clear"
    counted = rate.proportion
    return (
        f"{percent(counted.share)} ({counted.cases} of {counted.of}; "
        f"{percent(counted.low)}{TO}{percent(counted.high)})"
    )


def _facts(*rates: Rate | None) -> str:
    return " ".join(dict.fromkeys(fact for rate in rates if rate for fact in rate.facts))


def _months(median: Median | None) -> str:
    if median is None:
        return NO_EVIDENCE
    return f"{median.months:g}" + (
        f" ({median.interval[0]:g}{TO}{median.interval[1]:g})" if median.interval else ""
    )


def _alive(one: Survival | None) -> str:
    return NO_EVIDENCE if one is None else f"{percent(one.share)} at {one.months:g}"


def _follow_up(one: Outcome) -> str:
    return NO_EVIDENCE if one.follow_up is None else f"{one.follow_up:g}"


def _sorted(found: Iterable[Outcome]) -> list[Outcome]:
    order = {term.id: i for i, term in enumerate(vocabulary.terms("indication"))}
    return sorted(found, key=lambda one: (order[one.indication], one.name, one.trial))


def _study(one: Outcome) -> tuple[Item, ...]:
    line = vocabulary.term("line_of_therapy", one.line).name if one.line else NO_EVIDENCE
    return (disease(one.indication), one.name, one.trial.replace("_", " "), one.phase, line)


_STUDY = ("Disease", "Product", "Trial", "Phase", "Line")


def efficacy(found: tuple[Outcome, ...]) -> FactTable:
    """Return the table of responses and complete responses.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.outcomes import outcomes
        >>> len(efficacy(outcomes(load(), "tecartus")).rows) > 2
        True
    """
    rows = [
        (
            *_study(one),
            _share(one.response),
            one.response.endpoint if one.response else NO_EVIDENCE,
            _share(one.complete),
            _facts(one.response, one.complete),
        )
        for one in _sorted(found)
        if one.response or one.complete
    ]
    return FactTable(
        "outcomes-response",
        "Responses",
        (*_STUDY, "Response", "Which is", "Complete response", "Facts"),
        tuple(rows),
        note="In brackets: patients and exact 95 % interval.",
    )


def survival(found: tuple[Outcome, ...]) -> FactTable:
    """Return the table of survival: medians and shares.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.outcomes import outcomes
        >>> len(survival(outcomes(load(), "tecartus")).rows) > 2
        True
    """
    rows = []
    for one in _sorted(found):
        parts = (one.progression_free, one.overall, one.alive, one.progression_free_share)
        if any(parts):
            named = one.progression_free or one.progression_free_share
            facts = dict.fromkeys(part.fact for part in parts if part)
            rows.append(
                (
                    *_study(one),
                    _months(one.progression_free),
                    _alive(one.progression_free_share),
                    named.endpoint if named else NO_EVIDENCE,
                    _months(one.overall),
                    _alive(one.alive),
                    _follow_up(one),
                    " ".join(facts),
                )
            )
    return FactTable(
        "outcomes-survival",
        "Survival, months",
        (
            *_STUDY,
            "Median without progression",
            "Share without",
            "Which is",
            "Median survival",
            "Share alive",
            "Follow-up",
            "Facts",
        ),
        tuple(rows),
        note="In brackets: the 95 % interval as printed; shares at the latest month on record.",
    )


def toxicity(found: tuple[Outcome, ...]) -> FactTable:
    """Return the table of toxicity of grade 3 or above.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.outcomes import outcomes
        >>> len(toxicity(outcomes(load(), "tecartus")).rows) > 2
        True
    """
    rows = [
        (
            *_study(one),
            _share(one.cytokine_release),
            _share(one.neurotoxicity),
            _facts(one.cytokine_release, one.neurotoxicity),
        )
        for one in _sorted(found)
        if one.cytokine_release or one.neurotoxicity
    ]
    return FactTable(
        "outcomes-toxicity",
        "Toxicity of grade 3 or above",
        (*_STUDY, "Cytokine release syndrome", "Neurotoxicity", "Facts"),
        tuple(rows),
        note="In brackets: patients treated and exact 95 % interval. Scales of grading differ "
        "between the trials.",
    )


def remissions(evidence: Evidence) -> list[Block]:
    """Return a table a printed remission rate: the largest trials that it is held against.

    Example:
        >>> from cytonomics.evidence import load
        >>> len(remissions(load()))
        1
    """
    blocks: list[Block] = []
    for check in remission_checks(evidence):
        rows: list[tuple[Item, ...]] = []
        remissions = {(one.product, one.indication): one for one in check.remissions}
        for one in check.responses:
            complete = remissions.get((one.product, one.indication))
            level = check.statement["value"]
            rows.append(
                (
                    one.name,
                    disease(one.indication),
                    one.trial.replace("_", " "),
                    _share(one.rate),
                    _against(one, level),
                    _share(complete.rate) if complete else NO_EVIDENCE,
                    _against(complete, level) if complete else NO_EVIDENCE,
                )
            )
        level = percent(check.statement["value"])
        blocks.append(
            FactTable(
                f"outcomes-{check.statement.id}",
                f"“{check.statement['as_printed']}”: the largest trial of each licensed product "
                "and disease",
                (
                    *("Product", "Disease", "Trial", "Response", f"Against {level}"),
                    *("Complete remission", f"Against {level}"),
                ),
                tuple(rows),
                note=f"Licensed by the {check.statement['authority']} on {check.day}; trials of "
                "patients treated before.",
            )
        )
    return blocks


def _against(one: Largest, level: float) -> str:
    if one.proportion.low > level:
        return "above"
    if one.proportion.high < level:
        return "below"
    return "not told apart"
