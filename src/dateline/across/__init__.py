"""Across reports: what is known only when several reports are seen together."""
