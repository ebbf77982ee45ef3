"""Tries the binary that travels: check_binary.py BINARY CONTENT PUBLIC.

It must need no library that a bare Debian 12 lacks, build CONTENT in an empty folder with an empty environment
to the same bytes as PUBLIC, and start in under 20 ms.
"""

import filecmp
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

# What Debian's essential packages and apt bring along.
PRESENT = re.compile(r"(libc|libm|libdl|libpthread|librt|libutil|libgcc_s|libstdc\+\+|ld-linux-[^.]*)\.so\.\d+")
STARTS = 41
LIMIT = 0.020


def needed(binary: pathlib.Path) -> list[str]:
    said = subprocess.run(
        ["readelf", "--dynamic", "--wide", str(binary)], capture_output=True, text=True, check=True).stdout
    return re.findall(r"\(NEEDED\).*\[(.*)\]", said)


def differences(one: filecmp.dircmp) -> list[str]:
    found = one.left_only + one.right_only + one.funny_files
    _, other, errors = filecmp.cmpfiles(one.left, one.right, one.common_files, shallow=False)
    found += other + errors
    for inner in one.subdirs.values():
        found += differences(inner)
    return found


def start_seconds(binary: pathlib.Path, folder: str) -> float:
    taken = []
    for _ in range(STARTS):
        before = time.perf_counter()
        subprocess.run([str(binary), "--version"], env={}, cwd=folder, check=True,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        taken.append(time.perf_counter() - before)
    return statistics.median(taken)


def main(built: pathlib.Path, content: pathlib.Path, public: pathlib.Path) -> int:
    problems = []
    libraries = needed(built)
    print(f"{built.stat().st_size / 1e6:.1f} MB, needs {' '.join(libraries)}")
    problems += [f"it needs {name}" for name in libraries if not PRESENT.fullmatch(name)]
    with tempfile.TemporaryDirectory() as elsewhere:
        # A copy, so that nothing beside the binary can help it.
        binary = pathlib.Path(elsewhere, "bin", "waymark")
        binary.parent.mkdir()
        shutil.copy2(built, binary)
        site = pathlib.Path(elsewhere, "site")
        site.mkdir()
        shutil.copytree(content, site / "content")
        build = subprocess.run([str(binary), "build", "--strict"], env={}, cwd=site, check=False,
                               stdin=subprocess.DEVNULL, capture_output=True, text=True)
        print((build.stdout + build.stderr).strip())
        if build.returncode:
            problems.append(f"it ended with status {build.returncode}")
        elif different := differences(filecmp.dircmp(site / "public", public, ignore=[], hide=[
                os.curdir, os.pardir])):
            problems.append(f"it wrote other files than the ordinary build: {', '.join(different)}")
        seconds = start_seconds(binary, elsewhere)
        print(f"starts in {seconds * 1000:.1f} ms (median of {STARTS})")
        if seconds >= LIMIT:
            problems.append(f"it takes more than {LIMIT * 1000:.0f} ms to start")
    for problem in problems:
        print(f"{built}: {problem}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*map(pathlib.Path, sys.argv[1:4])))
