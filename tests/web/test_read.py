"""Texts that are sent to be read: what is answered, what is refused, what may not hang."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette

from builders import TEXT, make_report
from dateline.model import from_json
from dateline.scale.tasks import Task
from dateline.web.app import application
from dateline.web.desk import Desk
from dateline.web.reading import MOST_BYTES, Room
from dateline.web.security import Rules, hosts
from dateline.web.serving import LOCAL
from web.asking import Response, get, post, send
from web.parsed import of_class, texts, tree
from web.told_reader import told_reader

PLAIN = {"content-type": "text/plain; charset=utf-8"}
JSON = {"content-type": "application/json"}
FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    room = Room(told_reader, at_once=1, seconds=30)
    yield room
    room.close()


@pytest.fixture(scope="module")
def reading(desk: Desk, room: Room) -> Starlette:
    return application(desk, Rules(hosts(LOCAL, 8017)), room=room)


def sent(app: Starlette, **fields: object) -> Response:
    return post(app, "/api/read", json.dumps(fields).encode(), headers=JSON)


def code(answer: Response) -> tuple[int, str]:
    return answer.status, answer.json["error"]["code"]


def test_the_answer_is_the_report(reading: Starlette) -> None:
    answers = [
        sent(reading, text=TEXT),
        post(reading, "/api/read", TEXT.encode(), headers=PLAIN),
        post(reading, "/api/read", TEXT.encode(), headers={"content-type": "text/html"}),
    ]
    assert [answer.status for answer in answers] == [200, 200, 200]
    assert {answer.header("content-type") for answer in answers} == {"application/json"}
    assert [from_json(answer.body) for answer in answers] == [make_report()] * 3


def test_what_is_known_of_a_text_goes_with_it(desk: Desk) -> None:
    seen: list[Task] = []

    class Noting(Room):
        def read(self, task: Task) -> object:  # type: ignore[override]
            seen.append(task)
            return make_report()

    app = application(desk, Rules(hosts(LOCAL, 8017)), room=Noting(told_reader))
    known = {"published": "2025-09-17", "url": "https://courier.example/1", "language": "de"}
    sent(app, text=TEXT, **known)
    post(app, "/api/read?" + urlencode(known), TEXT.encode(), headers=PLAIN)
    post(app, "/read", urlencode({"text": TEXT.replace("\n", "\r\n"), **known}).encode(), headers=FORM)
    assert len(seen) == 3
    for task in seen:
        assert task.content == TEXT.encode()
        assert (task.published, task.carrier.url, task.carrier.language) == tuple(known.values())


@pytest.mark.parametrize(
    ("body", "headers", "path", "expected"),
    [
        (b"{}", JSON, "/api/read", (400, "E102")),
        (b'{"text": 7}', JSON, "/api/read", (400, "E102")),
        (b'{"text": "a", "more": 1}', JSON, "/api/read", (400, "E102")),
        (b'{"text": "a", "language": "english"}', JSON, "/api/read", (400, "E102")),
        (b"{", JSON, "/api/read", (400, "E102")),
        (b"\xff", JSON, "/api/read", (400, "E102")),
        (b'{"text": "a"}', JSON, "/api/read?published=2025-01-01", (400, "E102")),
        (b'{"text": " \\n"}', JSON, "/api/read", (422, "E001")),
        (b"", PLAIN, "/api/read", (422, "E001")),
        (b"a", PLAIN, "/api/read?publisher=x", (400, "E102")),
        (b"a", {}, "/api/read", (400, "E102")),
        (b"a", {"content-type": "application/pdf"}, "/api/read", (400, "E102")),
        (b"text=a", FORM, "/api/read", (400, "E102")),
        (b"a" * (MOST_BYTES + 1), PLAIN, "/api/read", (413, "E003")),
        (b"a", PLAIN | {"content-length": str(10 * MOST_BYTES)}, "/api/read", (413, "E003")),
        (b"poison", PLAIN, "/api/read", (500, "E090")),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_code(
    reading: Starlette, body: bytes, headers: dict[str, str], path: str, expected: tuple[int, str]
) -> None:
    assert code(post(reading, path, body, headers=headers)) == expected


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_it_is_only_posted_to(reading: Starlette, method: str) -> None:
    answer = send(reading, method, "/api/read")
    assert code(answer) == (405, "E101")
    assert answer.header("allow") == "POST"


def test_a_page_of_another_origin_may_not_send_texts(reading: Starlette) -> None:
    answer = post(reading, "/api/read", TEXT.encode(), headers=PLAIN | {"origin": "https://evil.example"})
    assert answer.status == 403


def test_a_text_that_hangs_is_given_up_and_the_next_is_read(desk: Desk) -> None:
    room = Room(told_reader, at_once=1, seconds=2)
    app = application(desk, Rules(hosts(LOCAL, 8017)), room=room)
    try:
        assert sent(app, text=TEXT).status == 200
        late = sent(app, text="hang")
        assert code(late) == (422, "E012")
        assert "--seconds" not in late.text
        assert sent(app, text=TEXT).status == 200
    finally:
        room.close()


def test_only_so_many_are_read_at_once(reading: Starlette, tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    answers: list[Response] = []

    def hold() -> None:
        # the other thread may have been faster
        while not answers or answers[-1].status == 503:
            answers.append(sent(reading, text=f"wait for {gate}"))

    first = threading.Thread(target=hold)
    first.start()
    try:
        refused = sent(reading, text=TEXT)
        # the thread may not have come to it yet
        while refused.status == 200:
            time.sleep(0.05)
            refused = sent(reading, text=TEXT)
        in_form = post(reading, "/read", urlencode({"text": TEXT}).encode(), headers=FORM)
    finally:
        gate.touch()
        first.join()
    assert code(refused) == (503, "E105")
    assert refused.header("retry-after") == "5"
    assert (in_form.status, in_form.header("retry-after")) == (503, "5")
    assert "E105" in in_form.text
    assert answers[-1].status == 422
    assert sent(reading, text=TEXT).status == 200


def test_nothing_is_loaded_before_a_text_comes(desk: Desk) -> None:
    def fail() -> None:
        raise AssertionError("made too early")

    room = Room(fail)  # type: ignore[arg-type]
    app = application(desk, Rules(hosts(LOCAL, 8017)), room=room)
    assert get(app, "/read").status == 200


def test_the_form_shows_the_report_without_keeping_it(reading: Starlette) -> None:
    before = get(reading, "/reports.json?limit=100").json["rows"]
    answer = post(reading, "/read", urlencode({"text": TEXT}).encode(), headers=FORM)
    assert answer.status == 200
    page = tree(answer)
    assert "ASSAULT" in " ".join(texts(of_class(page, "card")))
    assert page.xpath("//textarea")[0].text_content() == TEXT
    assert not [link for link in of_class(page, "key") if link.get("href")]
    assert len(page.xpath("//h1")) == 1
    assert get(reading, "/reports.json?limit=100").json["rows"] == before


def test_the_form_says_why_a_text_is_not_read(reading: Starlette) -> None:
    answer = post(reading, "/read", urlencode({"text": "  ", "published": "2025"}).encode(), headers=FORM)
    assert answer.status == 422
    page = tree(answer)
    assert texts(page.xpath('//*[@role="alert"]')) == ["E001 there is no text: send the text of a report"]
    assert page.xpath('//input[@name="published"]')[0].get("value") == "2025"


def test_the_limits_are_told(reading: Starlette) -> None:
    limits = get(reading, "/read.json").json["about"]
    assert limits["bytes"] == MOST_BYTES
    assert set(limits["languages"]) == {"en", "de"}
