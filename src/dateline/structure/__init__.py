"""From text to a document: what is headline, deck, byline, body, furniture."""
