"""Catalogues of the interface's words, made from the sources: `python -m tests.catalogue` brings them up to date.

Nothing but Babel is needed, which comes with what the tests need. What is translated already is kept; what is not stays
empty, and the site says it in English.
"""

import ast
import re
import warnings
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from babel.plural import to_gettext
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "config" / "locale"
CODE = ("accounts", "config", "principles", "workshops")
TEMPLATES = ("*.html", "*.txt")
# What marks a text, and which of its arguments are the context, the text and its plural.
MARKS = {
    **dict.fromkeys(("_", "noop", "gettext", "gettext_lazy", "gettext_noop"), (None, 0, None)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (None, 0, 1)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (0, 1, None)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (0, 1, 2)),
}
QUOTED = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
MARKED = re.compile(rf"\b(n?p?gettext|_)\(({QUOTED}(?:\s*,\s*{QUOTED})*)")
HEADER = """\
# The words of the interface in {name}, for people to translate: docs/translating.md says how.
# An empty one is not translated yet, and is said in English.
msgid ""
msgstr ""
"Project-Id-Version: Common Ground\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"
"""

# Context, text and plural; no context and no plural are None.
Text = tuple[str | None, str, str | None]


def texts_in_code(source: str) -> Iterator[Text]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = str(getattr(node.func, "id", "") or getattr(node.func, "attr", ""))
            given = [each.value if isinstance(each, ast.Constant) else None for each in node.args]
            yield from _marked(name, given)


def texts_in_template(source: str) -> Iterator[Text]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it has something to say about comments
        code = templatize(source)
    for name, arguments in MARKED.findall(code):
        yield from _marked(name, list(ast.literal_eval(f"({arguments},)")))


def _marked(name: str, given: Sequence[object]) -> Iterator[Text]:
    if name in MARKS:
        context, text, plural = (
            given[place] if place is not None and place < len(given) else None for place in MARKS[name]
        )
        if isinstance(text, str) and text:
            yield (
                context if isinstance(context, str) else None,
                text,
                plural if isinstance(plural, str) else None,
            )


def sources() -> Iterator[tuple[str, Iterator[Text]]]:
    """Every file with what it has to say."""
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield str(path.relative_to(ROOT)), texts_in_code(path.read_text(encoding="utf-8"))
    for pattern in TEMPLATES:
        for path in sorted((ROOT / "templates").rglob(pattern)):
            yield str(path.relative_to(ROOT)), texts_in_template(path.read_text(encoding="utf-8"))


@cache
def gathered() -> Catalog:
    """All texts of the sources, with the files that they are from."""
    found = Catalog(charset="utf-8")
    for path, texts in sources():
        for context, text, plural in texts:
            found.add((text, plural) if plural else text, context=context, locations=[(path, 0)])
    return found


def plurals_of(language: str) -> str:
    """The plural forms of a language as CLDR has them, in the words of a catalogue."""
    return to_gettext(Locale.parse(language, sep="-").plural_form)


def updated(language: str, kept: str) -> tuple[str, bytes]:
    """The catalogue of a language with every text of the sources, and the same compiled. `kept` is the one so far."""
    header = kept.split("\n\n", 1)[0] + "\n" if kept else _header(language)
    old = read_po(BytesIO((kept or header).encode()), locale=Locale.parse(language, sep="-"))
    old.charset = "utf-8"
    new = read_po(BytesIO(header.encode()), locale=Locale.parse(language, sep="-"))
    for message in gathered():
        if message.id:
            before = old.get(message.id, context=message.context)
            nothing = ("",) * old.num_plurals if message.pluralizable else ""
            new.add(
                message.id,
                before.string if before and before.id == message.id else nothing,
                locations=sorted(set(message.locations)),
                context=message.context,
                user_comments=before.user_comments if before else (),
                flags={flag for flag in (before.flags if before else ()) if flag == "fuzzy"},
            )
    body = BytesIO()
    write_po(body, new, width=100, omit_header=True, sort_output=True, include_lineno=False)
    return f"{header}\n{body.getvalue().decode()}", compiled(new)


def compiled(catalogue: Catalog) -> bytes:
    """What the site reads: only what is translated in every form. An empty form would be said as nothing at all."""
    for message in list(catalogue):
        forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and not all(forms):
            catalogue.delete(message.id, message.context)
    # The same texts are the same bytes on every day.
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    written = BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def _header(language: str) -> str:
    name = Locale.parse(language, sep="-").english_name
    return HEADER.format(name=name, language=language, plurals=plurals_of(language))


def catalogues() -> list[Path]:
    return sorted(FOLDER.glob("*/LC_MESSAGES/django.po"))


def language_in(path: Path) -> str:
    return path.parent.parent.name.replace("_", "-")


def bring_up_to_date() -> None:
    for path in catalogues():
        text, binary = updated(language_in(path), path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8")
        path.with_suffix(".mo").write_bytes(binary)


if __name__ == "__main__":
    settings.configure(USE_I18N=True)
    bring_up_to_date()
