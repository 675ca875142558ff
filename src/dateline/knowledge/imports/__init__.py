"""Rows that a user brings: importers, one module a format, and the rule by which they win over built-in rows."""
