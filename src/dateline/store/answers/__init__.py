"""Answers to questions to a store: filters in, typed rows out; nothing is written here."""
