"""Each format: what is taken from a small file of our own writing, and what is left out for which reason."""

from __future__ import annotations

import bz2
import contextlib
import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import DatelineError
from dateline.knowledge.imports import files, model
from dateline.knowledge.imports.formats import FORMATS, harvest, sniff
from dateline.knowledge.imports.model import Format, Row

DATA = Path(__file__).parent / "imports"

FILES: list[tuple[str, Format]] = [
    ("offices.csv", "wikidata"),
    ("bodies.json", "wikidata"),
    ("entities.json", "wikidata-dump"),
    ("opensanctions.jsonl", "opensanctions"),
    ("ucdp.csv", "ucdp"),
    ("leaders.csv", "reign"),
    ("leader_months.csv", "reign"),
    ("actors.dictionary.txt", "petrarch"),
    ("agents.dictionary.txt", "petrarch"),
    ("own.tsv", "own"),
]

TAKEN: dict[str, list[Row]] = {
    "offices.csv": [
        Row(
            "person",
            "Ingvild Sandmo",
            "foreign minister",
            "2031-02-01",
            "",
            ("NOR",),
            ("GOV",),
            "Minister of Foreign Affairs",
            ("Ingvild K. Sandmo", "Sandmo"),
            "Q999000001",
        ),
        Row(
            "person",
            "Tomas Eklund",
            "head of government",
            "2030-10-01",
            "2032-05-04",
            ("SWE",),
            ("GOV",),
            "Prime Minister",
            ("T. Eklund",),
            "Q999000002",
        ),
    ],
    "bodies.json": [
        Row("armed_group", "Grey Tern Brigade", country=("USA",), wikidata="Q999000012"),
        Row(
            "organisation",
            "Bureau of Tidal Affairs",
            country=("NOR",),
            sector=("GOV",),
            aliases=("BTA",),
            wikidata="Q999000011",
            note="government agency",
        ),
    ],
    "entities.json": [
        Row(
            "organisation",
            "Fjord Alliance",
            country=("NOR",),
            sector=("PTY",),
            aliases=("FJA",),
            wikidata="Q999000023",
        ),
        Row(
            "person",
            "Solveig Aune",
            "defence minister",
            "2031-02-01",
            "2033",
            ("NOR",),
            ("GOV",),
            "Minister of Defence",
            ("Solveig M. Aune",),
            "Q999000022",
        ),
    ],
    "opensanctions.jsonl": [
        Row("armed_group", "Storm Petrel Cell", country=("DNK",), sector=("REB",)),
        Row("organisation", "Kelp Trading AS", country=("NOR",), sector=("BUS",)),
        Row(
            "person",
            "Odd Kvam",
            "member of parliament",
            "2029",
            "2030-06",
            ("DNK",),
            ("LEG",),
            "Member of Parliament",
        ),
        Row(
            "person",
            "Runa Halle",
            "interior minister",
            "2031-02-01",
            "",
            ("NOR",),
            ("GOV",),
            "Minister of Interior",
            ("R. Halle",),
            "Q999000031",
        ),
    ],
    "ucdp.csv": [
        Row(
            "armed_group",
            "Great Spring-tide Front",
            country=("TCD",),
            aliases=("FGM", "GSF", "Great Tides Front"),
            note="UCDP actor 9001",
        ),
        Row("armed_group", "Lakeside militia", country=("IMG",), note="UCDP actor 9002"),
    ],
    "leaders.csv": [
        Row("person", "Birger Ness", "leader", "1963-09", "", ("NOR",), ("GOV",), note="acting"),
        Row("person", "Erling Vang", "leader", "1955-04-12", "1963-09", ("NOR",), ("GOV",)),
    ],
    "leader_months.csv": [
        Row("person", "Birger Ness", "head of government", "1955-06", "1955-06", ("NOR",), ("GOV",)),
        Row("person", "Erling Vang", "head of government", "1955-04", "1955-05", ("NOR",), ("GOV",)),
        Row("person", "Erling Vang", "head of government", "1955-07", "", ("NOR",), ("GOV",)),
    ],
    "actors.dictionary.txt": [
        Row(
            "armed_group",
            "Red Gannet Front",
            country=("NOR",),
            sector=("REB",),
            aliases=("Gannet Front", "RGF"),
        ),
        Row("organisation", "Cod Traders Inc", country=("MNC",), sector=("BUS", "AGR")),
        Row("organisation", "Tidal Union", country=("UNO",), sector=("MED",)),
        Row(
            "person",
            "Tor Haugland",
            "",
            "1962-01-01",
            "1980-10-14",
            ("NOR",),
            ("ELI",),
            aliases=("Tor A. Haugland",),
        ),
        Row(
            "person",
            "Tor Haugland",
            "",
            "1980-10-14",
            "",
            ("NOR",),
            ("GOV", "MIL"),
            aliases=("Tor A. Haugland",),
        ),
    ],
    "agents.dictionary.txt": [
        Row("role", "herring baron", sector=("BUS",), aliases=("herring baronesses",)),
        Row("role", "journalist", sector=("JRN",)),
        Row("role", "kelpgatherer", sector=("AGR",)),
        Row("role", "lighthouseman", sector=("GOV",), aliases=("lighthousemen", "lighthousewoman")),
        Row("role", "with", sector=("GOV",)),
    ],
    "own.tsv": [
        Row(
            "armed_group",
            "Coastal Cormorants",
            country=("NOR", "SWE"),
            sector=("REB",),
            aliases=("the Cormorants",),
        ),
        Row(
            "person",
            "Marit Holm",
            "defence minister",
            "2031-02",
            "",
            ("NOR",),
            ("GOV",),
            aliases=("M. Holm", "Marit E. Holm"),
            wikidata="Q999000041",
        ),
    ],
}

