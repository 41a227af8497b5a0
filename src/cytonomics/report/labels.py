"""Where the names of dots go, so that they touch neither each other nor other dots."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

# A letter of the drawing's font is about this much of its size wide, a line this much high.
_LETTER, _LINE = 0.54, 1.15


class Placed(NamedTuple):
    """A label beside its dot, both in pixels from the lower left corner.

    Example:
        >>> Placed(1.0, 2.0, "left").align
        'left'
    """

    x: float
    y: float
    align: str


class _Box(NamedTuple):
    left: float
    right: float
    low: float
    high: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.low < other.high
            and other.low < self.high
        )


def place(
    dots: Sequence[tuple[float, float, str]],
    width: float,
    size: float = 10.0,
    keep_clear: Sequence[tuple[float, float, float, float]] = (),
) -> list[Placed | None]:
    """Find room for the label of each dot: right of it, left of it, then a little up or down.

    Args:
        dots: x, y and label of each dot, pixels from the lower left corner.
        width: of the drawing, pixels.
        size: of the font, pixels.
        keep_clear: boxes (left, right, low, high) that no label may touch.

    Returns:
        One place a dot, in their order; None where there is no room.

    Example:
        >>> place([(10.0, 10.0, "one"), (10.0, 12.0, "two")], width=100.0)
        [Placed(x=16.0, y=10.0, align='left'), Placed(x=16.0, y=22.0, align='left')]
    """
    taken = [_Box(x - 4, x + 4, y - 4, y + 4) for x, y, _ in dots]
    taken += [_Box(*box) for box in keep_clear]
    found: list[Placed | None] = []
    for number, (x, y, label) in enumerate(dots):
        reach = len(label) * size * _LETTER
        others = taken[:number] + taken[number + 1 :]
        for candidate in _candidates(x, y):
            left = candidate.x if candidate.align == "left" else candidate.x - reach
            box = _Box(left, left + reach, candidate.y - size / 2, candidate.y + size / 2)
            if left >= 0 and box.right <= width and not any(map(box.meets, others)):
                taken.append(box)
                found.append(candidate)
                break
        else:
            found.append(None)
    return found


def _candidates(x: float, y: float) -> list[Placed]:
    steps = (0.0, 5.0, -5.0, 10.0, -10.0, 14.0, -14.0)
    return [
        Placed(x + 6 if align == "left" else x - 6, y + step, align)
        for step in steps
        for align in ("left", "right")
    ]
