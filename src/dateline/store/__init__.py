"""The store: records of many reports in one DuckDB file."""
