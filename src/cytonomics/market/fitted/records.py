"""What a fit was made from, as plain data that can lie beside its draws and be compared."""

from __future__ import annotations

import hashlib
import io
import tokenize
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from cytonomics.market.fitted.panel import Panel
from cytonomics.vocabulary import Quarter

# What the joint density is written in; the panel holds the facts and the priors.
MODEL = (
    "curves.py", "deviations.py", "likelihood.py", "posterior.py", "density.py", "coordinates.py",
)  # fmt: skip
# A panel is worked out anew on other machines, whose last digits differ.
_SAME = 1e-6


def record_of(value: Any) -> Any:
    """Return a panel as JSON types; of its assumptions only those that the fit draws from.

    Example:
        >>> record_of(Quarter(2020, 1)), record_of(np.array([1.0]))
        ('2020Q1', [1.0])
    """
    if isinstance(value, Quarter):
        return str(value)
    if isinstance(value, Panel):
        own = {field.name: getattr(value, field.name) for field in fields(value)}
        # What may come is drawn by the forecast: no draw of the fit rests on it.
        own.pop("pipeline")
        own["assumptions"] = {
            name: [one.value, one.low, one.high, one.distribution]
            for name, one in sorted(value.assumptions.items())
            if name.startswith("fit_")
        }
        return {name: record_of(one) for name, one in own.items()}
    if is_dataclass(value):
        return [record_of(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, np.ndarray):
        return record_of(value.tolist())
    if isinstance(value, Mapping):
        return {str(name): record_of(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [record_of(one) for one in value]
    return value


def alike(old: Any, new: Any) -> bool:
    """Say whether two records are equal but for the last digits of their numbers.

    Example:
        >>> alike([1.0, "a"], [1.0 + 1e-9, "a"]), alike([1.0], [1.1])
        (True, False)
    """
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(alike, old, new))
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(alike(old[name], new[name]) for name in old)
    if isinstance(old, float) and isinstance(new, float):
        return bool(np.isclose(old, new, rtol=_SAME, atol=_SAME))
    return bool(old == new)


def rounded(value: Any) -> Any:
    """Return a record with four digits of every number.

    Example:
        >>> rounded([1.23456, "a"])
        [1.235, 'a']
    """
    if isinstance(value, list):
        return [rounded(one) for one in value]
    if isinstance(value, dict):
        return {name: rounded(one) for name, one in value.items()}
    return float(f"{value:.4g}") if isinstance(value, float) else value


@cache
def model_hash() -> str:
    """Return the hash of the code that the density is written in, comments left out.

    Example:
        >>> len(model_hash())
        64
    """
    return code_hash(MODEL)


def code_hash(names: tuple[str, ...]) -> str:
    """Return the hash of some files of the model, comments, docstrings and layout left out.

    Example:
        >>> code_hash(("curves.py",)) == code_hash(("posterior.py",))
        False
    """
    here = files("cytonomics.market.fitted")
    return hash_of("".join(_bare((here / name).read_text(encoding="utf-8")) for name in names))


def hash_of(text: str) -> str:
    """Return the SHA-256 of a text in hexadecimal digits.

    Example:
        >>> hash_of("")[:8]
        'e3b0c442'
    """
    return hashlib.sha256(text.encode()).hexdigest()


def _bare(source: str) -> str:
    """Code without comments, docstrings and layout, alike in every release of Python."""
    kept: list[str] = []
    begins = True
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT):
            begins = True
        elif token.type not in (tokenize.COMMENT, tokenize.NL):
            if not (begins and token.type == tokenize.STRING):
                kept.append("".join(token.string.split()))
            begins = False
    return "".join(kept)
