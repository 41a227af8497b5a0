"""What a user's folder does to the shipped evidence: refused, in conflict with it, or fine."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from cytonomics.evidence.checks import NUMERIC, run_checks
from cytonomics.evidence.errors import EvidenceError, Problem
from cytonomics.evidence.reading import OVERLAY
from cytonomics.evidence.store import Evidence, load, narrowed


class Judgement(NamedTuple):
    """The problems of a view: `refused` must be mended, `conflicts` are only reported.

    Example:
        >>> Judgement((), ()).refused
        ()
    """

    refused: tuple[Problem, ...]
    conflicts: tuple[Problem, ...]


def judged(evidence: Evidence) -> Judgement:
    """Run the named checks on an overlaid view of all dates and sort what they find.

    Refused is what breaks the structure (the shipped rows alone do not, so the overlay did it)
    and amounts of the overlay that contradict one another. Amounts of the overlay that
    contradict shipped ones are conflicts: both rows stay, and the overlay's wins where one must
    be chosen.

    Example:
        >>> judged(load())
        Judgement(refused=(), conflicts=())
    """
    refused, conflicts = [], []
    for problem in run_checks(evidence):
        ours = [evidence.by_id[key].origin == OVERLAY for key in problem.ids]
        if problem.check not in NUMERIC or all(ours):
            refused.append(problem)
        elif any(ours) or problem.check != "disagreements_marked":
            conflicts.append(problem)
        # What is left is a shipped row marked disputed whose rival the overlay replaced: the user
        # settled the dispute and cannot unmark the row.
    return Judgement(tuple(refused), tuple(conflicts))


def load_checked(
    overlay: Path | None = None, as_of: date | None = None
) -> tuple[Evidence, tuple[Problem, ...]]:
    """Return the evidence under an overlay, judged by the named checks, and the conflicts.

    The checks judge rows of all dates, because rows may rest on others that became public later;
    the view and the conflicts returned are those of `as_of`.

    Args:
        overlay: as in `load`.
        as_of: as in `load`.

    Raises:
        EvidenceError: as in `load`, and when a check refuses the overlay; the sentence names the
            first problem and how many more there are.

    Example:
        >>> evidence, conflicts = load_checked(as_of=date(2020, 1, 1))
        >>> evidence.as_of, conflicts
        (datetime.date(2020, 1, 1), ())
    """
    if overlay is None:
        return load(None, as_of), ()
    evidence = load(overlay)
    refused, conflicts = judged(evidence)
    if refused:
        raise _refusal(refused, evidence)
    if as_of is None:
        return evidence, conflicts
    view = narrowed(evidence, as_of)
    return view, tuple(problem for problem in conflicts if set(problem.ids) <= set(view.by_id))


def _refusal(problems: tuple[Problem, ...], evidence: Evidence) -> EvidenceError:
    # A problem at a row of the overlay says more than one at a shipped row that leans on it.
    first = min(problems, key=lambda problem: not _ours(problem, evidence))
    said = first.message
    if not _ours(first, evidence):
        said += ", since the overlay takes away what this shipped row rests on"
    if len(problems) > 1:
        said += (
            f"; {len(problems) - 1} more problem{'s' if len(problems) > 2 else ''}, which "
            "`cytonomics evidence check` lists"
        )
    ids = sorted(first.ids, key=lambda key: evidence.by_id[key].origin != OVERLAY)
    return EvidenceError(said, file=f"{first.table}.csv", row=" and ".join(ids[:2]))


def _ours(problem: Problem, evidence: Evidence) -> bool:
    return any(evidence.by_id[key].origin == OVERLAY for key in problem.ids)
