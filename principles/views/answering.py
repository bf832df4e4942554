"""How long a page of principles may be kept: until its words change."""

import hashlib
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from principles.reading import Reading


def answer(request: HttpRequest, reading: Reading, response: HttpResponse) -> HttpResponse:
    """The page, or 304 where the browser has the same. Its mark is the digest of the words and that of the page."""
    mark = mark_of(reading.digest[:16], hashlib.sha256(response.content).hexdigest()[:16])
    return marked(request, reading, mark, response)


def marked(request: HttpRequest, reading: Reading, mark: str, response: HttpResponse) -> HttpResponse:
    """What is for everybody may be kept by anyone who asks again each time; the rest by the reader's browser alone."""
    whose = "public" if reading.is_public and not request.user.is_authenticated else "private"
    response["ETag"], response["Cache-Control"] = mark, f"{whose}, no-cache"
    return cast("HttpResponse", get_conditional_response(request, etag=mark, response=response))


def mark_of(*parts: str) -> str:
    """Weak: two processes may write the same words in other bytes."""
    return f'W/"{"-".join(parts)}"'
