"""Looks for memory of cmark that nobody frees: check_leaks.py BINARY CONTENT FILE….

LeakSanitizer is put before the release binary, which is linked to libcmark's shared library, and the records
count whose stack goes through that library. Swift's own records do not: it keeps closures of global constants
where no scan finds them. (Valgrind 3.19 crashes on the thread that Swift's concurrency leaves behind.)
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

RECORD = re.compile(r"^(?:Direct|Indirect) leak of .*?(?=^\s*$)", re.MULTILINE | re.DOTALL)
# Leaks on purpose: as long as this is seen, the check works.
CONTROL = "import ctypes; ctypes.CDLL('libcmark.so.0.30.2').cmark_parse_document(b'a', 1, 0)"
DIALECTS = ("commonmark", "waymark")


def leaks(command: list[str]) -> list[str]:
    """The leak records of cmark of one run."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "LD_PRELOAD": "liblsan.so.0",
            # cmark is built without frame pointers, so that the stacks need the slow way.
            "LSAN_OPTIONS": f"fast_unwind_on_malloc=0:malloc_context_size=60:exitcode=0:log_path={folder}/log",
        }
        run = subprocess.run(command, env=environment, check=False, stdin=subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if run.returncode not in (0, 1) or "LeakSanitizer" in run.stderr or "ld.so" in run.stderr:
            raise SystemExit(f"{' '.join(command)} ended with status {run.returncode}:\n{run.stderr}")
        reports = "".join(path.read_text() + "\n" for path in pathlib.Path(folder).iterdir())
    return [found[0] for found in RECORD.finditer(reports) if "libcmark" in found[0]]


def main(binary: str, content: str, files: list[str]) -> int:
    if not leaks([sys.executable, "-c", CONTROL]):
        print("a leak that is there on purpose was not found: the check does not work")
        return 1
    with tempfile.TemporaryDirectory() as output:
        root = str(pathlib.Path(content).resolve().parent)
        commands = [[binary, "build", "--root", root, "--output", f"{output}/public"]]
        commands += [
            [binary, "render", "--dialect", dialect, file] for file in files for dialect in DIALECTS
        ]
        found = [record for command in commands for record in leaks(command)]
    print("\n".join(found), end="\n" if found else "")
    print(f"leaks: {len(commands)} runs, {len(found)} records of cmark")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
