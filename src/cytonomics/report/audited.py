"""An audited document becomes one offline page: its text with claims marked, findings beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any, get_args

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from cytonomics import __version__
from cytonomics.audit.model import SEVERITIES, Audit, Finding
from cytonomics.claims.documents.document import Document, Span
from cytonomics.claims.model import Claim, Measure
from cytonomics.report.assets import asset, script_hash
from cytonomics.report.claim_words import (
    BOUNDS,
    LONGEST_NAME,
    item_words,
    period_words,
    says,
    short,
    value_words,
)
from cytonomics.report.marks import Mark, marks, written

_QUOTED = 8
# From here on the browser lays out only the blocks in view.
_LARGE = 2_000

_MEASURES: tuple[str, ...] = get_args(Measure)
_PLURALS = {"error": "Errors", "warning": "Warnings", "note": "Notes"}
# No HTML page can hold these; each is shown as the replacement character.
_UNSHOWABLE = re.compile("[\x00\ud800-\udfff]")


def audit_page(document: Document, audit: Audit) -> str:
    """Return the whole page as text; the same input gives the same text.

    The text column holds the document's text, character for character (less what no page can
    hold: NUL). Every word of the document is escaped, and a content security policy lets nothing
    in from outside.

    Args:
        document: what was read.
        audit: what was found in it; its claims are spans of `document.text`.

    Example:
        >>> from cytonomics.audit import audit
        >>> from cytonomics.claims import extract, read_text
        >>> document = read_text("The pet food market was USD 2 billion in 2023.", "a.txt")
        >>> html = audit_page(document, audit(document.text, extract(document), document.name))
        >>> html[:15], "USD 2 billion</mark>" in html
        ('<!doctype html>', True)
    """
    found = marks(document, audit)
    of_claim: dict[str, Mark] = {}
    for mark in found:
        for claim in mark.claims:
            of_claim.setdefault(claim.id, mark)
    claims: dict[str, Claim] = {}
    for claim in audit.claims:
        claims.setdefault(claim.id, claim)
    of_span = {(mark.start, mark.end): mark for mark in found}
    cards = [_card(n, each, claims, of_claim, of_span) for n, each in enumerate(audit.findings)]
    script = asset("audit.js")
    counted = Counter[str](claim.measure for claim in audit.claims)
    page = (
        _environment()
        .from_string(asset("audit.html"))
        .render(
            title=document.name,
            version=__version__,
            style=Markup(asset("report.css") + "\n" + asset("audit.css")),
            script=Markup(script),
            script_hash=script_hash(script),
            text=written(document, found),
            format=document.format,
            large=len(document.blocks) >= _LARGE,
            verdict=audit.verdict,
            findings=len(audit.findings),
            groups=[
                (severity, _PLURALS[severity], of_one)
                for severity in SEVERITIES
                if (of_one := [card for card in cards if card["severity"] == severity])
            ],
            measures=[(name, counted[name]) for name in _MEASURES if counted[name]],
            rows=[_row(claim, of_claim.get(claim.id)) for claim in audit.claims],
        )
    )
    return _UNSHOWABLE.sub("\ufffd", page)


def _card(
    number: int,
    finding: Finding,
    claims: dict[str, Claim],
    of_claim: dict[str, Mark],
    of_span: Mapping[Span, Mark],
) -> dict[str, Any]:
    quotes: dict[object, dict[str, Any]] = {}
    known = [claims[each] for each in dict.fromkeys(finding.claims) if each in claims]
    for claim in known:
        mark = of_claim.get(claim.id)
        quote = quotes.setdefault(
            mark.number if mark else claim.id,
            {"mark": mark.number if mark else None, "text": short(claim.quote), "ids": []},
        )
        quote["ids"].append(claim.id)
        quote["says"] = mark.says if mark else says(claim)
    listed = [*_phrases(finding, of_span), *quotes.values()]
    return {
        "number": number,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "expected": finding.expected,
        "stated": finding.stated,
        "suggestion": finding.suggestion,
        "measures": list(dict.fromkeys(claim.measure for claim in known)),
        "quotes": listed[:_QUOTED],
        "more": listed[_QUOTED:],
    }


def _phrases(finding: Finding, of_span: Mapping[Span, Mark]) -> list[dict[str, Any]]:
    """Return the quotes of what a finding is about and that is no claim."""
    return [
        {"mark": mark.number, "text": short(phrase.quote), "ids": [], "says": mark.says}
        for phrase in finding.phrases
        if (mark := of_span.get((phrase.start, phrase.end)))
    ]


def _row(claim: Claim, mark: Mark | None) -> dict[str, Any]:
    return {
        "id": claim.id,
        "mark": mark.number if mark else None,
        "measure": claim.measure,
        "quote": short(claim.quote, LONGEST_NAME),
        "value": BOUNDS.get(claim.bound, "") + value_words(claim)
        if claim.value is not None
        else item_words(claim),
        "number": claim.value is not None,
        "unit": claim.currency or claim.unit or "",
        "period": period_words(claim),
        "segment": short(claim.segment or "", LONGEST_NAME),
        "geography": short(claim.geography or "", LONGEST_NAME),
        "scope": claim.scope or "",
    }


@cache
def _environment() -> Environment:
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
