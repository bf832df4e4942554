"""Reading a page as its readers do: the text of chosen elements, in order."""

from html.parser import HTMLParser

VOID = {"link", "meta", "input", "br", "hr", "img"}


class Reader(HTMLParser):
    """Collects the text of every element that has the tag and the class."""

    def __init__(self, tag: str, css: str = "") -> None:
        super().__init__()
        self.tag, self.css = tag, css
        self.inside, self.found = 0, []  # type: ignore[var-annotated]

    def handle_starttag(self, tag, attrs):
        if tag in VOID:
            return
        classes = (dict(attrs).get("class") or "").split()
        if self.inside:
            self.inside += 1
        elif tag == self.tag and (not self.css or self.css in classes):
            self.inside = 1
            self.found.append("")

    def handle_endtag(self, tag):
        if self.inside and tag not in VOID:
            self.inside -= 1

    def handle_data(self, text):
        if self.inside:
            self.found[-1] += text


def texts(page: str, tag: str, css: str = "") -> list[str]:
    """The text of each outermost `tag` (with class `css`), white space made single."""
    reader = Reader(tag, css)
    reader.feed(
        page.replace("<circle", "<br").replace("<rect", "<br").replace("<line", "<br").replace("<use", "<br")
    )
    return [" ".join(text.split()) for text in reader.found]


def table_rows(page: str, css: str) -> list[list[str]]:
    """The cells of the body of the first table with class `css`."""
    table = page[page.index(f'<table class="{css}"') :]
    body = table[table.index("<tbody") : table.index("</tbody>")]
    rows = body.split("<tr")[1:]
    return [cells(row) for row in rows]


def cells(row: str) -> list[str]:
    return texts(row.replace("<th", "<td").replace("</th", "</td"), "td")
