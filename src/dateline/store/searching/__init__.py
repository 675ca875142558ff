"""Searching a store: its index, what can fit, the best of it."""
