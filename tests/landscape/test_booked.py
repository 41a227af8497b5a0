"""Sales and shares of companies as figures, in markets that have companies as an axis and not."""

from __future__ import annotations

import pytest

from cytonomics.landscape.booked import booked
from cytonomics.landscape.came import came
from cytonomics.landscape.finances import years_of
from cytonomics.landscape.held import held
from cytonomics.landscape.indicators import indicated
from cytonomics.market import trails, with_workings


@pytest.mark.parametrize("name", ["market", "personal"])
def test_every_year_of_a_profile_is_a_figure_and_its_share_too(name, request):
    market = request.getfixturevalue(name)
    every = (*held(market), *came(market), *booked(market), *indicated(market))
    # Refuses two of one id and what rests on nothing that is there.
    trail = with_workings(trails(market), market, every)
    found = {one.id: one for one in every}
    for company in ("gilead", "johnson_johnson", "vericel"):
        for year in years_of(market, company, "company"):
            if year.mean:
                share = found[f"{market.scope.id}/share/company/{company}/{year.year}"]
                assert share.value == pytest.approx(year.share)
                assert share.low == pytest.approx(year.share_p05)
                assert year.figure in trail["figures"] or year.figure in trail["workings"]
    shown = [one.id for one in booked(market) if "/product_revenue/company/" in one.id]
    assert bool(shown) == (name == "personal")
    for figure in shown[::20]:
        own, at = found[figure], market.years.index(int(figure.rsplit("/", 1)[1]))
        parts = sum(part.share * market.revenue[:, at, part.offer] for part in own.slices)
        assert own.draws == pytest.approx(parts)
