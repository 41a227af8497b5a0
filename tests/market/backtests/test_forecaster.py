"""The back-test's forecaster, with prior draws where it would fit: it runs, and its sums add up."""

from __future__ import annotations

import importlib.util
from datetime import date
from pathlib import Path

import numpy as np

from cytonomics.evidence import load
from cytonomics.market.backtests import Target, knowledge
from cytonomics.market.fitted import Widths, prior_draws

SCRIPT = Path(__file__).parents[3] / "benchmarks" / "backtest_fitted.py"


def test_the_forecaster_of_the_back_test_sums_what_was_fitted(monkeypatch):
    spec = importlib.util.spec_from_file_location("backtest_fitted", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "fit", lambda panel, progress: prior_draws(panel, seed=1, size=20))
    fitted = module.Fitted()
    monkeypatch.setattr(fitted, "learnt", lambda then: Widths(0.5, 0.8))
    found = fitted(knowledge(load(), module.SCOPE, date(2022, 6, 30), draws=20), 4)
    regions = [draws for target, draws in found.items() if target.kind == "region"]
    total = found[Target("total", "")]
    np.testing.assert_allclose(sum(regions), total)
    assert (total > 0).all()
    # What is kept to learn from: classes as drawn, and the total once classes are narrowed.
    kept = [target.kind for target, _ in fitted.made]
    assert kept.count("total") == 1 and "class" in kept
