"""Claims held against each other: findings, and what would have to be true.

`audit` runs every rule over the claims of one document. A rule compares only claims of one market,
part, place and currency, in intervals that respect rounding and words such as "over"; where it is
not sure it says that the check cannot be made.
"""

from cytonomics.audit.auditing import audit
from cytonomics.audit.interval import Interval, implied_growth, interval
from cytonomics.audit.model import Audit, Check, Finding, Severity, Verdict
from cytonomics.audit.published import published_audits
from cytonomics.audit.rules import RULES, Rule

__all__ = [
    "RULES",
    "Audit",
    "Check",
    "Finding",
    "Interval",
    "Rule",
    "Severity",
    "Verdict",
    "audit",
    "implied_growth",
    "interval",
    "published_audits",
]
