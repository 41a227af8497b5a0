"""Folders are written whole or not at all: beside the target first, then renamed."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cytonomics.errors import OutputError

# Names what was written, so that a later run never deletes a file that it did not write.
MANIFEST = ".cytonomics"
_LEFT_BY_DESKTOPS = frozenset({MANIFEST, ".DS_Store", "Thumbs.db", "desktop.ini"})
_FULL = (errno.ENOSPC, errno.EDQUOT)


def replace_folder(target: Path, write: Callable[[Path], None]) -> None:
    """Write a folder beside `target`, then put it in the target's place by renaming.

    Whatever fails, the old folder stays as it was and the unfinished one is removed. A folder
    that holds files which an earlier call did not write is never replaced.

    Args:
        target: the folder to make or replace; its parents are made where they are missing.
        write: fills the empty folder that it is given.

    Raises:
        OutputError: when the place cannot be written to, the disk is full, or the target is a
            file or holds somebody's own files.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as home:
        ...     out = Path(home) / "out"
        ...     replace_folder(out, lambda new: None)
        ...     replace_folder(out, lambda new: new.joinpath("a.txt").touch())
        ...     sorted(path.name for path in out.iterdir())
        ['.cytonomics', 'a.txt']
    """
    with _said_plainly(target):
        # Through a link, the folder behind it is replaced and the link stays.
        place = target.resolve()
        _refuse_foreign(target, place)
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = _sibling(place, "new")
        fresh.mkdir()
        try:
            write(fresh)
            names = "".join(f"{name}\n" for name in sorted(_files(fresh)))
            (fresh / MANIFEST).write_text(names, encoding="utf-8")
            _swap(fresh, place)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise


def _swap(fresh: Path, place: Path) -> None:
    if not place.exists():
        fresh.rename(place)
        return
    old = _sibling(place, "old")
    place.rename(old)
    try:
        fresh.rename(place)
    except BaseException:
        old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _sibling(place: Path, kind: str) -> Path:
    return place.with_name(f".{place.name}.{secrets.token_hex(4)}.{kind}")


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _refuse_foreign(target: Path, place: Path) -> None:
    if not place.exists():
        return
    if not place.is_dir():
        raise OutputError(f"{str(target)!r} is a file; name a folder to write to")
    manifest = place / MANIFEST
    if manifest.is_file():
        ours = set(manifest.read_text(encoding="utf-8").splitlines())
        found = _files(place) - ours
    else:
        # Without a look inside: the folder may be somebody's home.
        found = {path.name for path in place.iterdir()}
    foreign = sorted(name for name in found if name.split("/")[-1] not in _LEFT_BY_DESKTOPS)
    if foreign:
        raise OutputError(
            f"folder {str(target)!r} holds {foreign[0]!r}, which Cytonomics did not write; name a "
            "new or empty folder, or move the file away"
        )


@contextmanager
def _said_plainly(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            said = f"the disk is full, so {str(target)!r} was not written; make room and try again"
        else:
            reason = (error.strerror or os.strerror(error.errno or errno.EIO)).lower()
            said = f"folder {str(target)!r} cannot be written ({reason}); name another place"
        raise OutputError(said) from None
