"""Long texts are Markdown, of a kind that can do nothing but be read."""

from principles.markup import html_of, plain_of

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
