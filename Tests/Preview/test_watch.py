"""What the preview notices, with the system's help and without."""

import pathlib
import re
import shutil
import subprocess
import time

import pytest
from preview import WAYMARK, Preview, make_site


def wait_for_page(server, target: str, text: bytes, seconds: float = 10) -> float:
    """Seconds until it is served."""
    start = time.monotonic()
    while text not in server.get(target).body:
        assert time.monotonic() - start < seconds, server.log
        time.sleep(0.001)
    return time.monotonic() - start


@pytest.mark.parametrize("options", [[], ["--poll"]])
def test_an_edit_is_shown(site, options):
    with Preview(site, *options) as server:
        (site / "content/first.md").write_text("# First\n\nWritten in place.\n")
        wait_for_page(server, "/first/", b"Written in place")
        server.edit("content/first.md", "# First\n\nPut in its place.\n")
        wait_for_page(server, "/first/", b"Put in its place")
        (site / "content/new/deep").mkdir(parents=True)
        (site / "content/new/deep/page.md").write_text("# Deep\n\nIn a new folder.\n")
        wait_for_page(server, "/new/deep/page/", b"In a new folder")
        assert "times a second" not in server.log


def test_nothing_is_done_while_nothing_happens(site):
    with Preview(site) as server:
        server.get("/")
        time.sleep(0.5)
        before = server.processor_time()
        time.sleep(2)
        assert server.processor_time() - before <= 0.01


def test_copies_of_editors_build_nothing(site):
    with Preview(site) as server:
        for name in [".first.md.swp", "first.md~", "#first.md#"]:
            (site / "content" / name).write_text("x")
        (site / "content/4913").touch()
        (site / "content/4913").unlink()
        server.edit("content/first.md", "# First\n\nNew words.\n")
        server.wait_for(r"(?s) built: .* built: ")
        assert b"New words" in server.get("/first/").body
        assert server.end() == 0
        assert server.log.count(" built: ") == 2


@pytest.mark.parametrize("limit, words", [
    ("max_inotify_watches", "the system watches no more folders, so waymark looks for changes three times a second; "
                            "to raise its limit: sudo sysctl fs.inotify.max_user_watches=1048576\n"),
    ("max_inotify_instances", "too many programs watch folders, so waymark looks for changes three times a second; "
                              "to raise the limit: sudo sysctl fs.inotify.max_user_instances=1024\n")])
def test_it_looks_for_changes_where_none_are_announced(site, tmp_path, limit, words):
    # In a space of its own, in which the user may watch nothing.
    program = tmp_path / "waymark"
    program.write_text("#!/bin/sh\nexec unshare --user --map-root-user sh -c "
                       f"'echo 0 > /proc/sys/user/{limit}; exec \"$0\" \"$@\"' {WAYMARK} \"$@\"\n")
    program.chmod(0o755)
    with Preview(site, program=str(program)) as server:
        server.edit("content/first.md", "# First\n\nFound at last.\n")
        wait_for_page(server, "/first/", b"Found at last")
        server.wait_for(re.escape(words))
        assert server.end() == 0
        assert server.log.count(words) == 1


def test_it_goes_on_where_the_limit_is_reached_later(site, tmp_path):
    # Enough for the root and the folders that are there.
    program = tmp_path / "waymark"
    program.write_text("#!/bin/sh\nexec unshare --user --map-root-user sh -c "
                       f"'echo 6 > /proc/sys/user/max_inotify_watches; exec \"$0\" \"$@\"' {WAYMARK} \"$@\"\n")
    program.chmod(0o755)
    with Preview(site, program=str(program)) as server:
        assert "times a second" not in server.log
        for number in range(10):
            (site / f"content/section-{number}").mkdir()
            (site / f"content/section-{number}/page.md").write_text(f"# Page {number}\n")
        wait_for_page(server, "/section-9/page/", b"Page 9")
        server.wait_for("the system watches no more folders")
        (site / "content/section-9/page.md").write_text("# Page 9\n\nAfter the limit.\n")
        wait_for_page(server, "/section-9/page/", b"After the limit")
        assert server.end() == 0
        assert server.log.count("the system watches no more folders") == 1


def git(folder: pathlib.Path, *arguments: str):
    subprocess.run(["git", "-c", "user.name=alice", "-c", "user.email=alice@example.org", "-c", "init.defaultBranch=main",
                    "-c", "core.hooksPath=/dev/null", *arguments], cwd=folder, check=True, capture_output=True)


def write_chain(content: pathlib.Path, name: str):
    """Pages each of which links to the next: half of one chain and half of another has broken links."""
    for number in range(400):
        text = f"# Page {number}\n\n[Next]({name}-{(number + 1) % 400}.md), in {name}. {'Words. ' * 300}\n"
        (content / f"{name}-{number}.md").write_text(text)


def test_a_checkout_is_not_shown_by_halves(tmp_path):
    site = make_site(tmp_path / "site", {"content/index.md": b"# Home\n", "content/site.yml": b"title: Help\n"})
    write_chain(site / "content", "old")
    git(site, "init")
    git(site, "add", ".")
    git(site, "commit", "-m", "old")
    git(site, "checkout", "-b", "new")
    for page in site.glob("content/old-*.md"):
        page.unlink()
    write_chain(site / "content", "new")
    git(site, "add", "--all", ".")
    git(site, "commit", "-m", "new")
    with Preview(site) as server:
        assert server.get("/new-399/").status == 200
        for branch, page in [("main", "/old-399/"), ("new", "/new-399/")]:
            git(site, "checkout", branch)
            end = time.monotonic() + 10
            while server.get(page).status != 200 and time.monotonic() < end:
                time.sleep(0.01)
            assert server.get(page).status == 200
        assert server.end() == 0
        assert "error" not in server.log and "broken-link" not in server.log
        assert len(re.findall(r" built: 401 pages, 0 warnings", server.log)) == server.log.count(" built: ")


def test_a_site_that_was_just_made(tmp_path):
    """Within a second of the command, the first page is there."""
    subprocess.run([WAYMARK, "init", str(tmp_path / "help")], check=True, capture_output=True)
    shutil.copytree(tmp_path / "help", tmp_path / "warm")
    for name in ["warm", "help"]:
        start = time.monotonic()
        with Preview(tmp_path / name) as server:
            page = server.get("/")
            seconds = time.monotonic() - start
            assert b"Get back into your account" in page.body
            assert server.get("/ask-for-help/").status == server.get("/reset-password/").status == 200
    assert seconds < 1, seconds
