"""What dateline knows of the world: states, offices, organisations, places, as tables with sources."""
