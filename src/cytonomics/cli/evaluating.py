"""What verbs that evaluate a market have in common: options, progress and the call itself."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cytonomics.cli.conventions import load_evidence, note, one_line

if TYPE_CHECKING:
    from cytonomics.market import Market

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _assumed(
    ctx: click.Context, option: click.Parameter, texts: tuple[str, ...]
) -> dict[str, float]:
    values = {}
    for text in texts:
        name, equals, value = text.rpartition("=")
        try:
            values[name] = float(value)
        except ValueError:
            equals = ""
        if not equals or not name:
            raise click.BadParameter(f"{text!r} is not NAME=VALUE, such as forecast_damping=0.7")
    return values


def market_options(command: _Command) -> _Command:
    """Give a verb --seed, --draws, --assume, --evidence, --forecast and --scenario.

    Example:
        >>> @click.command()
        ... @market_options
        ... def verb(**options: object) -> None: ...
        >>> [option.name for option in verb.params]
        ['seed', 'draws', 'assume', 'overlay', 'forecast', 'scenarios']
    """
    for option in reversed(
        (
            click.option("--seed", type=click.IntRange(0), help="Seed of every random number."),
            click.option("--draws", type=click.IntRange(2, 100_000), help="Number of draws."),
            click.option(
                "--assume",
                multiple=True,
                callback=_assumed,
                metavar="NAME=VALUE",
                help="Set an assumption; `cytonomics evidence list assumptions` names them.",
            ),
            click.option(
                "--evidence",
                "overlay",
                type=click.Path(path_type=Path),
                metavar="DIR",
                help="Lay the tables (such as sales.csv) of this folder over the shipped evidence.",
            ),
            click.option(
                "--forecast",
                type=click.Choice(("fitted", "trend")),
                default="fitted",
                show_default=True,
                help="The model fitted to reported sales, or the damped trend of what is sold.",
            ),
            click.option(
                "--scenario",
                "scenarios",
                multiple=True,
                metavar="NAME",
                help="A shipped scenario or a .toml file; several are laid over one another.",
            ),
        )
    ):
        command = option(command)
    return command


def evaluated(
    market: str,
    seed: int | None,
    draws: int | None,
    assume: dict[str, float],
    overlay: Path | None,
    forecast: str,
    progress: Callable[[str], None],
    scenarios: tuple[str, ...] = (),
) -> Market:
    """Evaluate a market with the options of a verb.

    Example:
        >>> evaluated("til", 1, 2, {}, None, "trend", lambda step: None).scope.id
        'til'
    """
    from cytonomics.market import DRAWS, SEED, evaluate
    from cytonomics.market.scenarios import named

    read = [named(text) for text in scenarios]
    return evaluate(
        load_evidence(overlay, None),
        market,
        seed=SEED if seed is None else seed,
        draws=draws or DRAWS,
        overrides=assume,
        forecast=forecast,
        progress=progress,
        scenarios=read,
    )


@contextmanager
def told_progress() -> Iterator[Callable[[str], None]]:
    """Tell what is being done on stderr: a spinner on a terminal, a line a step elsewhere."""
    if not sys.stderr.isatty():
        yield note
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status("reading evidence") as status:
        yield lambda step: status.update(one_line(step))
