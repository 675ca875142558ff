"""One module for each task of the measuring sheets."""
