"""From what a report says of agreements to their records: names, steps, talks."""
