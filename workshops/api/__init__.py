"""What programs may read: the same door and the same values as the pages, as JSON."""
