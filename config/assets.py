"""Where style sheets, scripts and pictures are served from."""

from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile
from whitenoise.storage import CompressedManifestStaticFilesStorage


class ForgivingStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Addresses that carry each file's hash, so that browsers may keep them for ever."""

    def stored_name(self, name: str) -> str:
        """A file that was never collected keeps its plain name: no missing picture takes a live room down."""
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name


class WholeFiles(WhiteNoiseMiddleware):  # type: ignore[misc]
    """WhiteNoise with each file handed out at once: one in pieces makes Django warn, which serves by ASGI."""

    @staticmethod
    def serve(static_file: StaticFile, request: HttpRequest) -> HttpResponse:
        found = static_file.get_response(request.method, request.META)
        response = HttpResponse(status=int(found.status))
        # What WhiteNoise says is all there is to say: an unchanged file (304) has no type.
        del response["Content-Type"]
        for name, value in found.headers:
            response[name] = value
        if found.file:
            with found.file as file:
                response.content = file.read()
        return response
