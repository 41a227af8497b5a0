"""Who leads: the name that a superlative speaks of, and the place it may be."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cytonomics.claims.parts.parts import dimension_of, place_dimension
from cytonomics.claims.parts.taken_up import SAME_KIND
from cytonomics.claims.statements.superlatives import (
    Span,
    agent,
    clause,
    follows_as_subject,
    name_of,
)
from cytonomics.claims.words.clauses import subject
from cytonomics.claims.words.names import clean_name, segment_names
from cytonomics.claims.words.place_names import WORLD, Place
from cytonomics.claims.words.places import places
from cytonomics.claims.words.scene import Scene

_IS_MARKET = re.compile(r"\b(?:market|industry)\s*\Z", re.IGNORECASE)
_AREA = re.compile(r"\b(?:area|segment|category|sector|field)\b", re.IGNORECASE)
_SAME_PLACE = re.compile(r"(?:the|this)\s+(?:region|country|nation)\Z", re.IGNORECASE)
_SAME_SEGMENT = re.compile(
    rf"(?:(?:the|this|that)\s+)?{SAME_KIND}|(?:this|that)\s+(?:sub-?)?segment",
    re.IGNORECASE,
)
# "with Asia showing the fastest growth": what it does is none of its name
_SHOWING = re.compile(
    r"\s(?:show|post|record|register|witness|exhibit|see|experienc|enjoy|hav|achiev|be)ing(?:\s+the)?\Z",
    re.IGNORECASE,
)
_GENERIC_TAIL = re.compile(
    r"\s+(?:(?:sub-?)?segments?|categor(?:y|ies)|regions?|application|types?|sector|market|industry|alone|itself|currently|also|"
    r"still|now|further|therefore|thus|clearly|already|collectively|together|being|as|to|tipped|poised|predicted|projected|expected|anticipated|forecast(?:ed)?|slated)\Z",
    re.IGNORECASE,
)
# What names nobody.
_NOBODY = re.compile(
    r".*[$€£¥₹%]|(?:mr|mrs|ms|dr|no|none|few|neither|some|several|many|most|all|each|every|other|others|one|two|three|(?-i:[Ii]t)|its|they|these|those|this|that|there|we|which|who|what|"
    r"predicted|projected|expected|anticipated|forecast(?:ed)?|poised|slated|tipped|he|she|our|their|his|growth|demand|increase|companies|players|firms|vendors|analysts|report|top|key|major|factors?|"
    r"a|an|and|or|if|to|of|going|looking|moving|according|leading|such|exports?|imports?|lack|stress|rise|rising|increasing|growing)\b|.*\b(?:companies|players|vendors|manufacturers|"
    r"firms|suppliers|markets?|revenue|cagr|growth|shares?|sales|industry|figures?|reports?|size)\b",
    re.IGNORECASE,
)
_SHOWN_IN = re.compile(r"[^.;,]{0,25}?\b(?:in|from)\s+(?:the\s+)?")
# The line "Fastest Growing Market Asia Pacific" of a table that lost its borders.
_TITLED = re.compile(r"\s+(?:(?:Market|Region|Country)\s+)?(?=[A-Z])")
_TITLE_VERB = re.compile(r"\s(?:TO|To|BE|Be|IS|Is|ARE|Are|WAS|Was|WILL|Will|HELD|Held)(?=\s)")
_LONGEST = 9


@dataclass(frozen=True)
class Leader:
    """A leader, the axis it is a member of, and its place if it is one; the clause's span.

    Example:
        >>> Leader("region", "Europe", "europe", (0, 20)).segment
        'Europe'
    """

    dimension: str
    segment: str
    geography: str | None
    clause: tuple[int, int]


def leader(scene: Scene, start: int, end: int, *, passive: bool = False) -> Leader | None:
    """Return whom a superlative at `start` to `end` speaks of; `passive` of "led by …".

    Example:
        >>> scene = Scene("Europe had most, while Asia is expected to show the fastest growth.", 0)
        >>> leader(scene, 52, 66).segment
        'Asia'
    """
    text = _with_small_verbs(scene.text, start, end)
    around = clause(text, start, end)
    if passive:
        return _named(scene, agent(text, end), around)
    if place := _titled(scene, start, end) or _taking_over(scene, around[0], start):
        return _at(scene, place, around)
    span = name_of(text, start, end)
    if span and (named := _same_segment(scene, text[span[0] : span[1]], around)):
        return named
    if span and _SAME_PLACE.fullmatch(text[max(0, span[0] - 4) : span[1]].strip()):
        return _same_place(scene, around)
    found = _named(scene, span, around)
    if (found is None or found.geography is None) and span and (home := _home_of(scene, span)):
        return _at(scene, home, around)
    if span and _IS_MARKET.search(text, *span) and not _AREA.search(text, start, end):
        found = found if found and found.geography else None  # "the market grows fastest in Asia"
    return found or _place_behind(scene, end, around)


def _with_small_verbs(text: str, start: int, end: int) -> str:
    """A title's verbs in small letters: "Tubs to Lead the Market", "TUBS TO BE THE LARGEST"."""
    if not text[start].isupper():
        return text
    ahead = _TITLE_VERB.sub(lambda verb: verb[0].lower(), text[:start])
    return ahead + text[start:end].lower() + text[end:]


