"""Draws worked off in blocks, side by side on the cores that there are, in their order."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from threadpoolctl import threadpool_limits

from cytonomics.market.assumptions import Draws
from cytonomics.market.fitted.curves import Curves

# Small blocks stay in the cache and leave out most arrivals.
BLOCK = 10


def in_blocks(work: Callable[[slice], Draws], size: int) -> Draws:
    """Return the results of blocks of draws, one behind the other.

    NumPy lets go of the interpreter while it computes, so threads do; linear algebra keeps to one
    thread each, and no result rests on how many there are.

    Args:
        work: is given a slice of draws and returns an array with these draws first.
        size: the number of draws.

    Example:
        >>> in_blocks(lambda own: np.arange(12.0)[own] ** 2, 12)[[0, 11]].tolist()
        [0.0, 121.0]
    """
    slices = [slice(begun, min(begun + BLOCK, size)) for begun in range(0, size, BLOCK)]
    with threadpool_limits(limits=1), ThreadPoolExecutor(os.cpu_count()) as pool:
        return np.concatenate(list(pool.map(work, slices)))


def curves_in(curves: Curves, own: slice) -> Curves:
    """Return the curves of some draws.

    Example:
        >>> ones = np.ones((4, 1, 2))
        >>> curves = Curves(ones[:, :, 0], ones[:, 0, 0], ones, 1.3, ones, ones, ones[:, :, 0])
        >>> curves_in(curves, slice(0, 3)).attraction.shape
        (3, 1)
    """
    return Curves(
        curves.attraction[own],
        curves.rivalry[own],
        curves.ramp[own],
        curves.shape,
        curves.patients[own],
        curves.price[own],
        curves.fading[own],
    )
