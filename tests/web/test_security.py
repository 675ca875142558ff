from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from dateline.web.app import LARGEST, application
from dateline.web.desk import Desk
from dateline.web.security import COOKIE, HEADERS, POLICY, Guard, Rules, hosts
from dateline.web.serving import LOCAL
from web.asking import HOST, Response, get, post, send

SHOWN: Final = "b3JhbmdlcyBhbmQgbGVtb25z"
UNSAFE = ("POST", "PUT", "PATCH", "DELETE", "TRACE", "FOO")


def answering(rules: Rules) -> Starlette:
    """Return an application that does whatever it is asked, behind the guard."""

    async def done(request: Request) -> PlainTextResponse:
        return PlainTextResponse(f"done: {request.url.path}?{request.url.query}")

    route = Route("/{path:path}", done, methods=["GET", "HEAD", "OPTIONS", *UNSAFE])
    return Starlette(routes=[route], middleware=[Middleware(Guard, rules=rules)])


@pytest.fixture(scope="module")
def open_to_all() -> Starlette:
    """Behind the guard, without a token."""
    return answering(Rules(hosts(LOCAL, 8017)))


@pytest.fixture(scope="module")
def locked() -> Starlette:
    """Behind the guard, with a token."""
    return answering(Rules(hosts(LOCAL, 8017), SHOWN))


@pytest.mark.parametrize("host", ["127.0.0.1:8017", "localhost:8017", "LocalHost:8017", "[::1]:8017"])
def test_the_names_of_the_loopback_are_served(open_to_all: Starlette, host: str) -> None:
    assert get(open_to_all, "/", host=host).status == 200


@pytest.mark.parametrize(
    "host",
    [
        None,
        "",
        "evil.example",
        "evil.example:8017",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.0.0.1:8018",
        "localhost.:8017",
        "localhost",
        "user@localhost:8017",
        "localhost:8017@evil.example",
        "localhost:8017, evil.example",
        "evil.example#localhost:8017",
        "localhost:8017/",
        "127.0.0.1.nip.io:8017",
        "127.0.0.2:8017",
        "127.1:8017",
        "2130706433:8017",
        "0.0.0.0:8017",
        "[::]:8017",
        "[::ffff:127.0.0.1]:8017",
        "::1:8017",
        "[::1%25lo]:8017",
        "localhost:08017",
        "localhost:８０１７".encode().decode("latin-1"),
        " localhost:8017",
    ],
)
@pytest.mark.parametrize("path", ["/", "/static/dateline.css", "/nothing", "/events.json"])
def test_other_names_are_not_served(app: Starlette, host: str | None, path: str) -> None:
    assert get(app, path, host=host).status == 400


def test_a_name_that_is_said_twice_is_not_served(app: Starlette) -> None:
    assert get(app, "/", headers=[("host", HOST)]).status == 400
    assert get(app, "/", headers=[("host", "evil.example")]).status == 400


@pytest.mark.parametrize(
    "header", ["x-forwarded-host", "x-host", "forwarded", "x-original-url", "x-rewrite-url"]
)
def test_no_header_stands_in_for_the_name(app: Starlette, header: str) -> None:
    assert get(app, "/", host="evil.example", headers={header: HOST}).status == 400
    assert "evil" not in get(app, "/", headers={header: "host=evil.example/evil"}).text


@given(st.text(st.characters(max_codepoint=255), max_size=40))
def test_only_the_very_names_are_served(host: str) -> None:
    names = hosts(LOCAL, 8017)
    status = get(answering(Rules(names)), "/", host=host).status
    assert (status == 200) == (host.lower() in names)


# what browsers send with a request: Sec-Fetch-Site, -Mode, -Dest and Origin
OWN = {"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}
ELSEWHERE = "https://evil.example"
FOREIGN: Final = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "none"},
    {"sec-fetch-site": "Same-Origin"},
    {"sec-fetch-site": ""},
    {"sec-fetch-site": "same-origin", "origin": ELSEWHERE},
    {"sec-fetch-site": "cross-site", "origin": f"http://{HOST}"},
    {"origin": ELSEWHERE},
    {"origin": "null"},
    {"origin": ""},
    {"origin": "http://127.0.0.1:8018"},
    {"origin": "http://127.0.0.1"},
    {"origin": "http://localhost:8017"},
    {"origin": f"http://{HOST}.evil.example"},
    {"origin": f"http://evil.example/{HOST}"},
    {"origin": f"ftp://{HOST}"},
    {"origin": f"http://{HOST}/"},
]


