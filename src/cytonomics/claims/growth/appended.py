"""Growth that stands behind a value: "up 4 %", "a 9 % increase", "or 30 %", "growth of 50 %"."""

from __future__ import annotations

import re

from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.growth.multiples import OTHER
from cytonomics.claims.parts.relevance import market_amounts
from cytonomics.claims.patterns import last_match
from cytonomics.claims.words.scene import Scene
from cytonomics.claims.years.tenses import forecasts

# "9 % growth", "an 8 % year-on-year increase in prices"
GROWTH_BEHIND = re.compile(
    r"\s*(?:[\w()-]+\s+){0,3}?(?:growth|increase|rise|expansion|jump|gain|lift|decline|decrease|drop|"
    r"fall)\b"
    r"(?:\s+(?:in|for|of)\s+(?P<what>[^,.;]{2,40}))?",
    re.IGNORECASE,
)
# "USD 450 million, a 12 % decline on 2019", "to USD 3 bn, representing growth of 50 %"
ARTICLE = re.compile(
    r"(?:\b(?:an?|the|up|down|(?:which|that)(?:'s|\s+is))|,\s+with|\d{4},)\s+(?:[\w-]+\s+){0,2}[>~<]?\Z",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\b(?:represent|mark|reflect|equal|impl|translat|correspond|amount|mean)\w*\s+(?:\w+\s+){0,3}?"
    r"(?:growth|increase|rise|gain|expansion|jump|decline|decrease|drop|fall)\s+of\s+"
    r"(?:[\w-]+\s+){0,2}\Z",
    re.IGNORECASE,
)
# "expanded by USD 2 bn, or 30 %"
_OR = re.compile(r"\s*(?:,?\s*(?:or|i\.e\.,?|equal\s+to|equivalent\s+to)|\()\s*(?:[a-z]+\s+)?\Z")
_BY_MONEY = re.compile(r"\bby\s+(?:[a-z]+\s+){0,3}\Z", re.IGNORECASE)
# "employed 900 people in 2018, up 3 %": what is up is the number before.
_UP_APPENDED = re.compile(
    r"[,(]\s*[+-]\s?\Z|[,(]\s*(?:(?:was|is|were)\s+)?(?:up|down)\s+(?:[\w-]+\s+){0,2}\Z",
    re.IGNORECASE,
)
# "USD 3 bn in 2024 (4 % YoY)", "USD 3 bn, 4 % up on the year"
_ON_YEAR = re.compile(
    r"\s+(?:(?:year|yr)[\s-](?:on|over)[\s-](?:year|yr)\b|y-?o-?y\b|(?:up|down)\s+(?:on|over|from)\s+(?:the|a|last)\s+year\b)",
    re.IGNORECASE,
)
_SHOWS = re.compile(
    r"\b(?:register|witness|exhibit|post|record|maintain|sustain|see|show|observe|experience|"
    r"display|undergo|notch|log|enjoy|suffer|achieve)"
    r"(?:s|es|ed|ing)?\b|\bsaw\b",
    re.IGNORECASE,
)
_GROWTH_OF = re.compile(
    r"\s+(?:[\w-]+\s+){0,4}?(?:growth|expansion|gains?)\s+(?:rate\s+)?of\s+(?:[\w-]+\s+){0,2}",
    re.IGNORECASE,
)
# "At 9 %, the projected growth of the market", "drive 25 % market growth"
_OPENING = re.compile(r"(?:\A|[.;,]\s)\W*(?:with|at)\s+(?:an?\s+)?\Z", re.IGNORECASE)
_OPENED = re.compile(
    r",\s+(?:the|its|this)\s+(?:[\w'-]+\s+){0,4}?(?:growth|expansion)\b", re.IGNORECASE
)
_MARKET_GROWTH = re.compile(
    r"\s+(?:market|industry|revenue|sales|sector)\s+(?:growth|expansion)\b", re.IGNORECASE
)

