"""Lets the tests of this room share their shorthand."""

from __future__ import annotations

import sys
from pathlib import Path

# Test files are imported by path: what they share is found from the root of the repository.
_ROOT = str(Path(__file__).parents[2])
if _ROOT not in sys.path:
    sys.path.append(_ROOT)
