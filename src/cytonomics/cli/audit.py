"""The verb that reads a market report and says what contradicts itself: `audit`."""

from __future__ import annotations

import sys
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cytonomics.cli.conventions import FINDINGS, one_line, write_json, write_table
from cytonomics.errors import OutputError

if TYPE_CHECKING:
    from cytonomics.audit import Audit, Finding
    from cytonomics.claims import Claim, Document

_STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan"}
_ASIDE = 48
# Quotes shown of one finding.
_SHOWN = 6


@click.command()
@click.argument("documents", nargs=-1, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--sample", is_flag=True, help="Audit the sample report that ships with Cytonomics.")
@click.option("--claims", "show_claims", is_flag=True, help="List every claim that was read.")
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON, a list of audits.")
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PAGE",
    help="Write the document with its claims marked to one offline page (one FILE only).",
)
def audit(
    documents: tuple[Path, ...],
    sample: bool,
    show_claims: bool,
    as_json: bool,
    html: Path | None,
) -> None:
    """Read market reports and find what contradicts itself in each; - reads stdin.

    Text, Markdown and HTML, in English. Exits with 1 when a report has an error or a warning.
    """
    if not documents and not sample:
        raise click.UsageError("name a FILE to audit, - for stdin, or try --sample")
    if html is not None and len(documents) + sample != 1:
        raise click.UsageError("--html takes one document")
    from cytonomics.audit import audit as judge
    from cytonomics.audit.output import as_json as as_data
    from cytonomics.claims import extract

    read_ones = [_read(path) for path in documents] + ([_sample()] if sample else [])
    audits = [
        (read_one, judge(read_one.text, extract(read_one), read_one.name)) for read_one in read_ones
    ]
    if html is not None:
        _write_page(html, *audits[0])
    if as_json:
        write_json([as_data(found) for _, found in audits])
    else:
        for read_one, found in audits:
            _show(read_one, found, show_claims)
        if html is not None:
            click.echo(f"page: {html}")
    if any(f.severity != "note" for _, found in audits for f in found.findings):
        sys.exit(FINDINGS)


def _read(path: Path) -> Document:
    from cytonomics.claims import read, read_bytes
    from cytonomics.claims.documents.decoding import LARGEST_FILE

    if str(path) != "-":
        return read(path)
    return read_bytes(sys.stdin.buffer.read(LARGEST_FILE + 1), "stdin")


def _sample() -> Document:
    from cytonomics.claims import read_text

    text = (files("cytonomics.audit") / "data" / "sample.md").read_text(encoding="utf-8")
    return read_text(text, "sample.md")


def _write_page(target: Path, document: Document, found: Audit) -> None:
    from cytonomics.report.audited import audit_page

    page = audit_page(document, found)
    beside = target.with_name(f".{target.name}.part")
    try:
        beside.write_text(page, encoding="utf-8")
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        reason = (error.strerror or "unknown reason").lower()
        raise OutputError(f"{str(target)!r} cannot be written ({reason})") from None


def _show(document: Document, found: Audit, show_claims: bool) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(soft_wrap=not sys.stdout.isatty(), highlight=False)
    verdict = found.verdict
    number = len(found.claims)
    console.print(Text(f"{document.name}: {number} claim{'s'[: number != 1]}", style="bold"))
    console.print(
        f"checks: {verdict.holds} hold, {verdict.fails} fail, {verdict.unknown} cannot be made"
    )
    by_id = {claim.id: claim for claim in found.claims}
    for finding in found.findings:
        _show_finding(console, document, finding, by_id)
    if not found.findings:
        console.print("nothing in it contradicts itself")
    if show_claims:
        _show_claims(found)


def _show_finding(
    console: object, document: Document, finding: Finding, by_id: dict[str, Claim]
) -> None:
    from rich.console import Console
    from rich.text import Text

    assert isinstance(console, Console)
    line = Text()
    line.append(f"\n{finding.severity}", style=_STYLES[finding.severity])
    line.append(f" {finding.rule}", style="bold")
    line.append(f"  {one_line(finding.message)}")
    console.print(line)
    spans = [(phrase.start, phrase.end) for phrase in finding.phrases]
    spans += [(by_id[each].start, by_id[each].end) for each in finding.claims]
    for start, end in islice(dict.fromkeys(spans), _SHOWN):
        console.print(_quoted(document, start, end))
    if finding.suggestion:
        console.print(Text(f"    → {one_line(finding.suggestion)}"))


def _quoted(document: Document, start: int, end: int) -> object:
    from rich.text import Text

    number = document.text.count("\n", 0, start) + 1
    before = one_line(document.text[max(0, start - _ASIDE) : start].rpartition("\n")[2])
    after = one_line(document.text[end : end + _ASIDE].partition("\n")[0])
    quote = one_line(document.text[start:end])
    if len(quote) > 2 * _ASIDE:
        quote = f"{quote[: 2 * _ASIDE]}…"
    text = Text(f"    line {number}: … {before} ")
    text.append(f"«{quote}»", style="bold underline")
    text.append(f" {after} …")
    return text


def _show_claims(found: Audit) -> None:
    def said(value: object) -> str:
        return "" if value is None else str(value)

    def years(claim: Claim) -> str:
        first, last = claim.period_start, claim.period_end
        return said(first) if first == last else f"{said(first)}-{said(last)}"

    def amount(claim: Claim) -> str:
        if claim.value is None:
            return ", ".join(claim.items)
        return f"{claim.value:,.0f}" if claim.value >= 1000 else f"{claim.value:g}"

    click.echo()
    write_table(
        ("id", "measure", "quote", "value", "unit", "period", "segment", "geography", "scope"),
        [
            (
                claim.id,
                claim.measure,
                claim.quote[:40],
                amount(claim),
                said(claim.currency or claim.unit),
                years(claim),
                said(claim.segment),
                said(claim.geography),
                said(claim.scope),
            )
            for claim in found.claims
        ],
        right=("value",),
    )
