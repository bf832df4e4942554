"""What must hold before the site is served, and what would better hold: a sentence each, which says what to do."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.http.request import validate_host
from redis import Redis, RedisError

LAYER_ANSWERS_WITHIN = 5.0  # seconds
# A person's page holds a socket open, and while it loads some connections more.
FILES_A_PERSON = 2
FILES_OF_OURS = 200
A_BIG_ROOM = 2000  # people in one process


class Unfit(Exception):
    """The site cannot be served like this; says so in one sentence."""


def require_sharing(workers: int) -> None:
    """Several processes must see the same rows at once and hear each other's news."""
    missing = []
    if connection.vendor == "sqlite":
        missing.append("DATABASE_URL to a PostgreSQL database")
    if not settings.CHANNEL_LAYER_URL:
        missing.append("CHANNEL_LAYER_URL to a Valkey or Redis server")
    if workers > 1 and missing:
        raise Unfit(f"{workers} processes cannot share a workshop yet: set {' and '.join(missing)}.")


def require_postgres() -> None:
    """Knock once without the pool, which tries for ten seconds and then cannot say what was wrong."""
    if connection.vendor == "postgresql":
        with connection.wrap_database_errors:
            asked = connection.get_connection_params()
            connection.Database.connect(**asked).close()  # type: ignore[attr-defined]


def require_layer() -> None:
    """Knock at the channel layer: without it a room would follow by looking only, and nobody would know why."""
    if not settings.CHANNEL_LAYER_URL:
        return
    try:
        with Redis.from_url(
            settings.CHANNEL_LAYER_URL,
            socket_timeout=LAYER_ANSWERS_WITHIN,
            socket_connect_timeout=LAYER_ANSWERS_WITHIN,
        ) as layer:
            layer.ping()
    except ValueError as fault:
        raise ImproperlyConfigured(f"CHANNEL_LAYER_URL: {first_line(fault)}") from fault
    except (RedisError, OSError) as fault:
        raise Unfit(f"The server at CHANNEL_LAYER_URL cannot be used: {first_line(fault)}") from fault


def first_line(fault: Exception) -> str:
    return (str(fault).strip().splitlines() or [type(fault).__name__])[0]


def advice(workers: int, open_files: int) -> list[str]:
    """What would go wrong later rather than now."""
    return [
        sentence
        for sentence in (advice_on_files(open_files), advice_on_pool(workers), *advice_on_address())
        if sentence
    ]


def advice_on_files(open_files: int) -> str:
    people = max(0, (open_files - FILES_OF_OURS) // FILES_A_PERSON)
    if people >= A_BIG_ROOM:
        return ""
    return (
        f"A process may hold only {open_files} files open here, which is enough for about {people} people at once:"
        " for more, raise the hard limit (LimitNOFILE= of a systemd unit, or ulimit -Hn)."
    )


def advice_on_pool(workers: int) -> str:
    """A pool that cannot be filled makes people wait for a connection that PostgreSQL refuses."""
    if connection.vendor != "postgresql":
        return ""
    pool = settings.DATABASES["default"]["OPTIONS"]["pool"]["max_size"]
    allowed = connections_allowed()
    if workers * pool <= allowed:
        return ""
    return (
        f"{workers} processes with {pool} connections each are more than the {allowed} that PostgreSQL gives:"
        f" lower DATABASE_POOL to {max(1, allowed // workers)}, or raise max_connections."
    )


def connections_allowed() -> int:
    """How many connections PostgreSQL gives to ordinary people."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int"
        )
        return int(cursor.fetchone()[0])


def advice_on_address() -> list[str]:
    """Where the site's address, its hosts and its https do not fit each other."""
    address = urlsplit(settings.SITE_ADDRESS)
    found = []
    if settings.SITE_ADDRESS and (address.scheme == "https") != settings.BEHIND_HTTPS:
        behind = "on" if settings.BEHIND_HTTPS else "off"
        found.append(
            f"SITE_ADDRESS begins with {address.scheme}:// and BEHIND_HTTPS is {behind}, so cookies will not fit:"
            " set BEHIND_HTTPS=1 if people come by https, and leave it out otherwise."
        )
    if address.hostname and not validate_host(address.hostname, settings.ALLOWED_HOSTS):
        found.append(
            f"ALLOWED_HOSTS does not name {address.hostname}, the host of SITE_ADDRESS: people there are refused."
        )
    if settings.DEBUG:
        found.append("DEBUG is on, so everybody is shown what is inside when something fails: leave it out.")
    return found
