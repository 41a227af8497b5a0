"""The grammar of a superlative: its clause, the subject of it, the name set beside or behind."""

from __future__ import annotations

import re

from cytonomics.claims.patterns import last_match

Span = tuple[int, int]

# Where another statement begins.
_TURN = re.compile(
    r";\s|(?<![A-Z])\.\s|\s--?\s|\|(?=.)|\t|,?\s(?:while(?!\s\w+ing\s)|whereas|but|although|though|yet)\s|\n\s*\n",
    re.IGNORECASE,
)
# Where another subject may begin.
_JOINT = re.compile(
    r":\s|,\s(?:and\s|with\s|where\s)?|\s(?:with|where|that|and|as)\s(?=(?:the\s)?[A-Z0-9])"
)
# The words by which a clause says what its subject is or does.
_VERB = re.compile(
    r"(?<![\w-])(?:is|are|was|were|be|been|has|have|had|held|holds?|holding|will|would|should|could|may|might|"
    r"account(?:s|ed)|accounting|represent(?:s|ed)?|captur(?:es|ed)|dominat(?:es?|ed|ing)|leads?|led|leading|"
    r"(?:re|at|main|con|sus)tain(?:s|ed)?|remain(?:s|ed)?|emerg(?:es|ed|ing)|generat(?:es|ed)|contribut(?:es|ed)|acquir(?:es|ed)|"
    r"secur(?:es|ed)|record(?:s|ed|ing)|register(?:s|ed|ing)?|post(?:s|ed|ing)?|witness(?:es|ed|ing)?|"
    r"exhibit(?:s|ed|ing)?|show(?:s|ed|ing)?|command(?:s|ed)?|own(?:s|ed)|ke(?:eps?|pt)|continu(?:es?|ed)|"
    r"bec(?:a|o)mes?|gr(?:ows?|ew|owing)|ma(?:de|kes?)(?:\s+up)?|t(?:ook|akes)|s(?:aw|ees)|enjoy(?:s|ed)?|occup(?:ies|ied)|"
    r"constitut(?:es?|ed)|expect(?:s|ed)|project(?:s|ed)|anticipated|estimated|forecast|poised|set|likely|slated|"
    r"st(?:ood|ands)|deliver(?:s|ed|ing)?|gain(?:s|ed)?|reach(?:es|ed)|garner(?:s|ed)?|form(?:s|ed)|rank(?:s|ed)?|stays?|expand(?:s|ed)|ris(?:es|en)|rose|climb(?:s|ed)|increas(?:es|ed)|advanc(?:es|ed)|"
    r"compris(?:es|ed)|boasts?|turn(?:s|ed)\s+out|demonstrat(?:es|ed)|display(?:s|ed)|offer(?:s|ed)?|being|rising|expanding|advancing|"
    r"progressing|seems?|appears?|ha[sd]n't|isn't|wasn't|looks?|experienc(?:es|ed|ing))(?![\w-])"
)
# Behind a superlative: who it is ("the largest market is …", "the top share was held by …").
_COMPLEMENT = re.compile(
    r"[^.;]{0,90}?\b(?:(?:held|captured|generated|recorded|accounted\s+for|taken|contributed|led|commanded|registered)"
    r"\s+(?:mainly\s+|mostly\s+)?by|(?:is|was|are|were|will\s+be|being|remains?)(?!\s+(?:expected|projected|"
    r"anticipated|estimated|driven|held|captured|generated|recorded|accounted|taken|contributed|commanded|registered|earned|seen|due|likely|attributed|led|valued|also)\b)|(?:came|comes)\s+from|"
    r"(?:expected|projected|anticipated|forecast|seen|observed|witnessed|recorded|likely)\s+(?:to\s+\w+\s+(?:\w+\s+)?)?(?:in|from|by|for))"
    r"\s+(?:the\s+|in\s+)?"
    r"(?P<name>[^.;:]{2,90})",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"\bwith\s+(?:the\s+)?(?P<name>[\w.-]+(?:\s[\w-]+){0,3}?)\s+(?:(?:(?:maintain|retain|keep|hold|cement|defend)ing\s+its\s+[a-z]+\s+)?as\s+)?"
    r"the\s+(?:[\w-]+'s\s+)?\Z",
    re.IGNORECASE,
)
# "The largest segment, X, held …"
_SET_AHEAD = re.compile(
    r"(?:^|[,;:(]\s)(?P<name>[^,;:]{2,60})[,:(-]\s*(?:(?:as\s+)?the\s+)?\Z", re.IGNORECASE
)
_SET_BESIDE = re.compile(r"(?:\s+\w+){0,2},\s+(?P<name>[^,;.]{2,60}),\s")
# A superlative that opens its statement: "and the fastest region is Asia".
_OPENS = re.compile(r"(?:\A|^|;\s+|(?<![A-Z])\.\s+|\band\s+)(?:the\s+)?\Z", re.IGNORECASE)
_BY = re.compile(
    r"\s+(?:mainly\s+|largely\s+)?by\s+(?:the\s+)?(?P<name>[^.;:]{2,90})", re.IGNORECASE
)
_VALUE = re.compile(
    r"[\w\s()/-]{0,45}?(?:\((?:19|20)\d\d\))?\s*[:|\t][\s|*:]{0,4}(?P<name>[^:;|\t.]{2,50})"
)
_SINGULAR = re.compile(
    r"\b(?:markets?|regions?|country|segment|sector|area|category|geography|contributor|end[\s-]users?|"
    r"application|player|product|type|company)\b",
    re.IGNORECASE,
)
_NAME_ENDS = re.compile(
    r",\s|\s(?:which|that|who|with|due|owing|because|as|driven|followed|thanks|in\s+(?:19|20)\d\d|in\s+terms|accounting|"
    r"and\s+(?:is|was|will)|holding|at|during|over|by|for|since|on|through|supported|representing|capturing|while|"
    r"holds|held|accounts|accounted|represents|generates|leads(?=,|\s+(?:the|with|in|at)\b))\b|--|\s-\s"
)
_HEAD = re.compile(
    r"(?:[^\w\s]\s*(?=[A-Z])|(?:figure|fig\.|table|exhibit|chart)\s\d{1,3}[.:]?\s|\d{1,2}(?=[A-Z][a-z])|meanwhile,?\s|(?:from|between)\s+(?:19|20)\d\d\s+(?:to|and)\s+(?:19|20)\d\d,?\s|"
    r"(?:in|within|across)\s+the\s+(?:[\w&/'-]+\s+){1,6}?(?:market|industry)\s(?=the\s|(?:[a-z-]+\s){1,3}?(?:le(?:d|ads?)|held|holds?|shows?|posts?|will|should|are|is|set)\b)|"
    r"of\s+(?:which|these|those|them)\s+(?:the\s+)?|"
    r"as\s[^,]{3,60}\s(?:warn|not|point|report|sa|stat|predict|observ|explain|show|estimat)[a-z]*(?:\sout)?,|(?:despite\sthis|even\sso)\s|"
    r"(?:according|based|on|among(?:st)?|against|going|looking|moving|owing|due|driven|thanks|despite|given|following|"
    r"regarding|out\s+of|as\s+for|unlike|like|beyond|outside|behind|of|by|in|during|within|under|as\s+of|across|"
    r"with|for|from|over|throughout|at)\s[^,]{1,70},|"
    r"[A-Z][a-z]+(?:ly|wise),|(?:moreover|meanwhile|however|further|here|also),|(?:and|the|while|whereas|but|with|where|that|both|"
    r"also|currently|today|although|since|because|as|company(?=\s[A-Z]))\s|(?:19|20)\d\d\s|[-*•\d.]{1,3}\s|['\"(])\s*",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\b(?:mak(?:es?|ing)(?!\s+up)|made(?!\s+up)|position(?:s|ed|ing)|establish(?:es|ed|ing)|leav(?:es|ing)|render(?:s|ed|ing))"
    r"\s+(?P<name>[^,.;:]{2,60}?)\s+(?:as\s+)?(?:(?:the|an?|its|by\s+far\s+the)\s+)?(?:most\s+)?\Z",
    re.IGNORECASE,
)
# "Peru, which is the largest market"
_WHICH = re.compile(
    r"\b(?P<name>[A-Z][\w.'&-]*(?:\s[A-Z][\w.'&-]*){0,3}),?\swhich\s(?:is|was|are|were|remains?|has|had|holds?|held|boasts?|accounts\sfor)\s"
    r"(?:(?:by\sfar|currently|also|now|still|the|world's|region's)\s){0,3}\Z"
)
_LONGEST = 12


