#!/usr/bin/env python3
"""Edits a site, builds it again and asserts what was written; builds it in other surroundings and asserts nothing differs.

    Tests/EndToEndTests/rebuild_test.py [WAYMARK]

What was written is read off the disk: a file whose inode and time are the old ones was not. After each edit the output
is also that of a clean build, and after its undoing that of the first build.
"""

import os
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
from checks import RECORD, Checks, Waymark, contents, find_waymark, remove, traces, work_folder, write  # noqa: E402
from corpus import make_corpus  # noqa: E402

PAGES = 64
SECTION = "01-account/address-001"


def files(found):
    return {path: value for path, value in found.items() if value[1] is not None}


class Rebuild:
    """A site and its output, built once."""

    def __init__(self, checks, waymark, folder, foreign):
        self.checks, self.waymark, self.folder = checks, waymark, folder
        self.root, self.output = folder / "site", folder / "site/public"
        self.content = self.root / "content"
        make_corpus(self.content, PAGES)
        self.prepare()
        self.foreign = foreign
        self.way = "in place" if foreign else "exchanged"
        self.build("the first build")
        if foreign:
            write(self.output / ".git/HEAD", "ref: refs/heads/main\n")
        self.first = contents(self.output)

    def prepare(self):
        """Words that stand in one place alone, so that one knows where they must turn up."""
        self.page = self.content / SECTION / "custom-03.md"
        self.page.write_text('---\ntitle: "Quokka"\norder: 3\n---\n\n# Quokka\n\nThe word is wombat here.\n')
        self.linking = self.content / SECTION / "default-04.md"
        self.linking.write_text('---\ntitle: "Links"\norder: 4\n---\n\n# Links\n\nTo [it](custom-03.md).\n')
        for page in self.content.rglob("*.md"):
            if page not in [self.page, self.linking]:
                page.write_text(page.read_text().replace("custom-03.md#when-it-fails", "custom-03.md")
                                .replace("custom-03.md#before-you-start", "custom-03.md")
                                .replace("default-04.md#when-it-fails", "default-04.md")
                                .replace("default-04.md#before-you-start", "default-04.md"))

    def build(self, words, *more):
        result = self.waymark.build(self.root, None, *more)
        self.checks.expect(result.returncode == 0, f"{words}: ended with {result.returncode}: {result.stderr}")
        return result.stderr

    def change(self, words, edit, undo, expected=None):
        """Edits, builds, looks, undoes. `expected(old, new)` gives the paths that must be written."""
        words = f"{self.way}: {words}"
        before, old = traces(self.output), contents(self.output)
        edit()
        messages = self.build(words)
        after, new = traces(self.output), contents(self.output)
        written = {path for path in files(new) if after[path] != before.get(path)}
        removed = {path for path in files(old) if path not in new}
        differing = {path for path in files(new) if new[path] != old.get(path)}
        self.checks.expect(written == differing, f"{words}: written although the same: {sorted(written - differing)[:5]}")
        way = "file by file" if self.foreign else "exchanged in one step"
        self.checks.expect(way in messages, f"{words}: not {self.way}: {messages}")
        pages = {path for path in written if path != RECORD}
        self.checks.expect(f"{len(pages)} file{'' if len(pages) == 1 else 's'} written" in messages,
                           f"{words}: {len(pages)} files were written, but it says: {messages}")
        if expected:
            wanted = expected(old, new)
            self.checks.expect(pages == wanted, f"{words}: written beyond what must be: {sorted(pages - wanted)[:5]}, "
                               f"not written: {sorted(wanted - pages)[:5]}")
        self.expect_clean(words, new)
        undo()
        self.build(f"{words}, undone")
        self.checks.same(contents(self.output), self.first, f"{words}, undone")
        result = subprocess.run(["diff", "-r", str(self.output), str(self.folder / "first")], capture_output=True)
        self.checks.expect(result.returncode == 0, f"{words}, undone: diff -r: {result.stdout[:300]}")
        return pages, removed

    def expect_clean(self, words, found):
        clean = self.folder / "clean"
        result = self.waymark.build(self.root, clean)
        self.checks.expect(result.returncode == 0, f"{words}: a clean build ended with {result.returncode}")
        found = {path: value for path, value in found.items() if path.split("/")[0] != ".git"}
        self.checks.same(contents(clean), found, f"{words}: against a clean build")
        remove(clean)

    def replace(self, path, old, new):
        text = path.read_text()
        self.checks.expect(old in text, f"{old} is not in {path}")
        return (lambda: path.write_text(text.replace(old, new))), (lambda: path.write_text(text))


def showing(*words):
    """The pages, old or new, in which one of these words stands."""
    def expected(old, new):
        return {path for path in files(new) if path.endswith(".html")
                and any(word.encode() in (old.get(path, (0, b""))[1] or b"") + new[path][1] for word in words)}
    return expected


