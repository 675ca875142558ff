"""Scripts that make the packaged tables; they need the packages of the group `tables`."""
