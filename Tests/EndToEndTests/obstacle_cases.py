"""What can be in the way of a build: disks that are full, mounts, links, other builds, wrong folders, other people's
files, broken records. Each case gets a folder of its own."""

import os
import shutil
import subprocess
import time

from checks import RECORD, contents, traces, write
from kill_sites import FOREIGN, STAGE, foreign_traces, ours

CANNOT_WRITE = 73


def expect_refused(checks, result, words):
    text = result.stderr.strip()
    checks.expect(result.returncode == CANNOT_WRITE, f"{words}: ended with {result.returncode}: {text}")
    checks.expect("error: cannot" in text, f"{words}: does not say what cannot be done: {text}")


def expect_built(checks, result, words):
    checks.expect(result.returncode == 0, f"{words}: ended with {result.returncode}: {result.stderr.strip()}")


def small_root(folder):
    """A site of two pages."""
    write(folder / "content/site.yml", "title: Small\n")
    write(folder / "content/index.md", "# Home\n\n[There](there.md)\n")
    write(folder / "content/there.md", "# There\n")
    return folder


def two_builds_at_once(checks, waymark, sites, folder, chance):
    """Each ends well or says that another build is writing; the result is one of the two sites, whole."""
    for way in ["exchange", "in place", "first build"]:
        output = folder / way.replace(" ", "-") / "public"
        refused = 0
        for number in range(10):
            words = f"two builds, {way}, {number}"
            if way == "first build" and output.exists():
                shutil.rmtree(output)
            elif number == 0 and way != "first build":
                expect_built(checks, waymark.build(sites.roots[2], output), words)
            if way == "in place":
                write(output / "CNAME", "of others\n")
            first = waymark.start(sites.roots[number % 2], output)
            time.sleep(chance.choice([0, 0, 0.005, 0.02]))
            second = waymark.start(sites.roots[(number + 1) % 2], output)
            ends = []
            for process in [first, second]:
                text = process.communicate(timeout=60)[1]
                ends.append(process.returncode)
                if process.returncode != 0:
                    refused += 1
                    checks.expect(process.returncode == CANNOT_WRITE and "another build is writing there" in text,
                                  f"{words}: ended with {process.returncode}: {text.strip()}")
            checks.expect(0 in ends, f"{words}: none of them built")
            found = {path: value for path, value in contents(output).items() if path != "CNAME"}
            whole = [version for version in [0, 1] if found == sites.references[version]]
            if checks.expect(whole, f"{words}: the result is neither site"):
                result = waymark.build(sites.roots[whole[0]], output)
                checks.expect("nothing to write" in result.stderr, f"{words}: something was left: {result.stderr}")
            beside = os.listdir(output.parent)
            checks.expect(beside == ["public"], f"{words}: beside the output lie {beside}")
        print(f"     {way}: {refused} of 20 refused")


def wrong_folders(checks, waymark, sites, folder, chance):
    """The site's own folders, what holds them, the home folder and the root are refused, forced or not."""
    home = folder / "home"
    root = small_root(home / "projects/site")
    write(home / "letter.txt", "of the user\n")
    write(root / "themes/default/components/article/article.css", "article { margin: 0 }\n")
    os.symlink("content", root / "link")
    os.symlink(home, folder / "home-link")
    before = traces(folder)
    environment = dict(os.environ, HOME=str(home))
    for output in [".", "./", "content", "content/sub", "content/../content/new", "themes", "themes/default", "link",
                   "link/sub", "/", "//", "/..", "..", "../..", str(home), str(folder / "home-link"), str(root), "",
                   str(folder)]:
        for more in [[], ["--force"]]:
            result = subprocess.run([waymark.path, "build", "-v", "-o", output, *more], cwd=root, env=environment,
                                    capture_output=True, text=True, timeout=60)
            words = f"-o {output!r} {' '.join(more)}"
            if output == "":
                checks.expect(result.returncode in (64, CANNOT_WRITE), f"{words}: ended with {result.returncode}")
            else:
                expect_refused(checks, result, words)
    checks.same(traces(folder), before, "a refused build changed something")


def output_is_a_file(checks, waymark, sites, folder, chance):
    root = small_root(folder / "site")
    write(folder / "file", "of others\n")
    before = traces(folder)
    for output in [folder / "file", folder / "file/inside"]:
        for more in [[], ["--force"]]:
            expect_refused(checks, waymark.build(root, output, *more), f"-o {output} {more}, a file")
    checks.same(traces(folder), before, "an output that is a file: something changed")


