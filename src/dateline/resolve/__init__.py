"""From words to the world: actors, dates, coordinates."""
