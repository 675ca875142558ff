"""An item of a news agency, whatever format it came in."""

from __future__ import annotations

from typing import Literal

import msgspec

from dateline.reading.moments import NEVER, Moment, instant
from dateline.reading.pieces import Piece

Status = Literal["usable", "withheld", "canceled"]


class Rights(msgspec.Struct, frozen=True, kw_only=True):
    """Whose the item is, and what may be done with it.

    Attributes:
        holder: the copyright holder.
        notice: the copyright notice.
        terms: the terms of usage.
    """

    holder: str = ""
    notice: str = ""
    terms: str = ""


class AgencyItem(msgspec.Struct, frozen=True, kw_only=True):
    """One item as an agency sends it.

    Attributes:
        id: its identifier (ninjs `uri`, NewsML-G2 `guid`, NITF `doc-id`).
        version: which version of it this is.
        type: `text`, `picture`, `graphic`, `audio`, `video`, `composite` or what else the agency calls it; `text`
            where it says nothing.
        status: whether it may be used.
        language: ISO 639-1, or empty.
        headline: the headline.
        decks: lines below it: subheadlines and abstracts.
        byline: the byline as printed, "By" and all.
        dateline: the dateline as printed, where it has a field of its own.
        located: the place that the report was made at.
        credit: the credit line: mostly the agency.
        provider: who sends it.
        slugline: the slug.
        title: title for those who handle the item; no headline.
        note: note of the editors to those who receive it.
        subjects: names of its subjects.
        content_created: when the content was made.
        first_created: when its first version was made.
        version_created: when this version was made.
        embargoed: before which it may not be published.
        body: its paragraphs.
        captions: captions of its pictures.
        rights: whose it is.
        refers: number of other items that it only refers to (a package).
    """

    id: str = ""
    version: str = ""
    type: str = "text"
    status: Status = "usable"
    language: str = ""
    headline: str = ""
    decks: tuple[str, ...] = ()
    byline: str = ""
    dateline: str = ""
    located: str = ""
    credit: str = ""
    provider: str = ""
    slugline: str = ""
    title: str = ""
    note: str = ""
    subjects: tuple[str, ...] = ()
    content_created: Moment = NEVER
    first_created: Moment = NEVER
    version_created: Moment = NEVER
    embargoed: Moment = NEVER
    body: tuple[Piece, ...] = ()
    captions: tuple[str, ...] = ()
    rights: Rights = Rights()
    refers: int = 0

    @property
    def published(self) -> Moment:
        """When it was published: when its content was made, as pages give their first day, not their last change.

        An embargo that ends later tells the day of publication, which is the day that "today" means in such texts.
        """
        made = next(
            (one for one in (self.content_created, self.first_created, self.version_created) if one.iso),
            NEVER,
        )
        until, since = instant(self.embargoed.iso), instant(made.iso)
        later = until is not None and (since is None or until > since)
        return self.embargoed if later else made


def status_of(words: str) -> Status:
    """Read a status as formats write it: `canceled`, `stat:canceled`, `http://.../canceled`, `cancelled`."""
    last = words.strip().replace("/", ":").rpartition(":")[2].casefold()
    if last in ("canceled", "cancelled"):
        return "canceled"
    return "withheld" if last == "withheld" else "usable"
