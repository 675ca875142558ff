"""From a source to a document: zones, and what the report says of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.languages import LANGUAGES
from dateline.model import Document, Published, Span, Zone, document_id
from dateline.reading.source import Source
from dateline.structure import agencies, byline, dateline, dates, language, zones
from dateline.structure.tables import calendar

_PROSE: Final = ("body", "deck", "headline", "caption")
_LABEL: Final = re.compile(r"[^\W\d_]+")


def build(source: Source, settings: Settings, published: str | None = None) -> Document:
    """Type the parts of a source and read off what it says of itself.

    Args:
        source: the text and its carrier's metadata.
        settings: the user's choices; `language` overrides what metadata and words say.
        published: publication date given by the user (ISO 8601, a time of day and an offset may follow);
            it wins over everything the source says.

    Returns:
        The document. A source of furniture alone gives one without zones of prose.

    Raises:
        DatelineError: E010, the text is clearly in a language that dateline does not read; E030, the
            date given is not a date.
    """
    given = _given(published) if published else None
    found = source.zones if source.zones is not None else zones.find(source.text, source.title)
    spoken = _language(source, settings, found)
    opened = _opened(found)
    credited = _agency(found, opened)
    return Document(
        id=document_id(source.text),
        text=source.text,
        zones=found,
        format=source.format,
        url=source.url,
        publisher=source.publisher,
        headline=next((zone.span for zone in found if zone.kind == "headline"), None),
        bylines=_bylines(source, found),
        agency=credited,
        wire=_wire(source, found, credited),
        dateline=_place(found, opened),
        published=given or _published(source, found, opened),
        language=spoken,
    )


def _given(published: str) -> Published:
    """Read the date that the user gave.

    Raises:
        DatelineError: E030, it is not a date.
    """
    stamp = next(iter(dates.stamps(published.strip())), None)
    if stamp is None or not stamp.iso or stamp.start > 0:
        raise DatelineError("E030", f"{published!r} is not a date", "write it as YYYY-MM-DD")
    return Published(stamp.iso, stamp.time, stamp.offset, None, "given")


def _language(source: Source, settings: Settings, found: Sequence[Zone]) -> str:
    """Settle the language, and refuse what cannot be read.

    Raises:
        DatelineError: E010.
    """
    if settings.language:
        spoken = settings.language
    else:
        running = " ".join(zone.span.words for zone in found if zone.kind == "body")
        heard = language.detect(running or " ".join(zone.span.words for zone in found))
        # What the words show outweighs what a page's header claims: templates often say "en".
        spoken = heard or source.language or "en"
    if spoken not in LANGUAGES:
        known = " and ".join(reach.name for reach in LANGUAGES.values())
        raise DatelineError(
            "E010",
            f"the text is in {spoken!r}, and dateline reads {known}",
            "set the language if that is wrong",
        )
    return spoken


Opening = tuple[Zone, dateline.Dateline]


def _opened(found: Sequence[Zone]) -> Opening | None:
    """Give the first dateline zone that opens a paragraph, with its parts."""
    for zone in found:
        if zone.kind == "dateline" and zone.rule == "dateline":
            parsed = dateline.opening(zone.span.words + " .") or dateline.opening(zone.span.words + " - .")
            if parsed is not None:
                return zone, parsed
    return None


def _part(zone: Zone, place: tuple[int, int]) -> Span:
    start, end = zone.span.start + place[0], zone.span.start + place[1]
    return Span(start, end, zone.span.words[place[0] : place[1]])


def _place(found: Sequence[Zone], opened: Opening | None) -> Span | None:
    if opened is not None:
        return _part(opened[0], opened[1].place)
    for zone in found:
        if zone.kind != "dateline":
            continue
        if zone.rule == "located":
            # an agency names the place in a field of its own
            return zone.span
        words = zone.span.words
        lead = len(words) - len(words.lstrip(" |•·–—-,"))
        rest = words[lead:]
        place = dateline.alone(rest) or dateline.place_line(rest)
        if place is not None:
            return _part(zone, (place[0] + lead, place[1] + lead))
    return None


def _bylines(source: Source, found: Sequence[Zone]) -> tuple[Span, ...]:
    """Give the names of the authors: from byline lines, else from the credits at the foot."""
    names: list[Span] = []
    for from_credits in (False, True):
        for zone in found:
            if zone.kind != "byline" or (zone.rule == "credit-line") != from_credits:
                continue
            if zone.rule in ("contributed", "job-title", "credit-in-line"):
                continue
            read = byline.credited if from_credits else byline.names
            names.extend(_part(zone, name) for name in read(zone.span.words))
        if names:
            break
    if not names:
        names = list(_from_metadata(source))
    if any(byline.is_name(name.words) for name in names):
        # "Political Reporter" below a name is that person's job; alone it stands for the author.
        names = [name for name in names if not byline.is_job(name.words)]
    kept: dict[str, Span] = {}
    for name in names:
        kept.setdefault(re.sub(r"\W+", "", name.words.casefold()), name)
    return tuple(kept.values())


def _from_metadata(source: Source) -> Sequence[Span]:
    """Find the metadata's authors in the text, where it holds them."""
    found = []
    for author in source.authors:
        at = source.text.find(author) if author else -1
        if at >= 0:
            found.append(Span(at, at + len(author), author))
    return found


