"""The learned second look at the lines: what the rules kept or dropped, weighed by shape, place and neighbours."""
