"""The documentation says what the code does: tables, commands, assumptions and links."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from cytonomics.cli import main
from cytonomics.cli.evidence import evidence as evidence_group
from cytonomics.evidence import load
from cytonomics.market import assumptions, evaluate, figures

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def test_tables_md_is_what_docs_tables_writes():
    spec = importlib.util.spec_from_file_location("tables", ROOT / "docs" / "tables.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (ROOT / "docs" / "tables.md").read_text(encoding="utf-8") == module.pages()


def test_every_verb_is_documented_and_has_help():
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    context = click.Context(main)
    commands = [[verb] for verb in main.list_commands(context)]
    commands += [["evidence", verb] for verb in evidence_group.list_commands(context)]
    for command in commands:
        if command != ["evidence"]:
            assert f"`cytonomics {' '.join(command)}" in text
        said = CliRunner().invoke(main, [*command, "--help"])
        assert said.exit_code == 0 and len(said.output) > 80


def test_documented_commands_name_real_options():
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for line in re.findall(r"^cytonomics (.+)$", text, flags=re.MULTILINE):
        words = line.split()
        verb = words[:2] if words[0] == "evidence" else words[:1]
        said = CliRunner().invoke(main, [*verb, "--help"]).output
        for option in re.findall(r"--[a-z-]+", line):
            assert option in said, line


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page):
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_assumptions_named_in_the_method_exist():
    known = set(assumptions(load()))
    text = (ROOT / "docs" / "market.md").read_text(encoding="utf-8")
    for name in re.findall(r"`([a-z_]+(?::[a-z_]+|\*|:\*)?)`", text):
        stem = name.rstrip("*").split(":")[0]
        prefixes = ("forecast_", "sales_error_", "care_", "tail_", "net_to", "quarterly_", "fit_")
        if name.startswith(prefixes):
            assert any(one.startswith(stem) for one in known), name


def test_the_readme_shows_the_figures_of_today():
    market = evaluate(load(), "adoptive_cell_therapy")
    rows = {row.year: row for row in figures(market, "product_revenue", "total")}
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(
        r"^(20\d\d)  (\w+) +([\d,]+) +([\d,]+) +([\d,]+)  (\w+)$", text, re.MULTILINE
    )
    assert len(shown) == 6
    for year, kind, *amounts, label in shown:
        row = rows[int(year)]
        numbers = [row.mean, row.percentiles[0], row.percentiles[-1]]
        assert [f"{number:,.0f}" for number in numbers] == amounts, year
        assert (row.period_kind, row.label) == (kind, label), year
