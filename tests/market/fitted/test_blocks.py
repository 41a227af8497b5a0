"""Work is done once for every part, on as many cores as a process may use."""

from __future__ import annotations

import os

import pytest

from cytonomics.market.fitted import blocks


def test_the_cores_are_those_that_the_process_may_use(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {3, 5, 6}, raising=False)
    assert blocks.cores() == 3
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: 7)
    assert blocks.cores() == 7
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert blocks.cores() == 1


@pytest.mark.parametrize("size", [1, 49, 50, 51, 230])
def test_every_draw_is_in_one_block(size):
    seen = [0] * size

    def count(own: slice) -> None:
        for draw in range(own.start, own.stop):
            seen[draw] += 1

    blocks.in_blocks(count, size)
    assert seen == [1] * size


def test_what_fails_in_a_thread_fails():
    def fail(part: int) -> None:
        if part == 0:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        blocks.side_by_side(fail, [1, 0])
