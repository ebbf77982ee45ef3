"""Makes content folders of any size, the same bytes for the same number and seed.

A page has about 6.6 kB of the mix that a handbook has: paragraphs with links, lists, code, a table, a quote, an image.
Sections have an index and 19 pages, parts have ten sections. Every link leads to a page and an anchor that exist.
"""

import random
from pathlib import Path

SECTION = 20
PART = 10
DIAGRAMS = 24

ADJECTIVES = """atomic custom default explicit external generated immutable incremental internal lazy local minimal
nested optional ordered parallel portable relative remote shared stable strict typed""".split()
NOUNS = """account address archive backup browser cache checklist code device form key mailbox message page password
project record request role secret session setting step token""".split()
VERBS = """checks copies depends ends follows keeps lists names opens orders points reads records repeats returns
sends starts stores tests waits""".split()
ENDS = ["so keep it short", "as the table below shows", "and the log names the line", "until the next full run",
        "even when the first one fails", "which few people notice"]

CODE = {
    "bash": """#!/usr/bin/env bash
set -euo pipefail
for file in content/**/*.md; do
  if [[ -f "$file" && "$(wc -c < "$file")" -gt {n} ]]; then
    printf '%s: %d bytes & more\\n' "$file" {n}
  fi
done
site build --jobs {n} --output ./public --strict""",
    "html": """<nav class="{a}-{b}" aria-label="{a}">
  <ul>
    <li><a href="/{a}/?v={n}" rel="next">{b}</a></li>
    <li><a href="/{b}/" aria-current="page">{a} &amp; more</a></li>
  </ul>
  <button type="button" data-limit="{n}" disabled>Open</button>
</nav>""",
    "python": """from dataclasses import dataclass


@dataclass(frozen=True)
class {b}:
    {a}: str
    limit: int = {n}

    def first(self, items: list[str]) -> int:
        if not items:
            raise ValueError("no {a} in <items>")
        return sum(map(len, items)) % self.limit""",
}


class Writer:
    """Words in a row, from one source of chance."""

    def __init__(self, seed):
        self.chance = random.Random(seed)

    def thing(self):
        return f"{self.chance.choice(ADJECTIVES)} {self.chance.choice(NOUNS)}"

    def sentence(self, link=None):
        pick = self.chance.choice
        words = f"the {self.thing()} {pick(VERBS)} before {pick(['each', 'your', 'one'])} {pick(NOUNS)}"
        mark = self.chance.random()
        if link:
            words += f", see {link}"
        elif mark < 0.25:
            words += f" with `{pick(NOUNS)}_{pick(NOUNS)}`"
        elif mark < 0.45:
            words += f" and the *{self.thing()}* {pick(VERBS)} the **{pick(NOUNS)}**"
        elif mark < 0.6:
            words += f' -- "{self.thing()}" -- which {pick(VERBS)} it'
        return f"{words[0].upper()}{words[1:]}, {pick(ENDS)}."

    def paragraph(self, links=()):
        sentences = [self.sentence() for _ in range(3)] + [self.sentence(link) for link in links]
        self.chance.shuffle(sentences)
        return " ".join(sentences)

    def items(self, marker, number):
        lines = [f"{marker} {self.sentence()}" for _ in range(number)]
        lines.insert(2, f"    - {self.sentence()}")
        return "\n".join(lines)

    def table(self):
        rows = [f"| `{self.chance.choice(NOUNS)}` | {self.chance.randrange(99)} | {self.thing()} |" for _ in range(4)]
        return "\n".join(["| Name | Number | Meaning |", "| :--- | ---: | --- |", *rows])

    def code(self):
        language = self.chance.choice(sorted(CODE))
        text = CODE[language]
        for name, value in [("{a}", self.chance.choice(NOUNS)), ("{b}", self.chance.choice(NOUNS).title()),
                            ("{n}", str(self.chance.randrange(9, 4000)))]:
            text = text.replace(name, value)
        return f"```{language}\n{text}\n```"


def page_text(writer, title, order, links, diagram):
    """One page; `links` are Markdown links, of which it uses all."""
    parts = [f'---\ntitle: "{title}"\ndescription: "What a {writer.thing()} is, and what to do when it fails."\n'
             f"order: {order}\n---", f"# {title}", writer.paragraph(), writer.paragraph(links[:1])]
    parts += ["## Before you start", writer.paragraph(links[1:2]), writer.items("-", 4), writer.code()]
    parts += [f"## Example: {writer.thing()}", writer.paragraph(links[2:3]), writer.code()]
    parts += [f"### The {writer.thing()}", writer.paragraph(links[3:4]), writer.items("1.", 3), writer.table()]
    parts += [f"![The {writer.thing()}]({diagram})", writer.paragraph(), f"> {writer.sentence()}\n> {writer.sentence()}"]
    parts += [f"## Settings of the {writer.thing()}", writer.code(), writer.items("-", 4)]
    parts += ["## When it fails", writer.paragraph(links[4:5]), writer.items("1.", 3)]
    parts += ["### Next steps", writer.paragraph(links[5:])]
    return "\n\n".join(parts) + "\n"


def diagram_svg(number):
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{320 + number}" height="200" viewBox="0 0 320 200">\n'
            + "".join(f'  <rect x="{i * 9}" y="{(i * number) % 90}" width="8" height="{i + 3}" fill="#246"/>\n'
                      for i in range(30)) + "</svg>\n")


def page_paths(pages):
    """Paths below content/: the home page, an index of each part and section, pages."""
    paths = ["index.md"]
    section = 0
    while len(paths) < pages:
        part = section // PART
        folder = f"{part + 1:02}-{NOUNS[part % len(NOUNS)]}"
        if section % PART == 0:
            paths.append(f"{folder}/index.md")
        folder += f"/{NOUNS[section % len(NOUNS)]}-{section:03}"
        paths.append(f"{folder}/index.md")
        paths += [f"{folder}/{ADJECTIVES[i % len(ADJECTIVES)]}-{i:02}.md" for i in range(1, SECTION)]
        section += 1
    return paths[:max(pages, 1)]


def relative(target, source):
    up = "../" * source.count("/")
    return up + target


def make_corpus(content, pages, seed=1):
    """Fills the folder `content`, which must not be there; returns the paths of its pages."""
    content = Path(content)
    (content / "assets/img").mkdir(parents=True)
    (content / "site.yml").write_text("title: A handbook of many pages\nprint: {summary: false, whole: false}\n")
    for number in range(DIAGRAMS):
        (content / f"assets/img/diagram-{number:02}.svg").write_text(diagram_svg(number))
    paths = page_paths(pages)
    for number, path in enumerate(paths):
        writer = Writer(f"{seed} {path}")
        targets = [writer.chance.choice(paths) for _ in range(4)]
        near = max(1, number - SECTION)
        targets += [paths[min(near + writer.chance.randrange(2 * SECTION), len(paths) - 1)] for _ in range(4)]
        anchors = ["", "#when-it-fails", "", "#before-you-start"]
        links = [f"[the {writer.thing()}]({relative(target, path)}{anchors[i % 4]})"
                 for i, target in enumerate(targets)]
        title = f"{writer.thing().capitalize()} {number}"
        text = page_text(writer, title, number + 1, links,
                         relative(f"assets/img/diagram-{writer.chance.randrange(DIAGRAMS):02}.svg", path))
        file = content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return paths
