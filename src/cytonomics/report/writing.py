"""A report becomes a folder: the page, the estimates, and what they rest on, all or nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cytonomics import __version__
from cytonomics.evidence import replace_folder, table_schema
from cytonomics.market import Market, frame, published_sizes
from cytonomics.report.chapters import chapters
from cytonomics.report.columns import DATES, DESCRIPTIONS, TITLES, UNITS
from cytonomics.report.estimates import estimates_of
from cytonomics.report.html import page
from cytonomics.report.traced import traced

if TYPE_CHECKING:
    import polars

_TYPES = {"String": "string", "Float64": "number", "Int64": "integer", "Boolean": "boolean"}
_ESTIMATES = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


@dataclass(frozen=True)
class ReportFiles:
    """Where a report was written to.

    Example:
        >>> ReportFiles(Path("out/m"), Path("out/m/report.html")).html.name
        'report.html'
    """

    folder: Path
    html: Path


def write_report(
    market: Market, out: Path, progress: Callable[[str], None] = lambda step: None
) -> ReportFiles:
    """Write the report of a market to `out/<scope>/`.

    The folder is written beside and then renamed, so that an earlier report stays whole whatever
    fails. The same market gives the same bytes.

    Args:
        market: what to report.
        out: the folder that holds one folder a market.
        progress: is told what is being done.

    Raises:
        OutputError: when the place cannot be written to or the disk is full.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> with TemporaryDirectory() as home:
        ...     written = write_report(evaluate(load(), "til", draws=4), Path(home))
        ...     written.html.stat().st_size > 100_000
        True
    """
    progress("the way of every figure back to its facts")
    estimates = estimates_of(market)
    trail = traced(estimates)
    progress("chapters")
    written = chapters(estimates, trail)
    progress("page")
    html = page(estimates, written, trail)
    tables = _tables(market, trail)
    folder = out / market.scope.id

    def fill(place: Path) -> None:
        progress("files")
        (place / "report.html").write_text(html, encoding="utf-8", newline="\n")
        (place / "derivations.json").write_text(
            json.dumps(trail, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
        )
        for name, table in tables.items():
            table.write_csv(place / f"{name}.csv")
        # One row group and fixed settings: the bytes then depend on the rows alone.
        tables["estimates"].write_parquet(
            place / "estimates.parquet",
            compression="zstd",
            compression_level=3,
            statistics=False,
            row_group_size=tables["estimates"].height,
        )
        package = _package(market, place, tables)
        (place / "datapackage.json").write_text(package, encoding="utf-8")

    replace_folder(folder, fill)
    return ReportFiles(folder, folder / "report.html")


def _tables(market: Market, trail: dict[str, Any]) -> dict[str, polars.DataFrame]:
    import polars

    from cytonomics.market import all_figures

    published = [
        {
            "page": size.page,
            "publisher": size.publisher,
            "market_label": size.market_label,
            "year": size.year,
            "size": size.size,
            "how": size.how,
            "claims": ";".join(size.facts),
        }
        for size in published_sizes(market.evidence, market.scope.id, market.years)
    ]
    kinds = dict.fromkeys(("page", "publisher", "market_label", "how", "claims"), polars.String)
    order = ("page", "publisher", "market_label", "year", "size", "how", "claims")
    schema = kinds | {"year": polars.Int64, "size": polars.Float64}
    assumed = [
        {"id": key, **row, "rests_on": ";".join(row["rests_on"])}
        for key, row in trail["assumptions"].items()
    ]
    facts = [{"id": key, **row} for key, row in trail["facts"].items()]
    return {
        "estimates": frame(all_figures(market)),
        "published": polars.DataFrame(published, schema={name: schema[name] for name in order}),
        "assumptions": polars.DataFrame(assumed),
        "facts_used": polars.DataFrame(facts),
    }


def _package(market: Market, place: Path, tables: dict[str, polars.DataFrame]) -> str:
    used = sorted(set(tables["facts_used"]["table"].to_list()))
    terms = sorted({term for name in used for term in table_schema(name).terms})
    facts = [{"name": "LicenseRef-source", "title": term} for term in terms]
    resources = []
    for name, table in tables.items():
        licences = facts if name == "facts_used" else [_ESTIMATES]
        for suffix in ("csv", "parquet") if name == "estimates" else ("csv",):
            resources.append(_resource(place, name, suffix, table, licences))
    resources += [
        _plain(place, "derivations", "json", TITLES["derivations"], [_ESTIMATES, *facts]),
        _plain(place, "report", "html", TITLES["report"], [_ESTIMATES, *facts]),
    ]
    package = {
        "profile": "data-package",
        "name": market.scope.id.replace("_", "-"),
        "title": f"{market.scope.name}: market size and forecast",
        "description": "Money is million USD, nominal. The code that made it is under Apache-2.0.",
        "version": __version__,
        "licenses": [_ESTIMATES, *facts],
        "model": market.version,
        "evidence": market.evidence.digest,
        "seed": market.parameters.seed,
        "draws": market.parameters.size,
        "resources": resources,
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _resource(
    place: Path, name: str, suffix: str, table: polars.DataFrame, licences: list[dict[str, str]]
) -> dict[str, Any]:
    fields = [
        {
            "name": column,
            "type": "date" if column in DATES else _TYPES[str(kind)],
            **({"unit": UNITS[column]} if column in UNITS else {}),
            "description": DESCRIPTIONS[name][column],
        }
        for column, kind in table.schema.items()
    ]
    described = _plain(place, name, suffix, TITLES[name], licences)
    if suffix == "csv":
        described |= {"profile": "tabular-data-resource", "encoding": "utf-8"}
    else:
        # Names are those of resources, and this one holds the same rows in another form.
        described["name"] += "-parquet"
    return described | {"schema": {"fields": fields}}


def _plain(
    place: Path, name: str, suffix: str, title: str, licences: list[dict[str, str]]
) -> dict[str, Any]:
    path = place / f"{name}.{suffix}"
    content = path.read_bytes()
    return {
        "name": name.replace("_", "-"),
        "path": path.name,
        "title": title,
        "format": suffix,
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "licenses": licences,
    }
