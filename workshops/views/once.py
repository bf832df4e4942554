"""What is told once, after a redirect: loading the page again neither makes a second one nor tells it again."""

from django.http import HttpRequest

KEY = "told once:"


def tell_once(request: HttpRequest, path: str, words: str) -> None:
    """Keep it for the next look at the page at `path`, by the same person in the same browser."""
    request.session[KEY + path] = words


def told_once(request: HttpRequest) -> str:
    """What is to be told on this page, if anything is; gone with this look."""
    return str(request.session.pop(KEY + request.path, "")) if request.method == "GET" else ""
