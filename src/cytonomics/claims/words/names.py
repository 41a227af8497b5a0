"""How segments and axes are called in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cytonomics import vocabulary
from cytonomics.claims.patterns import last_match
from cytonomics.claims.words.labels import market_labels
from cytonomics.claims.words.verbs import IN

_SEGMENT_WORD = re.compile(
    r"\b(?:(?:sub[\s-]?)?(?:segments?|categor(?:y|ies)|classification|application|division|bifurcation(?!\s+of))|subsets?|"
    r"(?:sector|slice)(?=\s+of\s+(?:the\s+)?(?-i:[a-z]))|(?:(?<=private )|(?<=public ))sector)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?<!\bas)\s(?:the|an?|market's|industry's)\s", re.IGNORECASE)
# "the dressage application segment"
_KIND = re.compile(r"(?<=\w\s)(?:market|application|end[ -]user?)\s\Z", re.IGNORECASE)
# A year is no part of a market, nor is who counts it: "MarketsandMarkets", "GlobalData".
_YEAR = re.compile(
    r"(?:FY)?\d+[AEF]?|[A-Z][a-z]+(?:and|[A-Z][a-z]+)?(?:Markets|Data|Research|Insights?|Pharma)"
)
# "The asthma, COPD and bronchitis segment", "the products for cats segment"
_FEW = r"[\w/'-]+(?:\s[\w/'-]+){0,2}"
_IN_FULL = re.compile(
    rf"(?:\A|[.;,]\s+|\b(?:and|while|whereas|that)\s+)the\s+(?:(?P<list>{_FEW}(?:,\s+{_FEW}){{1,4}},?\s+(?:and|&)\s+{_FEW}|"
    # "The third-generation, self-healing tyres segment"
    rf"\w+-[\w-]+,\s+{_FEW})|"
    rf"(?P<name>(?P<what>(?!(?:markets?|demand|sales|revenues?|CAGR|growth|share|size|value|forecast)\b){_FEW})\s+for\s+(?!the\b){_FEW}))\s+\Z",
    re.IGNORECASE,
)
# "The Peruvian market as a segment" is a market.
_MARKET_AS = re.compile(r"\bmarket\s+as\s+an?\s*\Z", re.IGNORECASE)
_AS_A = re.compile(r"\bas(?:\s+an?)?\s*\Z", re.IGNORECASE)
# "the pump market (excluding the tube segment)"
_EXCEPT = re.compile(r"\b(?:exclud(?:es?|ing)|except(?:ing|\s+for)?|other\s+than)\s", re.IGNORECASE)
_AXIS = re.compile(r"\W*(?:by|based\s+on|in\s+terms\s+of)\s[^,]*\Z", re.IGNORECASE)
_LAST_WORDS = re.compile(
    # "The electric vehicle (EV) charger": a short form amid the name
    r"(?:[^,;:.()]|(?<=\b[A-Z])\.(?!\s+[A-Z])|(?<=\w\s)\([\w/&-]{2,10}\)(?=\s\w))*(?:(?<=\w\s)\([\w\s/&-]{1,30}\)\s+)?\Z"
)
_VERB = re.compile(
    r"(?<!-)\b(?:held|holds?|holding|account\w*|captur\w+|contribut\w+|represent\w*|command\w*|dominat\w+|(?-i:led)|leads?(?!\sacid)|form(?:s|ed)?|"
    rf"(?:is|was|were|are|has|have|had)(?:\s\w+ed\b)?|will|expected|projected|anticipated|(?<!side\s)by|from|to|that|which|{IN}|of|at|for|with|"
    r"driven|followed|between|across|within|per|reached|reach|generated|among|into|while|whereas|emerged|remained|as(?!\sa\sservice))\b(?!-)",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"^(?:(?:in|by|as\s+of|during|for|throughout)\s+(?:the\s+year\s+|(?:fiscal|calendar)\s+(?:year\s+)?)?(?:(?:19|20)\d\d|FY\s?\d\d(?:\d\d)?)\s*,?|"
    r"by\s+[\w\s/-]{2,40}?(?:,|:|-)|based\s+on\s+[\w\s/-]{2,40}?,|in\s+terms\s+of\s+[\w\s/-]{2,40}?,|"
    r"on\s+the\s+basis\s+of\s+[\w\s/-]{2,40}?,|among\s+[\w\s/-]{2,40}?,|[\w\s]{2,30}:|(?:sub-?)?segment\s+(?:of|for)\b|additionally,|moreover,|"
    r"furthermore,|meanwhile,|however,|regionally,|geographically,|notably,|currently,|globally,|"
    r"(?:adoption|uptake|usage|use|consumption|shipments|purchases)\s+of\b(?!\s+th)|"
    r"(?:and|but|yet|while|whereas|with|the|a|an|where)\b|company\s(?-i:(?=[A-Z]))|"
    r"[0-9.,-]{1,9}%\s+|[0-9]{1,3}(?-i:(?=[A-Z][a-z]|(?!MM)[A-Z]{2,4}[-\s]))|-|\*|,)\s*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?<=[\w).])[\s,]+(?:(?:for|in|during|over)\s+(?:the|this|that)\s+(?:same\s+)?(?:year|period|quarter)|each|both|now|currently|alone|together|collectively|(?:sub[\s-]?)?segments?|sub-?sectors?|sub[\s-]?categor(?:y|ies)|classification|(?<!drug\s)class|portion|slice|divisions?|applications?|verticals?|component|(?<!private\s)(?<!public\s)sectors?|revenues?|spending|demand|regions?)\Z",
    re.IGNORECASE,
)
# "Mining (55% of sales)"
_IN_PERCENT = re.compile(r"\s*\([^()]*%[^()]*\)?\Z")
# "Comparatively", "ultimately": how something is said, no part of a market; a family is a noun.
_ADVERB = re.compile(r"[A-Za-z][a-z]{3,}(?<!ami)(?<!upp)(?<!ssemb)(?<!pkin)ly")
# "expecting this segment": what is meant was named before.
_TAKEN_UP = re.compile(r"\b(?:the|this|that|these|those|its|their)\Z", re.IGNORECASE)
_TRADE_IN = re.compile(r"(?:sales|revenues?|growth)\s+(?:with)?in\s|.*\bdecades?\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:two|three|four|five|six|ten)\s(?:[a-z]+\s)?(?:players|companies)$", re.I
)
_OWNED = re.compile(r"\b(?:private|public)\Z", re.IGNORECASE)
GENERIC = frozenset(
    str.split(
        "market it this that they which industry segment region share largest dominant these "
        "shares revenue growth report sector company players there category country leading "
        "end-user end-users product application technology top dominant second other others type "
        "indication users worth whole "
        "first same latter former it biggest smallest smaller larger major main key fastest "
        "class growing according fastest-growing important promising two three four several "
        "geographic geographical regional within the of in at by for from to a an and estimated "
        "five six seven eight nine ten one all such end user implied both neither last year after "
        "plus minus before since despite following during until amid "
    )
)


# What a list leaves unnamed is a part as well.
REST = re.compile(r"(?:all\s+)?others", re.IGNORECASE)
# No noun phrase: "Ortano reported a", "silver, which", "designed to meet demand", "Only a few"
_NO_PHRASE = re.compile(
    r"^(?:country|nation|region|company|firm)'s\s|^(?:of|[Ii]f|[Ee]ven|[Dd]espite|[Ww]hat|[Oo]nly|[Mm]any|[Mm]ost|[Ss]everal|[Tt]his|[Tt]hese|[Tt]hose|[Ss]uch|[Ii]ncluding|[Ww]ithin|[Aa]s|[Ww]hen|[Ww]hile|"
    r"[Aa]lthough|[Bb]ecause|[Pp]redominantly|[Oo]ngoing)\b(?!-)|^[a-z]+(?:ing\s(?:to|close|the|an?|in|at|by)|ed\s(?:to|by|in|as|with))\s|"
    r"(?<![\w-])(?:which|who|whom|whose|that|you|we|they|he|she|it|their|our|your|my|his|its|has|have|had|is|are|was|were|will|would|seems?|reported|warned|says|said|announced|"
    r"expects?|believes?)(?![\w-])|\s(?:the|of|in|and|rapidly|within|to|for)$|-(?:is|are|has|have|was)$|\s(?:noted|adds|added|explained)$|\bfor\s[a-z]+\syears\b|"
    # What a firm has, and when: no part of a market.
    r"^(?:[Aa]ssets|[Ee]quity|[\w-]+\sratio|(?:first|second|third|fourth)[\s-]quarter)$"
)


def is_phrase(name: str) -> bool:
    """Say whether words can be the name of a part of a market, and are no piece of a sentence.

    Example:
        >>> is_phrase("steel pumps"), is_phrase("Ortano reported a"), is_phrase("silver, which")
        (True, False, False)
    """
    return _NO_PHRASE.search(name) is None


def segment_names(text: str) -> Iterator[str]:
    """Yield what a text calls a segment: the words before "segment" back to a verb or a comma.

    Example:
        >>> list(segment_names("In 2023, the hospital pharmacy segment led."))
        ['hospital pharmacy']
    """
    for word in _SEGMENT_WORD.finditer(text):
        head = _LAST_WORDS.search(text, max(0, word.start() - 80), word.start())
        said = _KIND.sub("", head[0]) if head else ""
        if _EXCEPT.search(said) or _MARKET_AS.search(said):
            continue
        if any(label.start <= word.start() < label.end for label in market_labels(text)):
            continue  # "the global Mobile Application Security market"
        if _AXIS.match(said) and text[word.end() : word.end() + 1] == ",":
            continue  # "By therapeutic application, …" names the axis
        whole = _IN_FULL.search(text, max(0, word.start() - 80), word.start())
        if whole and not _VERB.search(whole["list"] or whole["what"]):
            yield whole["list"] or whole["name"]
            continue
        words = _AS_A.sub("", said).split()[-8:]
        name = " ".join(words)
        last = last_match(_VERB, name)
        name = _ARTICLE.split(name[last.end() :] if last else name)[-1]
        if _OWNED.search(name) and word[0].lower() == "sector":
            yield f"{clean_name(name)} sector"  # "private" names nothing by itself
            continue
        name = clean_name(name) or ""
        if name and not _TAKEN_UP.search(name):
            yield name


_HOME = re.compile(r"(?<=[a-z])\s\(([A-Z][a-z][A-Za-z ]{2,20}|USA?|UK|U\.S\.|U\.K\.)\)\Z")


# The name of a list's item is asked for with every figure of the list.
@lru_cache(maxsize=1024)
def clean_name(name: str) -> str | None:
    """Return a segment's name without lead-in and generic words, or None.

    Example:
        >>> clean_name("In 2023, the hospitals")
        'hospitals'
    """
    previous = None
    name = _IN_PERCENT.sub("", name.replace('"', "").strip(" ,:-*()'"))
    while previous != name:
        previous = name
        name = _TAIL.sub("", _LEAD_IN.sub("", name)).strip(" ,:-*()'\"")
    if name.count("(") > name.count(")") and name.rpartition("(")[2].strip():
        name += ")"
    home = _HOME.search(name)
    if home and vocabulary.find_geography(home[1]):
        name = name[: home.start()]  # "Arvena (China)"
    words = name.split()
    if _ADVERB.fullmatch(name) or _YEAR.fullmatch(name) or _TRADE_IN.match(name):
        return None
    if (
        not words
        or len(words) > 9
        or (
            not _COUNTED.search(name)
            and "IT" not in words
            and GENERIC.issuperset(name.lower().replace("-", " ").replace("'s", "").split())
        )
    ):
        return None
    return name


# "storage fluids, tissue typing and other consumables"
_MEMBERS = re.compile(r",\s(?:(?:and|&)\s)?|\sand\s")


def longest_member(name: str) -> int:
    """Return how many words the longest member of a list has; a name is a list of one.

    Example:
        >>> longest_member("storage fluids, tissue typing and other small parts")
        3
    """
    return max(len(member.split()) for member in _MEMBERS.split(name))
