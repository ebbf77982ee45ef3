"""The built pages of a site: their articles as trees, blocks of text, and links."""

import pathlib
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

ORIGIN = "http://site.invalid/"
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
INLINE = {"a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "img", "ins", "kbd", "label", "mark", "q", "s",
          "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
# No words of the page's author.
SKIPPED = {"button", "pre", "script", "style", "svg"}


@dataclass
class Node:
    tag: str
    attributes: dict[str, str]
    line: int
    parent: "Node | None" = None
    children: list["Node | str"] = field(default_factory=list)

    def walk(self):
        """This node and all below it, in the order of the page."""
        stack: list[Node] = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(child for child in reversed(node.children) if isinstance(child, Node))

    def all(self, *tags: str):
        return (node for node in self.walk() if node.tag in tags)

    def above(self):
        """The nodes that hold it, the nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def text(self) -> str:
        pieces: list[str] = []
        stack: list[Node | str] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                pieces.append(item)
            else:
                # Blocks are apart, even where no blank stands between their tags.
                apart = " " if item.tag not in INLINE or item.tag == "br" else ""
                stack += [apart, *reversed(item.children), apart]
        return " ".join("".join(pieces).split())


class Tree(HTMLParser):
    """A well-formed page as a tree; check_html.py sees to the form."""

    def __init__(self, text: str):
        super().__init__()
        self.root = Node("", {}, 0)
        self.open = self.root
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        node = Node(tag, {name: value or "" for name, value in attrs}, self.getpos()[0], self.open)
        self.open.children.append(node)
        if tag not in VOID:
            self.open = node

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        for node in [self.open, *self.open.above()]:
            if node.tag == tag and node.parent is not None:
                self.open = node.parent
                return

    def handle_data(self, data):
        self.open.children.append(data)


@dataclass
class Block:
    """Words that stand together: a paragraph, an item, a cell, a heading."""

    node: Node
    text: str
    # Code in a line is one short word: nobody reads `/manage/account/` syllable by syllable.
    without_code: str
    # Links name another page, which vouches for what it says.
    without_links: str


def blocks(article: Node) -> list[Block]:
    found: list[Block] = []
    pieces: list[tuple[str, bool, bool]] = []

    def end(node: Node):
        if any(text.strip() for text, _, _ in pieces):
            found.append(Block(
                node,
                joined(text for text, _, _ in pieces),
                joined("code" if is_code else text for text, is_code, _ in pieces),
                joined("" if is_code or is_link else text for text, is_code, is_link in pieces)))
        pieces.clear()

    stack: list[tuple[Node | str, Node, bool, bool]] = [(article, article, False, False)]
    while stack:
        item, block, is_code, is_link = stack.pop()
        if isinstance(item, str):
            if item == "\0":
                end(block)
            else:
                pieces.append((item, is_code, is_link))
        elif item.tag in SKIPPED:
            continue
        elif item.tag in INLINE:
            code = is_code or item.tag in ("code", "kbd", "samp")
            link = is_link or item.tag == "a"
            children = [" "] if item.tag == "br" else item.children
            stack += [(child, block, code, link) for child in reversed(children)]
        else:
            end(block)
            # The mark ends what stood in the item itself, after its last child.
            stack += [("\0", item, False, False)]
            stack += [(child, item, False, False) for child in reversed(item.children)]
    end(article)
    return found


def joined(pieces) -> str:
    return " ".join("".join(pieces).split())


def plain(text: str) -> str:
    """Text to compare: no case, straight quotes, one kind of blank and hyphen."""
    text = re.sub("[‘’]", "'", re.sub("[“”]", '"', text))
    return " ".join(re.sub("[‐‑–—]", "-", text).replace("\u00ad", "").casefold().split())


@dataclass(frozen=True)
class Target:
    """Where a link leads: to a page of the site, or to an address elsewhere."""

    page: str | None
    anchor: str = ""
    address: str = ""

    def __str__(self):
        if self.page is None:
            return self.address
        return (self.page or "the home page") + (f"#{self.anchor}" if self.anchor else "")


class Page:
    def __init__(self, key: str, html: str):
        self.key = key
        root = Tree(html).root
        self.nodes = {node.attributes["id"]: node for node in root.walk() if "id" in node.attributes}
        self.article = next(root.all("article"), None)
        self.main = next(root.all("main"), self.article)
        self.anchors = list(root.all("a"))
        self.blocks = blocks(self.article) if self.article else []
        title = next((block.text for block in self.blocks if block.node.tag == "h1"), "")
        self.title = title or key

    @property
    def name(self) -> str:
        return self.key or "the home page"

    def links(self, within: Node | None = None):
        """Each link with its target; of the article, if not said otherwise."""
        within = within or self.article
        for node in within.all("a") if within else ():
            if "href" in node.attributes:
                yield node, self.target(node.attributes["href"])

    def target(self, address: str) -> Target:
        base = ORIGIN + (f"{self.key}/" if self.key else "")
        parts = urlsplit(urljoin(base, address))
        if f"{parts.scheme}://{parts.netloc}/" != ORIGIN:
            return Target(None, address=address)
        return Target(unquote(parts.path).strip("/"), unquote(parts.fragment))


class Site:
    """The pages of a built folder by their paths: `recover/lost-phone`, and `` for the home page."""

    def __init__(self, folder: pathlib.Path):
        self.pages: dict[str, Page] = {}
        for path in sorted(folder.rglob("index.html")):
            key = path.parent.relative_to(folder).as_posix()
            page = Page("" if key == "." else key, path.read_text(encoding="utf-8"))
            # What only leads to a page that has moved has no article.
            if page.article is not None:
                self.pages[page.key] = page

    def missing(self, target: Target) -> str | None:
        """What is missing of a target in the site."""
        if target.page is None:
            return None
        page = self.pages.get(target.page)
        if page is None:
            return f"there is no page {target.page}"
        if target.anchor and target.anchor not in page.nodes:
            return f"{page.name} has no id '{target.anchor}'"
        return None