def files_of_others_in_the_way(checks, waymark, sites, folder, chance):
    """A folder with files and no record is refused; forced, what the build does not write stays."""
    root = small_root(folder / "site")
    output = folder / "public"
    write(output / "mine.txt", "of others\n")
    write(output / "index.html", "of others\n")
    before = traces(folder)
    expect_refused(checks, waymark.build(root, output), "a folder of others")
    checks.same(traces(folder), before, "a folder of others: something changed")
    expect_built(checks, waymark.build(root, output, "--force"), "a folder of others, forced")
    checks.expect((output / "mine.txt").read_text() == "of others\n", "--force touched what it does not write")
    checks.expect("Home" in (output / "index.html").read_text(), "--force did not write the home page")


def output_behind_a_link(checks, waymark, sites, folder, chance):
    """The link stays a link, and what it leads to is exchanged."""
    (folder / "elsewhere").mkdir()
    (folder / "elsewhere/site").mkdir()
    for name, target in [("link", "elsewhere/site"), ("dangling", "elsewhere/not-yet")]:
        link = folder / name
        os.symlink(target, link)
        for version in [0, 1, 2, 0]:
            words = f"through the link {name}, version {version}"
            result = waymark.build(sites.roots[version], link)
            expect_built(checks, result, words)
            checks.expect("exchanged" in result.stderr, f"{words}: not exchanged: {result.stderr}")
            checks.expect(os.path.islink(link) and os.readlink(link) == target, f"{words}: the link has changed")
            checks.same(contents(folder / target), sites.references[version], words)
    checks.expect(sorted(os.listdir(folder)) == ["dangling", "elsewhere", "link"], "something lies beside the link")
    checks.expect(sorted(os.listdir(folder / "elsewhere")) == ["not-yet", "site"], "something lies beside its target")


def parent_is_read_only(checks, waymark, sites, folder, chance):
    """Written in place when nothing can be made beside the output; refused when the output is not writable either."""
    root = folder / "site"
    shutil.copytree(sites.roots[0] / "content", root / "content")
    program = folder / "waymark"
    shutil.copy(waymark.path, program)
    output = folder / "parent/public"
    expect_built(checks, waymark.build(root, output), "the first build")
    command = [str(program), "build", "-v", "-r", str(root), "-o", str(output)]
    if os.geteuid() == 0:
        command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *command]
        for path in [output, *output.rglob("*")]:
            os.lchown(path, 65534, 65534)
        for path in [sites.work, folder]:
            path.chmod(0o755)
    (folder / "parent").chmod(0o555)
    shutil.rmtree(root / "content")
    shutil.copytree(sites.roots[1] / "content", root / "content")
    environment = dict(os.environ, HOME="/nonexistent")
    result = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60)
    expect_built(checks, result, "a parent that is read-only")
    checks.expect("file by file" in result.stderr, f"a parent that is read-only: {result.stderr}")
    checks.same(contents(output), sites.references[1], "a parent that is read-only")

    (root / "content/index.md").write_text("# Another home\n")
    output.chmod(0o555)
    before = traces(folder / "parent")
    result = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60)
    expect_refused(checks, result, "an output that is read-only")
    checks.same(traces(folder / "parent"), before, "an output that is read-only")
    for path in [output, folder / "parent"]:
        path.chmod(0o755)


def changed_by_hand(checks, waymark, sites, folder, chance):
    """What somebody did to our files is undone by the next build, and no other file is written."""
    output = folder / "public"
    expect_built(checks, waymark.build(sites.roots[0], output), "the first build")
    pages = sorted(path for path in sites.references[0] if path.endswith(".html"))
    for number in range(6):
        edited, same_size, deleted, cut = (output / path for path in chance.sample(pages, 4))
        before = traces(output)
        edited.write_bytes(edited.read_bytes() + b"by hand")
        text = same_size.read_bytes()
        same_size.write_bytes(text[:-9] + b"#" + text[-8:])
        deleted.unlink()
        os.truncate(cut, 10)
        if number % 2:
            shutil.rmtree(output / "assets")
        result = waymark.build(sites.roots[0], output)
        expect_built(checks, result, "changed by hand")
        checks.same(contents(output), sites.references[0], "changed by hand")
        after = traces(output)
        touched = {os.path.relpath(path, output) for path in [edited, same_size, deleted, cut]}
        others = [path for path in before if (output / path).is_file() and path not in touched and path != RECORD
                  and not (number % 2 and path.startswith("assets/")) and after.get(path) != before[path]]
        checks.expect(not others, f"files that nobody had changed were written: {others[:5]}")
        checks.expect(os.listdir(folder) == ["public"], f"beside the output lie {os.listdir(folder)}")


