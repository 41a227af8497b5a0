"""Sentences of a document: where one ends in the English of market reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cytonomics.claims.documents.document import Block, Document, Span, readable

# A rule may look at every pair of figures in a sentence; what runs on longer than this without an
# end (a page of bare numbers) is cut at a space, so that all rules stay linear in the document.
LONGEST_SENTENCE = 2_000
# A row is one sentence, label and value together, unless its cells hold prose.
_words = str.split
_LONGEST_ROW = 400
_HEADS = tuple(_words("illion Insights Trends Overview Analysis Outlook Size Summary Scope"))

_STOP = re.compile(
    r"""(?=[.!?…])(?:(?:\.{1,10}+|[!?…]{1,10}+)(?:["')\]]|\[[0-9]{1,3}\]){0,6}+(?=\s)"""
    # A space was forgotten.
    r"""|(?:(?<=[a-z]{3})|(?<=\s(?:19|20)[0-9]{2})|(?<=[%)]))\.(?=[A-Z][a-z]{1,12}\s)"""
    # The same before a word that begins sentences.
    r"""|(?<=[a-z0-9%)])\.(?=(?:The|This|In|It|By|North|However,?|According)\s)"""
    r"""|(?<=[a-z0-9%)])\.(?=-\s[A-Z])"""  # items run together
    # A footnote's number behind the stop: "by 2021.3 One", "of care.4,5 In".
    r"""|(?:(?<=[a-z]{3})|(?<=\s(?:19|20)[0-9]{2})|(?<=[)%]))\.[0-9]{1,2}(?:[,-][0-9]{1,2}){0,4}(?=\s+[A-Z])"""
    r"""(?!\s+(?:[BMTbmt][a-z]?illion|[BM]n)\b))"""
)
_LINE = re.compile(r"\s*\n\s*")
# What ran into the line below it: "Regional InsightsEurope held", "USD 2 billionRevenue in".
_GLUED = re.compile(r"[A-Z](?<=[a-z][A-Z])(?=[a-z])")
# "… in 2022; the market in Peru was": a clause with a subject and a verb of its own.
_CLAUSE = re.compile(
    r";(?<=[a-z0-9%)];)(?=\s(?:while\s|and\s)?(?:the|this|its?|these|in|by)\s[^;.]{3,120}?\s(?:is|are|was|were|has|had|will|should|held|holds|accounted|reached|stood|represented|made|led|dominated|grew|valued)\s)"
)
# The mark of an item run on in a line.
BULLET = r"[•▪●◦‣■]\s"
_BULLET = re.compile(rf"\s{BULLET}")
_WORD_BEFORE = re.compile(r"[\w.&-]{1,20}\Z")
_NUMBER_BEFORE = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3}){0,3}\Z")
_OPENING = re.compile(r"""\s*["'(\[]{0,3}""")
# These stand before what they belong to, so that no sentence ends with them.
_NEVER = frozenset(
    _words(
        "dr mr mrs ms prof st mt vs e.g i.e eg ie cf approx ca est avg incl excl viz al dept "
        "gen sen rep hon jr sr ph.d"
    )
)
_BEFORE_NUMBER = frozenset(
    _words("no nos fig figs rs tk vol sec ch pp p eq tab ref art ver c p.a v")
)
# These may end a sentence: they do where the next word is one that starts sentences.
_MAY_END = frozenset(
    _words(
        "l.p u.s u.k u.s.a e.u u.n u.a.e d.c a.m p.m inc ltd corp co llc plc gmbh cos bros s.a n.v "
        "b.v a.g s.p.a pvt pty etc jan feb mar apr jun jul aug sept sep oct nov dec intl govt "
        "assn est proj"
    )
)
_STARTERS = frozenset(
    _words(
        "a according additionally after all although among an and another as asia-pacific at "
        "because both but by companies currently despite due during each europe for from "
        "furthermore global growing growth he hence here however i if in increasing it its key "
        "latin leading major many meanwhile moreover most north on one other our over "
        "recent several she similarly since so some such that the their there therefore these "
        "they this those though through thus to under until we what when where whereas which "
        "while with"
    )
)
_WORD = re.compile(r"[A-Za-z][\w-]{0,20}")
# "A2. It will grow", below a question: the mark of an answer does not end it.
_ANSWER = re.compile(
    r"(?:\A|[.?!]\s)\s*(?:[AQ]\s?[0-9]{1,2}|(?:Ans|Answer|Question)\s?[0-9]{0,2})\Z"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, `text[start:end]` without space around it, in block number `block`.

    Example:
        >>> Sentence(0, 12, block=0).end
        12
    """

    start: int
    end: int
    block: int


def sentences(document: Document, text: str | None = None) -> tuple[Sentence, ...]:
    """Split every block into sentences; a heading, an item's label or a short row is one, too.

    A line break ends a sentence in the headings and cells of HTML, where it was set on purpose;
    elsewhere it does not, since the blocks tell which lines belong together. No number is split,
    and no sentence is much longer than `LONGEST_SENTENCE`. Takes time linear in the text. `text`
    is what rules read of the document, where that is at hand.

    Example:
        >>> from cytonomics.claims.documents.reading import read_text
        >>> document = read_text("The U.S. market was USD 14.2 Bn. in 2024. It grows.", "a.txt")
        >>> [document.text[s.start : s.end] for s in sentences(document)]
        ['The U.S. market was USD 14.2 Bn. in 2024.', 'It grows.']
    """
    text = readable(document) if text is None else text
    breaks = document.format == "html"
    return tuple(
        Sentence(start, end, number)
        for number, block in enumerate(document.blocks)
        for piece in _pieces(block)
        for start, end in _split(text, piece, breaks, _is_one(block))
    )


def _is_one(block: Block) -> bool:
    return block.kind == "row" and block.end - block.start <= _LONGEST_ROW


def _pieces(block: Block) -> tuple[Span, ...]:
    if block.kind == "row" and block.cells and not _is_one(block):
        return block.cells
    return ((block.start, block.end),)


def _split(text: str, span: Span, breaks: bool, whole: bool) -> Iterator[Span]:
    first, last = span
    if whole:
        yield from _stripped(text, first, last)
        return
    cuts = [stop.end() for stop in _STOP.finditer(text, first, last) if _ends(text, stop, first)]
    cuts += [clause.end() for clause in _CLAUSE.finditer(text, first, last)]
    cuts += [bullet.start() for bullet in _BULLET.finditer(text, first, last)]
    glued = (match.start() for match in _GLUED.finditer(text, first, last))
    cuts += [at for at in glued if text.endswith(_HEADS, first, at)]
    if breaks:
        cuts += [line.end() for line in _LINE.finditer(text, first, last)]
    for cut in (*sorted(cuts), last):
        yield from _trimmed(text, first, cut)
        first = cut


def _trimmed(text: str, first: int, last: int) -> Iterator[Span]:
    while last - first > LONGEST_SENTENCE:
        cut = text.rfind(" ", first + 1, first + LONGEST_SENTENCE)
        cut = cut if cut > 0 else text.find(" ", first + LONGEST_SENTENCE, last)
        if cut < 0:
            break
        yield from _stripped(text, first, cut)
        first = cut
    yield from _stripped(text, first, last)


def _stripped(text: str, first: int, last: int) -> Iterator[Span]:
    piece = text[first:last]
    inner = piece.strip()
    if inner:
        start = first + len(piece) - len(piece.lstrip())
        yield start, start + len(inner)


def _ends(text: str, stop: re.Match[str], first: int) -> bool:
    after = _OPENING.match(text, stop.end(), stop.end() + 40)
    at = after.end() if after else stop.end()
    follows = text[at : at + 24]
    if not follows or follows[0].islower() or follows.startswith("CAGR"):
        return False
    if stop[0][0] != "." or len(stop[0].rstrip("\"')]")) > 1:
        return True
    return _period_ends(text[max(first, stop.start() - 24) : stop.start()], follows)


def _period_ends(before: str, follows: str) -> bool:
    """Say whether a single period between these two ends a sentence."""
    number = _NUMBER_BEFORE.search(before)
    if number and (number.start() == 0 or follows[0].isdigit()):
        return False  # "1. Overview", or "14. 2 billion" with a stray space
    found = _WORD_BEFORE.search(before)
    word = found[0].lower().strip("-&") if found else ""
    starter = _WORD.match(follows)
    starts = starter is not None and starter[0].lower() in _STARTERS
    if word in _NEVER:
        return False
    if word in _BEFORE_NUMBER and (follows[0].isdigit() or follows.startswith(("FY", "CY"))):
        return False  # "No. 4", "9 % p.a. (2021-26)"
    if _ANSWER.search(before):
        return False
    initial = len(word) == 1 and word.isalpha() and found is not None and found[0].isupper()
    if word in _MAY_END and found and not before[: found.start()].strip(" -*•"):
        return False  # "U.S. Market Size": what opens a line does not end it
    return starts if word in _MAY_END or initial else True