@pytest.mark.parametrize("method", UNSAFE)
@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_a_page_of_another_origin_changes_nothing(
    open_to_all: Starlette, method: str, headers: dict[str, str]
) -> None:
    assert send(open_to_all, method, "/", headers=headers).status == 403


@pytest.mark.parametrize("method", UNSAFE)
@pytest.mark.parametrize(
    "headers", [{}, OWN, {**OWN, "origin": f"http://{HOST}"}, {"origin": f"http://{HOST}"}], ids=str
)
def test_our_own_pages_and_programs_may(open_to_all: Starlette, method: str, headers: dict[str, str]) -> None:
    assert send(open_to_all, method, "/", headers=headers).status == 200


def fetched(site: str, mode: str, dest: str) -> dict[str, str]:
    """Return what a browser says of a request."""
    return {"sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": dest}


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize(
    ("mode", "dest"),
    [
        ("no-cors", "image"),
        ("no-cors", "script"),
        ("no-cors", "style"),
        ("no-cors", "empty"),
        ("cors", "empty"),
        ("navigate", "iframe"),
        ("navigate", "frame"),
        ("navigate", "object"),
        ("navigate", "embed"),
        ("websocket", "websocket"),
        ("", ""),
    ],
)
def test_what_another_origin_embeds_is_refused(app: Starlette, site: str, mode: str, dest: str) -> None:
    for path in ("/", "/events.json", "/static/vendored/d3.min.js"):
        for method in ("GET", "HEAD", "OPTIONS"):
            assert send(app, method, path, headers=fetched(site, mode, dest)).status == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site", "same-origin", "none"])
def test_a_link_is_followed(app: Starlette, site: str) -> None:
    assert get(app, "/events", headers=fetched(site, "navigate", "document")).status == 200


@pytest.mark.parametrize(
    "path", ["/", "/events.json", "/events.csv", "/nothing", "/static/icon.svg", "/events?x=1"]
)
@pytest.mark.parametrize("host", [HOST, "evil.example"])
def test_every_answer_carries_the_policy(app: Starlette, path: str, host: str) -> None:
    answer = get(app, path, host=host)
    for name, value in HEADERS.items():
        assert answer.header(name) == value
    assert "unsafe" not in POLICY
    assert "default-src 'none'" in POLICY
    assert "access-control-allow-origin" not in dict(answer.headers)
    assert "set-cookie" not in dict(answer.headers)


def test_a_fault_of_ours_shows_nothing_of_itself_and_carries_the_policy(desk: Desk) -> None:
    class Broken(Desk):
        def questions(self) -> Iterator[object]:  # type: ignore[override]
            raise RuntimeError("secret")

    broken = application(Broken(desk.path), Rules(hosts(LOCAL, 8017)))
    answers: list[Response] = []
    with pytest.raises(RuntimeError):
        answers.append(get(broken, "/"))
    # the server notes the fault; what was sent before stands
    answer = get(_noting(broken), "/")
    assert answer.status == 500
    assert "E104" in answer.text
    assert "secret" not in answer.text
    assert answer.header("content-security-policy") == POLICY


def _noting(app: Starlette) -> Starlette:
    """Swallow what an application raises after it has answered, as a server does."""

    async def run(scope: object, receive: object, send: object) -> None:
        try:
            await app(scope, receive, send)  # type: ignore[arg-type]
        except RuntimeError:
            return

    return run  # type: ignore[return-value]


