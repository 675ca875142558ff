"""Files that hold many documents whole: crawls and zip archives."""
