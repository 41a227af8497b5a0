"""The command `cytonomics`: one group whose verbs are loaded when they are used."""

from __future__ import annotations

import click

from cytonomics import __version__
from cytonomics.cli.conventions import LazyGroup, Verb

# The help texts stand here so that `cytonomics --help` need not import what it lists.
VERBS = (
    Verb("report", "cytonomics.cli.market", "Write the report of a market."),
    Verb("forecast", "cytonomics.cli.forecast", "Forecast a market by any axes and years."),
    Verb("landscape", "cytonomics.cli.landscape", "Show who holds a market, who came and went."),
    Verb("audit", "cytonomics.cli.audit", "Read a market report; find what contradicts itself."),
    Verb("forces", "cytonomics.cli.forces", "Show what drives and restrains a market, computed."),
    Verb("match", "cytonomics.cli.match", "Match a patient with the products labelled."),
    Verb("trace", "cytonomics.cli.market", "Show what a figure of a report rests on."),
    Verb("evidence", "cytonomics.cli.evidence", "Look into the facts: list, search, query, check."),
)


@click.group(
    cls=LazyGroup,
    verbs=VERBS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Results go to stdout, all else to stderr. Exit codes: 0 done, 1 findings, 2 wrong use, "
    "3 input that cannot be used.",
)
@click.version_option(__version__, prog_name="cytonomics")
def main() -> None:
    """Cytonomics, an open, auditable market model for cell therapy."""