@pytest.mark.parametrize(
    "headers",
    [
        [("authorization", f"Bearer {SHOWN}")],
        [("authorization", f"bearer  {SHOWN} ")],
        [("cookie", f"{COOKIE}={SHOWN}")],
        [("cookie", f"a=b; {COOKIE}={SHOWN}; c=d")],
    ],
)
def test_who_shows_the_token_is_answered(locked: Starlette, headers: list[tuple[str, str]]) -> None:
    assert get(locked, "/events", headers=headers).status == 200
    assert post(locked, "/events", headers=headers).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("authorization", "Bearer")],
        [("authorization", "Bearer ")],
        [("authorization", f"Basic {SHOWN}")],
        [("authorization", SHOWN)],
        [("authorization", f"Bearer {SHOWN[:-1]}")],
        [("authorization", f"Bearer {SHOWN}x")],
        [("authorization", f"Bearer {SHOWN.upper()}")],
        [("authorization", "Bearer b3J\xff")],
        [("cookie", f"{COOKIE}=")],
        [("cookie", f"{COOKIE}={SHOWN[1:]}")],
        [("cookie", f"other={SHOWN}")],
        [("cookie", "\x01=;;=")],
    ],
)
@pytest.mark.parametrize("path", ["/", "/events.json", "/static/dateline.css", "/nothing"])
def test_who_does_not_is_refused(locked: Starlette, headers: list[tuple[str, str]], path: str) -> None:
    answer = get(locked, path, headers=headers)
    assert answer.status == 401
    assert answer.header("www-authenticate") == "Bearer"
    assert SHOWN not in answer.text
    assert "set-cookie" not in dict(answer.headers)


def test_a_token_in_the_address_goes_to_a_cookie(locked: Starlette) -> None:
    answer = get(locked, f"/events?actor=Iran&token={SHOWN}&type=AID&actor=a%26b")
    assert answer.status == 303
    assert answer.header("location") == "/events?actor=Iran&type=AID&actor=a%26b"
    cookie, *flags = answer.header("set-cookie").split("; ")
    assert cookie == f"{COOKIE}={SHOWN}"
    assert {flag.lower() for flag in flags} >= {"httponly", "samesite=lax", "path=/"}
    assert get(locked, "/events", headers={"cookie": cookie}).status == 200


@pytest.mark.parametrize("wrong", ["", "x", SHOWN[:-1], f"{SHOWN}%00", "%FF%FE", f"{SHOWN}&token=x"])
def test_a_wrong_token_in_the_address_opens_nothing(locked: Starlette, wrong: str) -> None:
    answer = get(locked, f"/events?token={wrong}")
    assert answer.status == 401
    assert "location" not in dict(answer.headers)


def test_a_token_in_the_address_changes_nothing(locked: Starlette) -> None:
    assert post(locked, f"/?token={SHOWN}").status == 401


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "///evil.example",
        "/%2Fevil.example",
        "/%2F%2Fevil.example",
        "/%5Cevil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/%09/evil.example",
        "/%0A/evil.example",
        "/%0D%0ASet-Cookie:%20a=b",
        "http://evil.example/",
        "//user@evil.example/%2e%2e",
        "/.//evil.example",
        "/javascript:alert(1)",
    ],
)
def test_the_way_to_the_cookie_leads_nowhere_else(locked: Starlette, path: str) -> None:
    answer = get(locked, f"{path}?token={SHOWN}")
    assert answer.status == 303
    to = answer.header("location")
    assert to.startswith("/")
    assert not to.startswith(("//", "/\\"))
    assert not set(to) & set("\t\r\n\\ ")
    assert "a=b" not in answer.header("set-cookie")


@given(st.text(max_size=60))
def test_no_path_leads_elsewhere(path: str) -> None:
    app = answering(Rules(hosts(LOCAL, 8017), SHOWN))
    written = path.encode("utf-8", "surrogatepass").hex(" ").replace(" ", "%")
    to = get(app, f"/%{written}?token={SHOWN}" if written else f"/?token={SHOWN}").header("location")
    assert to.startswith("/")
    assert not to.startswith(("//", "/\\"))
    assert to.isascii()
    assert to.isprintable()


