"""Two versions of a site, and builds of them that are killed."""

import os
import re
import signal
import subprocess
import time

from checks import RECORD, contents, write
from corpus import make_corpus

PAGES = 150
STAGE = ".waymark-stage"


class Sites:
    """Versions of one site in roots of their own, each with a reference build that nothing disturbed."""

    def __init__(self, waymark, work):
        self.waymark, self.work, self.kills = waymark, work, 0
        self.roots = [work / "versions" / name for name in ["old", "new", "restyled"]]
        for root in self.roots:
            make_corpus(root / "content", PAGES)
        self.change(self.roots[1])
        write(self.roots[2] / "themes/default/components/article/article.css", "article { margin: 1px }\n")
        self.references, self.seconds = [], []
        for number, root in enumerate(self.roots):
            output = work / "references" / str(number) / "public"
            start = time.monotonic()
            result = waymark.build(root, output)
            self.seconds.append(time.monotonic() - start)
            if result.returncode != 0:
                raise ValueError(f"a version of the site cannot be built: {result.stderr}")
            self.references.append(contents(output))
        self.writing = self.measure_writing()

    def measure_writing(self):
        """How long a build writes, in seconds: the span in which kills say most."""
        output = self.work / "references/0/public"
        spans = []
        for root in [self.roots[2], self.roots[0]]:
            found = re.search(r"^phase write ([\d.]+) ms$", self.waymark.build(root, output).stderr, re.MULTILINE)
            spans.append(float(found.group(1)) / 1000)
        return max(spans)

    @staticmethod
    def change(root):
        """Edits every third page, adds a section, takes pages away (and the links to them) and adds an asset."""
        content = root / "content"
        pages = sorted(content.rglob("*.md"))
        removed = [page for page in pages if page.name != "index.md"][-6:]
        pages = [page for page in pages if page not in removed]
        for page in removed:
            gone = re.compile(r"\[([^\]]*)\]\([^)]*" + re.escape(page.name) + r"[^)]*\)")
            page.unlink()
            for other in pages:
                other.write_text(gone.sub(r"\1", other.read_text()))
        write(content / "assets/added.txt", "a new asset\n")
        for page in pages[::3]:
            page.write_text(page.read_text() + "\nThis paragraph is in the new version alone.\n")
        for number in range(12):
            write(root / f"content/added/deeper/page-{number}.md", f"# Added {number}\n\nNew text.\n" * 1)
        write(root / "content/added/index.md", "# Added\n")
        write(root / "content/added/deeper/index.md", "# Deeper\n")

    def other(self, version, chance):
        return chance.choice([number for number in range(len(self.roots)) if number != version])


class Killer:
    """Starts builds and kills them: at any moment, while the stage is there, or near the end."""

    def __init__(self, sites, output, chance):
        self.sites, self.output, self.chance = sites, output, chance
        self.stages = [output.parent / f".{output.name}{STAGE}", output / STAGE]

    def kill(self, version):
        """False when the build had ended before the kill."""
        record = self.record()
        process = self.sites.waymark.start(self.sites.roots[version], self.output)
        kind = self.chance.random()
        if kind < 0.25:
            time.sleep(self.chance.uniform(0, self.sites.seconds[version] * 1.1))
        elif kind < 0.6:
            while process.poll() is None and not self.has_stage():
                time.sleep(0.0002)
            time.sleep(self.chance.uniform(0, self.sites.writing))
        else:
            # The record changes when the sites do: what follows is the end of a build.
            while process.poll() is None and self.record() == record:
                time.sleep(0.0002)
            time.sleep(self.chance.uniform(0, self.sites.writing / 8))
        process.send_signal(signal.SIGKILL)
        process.stderr.close()
        return process.wait() == -signal.SIGKILL

    def record(self):
        try:
            return os.lstat(self.output / RECORD).st_ino
        except FileNotFoundError:
            return None

    def has_stage(self):
        return any(map(os.path.lexists, self.stages))


def expect_complete(checks, sites, output, version, words, *more):
    """A build that nothing disturbs makes the version whole and leaves nothing else beside or in it."""
    result = sites.waymark.build(sites.roots[version], output, *more)
    checks.expect(result.returncode == 0, f"{words}: the next build ended with {result.returncode}: {result.stderr}")
    checks.same(contents(output), sites.references[version], f"{words}: after the next build")
    beside = sorted(os.listdir(output.parent))
    checks.expect(beside == [output.name], f"{words}: beside the output lie {beside}")


def kill_exchange(checks, waymark, sites, folder, chance):
    """The output is the old or the new site, byte for byte and with its record, whenever a build is killed."""
    output = folder / "public"
    version = 0
    waymark.build(sites.roots[version], output)
    killer = Killer(sites, output, chance)
    seen = {"old": 0, "new": 0, "stage": 0, "ended": 0}
    killed = 0
    for number in range(4 * sites.kills):
        if killed == sites.kills:
            break
        target = sites.other(version, chance)
        words = f"kill {number}, {version} to {target}"
        if killer.kill(target):
            killed += 1
        else:
            seen["ended"] += 1
        seen["stage"] += killer.has_stage()
        found = contents(output)
        if found == sites.references[target]:
            seen["new"] += 1
            checks.expect(True, words)
            version = target
        else:
            seen["old"] += 1
            checks.same(found, sites.references[version], f"{words}: neither the old nor the new site")
        # Often several kills in a row, before a build clears up.
        if chance.random() < 0.5:
            version = chance.choice([target, version])
            expect_complete(checks, sites, output, version, words)
    version = target
    expect_complete(checks, sites, output, version, "in the end")
    print(f"     {killed} killed: {seen}")
    checks.expect(killed == sites.kills, f"only {killed} builds were killed in time")
    checks.expect(min(seen["old"], seen["new"], seen["stage"]) >= sites.kills // 40,
                  f"the moments are not spread over a build: {seen}")


