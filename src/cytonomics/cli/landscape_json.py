"""What the verb `landscape` gives a program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cytonomics.landscape.entries import Move
    from cytonomics.landscape.printed_concentration import PrintedShare, PrintedWord
    from cytonomics.market import Market


def landscape_rows(
    built: Market, year: int | None, came: list[Move], by_region: list[Move]
) -> dict[str, Any]:
    """Return all that the landscape of a market holds, one year of it or every one."""
    from cytonomics.landscape.concentration import concentration, thresholds
    from cytonomics.landscape.firms import places
    from cytonomics.landscape.held_rows import (
        arrival_row,
        concentration_row,
        move_row,
        share_rows,
    )
    from cytonomics.landscape.presence import arrivals
    from cytonomics.landscape.printed_concentration import printed_shares, printed_words
    from cytonomics.report.concentration_words import published, sentences

    every = [
        one
        for place in places(built)
        for one in concentration(built, place.kind, place.id)
        if year in (None, one.year)
    ]
    return {
        "market": built.scope.id,
        "model": built.version,
        "evidence": built.evidence.digest,
        "seed": built.parameters.seed,
        "draws": built.parameters.size,
        "unit": "million USD, nominal; HHI 0 to 10,000; shares as fractions",
        "thresholds": thresholds(built)._asdict(),
        "concentration": [concentration_row(built, one) for one in every],
        "shares": share_rows(built, every),
        "moves": [move_row(built, one) for one in came],
        "moves_by_region": [move_row(built, one) for one in by_region],
        "products_by_place": [
            arrival_row(one) for one in arrivals(built) if year in (None, one.year)
        ],
        "printed": [
            *(_share(one) for one in printed_shares(built)),
            *(_word(one) for one in printed_words(built)),
        ],
        "sentences": [*sentences(built), *published(built)],
        **_beside(built),
    }


def _beside(built: Market) -> dict[str, Any]:
    """Profiles, licences, pipeline, outcomes, and what is printed of these."""
    from cytonomics.landscape.as_rows import (
        count_rows,
        outcome_rows,
        pipeline_rows,
        statement_rows,
        timeline_rows,
    )
    from cytonomics.landscape.licences import counted, timeline
    from cytonomics.landscape.named_uses import named_rows
    from cytonomics.landscape.outcomes import market_outcomes
    from cytonomics.landscape.pipeline import pipeline
    from cytonomics.landscape.rows import profile_rows
    from cytonomics.landscape.transfer_uses import use_rows
    from cytonomics.landscape.trend_claims import claim_rows
    from cytonomics.report.trend_words import trend_rows_said

    evidence = built.evidence
    today = max(fact.known_from for fact in evidence)
    return {
        "profiles": profile_rows(built),
        "licences": count_rows(counted(evidence, today)),
        "timeline": timeline_rows(timeline(evidence)),
        "pipeline": pipeline_rows(pipeline(evidence, today, built.scope)),
        "outcomes": outcome_rows(market_outcomes(built)),
        "statements": statement_rows(evidence),
        "trends": trend_rows_said(built),
        "trend_claims": claim_rows(built),
        "use_cases": {**use_rows(built), "named": named_rows(evidence, built.scope.id)},
    }


def _share(one: PrintedShare) -> dict[str, Any]:
    return {
        "claim": one.claim.id,
        "printed": one.claim["as_printed"],
        "share": one.share,
        "hhi_if_leading": {str(count): limits._asdict() for count, limits in one.bounds},
        "nearest": [near._asdict() for near in one.nearest],
        "closest": one.closest and one.closest._asdict(),
        "held_by_the_largest": one.holders and one.holders._asdict(),
    }


def _word(one: PrintedWord) -> dict[str, Any]:
    return {
        "claim": one.claim.id,
        "printed": one.claim["as_printed"],
        "class": one.level,
        "hhi": {"least": one.least, "most": one.most},
        "most_that_four_firms_can_hold": one.widest,
        "years_in_class": list(one.years),
        "share_of_draws_in_class": one.often,
    }
