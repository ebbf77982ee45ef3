"""Random Markdown: documents that hold every block and inline, mostly well formed, and nested in each other.

The same seed and index give the same document.
"""

import random

from inlines import Inlines
from mutate import mutate

FENCES = ("```", "````", "~~~", "```swift", "~~~ a b", "``` a`b")
HTML_BLOCKS = (
    ("<script>", "a", "", "b</script> c"), ("<pre>", "*a*", "</pre>"), ("<!-- a", "", "b -->"),
    ("<?a", "", "b?>"), ("<!A b", "c>"), ("<![CDATA[", "", "]]>"), ("<div>", "*a*", "</div>"),
    ("</table>", "a"), ("<a b='c'>", "*d*"), ("<ins>", ""), ("<textarea>", "", "</textarea>"), ("<!-->", "a"),
)
BULLETS = ("- ", "* ", "+ ", "-   ", "-\t", "1. ", "1) ", "7. ", "0. ", "-     ", "10. ", "123456789. ")
TASKS = ("[ ] ", "[x] ", "[X] ", "[x]", "[ ]", "[]", "[y] ", "[x]  ", "[x]\t", " [ ] ", "[\t] ", "[ ](/u) ")
CELLS = ("---", ":--", "--:", ":-:", "-", ":-", "-:", ":", "--", ":---:", "- -", "=")
LABELS = ("1", "a", "B", "note", "a b", "x-y", "1", "é", "^", "a\\]", "")
ALERTS = ("NOTE", "tip", "Warning", "IMPORTANT", "CAUTION", "OTHER", "NOTE] x[")


