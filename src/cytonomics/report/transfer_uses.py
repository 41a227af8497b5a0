"""Uses of what is transferred, and uses that reports name, as sentences and tables."""

from __future__ import annotations

from cytonomics.landscape.concentration import Width
from cytonomics.landscape.named_uses import standings
from cytonomics.landscape.outcomes import Outcome
from cytonomics.landscape.standing import LOOKED_AT
from cytonomics.landscape.transfer_uses import TransferUse, transfer_uses
from cytonomics.market import LAST_HISTORY, Market
from cytonomics.report.blocks import Block, FactTable
from cytonomics.report.estimates import NO_EVIDENCE
from cytonomics.report.numbers import TO, percent

_SHOWN, _NAMED = 6, 4


def transfer_sentences(market: Market) -> tuple[str, ...]:
    """Say on which uses of transfers most is spent; nothing for a market without any.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> transfer_sentences(evaluate(load(), "til", draws=2))
        ()
    """
    moved = transfer_uses(market)
    parts = [
        f"{one.name.lower()} for {_field(one)}, {count(one.number)}"
        for one in sorted(moved, key=lambda one: -one.number.mean * one.per_case.mean)[:_NAMED]
    ]
    if not parts:
        return ()
    return (
        f"Of what is transferred, most is spent on {'; '.join(parts)} in {LAST_HISTORY} "
        "(90 % intervals); whom it is given to rests on surveys of few countries.",
    )


def _field(one: TransferUse) -> str:
    return "other diseases" if one.area == "other" else one.area_name.lower()


def low(name: str) -> str:
    """Write a name inside a sentence: a capital stays where it is more than the first.

    Example:
        >>> low("Multiple myeloma"), low("B-cell disease"), low("Wiskott-Aldrich syndrome")
        ('multiple myeloma', 'B-cell disease', 'Wiskott-Aldrich syndrome')
    """
    first = name.split(" ")[0]
    usual = first[1:2].islower() and first[1:] == first[1:].lower()
    return name[0].lower() + name[1:] if usual else name


def count(found: Width | None) -> str:
    """Write a number of patients or units with its interval.

    Example:
        >>> count(Width(1200.0, 1000.0, 1500.0)), count(None)
        ('1,200 (1,000 – 1,500)', '—')
    """
    if found is None:
        return NO_EVIDENCE
    return f"{_whole(found.mean)} ({_whole(found.p05)}{TO}{_whole(found.p95)})"


def _whole(value: float) -> str:
    if value >= 1e6:
        return f"{value / 1e6:.3g} million"
    return f"{value:,.0f}"


def response(trial: Outcome | None) -> str:
    """Write the share of a trial that responded, with its count and exact interval.

    Example:
        >>> response(None)
        '—'
    """
    if trial is None or trial.response is None:
        return NO_EVIDENCE
    rate = trial.response
    if rate.proportion is None:
        return f"{percent(rate.share)}, count not clear"
    counted = rate.proportion
    ends = f"{percent(counted.low)}{TO}{percent(counted.high)}"
    endpoint = "" if rate.endpoint == "overall response" else f", {rate.endpoint}"
    return f"{percent(counted.share)} ({counted.cases} of {counted.of}; {ends}){endpoint}"


def transfer_table(found: tuple[TransferUse, ...]) -> FactTable:
    """Return the table of uses of transfers.

    Example:
        >>> transfer_table(()).rows
        ()
    """
    rows = tuple(
        (
            one.name,
            one.area_name,
            count(one.number),
            count(one.ahead),
            f"{percent(one.share.mean)} ({percent(one.share.p05)}{TO}{percent(one.share.p95)})",
            f"{one.per_case.mean:,.0f}",
            percent(one.hospital, 0 if one.hospital in (0.0, 1.0) else 1),
            _groups(one),
            "; ".join(one.obstacles),
            ", ".join(one.facts[:_SHOWN]) + (" …" if len(one.facts) > _SHOWN else ""),
        )
        for one in found
    )
    return FactTable(
        "use-transfers",
        "Use cases of what is transferred",
        (
            *("Technology", "Field", f"Number in {LAST_HISTORY}", f"Number in {LOOKED_AT}"),
            *(
                "Share of the technology",
                "Cost of one, USD",
                "In hospitals",
                "Patients as a survey",
            ),
            *("In the way", "Facts"),
        ),
        rows,
        numeric=frozenset({2, 3, 4, 5, 6}),
        note="Means with 90 % intervals. Surveys of few countries say whom a technology is given "
        "to; each draw takes one of them. Fields below 3 % of a technology are left out.",
    )


def _groups(one: TransferUse) -> str:
    if not one.groups:
        return NO_EVIDENCE
    first = one.groups[0]
    parts = [f"{group.name} {percent(group.share)}" for group in one.groups]
    return f"{', '.join(parts)} ({first.geography.replace('_', ' ')} {first.year})"


def named_table(market: Market) -> list[Block]:
    """Return the table of uses that the report on a market names; nothing where there is none.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> named_table(evaluate(load(), "til", draws=2))
        []
    """
    found = standings(market.evidence, market.scope.id)
    if not found:
        return []
    rows = tuple(
        (
            one.use.name,
            one.use.said,
            one.verdict,
            ", ".join(one.products) or NO_EVIDENCE,
            str(len(one.trials)),
            f"{one.largest.trial.replace('_', ' ')}: {response(one.largest)}"
            if one.largest
            else NO_EVIDENCE,
            ", ".join(one.facts[:_SHOWN]) + (" …" if len(one.facts) > _SHOWN else ""),
        )
        for one in found
    )
    return [
        FactTable(
            "use-named",
            "Use cases that the report names",
            (
                *("Use case", "Report has it", "Evidence has it", "Labelled now", "Trials"),
                *("Largest trial", "Facts"),
            ),
            rows,
            numeric=frozenset({4}),
            note="In use: a label in force of any authority; in trials: a result on record.",
        )
    ]
