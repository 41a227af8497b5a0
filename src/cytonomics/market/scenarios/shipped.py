"""The shipped scenarios: what reports call drivers, restraints and opportunities."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

from cytonomics.market.errors import MarketError
from cytonomics.market.scenarios.reading import Scenario, parsed, read_scenario
from cytonomics.vocabulary.errors import suggestion

_FOLDER = resources.files("cytonomics.market.scenarios") / "data"
_ENDING = ".toml"


@cache
def names() -> tuple[str, ...]:
    """Return the names of the shipped scenarios, in alphabetical order.

    Example:
        >>> names()[:2]
        ('allogeneic_succeeds', 'bispecifics_take_share')
    """
    files = (entry.name for entry in _FOLDER.iterdir())
    return tuple(sorted(file.removesuffix(_ENDING) for file in files if file.endswith(_ENDING)))


@cache
def shipped(name: str) -> Scenario:
    """Return a shipped scenario by name.

    Raises:
        MarketError: for a name that is none of theirs.

    Example:
        >>> shipped("price_cut").stands_for
        'restraint'
    """
    if name not in names():
        raise MarketError(
            f"there is no shipped scenario {name!r}; {suggestion(name, names())}; a file of your "
            f"own ends in {_ENDING}"
        )
    return parsed((_FOLDER / f"{name}{_ENDING}").read_text(encoding="utf-8"), name, name + _ENDING)


def named(text: str) -> Scenario:
    """Return the scenario that a text names: a shipped one, or a file that ends in .toml.

    Raises:
        MarketError: if it is neither, or the file holds what no scenario may hold.

    Example:
        >>> named("outpatient").title
        'Outpatient treatment'
    """
    return read_scenario(Path(text)) if text.endswith(_ENDING) else shipped(text)
