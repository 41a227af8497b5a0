"""Numbers by country: through the counts where there are some, a sentence where there are none."""

from __future__ import annotations

import numpy as np
import pytest

from cytonomics.evidence import load
from cytonomics.market import MarketError
from cytonomics.market.transfer import volumes
from cytonomics.market.transfer.countries import countries
from cytonomics.market.transfer.counts import counts
from cytonomics.market.transfer.pooling import paths
from cytonomics.market.transfer.technologies import ALL_GRAFTS, PREFIX
from cytonomics.market.transfer.volumes import rates, targets

YEARS = (2012, 2016, 2019, 2023)
GRAFTS = [f"{PREFIX}_autologous", f"{PREFIX}_allogeneic"]


@pytest.fixture(scope="module")
def hearts(evidence, parameters):
    name = "organ_transplant_heart"
    return volumes(evidence, [name], parameters, YEARS)[name]


def test_draws_go_through_what_a_country_counts(evidence, known, hearts):
    noise = float(hearts.pooled.weights @ hearts.pooled.spreads[:, 3])
    seen = 0
    for one in counts(evidence, hearts.technology, known):
        if one.year in YEARS and one.number >= 20:
            drawn = np.log(hearts.draws[:, one.country, YEARS.index(one.year)])
            # The count itself is off the path by chance and noise; the path knows no better.
            width = np.hypot(noise, one.number**-0.5)
            assert abs(drawn.mean() - np.log(one.number)) < 3.5 * width
            assert drawn.std() < 1.2 * width
            assert (known.codes[one.country], one.year) in hearts.observed
            seen += 1
    assert seen > 60


def test_a_country_that_counts_nothing_is_wide(hearts):
    seen = {code for code, _ in hearts.observed}
    unseen = [hearts.countries.place[c] for c in hearts.countries.codes if c not in seen]
    assert len(unseen) > 50
    level = float(hearts.pooled.weights @ hearts.pooled.spreads[:, 0])
    without = (hearts.draws[:, unseen, -1] == 0).mean(axis=0)
    # Some draws have a programme and some have none; where there is one its size is wide.
    assert ((without > 0) & (without < 1)).mean() > 0.1
    for place in unseen:
        some = hearts.draws[:, place, -1][hearts.draws[:, place, -1] > 0]
        assert len(some) < 20 or np.log(some).std() > 0.4 * level


def test_a_country_that_reports_none_has_none(evidence, known, hearts):
    since: dict[int, list[float]] = {}
    for one in counts(evidence, hearts.technology, known):
        if one.year >= 2020:
            since.setdefault(one.country, []).append(one.number)
    without = [place for place, numbers in since.items() if not any(numbers)]
    assert len(without) > 20
    assert not hearts.draws[:, without, -1].any()


def test_own_and_donors_grafts_add_up_to_all_of_them(evidence, parameters, known):
    found = volumes(evidence, GRAFTS, parameters, YEARS)
    every = rates(counts(evidence, ALL_GRAFTS, known), known, parameters, ALL_GRAFTS)
    logs = paths(
        every, targets(known, YEARS), np.array(YEARS, float), parameters.size,
        parameters.generator(f"transfer:paths:{ALL_GRAFTS}"),
    )  # fmt: skip
    people = np.array([[known.people(c, year) for year in YEARS] for c in range(len(known.codes))])
    both = found[GRAFTS[0]].draws + found[GRAFTS[1]].draws
    np.testing.assert_allclose(both, np.exp(logs) * people, rtol=1e-10)
    assert all((one.draws > 0).all() for one in found.values())


def test_what_is_asked_for_together_changes_nothing(evidence, parameters, hearts):
    names = ["organ_transplant_lung", "organ_transplant_heart"]
    again = volumes(evidence, names, parameters, YEARS)
    assert list(again) == names
    assert again[names[1]].draws.tobytes() == hearts.draws.tobytes()


def test_one_more_count_moves_its_country_most(evidence, parameters, hearts, row, overlay):
    where = "CIV"
    place = hearts.countries.place[where]
    before = np.median(hearts.draws[:, place, -1])
    mine = row(
        "vol5103", id="own1", technology=hearts.technology, geography=where, year=2023,
        measure="procedures", value=400, coverage=None,
    )  # fmt: skip
    changed = load(overlay(technology_volumes=[mine]))
    after = volumes(changed, [hearts.technology], parameters, YEARS)[hearts.technology]
    assert before < 100
    assert np.median(after.draws[:, place, -1]) == pytest.approx(400, rel=0.15)
    moved = np.abs(
        np.log1p(np.median(after.draws, axis=0)) - np.log1p(np.median(hearts.draws, axis=0))
    )[:, -1]
    assert moved.argmax() == place
    assert np.delete(moved, place).max() < 0.5 * moved[place]


def test_an_unknown_technology_is_refused(evidence, parameters):
    with pytest.raises(MarketError, match=r"^no technology 'skin' is modelled; take one of bone_"):
        volumes(evidence, ["skin"], parameters, YEARS)


def test_a_technology_that_nobody_counts_is_refused(evidence, parameters, known, row, overlay):
    unread = [
        row(fact.id, use="context", supersedes=fact["supersedes"])
        for fact in evidence["technology_volumes"]
        if fact["technology"] in ("platelet_transfusion", "platelet_distribution")
    ]
    silent = load(overlay(technology_volumes=unread))
    with pytest.raises(MarketError, match="nobody counts 'platelet_transfusion' in any country; a"):
        volumes(silent, ["platelet_transfusion"], parameters, YEARS)


def test_grafts_that_nobody_tells_apart_are_refused(evidence, parameters, row, overlay):
    unread = [
        row(fact.id, use="context", supersedes=fact["supersedes"])
        for fact in evidence["technology_volumes"]
        if fact["technology"] == GRAFTS[0]
    ]
    with pytest.raises(MarketError, match="nobody counts autologous and allogeneic transplants ap"):
        volumes(load(overlay(technology_volumes=unread)), GRAFTS, parameters, YEARS)


def test_a_country_without_people_in_a_year_is_refused(evidence, parameters, row, overlay):
    own = [f for f in evidence["populations"] if f["iso3"] == "HTI"]
    moved = [row(f.id, year=f["year"] + 1) for f in own if f["year"] == 2010]
    folder = overlay(populations=moved)
    with pytest.raises(
        MarketError, match=r"^Haiti has no population for 2010; add a row to popula"
    ):
        volumes(load(folder), ["organ_transplant_lung"], parameters, YEARS)


def test_a_country_without_any_people_is_left_out(evidence, row, overlay):
    # Its rows are made to speak of another country, for which they repeat what is known.
    other = {f["year"]: f for f in evidence["populations"] if f["iso3"] == "DOM"}
    moved = [
        row(f.id, iso3="DOM", population_m=other[f["year"]]["population_m"])
        for f in evidence["populations"]
        if f["iso3"] == "HTI"
    ]
    known = countries(load(overlay(populations=moved)))
    assert "HTI" not in known.place
    assert all(known.codes[known.place[code]] == code for code in known.codes)
