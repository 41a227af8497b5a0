"""What stands before the subject of a clause: who reports it, when, where and why."""

from __future__ import annotations

import re
from functools import lru_cache

from cytonomics.claims.patterns import Cued
from cytonomics.claims.words.verbs import BE, IN, TELLS_THAT

_REPORTED = re.compile(
    rf"(?P<agent>[^;]{{2,160}}?)\s+(?=[a-z]{{3}})(?:(?:has|have)\s+)?(?:also\s+|further\s+)?(?:(?!(?:report|forecast|estimate)\s){TELLS_THAT}|"
    r"(?:expects?|predicts?|projects?|sees?|foresees?|envisages?|"
    r"anticipates?|says?|said|notes?|noted|states|state(?<=s\sstate)|stated|reported|suggests?|shows?|showed|reveals?|revealed|"
    # "The report predicts that": not "the" is it that reports.
    r"(?=[efr])(?<!\b[Tt]he )(?<![Tt]his )(?<![Oo]ur )(?<!\b[Aa] )(?<!new )(?<!latest )(?<!recent )"
    r"(?:report|forecast|estimate)s?|finds?|found|projected|estimated|expected|predicted|indicates?|indicated|believes?|reckons?|thinks?|argues?|calculates?|expecting|means?)\s+"
    # "Gels show steady growth, reaching": they are what grows.
    r"(?!(?:[\w-]+\s){0,4}?(?:growth|gains?|rise|increase|climb|trend|momentum|performance|line|path|course)(?:\s[^,;]{1,40})?,\s[a-z]+ing\s)"
    r"(?:that\s+|(?=\w[^;]{1,140}\s(?:to|will|would|could|growing|rising|reaching|expanding|climbing)\s|the\s(?:[\w&/'()-]+\s){1,8}?(?:market|industry)\b)))",
)
# "Arvena Research predicted average annual growth of": what is foreseen, and not who grows.
_FORESAW = re.compile(
    r"(?P<agent>[A-Z][^,;%]{2,60}?)\s+(?:predict(?:s|ed)|fore(?:sees|saw)|forecasts|projects)\s+"
    r"(?=(?:an?\s+)?(?:[\w-]+\s+){0,4}?(?:growth|CAGR|rate)\b)|"
    # "Arvena Research has German pump sales at", "sees pump sales growing"
    r"(?P<house>[A-Z][^,;%]{2,60}?(?:Research|Insights?|Intelligence|Analytics|Consulting|Securities|Data|Evaluate|Pharma|[Aa]nalysts?))\s+"
    r"(?:ha(?:s|ve)|puts?|sees?|values?|pegs?|sizes?)\s+(?=[^,;%]{3,80}\s(?:at|growing|reaching|rising|climbing|hitting)\s)"
)
_NO_AGENT = re.compile(
    rf"\b(?:{BE}|markets?|segments?|industry|sectors?|regions?|(?<=\s)it)\b(?!\s+(?:research|"
    rf"intelligence|"
    r"insights?|watch|study|report|survey|analysts?))",
    re.IGNORECASE,
)
_BARE_LEAD = re.compile(
    r"(?:(?:over|during|throughout|in|within|from|between|through|for|by|at|across)\s+"
    r"(?:the\s+)?(?:(?:same|entire|whole|next|coming|past|last)\s+)?(?:(?:forecast(?:ed)?|"
    r"projection|"
    r"review|study|analysis|assessment|\w+)\s+(?:period|years?|timeframe|decade|market)|"
    r"(?:19|20)\d\d(?:\s*(?:-|to|and|through)\s*(?:19|20)?\d\d)?)[\s,]*)|"
    # "On a worldwide basis it will": without a comma
    r"(?:on|at)\s+(?:(?:an?|the)\s+)?(?:global|worldwide|world|national|regional|annual|yearly)\s+(?:scale|basis|level)\b[\s,]*|"
    r"on\s+average\b[\s,]*",
    re.IGNORECASE,
)
_IT_IS_SAID = Cued(
    "that",
    r"(?:[^;:%]{0,90}[\s,])?it\s(?:can|could|may|is|has)\s(?:be\s|been\s)?(?:[a-z]+ly\s)?[a-z]+(?:ed|id|en)\sthat\s",
)
# "With $2 million in sales, Peru ranks": what a sentence opens with is its subject's.
_WITH_AMOUNT = re.compile(
    r"\W*[Ww]ith\s+(?:[a-z]+\s+){0,3}[$€£¥₹A-Z]{0,4}\s?\d[^,;]{0,60},\s+(?=[A-Z]|the\s)"
)
# "In the tyre market radial models are set to": without a comma, the subject follows.
IN_MARKET = re.compile(
    r"(?:in|within|across)\s+the\s+(?:[\w&/'-]+\s+){1,6}?(?:market|industry)\s+(?=(?:the\s+)?(?!(?:"
    r"size|value|share|growth|in|of|for|by|from|and|or|to|over|during|landscape)\b)[A-Za-z])",
    re.IGNORECASE,
)
# "Despite tight budgets, …": an opening that is no subject, up to its comma. None is like "the".
_OPENING = re.compile(
    r"(?!the\s)(?:(?:next|finally|lastly|first|second|third|then)(?=,)|following(?!-)|out\s+of(?!-)|unlike|despite|owing\s+to|due\s+to|because\s+of|thanks\s+to|driven\s+by|supported\s+by|"
    r"fuel\w+\s+by|"
    rf"given|compared\s+(?:with|to)|outside|beyond|excluding|among|amongst|amid|within|{IN}|on(?!-)|by|based\s+on|according\s+to|as\s+per|over(?!-|\s\d\d\s)|during|"
    r"throughout|inside|if|once|when|unless|until|before|used|known|seen|made|designed|sold|from|between|across|of|for|at|after|with|since|per|towards?|as\s+of|as\s+a\s+result|"
    r"today|nowadays|nevertheless|nonetheless|besides|indeed|what's\s+more|that\s+said|globally|[a-z]+[-\s]wise|meanwhile|moreover|furthermore|however|overall|therefore|hence|thus|further|also|"
    r"in\s+contrast|likewise|still|even\s+so|instead|together|combined|(?:more\s+)?[a-z]{5,14}ly|going\s+forward|looking\s+ahead|moving\s+forward|"
    r"(?:last|this|next)\s+(?:\w+\s+)?(?:year|decade|quarter)|(?:now\s+)?(?:having(?=\s+(?:been|stood|grown|reached|risen|fallen|shrunk|amounted|generated|recorded|posted|hit)\b)|worth|examining|considering|looking|turning|growing|expanding|(?:starting|coming|benefiting|profiting|emerging|recovering)(?=\s(?:from|out|off)\s)|"
    r"rising|increasing|expected|projected|estimated|valued|forecast|"
    r"anticipated|annuali[sz]ed|expressed|measured|driven|led|broken|published|accounting|holding|backed))\b(?:[^,()_]|,(?=\d)|_++|\([^()]{0,200}\)){0,120},\s*",
    re.IGNORECASE,
)
# "Taking the wider view, the market …"
_PARTICIPLE = re.compile(
    r"\w{3,20}(?:ing|ed)\s[^,]{1,60},\s+(?=the\s(?!\w*est\b)|growth\s+in\s)", re.IGNORECASE
)
_MARKS = re.compile(
    # "(Pune wire) The pump market": where a release is from is no part of its sentence.
    r"[\W_]*(?<!\()(?:\([^()]{2,60}\)[\s*|>:-]*)?"
    r"(?:(?:and|but|while|whereas|although|though|yet|as|with(?!\s+(?:respect|regard)\s+to\b)|meanwhile|conversely|(?:that|this|which)\s+is\s+why)\s+)?",
    re.IGNORECASE,
)


# Asked again until nothing more opens the clause.
@lru_cache(maxsize=64)
def reported(clause: str) -> str:
    """Return what somebody is said to say: the words behind "Analysts estimate that".

    Example:
        >>> reported("Analysts expect clinics to hold 9 %")
        'clinics to hold 9 %'
    """
    said = _REPORTED.match(clause) or _FORESAW.match(clause)
    agent = next(filter(None, said.groups()), "") if said else ""
    return clause[said.end() :] if said and not _NO_AGENT.search(agent) else clause


def opening(clause: str, at: int) -> int:
    """Return where a clause begins behind its conjunction, who reports it, and what else opens it.

    Example:
        >>> opening("Despite tight budgets, clinics", 0)
        23
    """
    before = -1
    while before != at:
        before = at
        for pattern in (
            _IT_IS_SAID,
            _WITH_AMOUNT,
            _MARKS,
            _OPENING,
            _PARTICIPLE,
            _BARE_LEAD,
            IN_MARKET,
        ):
            found = pattern.match(clause, at)
            at = found.end() if found else at
        at = len(clause) - len(reported(clause[at:]))
    return at
