"""What "it", "the market" or "this industry" takes up: a market named further up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cytonomics import vocabulary
from cytonomics.claims.markets.homes import generic, market_home
from cytonomics.claims.markets.stated_markets import stated_markets
from cytonomics.claims.parts.taken_up import subject_label
from cytonomics.claims.patterns import Cued
from cytonomics.claims.words.scene import Scene

# "By 2030, it", "experts expect this sector", "its value", "Among them, pumps"
_ANAPHOR = re.compile(
    r"(?:^\W*|[,;]\s+|\b(?:and|but|while|that|where|when|as|now)\s+)(?:it(?:'s)?|"
    r"its\s+(?:\w+\s+)?(?:value|size|worth|revenues?|CAGR))\b|^\W*(?:among|of)\s+(?:them|these)\b|"
    r"^\W*(?P<bare>(?:the\s+)?(?:revenues?|valuation)\s+(?:forecast|is|will)\b)|"
    r"\b(?=[ait])(?:an?\s+(?:[\w-]+\s+){0,2}(?:market|industry|sector)\s+(?:projected|expected|forecast|set|that)\b|"
    r"(?:this|that)\s+(?:figure|number|total|value|amount)\b|"
    r"(?:the|(?P<this>this|that|same)|its)\s+(?:(?:global|worldwide|world|overall|total|entire|"
    r"whole|growing|booming|expanding|same)\s+){0,2}"
    r"(?P<word>market|industry|sector|ecosystem|space|economy)(?:place)?"
    r"(?!\s+(?:leader|player|cap))\b)",
    re.IGNORECASE,
)
# "its total addressable market", "the market opportunity of its pipeline"
_ADDRESSED = Cued(
    "addressable tam pipeline potential opportunity",
    r"\b(?:its|our|their|an?)\s+(?:[\w-]+\s+){0,2}?(?:addressable\s+market|TAM)\b(?!\s+for\b)|"
    r"\bpipeline\b[^.;]{0,100}?\bmarket\s+(?:potential|opportunity)\b|"
    r"\bmarket\s+(?:potential|opportunity)\s+(?:of|for)\s+(?:its|our|their)\b",
)
# "connected pump (CP) technology": what a page is about that names no market
_SHORTENED = Cued(
    "(",
    r"\b(?P<name>[A-Za-z-]+(?:\s[a-z-]+){1,3})\s\((?P<short>[A-Z]{2,4})\)\s+"
    r"(?:technolog|system|device|solution|service)\w+\b",
    flags=0,
)
# "Leveraging market insights", "the demand for pumps market"
_DOING = re.compile(r"[A-Z][a-z]+ing")
_DEMAND = re.compile(r"(?:demand|need)\s+for\s+(?:the\s+)?", re.IGNORECASE)
_GLUED = re.compile(r"[a-z](?:The|This|In|An?|Its)\s")
# "the fast growing pump market", "growth of this pump industry", but no "enter financial markets"
_DETERMINED = re.compile(
    r"(?:^(?:\W*[\w'.-]+){0,2}|'s?|"
    r"\b(?:the|an?|this|its|their|our|global|worldwide)(?:\s+[\w.-]+){0,4})\W*\Z",
    re.IGNORECASE,
)
# Words between an article and a name are no longer than this.
_NEAR = 80
# "A third of that total"
_BEHIND = 40
_IN_PASSING = re.compile(
    r"\W+(?:markets\b|market\s+(?:capture|capitali[sz]ation|cap|research|conditions?|potential|"
    r"leaders?|players?|entry|expansion|systems?|forces|makers?)\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\W*(?:\([^()]*\)\s*)?(?:global\s+)?(industry|sector)\b", re.IGNORECASE)
_GLOBAL = re.compile(r"\b(?:global|worldwide)\s+(?:[\w-]+\s+){0,2}\Z", re.IGNORECASE)
_GROWS = re.compile(r"\b(?:gr[eo]w|expan[ds]|boom|surg|ris(?:es|ing)|rose|rise|demand)\w*", re.I)
# "It is also thought that the pump market will"
_OPENING = re.compile(
    r"(?:\W*it\s(?:is|has\sbeen)\s(?:[a-z]+\s){1,2}that\b)?(?:\W*[\w'.-]+,?){0,3}\W*", re.IGNORECASE
)


@dataclass(frozen=True)
class Spoken:
    """A market that a sentence names, and what for: `word` is what it is called there.

    `sized` says whether the sentence holds a figure or calls it global, `course` whether it
    speaks of that market at all, and does not only name it.

    Example:
        >>> Spoken("pump", "industry", sized=False, course=True).word
        'industry'
    """

    name: str
    word: str
    sized: bool
    course: bool


def addressed(text: str, at: int) -> bool:
    """Say whether a position is of all that one firm's products may sell for: of no one market.

    Example:
        >>> addressed("It puts its addressable market at USD 2 billion.", 35)
        True
    """
    return _ADDRESSED.search(text, 0, at) is not None


# A sentence is asked for again by each that goes on from it.
@lru_cache(maxsize=256)
def spoken_market(scene: Scene) -> tuple[Spoken, ...]:
    """Return the market that a later "it" or "the market" takes up, if a sentence names one.

    Example:
        >>> spoken_market(Scene("The pump market is part of the tool market.", 0))[0].name
        'pump'
    """
    text = scene.text
    labels = scene.labels or stated_markets(text)
    label = subject_label(text, labels, len(text))[0]
    if label is None:
        return tuple(Spoken(name, "", sized=False, course=False) for name in _topics(text))
    if generic(label.name) or _IN_PASSING.match(text, label.end):
        return ()
    if not label.start and _DOING.fullmatch(label.name):
        return ()
    # A name may hold the end of a heading that a page ran together with the sentence.
    known = _DETERMINED.search(text, max(0, label.start - _NEAR), label.start)
    if known is None or _GLUED.search(label.name):
        return ()
    word = _WORD.match(text, label.end)
    sized = bool(scene.amounts or scene.percents or _GLOBAL.search(text, 0, label.start))
    course = sized or _GROWS.search(text) or _OPENING.fullmatch(text, 0, label.start)
    name = _DEMAND.sub("", label.name)
    return (Spoken(name, word[1].lower() if word else "market", sized, bool(course)),)


def _topics(text: str) -> Iterator[str]:
    """What a sentence gives a short form of its initials, and that names no market."""
    for match in _SHORTENED.finditer(text):
        words = match["name"].split()[-len(match["short"]) :]
        if "".join(word[0] for word in words).lower() == match["short"].lower():
            yield " ".join(words)


def taken_up_market(scene: Scene, at: int) -> str | None:
    """Return the market named above that "it" or "this industry" before a position takes up.

    "The market" is not the industry whose rise drives it, "this market" whatever is named last.
    Where that is only short for the document's market, it is no other.

    Example:
        >>> above = (Scene("The pump market was worth USD 1 bn.", 0),)
        >>> taken_up_market(Scene("By 2030, it will reach USD 2 bn.", 36, above=above), 30)
        'pump'
    """
    if scene.labels or not scene.above:
        return None
    found = _ANAPHOR.search(scene.text, 0, at + _BEHIND)
    market = scene.outline.market
    if found is None:
        return None
    named = (each for above in reversed(scene.above) for each in reversed(spoken_market(above)))
    known = (each for each in named if each.word or market is None)
    spoken = next((each for each in known if _takes_up(found, each)), None)
    if spoken is None or market is None:
        return spoken.name if spoken else None
    own, other = vocabulary.matching_key(market), vocabulary.matching_key(spoken.name)
    words = (set(name.lower().split()) for name in (spoken.name, market))
    same = other in own or market_home(spoken.name) == market_home(market) or set.issubset(*words)
    return None if same else spoken.name


def _takes_up(anaphor: re.Match[str], spoken: Spoken) -> bool:
    word = (anaphor["word"] or "").lower()
    if anaphor["this"] or not spoken.word:
        return True
    if anaphor["bare"]:
        return spoken.sized
    if word in ("", spoken.word):
        return spoken.course
    return spoken.sized and word != "market"
