"""dateline puts on record who did what to whom, who said what and who disputes it, when and where.

>>> import dateline
>>> report = dateline.read("The minister rejected the offer on Monday.", published="2025-10-21")
>>> report.events[0].type
'REJECT'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.config import Settings
    from dateline.errors import DatelineError
    from dateline.model import Appearance, Document, Place, Report, When
    from dateline.pipeline import Reader
    from dateline.store.record import Record

__version__ = "0.1.0"
__all__ = [
    "DatelineError",
    "Reader",
    "Record",
    "Report",
    "Settings",
    "__version__",
    "actors",
    "places",
    "read",
    "times",
]

_HOMES = {
    "DatelineError": "dateline.errors",
    "Reader": "dateline.pipeline",
    "Record": "dateline.store.record",
    "Report": "dateline.model",
    "Settings": "dateline.config",
}


def read(data: bytes | str, *, published: str | None = None, settings: Settings | None = None) -> Report:
    """Read one report.

    Args:
        data: a text, or a file's bytes (plain text or HTML).
        published: publication date (ISO 8601 day), which wins over what the text says.
        settings: what to choose other than the defaults.

    Returns:
        The record of the report; the same for the same data, settings and version.

    Raises:
        DatelineError: the data cannot be read as a report; its code and text say why.
    """
    from dateline.config import Settings as Defaults
    from dateline.pipeline import reader

    return reader(settings or Defaults()).read(data, published=published)


def times(
    text: str | Document, published: str | None = None, *, settings: Settings | None = None
) -> tuple[When, ...]:
    """Find the time expressions of a text, and nothing else.

    >>> import dateline
    >>> [(when.span.words, when.value) for when in dateline.times("They will vote on Monday.", "2025-10-21")]
    [('Monday', '2025-10-27')]

    Loads the language pipeline and the names of states, not the gazetteer and no learned model: the first
    answer takes 1.9 s of one core (1.3 of them are spaCy's), another sentence 10 ms.

    Args:
        text: a text in English, or a document as `Reader.document` gives it (from HTML, say).
        published: the day that "Monday" and "last year" count from (ISO 8601). Without it a date line of the
            text is taken; without that, too, relative expressions keep a pattern (`XXXX-WXX-1`).
        settings: what to choose other than the defaults.

    Returns:
        One `dateline.model.When` for each expression, in the order of the text, none overlapping another:
        TIMEX3 `type` and `value`, the days `start` to `end`, the `precision`. Offsets are characters of the
        text as given: `text[when.span.start:when.span.end] == when.span.words`. Empty where there are none.

    Raises:
        TypeError: the text is no text (bytes, `None`).
        DatelineError: E003 too long, E010 not English, E020 no pipeline installed, E030 not a date.
    """
    from dateline.config import Settings as Defaults
    from dateline.pipeline import reader

    return reader(settings or Defaults()).times(text, published)


def places(
    text: str | Document, *, publisher: str = "", settings: Settings | None = None
) -> tuple[Place, ...]:
    """Find the places that a text names, with their coordinates, and nothing else.

    >>> import dateline
    >>> [(place.name, place.country) for place in dateline.places("Protesters marched in Nairobi.")]
    [('Nairobi', 'KEN')]

    Loads the language pipeline and the gazetteer, no learned model: the first answer takes 1.9 s of one core
    (1.3 of them are spaCy's), another sentence 11 ms.

    Args:
        text: a text in English, or a document as `Reader.document` gives it.
        publisher: name or web address of who published it, which speaks for places near to it.
        settings: what to choose other than the defaults.

    Returns:
        One `dateline.model.Place` for each name, in the order of the text, those of a dateline among them:
        `lat`, `lon`, `geonameid`, `country`, `admin1`, `precision`, `confidence`. `metonym` is set where the
        words stand for a government or people ("Tehran denied"), and `lat` is `None` where nothing is known
        of a name. Offsets are characters of the text as given.

    Raises:
        TypeError: the text is no text (bytes, `None`).
        DatelineError: E003 too long, E010 not English, E020 no pipeline installed.
    """
    from dateline.config import Settings as Defaults
    from dateline.pipeline import reader

    return reader(settings or Defaults()).places(text, publisher)


def actors(
    text: str | Document, published: str | None = None, *, settings: Settings | None = None
) -> tuple[Appearance, ...]:
    """Find the actors of a text with all the words that stand for each, and nothing else.

    >>> import dateline
    >>> text = "President Emmanuel Macron flew to Mali. He met its army chief."
    >>> first = dateline.actors(text, "2019-05-02")[0]
    >>> first.actor.name, first.actor.country, [mention.span.words for mention in first.mentions]
    ('Emmanuel Macron', ('FRA',), ['President Emmanuel Macron', 'He'])

    Loads the language pipeline, the tables of actors and the gazetteer, no learned model: the first answer
    takes 1.9 s of one core (1.3 of them are spaCy's), another sentence 11 ms.

    Args:
        text: a text in English, or a document as `Reader.document` gives it.
        published: the day at which offices are held (ISO 8601). Without it a date line of the text is taken;
            without that, too, "the president" is nobody by name.
        settings: what to choose other than the defaults.

    Returns:
        One `dateline.model.Appearance` for each actor, in the order of the first mention: `actor` with id,
        name, kind, PLOVER country and sector, role and the reasons, and `mentions`, each with its `span` and
        `how` (`name`, `nominal`, `pronoun`). Everybody named or described is listed, not only those who act
        or speak, as in a report's record. Places are no actors unless they stand for a government. Offsets
        are characters of the text as given.

    Raises:
        TypeError: the text is no text (bytes, `None`).
        DatelineError: E003 too long, E010 not English, E020 no pipeline installed, E030 not a date.
    """
    from dateline.config import Settings as Defaults
    from dateline.pipeline import reader

    return reader(settings or Defaults()).actors(text, published)


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: start-up counts."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