def _titled(scene: Scene, start: int, end: int) -> Place | None:
    cue = _TITLED.match(scene.text, end) if scene.text[start].isupper() else None
    return next((p for p in scene.places if cue and p.start == cue.end()), None)


def _home_of(scene: Scene, span: Span) -> Place | None:
    """The place whose market the subject is: "the splint market in Asia", "Asia's market"."""
    inside = [p for p in scene.places if span[0] <= p.start < span[1] and p.id != WORLD]
    named = re.search(r"\b(?:market|industry)\b", scene.text[span[0] : span[1]], re.IGNORECASE)
    return inside[0] if named and len(inside) == 1 else None


def _same_place(scene: Scene, around: Span) -> Leader | None:
    """The place that "the region" stands for: the only one of what stands before."""
    for text in (scene.before, scene.heading):
        named = [place for place in places(text) if place.id != WORLD]
        if len({place.id for place in named}) == 1:
            printed = text[named[0].start : named[0].end]
            return Leader(place_dimension(named[0].id), printed, named[0].id, around)
    return None


def _same_segment(scene: Scene, words: str, around: Span) -> Leader | None:
    """The segment that "this segment" or "the same material" stands for."""
    if not _SAME_SEGMENT.fullmatch(words.strip()):
        return None
    named = [*segment_names(scene.before)]
    name = named[-1] if named else clean_name(subject(scene.before, len(scene.before)))
    return Leader(dimension_of(scene, name), name, None, around) if name else None


def _taking_over(scene: Scene, first: int, start: int) -> Place | None:
    """The place that is the subject of a second statement: "X leads-and even so Japan is …"."""
    for place in reversed(scene.places):
        if first < place.start and place.end < start and place.id != WORLD:
            return place if follows_as_subject(scene.text, first, place.start, place.end) else None
    return None


def _at(scene: Scene, place: Place, around: Span) -> Leader:
    printed = scene.text[place.start : place.end]
    return Leader(place_dimension(place.id), printed, place.id, around)


def _named(scene: Scene, span: Span | None, around: Span) -> Leader | None:
    if span is None:
        return None
    name = scene.text[span[0] : span[1]].strip(" ,;:-|*\"'()")
    name = re.split(r"\s--\s?|--|\s\((?=[$€£~]|[\d.]+\s?%)", name)[0]
    name = _SHOWING.sub("", re.sub(r"^(?:the|an?|global|both)\s+", "", name, flags=re.IGNORECASE))
    whole = name
    while trimmed := _GENERIC_TAIL.search(name):
        name = name[: trimmed.start()]
    inside = [p for p in scene.places if p.id != WORLD and span[0] <= p.start < span[1]]
    for place in inside:
        printed = _GENERIC_TAIL.sub("", scene.text[place.start : place.end])
        own = printed if "." in printed[:-1] else printed.rstrip(".")
        if name.removesuffix("'s").rstrip(".") == own.rstrip("."):
            return Leader(place_dimension(place.id), own, place.id, around)
    cleaned = clean_name(name)
    if cleaned is None or len(cleaned.split()) > _LONGEST or _NOBODY.match(cleaned):
        return None
    if whole.lower() in ("market", "industry") or len(cleaned) < 2:
        return None
    axis = dimension_of(scene, cleaned)
    # "dominated by X," names no axis X
    axis = "segment" if axis == re.sub(r"[^a-z]+", "_", cleaned.lower()) else axis
    return Leader(axis, cleaned, None, around)


def _place_behind(scene: Scene, end: int, around: Span) -> Leader | None:
    """The place of "the market shows its fastest growth in Asia"."""
    for place in scene.places:
        gap = scene.text[end : place.start] if end <= place.start < around[1] else None
        if gap is not None and place.id != WORLD and _SHOWN_IN.fullmatch(gap):
            return _at(scene, place, around)
    return None
