"""Text that a command writes between the marks of a page."""

from __future__ import annotations

import re
from pathlib import Path


def fill(page: Path, mark: str, text: str) -> None:
    """Put a text between the marks of a page.

    Raises:
        ValueError: where the page has no such marks.
    """
    old = page.read_text(encoding="utf-8")
    place = re.compile(f"(?<=<!-- {mark} -->\n).*?(?=<!-- /{mark} -->)", re.DOTALL)
    if not place.search(old):
        raise ValueError(f"{page.name} has no <!-- {mark} --> … <!-- /{mark} --> to fill")
    page.write_text(place.sub(lambda _: f"\n{text.strip()}\n\n", old), encoding="utf-8")
