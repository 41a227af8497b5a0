"""The templates, styles and scripts that pages are made of, and the hash that lets a script run."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from markupsafe import Markup


@cache
def asset(name: str) -> str:
    """Return a file of the folder `page`, without blank space at its ends.

    Example:
        >>> asset("audit.js") == asset("audit.js").strip() != ""
        True
    """
    return (files("cytonomics.report") / "page" / name).read_text(encoding="utf-8").strip()


def script_hash(script: str) -> Markup:
    """Return the source expression by which a page's own policy allows an inline script.

    Example:
        >>> script_hash("")
        Markup('sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=')
    """
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return Markup(f"sha256-{digest}")
