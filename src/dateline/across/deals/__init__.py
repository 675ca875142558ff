"""Agreements across reports: which of them are one deal, and what has become of it."""
