"""XML from anywhere, parsed so that nothing in it can reach a file, the network or more memory than it has itself.

No entity is expanded, no document type is loaded. What is not well formed is mended where the fault is one of text
(a bare `&`, an HTML entity, a control character); what then still has no proper tree is the caller's to read otherwise.
"""

from __future__ import annotations

import codecs
import html
import html.entities
import re
from typing import Any, Final

from dateline.config import Settings
from dateline.errors import DatelineError

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED: Final = re.compile(rb"<\?xml[^<>]{0,200}?encoding\s*=\s*[\"']\s*([A-Za-z][\w.:-]{0,40})")
# Browsers read both as Windows-1252, and so they are written.
_LATIN: Final = frozenset({"iso8859-1", "ascii", "cp1252"})
_DECLARATION: Final = re.compile(r"<\?xml(?=[\s?])[^<>]*?\?>")
_BEFORE_ROOT: Final = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DOCTYPE: Final = re.compile(r"<!DOCTYPE\s[^\[\]<>]*(?:\[(?P<subset>.*?)\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ENTITY: Final = re.compile(r"<!ENTITY\s+(?:(?P<name>[\w.-]+)\s+[\"']|)", re.IGNORECASE)
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ODD: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BAD_NUMBER: Final = re.compile(r"&#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,9}));")
# Numbers of Windows-1252 for dashes and quotation marks: XML takes them for control characters, browsers do not.
_WINDOWS: Final = re.compile(r"&#(?:x([89][0-9A-Fa-f])|(1(?:2[89]|[345]\d)));")
# What is never closed ends with the file: looking for its end from each beginning would take squared time.
_CDATA: Final = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z))", re.DOTALL)
_AMPERSAND: Final = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,9}|#x[0-9A-Fa-f]{1,8});)(?:([A-Za-z]\w{1,31});)?"
)
_BARE_LESS: Final = re.compile(r"<(?![A-Za-z_/!?])")


