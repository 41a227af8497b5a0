"""A document becomes claims: every sentence and table row is read once, from top to bottom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cytonomics.claims.asides import is_aside, tells, told_last
from cytonomics.claims.documents.document import Document, readable
from cytonomics.claims.figures.periods import years
from cytonomics.claims.growth.lone_rates import lone_rates
from cytonomics.claims.growth.rates import rates
from cytonomics.claims.markets.homes import generic, kindred
from cytonomics.claims.markets.implied_markets import goes_on
from cytonomics.claims.markets.topics import answers_key
from cytonomics.claims.model import Claim
from cytonomics.claims.outline import outline_of
from cytonomics.claims.parts.accounts import tells_accounts, without_accounts
from cytonomics.claims.parts.cards import HEADLESS, of_card
from cytonomics.claims.parts.estimators import without_estimators
from cytonomics.claims.parts.making import given_to
from cytonomics.claims.parts.own_markets import markets_of_their_own, of_no_one_market
from cytonomics.claims.parts.world_parts import of_the_world
from cytonomics.claims.shares.lines import share_lines
from cytonomics.claims.shares.shares import shares
from cytonomics.claims.sizes.amounts import amounts
from cytonomics.claims.sizes.charts import charted, dated_below
from cytonomics.claims.sizes.keyed_columns import keyed_columns
from cytonomics.claims.sizes.tables import table_claims, told_by_column
from cytonomics.claims.statements.count_tables import count_tables
from cytonomics.claims.statements.lists import lists
from cytonomics.claims.statements.outcome_tables import outcome_tables
from cytonomics.claims.statements.statements import statements
from cytonomics.claims.words.blanks import (
    without_cleft,
    without_front,
    without_label,
    without_number,
    without_speaker,
    without_stray_comma,
    without_world,
)
from cytonomics.claims.words.dateline import dated_by_writing
from cytonomics.claims.words.keyed_figures import key_of_figures, only_figures
from cytonomics.claims.words.labels import market_labels, scope_of
from cytonomics.claims.words.list_layout import head_of_items, labels_below
from cytonomics.claims.words.names import is_phrase
from cytonomics.claims.words.scene import Outline, Scene
from cytonomics.claims.words.sentences import sentences
from cytonomics.claims.years.implied_owners import given_to_sizes
from cytonomics.claims.years.inherited import dated_by_course, dated_by_passage
from cytonomics.claims.years.settling import settled

_NO_SUBJECT = re.compile(
    r"[\W\d]{0,8}(?:(?:it|they)\s+(?:is|are|was|were|will|would|should)|forecast(?:ed)?|expected|projected|estimated|anticipated|predicted|set|poised|likely|"
    r"growing|reaching|rising|expanding|valued)\b",
    re.IGNORECASE,
)
# "- of which Peru 22 %": of what stands above the first of such items
_OF_WHICH = re.compile(r"\W*(?:o\s+)?(?:thereof|(?:out\s+)?of\s+(?:which|this|these|that))\b", re.I)
_IN_BRACKET = re.compile(
    r"\s*(?:share\s*)?(?:\(|,\s+or\s|,\s+worth\s)\s*(?:(?:about|around|nearly|over|almost|worth|or|~)\s*)?\Z",
    re.I,
)
_OF_PARTS = frozenset(("size", "cagr", "share", "growth", "rank"))
_FIGURES = frozenset(("size", "cagr", "share"))
_RULED = re.compile(r"[\s|:-]+")
_CELLS = re.compile(r"[|\t\n]|\s{3}")
_SOLD = re.compile(r"\b(?:market|sales|revenues?)\b|\Aby\s.*\)\Z", re.IGNORECASE)
# "| Report attribute | Details |" heads what is said of the whole market.
_OF_REPORT = re.compile(
    r"\W*(?:report|study)\s+(?:attributes?|coverage|metrics?|scope|details|parameters?|features?)\b",
    re.I,
)
# "It" takes up one of the markets that the last sentences name.
_ABOVE = 8
# "By region, 2024:", "Shares (2024)": what heads a list, and no sentence or figure
_TITLE = re.compile(r"[^.%$€£]*:|[^.:;%$€£!?]{3,60}(?<!,)")
# A label above a figure is no longer than this.
_SHORT = 80


def extract(document: Document) -> tuple[Claim, ...]:
    """Return every claim of a document in order of its position; ids are c1, c2 and so on.

    `document.text[claim.start:claim.end]` is the claim's quote.

    Example:
        >>> from cytonomics.claims.documents.document import Block
        >>> text = "The pet food market was valued at USD 2 billion in 2023."
        >>> document = Document("a", text, (Block("paragraph", 0, len(text)),), "text")
        >>> [(claim.id, claim.measure, claim.quote) for claim in extract(document)]
        [('c1', 'size', 'USD 2 billion')]
    """
    text = readable(document)
    document, keys = keyed_columns(document, text)
    scenes = list(_scenes(document, text, keys))
    outline = outline_of(document, text, scenes)
    found: list[Claim] = []
    last: Claim | None = None
    for scene in scenes:
        new = list(_claims(scene.told(outline, last)))
        last = (_of_one_part(new) if new else None) or last
        found += new
    found += [_of_market(claim, text, outline) for claim in lists(document, text)]
    where = document, text, outline
    listed = {claim.start: claim for claim in share_lines(*where)}
    # A list's title says more of its items than the line above each.
    found = [claim for claim in found if claim.measure != "share" or claim.start not in listed]
    found += _elsewhere(listed.values(), found)
    tabled = {claim.start: claim for claim in table_claims(*where)}
    # The cells beside a number are no name of what it is of; the head of its column tells that.
    found = [c for c in found if not _misread(c, tabled.get(c.start), text)]
    found += _elsewhere(tabled.values(), found)
    found += _elsewhere(charted(text, found), found)
    found += _elsewhere(lone_rates(text, found), found)
    told = {claim.start: claim for claim in (*count_tables(*where), *outcome_tables(*where))}
    found = [c for c in found if c.start not in told or c.start in tabled]
    found += _elsewhere(told.values(), found)
    if not found:
        return ()
    found = list(without_accounts(found, document, text, books=tells_accounts(scenes)))
    found = [claim for claim in found if claim.measure not in _OF_PARTS or _named(claim)]
    found = list(without_estimators(sorted(found, key=lambda c: c.start), text, outline.companies))
    # Who prints a base year or a study period writes of one market, titled or not.
    if of_no_one_market(scenes, outline.market) and not (outline.base or outline.study):
        found = list(markets_of_their_own(found, text, outline))
    found = sorted(dated_below(found, text), key=lambda c: (c.start, c.end, c.measure))
    found = list(of_the_world(found, text, outline.geography))
    # Sizes first: the period of a rate may be told by the years of the sizes around it.
    written = dated_by_writing(
        told_by_column(_distinct(found, text), document, text, outline), text
    )
    dated = list(dated_by_course(dated_by_passage(written, text, document.blocks), text))
    return tuple(
        claim.numbered(number, document.text)
        for number, claim in enumerate(given_to_sizes(settled(dated, document, text)), start=1)
    )


def _named(claim: Claim) -> bool:
    """Whether a claim is of a whole or of a part with a name: a piece of a sentence was misread."""
    return claim.segment is None or is_phrase(claim.segment)


def _of_one_part(claims: Iterable[Claim]) -> Claim | None:
    """The last figure of a sentence whose figures are all of one part, or of one place."""
    figures = [claim for claim in claims if claim.measure in _FIGURES]
    parts = {(claim.segment, claim.geography) for claim in figures}
    return figures[-1] if len(parts) == 1 else None


def _claims(scene: Scene) -> Iterator[Claim]:
    held = list(shares(scene))
    ends = {claim.end: claim for claim in held if claim.segment}
    for amount in amounts(scene):
        bracket = _IN_BRACKET.search(scene.text, 0, amount.start - scene.offset) if ends else None
        share = ends.get(scene.offset + bracket.start()) if bracket else None
        # "Gels had 42 % (USD 2 bn) of it": the worth of a share is whose the share is.
        own = given_to(amount, share) if share and not amount.segment else amount
        yield of_card(scene, own)
    for claim in (*rates(scene), *held):
        yield of_card(scene, claim)
    if not scene.text.endswith("?"):
        yield from statements(scene)


def _of_market(claim: Claim, text: str, outline: Outline) -> Claim:
    """A list as one of the market that its paragraph names before it, or of the document's."""
    above = text[text.rfind("\n", 0, claim.start) + 1 : claim.start]
    names = [label.name for label in market_labels(above) if not generic(label.name)]
    own = names[-1] if names else None
    if own is None or outline.market is None or kindred(own, outline.market):
        home = claim.geography or outline.geography
        return replace(claim, market=outline.market, scope=outline.scope, geography=home)
    return replace(claim, market=own, scope=scope_of(own))


