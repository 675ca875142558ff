from __future__ import annotations

from pathlib import Path

import pytest

from builders import make_report
from dateline.errors import DatelineError
from dateline.store.record import Record
from dateline.store.sandbox import ask


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news.duckdb"
    with Record(path) as record:
        record.add(make_report())
    (tmp_path / "secret.csv").write_text("word\nswordfish\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT id FROM events",
        "FROM events SELECT id",
        "WITH e AS (FROM events) SELECT id FROM e",
        "SHOW TABLES",
        "DESCRIBE events",
        "SUMMARIZE claims",
        "VALUES (1)",
        "SELECT 1;",
        "SELECT id FROM events -- ; DROP TABLE events",
    ],
)
def test_questions_are_answered(path: Path, sql: str) -> None:
    answer = ask(path, sql)
    assert answer.rows
    assert {len(row) for row in answer.rows} == {len(answer.columns)}
    assert not answer.cut


REFUSED = (
    # writing
    "DROP TABLE events",
    "DELETE FROM events",
    "INSERT INTO pending VALUES ('d1')",
    "CREATE TEMP TABLE t AS SELECT 1",
    "COPY events TO '{folder}/out.csv'",
    "COPY (SELECT 1) TO '{folder}/out.parquet'",
    "EXPORT DATABASE '{folder}/out'",
    # reading what is not the store
    "SELECT * FROM read_csv('{folder}/secret.csv')",
    "SELECT * FROM '{folder}/secret.csv'",
    "SELECT * FROM read_text('{folder}/secret.csv')",
    "SELECT * FROM read_blob('{folder}/secret.csv')",
    "SELECT * FROM read_json('{folder}/secret.csv')",
    "SELECT * FROM sniff_csv('{folder}/secret.csv')",
    "SELECT * FROM parquet_metadata('{folder}/secret.csv')",
    "SELECT * FROM glob('{folder}/*')",
    "SELECT * FROM query('FROM read_text(''{folder}/secret.csv'')')",
    "SELECT * FROM duckdb_secrets()",
    "SELECT * FROM duckdb_extensions()",
    "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')",
    "SELECT getenv('HOME')",
    # variables of this program
    "SELECT * FROM outside",
    # other databases, extensions, settings
    "ATTACH '{folder}/other.duckdb'",
    "ATTACH ':memory:' AS more",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "RESET memory_limit",
    "PRAGMA database_list",
    "PRAGMA enable_external_access = true",
    "SET memory_limit = '100GB'",
    "CALL enable_logging(storage = 'file', storage_path = '{folder}/log')",
    "SELECT * FROM enable_logging('QueryLog', storage_path = '{folder}/log')",
    "SELECT * FROM enable_profiling()",
    # not one question
    "SELECT 1; SELECT 2",
    "SELECT 1; DROP TABLE events",
    "EXPLAIN ANALYZE SELECT 1",
    "BEGIN",
    "",
    "   -- nothing",
    # faulty
    "SELEC 1",
    "SELECT nothing FROM events",
    "SELECT 'x'::INTEGER",
)


@pytest.mark.parametrize("sql", REFUSED)
def test_what_is_no_question_to_the_store_is_refused(path: Path, sql: str) -> None:
    outside = {"word": ["swordfish"]}
    before = sorted(path.parent.iterdir())
    with pytest.raises(DatelineError) as raised:
        ask(path, sql.format(folder=path.parent))
    assert raised.value.code == "E052"
    assert "\n" not in str(raised.value)
    assert outside["word"][0] not in str(raised.value)
    assert sorted(path.parent.iterdir()) == before
    assert ask(path, "SELECT count(*) > 0 FROM events").rows == ((True,),)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) FROM range(1000000) a, range(1000000) b, range(1000000) c WHERE hash(a, b, c) = 1",
        "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t",
        "SELECT n FROM range(100000000000) r(n) WHERE hash(n) = 1",
    ],
)
def test_a_long_question_is_cut_off(path: Path, sql: str) -> None:
    with pytest.raises(DatelineError, match="E053"):
        ask(path, sql, seconds=0.3)


def test_a_question_for_too_much_memory_is_cut_off(path: Path) -> None:
    with pytest.raises(DatelineError, match="E053"):
        ask(path, "SELECT repeat('x', 2000000000) || n FROM range(3) r(n)", seconds=60)


def test_rows_are_cut_with_a_word_about_it(path: Path) -> None:
    sql = "SELECT n FROM range(10) r(n) ORDER BY n"
    assert ask(path, sql, rows=10).rows == tuple((n,) for n in range(10))
    assert not ask(path, sql, rows=10).cut
    answer = ask(path, sql, rows=9)
    assert (len(answer.rows), answer.cut) == (9, True)
    # rows beyond the cap are never made
    assert len(ask(path, "SELECT n FROM range(100000000000) r(n)", rows=5).rows) == 5


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="E040"):
        ask(tmp_path / "none.duckdb", "SELECT 1")
