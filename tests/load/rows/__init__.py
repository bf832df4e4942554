"""The rows of the table: each module measures one piece of work and gives its figures, see `all.py`."""
