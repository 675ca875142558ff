"""Place names: which words are one."""
