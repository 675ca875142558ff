"""Which state of a store an answer comes from."""

from __future__ import annotations

from typing import Final

import duckdb

# XOR does not mind the order in which reports came; md5 is the same in every version of DuckDB.
_DOCUMENTS: Final = (
    "SELECT bit_xor(md5_number(concat_ws('|', id, version, pipeline, published, published_source)))"
    " FROM documents"
)
_CORRECTIONS: Final = (
    "SELECT bit_xor(md5_number(concat_ws('|', target, field, value, verdict))) FROM corrections"
)
_CHANGES: Final = "SELECT count(*) FROM changes"


def data_version(connection: duckdb.DuckDBPyConnection) -> str:
    """Return the version of a store's data: another one whenever a report or a correction came, went or changed.

    Args:
        connection: the store.

    Returns:
        Twelve hexadecimal digits.
    """
    found = [connection.execute(sql).fetchone() for sql in (_DOCUMENTS, _CORRECTIONS, _CHANGES)]
    text = "|".join(str(row[0] if row else None) for row in found)
    hashed = connection.execute("SELECT md5(?)", [text]).fetchone()
    return str(hashed[0])[:12] if hashed else ""
