"""The verb `trace` on numbers of the landscape, from a written report."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from cytonomics.cli import main
from cytonomics.landscape.concentration import concentration

SCOPE = "adoptive_cell_therapy"


@pytest.fixture
def trace(written):
    def run(*words: str):
        return CliRunner().invoke(main, ["trace", *words, "--out", str(written.folder.parent)])

    return run


def test_an_index_comes_with_interval_rule_shares_and_run(trace, market):
    done = trace(f"{SCOPE}/hhi/world/world/2024", "--json")
    assert done.exit_code == 0, done.output
    said = json.loads(done.stdout)
    now = next(one for one in concentration(market) if one.year == 2024)
    assert said["value"] == pytest.approx(now.hhi.mean)
    assert (said["p05"], said["p95"]) == pytest.approx(now.hhi[1:])
    assert said["unit"] == "points" and "squared" in said["title"] and "Hirschman" in said["title"]
    shares = [one for one in said["children"] if "/share/" in one["id"]]
    assert len(shares) == now.companies.mean
    # Means of squares lie a little above the squares of means.
    assert sum((100 * one["value"]) ** 2 for one in shares) == pytest.approx(
        said["value"], rel=0.01
    )
    names = [one["name"] for one in said["children"] if one["kind"] == "assumption"]
    assert names == ["hhi_moderate", "hhi_high"]
    assert (said["draws"], said["scenarios"]) == (64, [])
    assert said["evidence"] == market.evidence.digest


def test_a_cell_leads_to_the_market_without_and_with_the_scenario(trace):
    done = trace(SCOPE, "impact_growth/kind/restraint/2031", "--depth", "4")
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert lines[0].startswith(f"{SCOPE}/impact_growth/kind/restraint/2031: -")
    ids = [line.strip().split(": ")[0] for line in lines]
    assert f"{SCOPE}/side_growth/without/any/2031" in ids
    assert f"{SCOPE}/product_revenue/total/total/2031" in ids
    assert any("/side_growth/under/" in name for name in ids)
    assert any(line.strip().startswith("acc") for line in lines)  # facts of the scenario
    assert "64 draws, seed" in done.stderr


def test_a_number_of_facts_alone_has_no_draws(trace):
    done = trace(f"{SCOPE}/products_in/authority/FDA/2021")
    assert done.exit_code == 0
    assert "2 products" in done.stdout and "apr0010" in done.stdout
    assert "no draws" in done.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((f"{SCOPE}/hhi/world/word/2024",), 3, f"'{SCOPE}/hhi/world/world/2024'"),
        ((f"{SCOPE}/hhi/region/mars/2024",), 3, "there is no figure"),
        (("nowhere/hhi/world/world/2024",), 3, "there is no report of 'nowhere'"),
        ((SCOPE, "hhi", "world"), 2, "name one figure"),
    ],
)
def test_what_cannot_be_traced_is_one_sentence(trace, words, code, said):
    done = trace(*words)
    assert done.exit_code == code and said in done.stderr
    assert code == 2 or len(done.stderr.strip().splitlines()) == 1