def _misread(claim: Claim, cell: Claim | None, text: str) -> bool:
    """Whether a claim takes a cell's neighbours for its own words, or lacks what its head says."""
    if cell is None or cell.measure != claim.measure:
        return cell is not None
    row = text[text.rfind("\n", 0, claim.start) + 1 : claim.start]
    dated = cell.period_end and (claim.period_end is None or not any(years(row)))
    return bool(dated or (cell.segment and not claim.segment) or _CELLS.search(claim.segment or ""))


def _elsewhere(more: Iterable[Claim], found: Iterable[Claim]) -> list[Claim]:
    """The claims that begin where none of those found does."""
    more = list(more)
    taken = {claim.start for claim in found} if more else set()
    return [claim for claim in more if claim.start not in taken]


def _distinct(claims: list[Claim], text: str) -> Iterator[Claim]:
    """Of a concentration and a share at one place keep the share if its holder stands beside it."""
    tops = {(c.start, c.end) for c in claims if c.measure == "concentration"}
    shared = (c for c in claims if tops and c.measure == "share")
    listed = {(c.start, c.end) for c in shared if _beside(c, text)}
    for claim in claims:
        span = claim.start, claim.end
        if claim.measure == "concentration" and claim.unit == "percent" and span in listed:
            continue
        if not (claim.measure == "share" and span in tops - listed):
            yield claim


