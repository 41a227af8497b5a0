"""The words right before "market" that are its name."""

from __future__ import annotations

import re
from functools import lru_cache

from cytonomics.claims.figures.units import CURRENCY_OF
from cytonomics.claims.patterns import by_first
from cytonomics.claims.words.stop_words import STOP

# Verbs only behind what does them: "trends fuel", but "the automotive fuel delivery market".
_PLAIN_FORMS = frozenset(
    str.split("fuel drive support limit experience register record report hold surge saw hit made")
)
_DOERS = re.compile(
    r"\b(?:\w+s|to|will|can|may|could|would|should|might|and|that|which|they|we|people)\s+\Z",
    re.IGNORECASE,
)
# With a capital amid other capitals of the name: "the global Small Animal Imaging market".
_NAMING = frozenset(str.split("small large single same quick new dynamic young big steady"))
_HEADED = re.compile(r"(?:[a-z][\w'-]*|[Gg]lobal|(?!(?:The|An?|This|Its?|And)\b)[A-Z][\w-]*)\s+\Z")
_FIGURE = re.compile(
    r"[0-9][0-9.,-]*(?:\+|%|-?[bmt]r?illion|-?(?:lakh-)?(?:crore|lakh)|-?[bm]n|[bmtk]\+?)?(?:-plus)?|bn|mn",
    re.IGNORECASE,
)
_DISEASE = re.compile(r"(?:disease|syndrome|lymphoma|sarcoma)s?\b", re.IGNORECASE)
# "T-Cell (CAR-T, TCR, and TIL) Therapy": what a name lists amid itself.
LONG_BRACKET = re.compile(r"\s*\((?!\d,\d\S*\)|[RSEZ\d,]+\)-)[^()]*[,\s][^()]*\)\s*")
_SHORT_FORM = re.compile(r"\([\w&/.+ -]{2,20}\)\s+\Z")
# Names made of words that otherwise end one: qualities, verbs, prepositions. "in-vitro" is written
# "in vitro" as well.
_COMPOUNDS = str.split(
    r"""
    in-(?:vitro|vivo|situ|vehicle|car|flight|store|memory|home) ex-(?:vitro|vivo|situ) on-board
    over-the-(?:counter|wire|air|top) off-the-(?:road|shelf) same-day
    whole-(?:blood|genome|exome|body|slide|house) big-(?:data|game) new-energy
    single-(?:use|cell|stage|phase|mode|pole|dose|board|crystal|input|photon|serve|axis)
    small-(?:molecules?|cell|satellites?|bone|animal|caliber|signal|scale)
    large-(?:volume|capacity|format|scale|language|bore|molecule) dynamic-random eddy-current
    direct-current alternating-current counter-current residual-current combined-(?:heat|cycle)
    total-(?:stations?|organic|lab|knee|hip|joint|nitrogen|disc|carbon|artificial|productive)
    custom-made tailor-made ready-made under-eye top-coat bottle-top table-top desk-top
    all-(?:electric|electronic|flash|wheel) quick-(?:dry|disconnect|connect|service)
    ready-to-(?:use|eat|drink|cook|wear|assemble) side-by-side away-from-home power-over-\w+
    lab-on-(?:a-)?chip organ-on-(?:a-)?chip board-to-\w+ business-to-\w+ peer-to-\w+
    machine-to-\w+ vehicle-to-\w+ direct-to-\w+ digital-to-\w+ analog-to-\w+ gas-to-\w+
    power-to-\w+ coal-to-\w+ bag-(?:on|in)-\w+ used-cars? electric-cars? particle-size
    travel-size king-size
    """
)
ONE_NAME = rf"\b(?:{by_first(_COMPOUNDS)}|\w+-as-a-\w+)\b".replace("-", "[ -]")
# "2,2'-bisphenol", "3-(fluoroalkyl)propanol", "(E,Z)-2-decenal": commas and
# brackets within the name of a substance.
_IN_SUBSTANCE = r"(?:(?:(?<=\d)|(?<=\d')),(?=\d)|(?<=-)\([^()\s]{2,40}\)(?=[\w-]))"
_WORD = re.compile(
    rf"{ONE_NAME}|(?:\((?:[RSEZ\d],?){{1,4}}\)-)?[A-Za-zÀ-ÿ0-9](?:[\w.'&/+-]|{_IN_SUBSTANCE})*|\(|\)|,|&",
    re.IGNORECASE,
)
# "second-largest", "fastest-growing", "multi-billion-dollar", "30B-a-year", "ever-changing":
# compounds that rank a market or tell its worth and name none.
_RANKED = re.compile(
    r"\w+-(?:largest|biggest|leading|growing|fastest|valued|sized)|(?:[\w.]+-)*[mbt]r?illion(?:-\w+)*|"
    r"(?:\w+-)+dollar|\d[\w.]*-(?:a|per)-year|(?:ever|rapidly|quickly)-\w+ing|fast-(?!moving)\w+ing"
)
# Qualities and doings that stand before "market" but end no market's name: "solid waste" is one.
_NEVER_LAST = frozenset(
    str.split(
        "accelerate accelerating adjacent aggressive attractive broad burgeoning capturing "
        "changing combines compelling critical crucial deep demand distinguished diverse dual "
        "equipping excellent existing expands experienced fast-moving fast-paced favorable "
        "gained gaining greater high-demand high-flying identify immense important increased "
        "increases increasing influential leveraging massive meets more multiple myriad "
        "official only positive possible powerful presented prevailing primary profitable "
        "proven provides providing rapid relevant respective robust scaling seasoned seven "
        "shifting side slow solid spotlighting strategic strong surging surprising target "
        "traditional transformative trusted turning underserved unique unlocking unmet untapped "
        "validate varied vertical"
    )
)
# "untapped opportunity in eye care", "a variety of pump markets": what is spoken of, no name.
_SPOKEN_OF = frozenset(
    str.split(
        "opportunity opportunities growth gains trail way lead leader position positioning "
        "interest place role niche stake foothold investment expansion competition success "
        "splash changes prevalent interested bringing participating advances exposure trends "
        "entry variety range group number myriad array series overload diversity demand "
        "ahead climbing exploding heating jumping mounting ramping skyrocketing soaring surging up"
    )
)
_MANNER = re.compile(
    r"(?!(?:assemb|(?:sub)?fami|elder|supp|butterf|friend|week|month|year|dai|ear|jel|bel|grizz|or)ly)"
    r"[a-z]{3,}(?<!al)(?<!ous)(?<!ive)ly"  # "minimally invasive", "continuously variable"
)
_ADVERBS = ("most", "highly", "increasingly", "extremely")
# "the global Office of the Buyer Software market"
_OF_THE = re.compile(r"(?:(?<=\bglobal )[A-Z][a-z]+|\bOffice)\s+of\s+the\s+\Z")
# "The global Air Purifiers with Filters market": all that is written in capitals is the name.
_FRAMED = re.compile(
    r"[Tt](?<!\w[Tt])he\s+(?:[Gg]lobal|[Ww]orldwide)\s+(?P<name>(?=\S*[A-Z])[^\s,;:](?:[^,;:]|,(?=\S))*?)\s+\Z"
)
_AMID = frozenset(str.split("of in for on with as a the and or to by from per"))
# A sentence or a heading that speaks of something else before it comes to the market.
_NO_FRAME = re.compile(
    r"\b(?:[Mm]arkets?|[Ii]ndustry|[Dd]emand|[Ss]ales|[Rr]evenues?|[Ss]ize|[Ss]hares?|[Gg]rowth|[Ll]eaders?|[Pp]layers|"
    r"[Rr]eport|[Aa]nalysis|[Tt]rends?|[Ff]orecasts?|[Oo]utlook|[Ii]mpact|[Rr]ise|[Aa]doption)\s+(?:of|in|for|on|and|by)\b"
)
_MONEY = re.compile(r"[$€£¥₹]|[BMTbmt]r?illion\b")
# What firms do may be what they sell: "accounting software", "booking services".
_TRADES = ("accounting", "booking", "recording", "analysis")
_NOUN_BEFORE = re.compile(r"(?<!\bthe)(?<!\bof)(?<!\ban)(?<!\bmarket)(?<!\bindustry)\s\Z", re.I)
_WEARERS = (
    "women's", "men's", "children's", "athlete's", "kid's", "baby's",
    # Diseases that bear a name
    "alzheimer's", "parkinson's", "crohn's", "hodgkin's", "huntington's", "cushing's", "raynaud's",
)  # fmt: skip
_JOINING = ("for", "of", "in", "and", "&")
# A name that a short form stands for has at most so many words and commas.
_LONGEST = 12
_FRAME = 110


