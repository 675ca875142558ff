"""The learned coder: what it looks at, how it scores, how its scores and the rules come to one decision."""