def _agency(found: Sequence[Zone], opened: Opening | None) -> Span | None:
    """Find the words for the agency credited: in the dateline, else in a byline."""
    if opened is not None and opened[1].agency is not None:
        return _part(opened[0], opened[1].agency)
    for zone in found:
        if zone.kind != "byline":
            continue
        for match in re.finditer(r"[^,|/()]+", zone.span.words):
            words = match.group()
            start = byline.opener(words.strip()) if match.start() == 0 else 0
            lead = len(words) - len(words.lstrip()) + start
            name = words[lead:].strip()
            if name and byline.is_agency(name):
                begin = match.start() + lead
                return _part(zone, (begin, begin + len(name)))
    return None


def _wire(source: Source, found: Sequence[Zone], credited: Span | None) -> bool:
    """Say whether an agency other than the publisher is credited with the text, or a part of it."""
    if source.wire:
        return True
    if not source.publisher and not agencies.host_of(source.url):
        return False
    names = [source.agency, byline.agency(credited.words) if credited else ""]
    names += [agencies.credited(zone.span.words) for zone in found if zone.kind == "byline"]
    return any(name and not agencies.is_own(name, source.publisher, source.url) for name in names)


_Found = tuple[dates.Stamp, Zone]


def _published(source: Source, found: Sequence[Zone], opened: Opening | None) -> Published | None:
    """Find when the report was published.

    The lines of the report come first, then metadata or front matter, then the dateline, then the address; the
    metadata of a page come before its lines.
    A dateline without a year takes the year of the address or of another line; without one it says nothing.
    """
    stamped = [
        (stamp, zone)
        for zone in found
        if zone.kind in ("date", "byline")
        for stamp in dates.stamps(zone.span.words)
    ]
    loose = [stamp for stamp, _ in stamped]
    if opened is not None and opened[1].stamp is not None:
        loose.append(opened[1].stamp)
    from_url = dates.from_url(source.url)
    meta = next((s for s in dates.stamps(source.published) if s.year), None)
    known = [*loose, *([meta] if meta else []), *(dates.stamps(from_url) if from_url else [])]
    settled = [(dates.settle(stamp, known), zone) for stamp, zone in stamped]
    # The metadata of a page were read together with the dates that it prints.
    weighed = source.format == "html" and source.published_source == "metadata"
    line = _best([(stamp, zone) for stamp, zone in settled if stamp.iso])
    if line is not None and not (weighed and meta is not None and meta.iso not in ("", line[0].iso)):
        stamp, zone = line
        words = _part(zone, (stamp.start, stamp.end))
        source_name = "byline" if zone.kind == "byline" else "header"
        time, offset = _clock(stamp, meta)
        return Published(stamp.iso, time, offset, words, source_name)
    if meta is not None:
        settled_meta = dates.settle(meta, known)
        if settled_meta.iso:
            return Published(
                settled_meta.iso, settled_meta.time, settled_meta.offset, None, source.published_source
            )
    if opened is not None and opened[1].stamp is not None:
        stamp = opened[1].stamp
        year = stamp.year or next((other.year for other in known if other.year), 0)
        if year and dates.is_day(year, stamp.month, stamp.day) and not stamp.ambiguous:
            words = _part(opened[0], (stamp.start, stamp.end))
            return Published(f"{year:04d}-{stamp.month:02d}-{stamp.day:02d}", "", "", words, "dateline")
    if from_url:
        return Published(from_url, "", "", None, "url")
    return None


def _clock(stamp: dates.Stamp, meta: dates.Stamp | None) -> tuple[str, str]:
    """Give time of day and offset of a printed date; metadata of the same day add what it does not print."""
    if (
        meta is None
        or meta.iso != stamp.iso
        or (stamp.time and (stamp.offset or meta.time[:5] != stamp.time))
    ):
        return stamp.time, stamp.offset
    return meta.time, meta.offset


def _best(found: Sequence[_Found]) -> _Found | None:
    """Choose the stamp of publication: one labelled so, else the first that no update line holds."""
    plain: _Found | None = None
    for stamp, zone in found:
        before = zone.span.words[: stamp.start].casefold()
        labels = [word for word in _LABEL.findall(before) if word in calendar().labels]
        if labels and labels[-1] in calendar().first:
            return stamp, zone
        if plain is None and not (labels and labels[-1] in calendar().later):
            plain = stamp, zone
    return plain or (found[0] if found else None)