# "the quickest growth, 7 % a year", "USD 2 bn by 2030, or 9 % a year", "At 9 % a year it will"
# "9 % a year from 2024 to 2031 looks achievable"
_ACHIEVABLE = re.compile(
    r"\s+(?:an?|per|each|every)\s+(?:year|annum)\s+(?:from|between|over|in|to|until|through|for)\s[^.;,%]{4,40}?\s(?:look|seem|appear|remain|is|sound)s?\s+(?:[a-z]+\s+)?"
    r"(?:achievable|realistic|likely|possible|feasible|plausible|attainable|reasonable|within\s+reach|realisable|cautious|conservative)",
    re.IGNORECASE,
)
_SET_BEHIND = re.compile(
    r"(?i)(?:\b(?:growth|pace|rate|clip|tempo|expansion)\s?[,(:]|,\s(?:or|i\.e\.,?)\s|\(|\A\W*(?:at|by)\b|;\s+(?:or\s+)?by\b|\b(?:follow|trail|lead|lag)s?\s+(?:\w+\s+)?(?:with|at)\b|"
    r"\b(?:which|that|this)\s+(?:is(?:\s+(?:equivalent|equal)\s+to)?|equals|means|makes|(?:amounts|comes)\s+to|works?\s+out\s+(?:at|to)|gives|implies|"
    r"(?:corresponds|translates|equates)\s+(?:in)?to)\b)"
    r"\s*(?:(?:of|over|about|~|ca?\.)\s*)*\Z|"
    # "analysts' consensus lies at"
    r"\b(?:consensus|forecasts|projections|estimates|outlook)\s+(?:for\s[^,;%]{2,40}\s)?(?:is|are|lies?|stands?|points?|ranges?|calls?)\s+"
    r"(?:at|to|for|between|from)\s+(?:(?:about|around|over|nearly)\s+)?\Z"
)
# "Tubes, at 2 % a year over 2024-2030, are", "; at 9 % annually until 2031, tubes will"
# "Belor, with 9 % a year to 2030, expects", "We work with 9 % a year for 2024-2030"
_HAS = re.compile(
    r"(?i)(?:[,;]\s+(?:growing\s+)?(?:with|at|by)|\b(?:says?|has|gives?|assumes?|predicts?|foresees?|(?:works?|reckons?)\s+with|pencils?\s+in|counts?\s+on))\s"
    r"(?:(?:about|around|over|nearly|only|just|some|~)\s*)*\Z"
)
_OVER_YEARS = re.compile(
    r"(?i)[\s,]*(?:on\s+average|(?:an?|per|each|every)\s+(?:year|annum)|annually|yearly|p\.?\s?a\.?)\s+"
    r"(?:from|between|over|during|until|till|to|through|for|by)\s+(?:the\s+forecast|(?:the\s+years?\s+)?(?:19|20)\d\d)"
)
# "analysts expect 9 % a year for pumps", and not for wages
EXPECTS = re.compile(
    r"\b(?:expect|forecast|project|predict|foresee|see)(?:s|ed)?\s+(?:(?:about|around|over|nearly|almost|some)\s+)?\Z"
)
# "9 % a year is what analysts expect", "5.4 % a year is foreseen until 2030"
_IS_EXPECTED = re.compile(
    r"\s*(?:annually|(?:an?|per|each|every)\s+(?:year|annum)|p\.?\s?a\.?)\s+(?:is|are|was)\s+(?:what|all|(?:\w+\s+)?(?:expected|foreseen|forecast|projected|anticipated|predicted|likely))\b",
    re.IGNORECASE,
)
# "is to hit USD 3 bn (2033) with 5 % growth"
_WITH = re.compile(
    r"[\s,(]*(?:(?:in|by)\s+)?(?:20\d\d\)?)?,?\s+(?:with|at|on)\s+(?:an?\s+)?(?:~\s?)?"
)
_PLAIN_GROWTH = re.compile(r"\s+growth\b(?!\s+(?:of|in|from|for|rate)\b)", re.IGNORECASE)
_OPENS = re.compile(
    r"(?:\A|[:.;]\s)\W*(?:(?:about|around|over|nearly|some|just|only)\s+){0,2}\Z", re.I
)
_FOR = re.compile(r"[^,;.%]{0,20}\s(?:for|in|from)\s+(?P<what>[^,;.%]{2,60})")


