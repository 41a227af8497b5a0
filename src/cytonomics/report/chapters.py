"""The whole report as plain data, chapter by chapter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cytonomics.report.audits import audits
from cytonomics.report.backtested import backtested
from cytonomics.report.blocks import Chapter
from cytonomics.report.care import care
from cytonomics.report.changed import changed, comparable
from cytonomics.report.concentration import concentrated
from cytonomics.report.contents import contents
from cytonomics.report.estimates import Estimates
from cytonomics.report.forces import forces, moved
from cytonomics.report.grounds import assumed, grounds
from cytonomics.report.licences import licensed
from cytonomics.report.method import glossary, method
from cytonomics.report.outcomes import outcomes
from cytonomics.report.profiles import company_profiles
from cytonomics.report.readings import read, several
from cytonomics.report.scenarios import applies, scenarios
from cytonomics.report.segments import segment_chapters
from cytonomics.report.sizes import routes, size
from cytonomics.report.summary import summary
from cytonomics.report.surroundings import surroundings
from cytonomics.report.trends import trends
from cytonomics.report.view import view


def chapters(estimates: Estimates, trail: Mapping[str, Any]) -> tuple[Chapter, ...]:
    """Write every chapter of the report of a market, in reading order.

    Args:
        estimates: the figures.
        trail: what `cytonomics.market.trails` gives for the same market.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate, trails
        >>> from cytonomics.report.estimates import estimates_of
        >>> market = evaluate(load(), "til", draws=4)
        >>> [chapter.id for chapter in chapters(estimates_of(market), trails(market))][:3]
        ['summary', 'contents', 'size']
    """
    opening: tuple[Callable[[Estimates], Chapter], ...] = (summary, contents, size, routes)
    return (
        *(write(estimates) for write in opening),
        *((read(estimates),) if several(estimates) else ()),
        *segment_chapters(estimates),
        concentrated(estimates),
        *((care(estimates),) if estimates.has_care else ()),
        *((scenarios(estimates),) if applies(estimates) else ()),
        *((forces(estimates),) if moved(estimates) else ()),
        surroundings(estimates),
        trends(estimates),
        company_profiles(estimates),
        licensed(estimates),
        outcomes(estimates),
        view(estimates),
        backtested(estimates),
        *((changed(estimates),) if comparable(estimates) else ()),
        audits(estimates),
        assumed(estimates, trail),
        grounds(estimates, trail),
        method(estimates, trail),
        glossary(estimates),
    )
