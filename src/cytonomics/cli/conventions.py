"""What every verb of the command does alike: options, output, errors and exit codes.

Results go to stdout and everything else to stderr. Off a terminal there is no colour and no
drawing. Exit codes: 0 done, 1 findings, 2 wrong use, 3 input that cannot be used.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from cytonomics.errors import CytonomicsError

if TYPE_CHECKING:
    from cytonomics.evidence import Evidence

FINDINGS, INVALID_INPUT, INTERRUPTED, BROKEN_PIPE = 1, 3, 130, 141
_Command = TypeVar("_Command", bound=Callable[..., Any])


class Verb(NamedTuple):
    """A subcommand that is not loaded yet: `module` holds a click command called `name`.

    Example:
        >>> Verb("report", "cytonomics.cli.market", "Write the report of a market.").name
        'report'
    """

    name: str
    module: str
    help: str


class LazyGroup(click.Group):
    """A group that imports a verb's module when the verb is used, and turns errors to words."""

    def __init__(self, *args: Any, verbs: Sequence[Verb] = (), **kwargs: Any) -> None:
        """Take the verbs beside what click takes."""
        super().__init__(*args, **kwargs)
        self._verbs = {verb.name: verb for verb in verbs}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the verbs in the order they were given."""
        return [*self._verbs, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the verb, or say that this build lacks it."""
        verb = self._verbs.get(cmd_name)
        if verb is None:
            return super().get_command(ctx, cmd_name)
        try:
            command: click.Command = getattr(import_module(verb.module), verb.name)
        except ModuleNotFoundError as error:
            if error.name != verb.module:
                raise
            raise click.UsageError(f"{cmd_name} is not part of this build yet.", ctx) from None
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of verbs without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(verb.name, verb.help) for verb in self._verbs.values()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; what cannot be used becomes one line on stderr."""
        with plain_endings(ctx):
            return super().invoke(ctx)


@contextmanager
def plain_endings(ctx: click.Context) -> Iterator[None]:
    """End quietly on a closed pipe or an interrupt, and with one sentence on invalid input."""
    try:
        # A pipe of a narrow encoding must not end a listing at the first accent.
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")
        yield
        sys.stdout.flush()
    except CytonomicsError as error:
        click.echo(f"error: {one_line(str(error))}", err=True)
        ctx.exit(INVALID_INPUT)
    except BrokenPipeError:
        # Or Python complains at its end that it could not empty the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        ctx.exit(BROKEN_PIPE)
    except KeyboardInterrupt:
        click.echo("interrupted", err=True)
        ctx.exit(INTERRUPTED)


def evidence_options(command: _Command) -> _Command:
    """Give a verb --evidence, --as-of and --json, as `overlay`, `as_of` and `as_json`.

    Example:
        >>> @click.command()
        ... @evidence_options
        ... def verb(overlay: Path | None, as_of: date | None, as_json: bool) -> None: ...
        >>> [option.name for option in verb.params]
        ['overlay', 'as_of', 'as_json']
    """
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Write the result as JSON."),
        click.option(
            "--as-of",
            type=click.DateTime(["%Y-%m-%d"]),
            callback=_day,
            metavar="DATE",
            help="Use only what was public on this day (YYYY-MM-DD).",
        ),
        click.option(
            "--evidence",
            "overlay",
            type=click.Path(path_type=Path),
            metavar="DIR",
            help="Lay the tables (such as sales.csv) of this folder over the shipped evidence.",
        ),
    ):
        command = option(command)
    return command


def _day(ctx: click.Context, option: click.Parameter, value: datetime | None) -> date | None:
    return None if value is None else value.date()


def load_evidence(overlay: Path | None, as_of: date | None) -> Evidence:
    """Load checked evidence for a verb and tell the user where the overlay contradicts it.

    Raises:
        EvidenceError: as in `cytonomics.evidence.load_checked`.

    Example:
        >>> load_evidence(None, date(2020, 1, 1)).as_of
        datetime.date(2020, 1, 1)
    """
    from cytonomics.evidence import load_checked

    evidence, conflicts = load_checked(overlay, as_of)
    for problem in conflicts:
        note(f"conflict: {problem.table}.csv, {' and '.join(problem.ids)}: {problem.message}")
    return evidence


def note(text: str) -> None:
    """Tell the user something that is not the result: one line on stderr."""
    click.echo(one_line(text), err=True)


def one_line(text: str) -> str:
    r"""Return a text on one line, without control characters that a terminal would obey.

    Example:
        >>> one_line("a\tb\x1b[31m\nc")
        'a b[31m c'
    """
    return "".join(char for char in " ".join(text.split()) if char.isprintable())


def write_json(value: Any) -> None:
    """Write a result as JSON to stdout; dates become texts.

    Example:
        >>> write_json([date(2024, 1, 1)])
        [
          "2024-01-01"
        ]
    """
    click.echo(json.dumps(value, indent=2, ensure_ascii=False, default=_jsonable))


def _jsonable(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, date | Path):
        return str(value)
    return dict(value)


def write_table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[str] = ()
) -> None:
    """Write a table to stdout: drawn on a terminal, tab-separated elsewhere.

    Args:
        columns: the headings.
        rows: the cells, as texts.
        right: headings of the columns whose cells are numbers.

    Example:
        >>> write_table(("n",), [["1"], ["2"]])
        n
        1
        2
    """
    cells = [[one_line(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        click.echo("\n".join("\t".join(row) for row in [list(columns), *cells]))
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(
            Text(column), justify="right" if column in right else "left", overflow="fold"
        )
    for row in cells:
        table.add_row(*map(Text, row))
    Console().print(table)
