#!/usr/bin/env python3
"""Kills builds at random moments and puts everything in their way, and looks at what is left of the output.

    Tests/EndToEndTests/kill_test.py [WAYMARK] [--kills N] [--seed N] [--only NAME]

The promises are those of the design: exchanged, the output is the old or the new site, whole, at any moment. In place,
no file is half, nothing of others is touched, and a second run completes it. A refused build changes nothing.
"""

import argparse
import os
import random
import subprocess
import sys
import time

sys.dont_write_bytecode = True
from checks import Checks, Waymark, find_waymark, remove, work_folder  # noqa: E402
from kill_sites import Sites, kill_exchange, kill_first_build, kill_in_place  # noqa: E402
from mount_cases import MOUNT_CASES  # noqa: E402
from obstacle_cases import CASES  # noqa: E402


def run_cases(cases, only, checks, waymark, sites, chance):
    for case in cases:
        if only and only not in case.__name__:
            continue
        start, failed = time.monotonic(), checks.failed
        folder = sites.work / case.__name__
        folder.mkdir()
        try:
            case(checks, waymark, sites, folder, chance)
        except (OSError, subprocess.SubprocessError, KeyError, ValueError) as error:
            checks.expect(False, f"{case.__name__}: {type(error).__name__}: {error}")
        print(f"{'ok  ' if checks.failed == failed else 'FAIL'} {case.__name__} {time.monotonic() - start:.1f} s",
              flush=True)


def run_mounted(options, seed, checks):
    """The cases that mount something, in a namespace of mounts that ends with them."""
    command = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-r", "-m"]
    command += [sys.executable, __file__, options.waymark, "--seed", str(seed), "--mounted"]
    command += ["--only", options.only] if options.only else []
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    lines = result.stdout.rstrip().split("\n")
    words = lines[-1].split()
    if len(words) == 4 and words[1] == "passed,":
        print("\n".join(lines[:-1]))
        checks.passed += int(words[0])
        checks.failed += int(words[2])
    else:
        checks.expect(False, f"nothing can be mounted here: {result.stdout.strip()}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("waymark", nargs="?")
    parser.add_argument("--kills", type=int, default=200, help="for each way of writing")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--only", help="cases whose name holds this")
    parser.add_argument("--mounted", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.waymark = find_waymark(options.waymark)
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(1 << 32)
    chance = random.Random(seed)

    checks, waymark = Checks(), Waymark(options.waymark)
    work = work_folder("kill")
    try:
        if options.mounted:
            subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(work)], check=True)
        else:
            print(f"seed {seed}, {options.waymark}", flush=True)
        sites = Sites(waymark, work)
        if options.mounted:
            run_cases(MOUNT_CASES, options.only, checks, waymark, sites, chance)
        else:
            sites.kills = options.kills
            kills = [kill_exchange, kill_first_build, kill_in_place]
            run_cases(kills + CASES, options.only, checks, waymark, sites, chance)
            run_mounted(options, seed, checks)
    finally:
        if options.mounted:
            subprocess.run(["umount", "-l", str(work)], check=False)
        remove(work)
    checks.end()


if __name__ == "__main__":
    main()
