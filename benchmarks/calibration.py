"""Calibrate the fit: find made-up parameters again, and write ranks, tables and pictures.

Run by `make calibrate`, some twenty minutes on four cores. What is done is kept in
`out/calibration.jsonl`, so that a run that was broken off goes on where it stopped. With
`--pictures` only the pages are written anew, from the ranks that are there.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import Any

import numpy as np
from calibration_fits import KEPT, ranked
from calibration_pages import write_pages
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from cytonomics.evidence import load
from cytonomics.market.calibration import Calibration, basis_of, panel_ranked

ROOT = Path(__file__).parents[1]
RESULT = ROOT / "docs" / "calibration.json"
PARTIAL = ROOT / "out" / "calibration.jsonl"
SIMULATIONS = 300


def done_before(basis: dict[str, str]) -> dict[int, dict[str, Any]]:
    """Return the simulations of an earlier run by number; none where it ranked another model."""
    if not PARTIAL.exists():
        return {}
    head, *lines = PARTIAL.read_text(encoding="utf-8").splitlines()
    if json.loads(head) != basis:
        PARTIAL.unlink()
        return {}
    # The last line may have been cut off in the writing.
    whole = [json.loads(line) for line in lines if line.endswith("}")]
    return {one["simulation"]: one for one in whole}


def simulations(wanted: int, jobs: int, basis: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the simulations 1 to `wanted`, those of an earlier run first."""
    before = done_before(basis)
    yield from (before[number] for number in sorted(before) if number <= wanted)
    missing = [number for number in range(1, wanted + 1) if number not in before]
    if not missing:
        return
    PARTIAL.parent.mkdir(exist_ok=True)
    begins = not PARTIAL.exists()
    # One thread each: the arrays are small, and processes share the cores.
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
    context = multiprocessing.get_context("spawn")
    with (
        PARTIAL.open("a", encoding="utf-8") as kept,
        ProcessPoolExecutor(min(jobs, len(missing)), mp_context=context) as pool,
    ):
        kept.write(json.dumps(basis) + "\n" if begins else "\n")
        for found in as_completed([pool.submit(ranked, number) for number in missing]):
            kept.write(json.dumps(found.result()) + "\n")
            kept.flush()
            yield found.result()


def calibrated(wanted: int, jobs: int, console: Console) -> Calibration:
    """Run the simulations that are missing and return the ranks of all."""
    basis = basis_of(panel_ranked(load()))
    found: dict[int, dict[str, Any]] = {}
    with Progress(
        TextColumn("simulations"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
    ) as progress:
        task = progress.add_task("simulations", total=wanted)
        for one in simulations(wanted, jobs, basis):
            found[one["simulation"]] = one
            progress.update(task, completed=len(found))
    every = [found[number] for number in sorted(found)]
    return Calibration(
        basis,
        KEPT,
        {name: np.array([one["ranks"][name] for one in every]) for name in every[0]["ranks"]},
        np.array([one["effective"] for one in every]),
        np.array([one["divergences"] for one in every]),
        sum(one["seconds"] for one in every),
    )


def main() -> None:
    """Calibrate unless only the pages are wanted, then write the pages."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--pictures", action="store_true", help="write the pages alone")
    asked.add_argument("--simulations", type=int, default=SIMULATIONS, help="how many in all")
    asked.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes at once")
    options = asked.parse_args()
    console = Console()
    begun = time.perf_counter()
    if not options.pictures:
        calibrated(options.simulations, options.jobs, console).write(RESULT)
    write_pages(Calibration.read(RESULT), ROOT / "docs", console)
    console.print(f"{time.perf_counter() - begun:,.0f} s")


if __name__ == "__main__":
    main()
