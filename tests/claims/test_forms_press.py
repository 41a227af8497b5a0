"""Forms of the trade press: several houses' estimates, revised forecasts, figures half told."""

from __future__ import annotations

import pytest

from cytonomics.claims import Claim, extract, read_text


def _told(text: str, measure: str) -> list[tuple[str, str | None, int | None, int | None]]:
    claims: list[Claim] = [c for c in extract(read_text(text, "a")) if c.measure == measure]
    return [(c.quote, c.segment, c.period_start, c.period_end) for c in claims]


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        (
            "Forecasts of the global kelp market in 2030 by research house:\n"
            "- Ostrava Insights – $12bn\n- Pell & Sons – $9.5bn\n- Nimbus Data – $7bn",
            [None, None, None],
        ),
        (
            "The smart lock market was worth $2.4 billion (Nimbus), $2.9 billion (Ostrava) or "
            "$3.3 billion (Carrow) in 2024, depending on whom you ask.",
            [None, None, None],
        ),
        (
            "Pell has a larger number for the global kelp market in 2024 ($2.9 billion) than "
            "Ostrava ($1.4 billion) has.",
            [None, None],
        ),
        (
            "Global kelp market, 2030 estimates\nPell: $2.9 billion\nOstrava: $1.4 billion\n"
            "Carrow Insights: $1.9 billion",
            [None, None, None],
        ),
        (
            "Four consultancies have sized the smart glass market. Pell: $3.1 billion in 2026. "
            "Ostrava: $4.4 billion in 2026.",
            [None, None],
        ),
        # What is sold, who buys and where are parts, whoever estimates them.
        (
            "Research firms expect the pump market to reach $9 billion by 2030. "
            "Centrifugal pumps: $4 billion. Diaphragm pumps: $3 billion.",
            [None, "Centrifugal pumps", "Diaphragm pumps"],
        ),
        (
            "Estimates of the pump market for 2030 by end user: Hospitals $4 billion, "
            "Clinics $3 billion, Homes $2 billion.",
            ["Hospitals", "Clinics", "Homes"],
        ),
        (
            "The pump market reached $9 billion in 2024, says Nimbus. Hospitals: $4 billion. "
            "Clinics: $3 billion.",
            [None, "Hospitals", "Clinics"],
        ),
    ],
)
def test_who_estimates_is_no_part(text: str, segments: list[str | None]) -> None:
    assert [segment for _, segment, _, _ in _told(text, "size")] == segments
