"""Models learned from the corpus: their files, cards and hashes, and how they are run (no training here)."""
