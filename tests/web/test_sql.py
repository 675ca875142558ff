"""The box for questions in SQL."""

from __future__ import annotations

from starlette.applications import Starlette

from web.asking import get
from web.parsed import of_class, texts, tree


def test_an_answer_has_the_types_of_its_columns(app: Starlette) -> None:
    path = "?q=SELECT+1+AS+a,+'x'+AS+b"
    assert get(app, f"/sql.json{path}").json["about"]["types"] == ["INTEGER", "VARCHAR"]
    page = tree(get(app, f"/sql{path}"))
    assert texts(page.xpath("//th")) == ["ainteger", "bvarchar"]
    assert texts(of_class(page, "count", "td")) == ["1"]


def test_a_fault_stands_by_the_question(app: Starlette) -> None:
    answer = get(app, "/sql?q=SELECT+nothing+FROM+nowhere")
    assert answer.status == 400
    page = tree(answer)
    assert page.xpath("//textarea")[0].text == "SELECT nothing FROM nowhere"
    assert "nowhere" in texts(page.xpath('//*[@role="alert"]'))[0]
    failed = get(app, "/sql.json?q=SELECT+nothing+FROM+nowhere")
    assert (failed.status, failed.json["error"]["code"]) == (400, "E052")


def test_tables_are_told_with_what_they_mean(app: Starlette) -> None:
    page = " ".join(texts(tree(get(app, "/sql")).xpath("//main//details")))
    for words in ("happening_details", "what the party holds", "events_corrected"):
        assert words in page
