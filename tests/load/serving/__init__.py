"""The servers that are measured, each a process of its own with a database of its own."""