# A sentence's labels are looked for again in what stands before each of its figures.
@lru_cache(maxsize=256)
def words_before(head: str) -> tuple[re.Match[str], ...]:
    """Return the words of a market's name that end a text, back to a stop word.

    Example:
        >>> [word[0] for word in words_before("with excellent eye care ")]
        ['excellent', 'eye', 'care']
        >>> words_before("in a multi-billion-dollar ")
        ()
    """
    cut = max(head.rfind("\n"), head.rfind(". "), head.rfind(";"), head.rfind(": ")) + 1
    # "… organization (CDMO) market": the short form is no word of its own.
    short = _SHORT_FORM.search(head, cut)
    end = short.start() if short else len(head)
    # A list amid a name is blanked out, so that the name goes on before it.
    for bracket in LONG_BRACKET.finditer(head, cut, end) if "(" in head else ():
        if bracket.end() < end:
            blank = " " * (bracket.end() - bracket.start())
            head = head[: bracket.start()] + blank + head[bracket.end() :]
    words = list(_WORD.finditer(head, cut, end))
    framed = _FRAMED.search(head, max(cut, end - _FRAME), end)
    if framed and _is_framed(framed["name"]):
        return tuple(word for word in words if word.start() >= framed.start("name"))
    taken: list[re.Match[str]] = []
    for word in reversed(words):
        gap_end = taken[0].start() if taken else end
        if head[word.end() : gap_end].strip(" -") or word[0] == ",":
            break
        if _ends(head, word, taken):
            break
        taken.insert(0, word)
    taken = _trimmed(head, taken)
    spelled = _spelled(words, short[0]) if short and taken else []
    if spelled and spelled[0].start() < taken[0].start():
        return tuple(spelled)
    named = _OF_THE.search(head, cut, taken[0].start()) if taken else None
    return (named, *taken) if named and taken[0][0][0].isupper() else tuple(taken)


