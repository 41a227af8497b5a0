"""All rules over one document: findings said once, the gravest first, and the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import inf

from cytonomics.audit.gathered import Claims, period
from cytonomics.audit.model import SEVERITIES, Audit, Check, Finding, Outcome
from cytonomics.audit.rules import RULES, Rule
from cytonomics.audit.verdict import verdict
from cytonomics.claims.model import Claim

# Two findings are about one slip when they share this many claims.
_SHARED = 2
_MOST_SPEAKERS = 20


def audit(
    document_text: str, claims: Sequence[Claim], name: str, rules: Sequence[Rule] = RULES
) -> Audit:
    """Hold the claims of a document against each other.

    Args:
        document_text: the text that the spans of the claims refer to; "" where there is none,
            then the rules that read words keep silent.
        claims: what the document states; ids should be unique.
        name: the document's name.
        rules: which rules to run, in the order in which they may speak.

    Returns:
        Findings by severity, then by the place of their first claim or phrase; and the verdict.

    Example:
        >>> sizes = [
        ...     Claim(
        ...         "c1",
        ...         "size",
        ...         "USD 2 billion",
        ...         0,
        ...         0,
        ...         scope="car_t",
        ...         value=2e9,
        ...         step=1e9,
        ...         currency="USD",
        ...         period_start=2024,
        ...     ),
        ...     Claim(
        ...         "c2",
        ...         "size",
        ...         "USD 5 billion",
        ...         0,
        ...         0,
        ...         scope="car_t",
        ...         value=5e9,
        ...         step=1e9,
        ...         currency="USD",
        ...         period_start=2024,
        ...     ),
        ... ]
        >>> [finding.rule for finding in audit("", sizes, "example").findings]
        ['two_values']
    """
    gathered = Claims(document_text, tuple(claims))
    outcomes = [outcome for rule in rules for outcome in rule.check(gathered)]
    facts = {claim.id: _fact(gathered, claim) for claim in claims}
    said = _said_once([one for one in outcomes if isinstance(one, Finding)], rules, facts)
    checks = [one for one in outcomes if isinstance(one, Check)]
    starts = {claim.id: claim.start for claim in claims}
    said.sort(key=lambda one: (SEVERITIES.index(one.severity), _first(one, starts)))
    judged: list[Outcome] = [*said, *checks]
    return Audit(name, tuple(claims), tuple(said), verdict(judged))


def _first(finding: Finding, starts: dict[str, int]) -> float:
    places = [starts[each] for each in finding.claims if each in starts]
    return min((*places, *(phrase.start for phrase in finding.phrases)), default=inf)


def _fact(gathered: Claims, claim: Claim) -> object:
    """What a claim states, however it words it: a figure repeated five times is one fact."""
    figure = (claim.measure, claim.value, claim.value_high, claim.currency, claim.items)
    years = () if claim.measure == "cagr" else period(claim)
    return (*figure, *years, gathered.subjects[claim])


def _said_once(
    findings: Iterable[Finding], rules: Sequence[Rule], facts: dict[str, object]
) -> list[Finding]:
    """Merge findings of the same facts, and drop those that an earlier rule speaks for."""
    speaks_for = {rule.id: rule.speaks_for for rule in rules}
    kept: list[Finding] = []
    speakers: dict[str, list[Finding]] = {}  # by claim, so that time grows with the findings
    for finding in _merged(findings, facts):
        near = (one for each in finding.claims for one in speakers.get(each, ())[:_MOST_SPEAKERS])
        if any(_same(one, finding, speaks_for[one.rule]) for one in near):
            continue
        kept.append(finding)
        for each in finding.claims if speaks_for[finding.rule] else ():
            speakers.setdefault(each, []).append(finding)
    return kept


def _merged(findings: Iterable[Finding], facts: dict[str, object]) -> list[Finding]:
    """Findings of the same facts as one, with the claims of all."""
    alike: dict[object, list[Finding]] = {}
    for finding in findings:
        stated = frozenset(facts[each] for each in finding.claims if each in facts)
        key = (finding.rule, finding.severity, stated if len(stated) > 1 else finding.message)
        alike.setdefault(key, []).append(finding)
    return [
        replace(
            same[0],
            claims=tuple(dict.fromkeys(each for one in same for each in one.claims)),
            phrases=tuple(dict.fromkeys(each for one in same for each in one.phrases)),
        )
        for same in alike.values()
    ]


def _same(earlier: Finding, later: Finding, speaks_for: tuple[str, ...]) -> bool:
    if later.rule not in speaks_for:
        return False
    common = len(set(earlier.claims) & set(later.claims))
    return common >= min(_SHARED, len(earlier.claims), len(later.claims))
