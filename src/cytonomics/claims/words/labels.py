"""What a phrase names: the market, the scope it maps to, a place, a segment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cytonomics import vocabulary
from cytonomics.claims.patterns import holds
from cytonomics.claims.words.label_words import LONG_BRACKET, words_before
from cytonomics.claims.words.names_behind import name_behind
from cytonomics.claims.words.no_labels import is_firm, is_quality
from cytonomics.claims.words.places import places

# A firm that studies markets: no market of its own.
_STUDIED = re.compile(
    r"(?i)\s+assessment\s+study\b|\s+research\s+(?:study|report)\s+(?:en)?titled\b|"
    r"\s+(?:research|survey|intelligence|study)\s+(?:firm|company|companies|agency|agencies|provider|organi[sz]ation|house)\b"
)
_AFTER_PLACE = re.compile(r"(?:'s)?[\s-]+(?![\s&])(?:based\s+)?", re.IGNORECASE)
_AND_PLACE = re.compile(r"\s+(?:and|&)\s+(?:the\s+)?", re.IGNORECASE)
# "the market segment", "Market Concentration: Medium": the word belongs to what follows, as in
# "its market cap"; "firms market their pumps" has a verb.
_SEGMENT = re.compile(
    r"\s+(?:segment|concentration|cap|capitali[sz]ation|conditions|systems|their|its|our|them)\b",
    re.IGNORECASE,
)
_SECTOR_OF = re.compile(
    r"\s+of\s+(?!(?:the|this|its)\s+(?:economy|country|nation))(?:the\s+)?[a-z]"
)
# "Heart Valves: Technologies and Global Markets"
_TITLED = re.compile(
    r"(?:^|[.;,]\s+|\bthat\s+)(?:the\s+)?(?!(?:table|fig(?:ure)?|exhibit|chart|chapter|market\s+(?:size|value|growth|overview|outlook|snapshot))\b)"
    r"(?P<name>[A-Za-z](?:(?!\bthat\b)[\w&/() -]){2,60}?):\s+"
    r"(?:[A-Za-z]+,?\s+){0,6}?(?:and\s+)?(?:the\s+)?global\s+\Z",
    re.IGNORECASE,
)
# "Carpet cleaning is a growing market": the subject is what the market is called.
_NAME = r"(?P<name>[A-Za-z][\w&/'().-]*(?:\s[\w&/'().-]+){0,9}?)"
_A = r"\s+an?\s+(?:(?!(?:in|factor|driv\w+)\s)[\w.$€£+-]+\s+){0,5}\Z"
_IS_A = re.compile(
    r"(?:^|[.;:,]\s+|\s-{1,2}\s+|\b(?:and|but|while|that)\s+)(?:(?:today|now|overall),?\s+)?(?:the\s+)?"
    rf"{_NAME}(?:\s+(?:business|industry|sector|trade))?(?:\s+(?:alone|also|likewise|itself|themselves|too))?"
    r"(?:,|\s+(?:(?:is|was|are|were)(?:\s+(?:now|still|already|currently|heading\s+for))?|remains?|"
    r"became|(?:should|will|would|could|may)\s+(?:[a-z]+\s+){0,3}?be(?:come)?|(?:ma[dk]es?|making)\s+up|represents?|constitutes?|forms?|stands?\s+for|(?:has|have)\s+become|"
    rf"(?:ha(?:s|ve)\s+)?(?:grown|turned|developed)\s+into)){_A}",
    re.IGNORECASE,
)
_CALLED_A = re.compile(rf"\bcalls?\s+{_NAME}{_A}", re.IGNORECASE)
# "Arvena also sells steel pumps, a market worth": what is sold, and not who sells
_MADE = re.compile(
    r".*\b(?:sells?|makes?|offers?|develop(?:s|ing)?|provid(?:es|ing)|produc(?:es|ing)|suppl(?:ies|ying)|"
    r"builds?|enter(?:s|ed|ing)?|target(?:s|ing)?|treat(?:s|ing)?|addresse?s?|addressing)\s+(?:the\s+)?"
)
_IN = re.compile(r"\s+in\s+(?:the\s+)?(?=[A-Z])")
_HEADS = re.compile(
    r"\s+(?:leader|share|maker|place|player|entrant|research|segment|driver|veteran|expert|expansion|"
    r"pioneer|participant|advis\w+|growth|that\s+matters)",
    re.I,
)
_NO_SUBJECT = re.compile(
    r"^(?:alone|itself|(?-i:[Ii]t)|this|that|these|there|he|she|we|they|which|here|what|in|by|with|for|at|on|from|as|"
    r"while|despite|of|and)\b|"
    r"\b(?:market|segment|countr(?:y|ies)|regions?|compan(?:y|ies)|is|are|was|has|which|who)\b|"
    r"^(?:Mrs?|Ms|Dr)\.|^[^(]*\)|^[a-z]+ing\s+(?:an?|the)\b",
    re.IGNORECASE,
)
MARKET_WORD = re.compile(
    r"\b(?=[mis])(?:markets?(?!-leading)|industry(?!-)|(?<!private )(?<!public )sector)\b", re.I
)
_MARKET_CUES = ("market", "industry", "sector")
_MEASURED = re.compile(r"\s(?:revenues?|sales|consumption)\Z", re.IGNORECASE)
_FARTHEST = 120
_OTHERS = re.compile(r"\bothers?\b", re.IGNORECASE)
# What is longer is a document and not kept.
_SENTENCE = 4000


@dataclass(frozen=True)
class Label:
    """A market as a document names it: `name` without the word market, at text[start:end].

    Example:
        >>> [label.name for label in market_labels("The global CAR T-cell therapy market grew.")]
        ['CAR T-cell therapy']
    """

    name: str
    start: int
    end: int


def market_labels(text: str) -> tuple[Label, ...]:
    """Return the market names of a folded text: the words before "market" up to a stop word.

    Example:
        >>> market_labels("in the market")
        ()
    """
    return _of_sentence(text) if len(text) < _SENTENCE else tuple(_labels(text))


# The labels of a sentence are asked for again by those who look for places and parts in it.
@lru_cache(maxsize=256)
def _of_sentence(text: str) -> tuple[Label, ...]:
    return tuple(_labels(text))


def _labels(text: str) -> Iterator[Label]:
    if not holds(text, _MARKET_CUES):
        return
    last = 0
    for match in MARKET_WORD.finditer(text):
        if match.start() < last:
            continue  # "the market for AI in the farming industry"
        if _STUDIED.match(text, match.end()) or _SEGMENT.match(text, match.end()):
            continue
        if text[match.start() - 1 : match.start()] in ("-", "/"):
            continue  # "major-market sales" name no market, nor does an address
        if match[0] == "sector" and _SECTOR_OF.match(text, match.end()):
            continue  # "the dental sector of wound care" is a segment
        offset = max(0, match.start() - _FARTHEST)
        headed = text.endswith(("Global ", "global "), 0, match.start())
        titled = headed and _TITLED.search(text, offset, match.start())
        if titled:
            yield Label(titled["name"], titled.start("name"), titled.end("name"))
            continue
        called = called_so(text, match.start())
        if called is not None and not _HEADS.match(text, match.end()):
            yield called
            continue
        taken = words_before(text[offset : match.start() - 7 * headed])  # "Tyres Global Market"
        named = name_behind(text, match.end())
        behind = [Label(text[slice(*named)], *named)] if named else []
        if not taken or (behind and is_place(" ".join(word[0] for word in taken))):
            yield from behind
            last = behind[-1].end if behind else last
            continue
        start, end = offset + taken[0].start(), offset + taken[-1].end()
        if not text[:start].endswith(("global ", "Global ")):
            start += _placed(text[start:end])  # "The global French door market" is the world's
        # "the pump revenue market share" is one of the pump market.
        end -= len(tail[0]) if (tail := _MEASURED.search(text, start, end)) else 0
        name = LONG_BRACKET.sub(" ", text[start:end])
        if is_firm(text, name, match):
            continue
        if is_quality(text, name, start, match.end()):
            yield from behind  # "a consumer market for teas"
            continue
        yield Label(name, start, end)


def called_so(text: str, at: int) -> Label | None:
    """Return the subject of "X is a growing …" before a word such as market or business, or None.

    Example:
        >>> called_so("Carpet cleaning is a growing trade", 29).name
        'Carpet cleaning'
    """
    first = max(0, at - _FARTHEST)
    # Both forms end in an article and at most five words.
    if {"a", "an"}.isdisjoint(text[first:at].lower().split()[-6:]):
        return None
    called = _CALLED_A.search(text, first, at) or _IS_A.search(text, first, at)
    if called is None:
        return None
    made = _MADE.match(called["name"])
    start = called.start("name") + (made.end() if made else 0)
    start += _placed(text[start : called.end("name")])
    named = text[start : called.end("name")]
    placed = _IN.search(named)
    # "Pump care in Peru was a growing market"
    named = named[: placed.start()] if placed and is_place(named[placed.end() :]) else named
    nothing = any(places(named)) or _NO_SUBJECT.search(named)
    return None if nothing else Label(named, start, start + len(named))


def is_place(name: str) -> bool:
    """Say whether a name is a place and nothing else: "the U.S. market for heart valves".

    Example:
        >>> is_place("American"), is_place("American football")
        (True, False)
    """
    name = name.removesuffix("'s")
    place = next(iter(places(name)), None)
    return place is not None and not place.start and place.end == len(name)


def is_short_form(name: str) -> bool:
    """Say whether a name is one of a few capitals, and no place or quarter: "IVD", "EV", "5G".

    Example:
        >>> is_short_form("EV"), is_short_form("UK"), is_short_form("hat")
        (True, False, False)
    """
    short = 1 < len(name) < 4 and name.isupper() and name.isalnum()
    return short and not is_place(name) and not (name[0] in "QH" and name[1:].isdigit())


def _placed(name: str) -> int:
    """Where a name goes on behind the place in front of it: "India cell therapy"."""
    known = places(name)
    if not known or known[0].start:
        return 0
    end = known[0].end
    for place in known[1:]:  # "Asian and Middle Eastern pumps"
        end = place.end if _AND_PLACE.fullmatch(name, end, place.start) else end
    behind = _AFTER_PLACE.match(name, end)
    return behind.end() if behind and behind.end() < len(name) else 0


def name_before(text: str, at: int) -> str:
    """Return the words before a position that may name a market, back to a stop word.

    Example:
        >>> name_before("a tenth of worldwide heart valve sales", 33)
        'heart valve'
    """
    first = max(0, at - _FARTHEST)
    taken = words_before(text[first:at])
    return text[first + taken[0].start() : first + taken[-1].end()] if taken else ""


def scope_of(label: str) -> str | None:
    """Return the scope of the market that a label names, or None.

    Example:
        >>> scope_of("adoptive cell therapy for cancer treatment")
        'adoptive_cell_therapy'
        >>> scope_of("pet food") is None
        True
    """
    scope = vocabulary.scope_named(label)
    # "Gels and other tubes" are no market that is called other.
    return vocabulary.scope_named(_OTHERS.sub("", label)) if scope == "other" else scope