@pytest.mark.parametrize("token", ["", SHOWN])
def test_the_order_of_checks_tells_a_stranger_nothing(token: str) -> None:
    """The name is checked before the token: another name learns nothing of it."""
    app = answering(Rules(hosts(LOCAL, 8017), token))
    answers = {get(app, f"/?token={shown}", host="evil.example").body for shown in ("", "x", SHOWN)}
    assert len(answers) == 1


def test_tokens_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch, locked: Starlette) -> None:
    compared: list[bytes] = []

    def compare(one: bytes, other: bytes) -> bool:
        compared.append(other)
        return one == other

    monkeypatch.setattr("hmac.compare_digest", compare)
    get(locked, "/", headers={"authorization": "Bearer x"})
    assert compared
    assert set(compared) == {SHOWN.encode()}


TRAVERSALS = (
    "/static/../app.py",
    "/static/%2e%2e/app.py",
    "/static/%2e%2e%2fapp.py",
    "/static/..%5capp.py",
    "/static/%5c..%5capp.py",
    "/static/....//app.py",
    "/static/vendored/../../app.py",
    "/static/%252e%252e/app.py",
    "/static//etc/passwd",
    "/static/%2Fetc/passwd",
    "/static/%2Fetc%2Fpasswd",
    "/static/C:%5Cwindows%5Cwin.ini",
    "/static/dateline.css%00.txt",
    "/static/%00",
    "/static/" + "a" * 5_000,
    "/static/" + "a/" * 2_000,
    "/static/..",
    "/static/.",
    "/static/",
    "/static",
    "/static/vendored",
    "/static/~root",
    "/static/DATELINE.CSS/../..",
)


@pytest.mark.parametrize("path", TRAVERSALS)
def test_no_path_leaves_the_folder_of_static_files(app: Starlette, path: str) -> None:
    answer = get(app, path)
    assert answer.status in (307, 404)
    assert "import" not in answer.text
    assert "root:" not in answer.text
    if answer.status == 307:
        assert answer.header("location").startswith(f"http://{HOST}/static")


IDS = (
    "..",
    "%2e%2e",
    "..%2f..%2fetc",
    "%2e%2e%5c",
    "%00",
    "a%00b",
    "%2Fetc%2Fpasswd",
    "C:%5Cx",
    "e1'%20OR%201=1--",
    "%25",
    "*",
)


@pytest.mark.parametrize("path", ["/e/{}", "/e/{}.json", "/events?actor={}", "/events.json?actor={}"])
@pytest.mark.parametrize("key", IDS)
def test_an_id_is_a_word_and_no_path(app: Starlette, path: str, key: str) -> None:
    answer = get(app, path.format(key))
    assert answer.status in (200, 400, 404)
    assert "Traceback" not in answer.text
    assert not answer.json.get("rows") if path.startswith("/events.json") else True


@pytest.mark.parametrize("method", [*UNSAFE, "OPTIONS"])
@pytest.mark.parametrize("path", ["/", "/events", "/events.json", "/static/dateline.css"])
def test_what_is_only_read_takes_no_other_method(app: Starlette, method: str, path: str) -> None:
    answer = send(app, method, path, body=b"x=1")
    assert answer.status == 405
    assert "GET" in answer.header("allow")
    assert "GET" in answer.text


@pytest.mark.parametrize(
    "path", ["/", "/events", "/events.json", "/events.csv", "/nothing", "/static/icon.svg"]
)
def test_head_is_get_without_the_body_and_a_body_changes_nothing(app: Starlette, path: str) -> None:
    whole = get(app, path)
    head = send(app, "HEAD", path)
    assert (head.status, head.header("content-type")) == (whole.status, whole.header("content-type"))
    assert get(app, path, body=b"limit=1&actor=x").body == whole.body


def test_too_large_a_request_is_refused(app: Starlette, editable: Starlette) -> None:
    for one in (app, editable):
        said = post(one, "/events", headers={"content-length": str(LARGEST + 1)})
        assert said.status in (405, 413)
    assert get(app, "/events?actor=" + "a" * 50_000).status == 400
    assert get(app, "/events?" + "&".join("type=AID" for _ in range(5_000))).status == 200
    assert get(app, "/events?" + "&".join(f"a{n}=1" for n in range(5_000))).status == 400
