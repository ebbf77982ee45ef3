"""What the tests of the whole program share: counting checks, running builds, looking at folders.

Only the standard library, no test framework: these tests are about processes and files, and run wherever Python does.
"""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "Tests/Benchmarks"))

RECORD = ".waymark.json"


class Checks:
    """Counts, and prints what fails."""

    def __init__(self):
        self.passed = self.failed = 0

    def expect(self, holds, words):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED: {words}", flush=True)
        return bool(holds)

    def same(self, found, expected, words):
        """Two dictionaries by path: says which paths differ."""
        if found == expected:
            return self.expect(True, words)
        paths = sorted(path for path in found.keys() | expected.keys() if found.get(path) != expected.get(path))
        kinds = ["missing" if path not in found else "too many" if path not in expected else "differs"
                 for path in paths[:5]]
        return self.expect(False, f"{words}: {len(paths)} differ, " + ", ".join(
            f"{path} ({kind})" for path, kind in zip(paths, kinds)))

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        sys.exit(1 if self.failed or not self.passed else 0)


def find_waymark(argument):
    """An absolute path of the program; ends the test where there is none."""
    candidates = [argument] if argument else [REPOSITORY / ".build/release/waymark", REPOSITORY / ".build/debug/waymark"]
    for candidate in candidates:
        if os.access(candidate, os.X_OK):
            return os.path.abspath(candidate)
    sys.exit(f"there is no program {candidates[0]}; swift build")


def work_folder(name):
    """A new folder, in memory if possible: what is tested are names and bytes, not the disk."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    return Path(tempfile.mkdtemp(prefix=f"waymark-{name}-", dir=memory))


class Waymark:
    def __init__(self, path):
        self.path = path

    def arguments(self, root, output, *more):
        place = [] if output is None else ["-o", str(output)]
        return [self.path, "build", "-v", "-r", str(root), *place, *more]

    def build(self, root, output, *more, timeout=60, **options):
        """Runs a build to its end; its messages are in `stderr`."""
        return subprocess.run(self.arguments(root, output, *more), stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, errors="replace", timeout=timeout, **options)

    def start(self, root, output, *more):
        return subprocess.Popen(self.arguments(root, output, *more), stdin=subprocess.DEVNULL,
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def contents(folder):
    """Path → bytes of each file, target of each link, None for each folder; the folder itself is left out.

    Empty when nothing is there. Modes are part of it: a site that nobody may read is not whole.
    """
    folder, found = str(folder), {}
    if not os.path.isdir(folder):
        return found
    pending = [""]
    while pending:
        top = pending.pop()
        with os.scandir(os.path.join(folder, top)) as entries:
            for entry in entries:
                path = os.path.join(top, entry.name)
                status = entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(status.st_mode):
                    found[path] = (status.st_mode, None)
                    pending.append(path)
                elif stat.S_ISREG(status.st_mode):
                    with open(entry.path, "rb") as file:
                        found[path] = (status.st_mode, file.read())
                else:
                    found[path] = (status.st_mode, os.readlink(entry.path) if entry.is_symlink() else "")
    return found


def traces(folder):
    """Path → inode, size and time of change: what stays as it is when nothing is written."""
    found = {}
    for path in [folder, *Path(folder).rglob("*")]:
        status = os.lstat(path)
        found[os.path.relpath(path, folder)] = (status.st_ino, status.st_size, status.st_mtime_ns)
    return found


def remove(folder):
    shutil.rmtree(folder, ignore_errors=True)


def write(path, text):
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