class Generator(Inlines):
    """One document's worth of choices."""

    def blocks(self, depth: int, count: int) -> list[str]:
        lines: list[str] = []
        for number in range(count):
            if number and self.chance(0.75):
                lines += [self.pick(("", "", "", "  ", "\t"))] * self.pick((1, 1, 1, 2))
            lines += self.block(depth)
        return lines

    def block(self, depth: int) -> list[str]:
        kinds = [
            (12, self.paragraph), (9, self.table), (3, self.heading), (2, self.setext), (3, self.fenced),
            (2, self.indented), (3, self.html), (5, self.footnote), (3, self.definition), (1, self.rule),
        ]
        if depth < 3:
            kinds += [(7, self.items), (4, self.quote), (0.3, self.alert)]
        if self.notes:
            kinds += [(25, self.footnote)]
        make = self.random.choices([kind[1] for kind in kinds], [kind[0] for kind in kinds])[0]
        lines = make(depth)
        if self.chance(0.04):
            indentation = " " * self.random.randint(1, 5)
            lines = [indentation + line if self.chance(0.7) else line for line in lines]
        return lines

    def paragraph(self, _depth: int) -> list[str]:
        return self.text(self.pick((1, 1, 1, 2, 3)))

    def heading(self, _depth: int) -> list[str]:
        return [self.pick(("# ", "## ", "###### ", "####### ", "#", "#\t")) + self.line()
                + self.pick(("", "", " #", " ##  ", "\\#"))]

    def setext(self, depth: int) -> list[str]:
        return self.paragraph(depth) + [self.pick(("===", "---", "-", "=", "  --- ", "--- -", "-|-"))]

    def fenced(self, depth: int) -> list[str]:
        fence = self.pick(FENCES)
        body = self.blocks(depth + 2, 1) if self.chance(0.5) else ["a", "", "  b"]
        return [fence] + body + ([fence[:3] if fence[3:4] != fence[0] else fence[:4]] if self.chance(0.9) else [])

    def indented(self, _depth: int) -> list[str]:
        return [self.pick(("    ", "\t", "     ")) + line for line in self.text(2)]

    def html(self, _depth: int) -> list[str]:
        lines = list(self.pick(HTML_BLOCKS))
        if self.chance(0.2):
            lines.insert(1, self.line())
        return lines

    def rule(self, _depth: int) -> list[str]:
        return [self.pick(("---", "***", "* * *", "_ _ _ ", "--", "- - -", "|---|", ":-:"))]

    def definition(self, _depth: int) -> list[str]:
        label = self.pick(LABELS)
        return self.pick((
            [f"[{label}]: /u"], [f"[{label}]: </u v> 'T'"], [f"[{label}]:", "/u", '"T"'],
            [f"[{label}]: /u \"T", "U\""], [f"[{label}]: /u x"], [f"[{label}]: /u"] + self.text(1),
        ))

    # Containers

    def inside(self, lines: list[str], first: str, rest: str) -> list[str]:
        """The lines behind a prefix, now and then lazily without it."""
        made = []
        for number, line in enumerate(lines):
            prefix = first if number == 0 else rest
            if number and self.chance(0.05):
                prefix = self.pick(("", prefix[:-1], prefix + " ", prefix.rstrip()))
            made.append((prefix + line) if line else prefix.rstrip() if self.chance(0.8) else prefix)
        return made

    def quote(self, depth: int) -> list[str]:
        prefix = self.pick(("> ", "> ", ">", ">\t", " > "))
        return self.inside(self.blocks(depth + 1, self.pick((1, 1, 2))), prefix, prefix)

    def alert(self, depth: int) -> list[str]:
        return [f"> [!{self.pick(ALERTS)}]"] + self.inside(self.blocks(depth + 1, 1), "> ", "> ")

    def items(self, depth: int) -> list[str]:
        bullet = self.pick(BULLETS)
        is_task = self.chance(0.4)
        lines: list[str] = []
        loose = self.chance(0.3)
        for number in range(self.pick((1, 2, 2, 3))):
            if number and loose:
                lines.append("")
            body = self.blocks(depth + 1, self.pick((1, 1, 1, 2))) if self.chance(0.6) else [self.line()]
            if self.chance(0.05):
                body = [""] + body
            if is_task and self.chance(0.8):
                body = [self.pick(TASKS) + body[0]] + body[1:]
            lines += self.inside(body, bullet, " " * len(bullet.expandtabs(4)))
        return lines

    def footnote(self, depth: int) -> list[str]:
        label = self.label(LABELS)
        body = self.text(self.pick((1, 1, 2)))
        lines = [f"[^{label}]:{self.pick((' ', ' ', '', '  ', chr(9)))}{body[0]}"] + body[1:]
        if self.chance(0.4):
            indentation = self.pick(("    ", "    ", "\t", "  ", "     "))
            lines += [""] if self.chance(0.8) else []
            lines += self.inside(self.blocks(max(depth + 1, 2), self.pick((1, 2))), indentation, indentation)
        if self.chance(0.05):
            lines[0] = f"[^{label}]:"
        return lines

    # Tables

    def row(self, cells: list[str], edges: tuple[str, str]) -> str:
        pad = self.pick((" ", " ", " ", "", "  ", "\t"))
        return edges[0] + "|".join(pad + cell + pad for cell in cells) + edges[1]

    def table(self, _depth: int) -> list[str]:
        columns = self.pick((1, 1, 2, 2, 3, 4))
        edges = self.pick((("|", "|"), ("|", "|"), ("|", "|"), ("", ""), ("|", ""), ("", "|"), (" |", "| ")))
        indentation = self.pick(("",) * 9 + (" ", "   ", "    "))
        cells = CELLS if self.chance(0.15) else CELLS[:7]
        ragged = 0.15

        def width() -> int:
            return columns + (self.pick((-1, 1, 2)) if self.chance(ragged) else 0)

        lines = self.text(self.pick((0, 0, 0, 0, 0, 1, 2))) if self.chance(0.5) else []
        lines.append(self.row([self.cell() for _ in range(columns)], edges))
        ragged = 0.05
        lines.append(self.row([self.pick(cells) for _ in range(width())], edges))
        ragged = 0.3
        for _ in range(self.pick((0, 1, 1, 2, 3))):
            if self.chance(0.1):
                edges = self.pick((("", ""), ("|", "|"), ("|", "")))
            lines.append(self.row([self.cell() for _ in range(max(width(), 1))], edges))
        if self.chance(0.1):
            lines.append(self.line())
        if self.chance(0.05):
            lines.insert(self.random.randint(0, len(lines)), self.row([self.pick(cells)] * columns, edges))
        return [indentation + line for line in lines]

    def cell(self) -> str:
        if self.chance(0.12):
            return self.pick(("", " ", "\\|", "a\\|b", "`a\\|b`", "`|`", "\\\\|", "\\\\\\|", "`", "**", "\\",
                              "[^1]"))
        return self.inline(2) if self.chance(0.6) else self.word()


def generate(seed: int, index: int) -> str:
    generator = Generator(random.Random(f"{seed}:{index}"))
    lines = generator.blocks(0, generator.pick((1, 1, 1, 2, 2, 3, 4)))
    end = generator.pick(("\n",) * 30 + ("\r\n", "\r"))
    text = end.join(lines) + (end if generator.chance(0.85) else "")
    return mutate(text, generator.random) if generator.chance(0.3) else text
