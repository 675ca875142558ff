"""From single findings to a record: merging, claims, agreements."""
