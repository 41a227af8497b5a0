"""Coherence of every table, support labels, the routes, prices and care."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from cytonomics import vocabulary
from cytonomics.evidence import average_rate
from cytonomics.market import all_figures, evaluate, frame, measured, published_sizes, spread
from cytonomics.market.care import CARE, CELL_PRODUCT, applies, cost_per_patient
from cytonomics.market.errors import MarketError
from cytonomics.market.figures import EPISODE_DIMENSIONS, PERCENTILES, name_of
from cytonomics.market.model import EPISODE, REVENUE
from cytonomics.market.offers import Offer
from cytonomics.market.prices import net_price
from cytonomics.market.segments import axis, dimensions
from cytonomics.market.support import Support, pooled
from cytonomics.vocabulary import VocabularyError


def test_parts_make_the_whole_in_every_draw(market):
    for dimension in dimensions(market):
        parts = sum(measured(market, REVENUE, dimension).values())
        np.testing.assert_allclose(parts, market.revenue.sum(axis=2), rtol=1e-12, atol=1e-9)


@pytest.mark.parametrize("dimension", EPISODE_DIMENSIONS)
def test_episode_spend_is_product_and_care_in_every_draw(market, dimension):
    parts = sum(measured(market, EPISODE, dimension).values())
    whole = market.revenue.sum(axis=2) + market.care.sum(axis=(2, 3))
    np.testing.assert_allclose(parts, whole, rtol=1e-12, atol=1e-9)


def test_every_figure_is_one_row_with_ordered_percentiles(market):
    rows = all_figures(market)
    assert len({row.id for row in rows}) == len(rows)
    for row in rows:
        assert list(row.percentiles) == sorted(row.percentiles)
        assert len(row.percentiles) == len(PERCENTILES)
        shares = row.support.supported + row.support.allocated + row.support.assumed
        assert shares == pytest.approx(1.0) or (row.label == "none" and row.mean == 0)
    table = frame(rows)
    assert table.height == len(rows) and table["figure_id"].n_unique() == len(rows)


def test_means_of_a_table_add_up(market):
    rows = [row for row in all_figures(market) if row.measure == REVENUE and row.year == 2030]
    total = next(row.mean for row in rows if row.dimension == "total")
    for dimension in dimensions(market):
        own = sum(row.mean for row in rows if row.dimension == dimension)
        assert own == pytest.approx(total), dimension


def test_history_is_supported_and_forecast_is_assumed(market):
    rows = {row.id: row for row in all_figures(market)}
    stem = "adoptive_cell_therapy/product_revenue"
    assert rows[f"{stem}/market_part/named_car_t/2024"].label == "supported"
    assert rows[f"{stem}/product/carvykti/2024"].label == "supported"
    assert rows[f"{stem}/report_group/germany/2024"].label == "allocated"
    assert rows[f"{stem}/market_part/hospital_exemption/2024"].label == "assumed"
    assert rows[f"{stem}/total/total/2028"].label == "assumed"
    assert rows[f"{stem}/report_group/gcc/2024"].label == "none"
    care = "adoptive_cell_therapy/episode_spend/accompanying_care"
    assert rows[f"{care}/hospital_stay/2024"].label == "assumed"


def test_the_tail_stands_apart_and_is_small(market):
    year = market.years.index(2024)
    mean = market.revenue[:, year].mean(axis=0)
    tail = sum(m for m, part in zip(mean, market.parts, strict=True) if part != "named_car_t")
    assert 0.01 < tail / mean.sum() < 0.1


def test_support_of_sums_is_weighted_by_amount():
    parts = [(1.0, Support(1, 0, 0)), (2.0, Support(0, 1, 0)), (1.0, Support(0, 0, 1))]
    assert pooled(parts)[:3] == (0.25, 0.5, 0.25)
    assert pooled([]).label(0.95) == "none"


def test_published_sizes_between_two_printed_years_grow_at_a_constant_rate(evidence):
    sizes = {
        (size.page, size.year): size.size
        for size in published_sizes(evidence, "adoptive_cell_therapy", [2024, 2027, 2031])
    }
    expected = 14776.33 * (29723.68 / 14776.33) ** (3 / 7)
    assert sizes["pg_001", 2027] == pytest.approx(expected)
    widest = spread(published_sizes(evidence, "adoptive_cell_therapy", [2024]))[0]
    assert (widest.pages, round(widest.highest, 2)) == (10, 14776.33)


def test_a_net_price_is_the_list_price_at_the_rate_of_its_year_times_the_ratio(
    evidence, parameters
):
    price = net_price(evidence, Offer("kymriah", ("GBR",), "GBR"), 2024, parameters)
    pound = average_rate(evidence, "GBP", "2024").usd_per_unit
    ratio = parameters.draws("net_to_list_ratio_europe")
    np.testing.assert_allclose(price.draws, 282_000 * pound * ratio)
    assert set(price.facts) <= set(evidence.by_id)


def test_implied_patients_fit_the_infusions_that_were_counted(market):
    """Iovance: 102 patients were infused in the second quarter of 2025, more than 275 in a year."""
    amtagvi = [j for j, offer in enumerate(market.offers) if offer.product == "amtagvi"]
    treated = market.patients[:, market.years.index(2025)][:, amtagvi].sum(axis=1)
    assert 350 < treated.mean() < 550


def test_european_patients_are_of_the_order_the_registry_counts(evidence, market):
    """EBMT counts 4,888 CAR-T recipients in its area in 2023, trials included."""
    counted = next(
        f["patients"]
        for f in evidence["treated_patients"]
        if (f["geography"], f["period"], f["basis"]) == ("europe", "2023", "infused")
    )
    from cytonomics.market.segments import axis

    region = axis(market, "region")
    year = market.years.index(2023)
    weights = region.weights[region.segments.index("europe"), year]
    treated = (market.patients[:, year] * weights).sum(axis=1)
    assert 0.6 < treated.mean() / counted < 1.3


def test_care_is_needed_where_it_is_needed(market):
    carvykti = market.products["carvykti"]
    assert applies("leukapheresis", carvykti) and not applies("tumour_surgery", carvykti)
    surgery = market.care_components.index("tumour_surgery")
    paid = market.care[:, :, :, surgery].sum(axis=(0, 1))
    for j, offer in enumerate(market.offers):
        assert (paid[j] > 0) == (market.products[offer.product]["modality"] == "til")
    assert CELL_PRODUCT in measured(market, EPISODE, CARE)


def test_care_costs_grow_from_their_price_year(parameters):
    base = cost_per_patient("hospital_stay", 2024, parameters)
    later = cost_per_patient("hospital_stay", 2026, parameters)
    growth = parameters.draws("care_cost_inflation")
    np.testing.assert_allclose(later / base, (1 + growth) ** 2)


def test_the_same_seed_gives_the_same_bits_and_another_does_not(evidence, market):
    again = evaluate(evidence, "adoptive_cell_therapy", draws=market.parameters.size)
    assert again.revenue.tobytes() == market.revenue.tobytes()
    assert again.care.tobytes() == market.care.tobytes()
    other = evaluate(evidence, "adoptive_cell_therapy", draws=market.parameters.size, seed=1)
    assert other.revenue.tobytes() != market.revenue.tobytes()


def test_threads_change_no_bit():
    code = (
        "import hashlib; from cytonomics.evidence import load; "
        "from cytonomics.market import evaluate; "
        "m = evaluate(load(), 'adoptive_cell_therapy', draws=64); "
        "print(hashlib.sha256(m.revenue.tobytes() + m.care.tobytes()).hexdigest())"
    )
    hashes = set()
    for threads in ("1", "4"):
        import os

        names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
        env = os.environ | dict.fromkeys(names, threads)
        run = subprocess.run(
            [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
        )
        hashes.add(run.stdout)
    assert len(hashes) == 1


def test_a_market_that_cannot_be_built_says_so(evidence):
    with pytest.raises(MarketError, match="cannot be built yet"):
        evaluate(evidence, "manufacturing", draws=2)
    with pytest.raises(VocabularyError):
        evaluate(evidence, "adoptive_cells", draws=2)


def test_the_cube_is_labelled(market):
    cube = market.cube()
    assert cube["revenue"].dims == ("draw", "year", "offer")
    total = cube["revenue"].sel(year=2024).sum("offer").mean("draw")
    assert float(total) == pytest.approx(market.revenue[:, 7].sum(axis=1).mean())


def test_each_market_is_shown_or_refused_in_a_sentence(evidence):
    shown = set()
    for scope in vocabulary.terms("scope"):
        try:
            market = evaluate(evidence, scope.id, draws=2)
        except MarketError as refusal:
            assert "cannot be built yet" in str(refusal)
            continue
        for dimension in dimensions(market):
            segments = axis(market, dimension).segments
            assert segments and all(name_of(market, dimension, one) for one in segments)
        shown.add(scope.id)
    assert {"adoptive_cell_therapy", "cell_therapy", "personalized_cell_therapy"} <= shown