def kill_first_build(checks, waymark, sites, folder, chance):
    """There is no output, or the whole of it, whenever the first build is killed."""
    output = folder / "public"
    killer = Killer(sites, output, chance)
    for number in range(max(sites.kills // 8, 1)):
        killer.kill(number % 3)
        found = contents(output)
        if output.exists():
            checks.same(found, sites.references[number % 3], f"first build, kill {number}")
        else:
            checks.expect(True, "no output")
        if number % 2:
            expect_complete(checks, sites, output, number % 3, f"first build, kill {number}")
        subprocess.run(["rm", "-rf", str(output)], check=True)


FOREIGN = {".git/HEAD": "ref: refs/heads/main\n", ".git/objects/ab/cdef": "\0blob", "CNAME": "help.example.org\n",
           "assets/img/mine.txt": "not of the build\n", "private/notes/a.txt": "notes\n"}


def kill_in_place(checks, waymark, sites, folder, chance):
    """No file is half, none of others is touched, the order holds, and the next build completes it."""
    output = folder / "public"
    version = 0
    waymark.build(sites.roots[version], output)
    for path, text in FOREIGN.items():
        write(output / path, text)
    foreign = foreign_traces(output)
    result = waymark.build(sites.roots[1], output)
    checks.expect("file by file" in result.stderr, f"-v does not say that it writes in place: {result.stderr}")
    waymark.build(sites.roots[version], output)
    killer = Killer(sites, output, chance)
    seen = {"old": 0, "mixed": 0, "new": 0, "stage": 0, "ended": 0}
    killed = 0
    for number in range(4 * sites.kills):
        if killed == sites.kills:
            break
        target = sites.other(version, chance)
        words = f"in place, kill {number}, {version} to {target}"
        if killer.kill(target):
            killed += 1
        else:
            seen["ended"] += 1
        seen["stage"] += killer.has_stage()
        found = ours(contents(output))
        state = expect_sound(checks, found, sites.references[version], sites.references[target], words)
        seen[state] += 1
        checks.expect(foreign_traces(output) == foreign, f"{words}: something of others was touched")
        version = target if chance.random() < 0.8 else version
        result = waymark.build(sites.roots[version], output)
        checks.expect(result.returncode == 0, f"{words}: the next build ended with {result.returncode}: "
                      + result.stderr)
        checks.same(ours(contents(output)), sites.references[version], f"{words}: after the next build")
        checks.expect(foreign_traces(output) == foreign, f"{words}: the next build touched something of others")
        checks.expect(os.listdir(folder) == ["public"], f"{words}: beside the output lie {os.listdir(folder)}")
    print(f"     {killed} killed: {seen}")
    checks.expect(killed == sites.kills, f"only {killed} builds were killed in time")
    checks.expect(min(seen["old"], seen["new"], seen["mixed"], seen["stage"]) >= sites.kills // 40,
                  f"the moments are not spread over a build: {seen}")


def foreign_traces(output):
    """Bytes, inode and times of everything that is not of the build."""
    found = {}
    for path in FOREIGN:
        status = os.lstat(output / path)
        found[path] = ((output / path).read_bytes(), status.st_ino, status.st_mtime_ns, status.st_mode)
    return found


def ours(found):
    """Without what is foreign, and without folders that only it needs."""
    folders = {".git", ".git/objects", ".git/objects/ab", "private", "private/notes"}
    return {path: value for path, value in found.items() if path not in FOREIGN and path not in folders}


def expect_sound(checks, found, old, new, words):
    """Each file is its old or its new version. Says whether the output is old, new or between them."""
    files = {path: value for path, value in found.items() if value[1] is not None and not path.startswith(STAGE)}
    half = [path for path, value in files.items() if path != RECORD and value not in (old.get(path), new.get(path))]
    checks.expect(not half, f"{words}: neither old nor new: {half[:5]}")
    old_files = {path: value for path, value in old.items() if value[1] is not None}
    new_files = {path: value for path, value in new.items() if value[1] is not None}
    lost = [path for path in old_files.keys() & new_files.keys() if path not in files]
    checks.expect(not lost, f"{words}: lost {lost[:5]}")

    def arrived(path):
        return files.get(path) == new_files[path]

    changed = [path for path in new_files if path != RECORD and new_files[path] != old_files.get(path)]
    # Among the assets is a text file, which is no `robots.txt`.
    pages = [path for path in changed if path.endswith((".html", ".xml", ".txt")) and "assets/" not in path]
    assets = [path for path in changed if path not in pages]
    removed = [path for path in old_files if path not in new_files and path not in files]
    if any(map(arrived, pages)):
        late = [path for path in assets if not arrived(path)]
        checks.expect(not late, f"{words}: {next(filter(arrived, pages))} came before {late[:3]}")
    if removed:
        checks.expect(all(map(arrived, changed)), f"{words}: {removed[0]} went before the new files came")
    if files == old_files:
        return "old"
    return "new" if files == new_files else "mixed"