def hostile_record(checks, waymark, sites, folder, chance):
    """Whatever a record says, nothing outside the output is deleted or written."""
    output, outside = folder / "inner/public", folder / "outside"
    roots = [small_root(folder / "old"), small_root(folder / "new")]
    write(roots[1] / "content/there.md", "# There\n\nChanged.\n")
    expect_built(checks, waymark.build(roots[1], folder / "reference/public"), "the reference")
    reference = contents(folder / "reference/public")
    write(outside / "a.txt", "of others\n")
    write(folder / "inner/b.txt", "of others\n")
    guarded = [outside, outside / "a.txt", folder / "inner/b.txt"]
    digest = "0" * 64
    hostile = ["../b.txt", "../../outside/a.txt", str(outside / "a.txt"), "x/../../b.txt", "link/a.txt", "link", ".",
               "..", "", "/", "./../b.txt", "x//../../b.txt", "a\\u0000b", "..\\u002fb.txt"]
    lines = ",\n".join(f'    "{path}": "{digest}"' for path in hostile)
    whole = '{\n  "waymark": 1,\n  "files": {\n' + lines + "\n  }\n}\n"
    broken = {"hostile": whole, "empty": "", "no JSON": "<html>", "cut": whole[:150], "NUL": "\0" * 5000,
              "other version": whole.replace("1", "2", 1), "a list": "[]", "deep": "[" * 100_000,
              "no UTF-8": '{\n  "waymark": 1,\n  "files": {\n    "\udcff\udcfe": "' + digest + '"\n  }\n}\n'}
    for one in hostile:
        broken[f"path {one!r}"] = f'{{\n  "waymark": 1,\n  "files": {{\n    "{one}": "{digest}"\n  }}\n}}\n'
    for name, text in broken.items():
        shutil.rmtree(output, ignore_errors=True)
        expect_built(checks, waymark.build(roots[0], output), "the first build")
        os.symlink(outside, output / "link")
        (output / RECORD).write_bytes(text.encode("utf-8", "surrogateescape"))
        state = [(path.lstat().st_ino, path.lstat().st_mtime_ns) for path in guarded]
        for version, more in [(0, []), (1, []), (1, ["--force"])]:
            words = f"a record that is {name}, version {version} {more}"
            result = waymark.build(roots[version], output, *more)
            checks.expect(result.returncode in ((0,) if more else (0, CANNOT_WRITE)),
                          f"{words}: ended with {result.returncode}: {result.stderr.strip()}")
            left = [path for path in guarded if not path.exists()]
            checks.expect(not left and [(path.lstat().st_ino, path.lstat().st_mtime_ns) for path in guarded] == state,
                          f"{words}: something outside was touched")
        checks.expect(os.path.islink(output / "link"), f"a record that is {name}: the link of others is gone")
        found = contents(output)
        wrong = [path for path, value in reference.items() if found.get(path) != value]
        checks.expect(not wrong, f"a record that is {name}: forced, the site is not whole: {wrong[:5]}")
        checks.expect(sorted(os.listdir(folder / "inner")) == ["b.txt", "public"],
                      f"beside the output lie {os.listdir(folder / 'inner')}")


def mount(folder, size, *more):
    folder.mkdir(parents=True, exist_ok=True)
    options = ",".join([f"size={size}", *more])
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True, capture_output=True)


def unmount(folder):
    subprocess.run(["umount", str(folder)], check=True, capture_output=True)


