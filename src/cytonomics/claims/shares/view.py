"""A percentage with the words of its clause, and the places that stand there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.patterns import Cued
from cytonomics.claims.shares.names import HOLDS
from cytonomics.claims.words.clauses import SMALL_BUT
from cytonomics.claims.words.place_names import WORLD, Place
from cytonomics.claims.words.scene import Scene

# Where a sentence turns to another subject, and where a statement ends.
_TURN = Cued(
    "while whilst whereas but although though yet",
    rf"(?!{SMALL_BUT})"
    r",?\s(?:while|whilst|whereas|but|although|though|yet)\s(?!(?:still\s+)?(?:small|modest|niche|nascent|minor|lower)(?:er)?\s+(?:at|with)\b|[a-z]+ing\b[^,%]{0,40},\s|(?:holding|accounting)\b)",
)
_STOP = re.compile(
    r"[;.](?:(?<=;)|(?<=[a-z)%]\.)(?<!\bNo\.)(?<!\best\.)(?<!\bapprox\.)(?<!\bInc\.)(?<!\bSt\.)(?<!\bCorp\.)(?<!\bLtd\.)(?<!\be\.g\.)(?<!\bi\.e\.)\s)"
)
# "71% and clinics 29% of the market": what the first number is of stands behind the last.
_ITEM = re.compile(
    rf"\s*,?(?:\s*and)?(?:\s+(?!of\b|in\b|to\b|{HOLDS.pattern})[\w&'.-]+){{0,5}}\s*", re.I
)
# "Brazil leads (in) Latin America with 46 %": what it leads in is no holder.
# "Peru holds the largest share in Latin America, at 9 %"
_SHARE_IN = re.compile(r"\bshare\s+(?:in|within)\s+(?:the\s+)?\Z", re.I)
_WITHIN = re.compile(r"\b(?:in|across|within|of|le(?:d|ads?)|tops|topped)\s+(?:the\s+)?\Z", re.I)
_IN = re.compile(r"\s(?:in|from|to)\s+(?:the\s+)?(?:\Z|(?=[A-Z]))")
_WITH = re.compile(r",?\s+(?:with|at)\s|,\s+(?:hold|represent|account|captur|command)ing\s", re.I)
# "the Swiss company Arvena with 5 %": the place of a firm holds nothing.
_FIRM = re.compile(
    r"(?:-based)?\s+(?:[a-z-]+\s+){0,2}(?:company|firm|giant|(?:drug)?maker|manufacturer|producer|"
    r"supplier|group|conglomerate|multinational)\s+(?=[A-Z])"
)
_RIGHT_IN = re.compile(r"\s+in\s+(?:the\s+)?")
# More numbers than this in a row are no sentence.
MOST_IN_TURN = 12


@dataclass(frozen=True)
class View:
    """A percentage with the words of its clause, up to its neighbours.

    Example:
        >>> View(Scene("Europe 29 %", 0).percents[0], "Europe ", "", True, "", 0).start
        0
    """

    quantity: Quantity
    left: str
    right: str
    first: bool
    joined: str  # what stands behind the last of "46% and 54% of the market"
    joined_at: int  # and where that begins

    @property
    def start(self) -> int:
        """Where the words in front of the number begin."""
        return self.quantity.start - len(self.left)


def around(scene: Scene) -> str:
    """Return everything that stands near a number: heading, label, sentence before, its own.

    Example:
        >>> around(Scene("Europe 29 %", 0, heading="Market share"))
        'Market share |  |  | Europe 29 %'
    """
    return " | ".join((scene.heading, scene.lead, scene.before, scene.text))


def view_of(scene: Scene, percents: Sequence[Quantity], i: int, last: int) -> View:
    """Return the i-th percentage with its clause; `last` is the last number of its row.

    Example:
        >>> scene = Scene("Europe held 29 % and Asia 21 %; it grew.", 0)
        >>> view_of(scene, scene.percents, 1, 1).left
        ' and Asia '
    """
    text = scene.text
    start = percents[i - 1].end if i else 0
    end = percents[i + 1].start if i + 1 < len(percents) else len(text)
    left = text[start : percents[i].start]
    cuts = [m.end() for m in (*_STOP.finditer(left), *_TURN.finditer(left))]
    most = min(i + MOST_IN_TURN, len(percents) - 1)
    while last < most and _ITEM.fullmatch(text[percents[last].end : percents[last + 1].start]):
        last += 1
    end_last = percents[last + 1].start if last + 1 < len(percents) else len(text)
    return View(
        percents[i],
        left[max(cuts, default=0) :],
        _until_stop(text[percents[i].end : end]),
        first=i == 0 or bool(cuts),
        joined=_until_stop(text[percents[last].end : end_last]),
        joined_at=percents[last].end,
    )


def _until_stop(text: str) -> str:
    stop = _STOP.search(text)
    return text[: stop.start()] if stop else text


def beside_place(scene: Scene, quantity: Quantity) -> Place | None:
    """Return a place set right before a percentage, as in "Asia (21 %)" and "Japan: > 5%".

    Example:
        >>> scene = Scene("Europe 29 %", 0)
        >>> beside_place(scene, scene.percents[0]).id
        'europe'
    """
    for place in scene.places:
        gap = scene.text[place.end : quantity.start] if place.end <= quantity.start else None
        # "55 % in Peru, 23 % in Chile": what stands before belongs to the number before.
        behind = gap == ", " and _IN.match(scene.text, quantity.end)
        if behind and _IN.search(scene.text[: place.start][-12:]):
            continue
        if (
            gap is not None
            and place.id != WORLD
            and not (_led_in(scene.text, place) and (gap[:1] == " " or place != scene.places[0]))
            and not (gap[:1] == "," and _SHARE_IN.search(scene.text, 0, place.start))
            and re.fullmatch(
                r"[\s(:,|~>-]{1,4}(?:(?:with|at|for|on)\s)?(?:over\s|about\s|around\s|nearly\s|est\.\s)?",
                gap,
            )
        ):
            return place
    return None


def _led_in(text: str, place: Place) -> bool:
    return bool(_WITHIN.search(text[: place.start][-12:]) and _WITH.match(text, place.end))


def place_in(scene: Scene, view: View) -> Place | None:
    """Return the place in front of the number in its clause: the subject of a verb, if one is.

    Example:
        >>> scene = Scene("Europe held 29 % of it.", 0)
        >>> place_in(scene, View(scene.percents[0], "Europe held ", " of it.", True, "", 0)).id
        'europe'
    """
    own = [p for p in scene.places if p.id != WORLD and not _FIRM.match(scene.text, p.end)]
    ahead = [p for p in own if view.start <= p.start < view.quantity.start]
    before = [p for p in ahead if not _led_in(scene.text, p)]
    before = before or [p for p in ahead if scene.text.startswith(",", p.end)]
    subject = [p for p in before if HOLDS.search(scene.text[p.end : p.end + 30])]
    found = subject or before
    return found[-1] if found else None


def right_in(scene: Scene, quantity: Quantity) -> Place | None:
    """Return the place of whose market a percentage is one: "a share of 82 % in North America".

    Example:
        >>> scene = Scene("Gels held 29 % in Japan.", 0)
        >>> right_in(scene, scene.percents[0]).id
        'JPN'
    """
    near = (p for p in scene.places if quantity.end <= p.start <= quantity.end + len(" in the "))
    behind = (p for p in near if _RIGHT_IN.fullmatch(scene.text, quantity.end, p.start))
    return next(behind, None)
