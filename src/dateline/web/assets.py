"""Files that pages are made of, each at an address that changes with what is in it.

An address that names the version can be kept by a browser for ever: what it leads to never changes. A file asked for
without its version is asked for again each time.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER: Final = Path(__file__).parent / "static"
ROOT: Final = "/static"
KEPT: Final = "private, max-age=31536000, immutable"
"""What a cache is told of a file with its version: keep it for a year, the longest that is usual."""

_DIGITS: Final = 12


def versions(folder: Path = FOLDER) -> dict[str, str]:
    """Return the version of each file in a folder, by its path in there: the first digits of its SHA-256."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()[:_DIGITS]
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


class Assets:
    """The files, and where they are.

    Args:
        folder: where they lie.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._versions = versions(folder)

    def address(self, name: str) -> str:
        """Return the address of a file.

        Raises:
            KeyError: there is no such file.
        """
        return f"{ROOT}/{name}?v={self._versions[name]}"

    def served(self) -> StaticFiles:
        """Return what answers for them."""
        return _Files(self._folder, self._versions)


class _Files(StaticFiles):
    def __init__(self, folder: Path, known: Mapping[str, str]) -> None:
        super().__init__(directory=folder)
        self._known = known

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("v")
        if asked and asked == [self._known.get(Path(path).as_posix())]:
            answer.headers["cache-control"] = KEPT
        return answer