def name_of(text: str, start: int, end: int) -> Span | None:
    """Return the span of the name that the superlative `text[start:end]` speaks of, or None.

    Example:
        >>> text = "The largest market is Peru."
        >>> name_of(text, 4, 18)
        (22, 26)
    """
    first, last = clause(text, start, end)
    found = _object(text, first, start)
    if found is None and _OPENS.search(text, max(first, start - 12), start):
        beside = _SET_BESIDE.match(text, end)
        found = beside.span("name") if beside else _behind(text, start, end, last)
    if found is None and text[start:end].lower() in ("dominating", "leading"):
        found = _behind(text, start, end, last)
    return (
        found
        or _subject(text, first, start)
        or _beside(text, first, start)
        or _behind(text, start, end, last)
    )


def agent(text: str, end: int) -> Span | None:
    """Return the span of the name behind "by" of a passive verb that ends at `end`, or None.

    Example:
        >>> agent("led by Peru in 2024", 3)
        (7, 11)
    """
    behind = _BY.match(text, end)
    return _cut(text, *behind.span("name")) if behind else None


def follows_as_subject(text: str, first: int, start: int, end: int) -> bool:
    """Say whether a name behind a dash, comma or bracket is the subject of another verb.

    Example:
        >>> follows_as_subject("A leads with ease-Japan is fastest", 0, 18, 23)
        True
    """
    opened = text[start - 1] in "-,(" and _VERB.search(text, first, start)
    return bool(opened and _VERB.match(text, end + 1))


