"""How places are written: every name of one in a text, with its exact span."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from cytonomics import vocabulary

# A group of markets may be named by their number: 7MM, EU5.
_WORD = re.compile(
    r"[0-9](?<![\w.].)(?:MM|EU)\b|E(?<!\w.)U[0-9]{1,2}\b|[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ.'’]*|&"
)
_DIMENSIONS = ("world", "country", "region", "report_group", "area")
# Names that are words, initials or companies more often than places.
_NOT_PLACES = frozenset(str.split("us it in no or and as me guinea jersey chad row"))
# "America" alone is one country, "the Americas" are two continents.
_AS_INITIALS = {"US": "USA", "U.S.": "USA", "U.S": "USA", "UK": "GBR", "U.K.": "GBR", "U.K": "GBR",
    "EU": "EU27", "UAE": "ARE", "U.S.A.": "USA", "America": "USA", "RoW": "ROW"}  # fmt: skip
_BROKEN = re.compile(r"[;:()]")
# "USD 3 bn US dollars", "$4 million U.S. (3 million euros)": initials that name a currency.
_DOLLARS = re.compile(r"\s?\$|\s+dollars?\b", re.IGNORECASE)
_IN_DOLLARS = re.compile(r"\$\s?[\d.,]+\s?(?:[bm]n?|[mb]illion|trillion)?\s\(?\Z", re.IGNORECASE)
_DOLLARS_END = re.compile(
    r"\)|\s+(?:\(|(?:in|by)\s+(?:revenues?|sales|\d)|(?:from|to)\s+[$\d])|[,.]\s|\Z"
)
WORLD = "WW"
# "Arvena International" is a company, "the International Pump Office" a body.
_ABROAD = re.compile(
    r"\s*(?:markets?|sales|revenues?|business|segment|regions?|operations|[:|(]|$)", re.I
)
# A name of a place has at most so many words.
_LONGEST = 7
# "North Americamedical": so long a last word may hold two, the second longer than an ending.
_GLUED, _ENDING = 8, 3
# What is named for a place but sold anywhere, and what only sounds like one.
_KIND = re.compile(
    r"\b(?=[a-z])(?:(?:nail|gel|floor|shoe|boot|metal|silver|car|furniture|leather|glass|wood|stone)\s+polish|"
    r"(?:bone|fine)\s+china|(?:traditional\s+chinese|chinese\s+(?:herbal|traditional))\s+medicines?|"
    r"japanese\s+encephalitis|middle\s+east(?:ern)?\s+respiratory|german\s+(?:measles|shepherds?)|"
    r"brazil\s+nuts?|greek\s+yogh?urts?|danish\s+pastr(?:y|ies)|irish\s+whiske?y|"
    r"french\s+(?:press|doors?|fries|windows?|bulldogs?)|turkish\s+(?:coffee|delight|baths?)|"
    r"british\s+columbia|new\s+mexico|gulf\s+of\s+mexico|inner\s+mongolia|indian\s+ocean|"
    r"english\s+(?:muffins?|language)|dutch\s+ovens?|cuban\s+cigars?|panama\s+hats?)\b",
    re.IGNORECASE,
)
# The longest word before a place's name in one of these.
_KIND_AHEAD, _KIND_BEHIND = 12, 14
# "Arvena International reports": the name of a firm.
_OF_FIRM = re.compile(r"(?!The\b|An?\b)[A-Z][\w&.-]+ ")


@dataclass(frozen=True)
class Place:
    """A place: `id` is an ISO 3166 code or an id of the vocabulary, "WW" for the world.

    Example:
        >>> [place.id for place in named_places("North America led the U.S. and the UK.")]
        ['north_america', 'USA', 'GBR']
    """

    id: str
    start: int
    end: int


def named_places(text: str) -> Iterator[Place]:
    """Yield every name of a place, the longest first.

    Example:
        >>> [place.id for place in named_places("Peruvian clinics led those of Peru.")]
        ['PER', 'PER']
    """
    plain = [_plain(word) for word in _WORD.findall(text)]
    first = _first_words()
    if first.isdisjoint(plain):
        return  # most texts name none: no need to know where each word stands
    words = list(_WORD.finditer(text))
    behind = 0
    for i, word in enumerate(plain):
        if word in first and i >= behind:
            found = _at(text, words, plain, i)
            if found is not None:
                place, length = found
                yield place
                behind = i + length


def _at(
    text: str, words: list[re.Match[str]], plain: list[str], i: int
) -> tuple[Place, int] | None:
    """The place named from the i-th word on, and how many words name it."""
    printed, start = words[i][0], words[i].start()
    # A full stop behind may end the sentence: "sold in the US."
    initials = printed if printed in _AS_INITIALS else printed.removesuffix("'s").removesuffix(".")
    candidates = _names().get(plain[i])
    if candidates is None and initials not in _AS_INITIALS:
        return None
    end = words[i].end()
    parts = ("North", "South", "Latin", "Northern")
    if printed in ("America", "Ireland") and i and words[i - 1][0].endswith(parts):
        return None  # "OverviewNorth America"
    named = initials in _AS_INITIALS and _is_currency(text, start, end)
    if named or "$" in (text[start - 1 : start], text[end : end + 1]):
        return None  # "US$" and "$US" are a currency, but "Japan $2 bn" a place and its sales
    if plain[i] == "international" and i and _OF_FIRM.fullmatch(text, words[i - 1].start(), start):
        return None
    # No name has more words than the longest that begins so, and the articles amid it.
    most = max(map(len, candidates or [()])) + plain[i : i + _LONGEST].count("the")
    for size in range(min(max(1, most), _LONGEST, len(words) - i), 0, -1):
        if size == 1 and initials in _AS_INITIALS:
            return Place(_AS_INITIALS[initials], start, start + len(initials)), 1
        key = tuple(word for word in plain[i : i + size] if word != "the")
        place = _run_on(candidates, key) if candidates else None
        if place is None or plain[i + size - 1] == "the":
            continue
        small = printed[0].islower() and place != WORLD
        # A code of a country is of capitals: "Per patient" and "12-Mar" name none.
        code = len(plain[i]) == 3 and not printed[:3].isupper()
        named = plain[i] == "international" and not _ABROAD.match(text, words[i].end())
        if size == 1 and (plain[i] in _NOT_PLACES or small or code or named):
            continue
        end = words[i + size - 1].end()
        span = text[start:end]
        if "\n" in span or _BROKEN.search(span):
            continue
        kind = _KIND.search(text, max(0, start - _KIND_AHEAD), end + _KIND_BEHIND)
        if kind and kind.start() < end and start < kind.end():
            return None
        if span.endswith("'s"):
            end -= 2
        elif span.endswith("'"):
            end -= 1  # "the United States' market"
        elif span.endswith(".") and "." not in span[:-1]:
            end -= 1  # the full stop of the sentence
        return Place(place, start, end), size
    return None


def _is_currency(text: str, start: int, end: int) -> bool:
    """Whether initials only say which dollars are counted."""
    ahead = _IN_DOLLARS.search(text, max(0, start - 30), start)
    return bool(_DOLLARS.match(text, end) or (ahead and _DOLLARS_END.match(text, end)))


def _run_on(names: dict[tuple[str, ...], str], key: tuple[str, ...]) -> str | None:
    """The place with a name; of several words it is known with the next word run into it."""
    found = names.get(key)
    if found is not None or len(key) < 2 or len(key[-1]) < _GLUED:
        return found
    for name, place in names.items():
        behind = key[-1].removeprefix(name[-1])
        # "North Americans" are no place: only a whole word behind tells of a lost space.
        whole = _ENDING < len(behind) < len(key[-1]) and behind[0] != "n"
        if whole and name[:-1] == key[:-1]:
            return place
    return None


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    return "and" if word == "&" else word.lower().removesuffix("'s").strip(".'").replace("’", "'")


def _country_of(dimension: str, term: str) -> str:
    """A report group of one country is that country."""
    members = vocabulary.members(term) if dimension == "report_group" else ()
    if term == "EU":
        return "EU27"  # a report of these years means the Union without the United Kingdom
    return next(iter(members)) if len(members) == 1 else term


@cache
def _names() -> dict[str, dict[tuple[str, ...], str]]:
    """Every written name of a place, by its first word and then by all of its words."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for dimension in _DIMENSIONS:
        for name, term in vocabulary.written_names(dimension):
            # "rest of the world" is printed with and without the article.
            words = tuple(word for word in map(_plain, _WORD.findall(name)) if word != "the")
            # A code of three letters is more often a short form of something else: RWA, PER, TON.
            code = dimension == "country" and name == term.id
            if words and not code and not (len(words) == 1 and len(words[0]) < 3):
                place = WORLD if dimension == "world" else _country_of(dimension, term.id)
                found.setdefault(words[0], {}).setdefault(words, place)
                if words[:2] == ("south", "east"):  # "Southeast Asia"
                    found.setdefault("southeast", {})[("southeast", *words[2:])] = place
    for word in ("global", "globally", "worldwide", "world"):
        # Where a page lost a space, "theglobal" is a word.
        for printed in (word, f"the{word}"):
            found.setdefault(printed, {})[(printed,)] = WORLD
    return found


@cache
def _first_words() -> frozenset[str]:
    """Every word that a name of a place or its initials may begin with."""
    return frozenset((*_names(), *map(_plain, _AS_INITIALS)))
