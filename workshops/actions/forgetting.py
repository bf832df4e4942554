"""Leaving nothing of what was destroyed on the disk."""

import logging

from django.db import connection

log = logging.getLogger(__name__)


def empty_journal() -> None:
    """Carry SQLite's journal over into the database file, and empty it: it holds every page as it once was.

    What is deleted from the file itself is overwritten there and then; see `secure_delete` in the settings.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, *_pages = cursor.fetchone()
    if busy:
        log.warning("the journal is being read and was not emptied; the next workshop that ends empties it")
