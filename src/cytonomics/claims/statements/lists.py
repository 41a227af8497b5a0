"""What spans lines of a document: its main players, its segments by axis, leaders in a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cytonomics.claims.documents.document import Block, Document
from cytonomics.claims.model import Claim
from cytonomics.claims.patterns import Cued
from cytonomics.claims.statements.rank_lines import rank_lines
from cytonomics.claims.statements.segmentations import segmentations
from cytonomics.claims.words.list_layout import indented_below, items_below, lines_below, names_in
from cytonomics.claims.words.name_lists import names
from cytonomics.claims.words.places import places

_FIRMS = (
    r"(?:players?|names|companies|vendors?|participants|manufacturers?|competitors?|suppliers|firms|providers|producers|"
    r"developers|makers|giants|innovators|corporations|organi[sz]ations|CDMOs|CMOs|CROs)"
)
_PLAYERS = Cued(
    "compan player names vendor participant manufacturer competitor supplier firms competitive "
    "leaders providers producers developers makers giants innovat corporat organi cdmos cmos cros "
    "profiles led dominated",
    r"\b(?=[a-z])(?:(?:companies|players|vendors)\s+(?:profiled|covered|mentioned|analy[sz]ed|included)\b|companies\s+(?:operating|active|competing)\b|"
    r"(?:key|major|leading|top|prominent|main|core|notable|market|dominant|established|(?:top|largest)\s+(?:two|three|four|five|ten|\d+))\s+"
    rf"(?:(?:key|markets?|industry|global|device|pharmaceutical|pharma|biopharmaceutical|biotech|biotechnology|domestic|international|multinational|local)\s+){{0,2}}(?:{_FIRMS}|leaders)\b"
    r"(?!\s+(?:are\s+)?(?:focus|adopt|invest|intensif|such\s+strateg))|company\s+profiles?(?=\s*(?:[:|]|$))|competitive\s+landscape(?=\s*(?:[:|]|(?:includes|comprises|features)\b))|"
    rf"(?P<bare>{_FIRMS})(?=\s+(?:such\s+as|like|including|(?:mainly\s+)?include)\s)|(?:report|study)\s+(?:also\s+)?profiles(?=\s+(?-i:[A-Z]))|"
    r"(?:market|industry|landscape|field|space|sector)\s+(?:is|remains|was)\s+(?:\w+\s+)?(?:led|dominated|controlled|served)\s+by(?=\s+(?-i:[A-Z])))|"
    rf"(?:^|[;|•]\s*){_FIRMS}(?=\s*:)",
)
# "Key Players: a, b, c" and the cell beside "Key Players" of a table.
_KEYED = re.compile(
    r"(?i)(?:(?-i:(?=[A-Z]))|\s(?=(?-i:[A-Z])[^.;:|]{2,60};)|\s(?=(?-i:[A-Z0-9][^.;:|]{2,90}?\b(?:Inc|Ltd|Limited|Corp|LLC|AG|GmbH|PLC|plc|Co|S\.A|SE)\b))|\s*(?:profiled|covered|mentioned|analy[sz]ed|included)?"
    r"(?:\s+(?:operating\s+)?(?:in|of)\s+[^:.|\t\n]{2,80})?\s*[*_]{0,2}(?::|\||\t|\s[-–]\s)[*_]{0,2}\s*)(?P<items>[^|\t]{3,900})"
)
# "The report profiles A, B and C", "the market is led by A, B and C"
_DIRECT = re.compile(r"(?:(?<=profiles)|(?<=\bby))\s+(?P<items>[A-Z0-9][^;]{3,900})")
# Of a company's name the dots are inside: "Alpha, Inc. (US)", "Beta S.p.A.".
_SUBJECTS = re.compile(
    r"(?:^|[:?!]\s+|\bwith\s+|(?<![A-Z])(?<!\bInc)(?<!\bLtd)(?<!\bCorp)(?<!\bCo)\.\s+)(?:(?:In|As\s+of|During)\s+(?:19|20)\d\d,\s+)?"
    r"(?P<items>[A-Z0-9](?:[^.:?!]|\.(?=[,\w]|\s\()|(?<=\b[A-Z])\.(?=\s[A-Z])){5,400}?)\s+(?:are|were|remain|rank|feature|count|figure|as)\s+(?:(?:among|some|a|few|two|three|four|of|considered|currently|the)\s+){0,4}\Z"
)
_NAMED = re.compile(
    r"[\s,]*(?:\([^()]{0,40}\)\s*)?(?:(?:[\w'&/-]+|\([^()]{1,40}\))[\s,]+){0,14}?"
    r"(?:[Ii]ncludes?|including|are|were|such\s+as|namely|comprise|consist\s+of|like|[Ii]nvolve|with(?=[^;]{5,200}\sat\s+the\s+forefront))\s*[:,]?\s+(?:the\s+following\s*:?\s*)?(?:[•*-]\s*)?"
    r"(?P<items>[A-Z0-9].{3,900})"
)
# "the leading players (A and B)", "the key players, A, B and C, …"
_APPOSED = re.compile(
    r"\s*(?:\(|-{1,2}\s|,\s+(?:namely\s+)?)(?P<items>[A-Z0-9](?:[^();-]|-(?!\s)|\([^()]{1,40}\)){3,500})"
)
_SENTENCE_END = re.compile(
    r"(?<!\bInc)(?<!\bLtd)(?<!\bCorp)(?<!\bCo)(?<!\bplc)(?<!\b[A-Z])(?<!\bS\.p\.A)(?<!\bN\.V)\.\s+(?=[A-Z])|\.\s+(?=(?:The|These|They|Their|In|It|This|Others?|Some|Most|Many|Such)\b)|\n\s*\n|(?<=\w)\x20{2,}(?=[A-Z])|\s-{1,2}\s(?=[a-z])|,?\s*\betc\b|,?\s(?:among|of)\s+(?:which|others)\b|"
    r"\s(?:are|is|have|has|lead|dominate|hold|compete|which|who|whose|with|at\s+the|continue|focus|serve|make|drive)\s"
)
_NOT_PLAYERS = Cued(
    "profile information strateg following",
    r"\b(?:profile|information|strateg|following\s+(?:details|information))\w*\s+(?:of|provides)",
)
# "Profiles of competitors, key players include:": a list stands below all the same.
_LISTED = re.compile(rf"(?i)\b{_FIRMS}\s+(?:(?:mainly\s+)?include|are)\s*:?\s*\Z")
# "Firms such as A and B" may be anybody's, unless a market is spoken of.
_OF_MARKET = re.compile(
    r"(?i)\b(?:market|industry|sector|landscape|field|space)\b(?!\s+(?:veteran|expert|insider)s?\b)"
)
# A clause is no company: "As it grows", "Ortano expects sales to rise"
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|will|has|have|had|that|which|its|their|our|this|it|as|if|when)\b|(?:\s[a-z]{3,}){3}"
)
# What a profile says of a company, which is no company.
_FIELD = re.compile(
    r"(?i)\b(?:overview|financials?|performance|portfolio|strateg\w+|swot|developments?|insights?|summary|landscape|market|trends|forecast|analysis)\b"
)
# A lead-in that its list stands under: "players shaping the market include:".
_OPEN = re.compile(r"(?::|\bsuch\s+as|\binclud(?:e|ing)|\bare)\s*\Z")
_STOP = re.compile(r"(?<![A-Z])[.!?]\s+(?=[A-Z])")
_IS_NAME = re.compile(r"[A-Z0-9]|[a-z]{1,4}[A-Z]|bluebird\b")


def lists(document: Document, text: str) -> Iterator[Claim]:
    """Yield the player lists, segment trees and leaders set out in lines; ids are left empty.

    A list is a lead-in ("Key players include:", "By Product") with the items below it, or a
    sentence that names them.

    Example:
        >>> line = "Key players: Alpha Bio, Beta Cell, Inc., Gamma AG"
        >>> document = Document("a", line, (Block("paragraph", 0, len(line)),), "text")
        >>> [claim.items for claim in lists(document, line)]
        [('Alpha Bio', 'Beta Cell, Inc.', 'Gamma AG')]
    """
    blocks = document.blocks
    for i, block in enumerate(blocks):
        line = text[block.start : block.end]
        if len(line) > 9000:
            continue
        until = 0
        for cue in _PLAYERS.finditer(line):
            if cue.start() < until or (cue["bare"] and not _of_market(line, cue.start())):
                continue
            # "Profiles of key players", "strategies of leading firms"
            other = _NOT_PLAYERS.search(line, max(0, cue.start() - 60), cue.end() + 80)
            if other and not _LISTED.search(line):
                continue
            for claim in _player_list(text, blocks, i, line, cue):
                until = claim.end - block.start
                yield claim
    yield from segmentations(document, text)
    yield from rank_lines(document, text)


def _player_list(
    text: str, blocks: tuple[Block, ...], i: int, line: str, cue: re.Match[str]
) -> Iterator[Claim]:
    block = blocks[i]
    for named, fewest in (
        (_KEYED.match(line, cue.end()), 3),
        (_NAMED.match(line, cue.end(), cue.end() + 1100), 2),
        (_DIRECT.match(line, cue.end(), cue.end() + 1100), 3),
        (_APPOSED.match(line, cue.end(), cue.end() + 600), 3),
        (_SUBJECTS.search(line[max(0, cue.start() - 500) : cue.start()]), 2),
    ):
        if named is None:
            continue
        shift = max(0, cue.start() - 500) if named.re is _SUBJECTS else 0
        start, end = (shift + at for at in named.span("items"))
        stop = _SENTENCE_END.search(line, start, end)
        end = stop.start() if stop else end
        items = _companies(line[start:end].rstrip(" ,"))
        if len(items) >= fewest and not (_is_place(items[0]) or _FIELD.search(items[0])):
            yield _players(
                text, block.start + start, block.start + end, (block.start, block.end), items
            )
            return
    if len(line) > 160:
        return
    below = items_below(text, blocks, i)
    rest = line[cue.end() :].strip(" .*")
    if not below and (not rest.strip(":") or _OPEN.search(rest)):
        below = indented_below(text, blocks, i) or lines_below(text, blocks, i)
        if not below and i + 1 < len(blocks):
            yield from _next_line(text, block, blocks[i + 1])
    if len(below) >= 3 and not any(_FIELD.search(text[b.start : b.end]) for b in below):
        span = below[0].start, below[-1].end
        yield _players(text, *span, (block.start, span[1]), names_in(text, below))


def _of_market(line: str, at: int) -> bool:
    """Whether the sentence that a position stands in speaks of a market."""
    end = _STOP.search(line, at)
    first = max((stop.end() for stop in _STOP.finditer(line, 0, at)), default=0)
    return _OF_MARKET.search(line, first, end.start() if end else len(line)) is not None


def _is_place(name: str) -> bool:
    return any((place.start, place.end) == (0, len(name)) for place in places(name))


def _next_line(text: str, block: Block, below: Block) -> Iterator[Claim]:
    """The companies of a line under a label: "Companies covered:", "Arvena AG, Belor Inc., …"."""
    line = text[below.start : below.end]
    stop = _SENTENCE_END.search(line)
    end = stop.start() if stop else len(line)
    items = _companies(line[:end].strip(" |"))
    if len(items) >= 3:
        start = below.start + len(line) - len(line.lstrip(" |-*•"))
        yield _players(text, start, below.start + end, (block.start, below.end), items)


def _companies(text: str) -> list[str]:
    """The names at the head of a list up to the first thing that is none."""
    found: list[str] = []
    for name in names(text, 8):
        if not _IS_NAME.match(name) or _CLAUSE.search(name):
            break
        found.append(name)
    return found


def _players(text: str, start: int, end: int, context: tuple[int, int], items: list[str]) -> Claim:
    quote = text[start:end].strip().rstrip(" ,")
    return Claim(
        id="",
        measure="players",
        quote=quote,
        start=start,
        end=start + len(quote),
        context=context,
        items=tuple(items),
    )
