"""Pretend people for practice workshops: what they say, how they score, and how they behave over the wire."""