def _beside(claim: Claim, text: str) -> bool:
    """One company has the number: "Top suppliers: Arvena 23 %", not "the top three hold 23 %"."""
    before = text[max(0, claim.start - 80) : claim.start].rstrip(" :,(-")
    # "The leading firms are Arvena, with 5 %": a comma sets the number beside the name.
    before = re.sub(r",\s+with\s+(?:[a-z]+\s+){0,2}[a-z]+$", "", before)
    return claim.segment is not None and before.endswith(claim.segment)


def _scenes(document: Document, text: str, keys: dict[int, str]) -> Iterator[Scene]:
    heading = before = about = said = above = lead = caption = title = card = ""
    here: list[Scene] = []
    higher = here
    current, kind = -1, ""
    unasked: tuple[str, Scene] | None = None
    key: str | None = None
    listed_under = ""
    below = labels_below(text, document.blocks) | keys
    for sentence in sentences(document, text):
        block = document.blocks[sentence.block]
        if block.kind == "heading" and not answers_key(above):
            heading = text[block.start : block.end]
        if _RULED.fullmatch(text, block.start, block.end):
            continue  # a cell's border is no label of what stands below
        # Whether the last sentence told of a market matters only to what goes on from it.
        goes_on_from = sentence.block == current or block.kind == "paragraph" == kind
        if unasked and goes_on_from and tells(unasked[1]):
            said = unasked[0]
        unasked = None
        if sentence.block != current:
            # "Expected to reach …": an item without a subject goes on from the one above.
            goes = block.kind == "item" and (
                _NO_SUBJECT.match(text, block.start, block.end)
                or _OF_WHICH.match(text, block.start, block.end)
            )
            prose = block.kind == "paragraph" == kind and text[block.end - 1] == "."
            same = prose and told_last(said)
            before = about = said = before if goes else said if same else ""
            here, higher = [], here
            kind = block.kind
            current = sentence.block
            named = head_of_items(text, document.blocks, current)
            if named or block.kind != "item":
                listed_under = named or ""
            lead, above = above if len(above) < _SHORT else "", ""
            lead = below.get(current, lead)
            # What a list is of stands above its first item and holds for every one.
            listed = block.kind == "item" and document.blocks[max(0, current - 1)].kind == "item"
            keyed, key = key, key_of_figures(text[block.start : block.end])
            listed = listed or bool(keyed and key)
            title = title if listed else lead if _TITLE.fullmatch(lead) else ""
            lead = title or lead
        # Where a sentence runs on past a line's end, the line was only wrapped.
        line = text[sentence.start : sentence.end].replace("\n", " ")
        bare = only_figures(line)
        line = without_number(line)
        line = without_label(line) if (before or lead).endswith("?") else line
        # What stands between a part's name and its figures is passed over.
        line = without_stray_comma(line)
        plain = without_world(without_front(without_cleft(without_speaker(line))))
        aside = said != before and is_aside(before, plain.lstrip())
        scene = Scene(
            plain,
            sentence.start,
            heading=heading,
            before=said if aside else before,
            about=said if aside else about,
            above=(*higher, *here),
            lead=lead,
            caption=caption,
            card=card if bare else listed_under if HEADLESS.match(line) else "",
            item=block.kind == "item",
            page=text,
        )
        yield scene
        alone = line == text[block.start : block.end]
        if not bare:
            card = line if alone and len(line) < _SHORT else ""
        if alone and ((line.endswith("?") and scene.labels) or _OF_REPORT.match(line)):
            heading = ""  # "What is the soap market's size?": no more of the section above
        if len(line) < _SHORT and alone:
            told = scene.amounts or scene.percents
            headed = block.kind == "heading" and not line[0].isdigit()
            titles = scene.labels or headed or (_SOLD.search(line) and not line.endswith("."))
            caption = line if titles and scene.years and not told else caption
        if not (before and block.kind == "item" and _OF_WHICH.match(line)):
            before, about = line, about if goes_on(line) else line
        here = [*here, scene][-_ABOVE:]
        unasked = (line, scene) if said else None
        said = said or line
        above = f"{above} {line}".strip() if len(above) < _SHORT else above
