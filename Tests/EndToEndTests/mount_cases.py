"""What needs a mount: full disks, disks that are read-only, and an output that is a mount point itself."""

import os
import subprocess
import time

from checks import RECORD, contents, write
from kill_sites import FOREIGN, STAGE, foreign_traces, ours
from obstacle_cases import expect_built, expect_refused


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


MOUNT_CASES = [disk_full, first_build_on_a_full_disk, output_is_a_mount_point, read_only_mount]
