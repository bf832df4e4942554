"""The way in: whether the site answers at all, and whether it is this one."""

import http.client
import socket
import ssl
import time
from urllib.parse import urljoin, urlsplit

from django.utils.translation import gettext as _

from workshops.checks.finding import Finding, fine, note, wrong
from workshops.checks.web import PORTS, Answer, Web

REACH, SECURE = "reach", "secure"
PAGE = "/check/"
OURS = "data-ask="
MOST_REDIRECTS = 5
MOVED = {301, 302, 303, 307, 308}
DAY = 86400
SOON = 14  # days
HERE = ("127.", "10.", "192.168.", "localhost", "::1")


class Lost(Exception):
    """The site cannot be reached, so nothing more can be found out: the finding says why."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.finding = wrong(REACH, words)


def arrived(address: str) -> tuple[Web, Answer, list[Finding]]:
    """The site behind `address` with its check page, redirects followed; raises `Lost`."""
    web = Web(address)
    findings: list[Finding] = []
    for _turn in range(MOST_REDIRECTS):
        answer = first_answer(web)
        if answer.status not in MOVED:
            require_ours(web, answer)
            return web, answer, [fine(REACH, _("The site answers at %s.") % web.base), *findings]
        target = origin_of(urljoin(web.base + PAGE, answer.headers.get("Location", "")))
        if target == web.base:
            break
        findings.append(note(REACH, _("%(old)s redirects to %(new)s.") % {"old": web.base, "new": target}))
        web.close()
        web = Web(target)
    raise Lost(_("%s redirects in a circle.") % web.base)


def origin_of(address: str) -> str:
    """Scheme, host and port of an address, as a browser names an origin; raises `Lost` for what is no such address."""
    at = urlsplit(address if "://" in address else "https://" + address)
    if at.scheme not in PORTS or not at.hostname:
        raise Lost(_("%s is not an address that begins with http:// or https://.") % address)
    name = f"[{at.hostname}]" if ":" in at.hostname else at.hostname
    port = "" if at.port in (None, PORTS[at.scheme]) else f":{at.port}"
    return f"{at.scheme}://{name}{port}"


def first_answer(web: Web) -> Answer:
    try:
        return web.get(PAGE)
    except (OSError, http.client.HTTPException) as fault:
        raise Lost(why_not(web, fault)) from fault


def why_not(web: Web, fault: Exception) -> str:
    where = {"host": web.host, "port": web.port, "fault": fault}
    if isinstance(fault, socket.gaierror):
        return _("The name %(host)s is not known here (DNS).") % where
    if isinstance(fault, ssl.SSLCertVerificationError):
        where["fault"] = fault.verify_message
        return (
            _("The certificate of %(host)s is not trusted: %(fault)s. Browsers would warn everybody.") % where
        )
    if isinstance(fault, ssl.SSLError):
        return _("%(host)s does not speak TLS at port %(port)s.") % where
    if isinstance(fault, ConnectionRefusedError):
        return _("Nothing listens at %(host)s, port %(port)s.") % where
    if isinstance(fault, TimeoutError):
        return _(
            "%(host)s, port %(port)s, does not answer. A firewall that swallows connections looks like this."
        ) % (where)
    return _("%(host)s, port %(port)s, breaks off without an answer (%(fault)s).") % where


def require_ours(web: Web, answer: Answer) -> None:
    """Raise `Lost` unless the answer is this site's own check page."""
    if answer.status in {502, 503, 504}:
        raise Lost(
            _("The proxy answers %s: it does not reach the site behind it, or the site is not running.")
            % answer.status
        )
    if answer.status == 400:
        raise Lost(
            _(
                "The site refuses the name %s (400): it, or the Host that the proxy passes on, is not in ALLOWED_HOSTS."
            )
            % web.host
        )
    if answer.status != 200 or OURS not in answer.text:
        raise Lost(
            _("Something answers at %(base)s%(page)s with %(status)s, but it is not Common Ground.")
            % {"base": web.base, "page": PAGE, "status": answer.status}
        )


def encryption(web: Web) -> Finding:
    """Whether the way is encrypted, and for how long the certificate holds."""
    if not web.secure:
        words = _("Not encrypted. That is fine on one network of your own; on the internet use https.")
        return fine(SECURE, words) if web.host.startswith(HERE) else note(SECURE, words)
    ends = web.certificate.get("notAfter")
    days = int((ssl.cert_time_to_seconds(ends) - time.time()) // DAY) if ends else 0
    if ends and days < SOON:
        return note(SECURE, _("Encrypted, but the certificate ends in %s days.") % days, days=days)
    return fine(SECURE, _("Encrypted; the certificate is trusted."), days=days)


def plain_way(web: Web) -> list[Finding]:
    """What a site on the usual https port does with those who type its name alone."""
    if not web.secure or web.port != PORTS["https"]:
        return []
    plain = Web(f"http://{urlsplit(web.base).netloc}")
    try:
        status = plain.get(PAGE).status
    except (OSError, http.client.HTTPException):
        return []
    finally:
        plain.close()
    if status in MOVED:
        return [fine(SECURE, _("http is redirected to https."))]
    return [note(SECURE, _("The site answers without encryption too: redirect http to https."))]
