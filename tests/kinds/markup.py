"""Whether HTML is as it should be: tags that close in order, no id twice, a name for every field."""

from collections import Counter
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "link", "meta", "source", "use", "circle", "rect", "line", "path"}
# What may not stand in one of its own kind.
NOT_NESTED = {"form", "button", "a", "label", "p"}
NAMED = {"textarea", "select", "input"}
UNSEEN = {"hidden", "submit"}

Attrs = list[tuple[str, str | None]]


class Markup(HTMLParser):
    """Reads a page or a region; `faults` says what is wrong with it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: Counter[str] = Counter()
        self.fields: list[str] = []
        self.labelled: set[str] = set()
        # Where forms and buttons send to; which forms there are, and which form each hidden token is for.
        self.addresses: set[str] = set()
        self.forms: list[str] = []
        self.tokens: set[str] = set()
        self.feed(text)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self.open]
        self.faults += [
            f"the id {each} stands {times} times" for each, times in self.ids.items() if times > 1
        ]
        self.faults += [
            f"nothing names the field {each!r}" for each in self.fields if each not in self.labelled
        ]

    def handle_starttag(self, tag: str, attrs: Attrs) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in NOT_NESTED and tag in self.open:
            self.faults.append(f"<{tag}> in a <{tag}>")
        if tag not in VOID:
            self.open.append(tag)
        if "id" in given:
            self.ids[given["id"]] += 1
        self._note(tag, given)

    def _note(self, tag: str, given: dict[str, str]) -> None:
        if tag in NAMED and given.get("type") not in UNSEEN and "readonly" not in given:
            self.fields.append(given.get("id", ""))
        if "aria-label" in given or "aria-labelledby" in given or "label" in self.open:
            self.labelled.add(given.get("id", ""))
        if tag == "label":
            self.labelled.add(given.get("for", ""))
        if tag == "form":
            self.forms.append(given.get("id", ""))
        if given.get("name") == "csrfmiddlewaretoken":
            self.tokens.add(given.get("form", ""))
        self.addresses |= {given[name] for name in ("action", "formaction") if name in given}

    def handle_startendtag(self, tag: str, attrs: Attrs) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing that is open")
