"""Which named part of a market an amount belongs to: the segment, or the subject of its clause."""

from __future__ import annotations

import re
from functools import lru_cache

from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.markets.implied_markets import without_market
from cytonomics.claims.markets.stated_markets import stated_markets
from cytonomics.claims.parts.traded_names import SOLD
from cytonomics.claims.patterns import Cued
from cytonomics.claims.words.clauses import BESIDE_NAME, TITLE, subject
from cytonomics.claims.words.companies import COMPANIES
from cytonomics.claims.words.finite import FINITE, behind_verb
from cytonomics.claims.words.labels import MARKET_WORD, market_labels
from cytonomics.claims.words.names import REST, clean_name, longest_member, segment_names
from cytonomics.claims.words.openings import IN_MARKET
from cytonomics.claims.words.places import LANDS, REGIONS
from cytonomics.claims.words.scene import Scene
from cytonomics.claims.words.verbs import TELLS_THAT

# "hospitals (USD 2 billion)"
_BRACKET = Cued(
    "(",
    r"(?:^|[,;:]\s|\band\s|\binclude\s|\b(?:ahead|followed|than)\s(?:of\s|by\s)?)(?:(?:closely\s|then\s)*followed\s(?:closely\s)?by\s)?(?P<name>[^,;:()0-9$€£¥₹]{3,60}?)\s*(?:\([^()]{2,12}\)\s*)?\(\s*\Z",
    flags=0,
)
_BESIDE = re.compile(
    r"\A\W*(?:(?:behind|ahead\s+of|over|past|above|below|next\s+to|beside|after)\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
# What a market as a whole may be called; such a subject is no part of it.
_WHOLE = re.compile(
    r"(?i)^having$|^(?:in\s+)?(?:the|an?)\s(?:[\w-]+\s)?(?:case|scenario)$|\b(?:(?<!emerging\s)markets?|industry|sector|revenues?|sales?|values?|valuation|size|spending|expenditure|"
    r"turnover|growth(?!\s+(?:factor|hormone))|demand|opportunity|ecosystem|figure|total|amount|sum|outlook|prospects|(?-i:[Ii]t)|they|this|these|that|which|we|"
    r"our|my|model|them|report|study|analysts?|researchers?|research|insights?|forecasts?|projections?|estimates?|"
    rf"{COMPANIES}|players?|makers|manufacturers|suppliers|producers|vendors|providers|institute|ministry|association|agency|also|most|there|countr(?:y|ies)|region|expansion|trade|business|years?|decade|quarter|[bm]illion|(?:19|20)[0-9]{{2}}|usd|eur)\b|[$€£¥₹]|^(?:larg|bigg|fast|high)est\s|^(?:{LANDS}|{REGIONS}|(?:(?:after|since)\s+)?having|heading|bound)$"
)
# A new clause brings a subject of its own.
TURN = re.compile(
    r"(?i)(?=[.;:,\s])(?:(?:(?<!(?-i:[A-Z]))(?<!e\.g)\.|[;:])\s+|,?\s+(?:while|whereas|but|although|though|because|as)\s+|,\s+(?:with|and|of\s+(?:which|this|these))\s+)"
)
_WITH = re.compile(r",\s+with\s+")
# "…, while pumps, with USD 2 bn, lead": no "while growing fast"
_WHILE = re.compile(r",\s+(?:while|whereas)\s+(?!(?:it|th\w+|still|also|not|\w+ing|\w+ed)\b)", re.I)
# "Beds - the largest segment - earned"
_ASIDE = re.compile(r" - ((?:the|an?|one|our|its)\s[^-.,;:]{3,80}) - ")
_ITEM = re.compile(
    r"(?:\s+(?:of|in|to)\s+(?:sales|revenues?|this|that|it|the\s+total))?(?:\s+in\s+(?:FY\s?)?[0-9]{2,4})?(?:\s+\([^()]{1,30}\))?(?:[,;]\s+(?:(?:and|then|while|whereas|followed\s+(?:closely\s+)?by)\s+)?|\s+and\s+)"
    r"(?:that\s+(?:from|of)\s+)?(?!(?:but|so|thus|hence|therefore|then|against|versus|up|down|from|to|over(?!-)|passed|compared|close)\b|[a-z]+ly\s)(?P<name>[^,.;:0-9$€£¥₹]{3,50}?)(?:,\s+(?:the|an?)\s[^,.;:0-9]{2,40}(?=,))?,?\s+(?:(?:follow(?:s|ed)|came|had|made|took|earned|generated|added|posted|brought\s+in)\s+)?(?:(?:with|at|for|to|reached|a\s+(?:value|size)\s+of)\s+)?"
)
_EARN_VERB = re.compile(
    r"(?i)\b(?:had|held|recorded|posted|generated|earned|contribut(?:e|es|ed)|represented|(?:was|were|is|are)\s+(?:worth|valued)|(?:made|makes?)\s+up|"
    r"(?:brought|brings?)\s+(?:in|the\s+(?:market|industry|sector))|c[ao]mes?\s+(?:in|to)|yielded|booked|add(?:s|ed)?|fetched|(?-i:led)|reach(?:ed|es)?|account(?:s|ed)?\s+for)\b"
)
_EARNS = Cued(
    "held hold had has record regist posted generat earn sold account contribut represent captur "
    "responsible led lead dominat kept keep mak made brought bring give gave booked add fetch "
    "total stood yield came come follow",
    r"(?P<name>(?:[^,.;:]|e\.g\.|(?<=(?-i:[A-Z]))\.){2,70}?)(?:,\s+(?:one|a|an|another|the|for\s+now|mainly|mostly|largely|chiefly|led\s+by|including|owing|due|thanks|because|despite|driven|supported|backed|helped|boosted|aided|sold|used|which|where|on\s+the\s+other|by|in)\s[^,]{2,60},|,\s+(?:meanwhile|however|though|too),)?\s+"
    r"(?:(?:also|alone|still|currently|itself)\s+)?"
    r"(?:(?:will|would|should|could|may|might|(?:is|are|was|were)(?=\s+accounted\s+for\b))\s+)?"
    r"(?P<verb>held|holds?|ha[ds](?!\s+(?:been|\w+ed|grown|become|seen|risen|put|set)\b)|record(?:ed|ing)|"
    r"records(?=\s+(?:an?\b|the\b|its\b|sales|revenues?|about|around|over|[$€£¥₹\d]|(?-i:[A-Z]{2,3}\b)))|register(?:ed|s)?|posted|generat(?:ed|es|e|ing)|earn(?:ed|s|ing)?|sold|account(?:ed|s|ing)?|contribut(?:ed|es|e|ing)(?!\s+to\b)|represent(?:ed|s|ing)?|captur(?:ed|es|e|ing)|"
    r"(?:is|was|are|were)\s+responsible(?=\s+for\b)|(?-i:led)(?!\s+to\b)|leads(?!\s+to\b)|lead(?=\s+the\b)|dominat(?:ed|es)|kept|keeps|(?:made|makes?|making)\s+up|"
    r"(?:brought|brings?|gives?|gave)(?:\s+in|(?=\s+(?:it|(?:the|this)\s+(?:[\w&-]+\s+){0,5}?(?:market|industry|sector))(?:\s+(?:only|just|about|around|nearly|over|some|almost|an?|estimated|mere)){0,3}\Z))|booked|add(?:ed|s)?(?!\s+to\b)|fetch(?:ed|es)?|total(?:s|l?ed)|stood(?=\s+at\b)|yield(?:s|ed)|c[ao]mes?(?=\s+(?:in\s+at|to)\b)|follow(?:ed|s)(?=\s+(?:with|at)\b))\b"
    r"(?P<rest>(?:[^.;]|\.(?=[0-9])|(?<=(?-i:[A-Z]))\.){0,110})\Z",
)
_ANOTHER_VERB = re.compile(
    r"(?i)\b(?:is|are|was|were|will|would|which|who|that|expected|projected|reached|grew|growing|rising|compared)\b"
)
# "the biggest treatment segment" is described, not named
_RANK = re.compile(r"(?i)(?:\w+\s)?(?:(?:larg|bigg|small)est|leading|dominant|main)\b")
# "market size from the oral segment is"
_FROM = re.compile(
    r"(?i)\b(?:market\s+(?:size|value|valuation|revenues?|share)|revenues?|sales)\s+"
    r"(?:(?:generated|earned|contributed|brought\s+in)\s+(?:by|from)|from)\s+(?:the\s+)?"
    r"(?P<name>[^,.;:]{3,60}?)\s+(?:segment\s+)?(?:in\s+[0-9]{4}\s+)?(?:is|was|are|were|will|would|could|may|should|stood|reached|surpassed|"
    r"exceeded|crossed|has|had)\b"
)
_REPORTED = re.compile(
    rf"(?i)[^,.;]{{0,80}}?\b(?=[a-z]{{3}})(?:{TELLS_THAT}|(?:analysts?|experts?|researchers?|reports?|study|research|survey)\s+"
    r"(?:says?|said|suggests?|shows?|finds?|found|estimates?|believes?|notes?)\s+)"
)
_OPENING = re.compile(r"\s*(?:in|within|of|amongs?t?|by|at)\s(?:[^,]|,(?=\d)){3,90},\s+", re.I)
_CUT = re.compile(r"(?=[.;\n])(?:(?<![A-Z])(?<!e\.g)\.\s|;\s|\n)")
_KEY = re.compile(
    # "5G: ", "0-18 years: "
    r"(?:[\W_]{0,6}(?=[2-6][DG]\b|[0-9]+(?:-[0-9]+)?\s+years\b)|[\W0-9]{0,6})(?:[A-Z][a-z\s&/-]{3,24}(?::|\s-)\s)?(?P<name>(?:[A-Za-z]|(?<![0-9])[0-9])[A-Za-z0-9&/'()\s+-]{1,50}?)\s*(?::|\||\s-)[\s|]*\Z"
)
_NO_KEY = re.compile(
    r"(?i)\b(?:base|forecast\w*|current|year|cagr|estimated|projected|historical|period|price|date|"
    r"start|end|initial|final|in|by|tam|sam|som|overall|deal|funding|leader|global|largest|"
    r"fastest|note|source|cost|expected|today|now|baseline|worth|investments?|budget|raised|"
    r"series|pipeline|projection|revenue|increment\w*|fy\s?[0-9]*|q[1-4]|h[12]|mid|late|early|"
    r"estimate|actual|peak|(?-i:[A-Z][\w&-]*\sResearch\Z))\b"
)
_BOUND_WORDS, _KEY_LINE = 12, 130
# "Dental lasers had a market of": the subject is the market itself.
_HAS_MARKET = re.compile(r"\ban?\s+(?:\w+\s+)?market\s+(?:size\s+|value\s+)?of\b", re.IGNORECASE)
_FRONTED = re.compile(
    r"\W*(?:with|at|worth|having|valued\s+at|(?P<earning>(?:contribut|generat|earn|add|yield|record|post|book|mak)ing|bringing\s+in|accounting\s+for|totall?ing))\b[^,]{0,80}\Z",
    re.IGNORECASE,
)
_IN_MARKET = re.compile(
    r"(?i)(?:\s(?:for|to|in|within|of)\s(?:the|this)\s[^,.;]{2,60}?(?:market|industry|sector))?(?:\s(?:in|by)\s(?:FY\s?)?[0-9]{4})?,\s+(?:the\s+)?(?P<name>[^,.;]{3,60}?)\s+"
    rf"(?={FINITE.pattern})"
)
_BEHIND = re.compile(
    r"(?i)[^,.;]{0,40},\s+(?:the\s+)?(?P<name>[^,.;]{3,60}?)\s+(?:(?:segment|sector|category|(?:age\s+)?group)\b"
    r"(?!\s+(?:\w+\s+)?(?:market|industry))|(?:lead|led|leads|dominat\w+|top|tops|topped|(?:(?:is|are|was|were)|(?:(?:will|to)\s+)?(?:be|remain|stay)(?:s|ed)?)\s+the\s+\w+est|(?:held|holds?|took|takes?|captured|commands?|account\w*\s+for|ma[dk]es?\s+up|represent\w*)(?=[^,.;%]{1,30}%))\b)"
)
_IS_MARKET = re.compile(r"(?:(?!\bof\b)[^,.;]){0,40}?\b(?:market|industry)\b", re.IGNORECASE)
_ALONE = re.compile(r"\s+(?:alone|itself|each|together)\s", re.IGNORECASE)
# Who pays, reports ("other sources see …") or is driven by what is no part of a market.
_NO_NAME = re.compile(
    r"(?i)\b(?:predictions?|expectations?|investments?|funding|deals?|costs?|prices?|budgets?|exports?|imports?|governments?|"
    r"number|impact|incidence|prevalence|rising|increasing|growing|adoption|approvals?|launch(?:es)?|"
    r"firms?|inc|ltd|group|plc|its|their|his|who|segment|investors?|acquisitions?|includ\w+|such|"
    r"valued|estimated|cagr|rates?|health\s?care|economy|gdp|population|patients|people|end|due|"
    r"driven|(?:association|agency|consultancy|brokerage|sources?|analysts?|experts?|stud(?:y|ies)|reports?|estimates?|forecasts?)$)\b|^(?:an?|the)\s\w+'s$"
)
# "The main parts are pumps and tubes, both of which had sales of USD 2 million"
_BOTH_OF = re.compile(
    r"(?i)\b(?:are|were|is|was)\s+(?P<name>[^,;.:]{3,80}),\s+(?:both|each|all)\s+of\s+"
    r"(?:which|them)\b[^,;.:]{0,60}\Z"
)
_CONFINED = re.compile(
    r"(?i)\W*(?:for|in|within)\s+(?P<name>[^,;.]{3,60}?)\s+alone,\s+(?:the|this)\s+"
    r"(?:[\w-]+\s+){0,3}?(?:markets?|industry|sales|revenues?)\b"
)
_WITH_AMOUNT = re.compile(
    r"(?i)(?:^|[,;:]\s)(?P<name>[^,;:0-9]{3,70}),\s+(?:with|(?P<at>at))\s+(?:[a-z]+\s+){0,3}\Z"
)
_SUCH_AS = re.compile(r"^.*\bsuch\s+as\s+", re.IGNORECASE)
_IN_SALES = re.compile(r"\s+in\s+(?:[a-z0-9]+\s+)?(?:sales|revenues?|turnover)\b", re.IGNORECASE)
# "Mining, the largest user", "steel's market value"
_HANGS_ON = re.compile(
    r"(?i),\s+(?:the|an?|one|its|such\s+as|including|like|especially)\s.*\Z|(?:'s|(?<=s)')\s+(?:market\s+)?(?:value|size|sales|revenues?|share|contribution)\Z"
)


def earner(scene: Scene, quantity: Quantity) -> str | None:
    """Return the name of the part that an amount belongs to, or None for the whole or a place.

    Example:
        >>> scene = Scene("In the pump market, spares had sales of USD 2 million.", 0)
        >>> earner(scene, scene.amounts[0])
        'spares'
        >>> scene = Scene("The pump market had sales of USD 2 million.", 0)
        >>> earner(scene, scene.amounts[0]) is None
        True
    """
    clause = clause_before(scene, quantity)
    return (
        _named_by(_BRACKET, scene, clause)
        or _listed(scene, quantity)
        or _named_segment(clause)
        or _alone(scene, clause)
        or _named_by(_FROM, scene, clause)
        or _key(scene, clause)
        or _subject(scene, clause)
        or _fronted(scene, clause, quantity)
        or _named_by(_BOTH_OF, scene, clause)
        or _with_sales(scene, clause, quantity)
    )


def named_subject(scene: Scene, quantity: Quantity) -> str | None:
    """Return the subject of an amount's clause where it names neither a market nor a place.

    Example:
        >>> scene = Scene("Spare parts will rise from USD 2 million to USD 3 million.", 0)
        >>> named_subject(scene, scene.amounts[0])
        'Spare parts'
    """
    clause = clause_before(scene, quantity)
    # "Carpet cleaning is a USD 6 million market": the subject is the market itself.
    market = MARKET_WORD.search(clause) or _IS_MARKET.match(scene.text, quantity.end)
    if market or stated_markets(clause, scene.outline.market):
        return None
    # "Demand for steel doors will rise 4 % a year to USD 2 million": of the doors
    name = SOLD.sub("", subject(scene.text, quantity.start))
    if len(name) < 3 or name not in clause or _NO_NAME.search(name):
        return None
    behind = BESIDE_NAME.sub(" ", clause.rpartition(name)[2])
    return _part(scene, name) if FINITE.match(behind.strip(" ,-")) or _ALONE.match(behind) else None


# Asked for by all that look for the earner of one amount.
@lru_cache(maxsize=4)
def clause_before(scene: Scene, quantity: Quantity) -> str:
    """Return the words before a quantity back to the last full stop or semicolon.

    Example:
        >>> scene = Scene("In all, gels lead the market; steel tubes had USD 2 million.", 0)
        >>> clause_before(scene, scene.amounts[0])
        'steel tubes had '
    """
    # A report's title in quotation marks may name segments that the sentence does not speak of.
    text = TITLE.sub(lambda title: " " * len(title[0]), scene.text[: quantity.start])
    cuts = [cut.end() for cut in _CUT.finditer(text)]
    # "…; close to USD 4 billion is forecast": the clause before names what is forecast.
    end = len(text)
    while cuts and end - cuts[-1] < _BOUND_WORDS:
        end = cuts.pop()
    clause = text[cuts[-1] if cuts else 0 : end].rstrip("; \n") + " "
    return _ASIDE.sub(lambda aside: f", {aside[1]}, ", clause)


def _named_by(form: Cued | re.Pattern[str], scene: Scene, clause: str) -> str | None:
    """The name that a form of words gives; a place is none of its own name."""
    named = form.search(clause)
    # "gels overtook creams (USD 2 million)": what stands behind the verb
    name = behind_verb(named["name"]) if named and form is _BRACKET else ""
    name = _BESIDE.sub("", name) or (named["name"] if named else "")
    return _item(scene, name) if name else None


def _named_segment(clause: str) -> str | None:
    """The segment a clause names last, unless a market is named in a part of its own behind."""
    clause = _WHILE.split(clause)[-1] if ", wh" in clause else clause
    part = _WITH.split(clause)[-1]
    said = part if any(market_labels(part)) else clause
    names = [name for name in segment_names(said) if not _RANK.match(name)]
    return names[-1] if names else None


def _alone(scene: Scene, clause: str) -> str | None:
    """The part that "the market" is confined to: "For spare parts alone, the market was"."""
    confined = _CONFINED.match(clause)
    # Where the document knows no larger market, it is the market that is spoken of.
    return _part(scene, confined["name"]) if confined and scene.outline.market else None


def _key(scene: Scene, clause: str) -> str | None:
    """The name that a short line gives a value: "dressings: EUR 3 billion"."""
    if len(scene.text) >= _KEY_LINE:
        return None
    # "Gauze: USD 2 bn in 2023 and USD 3 bn in 2030": the key is that of both.
    first = scene.text[: scene.amounts[0].start] if clause.count(":") == 1 else clause
    line = _KEY.match(first if clause.startswith(first) else clause)
    return _item(scene, line["name"]) if line and not _NO_KEY.search(line["name"]) else None


def _listed(scene: Scene, quantity: Quantity) -> str | None:
    """A name of a list behind its verb: "A brought in USD 4 billion, B USD 3 billion"."""
    ends = [amount.end for amount in scene.amounts if amount.end <= quantity.start]
    if not ends or not _EARN_VERB.search(scene.text, 0, ends[-1]):
        return None
    item = _ITEM.fullmatch(scene.text, ends[-1], quantity.start)
    # "… in 2020 and is expected to reach": no other name begins.
    verb = item and FINITE.search(scene.text, item.start("name"), quantity.start)
    goes_on = item and verb and verb.start() < item.end("name")
    return _item(scene, item["name"]) if item and not goes_on else None


def _subject(scene: Scene, clause: str) -> str | None:
    """The subject of a clause that says what a part earns."""
    for part in dict.fromkeys((TURN.split(clause)[-1], re.split(r"[;:]\s", clause)[-1])):
        for opening in (_REPORTED, _OPENING, IN_MARKET):
            opened = opening.match(part)
            part = part[opened.end() :] if opened else part
        earns = _EARNS.match(part.strip())
        if earns and _HAS_MARKET.search(earns["rest"]):
            return None
        if earns and not _ANOTHER_VERB.search(earns["name"] + " | " + earns["rest"]):
            return _part(scene, earns["name"])
    return None


def _part(scene: Scene, name: str) -> str | None:
    cleaned = clean_name(without_market(_HANGS_ON.sub("", name), scene.outline.market))
    if cleaned is None or _WHOLE.search(cleaned) or longest_member(cleaned) > 6:
        return None
    places = [scene.text[place.start : place.end] for place in scene.places]
    return None if any(p in cleaned or cleaned in p for p in places) else cleaned


def _item(scene: Scene, name: str) -> str | None:
    """The part that an item of a list names, which may be all that it does not."""
    return name.strip() if REST.fullmatch(name.strip()) else _part(scene, name)


def _with_sales(scene: Scene, clause: str, quantity: Quantity) -> str | None:
    """The name before an insertion: "Pumps, with USD 2 billion in sales, are"."""
    named = _WITH_AMOUNT.search(clause)
    if named is None or not (named["at"] or _IN_SALES.match(scene.text, quantity.end)):
        return None
    return _part(scene, _SUCH_AS.sub("", FINITE.split(named["name"])[0]))


def _fronted(scene: Scene, clause: str, quantity: Quantity) -> str | None:
    """The segment behind "With revenue of USD 2 billion, the … segment"."""
    fronted = _FRONTED.match(clause)
    behind = _BEHIND.match(scene.text, quantity.end, quantity.end + 120) if fronted else None
    if fronted and behind is None:
        behind = _IN_MARKET.match(scene.text, quantity.end, quantity.end + 160)
    return _part(scene, behind["name"]) if behind else None
