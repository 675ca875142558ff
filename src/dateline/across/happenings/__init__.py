"""Happenings: what happened, once, however many reports tell it."""
