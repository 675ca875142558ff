"""What a model learned from the corpus sees in a sentence; events and statements weigh it against their rules."""
