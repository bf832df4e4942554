"""Workshops of one series side by side: read, as values, and in words."""