def clause(text: str, start: int, end: int) -> Span:
    """Return the span of the clause around a word.

    Example:
        >>> clause("A led in 2023; B grew in 2024.", 2, 5)
        (0, 13)
    """
    before = last_match(_TURN, text[:start])
    after = _TURN.search(text, end)
    return before.end() if before else 0, after.start() if after else len(text)


def _subject(text: str, first: int, stop: int) -> Span | None:
    """The noun phrase in front of the clause's first verb, from the nearest joint that has one."""
    opening = _after_lead_ins(text, first, stop)
    verb = _VERB.search(text, opening)
    # A comma or "and" before any verb joins the members of a list, or what is set beside a name.
    said = verb.end() if verb else stop
    starts = [joint.end() for joint in _JOINT.finditer(text, opening, stop) if _opens(joint, said)]
    for at in reversed([opening, *starts]):
        verb = _VERB.search(text, at, stop + 12)
        if verb is None or verb.start() > stop:
            continue
        span = _phrase(text, at, verb.start())
        if span is not None:
            return span
    return None


def _opens(joint: re.Match[str], said: int) -> bool:
    return joint.start() >= said or joint[0].startswith(":")


def _after_lead_ins(text: str, start: int, end: int) -> int:
    while lead := _HEAD.match(text, start, end):
        start = lead.end()
    return start


def _phrase(text: str, start: int, end: int) -> Span | None:
    start = _after_lead_ins(text, start, end)
    inner = text.find(",", start, end)
    if inner >= 0 and not re.search(r"\band\b|&", text[inner:end]):
        end = inner  # "X, a maker of Y, led"
    if re.match(r"an?\s", text[start:end], re.IGNORECASE):
        return None
    words = text[start:end].split()
    return (start, end) if words and len(words) <= _LONGEST else None


def _object(text: str, first: int, start: int) -> Span | None:
    """Whom it is said of in passing: "makes Japan the largest", "Japan, which is the largest"."""
    for pattern in (_MADE, _WITH, _WHICH):
        found = pattern.search(text, max(first, start - 100), start)
        if found and found["name"].lower() not in ("it", "them"):  # "making it the largest"
            return found.span("name")
    return None


def _beside(text: str, first: int, start: int) -> Span | None:
    """The name that a superlative is set beside: "X, the largest market", "X: largest market"."""
    before = _SET_AHEAD.search(text, max(first, start - 80), start)
    # "In terms of use, the largest …": what leads in is no name.
    if before is None or _after_lead_ins(text, before.start("name"), start) > before.end("name"):
        return None
    return _phrase(text, *before.span("name"))


def _behind(text: str, start: int, end: int, last: int) -> Span | None:
    """The name behind: "the largest market is X", "Largest market: X"."""
    pair = _VALUE.match(text, end)
    if pair and _SINGULAR.search(text[start : pair.start("name")]):
        return _cut(text, *pair.span("name"))
    behind = _COMPLEMENT.match(text, end)
    return _cut(text, *behind.span("name")) if behind and behind.start("name") < last else None


def _cut(text: str, start: int, end: int) -> Span:
    stop = _NAME_ENDS.search(text, start, end)
    return start, stop.start() if stop else end