def is_set_behind(left: str, right: str) -> bool:
    """Say whether a yearly percentage is told as growth without a word for it.

    Example:
        >>> is_set_behind("Analysts expect ", " a year for pumps")
        True
        >>> is_set_behind("Analysts expect ", " a year for wages")
        False
    """
    of = _FOR.match(right) if EXPECTS.search(left) else None
    if (_OPENS.search(left) and _IS_EXPECTED.match(right)) or (
        _ACHIEVABLE.match(right) and not OTHER.search(left)
    ):
        return True
    if _HAS.search(left) and _OVER_YEARS.match(right) and not OTHER.search(left[-60:]):
        return True
    return bool(_SET_BEHIND.search(left) or (of and not OTHER.search(of["what"])))


def appended_to_market(scene: Scene, quantity: Quantity, left: str) -> bool | None:
    """Say whether the value that "up 4 %" stands behind is a market's; None without either.

    Example:
        >>> scene = Scene("The market has 900 workers, up 3 %", 0)
        >>> appended_to_market(scene, scene.percents[0], "The market has 900 workers, up ")
        False
    """
    on_year = left.endswith((" (", ", ")) and _ON_YEAR.match(scene.text, quantity.end)
    if not (on_year or _UP_APPENDED.search(left)):
        return None
    ahead = [q for q in scene.quantities if q.end <= quantity.start and q.kind != "percent"]
    if not ahead or ahead[-1].kind not in ("money", "number"):
        return None
    k = next((k for k, q in enumerate(scene.amounts) if q is ahead[-1]), None)
    return k is not None and k in market_amounts(scene, scene.amounts)


def is_appositive(scene: Scene, quantity: Quantity, left: str, right: str) -> bool:
    """Say whether a growth is set behind the value that it led to.

    Example:
        >>> text = "It went to USD 3 bn, a 50 % increase."
        >>> scene = Scene(text, 0)
        >>> is_appositive(scene, scene.percents[0], text[:23], text[27:])
        True
    """
    ahead = [q for q in scene.amounts if quantity.start - len(left) < q.end <= quantity.start]
    if ahead and _OR.fullmatch(scene.text, ahead[-1].end, quantity.start):
        return bool(_BY_MONEY.search(scene.text, max(0, ahead[-1].start - 40), ahead[-1].start))
    noun = GROWTH_BEHIND.match(right) and ARTICLE.search(left)
    return bool(ahead) and bool(noun or _MADE.search(left))


def leads_to_forecast(scene: Scene, quantity: Quantity, right: str) -> bool:
    """Say whether a growth stands with the value years ahead that it leads to.

    Example:
        >>> scene = Scene("Set to hit USD 3 bn by 2033 with 5 % growth.", 0)
        >>> leads_to_forecast(scene, scene.percents[0], " growth.")
        True
    """
    if not _PLAIN_GROWTH.match(right):
        return False
    ahead = [amount for amount in scene.amounts if amount.end <= quantity.start]
    if not (ahead and _WITH.fullmatch(scene.text, ahead[-1].end, quantity.start)):
        return False
    said = [year.first for year in scene.years if year.end <= quantity.start]
    one_year = len(said) > 1 and said[-1] - max(said[:-1]) == 1
    return bool(said) and not one_year and forecasts(scene.text[: ahead[-1].start])


def is_markets(left: str, right: str) -> bool:
    """Say whether the words around a number call it the growth of a market, or of it.

    Example:
        >>> is_markets("It drives ", " market growth"), is_markets("With ", ", the growth of it")
        (True, True)
    """
    opening = _OPENING.search(left) and _OPENED.match(right)
    return opening is not None or _MARKET_GROWTH.match(right) is not None


def is_shown(left: str, right: str) -> bool:
    """Say whether a growth is the object of a verb such as "register" or "record".

    Example:
        >>> is_shown("It will register a growth of ", ""), is_shown("It holds ", "")
        (True, False)
    """
    verb = last_match(_SHOWS, left)
    if verb is None:
        return False
    return bool(_GROWTH_OF.fullmatch(left, verb.end())) or bool(
        len(left) - verb.end() < 50 and GROWTH_BEHIND.match(right)
    )
