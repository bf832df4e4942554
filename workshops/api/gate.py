"""The way into the API: a token becomes its user, who then goes through the same door as in a browser.

No cookie is read or set, and nothing but a `GET` is answered.
"""

import hashlib
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from accounts.models import User
from workshops.access import Caller, Closed
from workshops.actions.programs import used_token
from workshops.api.limits import limits
from workshops.domain.words import noop
from workshops.reports.turns import Full
from workshops.room.boxes import AWAY, Busy

log = logging.getLogger(__name__)

Values = dict[str, Any]
ALLOWED = ("GET", "HEAD")
REALM = 'Bearer realm="Common Ground"'
TITLES = {
    400: noop("Not to be read"),
    401: noop("A token is needed"),
    403: noop("Not for you"),
    404: noop("Not found"),
    405: noop("Only to be read"),
    422: noop("Something is not right"),
    429: noop("Too many requests"),
    503: noop("One moment, please"),
}
NO_TOKEN = noop("Send your token with each request: Authorization: Bearer, a space and the token.")
BAD_TOKEN = noop("This token is not known here, or was revoked. Make a new one on the page Programs.")
READ_ONLY = noop("This can be read with GET, and not changed.")
NOTHING = noop("There is nothing at this address. /api/v1/openapi.json lists what there is.")
TOO_MANY = noop("This token has asked too often. Ask again in %(seconds)s seconds.")
UNKNOWN = noop("%(name)s is not asked for here. What may be: %(known)s.")
UNREADABLE = noop("This cannot be read as a request. Is there too much behind its question mark?")
FOR_NOW = noop("This cannot be answered just now. Please ask again in a moment.")


class Problem(Exception):
    """The request is not answered: `status`, `why` in plain words, and headers besides."""

    def __init__(self, status: int, why: str, **headers: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why
        self.headers = {name.replace("_", "-"): text for name, text in headers.items()}


@dataclass(frozen=True)
class Asked:
    """Whoever's program asks, and what stands behind the question mark of its address."""

    user: User
    given: Mapping[str, str]

    @property
    def caller(self) -> Caller:
        return Caller(self.user, {})


Read = Callable[..., Values]


def resource(*known: str) -> Callable[[Read], Callable[..., HttpResponse]]:
    """The view that answers with the values that `read` gives, for whoever's token was sent.

    `known` are the words that may stand behind the address: a misspelt one is not passed over in silence.
    """

    def view(read: Read) -> Callable[..., HttpResponse]:
        def answered(request: HttpRequest, **path: Any) -> HttpResponse:
            asked = Asked(user_of(request), request.GET.dict())
            unknown = sorted(set(asked.given) - set(known))
            if unknown:
                raise Problem(422, _(UNKNOWN) % {"name": unknown[0], "known": ", ".join(known) or "-"})
            return written(request, read(asked, **path))

        return _refusing(wraps(read)(answered))

    return view


def open_resource(read: Read) -> Callable[..., HttpResponse]:
    """The same, for whoever asks: it shows nothing of anybody."""
    return _refusing(wraps(read)(lambda request, **path: written(request, read(**path))))


def _refusing(answer: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`answer`, with every refusal as a problem in words."""

    @csrf_exempt  # no cookie says who this is, so no other site can make a browser ask
    @wraps(answer)
    def refusing(request: HttpRequest, **path: Any) -> HttpResponse:
        if request.method not in ALLOWED:
            return refusal(Problem(405, _(READ_ONLY), Allow=", ".join(ALLOWED)))
        try:
            return answer(request, **path)
        except Problem as problem:
            return refusal(problem)
        except Closed as closed:
            return refusal(Problem(closed.status, _(closed.why)))
        except SuspiciousOperation:
            return refusal(Problem(400, _(UNREADABLE)))
        except (Busy, Full, *AWAY) as fault:
            log.warning("a program is not answered now: %s", str(fault) or "too much waits")
            return refusal(Problem(503, _(FOR_NOW), Retry_After="30"))

    return refusing


def user_of(request: HttpRequest) -> User:
    """Whose token was sent; raises `Problem` where none was, or it has asked too often."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Problem(401, _(NO_TOKEN), WWW_Authenticate=REALM)
    found = used_token(token.strip())
    if found is None:
        raise Problem(401, _(BAD_TOKEN), WWW_Authenticate=f'{REALM}, error="invalid_token"')
    wait = limits.wait_of(found.digest)
    if wait:
        raise Problem(429, _(TOO_MANY) % {"seconds": wait}, Retry_After=str(wait))
    return found.user


def written(request: HttpRequest, values: Values) -> HttpResponse:
    """As JSON, or as 304 for whoever has these values already."""
    content = json.dumps(values, ensure_ascii=False, indent=2).encode() + b"\n"
    mark = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type="application/json")
    response["ETag"] = mark
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Authorization"
    found = get_conditional_response(request, etag=mark, response=response)
    return found if isinstance(found, HttpResponse) else response


def refusal(problem: Problem) -> HttpResponse:
    """Problem details, as RFC 9457 has them."""
    values = {
        "type": "about:blank",
        "title": _(TITLES.get(problem.status, "")) if problem.status in TITLES else "",
        "status": problem.status,
        "detail": problem.why,
    }
    content = json.dumps(values, ensure_ascii=False).encode()
    response = HttpResponse(content, content_type="application/problem+json", status=problem.status)
    response["Cache-Control"] = "no-store"
    for name, text in problem.headers.items():
        response[name] = text
    return response


@_refusing
def nowhere(request: HttpRequest, **_path: Any) -> HttpResponse:
    """Every other address under the API's."""
    raise Problem(404, _(NOTHING))
