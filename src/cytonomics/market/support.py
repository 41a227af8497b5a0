"""How well a figure rests on data: observed, split from an observed total, or assumed."""

from __future__ import annotations

from typing import NamedTuple

SUPPORTED, ALLOCATED, ASSUMED, NONE = "supported", "allocated", "assumed", "none"


class Support(NamedTuple):
    """Shares of a figure that are supported, allocated and assumed; they sum to one.

    All three are zero where there is nothing to support: no sale is on record. `joint` names
    the offers whose sum is observed where the parts are not; () where it does not matter.

    Example:
        >>> Support(0.9, 0.1, 0.0).label(threshold=0.95)
        'allocated'
    """

    supported: float
    allocated: float
    assumed: float
    joint: tuple[str, ...] = ()

    @classmethod
    def of(cls, observed: float, total_observed: float, joint: tuple[str, ...] = ()) -> Support:
        """Return the support of a part: `observed` of it itself, `total_observed` of its whole.

        What is not observed itself is split from the whole as far as that is observed.

        Example:
            >>> Support.of(observed=0.0, total_observed=1.0)
            Support(supported=0.0, allocated=1.0, assumed=0.0, joint=())
        """
        allocated = max(total_observed - observed, 0.0)
        return cls(observed, allocated, 1.0 - observed - allocated, joint)

    def split(self) -> Support:
        """Return the support of a share of this figure that a key splits off.

        Example:
            >>> Support(1.0, 0.0, 0.0).split()
            Support(supported=0.0, allocated=1.0, assumed=0.0, joint=())
        """
        return Support(0.0, self.supported + self.allocated, self.assumed)

    def whole(self) -> Support:
        """Return the support of this figure inside the sum that is observed with it.

        Example:
            >>> Support(0.0, 1.0, 0.0).whole()
            Support(supported=1.0, allocated=0.0, assumed=0.0, joint=())
        """
        return Support(self.supported + self.allocated, 0.0, self.assumed)

    def label(self, threshold: float) -> str:
        """Return "supported", "allocated", "assumed", or "none" where nothing is on record.

        A figure is supported when at least `threshold` of it is, allocated when at least
        `threshold` is one or the other, else assumed.

        Example:
            >>> Support(0.2, 0.3, 0.5).label(threshold=0.95)
            'assumed'
        """
        if not self.supported + self.allocated + self.assumed:
            return NONE
        if self.supported >= threshold:
            return SUPPORTED
        return ALLOCATED if self.supported + self.allocated >= threshold else ASSUMED


def pooled(parts: list[tuple[float, Support]]) -> Support:
    """Return the support of a sum of amounts, each with its own support.

    Example:
        >>> pooled([(3.0, Support(1, 0, 0)), (1.0, Support(0, 0, 1))])
        Support(supported=0.75, allocated=0.0, assumed=0.25, joint=())
    """
    total = sum(amount for amount, _ in parts)
    if total <= 0:
        return Support(0.0, 0.0, 0.0)
    return Support(
        sum(amount * support.supported for amount, support in parts) / total,
        sum(amount * support.allocated for amount, support in parts) / total,
        sum(amount * support.assumed for amount, support in parts) / total,
    )
