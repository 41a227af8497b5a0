"""Properties that are computed once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class once(Generic[T]):
    """A property that is computed when it is first asked for, and kept in its object.

    `functools.cached_property` does the same, but up to Python 3.11 under a lock, which takes
    three times as long as all else it does; what a sentence holds is computed by one thread.

    Example:
        >>> class Sentence:
        ...     @once
        ...     def words(self):
        ...         print("computed")
        ...         return 2
        >>> sentence = Sentence()
        >>> sentence.words + sentence.words
        computed
        4
    """

    def __init__(self, compute: Callable[[Any], T]) -> None:
        """Take the name and the docstring of what computes the property."""
        self.compute, self.name = compute, compute.__name__
        self.__doc__ = compute.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> once[T]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: object | None, owner: type) -> once[T] | T:
        """Compute the property; from then on it is found in the object before this is called."""
        if instance is None:
            return self
        value = vars(instance)[self.name] = self.compute(instance)
        return value
