"""Write the tables of recall and precision in docs/claims.md, docs/audit.md and README.md.

Run `.venv/bin/python docs/recall.py` after a change to what is read or found. It prints nothing of
the sentences themselves, so that the frozen part stays unread. With `--releases CLONE` it prints
how much is found in the press releases of a public archive, cloned there
(tests/claims/labelled/README.md).
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from cytonomics.claims import extract, read_text

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # the measures are those of the tests

from tests.audit import planting  # noqa: E402
from tests.claims import scoring  # noqa: E402

TARGET = ROOT / "docs" / "claims.md"
AUDIT = ROOT / "docs" / "audit.md"
README = ROOT / "README.md"
PARTS = ("development", "frozen", "unread", "forms", "pages")
# What the audit is shown slips in: labelled items, the documents among them.
PLANTED = ("development", "documents", "frozen", "unread", "pages")
MEASURES = (
    "size", "cagr", "share", "growth", "count", "rank", "concentration", "period", "outcome",
    "players", "segmentation",
)  # fmt: skip
# Labels of texts that stand in a public archive only.
ARCHIVED = ("releases", "company_news")
# The measures of the goals; the fields are told apart for these together.
MAIN = ("size", "cagr", "share")
_PLACE = r"(?<=<!-- {0} -->\n).*?(?=<!-- /{0} -->)"


def tables(parts: tuple[str, ...] = PARTS) -> str:
    """Return the tables of all parts as Markdown."""
    return "\n".join(line for part in parts for line in _part(part)) + "\n"


def filled(page: str, written: str, name: str = "recall") -> str:
    """Return the page with these tables in their marked place.

    Raises:
        ValueError: where the page has no such place.
    """
    place = re.compile(_PLACE.format(name), re.DOTALL)
    if not place.search(page):
        raise ValueError(f"the page has no <!-- {name} --> … <!-- /{name} --> to fill")
    return place.sub(lambda _: f"\n{written.strip()}\n\n", page)


def planted(parts: Mapping[str, Iterable[dict[str, Any]]]) -> str:
    """Return how many slips planted into labelled passages are found, as a Markdown table."""
    counts = {part: planting.recall(items) for part, items in parts.items()}
    kinds = sorted({kind for each in counts.values() for kind in each})
    lines = [f"| altered | {' | '.join(counts)} |", f"| --- |{' ---: |' * len(counts)}"]
    for kind in kinds:
        cells = (each.get(kind, (0, 0)) for each in counts.values())
        lines.append(f"| {kind} | {' | '.join(f'{right} of {all_}' for right, all_ in cells)} |")
    sums = [[sum(pair[k] for pair in each.values()) for k in (0, 1)] for each in counts.values()]
    total = (f"{right} of {all_} ({100 * right // max(all_, 1) / 100:.2f})" for right, all_ in sums)
    return "\n".join([*lines, f"| together | {' | '.join(total)} |"])


def releases(clone: Path) -> str:
    """Return the tables of the labelled press releases and news, whose texts stand in a clone.

    Raises:
        ValueError: where a text is missing there or is not the one that was labelled.
    """
    lines: list[str] = []
    texts: dict[str, list[dict[str, Any]]] = {}
    for name in ARCHIVED:
        texts[name] = [{**item, "text": _text(clone, item)} for item in scoring.items(name)]
        lines += [f"### {name}, {len(texts[name])} passages", "", *_tables(texts[name], MAIN)]
    return "\n".join([*lines, planted(texts)])


def sets(name: str = "pages") -> str:
    """Return how much is found in each set of a part, as a Markdown table.

    With `PYTHONPATH=OTHER/src` ahead of the command it is what the code of another checkout finds.
    """
    lines = [
        "| set | passages | labels | read | core recall | precision | full recall | precision |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    read: dict[str, list[Any]] = {}
    for item in scoring.items(name):
        claims = extract(read_text(item["text"], item["id"]))
        read.setdefault(item["pattern"].partition(".")[2], []).append((item, claims))
    every = [pair for pairs in read.values() for pair in pairs]
    for shown, pairs in [*read.items(), ("together", every)]:
        lines.append(f"| {shown} | {len(pairs)} | {_found(pairs, MAIN)} |")
    return "\n".join(lines)


def _text(clone: Path, item: dict[str, Any]) -> str:
    file = clone / item["path"]
    if not file.is_file():
        raise ValueError(
            f"{file} is missing; name a clone of the archive at the commit of the labels"
        )
    text: str = file.read_bytes().decode("utf-8")[item["start"] : item["end"]]
    if hashlib.sha256(text.encode()).hexdigest() != item["sha256"]:
        raise ValueError(f"{file} has changed since it was labelled; check out the labels' commit")
    return text


def _part(name: str) -> Iterator[str]:
    items = list(scoring.items(name))
    empty = sum(not item["claims"] for item in items)
    yield f"### The {name} part"
    yield ""
    yield f"{len(items)} sentences and passages, {empty} of them without a claim."
    yield ""
    partly = all("measures" in item for item in items)
    yield from _tables(items, MAIN if partly else MEASURES)


def _tables(items: list[dict[str, Any]], measures: tuple[str, ...]) -> Iterator[str]:
    read = [(item, extract(read_text(item["text"], item["id"]))) for item in items]
    yield "| measure | labels | read | core recall | precision | full recall | precision |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for shown, among in [*((m, (m,)) for m in measures), (", ".join(MAIN), MAIN)]:
        yield f"| {shown} | {_found(read, among)} |"
    yield ""
    yield f"| field of {', '.join(MAIN)} | recall | precision |"
    yield "| --- | ---: | ---: |"
    yield f"| found at all | {_rates(scoring.score(read, MAIN, ()))} |"
    for field in scoring.FULL:
        yield f"| {field} | {_rates(scoring.score(read, MAIN, (field,)))} |"
    yield ""


def _found(read: list[Any], among: tuple[str, ...]) -> str:
    """The cells of a row: labels, what was read, recall and precision of core and full claims."""
    core, full = (scoring.score(read, among, fields) for fields in (scoring.CORE, scoring.FULL))
    return f"{core.gold} | {core.found} | {_rates(core)} | {_rates(full)}"


def _rates(score: Any) -> str:
    """Two decimals cut off, not rounded, so that no goal looks met before it is."""
    recall = f"{score.right * 100 // score.gold / 100:.2f}" if score.gold else "none"
    precision = f"{score.right * 100 // score.found / 100:.2f}" if score.found else "none"
    return f"{recall} | {precision}"


def main() -> None:
    """Write the tables, or print those of the press releases or of the sets of pages."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--releases", type=Path, metavar="CLONE", help="measure the press releases")
    parser.add_argument("--sets", action="store_true", help="print the sets of the pages part")
    asked = parser.parse_args()
    if asked.sets:
        print(sets())
        return
    clone = asked.releases
    if clone is not None:
        try:
            print(releases(clone))
        except ValueError as error:
            parser.exit(1, f"{error}\n")
        return
    for target, parts in ((TARGET, PARTS), (README, ("frozen",))):
        page = target.read_text(encoding="utf-8")
        target.write_text(filled(page, tables(parts)), encoding="utf-8")
    page = AUDIT.read_text(encoding="utf-8")
    found = planted({part: scoring.items(part) for part in PLANTED})
    AUDIT.write_text(filled(page, found, "planted"), encoding="utf-8")


if __name__ == "__main__":
    main()
