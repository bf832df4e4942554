"""What `queries` reads of a workshop, piece by piece: rows in, values that may be shown out."""
