"""Random inlines, the lower half of the generator."""

import random

WORDS = ("a", "b", "foo", "bar", "Baz", "x_y", "1", "42", "é", "日本", "😀", "Straße", "\u00a0", "a.b", "don't",
         "“q”",
         "(c)", "x:y", "-", "+", "=", "#", ">", ":::", "{#id}", "…", "!", "ǅ", "\u0301", "\u2028", "TODO:")
HOSTS = ("example.org", "www.example.org", "a.example.org", "example_x.org", "a_b.example.org", "example.org:8080",
         "localhost", "exa_mple.org", "é.example.org", "example", "a..b", "127.0.0.1", "xn--e.org", "EXAMPLE.ORG")
PATHS = ("", "", "/", "/a", "/a_b", "/a(b)", "/a(b", "/a)b", "/?q=a&b=c", "/#a", "/a&amp;b", "/a&copy;",
         "/a*b*", "/a~b",
         "/~~a~~", "/é", "/a|b", "/a\\|b", "/[a]", "/a<b", "/\"a\"", "/a'b", "/a,b", "/(a(b)c)", "/a&x;y",
         "/%20", "/a`b`")
TAILS = ("", "", "", "", ".", ",", ")", "))", "?", "!", ":", ";", "'", '"', "*", "_", "~", "&amp;", "&quot",
         ".)", "&lt;.", "...", "<", "]",
         "&copy;&amp;", "~~", "**", "/.", "|")
BEFORE = ("", "", "", "", "(", "*", "_", "~", "a", "\"", "[", "/", "<", "é", "!", ":", "**", "~~", ".", "1",
          "]", "\\")
MAILS = ("alice@example.org", "a.b-c_d+e@example.org", "alice@example", "alice@example.org.", "alice@example.org-",
         "alice@example.org_", "a@b.c", "alice@a_b.example.org", "@example.org", "alice@",
         "mailto:alice@example.org",
         "xmpp:alice@example.org/a", "mailto:alice@example.org.", "mailto:a", "a@b@example.org",
         "xmpp:a@example.org/b/c",
         "alice@example.org1", "é@example.org", "alice@-example.org", "smailto:a@example.org",
         "mailto:/a@example.org")
SCHEMES = ("http://", "https://", "ftp://", "HTTP://", "Https://", "http:/", "http:", "mailto:", "xhttp://",
           "://", "www.", "WWW.",
           "www", "ws://", "FTP://")
ENTITIES = ("&amp;", "&lt;", "&#35;", "&#x22;", "&nbsp;", "&unknown;", "&", "&#0;", "&#124;", "&copy", "&ouml;",
            "&#42;a&#42;")
HTML = ("<b>", "</b>", "<a href=\"/u\">", "</a>", "<!-- c -->", "<?p?>", "<br/>", "<", "<a b", "<!A b>",
        "<![CDATA[x]]>", "</ a>",
        "<title>", "<script>", "<a|b>", "<b c=\"a|b\">")
TARGETS = ("/u", "</u v>", "/u 'T'", "/u \"T\"", "", "<>", "/u(a)", "/u (T)", "/a|b", "/u \"a|b\"", " /u ",
           "#a", "www.example.org",
           "/u\\)", "/u '", "https://example.org/")
LABELS = ("1", "a", "B", "note", "a b", "x-y", "1", "b", "undefined", "É", "^", "", " 1", "a*b*", "[a]")


