"""The companies that a document names as such, and what it tells of them and of no market."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cytonomics.claims.patterns import Cued, last_match
from cytonomics.claims.words.clauses import subject
from cytonomics.claims.words.labels import is_place
from cytonomics.claims.words.scene import Scene

_WORD = r"[A-Z][\w&+'-]*(?:\.(?:ai|com|io|co)\b)?"
_NAME = rf"(?P<name>(?:{_WORD}\s){{0,3}}{_WORD})"
_LEGAL = r"(?:Inc|Corp|Corporation|Ltd|Limited|LLC|PLC|plc|Holdings)\b"
# What stands behind a company's name: "Arvena Inc.", "Arvena (NASDAQ: ARV)", "Arvena CEO"
_SIGN = re.compile(
    rf"(?=[ICLPHpf(])(?:\b{_LEGAL}|\b(?:founder\sand\s)?CEO\b|\((?:NASDAQ|Nasdaq|NYSE|AMEX|OTC|TSX|CSE|LSE|AIM|ASX|HKEX|BSE|NSE|"
    r"Euronext)[^():]{0,20}:\s?(?P<ticker>[A-Z]{2,5})\b)"
)
_NAME_BEFORE = re.compile(rf"\b{_NAME}(?:,?\s{_LEGAL}\.?)?(?:'s)?,?\s\Z")
# "About Arvena", "chief executive of Arvena"
_NAMED_BEHIND = re.compile(
    rf"\b(?=[ACPFcf])(?:About\s(?={_WORD}(?:\s{_WORD}){{0,3}}(?::|[\s*]*$)[^.]{{0,200}}\b(?:company|firm|founded|headquartered)\b)|"
    rf"(?:CEO|President|[Cc]hief\s[Ee]xecutive(?:\s[Oo]fficer)?|[Ff]ounder)(?:\s(?:of|at)|,)\s){_NAME}",
    re.MULTILINE,
)
# "Arvena, a maker of pumps,", "Arvena, which makes pumps,"
_APPOSED = Cued(
    "maker manufacturer producer supplier makes manufactures employs",
    r",\s(?:(?:an?|the|one\sof)\s(?:[\w-]+\s){0,3}?(?:maker|manufacturer|producer|supplier)s?\s(?:of|based|with)\b|"
    r"which\s(?:makes|manufactures|employs)\s)",
    flags=0,
)
# Who tells of a market sells none of it; and what begins a sentence or a name of anything.
_SOURCE = re.compile(
    r"\b(?:Research|Insights?|Intelligence|Analytics|Consult\w*|Advis\w+|Reports?|Markets?|Data|Statist\w*|Securities|"
    r"University|Institute|Association|Foundation|Us|The|This|Our|Report|Study|Company|In|With|By|As|Dr|Mr|Ms)\b|Markets"
)
_GENERIC = re.compile(r"(?:al|an|ic|ed|ing|ive|est)\Z")
_LOWER = re.compile(r"(?<![\w'-])[a-z][a-z'-]{2,}")
_MARKET = re.compile(
    r"\b(?:markets?(?!\s+(?:cap|share|potential|conditions|leader))|industry|sectors?|categor(?:y|ies)|econom(?:y|ies)|"
    r"opportunit(?:y|ies)|TAM)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"\bsegments?\b", re.IGNORECASE)
_SELF = (
    r"(?:[Tt]he|[Tt]his)\s(?:company|firm|group|corporation|start-?up)|[Ww]e|[Oo]ur|"
    r"[Cc]ompanies\s(?:that|who)"
)
# "Arvena", "Arvena's revenue", "the company's pump sales", "Arvena, a maker of pumps, also"
_BEHIND = (
    r"(?=\Z|'s?\s|,\s|\s\(|\s(?:CEO|sales|revenues?|[a-z]+(?:s|ed|ly)|also|has|now|is|was|will|"
    r"could|may|have)\b)"
)
_OWN = r"(?:revenues?|sales|turnover|bookings|backlog|earnings|income|assets|equity|orders)"
# "we forecast 4 % a year", "Arvena, the chipmaker, expects its revenue to"
_FORETELLS = re.compile(
    r"(?:,\s[^,]{3,60},)?\s(?:also\s|now\s)?(?:forecast|expect|estimate|predict|project|anticipate|believe|reckon|see|put|value|target|think|guide|calculate|find|found|assess|size|say|said)"
    r"(?:s|d|es|ed|ing)?\b(?!\sit\s(?:has|had|will|is)\b)"
)
_FORETELLS_OWN = re.compile(
    r"\b(?:forecast|expect|estimat|predict|project|anticipat|target|guid)\w*\s(?:for\s)?(?:(?:its|their|annual|total|full-year|fiscal|(?:FY\s?)?20\d\d)\s){0,2}(?:revenues?|bookings)\b(?!\s(?:for|from|in)\s(?!20\d\d))|"
    r"\b(?:forecast|expect|estimat|predict|project|anticipat)\w*\s[^,;]{3,60}?\s(?P<to>to\s(?:reach|generate|make|earn|bring\sin))\s(?:[a-z]+\s){0,2}\Z"
)
_IN_REVENUE = re.compile(
    r"\S+(?:\s\w+)?\s(?:in|of)\s(?:[a-z0-9]+\s){0,2}(?:revenues?|sales|bookings)\b"
)
# "With USD 2 million in revenue, Arvena is"
_FRONTED = re.compile(r"\W*With\s(?:[a-z]+\s){0,3}[^a-z,]{1,20}")
# Books are closed by quarters; only firms have net sales and organic growth.
_CLOSED = Cued(
    "quarter months year- year ended company fiscal q1 q2 q3 q4 earnings net organic",
    r"\b(?:Q[1-4]\b|the\scompany\b|(?:first|second|third|fourth|last|this|the|previous|full)[\s-](?:fiscal\s)?quarter|"
    r"(?:first|three|six|nine)\s(?:(?:six|nine)\s)?months\s(?:of|end)|(?:quarter|year|period)\s(?:ended|ending)|full-year|"
    r"year-to-date|quarter-o(?:ver|n)-quarter|fiscal\s(?:year\s)?20\d\d|(?:recent|latest)\s(?:earnings|filings?)|"
    r"net\s(?:sales|revenues?)\b|organic\s(?:sales\s|revenue\s)?growth)",
)
# "in the three months ended", "in the year ended June 30": statements of accounts say so.
_STATEMENT = Cued(
    "ended",
    r"\bmonths\sended\b|\b(?:year|quarter|period)\sended\s(?:on\s)?[A-Z][a-z]+\.?\s\d{1,2}\b",
)
_COMPARED = Cued("year yoy", r"\byear[\s-]o(?:ver|n)[\s-]year\b|\bYoY\b")
_RISE_IN = re.compile(
    r"\S+\s(?:year-o(?:ver|n)-year|YoY)\s(?:increase|rise|growth|jump)\sin\s(?:total\s)?(?:revenues?|bookings)\b|"
    r"\S+\s(?:CAGR|compound\sannual\sgrowth\srate)\sin\s(?:total\s|net\s)?(?:revenues?|sales|bookings)\b"
)
# "Revenue rose", and no "pump sales rose"
_BARE = re.compile(
    rf"(?i)(?:\A\W*|[,;:]\s|\b(?:and|while|with|where|total|net|annual|quarter|quarterly|full-year|record|overall|its|"
    rf"their|group|(?:report|post|generat|announc|record|achiev)ed)\s){_OWN}\b"
)
_POSSESSED = re.compile(rf"(?:'s?)?\s(?:[\w-]+\s){{0,4}}?{_OWN}\b")
# "Assets rose by", "an average revenue CAGR of", "it is targeting revenue of"
_BOOKS = re.compile(
    r"(?i)(?:(?:total|net|current)\s)?(?:assets|equity|liabilities|cash|net\sworth)"
)
_OWN_RATE = re.compile(
    r"(?i)\b(?:(?:average\srevenue|ebitda|earnings|profit|income)\s(?:cagr|growth)\s(?:of\s)?(?:[a-z]+\s){0,2}\Z|"
    r"(?:is|are|'s)\s(?:forecasting|targeting|guiding|projecting)\s(?:for\s)?(?:an?\s)?(?:\w+\s)?revenues?\b|"
    r"\b(?:expects|forecasts|projects|guides\sto)\s(?:full-year\s|fiscal\s|(?:FY\s?)?20\d\d\s){1,2}(?:revenues?|sales)\s(?:of|between|to\sbe)\s|"
    r"\b(?:continues?\sto\starget|targets|aims\sfor)\s(?:an?\s)?(?:compound|cagr|annual|revenue)\b)"
)
_REACH, _LONGEST = 120, 300
_NAKED = re.compile(
    rf"(?i)\b(?:(?:total|net|annual|overall|record|group|company)\s)?{_OWN}\b"
    r"(?!\s(?:of|for|in|from)\s(?!over|about|around|nearly|the\s(?:[\w-]+\s){0,2}(?:quarter|year|period|months)\b)[A-Za-z])"
)


def companies_of(text: str) -> frozenset[str]:
    """Return the names, short names and tickers of the companies that a text shows to be such.

    Example:
        >>> sorted(companies_of("Arvena Pumps Inc. (NASDAQ: ARV) sells pumps, says Brill CEO Roe."))
        ['ARV', 'Arvena', 'Arvena Pumps', 'Brill']
    """
    printed = {match["name"] for match in _NAMED_BEHIND.finditer(text)}
    tickers = set[str]()
    for sign in (*_SIGN.finditer(text), *_APPOSED.finditer(text)):
        name = _NAME_BEFORE.search(text, max(0, sign.start() - _REACH), sign.start())
        if name and not _SOURCE.search(name["name"]):
            printed.add(name["name"])
            tickers |= {ticker for ticker in (sign.groupdict().get("ticker"),) if ticker}
    common = frozenset(_LOWER.findall(text)) if printed else frozenset[str]()
    return frozenset(tickers.union(*(_names(name, common) for name in printed)))


def _names(printed: str, common: frozenset[str]) -> Iterator[str]:
    """The name of a company and the first word of it, if that names nothing else."""
    name = printed.removesuffix("'s")
    if _SOURCE.search(name):
        return
    first, _, more = name.partition(" ")
    if more:
        yield name
    # "Smart Pumps Inc." is not meant wherever a sentence begins with "Smart".
    known = first.lower() in common or _GENERIC.search(first) or is_place(first)
    if len(first) > 2 and not known:
        yield first


def told_of_company(scene: Scene, at: int) -> bool:
    """Say whether what stands at a position is told of a company's own, and of no market.

    Example:
        >>> scene = Scene("The firm expects sales of USD 2 million.", 0)
        >>> told_of_company(scene, scene.amounts[0].start)
        True
        >>> scene = Scene("The firm expects the market to reach USD 2 million.", 0)
        >>> told_of_company(scene, scene.amounts[0].start)
        False
    """
    clause = scene.text[max(0, at - _LONGEST) : at].rpartition("; ")[2]
    if _MARKET.search(clause):
        return False
    who = subject(scene.text, at)
    if _BOOKS.fullmatch(who) or _OWN_RATE.search(clause) or _STATEMENT.search(scene.text):
        return True
    companies = scene.outline.companies
    if not _PART.search(clause) and _of_named(scene, at, who, clause):
        return True
    if companies and _RISE_IN.match(scene.text, at):
        return True
    sold = (scene.outline.market or "\0").lower() in clause.lower()
    if sold or not _NAKED.search(clause) or any(place.start < at for place in scene.places):
        return False
    # "Total revenue dipped to": of the quarter that the sentence before speaks of.
    about = scene.text if _MARKET.search(scene.before) else f"{scene.before} {scene.text}"
    bare = _BARE.search(clause) is not None
    if _CLOSED.search(about):
        return bool(bare or companies or not clause.lower().rpartition(" sales")[1])
    return bool(bare and companies and _COMPARED.search(scene.text))


def _of_named(scene: Scene, at: int, who: str, clause: str) -> bool:
    """Whether a company is the subject of a figure, or has what is told of."""
    named = _named(scene.outline.companies)
    behind = scene.text[at : at + _REACH]
    own = named.match(who) or next((m for m in named.finditer(who) if m.end() == len(who)), None)
    if own and not _FORETELLS.match(scene.text, scene.text.rfind(who, 0, at) + own.end("name")):
        return True
    owner = last_match(named, clause)
    if owner and _earns(clause[owner.end("name") :], behind):
        return True
    opens = _FRONTED.match(scene.text)
    return opens is not None and any(named.match(part) for part in behind.split(", ")[1:])


def _earns(rest: str, behind: str) -> bool:
    """Whether an amount is what the company right before earns or expects to."""
    if _POSSESSED.match(rest):
        return True  # "helped push Arvena's drone revenue to"
    foretold = _FORETELLS_OWN.search(rest)
    return bool(foretold and (not foretold["to"] or _IN_REVENUE.match(behind)))


@lru_cache(maxsize=16)
def _named(companies: frozenset[str]) -> re.Pattern[str]:
    names = "|".join([*map(re.escape, sorted(companies, key=len, reverse=True)), _SELF])
    return re.compile(rf"(?<![\w-])(?P<name>(?:{names})(?:,?\s{_LEGAL}\.?)?){_BEHIND}")
