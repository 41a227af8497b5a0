"""Work done side by side on the cores at hand: draws in blocks, each into a place of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from cytonomics.market.fitted.curves import Curves

# Enough draws at once that NumPy is quick, and few enough that they stay in the cache.
BLOCK = 50
# Bytes: just under the largest piece that glibc learns from.
_LARGE = 31 * 2**20
_Part = TypeVar("_Part")


def side_by_side(work: Callable[[_Part], None], parts: Iterable[_Part]) -> None:
    """Do a piece of work for every part, each of which writes to a place of its own.

    NumPy lets go of the interpreter while it computes, so threads do; linear algebra keeps to one
    thread each, and no result rests on how many there are.

    Args:
        work: is given one part.
        parts: draws, or whatever else the work is split by.

    Example:
        >>> found = [0, 0, 0]
        >>> side_by_side(lambda k: found.__setitem__(k, k**2), range(3))
        >>> found
        [0, 1, 4]
    """
    # Once so large a piece was freed, glibc keeps smaller ones at hand for the next block instead
    # of giving them back, which saves a tenth of the time; nothing is written to it.
    np.empty(_LARGE, dtype=np.byte)
    with threadpool_limits(limits=1), ThreadPoolExecutor(cores()) as pool:
        for _ in pool.map(work, parts):
            pass


def cores() -> int:
    """Return how many cores this process may use, which can be fewer than the machine has.

    Example:
        >>> 1 <= cores() <= os.cpu_count()
        True
    """
    # macOS cannot say; there a process may use them all.
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def in_blocks(work: Callable[[slice], None], size: int) -> None:
    """Do a piece of work for all draws, `BLOCK` of them at once, as `side_by_side` does.

    Example:
        >>> found = np.zeros(120)
        >>> in_blocks(lambda own: found.__setitem__(own, own.start), 120)
        >>> found[[0, 60, 119]].tolist()
        [0.0, 50.0, 100.0]
    """
    side_by_side(work, slices(slice(0, size), BLOCK))


def slices(draws: slice, length: int) -> list[slice]:
    """Return some draws cut into slices of a length, the last of which may be shorter.

    Example:
        >>> slices(slice(5, 12), 4)
        [slice(5, 9, None), slice(9, 12, None)]
    """
    ends = range(draws.start, draws.stop, length)
    return [slice(begun, min(begun + length, draws.stop)) for begun in ends]


def curves_in(curves: Curves, own: slice) -> Curves:
    """Return the curves of some draws.

    Example:
        >>> ones = np.ones((4, 1, 2))
        >>> single = ones[:, 0, 0]
        >>> curves = Curves(ones[..., 0], single, ones, 1.3, ones, ones, ones[..., 0], single)
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
        curves.depletion[own],
        curves.earlier,
    )


def of_segments(curves: Curves, segments: NDArray[np.intp]) -> Curves:
    """Return the curves of some segments: most of those that may open do so in few draws.

    Args:
        curves: of all segments.
        segments: positions, each once.

    Example:
        >>> ones = np.ones((1, 3, 2))
        >>> single = ones[:, 0, 0]
        >>> every = Curves(ones[..., 0], single, ones, 1.3, ones, ones, earlier=((2, 1), (2, 0)))
        >>> few = of_segments(every, np.array([1, 2]))
        >>> few.patients.shape, few.earlier
        ((1, 2, 2), ((1, 0),))
    """
    place = {int(old): new for new, old in enumerate(segments)}
    earlier = tuple(
        (place[one], place[other]) for one, other in curves.earlier if {one, other} <= place.keys()
    )
    return curves._replace(patients=curves.patients[..., segments, :], earlier=earlier)


@dataclass(frozen=True)
class Sparse:
    """An array whose rows are nought in most draws: blocks of draws hold the other rows alone.

    `held` is by the first draw of a block: which rows are not nought, and these.

    Example:
        >>> some = Sparse()
        >>> some.put(slice(0, 2), np.array([[0.0, 0.0], [0.0, 5.0]]))
        >>> some.of(slice(0, 2)).tolist(), some.held[0][1].shape
        ([[0.0, 0.0], [0.0, 5.0]], (1, 2))
    """

    held: dict[int, tuple[NDArray[np.bool_], NDArray[np.float64]]] = field(default_factory=dict)

    def put(self, own: slice, whole: NDArray[np.float64]) -> None:
        """Hold a block of draws, (draw, …, quarter)."""
        here = np.asarray(whole.any(axis=-1))
        self.held[own.start] = here, whole[here]

    def of(self, own: slice) -> NDArray[np.float64]:
        """Return a block of draws that was put."""
        here, rows = self.held[own.start]
        whole = np.zeros((*here.shape, rows.shape[-1]))
        whole[here] = rows
        return whole
