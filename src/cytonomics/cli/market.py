"""The verbs that build a market and follow its figures back: `report` and `trace`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cytonomics.cli.conventions import one_line, write_json, write_table
from cytonomics.cli.evaluating import evaluated, market_options, told_progress
from cytonomics.errors import CytonomicsError

if TYPE_CHECKING:
    from cytonomics.market import Market, Node

_OUT = click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("out"),
    show_default=True,
    metavar="DIR",
    help="Folder that holds one folder a market.",
)
MONEY = "million USD"
_FRACTIONS = ("fraction", "share")
# scope/measure/dimension/segment/year
_SLASHES = 4
_JSON = click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")


@click.command()
@click.argument("market")
@_OUT
@market_options
@_JSON
def report(
    market: str,
    out: Path,
    as_json: bool,
    **options: Any,
) -> None:
    """Write the report of MARKET (such as adoptive_cell_therapy) to a folder.

    The folder holds report.html, which opens offline, the estimates as Parquet and CSV, and the
    way of every figure back to facts and assumptions.
    """
    from cytonomics.report import write_report

    with told_progress() as told:
        built = evaluated(market, progress=told, **options)
        files = write_report(built, out, told)
    summary = _summary(built)
    if as_json:
        write_json({"market": market, "report": files.html, "folder": files.folder, **summary})
        return
    write_table(
        ("year", "kind", "million USD", "5 %", "95 %", "support"),
        [
            (
                str(row["year"]),
                row["kind"],
                f"{row['mean']:,.0f}",
                f"{row['p05']:,.0f}",
                f"{row['p95']:,.0f}",
                row["support"],
            )
            for row in summary["sizes"]
        ],
        right=("million USD", "5 %", "95 %"),
    )
    if built.scenarios:
        click.echo(f"under: {', '.join(one.title for one in built.scenarios)}")
    click.echo(f"report: {files.html}")


def _summary(market: Market) -> dict[str, Any]:
    """Return the size of the market by year, for a reader and for a program alike."""
    from cytonomics.market import PERCENTILES, figures

    return {
        "measure": market.main,
        "unit": "million USD, nominal",
        "model": market.version,
        "seed": market.parameters.seed,
        "draws": market.parameters.size,
        "sizes": [
            {
                "figure": row.id,
                "year": row.year,
                "kind": row.period_kind,
                "mean": row.mean,
                "support": row.label,
                **{f"p{p:02d}": v for p, v in zip(PERCENTILES, row.percentiles, strict=True)},
            }
            for row in figures(market, market.main, "total")
        ],
    }


@click.command()
@click.argument("figure", nargs=-1, required=True)
@_OUT
@click.option("--depth", type=click.IntRange(1, 9), default=3, help="How far to follow (1 to 9).")
@_JSON
def trace(figure: tuple[str, ...], out: Path, depth: int, as_json: bool) -> None:
    """Walk FIGURE of a written report back to facts and assumptions.

    FIGURE is scope/measure/dimension/segment/year, for example
    adoptive_cell_therapy/product_revenue/region/europe/2024, or
    adoptive_cell_therapy/hhi/world/world/2024; clicking a number in the report shows its name.
    The scope may stand before the rest as a word of its own.
    """
    from cytonomics.market import walk

    name = _joined(figure)
    trail = _read_trail(out, name.split("/")[0])
    node = walk(trail, name)
    about = _about(trail, name)
    if as_json:
        write_json(_as_json(node, trail) | about)
        return
    if sys.stdout.isatty():
        _draw(node, trail, depth)
    else:
        for line in _lines(node, trail, depth):
            click.echo(line)
    under = f"; under {', '.join(about['scenarios'])}" if about["scenarios"] else ""
    drawn = f"{about['draws']:,} draws, seed {about['seed']}" if about["draws"] else "no draws"
    click.echo(f"{about['model']}; {drawn}; evidence {about['evidence']}{under}", err=True)


def _joined(words: tuple[str, ...]) -> str:
    if len(words) > 2:
        raise click.UsageError("name one figure: scope/measure/dimension/segment/year")
    scope, rest = words[0], words[-1]
    whole = len(words) == 1 or rest.startswith(f"{scope}/")
    return rest if whole else f"{scope}/{rest}"


def _about(trail: dict[str, Any], figure: str) -> dict[str, Any]:
    """The run behind a figure; what follows from facts alone has no draws."""
    working = trail.get("workings", {}).get(figure)
    return {
        "model": trail["model"],
        "evidence": trail["evidence"],
        "seed": trail["seed"],
        "draws": trail["draws"] if working is None else working.get("draws", 0),
        "scenarios": trail.get("scenarios", []),
    }


def _read_trail(out: Path, scope: str) -> dict[str, Any]:
    path = out / scope / "derivations.json"
    try:
        trail: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CytonomicsError(
            f"there is no report of {scope!r} in {str(out)!r}; write it with "
            f"`cytonomics report {scope}` or name its folder with --out"
        ) from None
    except (OSError, ValueError) as error:
        raise CytonomicsError(f"{str(path)!r} cannot be read ({error}); write it anew") from None
    return trail


def _as_json(node: Node, trail: dict[str, Any]) -> dict[str, Any]:
    value: dict[str, Any] = {"kind": node.kind, "id": node.id, "title": node.title}
    if node.amount is not None and node.unit == MONEY:
        value["million_usd"] = node.amount
    elif node.amount is not None:
        value |= {"value": node.amount, "unit": node.unit}
    if node.interval is not None:
        value |= {"p05": node.interval[0], "p95": node.interval[1]}
    if node.kind == "fact":
        value |= trail["facts"][node.id]
    if node.kind == "assumption":
        value |= trail["assumptions"][node.id]
    if node.children:
        value["children"] = [_as_json(child, trail) for child in node.children]
    return value


def _said(node: Node, trail: dict[str, Any]) -> str:
    text = f"{_amount(node)}{node.title}"
    if node.kind == "fact":
        fact = trail["facts"][node.id]
        text += f"  [{fact['confidence']}] {fact['source']} {fact['address']}"
    if node.kind == "assumption":
        row = trail["assumptions"][node.id]
        text += f" ({row['low']:g} to {row['high']:g}): {row['reason']}"
    if node.kind in ("fact", "assumption"):
        text = f"{node.id}  {text}"
    return one_line(text)


def _name(node: Node) -> str:
    """The id of a figure, which can be traced in turn; steps over offers have none."""
    return f"{node.id}: " if node.id.count("/") == _SLASHES else ""


def _amount(node: Node) -> str:
    if node.amount is None:
        return ""
    text = _written(node.amount, node.unit)
    if node.interval is not None and node.interval[0] != node.interval[1]:
        text += f" ({' to '.join(_written(end, node.unit) for end in node.interval)})"
    return f"{text}{'' if node.unit in _FRACTIONS else f' {node.unit}'}  "


def _written(value: float, unit: str) -> str:
    if unit in _FRACTIONS:
        return f"{value:.1%}"
    whole = unit != MONEY and (value == round(value) or abs(value) >= 100)
    return f"{value:,.0f}" if whole else f"{value:,.1f}"


def _lines(node: Node, trail: dict[str, Any], depth: int, level: int = 0) -> Iterator[str]:
    yield "  " * level + _name(node) + _said(node, trail)
    if level < depth:
        for child in node.children:
            yield from _lines(child, trail, depth, level + 1)


def _draw(node: Node, trail: dict[str, Any], depth: int) -> None:
    from rich.console import Console
    from rich.text import Text
    from rich.tree import Tree

    def branch(tree: Tree, parent: Node, level: int) -> None:
        for child in parent.children:
            grown = tree.add(Text(_name(child) + _said(child, trail)))
            if level < depth:
                branch(grown, child, level + 1)

    root = Tree(Text(_name(node) + _said(node, trail), style="bold"))
    branch(root, node, 1)
    Console().print(root)
