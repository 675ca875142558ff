"""Events by rules and model together: which are kept, recoded, added, with which status and parties."""
