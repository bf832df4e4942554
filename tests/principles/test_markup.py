"""Long texts are Markdown, of a kind that can do nothing but be read."""

import pytest
from markdown_it import MarkdownIt

from principles.markup import html_of, plain_of, sanitised
from tests.principles.hostile import PAYLOADS, faults_in

TEXT = """We plan with *people*, **not for them**.
The same paragraph.

- First \\*thing\\*
- Second, at [our page](https://example.org/?a=1&b=2)

1. One
2. Two

> Said by <https://example.org/>"""


def test_a_text_becomes_html() -> None:
    assert html_of(TEXT) == (
        "<p>We plan with <em>people</em>, <strong>not for them</strong>.\nThe same paragraph.</p>\n"
        "<ul>\n<li>First *thing*</li>\n"
        '<li>Second, at <a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer">our page</a></li>\n'
        "</ul>\n<ol>\n<li>One</li>\n<li>Two</li>\n</ol>\n"
        '<blockquote>\n<p>Said by <a href="https://example.org/" rel="noopener noreferrer">'
        "https://example.org/</a></p>\n</blockquote>"
    )


def test_a_text_becomes_plain() -> None:
    assert plain_of(TEXT) == (
        "We plan with people, not for them. The same paragraph.\n"
        "• First *thing*\n• Second, at our page (https://example.org/?a=1&b=2)\n"
        "1. One\n2. Two\n\n"
        "Said by https://example.org/"
    )


def test_what_is_no_markup_here_stands_as_it_was_typed() -> None:
    typed = "# Not a heading\n\n2 < 3 & `4` &copy; <b>6</b> | 7"
    assert html_of(typed) == (
        "<p># Not a heading</p>\n<p>2 &lt; 3 &amp; `4` &amp;copy; &lt;b&gt;6&lt;/b&gt; | 7</p>"
    )
    assert plain_of(typed) == typed


def test_an_empty_text_is_nothing() -> None:
    assert (html_of(""), plain_of("")) == ("", "")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_a_text_can_run(payload: str) -> None:
    html = html_of(f"Before {payload}\n\n- {payload}\n\n> *{payload}*")
    assert faults_in(html) == []
    assert plain_of(payload)


def test_what_the_reader_of_markdown_lets_through_stops_at_the_sanitiser() -> None:
    """HTML and pictures are not even read as such; were they, they would end here."""
    reader = MarkdownIt("commonmark", {"html": True})
    reader.validateLink = bool  # type: ignore[method-assign,assignment]
    rendered = [reader.render(payload) for payload in PAYLOADS]
    assert len([html for html in rendered if faults_in(html)]) > 40
    assert [faults_in(sanitised(html)) for html in rendered] == [[] for _html in rendered]


def test_a_list_of_fifty_knows_the_dangers() -> None:
    assert len(PAYLOADS) >= 50
    assert faults_in("<img src=x onerror=alert(1)>") == ["<img>", "<img src>", "<img src=x>", "<img onerror>"]
    assert faults_in('<a href=" JavaScript:alert(1)">x</a>') == ["<a href= JavaScript:alert(1)>"]
    assert faults_in('<p>x <a href="https://example.org" rel="noopener">y</a></p>') == []