def nothing_changed(site):
    before = traces(site.output)
    old = contents(site.output)
    for number in range(3):
        words = f"{site.way}: nothing changed, build {number}"
        if number == 1:
            for path in site.content.rglob("*"):
                os.utime(path)
        messages = site.build(words)
        site.checks.expect("nothing to write" in messages, f"{words}: {messages}")
        site.checks.same(traces(site.output), before, words)
        site.checks.same(contents(site.output), old, words)


def edits(site):
    html = f"{SECTION}/custom-03/index.html"
    site.checks.expect(html in site.first, f"{html} is not in the output")

    site.change("one word edited", *site.replace(site.page, "wombat", "numbat"), lambda old, new: {html})
    pages, _ = site.change("retitled", *site.replace(site.page, "Quokka", "Platypus"), showing("Quokka", "Platypus"))
    site.checks.expect(len(pages) > 1, f"{site.way}: a title is shown on no other page")

    added = site.content / SECTION / "added.md"
    pages, _ = site.change("a page added", lambda: write(added, "# Dugong\n\nText.\n"), added.unlink, showing("Dugong"))
    site.checks.expect(f"{SECTION}/added/index.html" in pages, f"{site.way}: the added page was not written")

    # No other page may link to what is taken away.
    text = site.page.read_text()
    linking = {page: page.read_text() for page in site.content.rglob("*.md") if "custom-03.md" in page.read_text()}

    def unlinked(new_name):
        for page, old in linking.items():
            if page != site.page:
                page.write_text(old.replace("custom-03.md", new_name))

    def linked():
        for page, old in linking.items():
            page.write_text(old)
        site.page.write_text(text)

    unlinked("default-04.md")
    site.build("the links to a page turned elsewhere")
    kept, site.first = site.first, contents(site.output)
    remember(site)
    _, removed = site.change("a page removed", site.page.unlink, lambda: site.page.write_text(text), showing("Quokka"))
    site.checks.expect(removed == {html}, f"{site.way}: a page removed, gone are {removed}")
    site.checks.expect(True, "undone")
    linked()
    site.build("the links turned back")
    site.checks.same(contents(site.output), kept, f"{site.way}: the links turned back")
    site.first = kept
    remember(site)

    renamed = site.page.with_name("renamed.md")

    def rename():
        unlinked("renamed.md")
        site.page.rename(renamed)

    def rename_back():
        renamed.unlink()
        linked()

    pages, removed = site.change("a page renamed", rename, rename_back)
    site.checks.expect(removed == {html}, f"{site.way}: a page renamed, gone are {removed}")
    site.checks.expect(f"{SECTION}/renamed/index.html" in pages, f"{site.way}: the renamed page was not written")

    style = site.root / "themes/default/components/article/article.css"
    everything = {path for path in files(site.first) if path.endswith(".html")}
    pages, removed = site.change(
        "a style of the theme overridden", lambda: write(style, "article { margin: 1px }\n"),
        lambda: remove(site.root / "themes"),
        lambda old, new: everything | {path for path in files(new) if path not in old})
    site.checks.expect(len(removed) == 1 and next(iter(removed)).endswith(".css"),
                       f"{site.way}: a style overridden, gone are {removed}")

    picture = site.content / "assets/img/diagram-03.svg"
    site.change("an asset edited, its size kept", *site.replace(picture, "#246", "#357"),
                lambda old, new: {"assets/img/diagram-03.svg"})
    site.change("the site retitled", *site.replace(site.content / "site.yml", "A handbook", "An almanac"),
                showing("A handbook", "An almanac"))


FORM = """name: Lost access
description: For people who cannot log in.
body:
  - type: input
    attributes: {label: Your wallaby}
"""


def form_edits(site):
    """A form changes the pages that show it, and so does every other source: its text names the guide's revision."""
    page, form = site.content / "ask.md", site.content / "forms/lost-access.yml"
    write(page, "# Ask\n\n::: request lost-access\n:::\n")
    write(form, FORM)
    site.build("a form added")
    kept, site.first = site.first, contents(site.output)
    remember(site)
    site.change("a form edited", *site.replace(form, "wallaby", "wombat"), lambda old, new: {"ask/index.html"})
    site.change("a page edited beside a form", *site.replace(site.page, "wombat", "numbat"),
                lambda old, new: {"ask/index.html", f"{SECTION}/custom-03/index.html"})
    page.unlink()
    remove(form.parent)
    site.build("the form removed")
    site.checks.same(contents(site.output), kept, f"{site.way}: the form removed")
    site.first = kept
    remember(site)


def remember(site):
    """The first build, for diff -r."""
    remove(site.folder / "first")
    shutil.copytree(site.output, site.folder / "first", symlinks=True)


def errors_keep_the_site(site):
    before = traces(site.output)
    text = site.page.read_text()
    site.page.write_text(text + "\n[Nowhere](nowhere.md)\n")
    result = site.waymark.build(site.root, None)
    site.checks.expect(result.returncode == 1, f"{site.way}: a broken link ended with {result.returncode}")
    site.checks.same(traces(site.output), before, f"{site.way}: a build with an error wrote something")
    site.page.write_text(text)
    site.checks.same(traces(site.output), before, f"{site.way}: after an error")


