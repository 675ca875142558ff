"""Linking: from the rows of single reports to the tables about many."""
