"""Loading, checking and querying evidence against the peers that read the same files.

`make bench` runs each pair in one session; pytest-benchmark prints the ratio to the fastest of the
group in brackets. Peers: frictionless validates a data package against its schema, DuckDB queries
CSV files.
"""

from __future__ import annotations

import duckdb
import frictionless
import pytest

from cytonomics.evidence import load, sql
from cytonomics.evidence.checks import run_checks
from cytonomics.evidence.reading import SHIPPED, read_facts
from cytonomics.evidence.schema import data_folder, table_schema

TABLE = "sales"
FOLDER = data_folder() / TABLE
QUERY = "SELECT product_id, count(*), sum(amount) FROM sales GROUP BY product_id ORDER BY 1"


@pytest.mark.benchmark(group="read and validate table sales")
def test_cytonomics_reads_and_validates(benchmark):
    schema = table_schema(TABLE)

    def read():
        text = (FOLDER / f"{TABLE}.csv").read_text(encoding="utf-8")
        return read_facts(text, schema, TABLE, SHIPPED)

    assert len(benchmark(read)) > 600


@pytest.mark.benchmark(group="read and validate table sales")
def test_frictionless_reads_and_validates(benchmark):
    package = str(FOLDER / "datapackage.json")
    report = benchmark.pedantic(frictionless.validate, (package,), rounds=3)
    assert report.valid, report.flatten(["type", "message"])[:3]


@pytest.mark.benchmark(group="query sales by SQL, tables loaded anew")
def test_cytonomics_queries(benchmark):
    evidence = load()
    result = benchmark.pedantic(sql, (evidence, QUERY), rounds=3)
    assert len(result.rows) > 10


@pytest.mark.benchmark(group="query sales by SQL, tables loaded anew")
def test_duckdb_queries(benchmark):
    path = str(FOLDER / f"{TABLE}.csv")

    def query():
        with duckdb.connect() as connection:
            connection.execute(f"CREATE TABLE sales AS SELECT * FROM read_csv('{path}')")
            return connection.execute(QUERY).fetchall()

    assert len(benchmark.pedantic(query, rounds=3)) > 10


@pytest.mark.benchmark(group="run all named checks")
def test_cytonomics_checks(benchmark):
    # Every round judges a view of its own, so that nothing is kept from the round before.
    assert benchmark.pedantic(run_checks, setup=lambda: ((load(),), {}), rounds=3) == []
