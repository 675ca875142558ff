"""Actors: who the words of a report stand for, and what they held on its day."""
