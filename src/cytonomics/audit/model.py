"""What an audit says: checks that hold or not, findings, and the verdict that counts them.

The words are those of the published JSON Schema: `rule, severity, claims, message, expected,
stated, suggestion`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cytonomics.claims.model import Claim

Severity = Literal["error", "warning", "note"]
State = Literal["holds", "fails", "unknown"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True)
class Phrase:
    """Words of the document that a finding is about and that are no claim.

    `text[start:end]` of the document is the quote.

    Example:
        >>> Phrase("digital transformation", 7, 29).end
        29
    """

    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class Finding:
    """What a rule found: claims that cannot all be true, or a habit worth knowing.

    `claims` are ids, `phrases` what else of the text it speaks of. `expected` and `stated` are
    short texts with units; `suggestion` says what would have to change. A note names a habit
    under which the claims agree, or a trifle.

    Example:
        >>> Finding("two_values", "error", ("c1", "c2"), "Two values.", "", "", "").severity
        'error'
    """

    rule: str
    severity: Severity
    claims: tuple[str, ...]
    message: str
    expected: str
    stated: str
    suggestion: str
    phrases: tuple[Phrase, ...] = ()


@dataclass(frozen=True)
class Check:
    """One comparison that a rule made: it `holds`, `fails`, or is `unknown` (cannot be checked).

    Example:
        >>> Check("share_over_100", "holds", ("c1",), "48.7 % is a share").state
        'holds'
    """

    rule: str
    state: State
    claims: tuple[str, ...]
    message: str


Outcome = Check | Finding


@dataclass(frozen=True)
class Verdict:
    """How many checks hold, how many do not, how many cannot be made, and which they are.

    A check behind a note holds: the claims agree under the habit that the note names.

    Example:
        >>> Verdict(1, 0, 0, (Check("two_values", "holds", ("c1", "c2"), "same"),)).holds
        1
    """

    holds: int
    fails: int
    unknown: int
    checks: tuple[Check, ...]


@dataclass(frozen=True)
class Audit:
    """A document held against itself.

    Example:
        >>> Audit("page", (), (), Verdict(0, 0, 0, ())).document
        'page'
    """

    document: str
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    verdict: Verdict
