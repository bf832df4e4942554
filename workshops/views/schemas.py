"""The published schemas of what programs read: the same files as in docs/schemas."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from workshops.access import Closed, open_to_all
from workshops.domain.permissions import Verdict

SCHEMAS = settings.BASE_DIR / "docs" / "schemas"


@open_to_all
def schema(request: HttpRequest, name: str) -> HttpResponse:
    """One schema, for any program that asks."""
    found = next((path for path in SCHEMAS.glob("*.json") if path.stem == name), None)
    if found is None:
        raise Closed(Verdict.UNKNOWN)
    response = HttpResponse(found.read_bytes(), content_type="application/schema+json")
    response["Access-Control-Allow-Origin"] = "*"
    return response
