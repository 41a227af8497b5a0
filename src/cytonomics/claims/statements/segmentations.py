"""The members of a market's axes: of titles, lead-ins, sentences and tables of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cytonomics.claims.documents.document import Block, Document
from cytonomics.claims.model import Claim
from cytonomics.claims.patterns import Cued, last_match
from cytonomics.claims.words.list_layout import (
    AXIS_LINE,
    indented_below,
    items_below,
    lines_below,
    names_in,
)
from cytonomics.claims.words.name_lists import axis_name, names

_AXIS = r"(?P<axis>(?:End[\s-])?[A-Za-z][\w/&-]*(?:\s+(?!by\b)[A-Za-z&/-]+){0,3}?)"
_BY_BRACKET = Cued(
    "( [",
    rf"\b(?:(?:by|into|based\s+on|on\s+the\s+basis\s+of)\s+(?:the\s+)?|covered(?:\s+in\s+(?:the|this)\s+(?:report|study))?\s*:\s*|segmentation\s*:\s*(?:by\s+)?|and\s+){_AXIS}\s*:?\s*[(\[]",
)
# Behind a first "by X (…)" the next axes may leave out "by".
_NEXT_BRACKET = re.compile(rf"(?i)\s*(?:[,;&]\s*(?:and\s+)?|and\s+)(?:by\s+)?{_AXIS}\s*:?\s*[(\[]")
_INLINE = Cued(
    ": ; - |",
    rf"(?=b)(?:\bby|(?<=[a-z])By)\s+{_AXIS}\s*(?::\s?|;\s*|\s-\s|\s*\|\s*(?!By\b))\s*(?P<items>[A-Z][^:;.|]{{3,400}}?)(?=\s-\s|\s\d\)\s*By\b|(?<=[a-z])By\s|\bby\s+[\w\s-]{{2,30}}[:;]|[:;.|]|\n|$)",
)
# "By Material | Steel; Glass; Paper"
_CELLED = Cued(
    ";",
    rf"\bby\s+{_AXIS}\s*\|\s*(?P<items>[A-Z][^:;.|\n]{{1,60}}(?:;\s[^:;.|\n]{{2,60}}){{1,20}})(?=\s*(?:\||\n|$))",
)
# "By Product;" with the members in the line below.
_OPEN_AXIS = re.compile(r"\bBy\s+[\w/& -]{2,40}[;:]\s*$|[a-z]By\s+[\w/& -]{2,40}[;:]\s*$")
_TOLD = Cued(
    "includ cover comprise consist span offer list",
    rf"\b(?:(?:by|based\s+on|on\s+the\s+basis\s+of|in\s+terms\s+of)\s+(?:the\s+)?|the\s+|(?=[\w\s-]{{3,30}}\s(?:considered|covered|studied)\s)){_AXIS}(?:\s+segment|\s+(?:considered|covered|studied)(?:\s+in\s+(?:the|this)\s+(?:report|study))?|,\s+(?:it|(?:the\s+)?(?:report|study|market|(?:key\s+|main\s+|major\s+)?segments?)|this\s+report))\s+"
    r"(?:includes?|covers?|comprises?|consists\s+of|spans?|offers|lists|(?<=ed\s)are)\s+(?P<items>[^.;:]{3,300})",
)
_INTO = Cued(
    "segment categori divided classified bifurcated trifurcated split segregated grouped",
    r"\b(?:segmented|categori[sz]ed|divided|classified|bifurcated|trifurcated|split|segregated|grouped|sub-?divided|segments?\s+the\s+[\w\s-]{0,60}?market)\s*,?\s+"
    r"(?:(?:on\s+the\s+basis\s+of|based\s+on|by)\s+(?:the\s+)?(?P<axis1>[\w\s/&-]{2,50}?)\s*,?\s*)?\b(?:into|as|(?:with\s+segments\s+)?includ(?:es?|ing)|the\s+market\s+(?:categories|segments)\s+are)\s*:?\s*"
    r"(?:[\w-]+\s+(?:(?:main|major|key)\s+)?(?:segments|categories|types|sectors|groups|components|classes|divisions)\s*(?:(?:based\s+on|by|on\s+the\s+basis\s+of)\s+"
    r"(?:the\s+)?(?P<axis2>[\w\s/&]{2,40}?)(?:\s+offered)?)?\s*(?::|-|,|namely|including|such\s+as|,?\s*which\s+(?:include|are))\s*)?(?P<items>[^.;]{3,400})",
)
_BASED = re.compile(
    r"(?i)\b(?:by|based\s+on|on\s+the\s+basis\s+of|in\s+terms\s+of)\s+(?:the\s+)?(?P<axis>[\w/&-]+(?:\s+(?!the\b|market\b)[\w/&-]+){0,3}?)\s*,"
)
_COVERED = Cued("covered segmentation", r"\bsegments?\s+covered\b|\bsegmentation\b")
_KEYED_AXIS = Cued(
    ":",
    r"(?:^|[|;\t•-]|\bcovered:?|\bsegmentation:?)\s*(?:by\s+)?(?P<axis>[A-Z][\w-]*(?:\s+[\w/&-]+){0,2})\s*:\s*(?P<items>[^:;|\t.]{3,300})(?=[;|\t.]|$)",
)
# "The classification of stents includes bare, coated and other, and the share of …"
_CLASSIFIED = Cued(
    "classification",
    r"\bclassification\s+of\s+[\w\s()-]{2,60}?\s+includes?\s+(?P<items>[^.;:\d]{3,200}?)(?=,?\s+and\s+the\s|[.;]|$)",
)
# "The market comprises three segments: …", "the main product segments are …"
_SEGMENTS = Cued(
    "segments categories",
    r"\b(?:(?:comprises?|consists?\s+of|has|covers?|spans?)\s+(?:[\w-]+\s+){0,2}(?:segments|categories)\s*(?::|-|,|,?\s+namely)|"
    r"(?:main|key|major|principal)\s+(?:(?P<axis>product|application|technology|end[\s-]user|type)\s+)?(?:segments|categories)\s+(?:of\s+[^.;:]{3,60}?\s+)?"
    r"(?:are|include|comprise)\s*:?)\s*(?P<items>[^.;:]{3,300})",
)
_WHERE = (
    r"(?P<axis>(?:(?:key\s+|major\s+)?(?:regions?|countries|geograph(?:y|ies)))\s+(?:covered|analy[sz]ed|included)|"
    r"(?:regional|geographic(?:al)?|country)\s+(?:scope|coverage))"
)
_COVERED_LINE = re.compile(rf"(?i)\W*{_WHERE}\W*")
# "Regions covered: Europe, Asia", "the countries covered in this report are Chile, Peru"
_PLACES = Cued(
    "covered scope coverage analy included across",
    rf"(?:{_WHERE}(?:\s*[:|\t]\s*|(?:\s+in\s+[^.;:]{{3,60}}?)?\s+(?:are|include)\s*:?\s+|\s+(?=(?:North|Asia|Europe|Latin)\b))|"
    rf"\b(?:(?:analy[sz]ed|studied|assessed)\s+across|(?:report|study)\s+(?:also\s+)?(?:analy[sz]es|covers|examines|assesses)(?=\s+(?:North|Asia|Europe|Latin)\b))\s+)(?P<items>(?-i:[A-Z])(?:(?:[^:,;|\t]{{2,40}};\s){{2,30}}[^:,;|\t]{{2,40}}|[^:;|\t]{{3,400}}?))(?=\.(?:\s|$)|[;|\t]|$)",
)
# "… into tubs and taps, based on product, of which": the axis behind its members
_BASED_BEHIND = re.compile(
    r"(?i),?\s+(?:based\s+on|on\s+the\s+basis\s+of)\s+(?:the\s+)?(?P<axis>[\w/&-]+(?:\s[\w/&-]+){0,3}?)\s*(?:,|\Z)"
)
# "…has been segmented into:", with the members in the lines below.
_ENDS_OPEN = re.compile(r"(?i)\binto\s*:?\s*$")
# Where the sentence goes on to something else than members.
_TURN = re.compile(r",?\s(?:(?:(?:of|among)\s+)?which|with|where(?:in)?|while|whereas|out\s+of)\s")
# A line of shares is no list of segments.
_FIGURES = re.compile(r"\d\s?%|[$€£]|,\s*\d|\b(?:19|20)\d\d\b")
_COUNTED = re.compile(r"[a-zA-Z]\s\d[\d,.]+\Z")
_OF_MARKET = re.compile(r"(?i)\b(?:markets?|industry|sector|report|study|segments?)\b")
# An axis may be told with "of": "route of administration", "type of therapy".
_NOT_AXIS = re.compile(
    r"(?i)(?:19|20)\d\d|\b(?:the|this|into|value|volume|usd|year|compan(?:y|ies)|entities|which|such|other|covered|segments|is|its|end\s+of|cagr|revenue)\b|"
    r"(?<!type)(?<!types)(?<!route)(?<!mode)(?<!mechanism)(?<!line)(?<!scale)(?<!source)(?<!method)(?<!stage)(?<!level)(?<!site)(?<!area)(?<!class)(?<!form)\s+of\b"
)
_EXAMPLES = re.compile(r"(?i)\s*(?:e\.\s?g\.|i\.e\.|for\s+example|such\s+as|including)[,:]?\s+")
# What a report tells is no segment: "Detailed analysis of prices, trends and shares".
_TOLD_OF = re.compile(
    r"(?i)\b(?:analysis|analy[sz]es|overview|assessment|insights?|(?:market|industry)\s+(?:size|trends?|shares?)|growth\s+rates?|such\s+as)\b"
)
_SEVERAL = re.compile(r"(?i)\band\b|&")
# In front of "and Region (Asia, Europe)", which else is any name with a bracket.
_AXES = re.compile(r"(?i)\b(?:by|distribution|segmented)\b")
_LONGEST_BRACKET = 600


def segmentations(document: Document, text: str) -> Iterator[Claim]:
    """Yield the segment trees of a document; ids are left empty.

    A tree is a lead-in ("By Product") with items below it, a title ("by Product (A, B)"), or a
    sentence ("segmented by product into A and B").

    Example:
        >>> line = "Pet Food Market by Product (Kibble, Treats), Animal (Dog, Cat)"
        >>> document = Document("a", line, (Block("heading", 0, len(line)),), "text")
        >>> [(c.dimension, c.items) for c in segmentations(document, line)]
        [('product', ('Kibble', 'Treats')), ('animal', ('Dog', 'Cat'))]
    """
    blocks = document.blocks
    done = 0
    for i, block in enumerate(blocks):
        line = text[block.start : block.end]
        if len(line) > 4000:
            continue
        plain = len(line) < 140 and "snapshot" not in line.lower()
        axis = AXIS_LINE.match(line) if plain else None
        items = items_below(text, blocks, i) if axis else []
        if axis and not items and not _SEVERAL.search(axis["axis"] or ""):
            items = indented_below(text, blocks, i)
        if axis and len(items) >= 2 and not _figures(text, items):
            yield _tree(text, block, axis_name(next(filter(None, axis.groups()))), items)
            continue
        covered = _COVERED_LINE.fullmatch(line)
        if covered and i + 1 < len(blocks):
            below = blocks[i + 1]
            yield from _claim(text, _place_axis(covered), below.start, below.end, below)
        members = lines_below(text, blocks, i) if _ENDS_OPEN.search(line[-12:]) else []
        if len(members) >= 2:
            lead = last_match(_BASED, line)
            yield _tree(text, members[0], axis_name(lead["axis"]) if lead else "segment", members)
            continue
        opens = line.rstrip().endswith((":", ";")) and _OPEN_AXIS.search(line)
        if opens and i + 1 < len(blocks) and blocks[i + 1].kind == "paragraph":
            line = text[block.start : min(blocks[i + 1].end, block.end + _LONGEST_BRACKET)]
        for claim in (*_bracketed(text, max(block.start, done), block), *_in_line(line, block)):
            done = max(done, claim.end)
            yield claim


def _place_axis(match: re.Match[str]) -> str:
    return "country" if "countr" in (match["axis"] or "").lower() else "region"


def _figures(text: str, items: list[Block]) -> bool:
    """Whether a list gives a figure a member: then it is one of sizes or shares."""
    return sum(bool(_FIGURES.search(text[b.start : b.end])) for b in items) * 2 > len(items)


def _bracketed(text: str, start: int, block: Block) -> Iterator[Claim]:
    """Segments in brackets behind their axis: "By Product (A, B), By Source (C, D)"."""
    # A title that is broken over lines goes on in the blocks below.
    at = start
    while found := _BY_BRACKET.search(text, at, max(block.end, at)):
        bracket: re.Match[str] | None = found
        by = found["axis"][0].isupper() and _AXES.search(text, max(start, at - 200), found.start())
        if found[0][:3].lower() == "and" and not by:
            at = found.end()
            continue
        while bracket is not None:
            inner = bracket.end()
            close = _closing(text, inner)
            if close is None:
                return
            claims = list(_claim(text, bracket["axis"], inner, close, block))
            yield from claims
            at = close + 1
            bracket = _NEXT_BRACKET.match(text, at, at + 60) if claims else None


def _closing(text: str, start: int) -> int | None:
    depth = 1
    for at in range(start, min(len(text), start + _LONGEST_BRACKET)):
        depth += (text[at] in "([") - (text[at] in ")]")
        if depth == 0:
            return at
    return None


def _in_line(line: str, block: Block) -> Iterator[Claim]:
    taken: list[tuple[int, int]] = []
    patterns = [_CELLED, _INLINE, _TOLD, *([_KEYED_AXIS] if _COVERED.search(line) else [])]
    for pattern in patterns:
        for match in pattern.finditer(line):
            start, end = match.span("items")
            if any(a < end and start < b for a, b in taken):
                continue
            found = list(_claim(line, match["axis"], start, end, block, block.start))
            taken += [(start, end) for _ in found]
            yield from found
    for claim in _told(line, block):
        span = claim.start - block.start, claim.end - block.start
        if not any(a < span[1] and span[0] < b for a, b in taken):
            taken.append(span)
            yield claim


def _told(line: str, block: Block) -> Iterator[Claim]:
    """Segments told in a sentence: "segmented by product into a, b and c"."""
    for match in _CLASSIFIED.finditer(line):
        yield from _claim(line, "segment", *match.span("items"), block, block.start, told=True)
    for match in _SEGMENTS.finditer(line):
        axis = match["axis"] or "segment"
        yield from _claim(line, axis, *match.span("items"), block, block.start, told=True)
    for match in _PLACES.finditer(line):
        yield from _claim(line, _place_axis(match), *match.span("items"), block, block.start)
    for match in _INTO.finditer(line):
        before = line[max(0, match.start() - 160) : match.start()]
        lead = last_match(_BASED, before)
        lead = None if lead and _NOT_AXIS.search(lead["axis"]) else lead
        axis = match["axis1"] or match["axis2"] or (lead["axis"] if lead else None)
        if axis is None and not _OF_MARKET.search(re.split(r"\.\s", before)[-1]):
            continue
        start, end = match.span("items")
        behind = _BASED_BEHIND.search(line, start, end)
        axis = axis or (behind["axis"] if behind else None)
        turn = behind or _TURN.search(line, start, end)
        end = turn.start() if turn else end
        yield from _claim(line, axis or "segment", start, end, block, block.start, told=True)


def _claim(
    text: str,
    axis: str,
    start: int,
    end: int,
    block: Block,
    offset: int = 0,
    *,
    told: bool = False,
) -> Iterator[Claim]:
    start += len(lead[0]) if (lead := _EXAMPLES.match(text[start:end])) else 0
    quote = text[start:end].rstrip(" *-|,")
    found = names(quote, 6)
    if found and _TOLD_OF.search(found[0]):
        return
    counted = sum(bool(_COUNTED.search(name)) for name in found)  # "Peru 92, Chile 71"
    if len(found) < 2 + counted or (_FIGURES.search(quote) and not told) or _NOT_AXIS.search(axis):
        return
    yield Claim(
        id="",
        measure="segmentation",
        quote=quote,
        start=offset + start,
        end=offset + start + len(quote),
        context=(block.start, max(block.end, offset + start + len(quote))),
        dimension=axis_name(axis),
        items=tuple(found),
    )


def _tree(text: str, block: Block, axis: str, items: list[Block]) -> Claim:
    start, end = block.start, items[-1].end
    return Claim(
        id="",
        measure="segmentation",
        quote=text[start:end],
        start=start,
        end=end,
        context=(start, end),
        dimension=axis,
        items=tuple(names_in(text, items)),
    )
