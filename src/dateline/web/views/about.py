"""What the page is, and what of others it is made of."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.web.desk import Reading
from dateline.web.view import Answer, Query, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendored:
    """A file of others that is served.

    Attributes:
        name: name of the file.
        package: the package that holds it, on npm.
        version: version of the package.
        licence: SPDX name of its licence.
        licence_file: where the licence stands, beside the file.
        home: address of the project.
        sha256: hash of the file.
    """

    name: str
    package: str
    version: str
    licence: str
    licence_file: str
    home: str
    sha256: str


def answer(questions: Reading, query: Query) -> Answer:
    """Return the files of others."""
    del questions, query
    return Answer(title="About", rows=vendored())


@cache
def vendored() -> tuple[Vendored, ...]:
    """Return the files of others, as they are listed beside them."""
    text = files("dateline.web").joinpath("static", "vendored", "vendored.toml").read_text(encoding="utf-8")
    names = Vendored.__dataclass_fields__
    return tuple(Vendored(**{name: one[name] for name in names}) for one in tomllib.loads(text)["file"])


VIEW = View(
    name="about",
    path="/about",
    about="What the page is, and the files of others that it is made of.",
    query=Query,
    answer=answer,
    row=Vendored,
)
