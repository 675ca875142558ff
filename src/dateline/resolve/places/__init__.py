"""Places: which of those that share a name a report means."""
