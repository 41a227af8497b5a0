"""An audit as plain data, in the words of the published JSON Schema."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from cytonomics.audit.model import Audit
from cytonomics.claims.model import Claim

_FIELDS = (
    "id", "measure", "market", "scope", "dimension", "segment", "geography", "period_start",
    "period_end", "value", "value_high", "unit", "currency", "bound", "status", "quote", "start",
    "end",
)  # fmt: skip


def as_json(audit: Audit) -> dict[str, Any]:
    """Return an audit as JSON types; money in whole units of its currency, rates in per cent.

    Example:
        >>> from cytonomics.audit.model import Verdict
        >>> sorted(as_json(Audit("page", (), (), Verdict(0, 0, 0, ()))))
        ['claims', 'document', 'findings', 'verdict']
    """
    return {
        "document": audit.document,
        "claims": [claim_as_json(claim) for claim in audit.claims],
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity,
                "claims": list(finding.claims),
                "message": finding.message,
                "expected": finding.expected,
                "stated": finding.stated,
                "suggestion": finding.suggestion,
                "phrases": [asdict(phrase) for phrase in finding.phrases],
            }
            for finding in audit.findings
        ],
        "verdict": {
            "holds": audit.verdict.holds,
            "fails": audit.verdict.fails,
            "unknown": audit.verdict.unknown,
        },
    }


def claim_as_json(claim: Claim) -> dict[str, Any]:
    """Return one claim as JSON types.

    Example:
        >>> claim_as_json(Claim("c1", "size", "USD 2 bn", 0, 8, value=2e9))["value"]
        2000000000.0
    """
    return {name: getattr(claim, name) for name in _FIELDS} | {"items": list(claim.items)}


def schema() -> dict[str, Any]:
    """Return the published JSON Schema of an audit.

    Example:
        >>> schema()["title"]
        'Audit of a market report'
    """
    text = (files("cytonomics.audit") / "data" / "audit.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
