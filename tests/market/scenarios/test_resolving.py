"""Names of a scenario are looked up; unknown, used-up and contradicting ones are refused."""

from __future__ import annotations

import pytest

from cytonomics import vocabulary
from cytonomics.market import MarketError
from cytonomics.market.allocation import health_spending
from cytonomics.market.fitted import REGIONS
from cytonomics.market.scenarios import assumptions_open, parsed, resolved


def scenario(body, name="my"):
    return parsed(f'title = "Test"\nreason = "To test."\n{body}', name)


def look(draws, evidence, *bodies):
    names = [f"file{k}" for k in range(len(bodies))]
    return resolved(
        [scenario(body, name) for body, name in zip(bodies, names, strict=True)], draws, evidence
    )


PATIENTS = "[[patients]]\ntimes = 2\nreason = 'x'\nfrom = '2028Q1'\n"


def test_filters_find_products_indications_and_regions(draws, evidence):
    (bcma,) = look(draws, evidence, PATIENTS + "class = 'car_t BCMA'").changes.levers
    assert {"carvykti", "abecma"} <= bcma.where.products
    assert "yescarta" not in bcma.where.products and bcma.where.classes == {"car_t BCMA"}
    (own,) = look(draws, evidence, PATIENTS + "application = 'autologous'").changes.levers
    assert own.where.classes == frozenset()
    (nhl,) = look(draws, evidence, PATIENTS + "indication = 'nhl'\nline = 4").changes.levers
    assert {"dlbcl", "fl", "mcl"} <= nhl.where.indications and nhl.where.lines == {3}
    (home,) = look(draws, evidence, PATIENTS + "geography = 'USA'").changes.levers
    assert home.where.regions == {0}
    (world,) = look(draws, evidence, PATIENTS + "geography = 'WW'").changes.levers
    assert world.where.regions is None and world.times == 2.0
    (harder,) = look(
        draws, evidence, PATIENTS.replace("patients", "alternative")
    ).changes.levers  # fmt: skip
    assert (harder.kind, harder.times) == ("attraction", 0.5)


def test_a_country_moves_its_region_by_its_part_of_health_spending(draws, evidence):
    (part,) = look(draws, evidence, PATIENTS + "geography = 'DEU'").changes.levers
    (position,) = part.where.regions
    region = REGIONS[position]
    own = (
        vocabulary.members("WW") - {"USA"} if region == "elsewhere" else vocabulary.members(region)
    )
    spending = {c: amount for c, (amount, _) in health_spending(evidence).items() if c in own}
    assert part.times == pytest.approx(1 + spending["DEU"] / sum(spending.values()))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (PATIENTS + "product = 'carvikty'", "there is no product 'carvikty'; nearest: carvykti"),
        (PATIENTS + "product = 'casgevy'", "no product of this forecast has product 'casgevy'"),
        (PATIENTS + "class = 'car_t CD91'", "there is no class 'car_t CD91'; nearest"),
        (PATIENTS + "modality = 'cart'", "key 'modality': "),
        (PATIENTS + "indication = 'myeloma'", "key 'indication': "),
        (PATIENTS + "indication = 'parkinson'", "nothing in this forecast is given for"),
        (PATIENTS + "geography = 'Atlantis'", "key 'geography': "),
        (PATIENTS.replace("2028Q1", "2023Q1"), "'from' is 2023Q1, but sales are known until 2024Q"),
        (PATIENTS.replace("2028Q1", "2028"), "'2028' is not a quarter"),
        (PATIENTS + "until = '2027Q4'", "'until' is 2027Q4, before the change begins in 2028Q1"),
        (PATIENTS + "evidence = ['acc9999']", "evidence 'acc9999' is no fact"),
        (
            "[[care]]\ncomponent = 'spa'\ntimes = 0.5\nreason = 'x'",
            "key 'component': ",
        ),
        (
            "[[label]]\nproduct='nova'\nindication='mm'\nline=1\nfrom='2028Q1'\nreason='x'",
            "no product 'nova' is on record; add its 'class'",
        ),
        (
            "[[label]]\nproduct='carvykti'\nindication='mm'\nline=2\nfrom='2028Q1'\nreason='x'\n"
            "geography='USA'",
            "carvykti has had the label mm 2 in USA since 2024Q2; take the entry out",
        ),
        (
            "[[success]]\ntimes = 2\nproduct = 'kymriah'\nreason = 'x'",
            "no programme that this forecast knows is meant",
        ),
        ("[assumptions]\nfit_lunch_rate = 1", "there is no assumption 'fit_lunch_rate'; nearest"),
        ("[assumptions]\nfit_rivalry = 1", "'fit_rivalry' has gone into the fit and cannot be set"),
        ("[assumptions]\nfit_ramp_shape = 1", "'fit_ramp_shape' has gone into the fit"),
        ("[assumptions]\nnet_to_list_ratio_usa = 0.5", "use a lever such as [[patients]]"),
        ("[assumptions]\nfit_launch_rate = -1", "write a value not below nought"),
        ("[assumptions]\nfit_fresh_share = 1.5", "write a value from 0 to 1"),
    ],
)  # fmt: skip
def test_names_that_mean_nothing_here_are_refused(draws, evidence, body, said):
    with pytest.raises(MarketError) as caught:
        look(draws, evidence, body)
    assert said in str(caught.value)
    assert "file0" in str(caught.value) and "\n" not in str(caught.value)


