"""Two published reports as lists of figures: what contradicts itself must be found."""

from __future__ import annotations

from typing import Any

from tests.audit.shorthand import audited, cagr, claim, share, size, tree

FIRST = (
    *("GlaxoSmithKline", "Janssen", "Genentech", "Roche"),
    *("Bristol-Myers Squibb", "Amgen", "Merck", "Eli Lilly"),
)
SECOND = (
    *("Gilead Sciences (via Kite Pharma)", "Novartis AG", "Johnson & Johnson", "Cellectis"),
    *("Bristol-Myers Squibb (including Juno / Celgene lineage)", "Autolus Therapeutics"),
    *("bluebird bio", "Nkarta, Inc.", "Atara Biotherapeutics", "JW Therapeutics", "Immatics"),
    *("Iovance Biotherapeutics", "Anterogen Co., Ltd.", "Aurion Biotech", "Sorrento Therapeutics"),
)


def _adoptive():
    scope = "adoptive_cell_therapy"
    long, short = "Adoptive Cell Therapy for Cancer Treatment", "adoptive cell therapy"
    main: dict[str, Any] = {"scope": scope, "market": long}
    other: dict[str, Any] = {"scope": scope, "market": short}
    return [
        claim("period", "2021 - 2031", period_start=2021, period_end=2031, **main),
        size(14.77633, 2024, 1e-5, sentence=1, status="history", **main),
        size(29.72368, 2031, 1e-5, sentence=1, status="forecast", **main),
        cagr(10.5, 2024, 2031, sentence=1, **main),
        claim("period", "2025 - 2031", period_start=2025, period_end=2031, **main),
        claim("concentration", "Low", **main),
        claim("players", items=FIRST, **main),
        size(4.93, 2022, 0.01, sentence=2, status="history", geography="WW", **other),
        size(23.44, 2030, 0.01, sentence=2, status="forecast", geography="WW", **other),
        cagr(21.5, 2022, 2030, sentence=2, geography="WW", **other),
        size(5.6, 2024, sentence=3, status="history", **main),
        size(35.3, 2033, sentence=3, status="forecast", **main),
        cagr(24.5, 2026, 2033, sentence=3, **main),
        tree("product", "Surgery", "Chemotherapy", "Radiotherapy", **main),
        claim("concentration", "moderately concentrated", sentence=4, **main),
        claim("concentration", "nearly 55%", value=55.0, step=1.0, unit="percent",
              bound="less_than", sentence=4, **main),
        claim("players", items=SECOND, **main),
    ]  # fmt: skip


def _personalized():
    label = "Personalized Cell Therapy"
    main: dict[str, Any] = {"scope": "personalized_cell_therapy", "market": label}
    return [
        size(127.1, 2034, sentence=1, status="forecast", bound="about", geography="WW", **main),
        size(14.2, 2024, sentence=1, status="history", geography="WW", **main),
        cagr(24.5, 2025, 2034, sentence=1, geography="WW", **main),
        size(2, 2023, 1, sentence=2, status="history", **main),
        cagr(24.5, 2023, 2033, sentence=2, **main),
        size(127.1, 2033, sentence=2, status="forecast", bound="about", **main),
        share(48.7, "therapeutic_area", "cardiovascular diseases", 2023, **main),
        share(44.8, "technology", "platelet transfusions", 2023, **main),
        share(58.2, "end_user", "Hospitals", 2023, **main),
        share(41.2, "region", "North America", 2023, **main),
        share(48.7, "therapeutic_area", "cardiovascular diseases", 2023, **main),
        claim("rank", "dominated", dimension="end_user", segment="Hospitals", **main),
        claim("rank", "led", dimension="region", segment="North America", **main),
        claim("rank", "fastest CAGR", dimension="region", segment="Asia Pacific", **main),
        tree("technology", "Bone Marrow Transplantation", "Platelet Transfusions",
             "Packed Red Cell Transfusions", "Organ Transplantation", **main),
        size(127.1, 2034, sentence=3, status="forecast", **main),
        cagr(24.5, 2025, 2034, sentence=3, **main),
    ]  # fmt: skip


def test_the_adoptive_report():
    said = audited(*_adoptive())
    found = {finding.rule: finding for finding in said.findings}
    assert {"two_values", "several_bases", "several_growth_rates", "period_mismatch"} <= set(found)
    assert {"concentration_contradicted", "segment_tree_misnames", "players_differ"} <= set(found)
    for base in ("14.7763", "4.93", "5.6"):
        assert base in found["several_bases"].message
    for rate in ("10.5%", "21.5%", "24.5%"):
        assert rate in found["several_growth_rates"].message
    mismatches = [one.message for one in said.findings if one.rule == "period_mismatch"]
    assert any("2026 to 2033" in message and "2024 and 2033" in message for message in mismatches)


def test_the_personalized_report():
    said = audited(*_personalized(), text="Cells of a patient's own body are given back.")
    found = {finding.rule for finding in said.findings}
    assert {"base_year_jump", "two_end_years", "segment_tree_misnames"} <= found
    assert "unit_slip" not in found
    notes = [one for one in said.findings if one.severity == "note"]
    assert len(notes) == 1 and "base-year habit" in notes[0].message
    assert "leader_contradicted" not in found and "share_over_100" not in found
