"""Licences, pipeline, outcomes and statements as plain rows, for JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cytonomics.evidence import Evidence, Fact
from cytonomics.landscape.licences import Count, Step
from cytonomics.landscape.outcomes import Outcome, Rate
from cytonomics.landscape.statements import (
    lasting_checks,
    licence_checks,
    remission_checks,
    trial_checks,
)


def count_rows(counts: Iterable[Count]) -> list[dict[str, Any]]:
    """Return counts as plain rows, for JSON.

    Example:
        >>> from datetime import date
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.licences import counted
        >>> count_rows(counted(load(), date(2020, 1, 1), "FDA"))[0]["kind"]
        'total'
    """
    return [
        {
            "authority": one.authority,
            "kind": one.kind,
            "day": one.day.isoformat(),
            "licences": one.number,
            "fewest": one.fewest,
            "most": one.most,
            "facts": list(one.facts),
        }
        for one in counts
    ]


def timeline_rows(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Return a timeline as plain rows, for JSON.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.licences import timeline
        >>> timeline_rows(timeline(load(), "FDA"))[0]["held"]
        1
    """
    return [
        {
            "day": step.day.isoformat(),
            "authority": step.licence.authority,
            "product": step.licence.product,
            "product_id": step.licence.fact["product_id"],
            "kind": step.licence.kind,
            "event": "licensed" if step.change > 0 else "ended",
            "held": step.held,
            "fact": step.licence.fact.id,
        }
        for step in steps
    ]


def pipeline_rows(programmes: tuple[Fact, ...]) -> list[dict[str, Any]]:
    """Return programmes as plain rows, for JSON.

    Example:
        >>> from datetime import date
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.pipeline import pipeline
        >>> pipeline_rows(pipeline(load(), date(2024, 1, 1)))[0]["fact"][:3]
        'pgm'
    """
    names = ("product_id", "modality", "indication_id", "line_of_therapy", "region", "phase")
    return [
        {name: fact[name] for name in names}
        | {"expected": fact["expected"], "known_from": fact.known_from.isoformat()}
        | {"fact": fact.id}
        for fact in programmes
    ]


def outcome_rows(found: Iterable[Outcome]) -> list[dict[str, Any]]:
    """Return outcomes as plain rows, for JSON; shares are fractions, times months.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.outcomes import outcomes
        >>> row = outcome_rows(outcomes(load(), "nci_neoantigen_tcr"))[0]
        >>> row["response"]["count"], row["response"]["of"]
        (3, 7)
    """
    return [
        {
            "trial": one.trial,
            "product": one.product,
            "indication": one.indication,
            "line": one.line,
            "phase": one.phase,
            "comparator": one.comparator,
            "control": one.is_control,
            "response": _rate_row(one.response),
            "complete_response": _rate_row(one.complete),
            "cytokine_release_grade_3": _rate_row(one.cytokine_release),
            "neurotoxicity_grade_3": _rate_row(one.neurotoxicity),
            "median_progression_free": one.progression_free and one.progression_free._asdict(),
            "median_overall": one.overall and one.overall._asdict(),
            "alive": one.alive and one.alive._asdict(),
            "progression_free": one.progression_free_share and one.progression_free_share._asdict(),
            "follow_up_months": one.follow_up,
            "facts": list(one.facts),
        }
        for one in found
    ]


def _rate_row(rate: Rate | None) -> dict[str, Any] | None:
    if rate is None:
        return None
    row: dict[str, Any] = {"share": rate.share, "endpoint": rate.endpoint}
    if rate.proportion:
        count = rate.proportion
        row |= {"count": count.cases, "of": count.of, "low": count.low, "high": count.high}
    if rate.printed:
        row |= {"printed_low": rate.printed[0], "printed_high": rate.printed[1]}
    return row | {"facts": list(rate.facts)}


def statement_rows(evidence: Evidence) -> list[dict[str, Any]]:
    """Return every statement and what our tables give, as plain rows, for JSON.

    Example:
        >>> from cytonomics.evidence import load
        >>> statement_rows(load())[0]["agrees"]
        True
    """
    rows = []
    for check in licence_checks(evidence):
        row = _said(check.statement) | {"day": check.day.isoformat(), "agrees": check.agrees}
        row |= {"ours": check.counts[0].number, "facts": list(check.counts[0].facts)}
        row["true_from_until"] = [
            [span.first.isoformat(), span.until and span.until.isoformat()] for span in check.true
        ]
        rows.append(row)
    for trial in trial_checks(evidence):
        facts = trial.outcome.facts if trial.outcome else ()
        rows.append(_said(trial.statement) | {"agrees": trial.agrees, "facts": list(facts)})
    for lasting in lasting_checks(evidence):
        counts = {"trials": len(lasting.found), "above": [one.trial for one in lasting.above]}
        rows.append(_said(lasting.statement) | counts)
    for remission in remission_checks(evidence):
        row = _said(remission.statement)
        for name, every in (
            ("responses", remission.responses),
            ("remissions", remission.remissions),
        ):
            row[name] = [
                {"product": one.product, "indication": one.indication, "trial": one.trial}
                | one.proportion._asdict()
                for one in every
            ]
        rows.append(row)
    return rows


def _said(fact: Fact) -> dict[str, Any]:
    names = ("publisher", "measure", "authority", "modality", "trial_id", "value", "of")
    return {"statement": fact.id} | {name: fact[name] for name in names if fact[name] is not None}
