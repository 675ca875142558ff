"""Coded errors: each says what happened, and what to do about it."""

from __future__ import annotations

from typing import Final

CODES: Final[dict[str, str]] = {
    "E001": "the source is empty",
    "E002": "the source is not text",
    "E003": "the source is larger than the limit",
    "E004": "the source does not exist or cannot be read",
    "E005": "the page holds no article text",
    "E006": "the file is damaged, or in no format that is read",
    "E007": "the markup is nested too deeply",
    "E008": "a part of an archive, feed or table is damaged",
    "E009": "a table lacks a column",
    "E010": "the language is not one that dateline reads",
    "E012": "reading the source took longer than allowed",
    "E013": "reading the source broke its worker",
    "E014": "the publisher withdrew the report, or holds it back",
    "E020": "the language pipeline is not installed",
    "E021": "a model file is missing or was changed",
    "E022": "a package that only some uses need is not installed",
    "E030": "a date given by the user is not a date",
    "E031": "a setting has a value it cannot have",
    "E040": "the store cannot be opened",
    "E041": "the store was written by a newer version",
    "E042": "another process is writing to the store",
    "E043": "an export cannot be written",
    "E044": "no font is installed to write the words of a picture with",
    "E050": "there is no record with that id",
    "E051": "the correction does not fit the record",
    "E052": "the question to the store is refused or faulty",
    "E053": "the question to the store takes too long, or too much memory",
    "E054": "the marked-up report has a fault",
    "E055": "several actors have that name",
    "E060": "the record file is not a dateline record",
    "E070": "a file to import is in no format that is read, or not whole",
    "E071": "a file to import is larger than the limit",
    "E072": "an imported source was changed or damaged",
    "E073": "the folder for imported sources cannot be written",
    "E074": "no actor of the tables has that name",
    "E080": "the address is no address of the web",
    "E081": "the address leads where nothing may be fetched",
    "E082": "robots.txt does not allow the address",
    "E083": "the server cannot be reached, or breaks off",
    "E084": "the server answers with an error",
    "E085": "the answer is larger than the limit, or takes longer",
    "E086": "the answer cannot be unpacked",
    "E087": "the archive cannot be written",
    "E088": "the file of feeds has a fault",
    "E089": "the memory of what was fetched cannot be used",
    "E090": "dateline itself failed on the source",
    "E100": "there is no such page",
    "E101": "the request is refused",
    "E102": "a parameter of the request has a value it cannot have",
    "E103": "the page cannot be served",
    "E104": "dateline itself failed to make the page",
    "E105": "as many texts are being read, or exports made, as may be",
}
"""Every code with its meaning; `docs/errors.md` is generated from it."""

NOTES: Final[dict[str, str]] = {
    "N001": "no prose was found, there is nothing to record",
    "N002": "no body was found, the record rests on headline, deck or captions",
    "N003": "no publication date is known, relative dates stay relative",
    "N004": "the report is in a language of which statements alone are read",
    "N005": "events are coded by the rules alone",
}
"""Every code of a report's notes, with its meaning."""


class DatelineError(Exception):
    """An error that dateline raises on purpose.

    Attributes:
        code: one of `CODES`.
        detail: what happened, in this case.
        remedy: what the user can do, or an empty string.
    """

    def __init__(self, code: str, detail: str, remedy: str = "") -> None:
        if code not in CODES:
            raise KeyError(code)
        self.code = code
        self.detail = detail
        self.remedy = remedy
        super().__init__(code, detail, remedy)

    def __str__(self) -> str:
        """Return code, detail and remedy in one line."""
        remedy = f" ({self.remedy})" if self.remedy else ""
        return f"[{self.code}] {self.detail}{remedy}"