def size_of(reference):
    """What a site takes on a tmpfs, in bytes: whole memory pages."""
    return sum(4096 * -(-len(value[1]) // 4096) for value in reference.values() if value[1] is not None)


def disk_full(checks, waymark, sites, folder, chance):
    """At any size of the disk: the old site stays whole, nothing else is left, and with more room the build goes on."""
    size = size_of(sites.references[0])
    for way in ["exchange", "in place"]:
        refused = 0
        for number, factor in enumerate([1.02, 1.05, 1.1, 1.2, 1.3, 1.5, 1.7, 1.9, 2.0, 2.1, 2.5]):
            words = f"disk full, {way}, {factor} times"
            disk = folder / f"{way.replace(' ', '-')}-{number}"
            output = disk / "public"
            mount(disk, int(size * factor) + 40_000)
            expect_built(checks, waymark.build(sites.roots[0], output), words)
            if way == "in place":
                for path, text in FOREIGN.items():
                    write(output / path, text)
            before = contents(disk)
            result = waymark.build(sites.roots[2], output)
            if result.returncode != 0:
                refused += 1
                expect_refused(checks, result, words)
                checks.expect("No space left" in result.stderr, f"{words}: {result.stderr}")
                checks.same(contents(disk), before, words)
            subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True, capture_output=True)
            foreign = foreign_traces(output) if way == "in place" else None
            expect_built(checks, waymark.build(sites.roots[2], output), f"{words}, then more room")
            checks.same(ours(contents(output)), sites.references[2], f"{words}, then more room")
            if foreign:
                checks.expect(foreign_traces(output) == foreign, f"{words}: something of others was touched")
            checks.expect(os.listdir(disk) == ["public"], f"{words}: beside the output lie {os.listdir(disk)}")
            unmount(disk)
        checks.expect(refused >= 4, f"disk full, {way}: only {refused} builds met a full disk")


def first_build_on_a_full_disk(checks, waymark, sites, folder, chance):
    disk = folder / "disk"
    for words, size, more in [("full", 200_000, []), ("out of inodes", 64_000_000, ["nr_inodes=100"])]:
        mount(disk, size, *more)
        expect_refused(checks, waymark.build(sites.roots[0], disk / "public"), f"a first build, {words}")
        checks.expect(os.listdir(disk) == [], f"a first build, {words}, left {os.listdir(disk)}")
        unmount(disk)


def output_is_a_mount_point(checks, waymark, sites, folder, chance):
    """Written in place, and sound whenever it is killed."""
    output = folder / "public"
    mount(output, "64m")
    # Without --force: an empty disk is an empty folder.
    version = None
    for target in [0, 1, 2, 0]:
        words = f"a mount point, version {target}"
        result = waymark.build(sites.roots[target], output)
        expect_built(checks, result, words)
        checks.expect("mount point" in result.stderr, f"{words}: -v says {result.stderr}")
        checks.same(contents(output), sites.references[target], words)
        checks.expect(os.path.ismount(output), f"{words}: it is none any more")
        version = target
    for number in range(15):
        target = sites.other(version, chance)
        process = waymark.start(sites.roots[target], output)
        while process.poll() is None and not os.path.lexists(output / STAGE):
            time.sleep(0.0002)
        time.sleep(chance.uniform(0, sites.writing))
        process.kill()
        process.communicate()
        found = {path: value for path, value in contents(output).items()
                 if value[1] is not None and path != RECORD and not path.startswith(STAGE)}
        known = [sites.references[version], sites.references[target]]
        half = [path for path, value in found.items() if value not in [one.get(path) for one in known]]
        checks.expect(not half, f"a mount point, kill {number}: neither old nor new: {half[:5]}")
        expect_built(checks, waymark.build(sites.roots[target], output), f"a mount point, after kill {number}")
        checks.same(contents(output), sites.references[target], f"a mount point, after kill {number}")
        version = target
    checks.expect(os.listdir(folder) == ["public"], f"beside the mount point lie {os.listdir(folder)}")
    unmount(output)


def read_only_mount(checks, waymark, sites, folder, chance):
    output = folder / "disk/public"
    mount(folder / "disk", "64m")
    expect_built(checks, waymark.build(sites.roots[0], output), "the first build")
    subprocess.run(["mount", "-o", "remount,ro", str(folder / "disk")], check=True, capture_output=True)
    result = waymark.build(sites.roots[0], output)
    checks.expect("nothing to write" in result.stderr, f"a read-only disk, nothing changed: {result.stderr}")
    expect_refused(checks, waymark.build(sites.roots[1], output), "a read-only disk")
    checks.same(contents(output), sites.references[0], "a read-only disk")
    unmount(folder / "disk")


CASES = [two_builds_at_once, wrong_folders, output_is_a_file, files_of_others_in_the_way, output_behind_a_link,
         parent_is_read_only, changed_by_hand, hostile_record]
MOUNT_CASES = [disk_full, first_build_on_a_full_disk, output_is_a_mount_point, read_only_mount]
