"""Stories: reports of the same happening or train of happenings."""
