"""What dateline codes: event types, modes, cues, as readable tables, and their loader."""
