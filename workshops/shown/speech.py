"""In which language something is said, for the pages that show it."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from principles.languages import direction_of, language_of_words


def marked(language: str, around: str) -> SafeString:
    """The attributes of an element whose words are in `language`; nothing where those around it are in the same."""
    if language.lower() == around.lower():
        return SafeString("")
    if direction_of(language) == direction_of(around):
        return format_html(' lang="{}"', language)
    return format_html(' lang="{}" dir="{}"', language, direction_of(language))


def of_content(language: str) -> SafeString:
    """The attributes of an element with the set's own words, which are in `language`."""
    return marked(language, language_of_words(language))


def of_interface(language: str) -> SafeString:
    """The attributes of an element with the site's words that stands among the set's own."""
    return marked(language_of_words(language), language)
