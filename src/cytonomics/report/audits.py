"""The chapter that holds each published market page against itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cytonomics.audit import Audit, Finding, published_audits
from cytonomics.audit.model import SEVERITIES, Severity
from cytonomics.evidence import Evidence
from cytonomics.report.blocks import Chapter, FactTable, Item, Link, Text
from cytonomics.report.estimates import Estimates

_PER_SEVERITY = 100


def audits(estimates: Estimates) -> Chapter:
    """Write the chapter "Published pages against themselves".

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> chapter = audits(estimates_of(evaluate(load(), "til", draws=4)))
        >>> chapter.id, [block.id for block in chapter.blocks[1:]]
        ('published-audits', ['audit-rules', 'audit-findings'])
    """
    evidence = estimates.market.evidence
    found = published_audits(evidence)
    return Chapter(
        "published-audits",
        "Published pages against themselves",
        (Text((_opening(found), _terms())), _rules(found), _findings(evidence, found)),
    )


def _opening(found: Sequence[Audit]) -> str:
    holds = sum(audit.verdict.holds for audit in found)
    fails = sum(audit.verdict.fails for audit in found)
    unknown = sum(audit.verdict.unknown for audit in found)
    graver = sum(any(finding.severity != "note" for finding in audit.findings) for audit in found)
    return (
        f"The arithmetic rules of the audit ran over the printed claims of {len(found)} pages. "
        f"Of {holds + fails + unknown} comparisons {holds} hold, {fails} do not and {unknown} "
        f"cannot be made, for want of a year or of a second figure. {graver} pages have at least "
        "one error or warning."
    )


def _terms() -> str:
    return (
        "Every printed figure counts as the interval that its rounding and its words (over, "
        "nearly, about) allow; a finding stands only where the intervals have nothing in common. "
        "A note is a habit of the trade, such as a growth period that starts a year after the "
        "base year, or a rate within a tenth of a point. The pages are those of every market in "
        "evidence, not of this one alone."
    )


def _rules(found: Sequence[Audit]) -> FactTable:
    counts = Counter(
        (finding.rule, finding.severity) for audit in found for finding in audit.findings
    )
    names = sorted({rule for rule, _ in counts}, key=lambda name: (-_weight(counts, name), name))
    rows: list[tuple[Item, ...]] = [
        (rule.replace("_", " "), *(str(counts[rule, severity] or "") for severity in SEVERITIES))
        for rule in names
    ]
    return FactTable(
        "audit-rules",
        "Findings by rule",
        ("Rule", "Errors", "Warnings", "Notes"),
        tuple(rows),
        numeric=frozenset({1, 2, 3}),
    )


def _weight(counts: Counter[tuple[str, Severity]], rule: str) -> int:
    return sum(
        counts[rule, severity] * _PER_SEVERITY ** (len(SEVERITIES) - rank)
        for rank, severity in enumerate(SEVERITIES)
    )


def _findings(evidence: Evidence, found: Sequence[Audit]) -> FactTable:
    graver = [
        finding for audit in found for finding in audit.findings if finding.severity != "note"
    ]
    graver.sort(key=lambda finding: (SEVERITIES.index(finding.severity), finding.rule))
    return FactTable(
        "audit-findings",
        "Errors and warnings",
        ("Publisher", "Market label", "Finding", "What is printed", "Correction", "Source"),
        tuple(_row(evidence, finding) for finding in graver),
        wide=frozenset({3, 4}),
    )


def _row(evidence: Evidence, finding: Finding) -> tuple[Item, ...]:
    known = [evidence.fact(claim) for claim in finding.claims]
    first = known[0]
    links = dict.fromkeys(Link(fact["source_title"], fact["source_url"] or "") for fact in known)
    return (
        first["publisher"],
        first["market_label"],
        f"{finding.severity}: {finding.rule.replace('_', ' ')}",
        finding.message,
        finding.suggestion,
        tuple(links),
    )
