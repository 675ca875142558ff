"""Saved pages: one parsed tree, read for metadata, title, authors, dates, deck, captions and text."""
