"""A site whose pages are hard to print: each has one thing that does not fit on a sheet."""

TALL = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 3000" width="300" height="3000">'
    '<path fill="#fff" stroke="#000" stroke-width="8" d="M4 4h292v2992H4z"/></svg>\n'
)
LONG_WORD = "w" * 500
LONG_TITLE = "Rather a long title of a page " * 8
OUTSIDE = "https://example.org/a-rather-long-address/"
FOOTER = "[Foot](https://foot.test/f), [bare.test](https://bare.test/), [tall](tall.md), [us](mailto:us@foot.test)"


def table(columns: int, rows: int) -> str:
    head = "|" + "".join(f" Head{column} |" for column in range(columns))
    body = ["|" + "".join(f" r{row}c{column} value |" for column in range(columns)) for row in range(rows)]
    return "\n".join([head, "|" + " --- |" * columns, *body]) + "\n"


def paragraphs(count: int) -> str:
    return "".join(f"Paragraph {number} has some words in it, so that sheets fill.\n\n" for number in range(count))


def code(lines: int) -> str:
    return "```text\n" + "".join(f"line {number} {'x' * 150} end{number}\n" for number in range(lines)) + "```\n"


def links(count: int) -> str:
    return "".join(f"Read [words {number}]({OUTSIDE}{number}), or [them again]({OUTSIDE}{number}).\n\n"
                   for number in range(count))


PAGES = {
    "index.md": "---\ntitle: Start\n---\n\nA [picture](tall.md), [Wide](wide.md) and [wide again](wide.md).\n\n"
                "::: details \"Folded words\"\nUnder the fold.\n:::\n\n"
                ":::: tabs\n::: tab \"One\"\nFirst tab.\n:::\n::: tab \"Two\"\nSecond tab.\n:::\n::::\n",
    "wide.md": f"---\ntitle: Wide\n---\n\n{table(9, 3)}\n{table(16, 3)}\n{table(30, 3)}\n"
               f"| Word | More |\n| --- | --- |\n| {LONG_WORD} | short |\n| `{LONG_WORD}` | [{LONG_WORD}]({OUTSIDE}) |\n",
    "tall.md": "---\ntitle: Tall\n---\n\nBefore it.\n\n![A very tall frame](assets/tall.svg)\n\nAfter it.\n",
    "words.md": f"---\ntitle: {LONG_TITLE}\n---\n\n{LONG_WORD}\n\n## {LONG_WORD}\n\n- {LONG_WORD}\n\n> {LONG_WORD}\n\n"
                f"`{LONG_WORD}`\n\n::: steps\n1. {LONG_WORD}\n:::\n\n[{LONG_WORD}]({OUTSIDE}{LONG_WORD})\n\n"
                f"{LONG_WORD}\n: {LONG_WORD}\n\n{paragraphs(40)}",
    "rows.md": f"---\ntitle: Rows\n---\n\n{table(3, 120)}",
    "code.md": f"---\ntitle: Code\n---\n\nShort:\n\n{code(3)}\nLong:\n\n{code(120)}",
    "rtl.md": "---\ntitle: שלום עולם\nlang: he\n---\n\nמילים מימין לשמאל, ו[קישור](https://example.org/he).\n\n"
              f"1. ראשון\n2. שני\n\n{table(3, 2)}\n" + "פסקה של מילים.\n\n" * 60,
    "links.md": f"---\ntitle: Links\n---\n\n{links(60)}## Second\n\n{links(2)}",
    "folded.md": "---\ntitle: Folded\n---\n\n" + "".join(
        f"{paragraphs(3 + number % 7)}::: details \"Fold {number}\"\n{('Short.', table(1, 1))[number % 2]}\n:::\n\n"
        for number in range(60)),
    "headings.md": "---\ntitle: Headings\n---\n\n" + "".join(
        f"## Heading {number}\n\n### Below {number}\n\n{paragraphs(1 + number % 4)}" for number in range(30)),
}
