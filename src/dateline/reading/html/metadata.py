"""What a page says of its article: title, authors, dates, publisher, agency, each by the voter that is believed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, Final

from dateline.reading.html import authors, dates, jsonld, landmarks, opengraph, publisher, title
from dateline.reading.html.jsonld import Article, Linked, Update
from dateline.reading.html.opengraph import Metas
from dateline.reading.html.words import plain, prose, words
from dateline.structure import agencies
from dateline.structure.parts import title_key

_MOST_SCRIPTS: Final = 200
_FIRST: Final = 3
"""Paragraphs below the headline that may open with a dateline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a page says of its article; what it does not say is empty.

    Attributes:
        title: the title, as it is printed above the article if it is.
        titles: all titles given, the chosen one first.
        authors: persons in the order given; the organisation or desk that signs where nobody is named.
        published: date of publication, ISO 8601 with time of day and offset as far as they are printed.
        modified: date of the last change, likewise.
        publisher: name of the publisher or the site.
        url: the page's own address.
        language: ISO 639-1, as the page says.
        description: what it is about, in the words of its metadata.
        descriptions: all descriptions given, the chosen one first.
        section: section of the paper.
        agency: the news agency credited: the name it is called by, or `agencies` where none is named.
        wire: an agency other than the publisher supplied the text, or a part of it.
        paywalled: `True` where the page says that not everybody may read it, `False` where it says that everybody
            may, `None` where it says nothing.
        article_body: the text that linked data give, paragraphs divided by line breaks.
        live_updates: the entries of a live blog that linked data give; `published` in ISO 8601.
        voters: for each of these that is not empty who gave it: `h1`, `json-ld`, the name of a meta element,
            `byline`, `printed`, `canonical`, `url` and so on.
        heading: the element of the title, if it is printed.
    """

    title: str = ""
    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    description: str = ""
    descriptions: tuple[str, ...] = ()
    section: str = ""
    agency: str = ""
    wire: bool = False
    paywalled: bool | None = None
    article_body: str = ""
    live_updates: tuple[Update, ...] = ()
    voters: Mapping[str, str] = field(default_factory=dict)
    heading: Any = field(default=None, repr=False, compare=False)


def read_metadata(tree: Any, *, url: str = "") -> Metadata:
    """Read what a page says of its article.

    Args:
        tree: root of the parsed page; it is not changed.
        url: the address that the page was read from, if known.

    Returns:
        The metadata. Nothing here raises: what is damaged is repaired or has no vote.
    """
    linked = jsonld.read(_scripts(tree))
    metas = opengraph.read(tree)
    marks = landmarks.read(tree)
    headings = [mark.element for mark in marks if mark.heading]
    article = _main(linked, metas, headings)
    site = _site(linked, article, metas)
    given = list(_titles(tree, article, metas))
    headline = title.choose(headings, given, [name for name, _ in site])
    heading = headline.element if headline.element is not None else next(iter(headings), None)
    around = landmarks.around(marks, heading)
    where = publisher.address(tree, [(article.url, "json-ld"), *metas.values("address")], url)
    who = publisher.choose(site, where.words)
    signed = authors.choose(
        article.authors,
        [*metas.values("author"), *metas.labelled()],
        around,
        landmarks.loose(heading),
        [who.words, *(name for name, _ in site)],
    )
    when = dates.choose(
        [(article.published, "json-ld"), *metas.values("published")],
        [(article.modified, "json-ld"), *metas.values("modified")],
        around,
        where.words,
    )
    published = when.published if when.published.iso else dates.by_htmldate(tree, where.words)
    spoken = publisher.language(tree, [(article.language, "json-ld"), *metas.values("language")])
    credit = _agency(signed, article, metas, marks, heading)
    described = _described(article, metas)
    section = next(iter([(words_, voter) for words_, voter in _sections(article, metas) if words_]), ("", ""))
    paywalled, tier = _paywalled(article, metas)
    body = prose(article.body)
    voters = {
        "title": headline.voter,
        "authors": signed.voter,
        "published": published.voter,
        "modified": when.modified.voter,
        "publisher": who.voter,
        "url": where.voter,
        "language": spoken.voter,
        "description": described[0][1] if described else "",
        "section": section[1],
        "agency": credit.voter,
        "paywalled": tier,
        "article_body": "json-ld" if body else "",
        "live_updates": "json-ld" if article.updates else "",
    }
    return Metadata(
        title=headline.words,
        titles=tuple(dict.fromkeys(filter(None, [headline.words, *(each.words for each in given)]))),
        authors=signed.names,
        published=published.iso,
        modified=when.modified.iso,
        publisher=who.words,
        url=where.words,
        language=spoken.words,
        description=described[0][0] if described else "",
        descriptions=tuple(dict.fromkeys(text for text, _ in described)),
        section=section[0],
        agency=credit.words,
        wire=bool(credit.words) and not agencies.is_own(credit.words, who.words, where.words),
        paywalled=paywalled,
        article_body=body,
        live_updates=tuple(
            replace(update, body=prose(update.body), published=dates.iso(update.published))
            for update in article.updates
        ),
        voters={name: voter for name, voter in voters.items() if voter},
        heading=headline.element,
    )


def _scripts(tree: Any) -> Iterator[str]:
    linked = (
        element.text
        for element in tree.iter("script")
        if element.text and "ld+json" in (element.get("type") or "").casefold()
    )
    yield from islice(linked, _MOST_SCRIPTS)


def _main(linked: Linked, metas: Metas, headings: Sequence[Any]) -> Article:
    """Choose the article that the page is about, and fill what it leaves open from what is said of the same.

    Of several, the one whose headline the page bears wins; else the first of the surest type.
    """
    page = linked.page or Article()
    if not linked.articles:
        return page
    printed = {title_key(landmarks.line(element)) for element in headings[:3]}
    printed.add(title_key(metas.first("title")[0]))
    borne = [each for each in linked.articles if each.headline and title_key(each.headline) in printed]
    main = (borne or linked.articles)[0]
    key = title_key(main.headline)
    for other in [each for each in linked.articles if each is not main]:
        if title_key(other.headline) in ("", key):
            main = _filled(main, other)
    return _filled(main, replace(page, headline="", body="", types=()))


def _filled(article: Article, other: Article) -> Article:
    """Fill what an article leaves open with what another one says."""
    names = (
        "headline",
        "description",
        "authors",
        "agency",
        "published",
        "modified",
        "publisher",
        "url",
        "language",
    )
    open_ = [name for name in (*names, "section", "body", "updates") if not getattr(article, name)]
    free = other.free if article.free is None else article.free
    return replace(article, free=free, **{name: getattr(other, name) for name in open_})


def _site(linked: Linked, article: Article, metas: Metas) -> list[tuple[str, str]]:
    """Return the names of the site and its publisher with their voters, the surest first."""
    named = list(metas.values("publisher"))
    own = [each for each in named if each[1] == "og:site_name"]
    found = [*own, (article.publisher, "json-ld"), (linked.site, "json-ld"), *named]
    return [each for each in found if each[0]]


def _titles(tree: Any, article: Article, metas: Metas) -> Iterator[title.Candidate]:
    yield title.Candidate(article.headline, "json-ld")
    for text, name in metas.values("title"):
        yield title.Candidate(text, name)
    for element in islice(tree.iter("title"), 1):
        yield title.Candidate(plain(element.text or ""), "title")


def _agency(
    signed: authors.Authors, article: Article, metas: Metas, marks: Sequence[landmarks.Mark], heading: Any
) -> publisher.Choice:
    """Find the agency credited: by the authors, by the metadata's source, by the dateline of the text."""
    if signed.agency:
        return publisher.Choice(signed.agency, signed.credited)
    for text, voter in [(article.agency, "json-ld"), *metas.values("agency")]:
        if name := agencies.credited(text):
            return publisher.Choice(name, voter)
    below = landmarks.paragraphs(marks, heading, _FIRST)
    if name := agencies.opened(below):
        return publisher.Choice(name, "dateline")
    if name := agencies.opened([prose(article.body[:500])]):
        return publisher.Choice(name, "json-ld")
    return publisher.Choice()


def _described(article: Article, metas: Metas) -> list[tuple[str, str]]:
    found = [*metas.values("description"), (article.description, "json-ld")]
    return [each for each in found if each[0]]


def _sections(article: Article, metas: Metas) -> list[tuple[str, str]]:
    return [(article.section, "json-ld"), *metas.values("section")]


def _paywalled(article: Article, metas: Metas) -> tuple[bool | None, str]:
    """Say whether the page says that not everybody may read it, and who says so."""
    if article.free is not None:
        return not article.free, "json-ld"
    table = words().meta
    for text, voter in metas.values("tier"):
        if text.casefold() in table["locked"]:
            return True, voter
        if text.casefold() in table["open"]:
            return False, voter
    return None, ""
