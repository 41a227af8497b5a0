"""Fits kept on disk: the one that ships with the package, and those of a user's own facts.

A fit rests on a panel and on the code of the model. Both stand beside its draws, so that draws
are never used for facts, priors or a model that they were not made from.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from platformdirs import user_cache_path

from cytonomics.evidence import Evidence
from cytonomics.market.errors import MarketError
from cytonomics.market.fitted.fitting import fit
from cytonomics.market.fitted.panel import Panel, panel_of
from cytonomics.market.fitted.posterior import Diagnostics, Posterior
from cytonomics.market.fitted.records import alike, hash_of, model_hash, record_of, rounded
from cytonomics.market.knowledge import latest_knowledge

# One fit of the widest scope of engineered cells serves every scope inside it.
SCOPE = "adoptive_cell_therapy"
SEED = 1
SHIPPED = "data/fit.npz"
_ABOUT = "about"


@dataclass(frozen=True, eq=False)
class Kept:
    """Draws as they lie on disk, with the record of what they were made from.

    Example:
        >>> kept = shipped()
        >>> sorted(kept.about)
        ['diagnostics', 'model', 'panel', 'seed']
    """

    about: Mapping[str, Any]
    draws: Mapping[str, Any]

    @property
    def version(self) -> str:
        """A short name of these draws: the hash of what they rest on.

        Example:
            >>> len(shipped().version)
            10
        """
        return hash_of(json.dumps([self.about["model"], self.about["panel"]], sort_keys=True))[:10]

    def differences(self, panel: Panel) -> tuple[str, ...]:
        """Name what these draws were made from and what is otherwise today; empty when nothing is.

        Example:
            >>> from cytonomics.evidence import load
        >>> shipped().differences(latest_panel(load()))
            ()
        """
        old, new = self.about["panel"], record_of(panel)
        found = [name for name in new if not alike(old.get(name), new[name])]
        if self.about["model"] != model_hash():
            found.append("the model")
        return tuple(found)

    def posterior(self, panel: Panel) -> Posterior:
        """Return the draws as the posterior of a panel that they were made from."""
        draws = {name: np.asarray(values, dtype=float) for name, values in self.draws.items()}
        return Posterior(panel, draws, Diagnostics(*self.about["diagnostics"]))


@lru_cache(maxsize=4)
def latest_panel(evidence: Evidence) -> Panel:
    """Return what a fit of all facts in view looks at.

    Raises:
        MarketError: if the facts in view hold no sales of a labelled product.

    Example:
        >>> from cytonomics.evidence import load
        >>> str(latest_panel(load()).last)[:2]
        '20'
    """
    then = latest_knowledge(evidence, SCOPE)
    return panel_of(then.evidence, SCOPE, then.history, then.parameters, then.last)


def current(
    evidence: Evidence, progress: Callable[[str], None] = lambda step: None
) -> tuple[Posterior, str]:
    """Return the posterior of the facts in view, and the name of its draws.

    The draws that ship with the package are taken where they were made from these facts; else
    those that an earlier call put into the user's cache; else the model is fitted anew, which
    needs the extra `fit`, and the draws are kept there.

    Args:
        evidence: the facts.
        progress: is told what is being done.

    Raises:
        MarketError: if no draws fit these facts and the extra `fit` is not installed, or the
            chains do not converge.

    Example:
        >>> from cytonomics.evidence import load
        >>> posterior, version = current(load())
        >>> version == shipped().version, posterior.size >= 1000
        (True, True)
    """
    panel, ours, differ = _at_hand(evidence)
    if ours is not None:
        return ours, shipped().version
    place = _cache() / f"{hash_of(json.dumps([model_hash(), rounded(record_of(panel))]))[:16]}.npz"
    if place.exists():
        kept = read(place)
        if not kept.differences(panel):
            return kept.posterior(panel), kept.version
    progress(f"fitting anew, for these differ from what the shipped draws saw: {', '.join(differ)}")
    try:
        posterior = fit(panel, seed=SEED, progress=progress)
    except MarketError as error:
        raise MarketError(
            f"the shipped fit does not hold for these facts ({', '.join(differ)} differ) and "
            f"{error}; or take the damped trend with `--forecast trend`"
        ) from None
    write(posterior, place, SEED)
    return posterior, read(place).version


@lru_cache(maxsize=2)
def _at_hand(evidence: Evidence) -> tuple[Panel, Posterior | None, tuple[str, ...]]:
    """The panel of the facts in view, and the shipped draws where these were made from it."""
    panel, kept = latest_panel(evidence), shipped()
    differ = tuple(kept.differences(panel))
    return panel, None if differ else kept.posterior(panel), differ


def forget() -> None:
    """Forget the shipped draws, so that new ones on disk are read."""
    shipped.cache_clear()
    _at_hand.cache_clear()


@lru_cache(maxsize=8)
def of_size(posterior: Posterior, size: int) -> Posterior:
    """Return a posterior of so many draws: evenly chosen ones, or all again and again.

    Example:
        >>> from cytonomics.evidence import load
        >>> of_size(current(load())[0], 7).size
        7
    """
    every = posterior.size
    if size == every:
        return posterior
    chosen = np.arange(size) % every if size > every else np.arange(size) * every // size
    draws = {name: values[chosen] for name, values in posterior.draws.items()}
    return replace(posterior, draws=draws)


@cache
def shipped() -> Kept:
    """Return the draws that ship with the package.

    Example:
        >>> shipped().draws["attraction"].ndim
        1
    """
    return _parsed((files("cytonomics.market.fitted") / SHIPPED).read_bytes())


def read(path: Path) -> Kept:
    """Read draws from disk.

    Raises:
        MarketError: if the file is not one that `write` wrote.
    """
    try:
        return _parsed(path.read_bytes())
    except (OSError, ValueError, KeyError) as error:
        raise MarketError(f"{str(path)!r} holds no fit ({error}); delete it") from None


def write(posterior: Posterior, path: Path, seed: int) -> None:
    """Write draws with the record of what they rest on; the old file stays whole whatever fails.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> from cytonomics.evidence import load
        >>> posterior, version = current(load())
        >>> with TemporaryDirectory() as home:
        ...     write(posterior, Path(home) / "fit.npz", seed=1)
        ...     read(Path(home) / "fit.npz").version == version
        True
    """
    about = {
        "model": model_hash(),
        "panel": record_of(posterior.panel),
        "seed": seed,
        "diagnostics": list(posterior.diagnostics or ()),
    }
    held = io.BytesIO()
    # Half the digits are far more than a thousand draws know.
    draws = {name: np.asarray(values, dtype=np.float32) for name, values in posterior.draws.items()}
    np.savez_compressed(held, **{_ABOUT: np.array(json.dumps(about))}, **draws)  # type: ignore[arg-type]
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_bytes(held.getvalue())
    os.replace(fresh, path)


def _parsed(data: bytes) -> Kept:
    with np.load(io.BytesIO(data), allow_pickle=False) as held:
        draws = {name: held[name] for name in held.files if name != _ABOUT}
        return Kept(json.loads(str(held[_ABOUT])), draws)


def _cache() -> Path:
    return user_cache_path("cytonomics", appauthor=False) / "fits"
