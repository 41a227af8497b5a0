"""Which parts of a saved page are its furniture: menus, banners, forms, and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum

from cytonomics.claims.documents.tags import Tag

_words = str.split
_NEVER_READ = frozenset(
    _words(
        "script style template noscript svg iframe object embed applet video audio canvas select "
        "textarea title xmp noembed noframes datalist map option optgroup meter progress head "
        "frameset footer"
    )
)
_BOXES = frozenset(_words("div section aside header ul ol form dialog"))
_CUED = re.compile(r"hidden|none|class|id|role|href", re.IGNORECASE)
_INVISIBLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_COOKIES = re.compile(
    r"(?<![a-z])(?:cookies?|consent|gdpr|onetrust|ccpa|cmp|cmplz|didomi|usercentrics|iubenda|"
    r"truste|cybotcookiebot\w*|cky|moove_gdpr\w*)(?![a-z])"
)
_LINKED = re.compile(
    r"(?<![a-z])(?:nav|navbar|navigation|menu|submenu|breadcrumbs?|related|similar|recommended|"
    r"recommendations|sharing|social|sidebar|widget|footer|header|topbar|popup|modal|"
    r"newsletter|subscribe|pagination|tags|tagcloud|trending|popular|recent|also)(?![a-z])"
)
_CONTENTS = re.compile(r"(?<![a-z])(?:toc|contents?|table-of-contents)(?![a-z])")
_LANDMARKS = frozenset(_words("navigation search contentinfo menu menubar toolbar"))
_DIALOGS = frozenset(_words("dialog alertdialog"))


class Part(Enum):
    """What becomes of an element: read, dropped, or decided when its end is known."""

    READ = "read"
    DROP = "drop"
    BANNER = "banner"  # a cookie or consent notice: dropped unless it wraps the page
    FORM = "form"  # dropped unless it wraps the page
    LINKS = "links"  # dropped where links make up most of it


def part_of(tag: Tag) -> Part:
    """Say what becomes of the element that a start tag opens.

    Names of classes only raise a suspicion, since a wrapper of the whole page may be called
    "menu-closed" or "cookies-set"; what the element then holds decides.

    Example:
        >>> part_of(Tag("nav", False, "")), part_of(Tag("div", False, ' style="display:none"'))
        (<Part.DROP: 'drop'>, <Part.DROP: 'drop'>)
    """
    if tag.name in _NEVER_READ:
        return Part.DROP
    attributes = tag.attributes() if tag.source and _CUED.search(tag.source) else {}
    if _hidden(tag, attributes):
        return Part.DROP
    role = attributes.get("role", "").lower()
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}".lower()
    if tag.name == "nav" or role in _LANDMARKS:
        return Part.READ if _CONTENTS.search(names) else Part.DROP
    if tag.name not in _BOXES:
        return Part.READ
    if tag.name == "form":
        return Part.FORM
    if _COOKIES.search(names) or role in _DIALOGS:
        return Part.BANNER
    if tag.name in ("header", "aside") or _LINKED.search(names):
        return Part.LINKS
    return Part.READ


def _hidden(tag: Tag, attributes: Mapping[str, str]) -> bool:
    """Say whether a reader never sees it; tabs and folded parts open on a click, so they count."""
    if attributes.get("role", "").lower() == "tabpanel" or tag.name in ("html", "body", "main"):
        return False
    if attributes.get("hidden", "until-found").lower() != "until-found":
        return True
    if tag.name == "dialog" and "open" not in attributes:
        return True
    return bool(_INVISIBLE.search(attributes.get("style", "")))
