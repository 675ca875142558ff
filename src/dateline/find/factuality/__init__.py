"""Factuality: how far a reader takes what a word tells for a fact."""
