"""Growth told as a multiple: doubled, threefold, twice as large, basis points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.patterns import Cued, last_words
from cytonomics.claims.words.scene import Scene

_UP = (
    r"grow(?:s|n|th|ing)?|grew|expan(?:d|ds|ded|ding|(?<!cell\sexpan)sion)|ris(?:e|es|ing|en)|rose|"
    r"increas(?:e|es|ed|ing)|advanc(?:e|es|ed|ing)|climb(?:s|ed|ing)?|progress(?:es|ed|ing)?|"
    r"accelerat(?:e|es|ed|ing)|surg(?:e|es|ed|ing)|(?:re)?gain(?:s|ed|ing)?|recover(?:s|ed|y|ing)?|"
    r"rebound(?:s|ed|ing)?|jump(?:s|ed|ing)?|soar(?:s|ed|ing)?|swell(?:s|ed|ing)?|"
    r"develop(?:s|ed|ing)?|scal(?:es|ed|ing)|escalat(?:e|es|ed|ing)|improv(?:e|es|ed|ing)|"
    r"(?<!make\s)(?<!made\s)(?<!makes\s)(?<!making\s)up(?!\s+to\b)|add(?:s|ed|ing)?|"
    r"widen(?:s|ed|ing)?|appreciat(?:e|es|ed|ing)|(?:compound(?:s|ing)?|(?:(?<=market\s)|(?<=sales\s)|(?<=revenue\s)|(?<=revenues\s))compounded)(?=\s+(?:at|by)\b)"
)
_DOWN = (
    r"declin(?:e|es|ed|ing)|shr[iua]nk(?:s|ing|age)?|contract(?:s|ed|ion|ing(?=\s+(?:by|at|\d)))|"
    r"contract(?=\s+(?:at|by|from|slightly|further|\d))|fall(?:s|en|ing)?|"
    r"fell|decreas(?:e|es|ed|ing)|drop(?:s|ped|ping)?(?!\s+(?:market|segment|industry|sector|"
    r"sales))|slip(?:s|ped|ping)?|slump(?:s|ed|ing)?|collaps(?:e|es|ed|ing)|plummet(?:s|ed|ing)?|crash(?:ed|es|ing)|s[au]nk|"
    r"down|los(?:e|es|t|ing)|dip(?:s|ped|ping)?|plung(?:e|es|ed|ing)|tumbl(?:e|es|ed|ing)|"
    r"reced(?:e|es|ed|ing)|diminish(?:es|ed|ing)?|slid(?:e|es|ing)?|shed(?:s|ding)?"
)
_SHOWS = (
    r"register(?:s|ed|ing)?|witness(?:es|ed|ing)?|exhibit(?:s|ed|ing)?|post(?:s|ed|ing)?|"
    r"enjoy(?:s|ed|ing)?|suffer(?:s|ed|ing)?|achiev(?:es?|ed|ing)|experienc(?:es?|ed|ing)|"
    r"(?<!\ba\s)record(?:s|ed|ing)?|see(?:s|ing)?|saw|maintain(?:s|ed|ing)?|sustain(?:s|ed|ing)?"
)
# Where words begin and not where they end, which takes half of the time.
DIRECTION = re.compile(
    rf"\b(?=[a-z])(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b(?![\s-]+rates?)", re.IGNORECASE
)
# Words that stand between a verb of growth and its number and say nothing of what is counted.
FILLER = (
    r"(?:an?|the|its|of|over|around|nearly|almost|about|approximately|approx\.?|roughly|some|more|"
    r"less|greater|higher|lower|than|up|to\s+(?=an?\s)|least|most|at|by|with|in|on|only|just|under|"
    r"below|above|beyond|close|exceeding|estimated|"
    r"anticipated|projected|expected|forecasted?|steady|robust|significant|healthy|strong|rapid|"
    r"solid|impressive|remarkable|moderate|modest|notable|stable|substantial|promising|fast|faster|fastest|quickest|strongest|highest|"
    r"quick|slow|slower|high|sharp|exponential|double-digit|single-digit|average|mean|annual|"
    r"yearly|"
    r"rate|pace|speed|clip|staggering|whopping|sturdy|stellar|considerable|lucrative|compelling|"
    r"further|another|additional|revenue|value|sales|year|negative|positive|minus|growth|decline|record|"
    r"annuali[sz]ed|"
    r"CAGR|compound|compounded|[~<>:(*=+-])"
)
_WORD = re.compile(
    rf"\b(?=[a-z])(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<shows>{_SHOWS}))\b(?![\s-]+rates?)",
    re.IGNORECASE,
)
# From such a word to the number: what it grows from, a preposition, and fillers.
_TO_NUMBER = re.compile(
    rf"[^;%]{{0,90}}?\b(?P<tail>(?:\s*(?<![A-Za-z]){FILLER}(?![A-Za-z])){{0,9}}\s*)", re.IGNORECASE
)
_HOW = re.compile(r"\b(?:at|of|by|with|is|above|below|near)\b", re.IGNORECASE)
LARGER = re.compile(
    r"\s*(?:larger|bigger|higher|greater|more|above|(?P<down>smaller|lower|less|below))\b"
    # "5 % more staff" is no larger market.
    r"(?=\s+(?:in|than|that|by|this|the|its|as|compared|over|on)\b)"
    r"[^;%]{0,40}?\b(?:than|that|the\s+level|its\s+level|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
MARKET = re.compile(
    r"\b(?=[a-z])(?:markets?(?!\s+(?:leaders?|cap|capitali[sz]ation|shares?|players?|access|research|"
    r"authori[sz]ation))|industry|segments?|sectors?|categor(?:y|ies))\b",
    re.IGNORECASE,
)
OF_MARKET = re.compile(
    f"{MARKET.pattern}|\\b(?:revenues?|sales|demand|it|(?<!'s\\s)spending(?=\\s+on\\s))\\b",
    re.IGNORECASE,
)
# Things that grow in market reports and are no markets.
OTHER = re.compile(
    r"\b(?=[a-z])(?:incidence|prevalence|populations?|patients?|cases|deaths?|mortality|births?|numbers?|people|"
    r"prices?(?!\s(?:optimi|analy))|costs?(?!\s(?:management|accounting))|expenses?|stocks?|shares|profits?|income|earnings|ebitda|margins?|gdp|"
    r"employment|workforce|staff|waiting|risks?(?!\s(?:management|analy))|rates?\s+of\s+(?:infection|survival)|funding|financing|"
    r"investments?|spending(?!\s+on\s)|(?<='s\s)spending|expenditures?|budgets?|adoption|usage|use(?=\s+of\b)|"
    r"(?:(?<!\w\s)|(?<=the\s))use(?=\s*\Z)|uptake|procedures|"
    r"surgeries|tests|volumes?|"
    r"imports?|exports?|productivity|capacity|orders|fdi|pay|debts?|jobs|headcount|shipments?|"
    r"interest|awareness|ownership|coverage|toll|"
    r"r&d|guidance|efficacy|yields?|output|wages?|tuition|inflation|taxes|visits|admissions|rates|"
    r"enrol\w*|trials|production|approvals|publications|patents|economy|prescriptions|beds|"
    r"tourists|"
    r"donations|installations|emissions|developers|products\s+were\s+(?:approved|launched|licensed)|energy\s(?:use|consumption|intensity|costs?|demand)|(?:lead|turnaround|cycle)\s+times?|supply(?!\s(?:chain|management|unit))|"
    r"infections|errors?|complaints|doctors|nurses)\b",
    re.IGNORECASE,
)
# "the market's 2025 growth at 16 %"
ONE_YEARS_GROWTH = re.compile(
    r"(?i)\b(?:(?:19|20)\d\d\s+(?:[a-z]+\s+)?growth|growth\s+(?:in|for)\s+(?:19|20)\d\d)\s+(?:at|of|to|is|was)\s+(?:[a-z]+\s+)?\Z"
)
# "Growth of the market slowed from 8 % (2018) to 3 % (2020)": the growth itself is what moves.
GROWTH_IS = re.compile(
    r"(?:\bmarket\s+(?:has\s+)?(?:slow|cool|eas|accelerat|decelerat)|"
    r"\b(?:growth|expansion)\b(?:\s+rates?\b)?(?:\s+(?:of|in|for|across)\b(?:[^,;:%()]|\([^()]{1,60}\)){0,110}?)?\s+"
    r"(?:(?:has|have|had|will|(?:is|are|was)\s+(?:set|expected|likely|projected)\s+to)\s+)?"
    r"(?:was|is|be|been|were|are|came|stood|reach|hit|touch|slow|eas|slip|moderat|cool|weaken|"
    r"accelerat|pick|fell|drop|dip|rose|ris|jump|climb|improv|recover|averag|vari|rang|amount|"
    r"settl|remain))\w*"
    r"(?:\s+(?:\w+ly|in(?=\s+at)|back|down|up|only|just|from|to|at|between|of|in\s+(?:19|20)\d\d)){0,4}\s+"
    r"(?:(?:about|around|nearly|over|some|just|only|a)\s+)*\Z",
    re.IGNORECASE,
)
_NEGATIVE = Cued("minus negative", r"\b(?:minus|negative(?:\s+\S+){0,5}?)\s*$")
_OF_PARTS = re.compile(r"\b(?:market|industry|segments?|regions?)\b", re.IGNORECASE)
SHARE = re.compile(r"\bshares?\b|\b(?:revenue|market)\s+portion\b", re.IGNORECASE)
# "Gels held a 9 % share, while tablets grow at": the next clause says nothing of shares.
NEXT_CLAUSE = re.compile(r"\sand\s|[,;]\s+(?:while|whereas|but)\s", re.IGNORECASE)
# "the pump industry's profit tripled"
_POSSESSOR = re.compile(r"\b(?:market|industry|sector)'s\b", re.IGNORECASE)
_FOLD = re.compile(r"(?:fold|times|x)$", re.IGNORECASE)
_MULTIPLE = Cued(
    "halv quintupl twice",
    r"\b(?:(?P<half>halv)(?:e|es|ed|ing)|(?P<five>quintupl)(?:e|es|ed|ing)|"
    r"(?P<twice>twice\s+(?:as|its|the)\s+(?:large|big|high|size|value)))\b",
)
REACH = 600
_MULTIPLES = {"half": 0.5, "five": 5.0, "twice": 2.0}
_BASIS = re.compile(r"\s?-?(?:basis[\s-]points?|bps?)\b", re.IGNORECASE)
_AFTER_VERB = re.compile(
    r"\s*(?:$|[.,;:)(|]|(?:from|to|in|by|between|over|during|within|since|and|before|through|until|"
    r"for|as|again|every|at|compared|on|this|next)\b|(?:its|their|the)\s+(?:size|value|revenues?|"
    r"worth|current|present|market)\b)",
    re.IGNORECASE,
)


# "4.5 times as large", "2.3x larger", "three times its size", but not that of another market
_LARGE = re.compile(
    r"\s*(?:as\s+(?:large|big|high|much)\b(?!\s+as\s+(?:the|that|those)\b)|what\s+it\b|(?:larger|bigger|higher|greater)\b(?!\s+than\s+(?:that|those)\b)|"
    r"(?:its|the)\s+(?:\w+\s+){0,2}(?:size|value|level)\b(?!\s+of\s+(?:the|that|those)\b))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Said:
    """The verb or noun of growth that a number hangs on, and the words between.

    Example:
        >>> growth_word("It will grow by ").how
        'by'
    """

    word: re.Match[str]
    gap: str
    how: str


@dataclass(frozen=True)
class Multiple:
    """A growth in folds or basis points: `quantity` spans the words, `unit` is "fold" or "bps".

    Example:
        >>> scene = Scene("The pump market halved in 2020.", 0)
        >>> [(m.quantity.low, m.unit) for m in multiples(scene)]
        [(0.5, 'fold')]
    """

    quantity: Quantity
    unit: Literal["fold", "bps"]


def _close(gap: str) -> bool:
    """Whether a verb of decline leads straight to its number, or by what it declines from."""
    words = re.sub(rf"\b{FILLER}(?![A-Za-z])", " ", gap, flags=re.IGNORECASE)
    straight = len(words.split()) < 3 and not re.search(r"[,;]", gap)
    return straight or re.match(r"\s+(?:\w+ly\s+)?from\s", gap) is not None


_TO_LEVEL = re.compile(r"\s+(?:back\s+|down\s+)?to\b", re.IGNORECASE)


def signed(scene: Scene, quantity: Quantity, since: int = 0) -> Quantity:
    """Return a rate with the sign that is printed, or that its verb gives: a decline is below 0.

    `since` is where the words that belong to the rate begin. A printed minus joins the span.

    Example:
        >>> scene = Scene("Sales fell by 3% a year.", 0)
        >>> signed(scene, scene.percents[0]).low
        -3.0
    """
    left, right = scene.text[since : quantity.start], scene.text[quantity.end :]
    if GROWTH_IS.search(last_words(left, 160)):
        return quantity
    if left.endswith("-") and re.search(r"(?:^|[\s(:|~])-$", left):
        return _negative(quantity, quantity.start - 1)
    if _NEGATIVE.search(left):
        return _negative(quantity, quantity.start)
    said = growth_word(left)
    # "falling back to 9 %" is still a growth.
    if said and said.word["down"] and _close(said.gap) and not _TO_LEVEL.match(said.gap):
        return _negative(quantity, quantity.start)
    fall = rf"\s*(?:\w+\s+)?(?:{_DOWN})\b"
    larger = LARGER.match(right)
    if (larger and larger["down"]) or (
        (said is None or said.word["shows"]) and re.match(fall, right, re.IGNORECASE)
    ):
        return _negative(quantity, quantity.start)
    return quantity


def _negative(quantity: Quantity, start: int) -> Quantity:
    return replace(quantity, low=-quantity.high, high=-quantity.low, start=start)


def multiples(scene: Scene) -> Iterator[Multiple]:
    """Yield the growth in folds and in basis points that a scene states of a market.

    Example:
        >>> scene = Scene("Between 2016 and 2022 the stem cell therapy market tripled.", 0)
        >>> [(m.quantity.low, m.unit) for m in multiples(scene)]
        [(3.0, 'fold')]
    """
    known = [q for q in scene.quantities if q.kind == "fold"]
    for match in _MULTIPLE.finditer(scene.text):
        if not any(q.start < match.end() and match.start() < q.end for q in known):
            fold = _MULTIPLES[match.lastgroup or "half"]
            known.append(Quantity("fold", fold, fold, 1.0, *match.span()))
    if known and _of_market(scene):
        for quantity in sorted(known, key=lambda q: q.start):
            if _multiplies(scene, quantity):
                yield Multiple(quantity, "fold")
    for quantity in scene.quantities:
        points = _BASIS.match(scene.text, quantity.end) if quantity.kind == "number" else None
        since = max(0, quantity.start - 70)
        grows = points and DIRECTION.search(scene.text[since : quantity.start])
        if points and grows and _OF_PARTS.search(scene.text):
            yield Multiple(signed(scene, replace(quantity, end=points.end()), since), "bps")


def _of_market(scene: Scene) -> bool:
    """Whether a sentence speaks of a market, or "it" does of that of the sentence before."""
    # "A rise to USD 4 billion means that it grows tenfold": the market is the one before.
    about = f"{scene.before} {scene.text}" if scene.text.startswith("It ") else scene.text
    return bool(MARKET.search(about) or (scene.amounts and OF_MARKET.search(scene.text)))


def _multiplies(scene: Scene, quantity: Quantity) -> bool:
    """Whether a fold is the growth of a market, and not of something else in the sentence."""
    before = scene.text[max(0, quantity.start - REACH) : quantity.start]
    behind = scene.text[quantity.end : quantity.end + 80]
    clause = before[max(before.rfind(", and "), before.rfind(";"), before.rfind(" as ")) + 1 :]
    if OTHER.search(clause) and not MARKET.search(_POSSESSOR.sub(" ", clause)):
        return False
    if SHARE.search(before[-30:]):
        return False
    if not _FOLD.search(scene.text[quantity.start : quantity.end]):
        # A verb: the market stands before it, and no other thing is its object.
        return bool(OF_MARKET.search(clause)) and _AFTER_VERB.match(behind) is not None
    near = last_words(before, 60) + "|" + behind[:60]
    grows = DIRECTION.search(near) or re.search(r"\bmultipl", near, re.IGNORECASE)
    if _LARGE.match(behind):
        return OF_MARKET.search(clause) is not None
    return grows is not None and re.match(r"\s*(?:a|per|the|that|as|\d)\b", behind) is None


@lru_cache(maxsize=16)  # asked for by all that judge one number
def growth_word(left: str) -> Said | None:
    """Return the nearest word of growth that leads to the number behind `left`.

    Example:
        >>> growth_word("The market will grow by ").word[0]
        'grow'
    """
    window = last_words(left, 160)
    for word in reversed([*_WORD.finditer(window)]):
        way = _TO_NUMBER.fullmatch(window, word.end())
        if way:
            how = _HOW.search(way["tail"])
            return Said(word, way[0], how[0].lower() if how else "")
    return None


def is_far(said: Said) -> bool:
    """Say whether another statement stands between the word of growth and its number.

    Example:
        >>> said = growth_word("It rose, and hospitals held ")
        >>> said is None or is_far(said)
        True
    """
    if re.search(r"\b(?:rate|pace|speed|growth)\b", said.gap, re.IGNORECASE):
        other = r"\b(?:response|survival|adoption|success|mortality)\s+rate"
        return re.search(other, said.gap) is not None
    words = re.sub(rf"\b{FILLER}(?![A-Za-z])", " ", said.gap, flags=re.IGNORECASE)
    limit = 12 if said.how in ("at", "by") else 4 if said.how else 0
    return len(words.split()) > limit or bool(re.search(r"\bof\s+\w+.*\bof\b", said.gap))
