"""Scenario files: what may stand in one, and what does, as it was written."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from cytonomics.market.errors import MarketError
from cytonomics.market.fitted import levers as lever
from cytonomics.vocabulary.errors import suggestion

STANDS_FOR = ("driver", "restraint", "opportunity")
_GEOGRAPHY = frozenset({"geography"})
_PRODUCTS = frozenset({"product", "class", "modality", "application"})
_SEGMENT = frozenset({"indication", "line"})
_TIME = frozenset({"from", "until"})
_PHASE = frozenset({"phase_in_quarters"})
_WHY = frozenset({"reason", "evidence"})
_MOST_TIMES, _MOST_QUARTERS, _MOST_PHASE = 100.0, 40.0, 80


class Table(NamedTuple):
    """A table that may stand in a scenario: the lever it moves, its keys and those it needs.

    `size` is the key that holds how much.

    Example:
        >>> TABLES["delay"].size
        'quarters'
    """

    kind: str
    size: str
    keys: frozenset[str]
    needs: frozenset[str]


def _table(
    kind: str,
    *keys: frozenset[str],
    size: str = "times",
    needs: Iterable[str] = (),
    also: Iterable[str] = (),
    dated: bool = True,
) -> Table:
    ends = frozenset({size, "low", "high"})
    every = ends.union(_WHY, _TIME if dated else (), also, *keys)
    return Table(kind, size, every, frozenset({"reason", size, *needs}))


ALTERNATIVE, LABEL = "alternative", "label"
TABLES: Mapping[str, Table] = {
    lever.PATIENTS: _table(lever.PATIENTS, _GEOGRAPHY, _PRODUCTS, _SEGMENT, _PHASE),
    lever.ATTRACTION: _table(lever.ATTRACTION, _GEOGRAPHY, _PRODUCTS, _SEGMENT, _PHASE),
    ALTERNATIVE: _table(lever.ATTRACTION, _GEOGRAPHY, _SEGMENT, _PHASE),
    lever.PRICE: _table(lever.PRICE, _GEOGRAPHY, _PRODUCTS, _PHASE),
    lever.SUPPLY: _table(lever.SUPPLY, _PRODUCTS, _PHASE),
    lever.RAMP: _table(lever.RAMP, _GEOGRAPHY, _PRODUCTS, _SEGMENT, _PHASE),
    lever.DELAY: _table(lever.DELAY, _GEOGRAPHY, _PRODUCTS, _SEGMENT, _PHASE, size="quarters"),
    lever.LAUNCHES: _table(lever.LAUNCHES, _PRODUCTS - {"product"}, _PHASE),
    lever.EXPANSIONS: _table(lever.EXPANSIONS, _PRODUCTS, _PHASE),
    lever.SUCCESS: _table(lever.SUCCESS, _GEOGRAPHY, _PRODUCTS, _SEGMENT, dated=False),
    lever.CARE: _table(
        lever.CARE, _GEOGRAPHY, _PRODUCTS, _PHASE, needs=["component"], also=["component"]
    ),
    LABEL: _table(
        LABEL, _GEOGRAPHY, _SEGMENT, size="chance",
        needs=["product", "indication", "line", "from"], also=["product", "class", "share"],
    ),
}  # fmt: skip
_TEXTS = frozenset({*_PRODUCTS, "indication", "from", "until", "reason", "component"})


class Entry(NamedTuple):
    """One table of a scenario as written; `place` says where it stands, for messages.

    Example:
        >>> Entry("patients", "a.toml, [[patients]] number 1", {"times": 2.0}).values["times"]
        2.0
    """

    table: str
    place: str
    values: Mapping[str, Any]

    def size(self, end: str = "value") -> float:
        """Return how much: the value, or its "low" or "high" end where one is given."""
        key = TABLES[self.table].size
        return float(self.values.get(end, self.values[key]))


@dataclass(frozen=True)
class Scenario:
    r"""A scenario as its file writes it.

    `stands_for` is a driver, restraint or opportunity of market reports, `called` what they call
    it; `assumptions` holds values by name.

    Example:
        >>> one = parsed('title = "Price cut"\nreason = "A test."', "cut")
        >>> one.title, one.entries
        ('Price cut', ())
    """

    name: str
    title: str
    reason: str
    stands_for: str
    called: str
    evidence: tuple[str, ...]
    assumptions: Mapping[str, float]
    entries: tuple[Entry, ...]


def read_scenario(path: Path) -> Scenario:
    """Read a scenario file.

    Raises:
        MarketError: if the file cannot be read or holds what no scenario may hold.

    Example:
        >>> read_scenario(Path("nowhere.toml"))
        Traceback (most recent call last):
        ...
        cytonomics.market.errors.MarketError: 'nowhere.toml' cannot be read (No such file or
        directory); name a scenario file or one of the shipped scenarios
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "not UTF-8 text"
        raise MarketError(
            f"{str(path)!r} cannot be read ({why}); name a scenario file or one of the shipped "
            "scenarios"
        ) from None
    return parsed(text, path.stem, path.name)


