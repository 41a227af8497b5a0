"""Writes docs/calibration.md from the ranks: the table of verdicts, and the pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from calibration_pictures import Replicates, fan_chart, ranks_chart
from filling import fill
from rich.console import Console
from rich.markdown import Markdown

from cytonomics.evidence import load
from cytonomics.market.calibration import Calibration, uniformity, verdicts
from cytonomics.market.fitted import Panel, Posterior, current, expected_sales, prior_draws
from cytonomics.market.fitted.likelihood import residuals
from cytonomics.market.fitted.panel import FIRST
from cytonomics.market.fitted.simulation import simulated
from cytonomics.report.drawing import standalone

# Draws of each fan, and the seed of their noise.
REPLICATES, SEED = 300, 1
_DOUBT = 0.05
WORDS = ("uniform", "outside its band", "not uniform")


def groups_of(found: Calibration) -> dict[str, list[str]]:
    """Return the quantities by parameter: the elements of one that has many go together."""
    groups: dict[str, list[str]] = {}
    for name in found.ranks:
        groups.setdefault(re.sub(r" \d+$", "", name), []).append(name)
    return groups


def table(found: Calibration) -> Iterator[str]:
    """Yield the lines of a Markdown table, one parameter a line, the worst of its elements."""
    judged = {name: uniformity(ranks, found.largest) for name, ranks in found.ranks.items()}
    words = verdicts(judged)
    yield "| quantity | scalars | mean rank | middle half | band | chi-square | verdict |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | --- |"
    for title, names in groups_of(found).items():
        own = [judged[name] for name in names]
        mean, middle = (np.mean([getattr(one, k) for one in own]) for k in ("mean", "middle"))
        band, chi_square = (min(getattr(one, k) for one in own) for k in ("band", "chi_square"))
        said = {word: [words[name] for name in names].count(word) for word in WORDS}
        verdict = next(word for word in reversed(WORDS) if said[word])
        if len(names) > 1 and verdict != "uniform":
            verdict = ", ".join(f"{number} {word}" for word, number in said.items() if number)
        yield (
            f"| {title} | {len(names)} | {mean:.2f} | {middle:.2f} | {band:.2g} | "
            f"{chi_square:.2g} | {verdict} |"
        )


def overview(found: Calibration) -> str:
    """Return in a sentence or two how many quantities are uniform and how the fits went."""
    judged = {name: uniformity(ranks, found.largest) for name, ranks in found.ranks.items()}
    words = list(verdicts(judged).values())
    left = sum(one.band < _DOUBT for one in judged.values())
    bad = words.count("not uniform")
    kept = f"{bad} still do" if bad > 1 else "one still does" if bad else "none does"
    least, usual = found.effective.min(), np.median(found.effective)
    return (
        f"{found.simulations} simulations, {len(words)} quantities: {left} leave their own 95 % "
        f"band, {_DOUBT * len(words):.1f} would by chance; after Holm's correction for their "
        f"number {kept}. The worst parameter of a fit had {least:,} effective draws at least and "
        f"{usual:,.0f} in the median fit; steps diverged in {(found.divergences > 0).sum()} fits. "
        f"All took {found.seconds / 3600:.1f} hours of one core."
    )


def replicates(posterior: Posterior) -> Iterator[Replicates]:
    """Yield printed sales beside those that prior and posterior make up: all, then by product."""
    panel = posterior.panel
    prior = prior_draws(panel, seed=SEED, size=REPLICATES)
    made_up = [list(_made_up(panel, draws)) for draws in (prior, _thinned(posterior))]
    products = range(len(panel.products))
    for title, own in [
        ("all products", set(products)),
        *((panel.products[k], {k}) for k in products),
    ]:
        printed = _by_quarter(panel, own)
        seen = printed != 0
        if seen.any():
            years = FIRST.year + (FIRST.index % 4 + panel.quarters[seen] + 0.5) / 4.0
            before, after = (
                np.stack([_by_quarter(one, own)[seen] for one in many]) for many in made_up
            )
            yield Replicates(title, years, before, after, printed[seen])


def _thinned(posterior: Posterior) -> Posterior:
    chosen = np.linspace(0, posterior.size - 1, REPLICATES).round().astype(int)
    return replace(posterior, draws={name: x[chosen] for name, x in posterior.draws.items()})


def _made_up(panel: Panel, posterior: Posterior) -> Iterator[Panel]:
    for k in range(posterior.size):
        yield simulated(panel, {name: x[k] for name, x in posterior.draws.items()}, SEED + k)


def _by_quarter(panel: Panel, products: set[int]) -> np.ndarray:
    """What is printed of some products alone, (quarter,), million USD."""
    sales = np.zeros(len(panel.quarters))
    for one in panel.observations:
        if {cell.product for cell in one.cells} <= products:
            sales[list(one.quarters)] += one.quarterly
    return sales


def coverage(posterior: Posterior, shown: Iterable[Replicates]) -> Iterator[str]:
    """Yield a Markdown table: how much of what is printed lies where the model expects it."""
    yield (
        "| sales of | figures | one step ahead: in 50 % | in 90 % | quarters | posterior: in 50 % |"
        " in 90 % | prior: in 90 % |"
    )
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    panel = posterior.panel
    products = np.array([panel.products[one.cells[0].product] for one in panel.observations])
    for one in shown:
        own = (products == one.title) | (one.title not in panel.products)
        shares = [_ahead(posterior, width)[own].mean() for width in (0.5, 0.9)]
        for draws, width in ((one.posterior, 50), (one.posterior, 90), (one.prior, 90)):
            low, high = np.percentile(draws, [50 - width / 2, 50 + width / 2], axis=0)
            shares.append(((low <= one.printed) & (one.printed <= high)).mean())
        words = [f"{100 * share:.0f} %" for share in shares]
        words.insert(2, str(len(one.printed)))
        yield f"| {one.title} | {own.sum()} | {' | '.join(words)} |"


def _ahead(posterior: Posterior, width: float) -> np.ndarray:
    """The posterior share of each observation in the central interval of those before it."""
    from scipy.stats import norm, t

    panel = posterior.panel
    expected = expected_sales(np, posterior.curves(), panel.entries, panel.quarters)
    off, scale = residuals(np, panel, posterior.draws, expected)
    degrees = panel.assumptions["fit_noise_degrees"].value
    end = np.where(panel.chain.launch, norm.ppf((1 + width) / 2), t.ppf((1 + width) / 2, degrees))
    return np.asarray((np.abs(off / scale) < end).mean(axis=0))


def write_pages(found: Calibration, docs: Path, console: Console) -> None:
    """Write the tables and pictures of docs/calibration.md."""
    page = docs / "calibration.md"
    with console.status("pictures") as status:
        fill(page, "ranks", overview(found) + "\n\n" + "\n".join(table(found)))
        picture = ranks_chart(found, groups_of(found))
        (docs / "calibration_ranks.svg").write_text(standalone(picture), encoding="utf-8")
        posterior, _ = current(load(), status.update)
        total, *products = replicates(posterior)
    for name, picture in (
        ("total", fan_chart([total], 760, 300, 1)),
        ("products", fan_chart(products, 220, 120, 3)),
    ):
        (docs / f"calibration_{name}.svg").write_text(standalone(picture), encoding="utf-8")
    fill(page, "coverage", "\n".join(coverage(posterior, [total, *products])))
    console.print(Markdown(overview(found) + "\n\n" + "\n".join(table(found))))