def _cp1252(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are no UTF-8 one by one as Windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("dateline.cp1252", _cp1252)


def decoded(data: bytes, charset: str = "") -> str:
    """Decode an XML file: by its mark, as UTF-8 if it is that, by what it declares, else as Windows-1252.

    What is valid as UTF-8 with letters beyond ASCII is UTF-8, whatever it says of itself. Single bytes that are
    not, in a file that should be UTF-8, are read as Windows-1252.

    Args:
        data: the bytes.
        charset: what its carrier says; the file's own declaration wins.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    head = data[:4]
    if b"\x00" in head and len(data) > 3:
        return data.decode("utf-16-le" if head[1:2] == b"\x00" else "utf-16-be", "replace")
    declared = _DECLARED.search(data[:400])
    codec = _codec(declared[1].decode("ascii")) if declared else _codec(charset)
    if not codec.startswith(("iso2022", "hz", "utf-7")):
        # those write every letter in ASCII bytes, and would pass for it
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    if codec and codec not in _LATIN and not codec.startswith("utf"):
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            if codec not in ("gb2312", "gbk"):
                return data.decode(codec, "replace")
            return data.decode("gb18030", "replace")
    return data.decode("utf-8", "dateline.cp1252")


def _codec(name: str) -> str:
    try:
        found = codecs.lookup(name) if name else None
    except (LookupError, ValueError):
        return ""
    # "zlib" and its kin are codecs too, but of bytes
    return found.name if found is not None and getattr(found, "_is_text_encoding", False) else ""


def without_doctype(text: str, name: str) -> str:
    """Take declaration and document type off an XML text, so that no entity of its own is left to expand.

    Raises:
        DatelineError: E006, it declares entities other than those of HTML.
    """
    position = 0
    text = text.lstrip("\ufeff \t\r\n")
    while (found := _BEFORE_ROOT.match(text, position)) is not None:
        position = found.end()
    doctype = _DOCTYPE.match(text, position)
    if doctype is None:
        if text[position : position + 9].upper() == "<!DOCTYPE" and "<!ENTITY" in text[position:].upper():
            raise _refused(name)
        opening = _DECLARATION.match(text)
        return text[opening.end() :] if opening else text
    for entity in _ENTITY.finditer(doctype["subset"] or ""):
        # feeds declare &nbsp; and its like; its meaning is known without them
        if entity["name"] is None or entity["name"] + ";" not in html.entities.html5:
            raise _refused(name)
    return text[doctype.end() :]


def _refused(name: str) -> DatelineError:
    return DatelineError(
        "E006",
        f"{name or 'the file'} declares entities of its own, which may grow without end or read other files",
        "ask the publisher for a file without a <!DOCTYPE>",
    )


def mended(text: str) -> str:
    """Mend what keeps an XML text from being well formed, its tags apart.

    HTML's entities become their characters, a bare `&` or `<` becomes an entity, characters that XML does not know
    are dropped. CDATA sections and comments keep everything but control characters.
    """
    pieces = _CDATA.split(_CONTROL.sub("", text))
    for number in range(0, len(pieces), 2):
        piece = _AMPERSAND.sub(_entity, pieces[number])
        pieces[number] = _BARE_LESS.sub("&lt;", _BAD_NUMBER.sub(_numbered, piece))
    return "".join(pieces)


def _entity(match: re.Match[str]) -> str:
    known = html.entities.html5.get(f"{match[1]};") if match[1] else None
    return html.escape(known) if known else "&amp;" + match[0][1:]


def _numbered(match: re.Match[str]) -> str:
    """Keep a character reference that XML allows; read the others as browsers do."""
    code = int(match[1], 16) if match[1] else int(match[2])
    allowed = code in (9, 10, 13) or 32 <= code < 0x80 or 0xA0 <= code < 0xD800 or 0xE000 <= code < 0xFFFE
    if allowed or 0x10000 <= code < 0x110000:
        return match[0]
    return _CONTROL.sub("", html.escape(html.unescape(match[0])))


def readable(text: str) -> str:
    """Drop control characters; read those that stand for dashes and quotation marks of Windows-1252 as these."""
    return _ODD.sub(_character, text) if _ODD.search(text) else text


def _character(match: re.Match[str]) -> str:
    return match[0].encode("latin-1").decode("cp1252", "ignore") if match[0] >= "\x80" else ""


def parse(text: str, name: str, settings: Settings) -> Any:
    """Parse an XML text without document type.

    Args:
        text: as `without_doctype` gives it.
        name: name of the file, for messages.
        settings: the limit on depth.

    Returns:
        The root element, or `None` where the text is not well formed.

    Raises:
        DatelineError: E007, it is nested too deeply; E003, one piece of text has more than 10,000,000 characters.
    """
    from lxml import etree

    if "&#" in text:
        text = _WINDOWS.sub(_numbered, text)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        for problem in parser.error_log:
            if problem.type_name == "ERR_RESOURCE_LIMIT":
                raise _limit(problem.message, name) from None
        return None
    check_depth(root, name, settings)
    return root


PARSER_DEPTH: Final = 255
"""Elements inside each other above which libxml2 itself gives up."""


def too_deep(name: str, limit: int) -> DatelineError:
    """Return the error for markup that is nested more deeply than is read."""
    return DatelineError(
        "E007", f"{name or 'the file'} nests more than {min(limit, PARSER_DEPTH)} elements inside each other"
    )


def check_depth(root: Any, name: str, settings: Settings) -> None:
    """Refuse a tree that is deeper than the user allows; what libxml2 allows it has checked itself.

    Raises:
        DatelineError: E007.
    """
    if settings.max_depth >= PARSER_DEPTH:
        return
    deepest, level = 0, [root]
    while level:
        deepest += 1
        level = [child for element in level for child in element]
    if deepest > settings.max_depth:
        raise too_deep(name, settings.max_depth)


def _limit(message: str, name: str) -> DatelineError:
    if "depth" in message.casefold():
        return too_deep(name, PARSER_DEPTH)
    return DatelineError(
        "E003", f"{name or 'the file'} holds a text of more than 10,000,000 characters in one element"
    )


def sized(data: bytes, name: str, settings: Settings) -> bytes:
    """Return the bytes if there are some, and not too many.

    Raises:
        DatelineError: E001, nothing there; E003, more than `max_bytes`.
    """
    if len(data) > settings.max_bytes:
        raise DatelineError(
            "E003",
            f"{name or 'the file'} has {len(data):,} bytes, more than {settings.max_bytes:,}",
            "split it, or raise max_bytes in Settings",
        )
    if not data.strip(b" \t\r\n\x00"):
        raise DatelineError("E001", f"{name or 'the file'} holds nothing")
    return data


def local(tag: object) -> str:
    """Return the name of an element without its namespace or prefix, in small letters."""
    return tag.rpartition("}")[2].rpartition(":")[2].casefold() if isinstance(tag, str) else ""
