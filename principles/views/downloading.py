"""An edition to take away."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from principles.downloads.formats import FORMATS, written
from principles.downloads.paper import paper_of
from principles.reading import Reading, reading_of
from principles.tags import is_same
from principles.views.answering import mark_of, marked

# Moved on when a writer writes the same words in another way, so that browsers ask for them anew.
RELEASE = "1"


@require_safe
def download(request: HttpRequest, pk: int, number: int, kind: str) -> HttpResponse:
    """One edition in one language as a file; 404 for a format or a language that it is not there in."""
    wanted = request.GET.get("lang", "")
    reading = reading_of(request.user, pk, number, wanted)
    if kind not in FORMATS or reading is None or not is_there(reading, wanted):
        raise Http404("No such document.")
    mark = mark_of(reading.digest, str(number), kind, RELEASE)
    unchanged = marked(request, reading, mark, HttpResponse())
    return unchanged if unchanged.status_code != 200 else file_of(request, reading, kind, mark)


def file_of(request: HttpRequest, reading: Reading, kind: str, mark: str) -> HttpResponse:
    edition = reading.edition
    paper = paper_of(reading.wording, edition.number, edition.note, edition.published_at, reading.digest)
    response = HttpResponse(written(kind, paper), content_type=FORMATS[kind].media_type)
    response["Content-Disposition"] = content_disposition_header(True, name_of(reading, kind)) or ""
    return marked(request, reading, mark, response)


def name_of(reading: Reading, kind: str) -> str:
    """ "five-principles-edition-2.pdf", with the language before the ending where it is a translation."""
    language = f".{reading.wording.language}" if reading.is_translated else ""
    return f"{reading.set.key}-edition-{reading.edition.number}{language}.{FORMATS[kind].ending}"


def is_there(reading: Reading, wanted: str) -> bool:
    return not wanted or any(is_same(tag, wanted) for tag in reading.languages)
