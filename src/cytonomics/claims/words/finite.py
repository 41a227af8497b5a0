"""Verbs of market reports in the forms that follow a subject."""

from __future__ import annotations

import re

from cytonomics.claims.patterns import by_first
from cytonomics.claims.words.verbs import BE, MOVES_TO, VERBS

# "Advanced materials are": no verb right before what it is a quality of
_NO_QUALITY = (
    r"(?!\s+(?!(?:at|by|to|from|in|on|over|with|for|further|again|more|less|about|around|nearly|almost|roughly|some|"
    r"just|only|an?|the|its|and|while|during|through|[a-z]+ly)\b)[a-z])"
)
# Verbs of market reports in the forms that follow a subject; "with", "at" and "to" stand for one
# in headlines and in "with Asia Pacific at 9 %".
FINITE = re.compile(
    rf"(?<![\w-])(?=[a-z])(?:{by_first((*BE.split('|'), *VERBS))}|"
    rf"(?:advanced|expanded){_NO_QUALITY}|"
    r"(?:doubl|tripl)(?:es|ed|ing|e(?!\s(?:edge|piston|side|wall|layer|door|glaz|bed|head|[a-z]+ed\b)))|"
    r"(?:command|capture|contribute|generate|post|record|add|deliver|supply)(?=\s+(?:[a-z]+\s+){0,2}[$\d])|"
    r"(?-i:led|lag(?:s|ged)?)|"
    # These are nouns as well ("health records", "infusion set"): a verb by what follows.
    r"(?:leads?|trails?)(?=\s*[.;:])|(?:set|add|leads?|stands?|shows?|displays?|keeps?(?!\s+the\b)|posts?|logs?|gains?|offers?|needs?)(?=\s+(?:(?:an?|the|"
    r"at|to|with|by|its|their|over|around|about|growth)\b|strong\w*|robust|steady|significant|highest|"
    r"fast\w*|more|double-digit|\d))|"
    rf"{MOVES_TO}|"
    r"with|at|to)\b(?!-[a-z])",
    re.IGNORECASE,
)
REAL_VERB = re.compile(FINITE.pattern.replace(r"|with|at|to)\b", r")\b"), re.IGNORECASE)
BEFORE_NOUN = re.compile(r"\b(?:the|an?|this|its)\s+(?:[a-z]+ly\s+|fast[\s-])?\Z")


def first_verb(clause: str, start: int) -> re.Match[str] | None:
    """Return the first verb of a clause that stands before no noun, or None.

    Example:
        >>> first_verb("the fast growing market will double", 0)[0]
        'will'
    """
    for verb in FINITE.finditer(clause, start):
        before = clause[max(0, verb.start() - 24) : verb.start()]
        if not (verb[0].endswith("ing") and BEFORE_NOUN.search(before)):
            return verb
    return None


def behind_verb(words: str) -> str:
    """Return the words behind the last verb; what qualifies a noun is none.

    Example:
        >>> behind_verb("gels overtook creams"), behind_verb("emerging markets")
        ('creams', 'emerging markets')
    """
    verbs = [v.end() for v in REAL_VERB.finditer(words) if v.start() and not v[0].endswith("ing")]
    return words[verbs[-1] :].strip() if verbs else words
