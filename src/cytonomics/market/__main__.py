"""Fit the model to all facts in view and ship the draws with the package: `make fit`.

With `--from-trend` the bridge to the earlier version starts from the damped trend instead of the
draws that are shipped.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from importlib.resources import as_file, files

from rich.console import Console

from cytonomics.evidence import load, narrowed
from cytonomics.market.changes import (
    SHIPPED,
    Changes,
    Sizes,
    as_json,
    bridge,
    shipped_changes,
    sizes,
)
from cytonomics.market.fitted import Kept, fit, keeping
from cytonomics.market.fitted.records import model_hash
from cytonomics.market.model import TREND, evaluate

Told = Callable[[str], None]


def main(from_trend: bool) -> None:
    """Fit, write draws and bridge, and say how the chains went."""
    console = Console()
    evidence = load()
    with console.status("facts") as status:
        old = None if from_trend else keeping.shipped()
        panel = keeping.latest_panel(evidence)
        posterior = fit(panel, seed=keeping.SEED, progress=status.update)
        with as_file(files("cytonomics.market.fitted")) as folder:
            keeping.write(posterior, folder / keeping.SHIPPED, keeping.SEED)
        keeping.forget()
        market = evaluate(evidence, keeping.SCOPE, progress=status.update)
        after, day = sizes(market), max(fact.known_from for fact in evidence).isoformat()
        before, between, since, name = _earlier(old, after, day, status.update)
        found = Changes(
            keeping.SCOPE,
            name,
            market.version,
            since,
            day,
            bridge(evidence, before, between, after, since),
        )
        with as_file(files("cytonomics.market")) as folder:
            (folder / SHIPPED).parent.mkdir(exist_ok=True)
            (folder / SHIPPED).write_text(as_json(found), encoding="utf-8")
    chain = posterior.diagnostics
    assert chain is not None
    console.print(
        f"{market.version}: {len(panel.products)} products to {panel.last}, {chain.seconds:.0f} s, "
        f"R-hat {chain.r_hat:.3f}, effective draws {chain.bulk:,.0f} bulk and {chain.tail:,.0f} "
        f"tail ({chain.bulk / chain.seconds:.0f} a second), {chain.divergences} divergences"
    )


def _earlier(old: Kept | None, after: Sizes, day: str, told: Told) -> tuple[Sizes, Sizes, str, str]:
    """Sizes of the earlier version, of today's model on its facts, its day and its name."""
    if old is None:
        trend = evaluate(load(), keeping.SCOPE, forecast=TREND)
        return sizes(trend), after, day, trend.version
    last = shipped_changes()
    before: dict[str, dict[str, float]] = {}
    for change in last.changes:
        before.setdefault(change.product, {})[str(change.year)] = change.after
    if old.about["model"] == model_hash():
        return before, before, last.day, last.after
    if last.day == day:
        return before, after, last.day, last.after
    then = narrowed(load(), date.fromisoformat(last.day))
    return before, sizes(evaluate(then, keeping.SCOPE, progress=told)), last.day, last.after


if __name__ == "__main__":
    main(from_trend="--from-trend" in sys.argv[1:])
