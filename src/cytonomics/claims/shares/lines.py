"""Shares and rates set line by line below a title: bullets, columns, charts that became lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from cytonomics.claims.documents.document import Block, Document
from cytonomics.claims.figures.periods import years
from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.growth.multiples import SHARE
from cytonomics.claims.growth.rate_lists import STRICT
from cytonomics.claims.model import Claim, Status
from cytonomics.claims.parts.making import measured
from cytonomics.claims.parts.parts import Part, dimension_of, place_dimension, whole_market
from cytonomics.claims.shares.names import HOLDS, tidy
from cytonomics.claims.shares.wholes import of_others
from cytonomics.claims.words.list_layout import labels_below
from cytonomics.claims.words.place_names import WORLD
from cytonomics.claims.words.places import places
from cytonomics.claims.words.scene import Outline, Scene

_LONGEST_LINE = 110
_LONGEST_NAME = 60
_BARE_LINE = 20
_LONGEST_TITLE = 160
# A label may run over this many lines, a title over that many.
_LABEL_LINES, _TITLE_LINES = 2, 4
_FEWEST = 2
# Rounded parts of one whole.
_LEAST, _MOST = 97, 103

_AXIS = re.compile(r"^\W*by\s+(?P<axis>[\w\s/-]{2,30}?)\s*[:,-]\s*", re.IGNORECASE)
# What may stand behind the number of such a line.
_REST = re.compile(
    r"[\s)\]]*(?:(?:market|revenue|value)?\s*share|of\s+(?:the\s+)?(?:total|market|revenues?|sales))?"
    r"[\s,]*\(?(?:in\s+)?(?:(?:19|20)\d\d)?\)?\s*[.;,*|]*\s*"
)
# "47% Europe", "47% of revenue: Europe": the number first, then whose it is.
_NUMBER_FIRST = re.compile(
    r"\s*(?:of\s+(?:the\s+)?(?:total|market|revenues?|sales)\s*)?[\s:|,-]\s*(?:from\s+|in\s+)?"
    r"(?P<name>[A-Z][^,;:%\d]{1,59}?)[\s.;,*]*"
)
_BELOW = re.compile(
    r"\W{0,4}(?:(?:largest|leading|top|dominant|biggest)\s+(?:[a-z]+\s)?[a-z]+\s+)?(?:(?:market|revenue|value|volume|sales)\s+)?(?:share|slice)\s*(?:of\s+(?:the\s+)?(?:total\s+)?(?:market|revenues?|sales|value)\s*(?:[,:]|held\s+by|from|in|for)\s*|[,:(-]\s*|(?:of|held\s+by|for)\s+)(?:the\s+)?"
    r"(?!(?:total\s+)?(?:market|revenues?|sales|value|total)\b)(?P<name>[^,;:()%\n]{2,60}?)\s*(?:(?:in\s+|[,(]\s*)(?P<year>(?:19|20)\d\d)\)?)?[\s.*]*",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    r"(?P<name>(?:[A-Z]|(?=[^,;:()%\n]{2,50}'s\s))[^,;:()%\n]{2,50}?)(?:'s)?\s+(?:(?:segment|market|revenue|value|sales)\s+){0,2}(?:share|slice)\s*"
    r"(?:of\s+(?:the\s+)?(?:market|revenues?|sales|total)\s*)?(?:(?:in\s+|[,(]\s*)?(?P<year>(?:19|20)\d\d)\)?)?[\s:]*",
    re.IGNORECASE,
)
# "Kits: USD 2 bn (40 %)"
_WORTH = re.compile(r"\s*[:|-]\s*(?:USD|US\$|[$€£])\s?[\d.,]+\s?(?:[BM]n?|[bm]illion)?$")
_ITEM_NUMBER = re.compile(r"^\d{1,2}[.)]?\s+(?=[A-Z][a-z])")
_BOUND = re.compile(
    # "North America, with a", "Tubs, comprising over": what leads on to the number
    r"(?:,\s+(?:with|at|holding|comprising|representing|making\s+up|accounting\s+for)(?:\s+an?)?)?[\s:|(,~<>=\t-]*(?:about|around|over|nearly|almost|approximately|more\s+than|less\s+than|up\s+to)?[\s~<>]*$",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\b(?:split|break-?down|distribution|mix|segment\w*|by\s+[a-z]+|key\s+figures|regional)\b",
    re.IGNORECASE,
)
_MARKET = re.compile(
    r"\b(?:markets?|industry|revenues?|sales|shares?|demand)\b(?!\s+growth)", re.IGNORECASE
)
# Lists of other things, whatever else the title says, and unless it says market share.
_ASKED = re.compile(r"\b(?:interviews?|respondents?|primar(?:y|ies)|survey\w*)\b", re.IGNORECASE)
_THINGS = re.compile(
    r"\b(?:costs?|prices?|patients?|prevalence|incidence|trials?|employees|workforce|adoption|"
    r"penetration|cases|deaths|discounts?|tax|margins?|savings?|success|response|survival|accuracy|efficiency|"
    r"reduction|yield|return|purity|assay|concentration|tolerance|composition|ingredients?|demograph\w+|ethnic\w*|gender|race)\b",
    re.IGNORECASE,
)
_MARKET_SHARE = re.compile(r"\b(?:market|revenue|sales|value)\s+shares?\b", re.IGNORECASE)
_BY_PLACE = re.compile(r"\bby\s+(?:region|geograph\w+)\b", re.IGNORECASE)
_CELLS = re.compile(r"\d\s+\d")  # a row of figures is no name
_GROWTH = re.compile(r"\b(?:growth|CAGR|grow\w*|rates?|change|increase)\b", re.IGNORECASE)
# "Countries, value CAGR (2024 to 2034)": a title of rates, and no sentence.
_RATES = re.compile(rf"[^%]*(?:{STRICT}|\bgrowth\s+rates?\b)[^%]*[^%.]", re.IGNORECASE)
# "… Market Share, by Region, 2022 (%)"
_CAPTION = re.compile(r"\bshares?\b[^%]*\(\s*(?:in\s)?%\s*\)\W*\Z", re.IGNORECASE)


@dataclass(frozen=True)
class _Line:
    """One part of a market and its number; the name may stand on the lines above."""

    scene: Scene
    quantity: Quantity
    name: str
    first: int  # the number of the block where its name begins
    last: int


def share_lines(document: Document, text: str, outline: Outline) -> Iterator[Claim]:
    r"""Yield the shares or growth rates of lists below a market's title; ids are left empty.

    A list without the word share in its title must make up the whole, or less, and say what it
    splits.

    Example:
        >>> from cytonomics.claims.documents.lines import blocks_of
        >>> text = "Suture market by region, 2024\n- Europe: 40%\n- Japan: 60%"
        >>> document = Document("a", text, blocks_of(text), "text")
        >>> [(c.segment, c.value, c.period_start) for c in share_lines(document, text, Outline())]
        [('Europe', 40.0, 2024), ('Japan', 60.0, 2024)]
    """
    run: list[_Line] = []
    for line in _lines(document, text):
        if run and line.first != run[-1].last + 1:
            yield from _list(document, text, outline, run)
            run = []
        run.append(line)
    yield from _list(document, text, outline, run)
    yield from _named_below(document, text, outline)


def _named_below(document: Document, text: str, outline: Outline) -> Iterator[Claim]:
    """A number on its line, and whose share it is below, or above: "value share, Kits, 2023"."""
    below = labels_below(text, document.blocks)
    for number, blocks in enumerate(pairwise(document.blocks)):
        above = blocks if number in below else blocks[::-1]
        for bare, label in dict.fromkeys((blocks, above)):
            short = bare.end - bare.start <= _BARE_LINE and label.end - label.start <= _LONGEST_LINE
            where = text, label.start, label.end
            said = short and (_BELOW.fullmatch(*where) or _ABOVE.fullmatch(*where))
            if not said or (bare is blocks[1] and number + 1 in below):
                continue
            scene = Scene(text[bare.start : bare.end], bare.start, outline=outline)
            if len(scene.percents) != 1 or scene.percents[0].low > 100:
                continue
            quantity = scene.percents[0]
            alone = not (scene.text[: quantity.start] + scene.text[quantity.end :]).strip(" ~<>*")
            name = _name(said["name"])
            if alone and name:
                year = int(said["year"]) if said["year"] else None
                line = _Line(scene, quantity, name, number, number + 1)
                yield _claim(line, _part(Scene("", 0, outline=outline), line), year)


def _lines(document: Document, text: str) -> Iterator[_Line]:
    free = 0  # the first block that no line before has taken
    bare = -2  # where numbers without a sign go on below a caption that says what they are
    for number, block in enumerate(document.blocks):
        if block.end - block.start > _LONGEST_LINE:
            continue
        line, listed = text[block.start : block.end], number - bare in (0, 1)
        if not (listed or "%" in line or "per" in line):
            continue
        scene = Scene(line, block.start)
        found = scene.percents
        if not found and listed:
            numbers = (q for q in scene.quantities if q.kind == "number")
            found = tuple(replace(number, kind="percent") for number in numbers)
        bare = number + 1 if _CAPTION.search(line) else bare
        if len(found) != 1 or found[0].low > 100:
            continue
        quantity = found[0]
        behind = _named_behind(scene, quantity) if scene.percents else None
        if behind is not None:
            yield _Line(scene, quantity, behind, number, number)
            free = number + 1
            continue
        if not _REST.fullmatch(scene.text, quantity.end):
            continue
        first, name = _labelled(document.blocks, text, number, scene.text[: quantity.start], free)
        if name is not None and (scene.percents or first == bare):
            yield _Line(scene, quantity, name, first, number)
            free, bare = number + 1, number + 1 if first == bare else bare


def _named_behind(scene: Scene, quantity: Quantity) -> str | None:
    """The name on a line that opens with its number."""
    if _BOUND.sub("", scene.text[: quantity.start]).strip(" -*•"):
        return None
    item = _NUMBER_FIRST.fullmatch(scene.text, quantity.end)
    return _name(item["name"]) if item else None


def _labelled(
    blocks: tuple[Block, ...], text: str, number: int, before: str, free: int
) -> tuple[int, str | None]:
    """The name on the line itself, or on the lines right above a bare number."""
    own = _WORTH.sub("", _BOUND.sub("", _AXIS.sub("", before)))
    if own.strip(" -*•"):
        return number, _name(own)
    first = number
    label = ""
    while first > max(free, number - _LABEL_LINES):
        above = blocks[first - 1]
        if above.end - above.start > _LONGEST_NAME:
            break
        first -= 1
        label = f"{text[above.start : above.end]} {label}".strip()
        if label.count("(") == label.count(")"):
            break
    return first, _name(label) if label else None


def _name(label: str) -> str | None:
    label = _ITEM_NUMBER.sub("", label).rstrip("| ")
    if len(label) > _LONGEST_NAME or _GROWTH.search(label) or _CELLS.search(label):
        return None
    held = HOLDS.search(label)  # "Tissue Culture Supplies" is a name, "clinics held" is none
    return None if held and held[0].islower() else tidy(label)


def _list(document: Document, text: str, outline: Outline, run: list[_Line]) -> Iterator[Claim]:
    # "Alloy 20 %", "Alloy 30 %": grades of one thing.
    if len(run) < _FEWEST or len({line.name for line in run}) < len(run):
        return
    title, heading = _title(document.blocks, text, run[0].first)
    scene = Scene(title, 0, heading=heading, outline=outline)
    if _RATES.fullmatch(title) and not SHARE.search(title):
        ranges = [(year.first, year.last) for year in scene.years if year.is_range]
        period = ranges[-1] if ranges else outline.forecast or (None, None)
        for line in run:
            part = _part(scene, line)
            yield measured(line.scene, line.quantity, "cagr", part, period, unit="percent")
        return
    if any(_THINGS.search(line.name) for line in run) and not SHARE.search(f"{title} {heading}"):
        return
    # Lines that each name an axis of their own need not make up one whole.
    several = all(_AXIS.match(line.scene.text) for line in run)
    total = 100.0 if several else sum(line.quantity.low for line in run)
    if not _about_shares(f"{title} | {heading}", outline, total, len(run)):
        return
    known = {year.first for year in scene.years if not year.is_range} or {
        year.first for year in years(heading) if not year.is_range
    }
    year = known.pop() if len(known) == 1 else None
    for line in run:
        own = next((y.first for y in line.scene.years if not y.is_range), year)
        part = _part(scene, line)
        yield _claim(line, part, own)


def _claim(line: _Line, part: Part, year: int | None) -> Claim:
    status: Status | None = "history" if year else None
    return measured(
        line.scene, line.quantity, "share", part, (year, year), unit="percent", status=status
    )


def _title(blocks: tuple[Block, ...], text: str, first: int) -> tuple[str, str]:
    """The short lines above a list, back to a heading, and the nearest heading."""
    title = ""
    for number in range(first - 1, max(-1, first - 1 - _TITLE_LINES), -1):
        block = blocks[number]
        line = text[block.start : block.end]
        if len(line) > _LONGEST_TITLE or "%" in line.replace("(%)", ""):
            break
        title = f"{line} {title}".strip()
        dated = block.kind != "row" and SHARE.search(line) and any(years(line))
        ends = dated or block.kind == "heading" or line.endswith(":") or _CAPTION.search(line)
        if ends and _MARKET.search(line):
            break
    heading = next(
        (
            text[block.start : block.end]
            for block in reversed(blocks[max(0, first - 40) : first])
            if block.kind == "heading"
        ),
        "",
    )
    return title, heading


def _about_shares(title: str, outline: Outline, total: float, lines: int) -> bool:
    if of_others(title) or _ASKED.search(title) or total > _MOST:
        return False
    if _THINGS.search(title) and not _MARKET_SHARE.search(title):
        return False
    if SHARE.search(title):
        return True
    split = bool(_SPLIT.search(title))
    about_market = _MARKET.search(title) or (split and outline.market)
    if _GROWTH.search(title) or not about_market:
        return False
    return total > _LEAST or (lines > _FEWEST and split)


def _part(title: Scene, line: _Line) -> Part:
    whole = whole_market(title, len(title.text))
    axis = _AXIS.match(line.scene.text)
    if re.fullmatch(r"(?:the\s+)?rest\s+of\s+(?:the\s+)?world|row", line.name, re.IGNORECASE):
        return Part(whole.market, whole.scope, "region", line.name, "ROW")
    for place in places(line.name):
        if place.id != WORLD and 2 * (place.end - place.start) > len(line.name):
            dimension = place_dimension(place.id)
            return Part(whole.market, whole.scope, dimension, line.name, place.id)
    if _BY_PLACE.search(axis[0] if axis else title.text):
        return Part(whole.market, whole.scope, "region", line.name, None)
    dimension = dimension_of(Scene(axis[0] if axis else title.text, 0), line.name)
    return Part(whole.market, whole.scope, dimension, line.name, whole.geography)
