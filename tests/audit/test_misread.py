"""One misread field of one claim must not make a consistent document contradict itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.audit.test_labelled import _claim, _items, _rules

from cytonomics.audit import audit
from cytonomics.claims.model import Claim

CONSISTENT = [item for item in _items("documents") if not item["findings"]]
# A year moved by hand may be one that another reading of the page allows, and one sentence of a
# wire release gives its own country and years with nothing else that would tell its place.
_ALLOWED = {"segment": 0.0, "place": 0.01, "period": 0.02}


def _misread(claims: list[Claim], i: int, field: str) -> Iterator[list[Claim]]:
    """The claims with one field of one of them as a careless reader might have it."""
    claim = claims[i]
    if field == "segment" and claim.segment:
        other = replace(claim, segment=None, dimension="total", geography=None)
    elif field == "place" and claim.geography:
        other = replace(claim, geography=None)
    elif field == "period":
        alike = [each for each in claims if each.measure == claim.measure and each.period_start]
        years = {(each.period_start, each.period_end) for each in alike}
        years.discard((claim.period_start, claim.period_end))
        if not years:
            return
        first, last = min(years, key=str)
        other = replace(claim, period_start=first, period_end=last)
    else:
        return
    yield [*claims[:i], other, *claims[i + 1 :]]


@pytest.mark.parametrize("field", list(_ALLOWED))
def test_a_misread_field_raises_nothing(field):
    tried, raised = 0, []
    for item in CONSISTENT:
        claims = [_claim(item["text"], i, label) for i, label in enumerate(item["claims"])]
        known = _rules(item["findings"])
        for i, claim in enumerate(claims):
            if claim.measure not in ("size", "cagr", "share"):
                continue
            for read in _misread(claims, i, field):
                tried += 1
                found = audit(item["text"], read, item["id"]).findings
                loud = {one.rule for one in found if one.severity != "note"} - known
                raised += [(item["id"], claim.quote, loud)] if loud else []
    assert tried > 30
    assert len(raised) <= _ALLOWED[field] * tried, raised
