"""Getting pages and feeds from the web, only when asked: guarded, polite, archived."""