def parsed(text: str, name: str, file: str | None = None) -> Scenario:
    r"""Read the text of a scenario.

    Args:
        text: TOML, as docs/scenarios.md describes it.
        name: what the scenario goes by.
        file: what messages call the place; the name where none is given.

    Raises:
        MarketError: in one sentence with file, key and what to do.

    Example:
        >>> parsed('title = "x"\nreason = "y"\n[[price]]\ntimes = 0.5', "cut")
        Traceback (most recent call last):
        ...
        cytonomics.market.errors.MarketError: cut: there is no table [[price]]; nearest: net_price
    """
    place = file or name
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = str(error)[:1].lower() + str(error)[1:]
        raise MarketError(f"{place} is not TOML: {said}; mend that line") from None
    head = {"title", "reason", "stands_for", "called", "evidence", "assumptions"}
    entries = []
    for key, value in content.items():
        if key in head:
            continue
        if key not in TABLES:
            what = f"table [[{key}]]" if isinstance(value, (list, dict)) else f"key {key!r}"
            raise MarketError(f"{place}: there is no {what}; {suggestion(key, [*TABLES, *head])}")
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise MarketError(f"{place}: write {key!r} as [[{key}]], once for each change")
        entries += [
            _entry(key, f"{place}, [[{key}]] number {number}", one)
            for number, one in enumerate(value, start=1)
        ]
    return Scenario(
        name,
        _text(content, "title", place),
        _text(content, "reason", place),
        _choice(content, "stands_for", place, STANDS_FOR),
        _text(content, "called", place, needed=False),
        _texts(content, "evidence", place),
        _values(content.get("assumptions", {}), place),
        tuple(entries),
    )


def _entry(table: str, place: str, values: Mapping[str, Any]) -> Entry:
    allowed = TABLES[table]
    for key in values:
        if key not in allowed.keys:
            raise MarketError(
                f"{place}: there is no key {key!r}; {suggestion(key, sorted(allowed.keys))}"
            )
    for key in sorted(allowed.needs):
        if key not in values and not (table == LABEL and key == allowed.size):
            raise MarketError(f"{place}: key {key!r} is missing; add it")
    checked = {key: _checked(key, value, place) for key, value in values.items()}
    if table == LABEL:
        checked.setdefault(allowed.size, 1.0)
    for key in (allowed.size, "low", "high", "share"):
        if key in checked:
            _possible("chance" if key == "share" else allowed.size, key, checked[key], place)
    low, high = (checked.get(end, checked[allowed.size]) for end in ("low", "high"))
    if not low <= checked[allowed.size] <= high:
        raise MarketError(
            f"{place}: {allowed.size!r} is {checked[allowed.size]:g}, outside of {low:g} to "
            f"{high:g}; mend 'low', 'high' or the value"
        )
    return Entry(table, place, checked)


def _checked(key: str, value: Any, place: str) -> Any:
    if key in _TEXTS:
        if not isinstance(value, str) or not value.strip():
            hint = "a quarter such as '2027Q1'" if key in _TIME else "a text in quotes"
            raise MarketError(f"{place}: key {key!r} holds {value!r}; write {hint}")
        return value
    if key == "evidence":
        return _texts({key: value}, key, place)
    if key == "geography":
        return _texts({key: [value] if isinstance(value, str) else value}, key, place)
    if key in ("line", "phase_in_quarters"):
        least, most = (1, 9) if key == "line" else (0, _MOST_PHASE)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise MarketError(
                f"{place}: key {key!r} holds {value!r}; write a whole number from {least} to {most}"
            )
        return value
    return _number(value, key, place)


def _possible(size: str, key: str, value: float, place: str) -> None:
    if size == "chance":
        fine, wanted = 0.0 <= value <= 1.0, "a number from 0 to 1"
    elif size == "quarters":
        fine, wanted = 0.0 <= value <= _MOST_QUARTERS, f"0 to {_MOST_QUARTERS:g} quarters"
    else:
        fine = 0.0 < value <= _MOST_TIMES
        wanted = f"a multiple above 0 and up to {_MOST_TIMES:g}"
    if not fine:
        raise MarketError(f"{place}: key {key!r} holds {value:g}; write {wanted}")


def _number(value: Any, key: str, place: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise MarketError(f"{place}: key {key!r} holds {value!r}; write a number")
    return float(value)


def _values(content: Any, place: str) -> dict[str, float]:
    if not isinstance(content, dict):
        raise MarketError(f"{place}: write [assumptions] as a table of name = value")
    return {
        name: _number(value, name, f"{place}, [assumptions]") for name, value in content.items()
    }


def _text(content: Mapping[str, Any], key: str, place: str, *, needed: bool = True) -> str:
    value = content.get(key, "")
    if not isinstance(value, str) or (needed and not value.strip()):
        raise MarketError(f"{place}: key {key!r} needs a text in quotes at the head of the file")
    return " ".join(value.split())


def _choice(content: Mapping[str, Any], key: str, place: str, allowed: tuple[str, ...]) -> str:
    value = _text(content, key, place, needed=False)
    if value and value not in allowed:
        raise MarketError(f"{place}: key {key!r} holds {value!r}; {suggestion(value, allowed)}")
    return value


def _texts(content: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
    value = content.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise MarketError(f"{place}: key {key!r} holds {value!r}; write a list of texts")
    return tuple(value)