LABEL = (
    "[[label]]\nproduct='carvykti'\nindication='mm'\nline=1\nfrom='2028Q1'\nreason='x'\n"
    "geography='USA'"
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PATIENTS, PATIENTS.replace("2028Q1", "2029Q1") + "product = 'carvykti'"),
        (PATIENTS + "indication = 'nhl'", PATIENTS + "indication = 'dlbcl'"),
        (LABEL, LABEL.replace("2028Q1", "2029Q1")),
        ("[assumptions]\nfit_launch_rate = 1", "[assumptions]\nfit_launch_rate = 2"),
    ],
)
def test_overlays_that_contradict_are_refused_with_both_places(draws, evidence, one, other):
    with pytest.raises(MarketError) as caught:
        look(draws, evidence, one, other)
    assert "file0" in str(caught.value) and "file1" in str(caught.value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PATIENTS + "geography = 'USA'", PATIENTS + "geography = 'FRA'"),
        (PATIENTS + "indication = 'mm'", PATIENTS + "indication = 'nhl'"),
        (PATIENTS + "until = '2028Q4'", PATIENTS.replace("2028Q1", "2029Q1")),
        (PATIENTS, PATIENTS.replace("patients", "net_price")),
        ("[assumptions]\nfit_launch_rate = 2", "[assumptions]\nfit_launch_rate = 2"),
    ],
)
def test_overlays_that_meet_nowhere_are_laid_over_one_another(draws, evidence, one, other):
    both = look(draws, evidence, one, other)
    assert len(both.changes.levers) + len(both.assumptions) in (1, 2)


def test_an_assumption_that_is_still_open_takes_its_value(draws, evidence):
    found = look(draws, evidence, "[assumptions]\nfit_launch_rate = 2\ncare_cost_inflation = 0.0")
    over = found.over(draws).panel.assumptions
    assert (over["fit_launch_rate"].value, over["fit_launch_rate"].overridden) == (2.0, True)
    assert found.over(draws).draws is draws.draws
    assert draws.panel.assumptions["fit_launch_rate"].value != 2.0


def test_what_the_fit_has_learnt_is_not_open(draws):
    free = assumptions_open(draws)
    assert {"fit_launch_rate", "fit_segment_unknown", "fit_common_shock"} <= free
    assert not free & {"fit_attraction", "fit_ramp_spread", "fit_noise_step", "fit_noise_degrees"}