def _is_framed(name: str) -> bool:
    """Say whether all words between "the global" and "market" are one name in capitals."""
    words = name.split()
    if (
        len(words) > _LONGEST
        or _NO_FRAME.search(name)
        or _MONEY.search(name)
        or name.count("(") != name.count(")")
    ):
        return False
    capital = [not word[0].islower() for word in words]
    for k, word in enumerate(words):
        if capital[k] or (word in _AMID and k and any(capital[k + 1 :])):
            continue
        if word.strip("()") in STOP or not capital[0]:
            return False
    return capital[-1] or words[-1] not in STOP


def _ends(head: str, word: re.Match[str], taken: list[re.Match[str]]) -> bool:
    """Whether a name begins behind a word."""
    plain = word[0].lower().strip(".'")
    if not taken:
        bare = word[0] in ("(", ")") or plain in _NEVER_LAST
        # "braces and supports": what stands beside a noun is one.
        noun = plain == "supports" and head[: word.start()].endswith((" and ", " & "))
        noun = noun or word[0] == "LED" or (plain in _PLAIN_FORMS and _naming(head, word, taken))
        noun = noun or (plain in _TRADES and bool(_NOUN_BEFORE.search(head, 0, word.start())))
        return bare or (plain in STOP and not noun) or _RANKED.fullmatch(plain) is not None
    joins = plain in _JOINING or word[0] + taken[0][0] == "Aand"  # "type A and B"
    stops = plain in STOP and not joins and not _naming(head, word, taken)
    # "helps customers accurately grasp the market": a manner is no part of a name.
    stops = stops or _MANNER.fullmatch(word[0]) is not None
    # A possessive names the owner of the market, mostly a place.
    owner = plain.endswith("'s") or word[0].endswith("s'")
    owner = owner and not _DISEASE.match(taken[0][0]) and plain not in _WEARERS
    spoken = plain in _SPOKEN_OF and taken[0][0].lower() in _JOINING
    return stops or owner or spoken or _RANKED.fullmatch(plain) is not None


def _trimmed(head: str, taken: list[re.Match[str]]) -> list[re.Match[str]]:
    """The words of a name without those at its front that belong to what stands before."""
    depth = 0
    for k, word in enumerate(taken):
        depth += (word[0] == "(") - (word[0] == ")")
        if depth < 0:  # "(NYSE: ARVN) eyes the pump market": a bracket that opens before
            return _trimmed(head, taken[k + 1 :])
    while (
        taken
        and (
            (taken[0][0].lower() in STOP and not _naming(head, taken[0], taken[1:]))
            or taken[0][0] in ("&", ")", "(")
            or _FIGURE.fullmatch(taken[0][0])
            # "INR 400-crore": in front of a figure a currency is no part of a name.
            or (taken[0][0].lower() in CURRENCY_OF and _is_figure(taken[1:]))
        )
    ):
        taken = taken[1:]
    if len(taken) > 2 and taken[0][0] in _ADVERBS:
        taken = taken[2:]  # "highly profitable pump market"
    return taken


def _is_figure(words: list[re.Match[str]]) -> bool:
    return bool(words) and _FIGURE.fullmatch(words[0][0]) is not None


def _spelled(words: list[re.Match[str]], short: str) -> list[re.Match[str]]:
    """The words that a short form stands for, with commas amid: "Rent Now, Own Later (RNOL)"."""
    letters = re.sub(r"[^A-Z]", "", short)
    for k in range(len(words) - 1, -1, -1):
        if not letters or len(words) - k > _LONGEST:
            break
        if words[k][0].lower() in (",", "and", "&", "of", "the"):
            continue
        if words[k][0][0].upper() != letters[-1]:
            break
        letters = letters[:-1]
        if not letters:
            return words[k:]
    return []


def _naming(head: str, word: re.Match[str], taken: list[re.Match[str]]) -> bool:
    """Whether a word that ends names elsewhere is part of this one."""
    if word[0] == "LED" or (taken and word[0].lower() in _TRADES and taken[0][0] != "for"):
        return True
    if word[0].lower() in _PLAIN_FORMS:
        return _DOERS.search(head, 0, word.start()) is None
    capitals = bool(taken) and word[0][0].isupper() and taken[0][0][0].isupper()
    named = capitals and word[0].lower() in _NAMING
    if taken and word[0] == "dynamic":  # "the global dynamic pricing market", no "dynamic market"
        return head.endswith(" global ", 0, word.start())
    return named and _HEADED.search(head, 0, word.start()) is not None
