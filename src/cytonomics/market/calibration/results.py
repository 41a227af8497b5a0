"""Ranks on disk, with what they rest on: they speak for no other model, priors or data shape."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cytonomics.evidence import Evidence
from cytonomics.market.assumptions import Assumption
from cytonomics.market.backtests import knowledge
from cytonomics.market.errors import MarketError
from cytonomics.market.fitted import REGIONS, Panel, panel_of, prior_draws
from cytonomics.market.fitted.posterior import parameters_of
from cytonomics.market.fitted.records import MODEL, code_hash, hash_of
from cytonomics.market.fitted.simulation import simulated

SCOPE = "adoptive_cell_therapy"
# The panel has the shape of what was known on this day, so that later facts make no rank stale.
DAY = date(2026, 3, 31)


@dataclass(frozen=True, eq=False)
class Calibration:
    """Ranks of the truth in simulations, and how these went.

    `basis` holds the hashes of model, priors and data shape by name; `ranks` is (simulation,) by
    quantity, each from 0 to `largest`; `effective` (simulation,) is the effective number of draws
    of the worst quantity, `divergences` (simulation,) counts steps that diverged.

    Example:
        >>> none = np.zeros(0, dtype=int)
        >>> Calibration({}, 99, {"rivalry": none}, none, none, 0.0).simulations
        0
    """

    basis: Mapping[str, str]
    largest: int
    ranks: Mapping[str, NDArray[np.intp]]
    effective: NDArray[np.intp]
    divergences: NDArray[np.intp]
    seconds: float

    @property
    def simulations(self) -> int:
        """How often parameters were drawn and found again."""
        return len(self.effective)

    def stale(self, panel: Panel) -> tuple[str, ...]:
        """Name what has changed since: "model", "priors" or "shape"; empty when nothing has.

        Example:
            >>> from cytonomics.evidence import load
            >>> then = knowledge(load(), "car_t", date(2022, 6, 30), draws=4)
            >>> panel = panel_of(then.evidence, "car_t", then.history, then.parameters, then.last)
            >>> none = np.zeros(0, dtype=int)
            >>> Calibration({}, 99, {}, none, none, 0.0).stale(panel)
            ('model', 'priors', 'shape')
        """
        return tuple(name for name, now in basis_of(panel).items() if self.basis.get(name) != now)

    def write(self, path: Path) -> None:
        """Write the ranks as JSON, one quantity a line; an old file stays whole whatever fails.

        Example:
            >>> from tempfile import TemporaryDirectory
            >>> none = np.zeros(0, dtype=int)
            >>> with TemporaryDirectory() as home:
            ...     Calibration({"model": "a"}, 99, {}, none, none, 0.0).write(Path(home) / "a")
            ...     Calibration.read(Path(home) / "a").basis
            {'model': 'a'}
        """
        head = {"basis": dict(self.basis), "largest": self.largest, "seconds": round(self.seconds)}
        rows = {"effective": self.effective, "divergences": self.divergences, **self.ranks}
        lines = [f"{json.dumps(name)}: {json.dumps(value)}" for name, value in head.items()]
        lines += [f"{json.dumps(name)}: {json.dumps(row.tolist())}" for name, row in rows.items()]
        fresh = path.with_suffix(".new")
        fresh.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
        os.replace(fresh, path)

    @classmethod
    def read(cls, path: Path) -> Calibration:
        """Read what `write` wrote.

        Raises:
            MarketError: if the file is missing or is not one of these.
        """
        try:
            held = json.loads(path.read_text(encoding="utf-8"))
            basis, largest, seconds = (held.pop(name) for name in ("basis", "largest", "seconds"))
            rows = {name: np.array(row, dtype=np.intp) for name, row in held.items()}
            effective, divergences = rows.pop("effective"), rows.pop("divergences")
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise MarketError(
                f"{str(path)!r} holds no ranks ({error}); make them with `make calibrate`"
            ) from None
        return cls(basis, largest, rows, effective, divergences, seconds)


def panel_ranked(evidence: Evidence) -> Panel:
    """Return the panel whose shape is calibrated: what was known on `DAY`.

    Example:
        >>> from cytonomics.evidence import load
        >>> str(panel_ranked(load()).last)
        '2025Q4'
    """
    then = knowledge(evidence, SCOPE, DAY)
    return panel_of(then.evidence, SCOPE, then.history, then.parameters, then.last)


def basis_of(panel: Panel) -> dict[str, str]:
    """Return the hashes of model, priors and data shape.

    Priors are the assumptions that the density looks up. The medians of patients and prices come
    from facts of the day; they set the scale of a panel, not its shape, and are left out.

    Example:
        >>> from cytonomics.evidence import load
        >>> then = knowledge(load(), "car_t", date(2022, 6, 30), draws=4)
        >>> panel = panel_of(then.evidence, "car_t", then.history, then.parameters, then.last)
        >>> sorted(basis_of(panel))
        ['model', 'priors', 'shape']
    """
    shape = [
        len(REGIONS),
        len(panel.quarters),
        sorted(
            (int(p), int(s), int(r), float(q))
            for p, s, r, q in zip(
                panel.entries.product,
                panel.entries.segment,
                panel.entries.region,
                panel.entries.start,
                strict=True,
            )
        ),
        [(one.cells, one.quarters) for one in panel.observations],
        [(one.region, one.quarters) for one in panel.anchors],
        [one.shape for one in parameters_of(panel)],
    ]
    priors = [
        [one.name, one.value, one.low, one.high, one.distribution] for one in _looked_up(panel)
    ]
    return {
        "model": code_hash((*MODEL, "simulation.py")),
        "priors": hash_of(json.dumps(priors)),
        "shape": hash_of(json.dumps(shape)),
    }


class _Noted(Mapping[str, Assumption]):
    """Assumptions that remember which of them were looked up."""

    def __init__(self, held: Mapping[str, Assumption]) -> None:
        self.held, self.seen = held, set[str]()

    def __getitem__(self, name: str) -> Assumption:
        self.seen.add(name)
        return self.held[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.held)

    def __len__(self) -> int:
        return len(self.held)


def _looked_up(panel: Panel) -> list[Assumption]:
    """The assumptions that drawing parameters and sales looks up, by name."""
    noted = _Noted(panel.assumptions)
    same = replace(panel, assumptions=noted)
    truth = {name: x[0] for name, x in prior_draws(same, seed=1, size=1).draws.items()}
    simulated(same, truth, seed=1)
    return [panel.assumptions[name] for name in sorted(noted.seen)]
