"""Tables with a report a row: JSON lines and arrays, CSV and TSV, Parquet."""
