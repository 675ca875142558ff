"""From bytes to text: files of every kind that reports come in."""