class Inlines:
    def __init__(self, source: random.Random):
        self.random = source
        # Some documents are about footnotes, so that references and definitions meet.
        self.notes = self.chance(0.25)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def pick(self, choices):
        return choices[int(self.random.random() * len(choices))]

    def word(self) -> str:
        return self.pick(WORDS) if self.chance(0.4) else self.pick(WORDS[:6])

    def label(self, labels) -> str:
        return self.pick(("1", "a", "1", "note")) if self.notes and self.chance(0.85) else self.pick(labels)

    def text(self, count: int) -> list[str]:
        """Lines of a paragraph."""
        ends = ("",) * 8 + ("  ", "\\", " ", "   ", "\t", "    ")
        starts = ("",) * 12 + (" ", "   ", "    ", "\t")
        return [(self.pick(starts) if number else "") + self.line() + self.pick(ends) for number in range(count)]

    def line(self) -> str:
        return " ".join(self.inline(0) for _ in range(self.pick((1, 1, 2, 3, 4))))

    def inline(self, depth: int) -> str:
        makes = [
            (14, self.word), (4, self.code), (5, self.url), (2, self.mail), (1, self.angle), (2, self.entity),
            (2, self.html_inline), (2, self.escape), (5, self.note), (3, self.soup), (1, self.pipe),
        ]
        if self.notes:
            makes += [(12, self.note)]
        if depth < 3:
            makes += [(5, self.emphasis), (5, self.strike), (4, self.link), (1.5, self.image), (2, self.joined)]
        make = self.random.choices([made[1] for made in makes], [made[0] for made in makes])[0]
        return make(depth) if make in (self.emphasis, self.strike, self.link, self.image, self.joined) else make()

    def around(self, mark: str, depth: int) -> str:
        inside = " ".join(self.inline(depth + 1) for _ in range(self.pick((1, 1, 2))))
        return mark + self.pick(("",) * 9 + (" ",)) + inside + self.pick(("",) * 9 + (" ",)) + mark

    def emphasis(self, depth: int) -> str:
        return self.around(self.pick(("*", "_", "**", "__", "***", "*__")), depth)

    def strike(self, depth: int) -> str:
        mark = self.pick(("~", "~~", "~~", "~~", "~~~"))
        text = self.around(mark, depth)
        return text[:-len(mark)] + self.pick(("~", "~~", "~~~")) if self.chance(0.2) else text

    def joined(self, depth: int) -> str:
        return self.inline(depth + 1) + self.inline(depth + 1)

    def link(self, depth: int) -> str:
        label = self.inline(depth + 1)
        return self.pick((
            lambda: f"[{label}]({self.pick(TARGETS)})", lambda: f"[{label}][{self.pick(LABELS)}]",
            lambda: f"[{self.pick(LABELS)}]", lambda: f"[{self.pick(LABELS)}][]",
            lambda: f"[{label}]({self.pick(TARGETS)}",
        ))()

    def image(self, depth: int) -> str:
        return "!" + self.link(depth)

    def note(self) -> str:
        label = self.label(LABELS)
        return self.pick((f"[^{label}]",) * 6 + (f"a[^{label}]", f"[^{label}](/u)", f"[^{label}][^1]",
                                                 f"![^{label}]", f"[^{label}]:", f"[^{label}][]",
                                                 f"[a][^{label}]", f"\\[^{label}]", f"[^{label}\\]",
                                                 f"[[^{label}]]"))

    def code(self) -> str:
        mark = self.pick(("`", "`", "``", "```"))
        return mark + self.pick(("a", "a b", " a ", "*a*", "a\\", "a|b", "a\\|b", " ` ", "https://example.org",
                                 "~~a~~", "<b>", "[^1]")) + mark

    def url(self) -> str:
        scheme = self.pick(SCHEMES) if self.chance(0.5) else self.pick(("https://", "www.", "http://"))
        return self.pick(BEFORE) + scheme + self.pick(HOSTS) + self.pick(PATHS) + self.pick(TAILS)

    def mail(self) -> str:
        return self.pick(BEFORE) + self.pick(MAILS) + self.pick(TAILS)

    def angle(self) -> str:
        return self.pick(("<https://example.org/a|b>", "<https://example.org>", "<alice@example.org>", "<a:b>",
                          "<mailto:a@b>", "<www.example.org>", "<https://example.org/ a>", "<x+y:*a*>"))

    def entity(self) -> str:
        return self.pick(ENTITIES)

    def html_inline(self) -> str:
        return self.pick(HTML)

    def escape(self) -> str:
        return "\\" + self.pick("*_`[]|~<>\\!#&a:@.-\"")

    def pipe(self) -> str:
        return self.pick(("|", "\\|", "||", "| ", "\\\\|"))

    def soup(self) -> str:
        return "".join(self.pick(("*", "_", "~", "`", "[", "]", "(", ")", "!", "\\", "a", " ", "|", "^", ":",
                                  "<", ">", "&", "www.", "@", "~~", "[^", "](", "http://"))
                       for _ in range(self.random.randint(1, 8)))
