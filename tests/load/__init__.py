"""How fast the live room is, measured against a real server: python -m tests.load. No part of the timed suite."""
