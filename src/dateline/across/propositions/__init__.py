"""Propositions across reports: which wordings put the same one, who holds what, who changed."""