def make_locales(checks, folder):
    """Variables that make the named locales real ones: a name that the system does not know means C, and tests nothing."""
    folder.mkdir()
    for name in ["de_DE", "tr_TR"]:
        # Its status is 1 for mere warnings; whether the locale works is asked below.
        result = subprocess.run(["localedef", "-i", name, "-f", "UTF-8", str(folder / f"{name}.UTF-8")],
                                capture_output=True, text=True)
        found = subprocess.run(["locale", "decimal_point"], capture_output=True, text=True,
                               env=dict(os.environ, LOCPATH=str(folder), LC_ALL=f"{name}.UTF-8"))
        checks.same(found.stdout, ",\n", f"there is no locale {name}: {result.stderr}")
    return {"LOCPATH": str(folder)}


def determinism(checks, waymark, folder):
    """The same bytes in all surroundings: nothing of the machine, the time or the order of the disk is in a site."""
    root = folder / "site"
    make_corpus(root / "content", PAGES)
    write(root / "content/\u00e9t\u00e9/index.md", "# \u00c9t\u00e9\n\nI \u0131 \u0130 i.\n")
    write(root / "content/\u00e9t\u00e9/Istanbul.md", "# Istanbul \u0130\n\n## I \u0130 \u0131\n")
    write(root / "content/\u00e9t\u00e9/zebra.md", "---\nreviewed: 2026-01-31\n---\n# Zebra\n")
    write(root / "content/\u00e9t\u00e9/\u00e4rger.md", "# \u00c4rger\n")
    write(root / "content/ask.md", "# Ask\n\n::: request lost-access\n:::\n")
    write(root / "content/forms/lost-access.yml", FORM)
    write(root / "content/forms/second.yml", FORM)
    write(root / "content/\u00e9t\u00e9/second.md", "# Second\n\n::: request second\n:::\n")
    output = folder / "first/public"
    result = waymark.build(root, output)
    checks.expect(result.returncode == 0, f"the first build ended with {result.returncode}: {result.stderr}")
    first = contents(output)

    def expect_same(words, root=root, *more, modes=True, **options):
        other = folder / "again/public"
        remove(other)
        result = waymark.build(root, other, *more, **options)
        checks.expect(result.returncode == 0, f"{words}: ended with {result.returncode}: {result.stderr}")
        found, expected = contents(other), first
        if not modes:
            found, expected = ({path: value[1] for path, value in one.items()} for one in [found, first])
        checks.same(found, expected, words)
        result = subprocess.run(["diff", "-r", str(output), str(other)], capture_output=True)
        checks.expect(result.returncode == 0, f"{words}: diff -r: {result.stdout[:300]}")

    expect_same("two builds")
    longer = folder / "another folder/with a much longer path \u00fc/that is deeper, too"
    shutil.copytree(root / "content", longer / "content")
    expect_same("another folder", longer)
    expect_same("a relative root", ".", cwd=longer)

    backwards = folder / "backwards"
    pages = sorted((path for path in (root / "content").rglob("*") if path.is_file()), reverse=True)
    for page in pages:
        target = backwards / page.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, target)
    expect_same("files made in another order", backwards)

    locales = make_locales(checks, folder / "locales")
    for name, value in [("LC_ALL", "C"), ("LC_ALL", "de_DE.UTF-8"), ("LC_ALL", "tr_TR.UTF-8"), ("LC_ALL", "unknown"),
                        ("LANG", "tr_TR.UTF-8"), ("TZ", "Asia/Kathmandu"), ("TZ", "America/Caracas"), ("TZ", "nonsense"),
                        ("HOME", "/nonexistent"), ("COLUMNS", "20"), ("SWIFT_DETERMINISTIC_HASHING", "1")]:
        expect_same(f"{name}={value}", env=dict(os.environ, **locales, **{name: value}))
    expect_same("an empty environment", env={})

    cores = sorted(os.sched_getaffinity(0))
    for number in {1, len(cores)}:
        expect_same(f"{number} cores", preexec_fn=lambda: os.sched_setaffinity(0, cores[:number]))
    for mask in [0o077, 0o002]:
        expect_same(f"umask {mask:03o}", modes=False, umask=mask)
    for _ in range(5):
        expect_same("again")


def main():
    checks, waymark = Checks(), Waymark(find_waymark(sys.argv[1] if len(sys.argv) > 1 else None))
    work = work_folder("rebuild")
    try:
        for foreign in [False, True]:
            site = Rebuild(checks, waymark, work / ("foreign" if foreign else "own"), foreign)
            remember(site)
            nothing_changed(site)
            edits(site)
            form_edits(site)
            errors_keep_the_site(site)
            nothing_changed(site)
        (work / "same").mkdir()
        determinism(checks, waymark, work / "same")
    finally:
        remove(work)
    checks.end()


if __name__ == "__main__":
    main()
