"""Finders: from the parse of a report to drafts of what it says."""
