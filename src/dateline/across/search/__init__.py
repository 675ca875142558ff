"""Search by words: which passages fit a question best, and which of their words fit."""
