"""Chapters become one page that opens offline: words, drawings, every number's way back."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from cytonomics import __version__, vocabulary
from cytonomics.market import PERCENTILES
from cytonomics.market.trail import CARE_METHOD
from cytonomics.report.assets import asset, script_hash
from cytonomics.report.blocks import Cell, Chapter, Chart, Link
from cytonomics.report.drawing import svg
from cytonomics.report.estimates import CARE, EPISODE, REVENUE, Estimates
from cytonomics.report.numbers import percent

_SUBSCRIPT = re.compile(r"_\{([^{}]*)\}")
_SUPERSCRIPT = re.compile(r"\^\{([^{}]*)\}")
_WEB = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
_SUPPORTS = ("supported", "allocated", "assumed", "none")


def page(estimates: Estimates, chapters: tuple[Chapter, ...], trail: Mapping[str, Any]) -> str:
    """Return the whole page as text; the same input gives the same text.

    Every word of evidence is escaped. Scripts and styles stand in the page, and a content
    security policy lets nothing else in; the only addresses are links to sources.

    Args:
        estimates: the figures.
        chapters: what to show.
        trail: what `cytonomics.market.trails` gives for the same market.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate, trails
        >>> from cytonomics.report.estimates import estimates_of
        >>> market = evaluate(load(), "adoptive_cell_therapy", draws=4)
        >>> page(estimates_of(market), (), trails(market))[:15]
        '<!doctype html>'
    """
    market = estimates.market
    script = asset("report.js")
    return (
        _environment()
        .from_string(asset("report.html"))
        .render(
            title=market.scope.name,
            version=__version__,
            source=(
                f"Cytonomics {__version__}: facts of evidence {market.evidence.digest}, "
                f"{market.version}, seed {market.parameters.seed}."
            ),
            span=(
                f"{market.years[0]} to {market.years[-1]}, in million USD, nominal. "
                f"{market.version[:1].upper()}{market.version[1:]}."
            ),
            facts=(
                ("Evidence", market.evidence.digest),
                ("Draws", f"{market.parameters.size:,}"),
                ("Seed", str(market.parameters.seed)),
                ("Version", __version__),
            ),
            chapters=[
                {
                    "id": chapter.id,
                    "title": chapter.title,
                    "blocks": [(type(block).__name__, block) for block in chapter.blocks],
                }
                for chapter in chapters
            ],
            support={name: vocabulary.term("support", name).name.lower() for name in _SUPPORTS},
            style=Markup(asset("report.css")),
            script=Markup(script),
            script_hash=script_hash(script),
            trails=_json(trail),
            figures=_json(_known(estimates)),
            colophon=(
                f"Cytonomics {__version__}. Estimates under CC BY 4.0; facts keep the terms of "
                "their sources. Information, not investment or medical advice."
            ),
        )
    )


def _known(estimates: Estimates) -> dict[str, Any]:
    """What the drawer needs beside the trail: names, percentiles and support of every figure."""
    names: dict[str, dict[str, str]] = {}
    rows = {}
    for row in estimates.rows:
        names.setdefault(row.dimension, {})[row.segment] = row.segment_name
        rows[row.id] = [
            *(round(level, 3) for level in row.percentiles),
            _SUPPORTS.index(row.label),
            *(round(share, 4) for share in row.support[:3]),
        ]
    # A component of care is named in the trails of other axes too.
    care = names.setdefault(CARE, {})
    for term in vocabulary.terms(CARE):
        care.setdefault(term.id, term.name)
    return {
        "names": names,
        "measures": {m: vocabulary.term("measure", m).name for m in (REVENUE, EPISODE)},
        "levels": list(PERCENTILES),
        "labels": list(_SUPPORTS),
        "supports": {
            name: f"{term.name}. {term.definition}"
            for name in _SUPPORTS
            for term in [vocabulary.term("support", name)]
        },
        "care": CARE_METHOD,
        "figures": rows,
    }


def _json(value: Any) -> Markup:
    """Return JSON that may stand in a script element: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(
        text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    )


def _formula(text: str) -> Markup:
    """Set `X_{t}` and `X^{t}` low and high."""
    said = _SUBSCRIPT.sub(r"<sub>\1</sub>", str(escape(text)))
    return Markup(_SUPERSCRIPT.sub(r"<sup>\1</sup>", said))


def _drawn(chart: Chart) -> Markup:
    return Markup(svg(chart))


def _is_web(address: object) -> bool:
    return isinstance(address, str) and _WEB.fullmatch(address) is not None


@cache
def _environment() -> Environment:
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    environment.filters |= {"percent": percent, "formula": _formula, "drawn": _drawn}
    environment.tests |= {
        "web": _is_web,
        "link": lambda item: isinstance(item, Link),
        "cell": lambda item: isinstance(item, Cell),
    }
    return environment
