"""Many documents: worker processes that can be killed, each document within its time."""
