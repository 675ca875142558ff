"""Pictures of a record over time: cooperation above a line, conflict below it."""