LEFT_OUT: dict[str, dict[str, int]] = {
    "offices.csv": {"no label": 1, "beginning that is no date": 1, "no country": 1},
    "bodies.json": {"neither an office nor a kind": 1},
    "entities.json": {"does not hold the office": 1, "no English label": 1, "not JSON": 1},
    "opensanctions.jsonl": {
        "holder or position the file does not hold": 1,
        "without an office and without a topic": 1,
        "a Vessel": 1,
        "not JSON": 1,
    },
    "ucdp.csv": {"a government": 1, "a people or community": 1},
    "leaders.csv": {"no country": 1, "ends before it begins": 1},
    "leader_months.csv": {},
    "actors.dictionary.txt": {"a state and its towns": 1, "no country": 1, "its dates": 1, "no code": 1},
    "agents.dictionary.txt": {"no sector": 1},
    "own.tsv": {"Atlantis": 1, "no sector of PLOVER: XXX": 1, "no kind of row: shrub": 1, "a date is not": 1},
}


@pytest.mark.parametrize(("name", "form"), FILES)
def test_the_contents_tell_the_format(name: str, form: Format, tmp_path: Path) -> None:
    bare = tmp_path / "download"
    bare.write_bytes((DATA / name).read_bytes())
    assert sniff(bare) == form


@pytest.mark.parametrize(("name", "form"), FILES)
def test_rows_are_taken(name: str, form: Format) -> None:
    assert list(harvest(DATA / name, form).finished()) == TAKEN[name]


@pytest.mark.parametrize(("name", "form"), FILES)
def test_what_is_left_out_is_counted_with_its_reason(name: str, form: Format) -> None:
    skipped = harvest(DATA / name, form).skipped
    assert len(skipped) == len(LEFT_OUT[name])
    for words, number in LEFT_OUT[name].items():
        assert [count for reason, count in skipped.items() if words in reason] == [number], words


def test_every_format_has_a_file_here() -> None:
    assert {form for _, form in FILES} == set(FORMATS)


@pytest.mark.parametrize(("name", "form"), FILES)
@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_packed_files_give_the_same(name: str, form: Format, pack: object, tmp_path: Path) -> None:
    assert callable(pack)
    packed = tmp_path / "packed"
    packed.write_bytes(pack((DATA / name).read_bytes()))
    assert sniff(packed) == form
    assert list(harvest(packed, form).finished()) == TAKEN[name]


