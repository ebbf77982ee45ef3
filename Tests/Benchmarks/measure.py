"""Runs processes and says what they cost."""

import os
import re
import time
from dataclasses import dataclass, field


@dataclass
class Run:
    status: int
    wall: float
    #: User and system time in seconds.
    cpu: float
    #: Bytes. Linux counts the shell that started the process too: below about 12 MB it says nothing.
    peak: int
    phases: dict = field(default_factory=dict)
    summary: str = ""


def run(arguments, output=os.devnull, messages=os.devnull):
    """One process to its end. Its costs come from wait4, so that they are its own and nobody else's."""
    create = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    actions = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0), (os.POSIX_SPAWN_OPEN, 1, output, create, 0o644),
               (os.POSIX_SPAWN_OPEN, 2, messages, create, 0o644)]
    start = time.perf_counter()
    process = os.posix_spawnp(arguments[0], arguments, os.environ, file_actions=actions)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - start
    return Run(os.waitstatus_to_exitcode(status), wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def build(waymark, root, output, messages):
    """A build with -v; its phases in milliseconds. Ends the program when it fails."""
    result = run([waymark, "build", "-v", "-r", root, "-o", output], messages=messages)
    with open(messages, encoding="utf-8", errors="replace") as file:
        text = file.read()
    if result.status != 0:
        raise SystemExit(f"the build of {root} ended with {result.status}:\n{text[-2000:]}")
    result.phases = {name: float(time) for name, time in re.findall(r"^phase (.+) ([\d.]+) ms$", text, re.MULTILINE)}
    result.summary = text.rstrip().rsplit("\n", 1)[-1]
    return result


def marks(folder):
    """Inode, size and time of every file and folder: what a build that writes nothing leaves as it was."""
    found = {}
    pending = [folder]
    while pending:
        path = pending.pop()
        status = os.lstat(path)
        found[path] = (status.st_ino, status.st_size, status.st_mtime_ns)
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append(entry.path)
                else:
                    status = entry.stat(follow_symlinks=False)
                    found[entry.path] = (status.st_ino, status.st_size, status.st_mtime_ns)
    return found
