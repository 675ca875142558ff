"""Renderers: records for people to read, in a terminal and in a notebook."""