@pytest.mark.parametrize("name", ["offices.csv", "ucdp.csv", "leaders.csv", "leader_months.csv", "own.tsv"])
def test_the_order_of_a_table_does_not_count(name: str, tmp_path: Path) -> None:
    head, *rest = [line for line in (DATA / name).read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    mixed = tmp_path / name
    mixed.write_text("\n".join([head, *reversed(rest)]), encoding="utf-8")
    assert list(harvest(mixed, dict(FILES)[name]).finished()) == TAKEN[name]


def test_older_tables_in_other_letters_are_read(tmp_path: Path) -> None:
    old = tmp_path / "old.csv"
    old.write_bytes("name,country,sector\nFrente Águila,COL,REB\n".encode("cp1252"))
    assert [row.name for row in harvest(old, sniff(old)).finished()] == ["Frente Águila"]


BAD: list[tuple[bytes, str]] = [
    (b"", "E001"),
    (b" \n\n", "E001"),
    (b"\x89PNG\0\0", "E002"),
    (b"a letter to the editor, and nothing else", "E070"),
    (b"name\nonly a name\n", "E070"),
    (b"\x1f\x8b\x08\0broken", "E004"),
    (b'{"some": "json"}', "E070"),
]


@pytest.mark.parametrize(("data", "code"), BAD)
def test_what_is_in_no_format_is_refused(data: bytes, code: str, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(data)
    with pytest.raises(DatelineError) as caught:
        sniff(file)
    assert caught.value.code == code


BROKEN: list[tuple[bytes, Format, str]] = [
    (b'{"results": {"bindings": [', "wikidata", "E070"),
    (b'{"results": 3}', "wikidata", "E070"),
    (b"[" * 100_000, "wikidata", "E070"),
    (b"[" * 100_000, "wikidata-dump", "E070"),
    (b"{}\n[]\n3\n", "opensanctions", "E070"),
    (b"ActorId,NameData\n1,x\n", "ucdp", "E070"),
    (b"a,b\n1,2\n", "reign", "E070"),
    (b"a,b\n1,2\n", "own", "E070"),
]


@pytest.mark.parametrize(("data", "form", "code"), BROKEN)
def test_a_file_that_is_not_what_it_is_said_to_be_is_refused(
    data: bytes, form: Format, code: str, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_bytes(data)
    with pytest.raises(DatelineError) as caught:
        harvest(file, form)
    assert caught.value.code == code


def test_there_are_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "bomb.gz"
    file.write_bytes(gzip.compress(b"x" * 5_000_000))
    with pytest.raises(DatelineError, match="E071"):
        files.text_of(file, limit=1_000_000)
    with pytest.raises(DatelineError, match="E071"):
        list(files.lines_of(file, limit=1_000_000))
    monkeypatch.setattr(model, "MAX_ROWS", 2)
    with pytest.raises(DatelineError, match="E071"):
        harvest(DATA / "actors.dictionary.txt", "petrarch")


def test_names_are_cleaned(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text('name,country,sector\n"Blue\n Skua\u202e| \x1b[31mParty",NOR,PTY\n', encoding="utf-8")
    assert [row.name for row in harvest(file, "own").finished()] == ["Blue Skua [31mParty"]


@pytest.mark.parametrize("form", FORMATS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(data=st.data())
def test_a_damaged_file_gives_rows_or_a_coded_error(
    form: Format, data: st.DataObject, tmp_path: Path
) -> None:
    whole = (DATA / data.draw(st.sampled_from([name for name, _ in FILES]))).read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 30)))
    file = tmp_path / "damaged"
    file.write_bytes(whole[:start] + data.draw(st.binary(max_size=8)) + whole[end:])
    rows: tuple[Row, ...] = ()
    with contextlib.suppress(DatelineError):
        rows = harvest(file, form).finished()
    for row in rows:
        assert row.name == " ".join(row.name.split())
        assert all(cell.isprintable() for cell in (row.name, row.office, row.title, row.note, *row.aliases))
