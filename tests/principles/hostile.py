"""Texts that try to run something where they are shown, of the kinds that are known; and what may be left of them."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

ALLOWED = {"a", "blockquote", "br", "em", "li", "ol", "p", "strong", "ul"}
ATTRIBUTES = {("a", "href"), ("a", "rel"), ("ol", "start")}
SCHEMES = {"http", "https", "mailto"}

PAYLOADS = (
    # elements that run or load
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\x20type='text/javascript'>alert(1);</script>",
    "</p><script>alert(1)</script><p>",
    "<img src=x onerror=alert(1)>",
    "<img src=`x` onerror=alert`1`>",
    "<img src='http://evil.example/track.gif'>",
    '<img """><script>alert(1)</script>">',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text y='20'>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<math><mtext></p><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<math href='javascript:alert(1)'>x</math>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='&lt;script&gt;alert(1)&lt;/script&gt;'></iframe>",
    "<object data='data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='></object>",
    "<embed src='javascript:alert(1)'>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<input autofocus onfocus=alert(1)>",
    "<form action='javascript:alert(1)'><button>x</button></form>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<base href='//evil.example/'>",
    "<link rel=stylesheet href='//evil.example/x.css'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<style>@import '//evil.example/x.css';</style>",
    "<div style='background:url(javascript:alert(1))'>x</div>",
    "<p style='position:fixed;inset:0' onclick=alert(1)>x</p>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='//evil.example/'>x</a>",
    "<a href='java&#10;script:alert(1)'>x</a>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<!--><script>alert(1)</script-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    # links of Markdown
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    '[x](https://example.org/"onmouseover="alert(1))',
    '[x](https://example.org/ "\\" onmouseover=alert(1) \\"")',
    "[x][1]\n\n[1]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "<https://example.org/\"onclick='alert(1)'>",
    # pictures of Markdown, which would be fetched from elsewhere
    "![x](https://evil.example/track.gif)",
    '![x"onerror="alert(1)](https://evil.example/x)',
    "![x](javascript:alert(1))",
    # what templates, typesetters and other readers of text might take for theirs
    "{{ 7|add:7 }}{% debug %}",
    "${7*7} #{7*7} <%= 7*7 %>",
    '#import "@preview/evil:1.0.0" #eval("1") #read("/etc/passwd") $x$ `x` @label <label>',
    '+++ = "x"\n\'\'\'\n"""\n\\u0000 \\N{BULLET}',
    "*a***b**_c_***d**e*",
    "\u202egnp.exe \u2066x\ufeffy\u200dz \U0001f469\u200d\U0001f692 \ufffe\ue000",
)


class Left(HTMLParser):
    """What a browser would see in HTML: every element, attribute and address that is not on the list."""

    def __init__(self, allowed: set[str], attributes: set[tuple[str, str]], schemes: set[str]) -> None:
        super().__init__()
        self.allowed, self.attributes, self.schemes = allowed, attributes, schemes
        self.faults: list[str] = []
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in self.allowed:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if (tag, name) not in self.attributes and ("*", name) not in self.attributes:
                self.faults.append(f"<{tag} {name}>")
            if name in {"href", "src", "action", "formaction"} and not self.may_lead_to(value or ""):
                self.faults.append(f"<{tag} {name}={value}>")

    def may_lead_to(self, address: str) -> bool:
        return urlsplit(address.strip()).scheme.lower() in self.schemes

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"<!--{data}-->")

    def unknown_decl(self, data: str) -> None:
        self.faults.append(f"<![{data}]>")


def faults_in(html: str) -> list[str]:
    """What is in a piece of HTML and may not be."""
    return left_of(html).faults


def left_of(html: str) -> Left:
    left = Left(ALLOWED, ATTRIBUTES, SCHEMES)
    left.feed(html)
    left.close()
    return left
