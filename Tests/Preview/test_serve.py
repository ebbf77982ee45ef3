"""The command: its address, its messages, its end."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import time

import pytest
from preview import WAYMARK, Events, Preview


def serve(root, *options, **arguments):
    return subprocess.run([WAYMARK, "serve", "--root", str(root), *options], stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=20, text=True, **arguments)


@contextlib.contextmanager
def taken_port():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_end_it_at_once_and_free_the_port(site, number):
    with Preview(site) as server:
        with Events(server, "/first/") as tab, server.connect() as half:
            half.sendall(b"GET /")
            tab.next()
            start = time.monotonic()
            assert server.end(number) == 0
            assert time.monotonic() - start < 0.5
        with Preview(site, "--strict-port", port=server.port) as again:
            assert again.port == server.port and again.get("/").status == 200


def test_a_signal_during_the_first_build(site):
    for number in range(3000):
        (site / f"content/page-{number}.md").write_text(f"# Page {number}\n")
    with Preview(site, waits=False) as server:
        time.sleep(0.3)
        assert server.end(signal.SIGINT) == 0


def test_a_port_in_use_gives_way_to_the_next(site):
    with taken_port() as port, Preview(site, port=port) as server:
        assert port < server.port <= port + 100
        assert f"port {port} is in use, so the site is shown at port {server.port}" in server.log
        assert server.get("/").status == 200


def test_a_strict_port_in_use(site):
    with taken_port() as port:
        outcome = serve(site, "--strict-port", "--port", str(port))
    assert outcome.returncode == 69
    assert outcome.stderr == (f"error: port {port} of 127.0.0.1 is in use; name another with --port, "
                              "or take any that is free with --port 0\n")


@pytest.mark.parametrize("options, status, words", [
    (["--port", "65536"], 64, "a port is a number from 0 to 65535"), (["--port", "x"], 64, "--port"),
    (["--base-path", "help"], 64, "it begins with a slash"), (["--base-path", "/a/../b"], 64, "component"),
    (["--host", ""], 64, "the host is empty"),
    (["--host", "192.0.2.1", "--port", "0"], 69, "cannot listen at port 0 of 192.0.2.1: "),
    (["--host", "no such host", "--port", "0"], 69,
     "cannot listen at port 0 of no such host: there is no such address\n")])
def test_wrong_usage(site, options, status, words):
    outcome = serve(site, *options)
    assert outcome.returncode == status and words in outcome.stderr


def test_no_content(tmp_path):
    outcome = serve(tmp_path, "--port", "0")
    assert outcome.returncode == 66 and "there is no folder" in outcome.stderr
    outcome = serve(tmp_path / "nowhere", "--port", "0")
    assert outcome.returncode == 66


def test_it_starts_with_errors_and_shows_them(site):
    (site / "content/first.md").write_text("# First\n\n::: nonsense\nA [bad](link.md).\n")
    with Preview(site) as server:
        assert "[broken-link]" in server.log and "built: 4 pages, " in server.log
        assert b"First" in server.get("/first/").body and server.get("/second/").status == 200
        ids = {problem["id"] for problem in json.loads(server.get("/-/waymark/problems").body)["problems"]}
        assert "broken-link" in ids and len(ids) > 1


def test_it_starts_without_a_theme(site):
    (site / "themes/default/layouts").mkdir(parents=True)
    (site / "themes/default/layouts/page.mustache").write_text("{{#open}}<b>")
    with Preview(site) as server:
        answer = server.get("/first/")
        assert answer.status == 503 and b"cannot be shown yet" in answer.body and b"reload.js" in answer.body
        assert b"{{#open}}&lt;b&gt;" in answer.body
        with Events(server, "/first/") as tab:
            tab.next()
            (site / "themes/default/layouts/page.mustache").unlink()
            assert tab.next()["page"] == "new"
        assert server.get("/first/").status == 200
        # Broken again: the last good pages stay.
        server.edit("themes/default/layouts/page.mustache", "{{#open}}<b>")
        server.wait_for(r"(?s)built: .*built: .*built: ")
        assert server.get("/first/").status == 200


def test_a_site_without_pages(tmp_path):
    (tmp_path / "content").mkdir()
    with Preview(tmp_path) as server:
        assert server.get("/").status == 404
        assert "[missing-home]" in server.log


def test_content_that_vanishes_and_comes_back(site):
    with Preview(site) as server:
        (site / "content").rename(site / "away")
        server.wait_for(r"error: there is no folder")
        assert b"First" in server.get("/first/").body
        [problem] = json.loads(server.get("/-/waymark/problems").body)["problems"]
        assert problem["id"] is None and "there is no folder" in problem["message"] and problem["place"] is None
        (site / "away").rename(site / "content")
        server.edit("content/first.md", "# First\n\nBack again.\n")
        server.wait_for(r"(?s)there is no folder.*built: ")
        assert b"Back again" in server.get("/first/").body
        assert json.loads(server.get("/-/waymark/problems").body)["problems"] == []


def test_the_same_problems_are_printed_once(site):
    with Preview(site) as server:
        server.edit("content/first.md", "# First\n\n[Broken](nowhere.md).\n")
        server.wait_for(r"1 error")
        server.edit("content/second/index.md", "# Second\n\nOther words than before.\n")
        server.wait_for(r"the same as before")
        assert server.log.count("[broken-link]") == 1


def test_times_stand_before_what_happens(site):
    with Preview(site) as server:
        server.wait_for(r"(?m)^\d\d:\d\d:\d\d built: 4 pages, 0 warnings, [0-9.]+ ms$")
        server.wait_for(r"(?m)^\d\d:\d\d:\d\d showing http://127\.0\.0\.1:\d+/ \(Ctrl-C ends it\)$")


@pytest.mark.parametrize("options, base", [(["--base-path", "/help"], "/help/"), (["--base-path", "/a/b/"], "/a/b/"),
                                           ([], "/guides/")])
def test_base_paths(site, options, base):
    (site / "content/site.yml").write_text("title: Help\nbase-url: https://example.org/guides/\n")
    with Preview(site, *options) as server:
        assert server.address.endswith(f":{server.port}{base}")
        home = server.get(base)
        assert home.status == 200 and f'<script src="{base}-/waymark/reload.js"'.encode() in home.body
        for target in ["/", base.rstrip("/")]:
            answer = server.get(target)
            assert answer.status == 302 and answer["Location"] == base
        assert server.get(f"{base}first")["Location"] == f"{base}first/"
        assert server.get("/first/").status == 404 and server.get("/-/waymark/reload.js").status == 404
        assert server.get(f"{base}-/waymark/reload.js").status == 200
        missing = server.get("/elsewhere")
        assert f'href="{base}assets/'.encode() in missing.body
        with Events(server, f"{base}first/") as tab:
            tab.next()
            server.edit("themes/default/styles/tokens.css", ":root { --wm-test: 1px }\n")
            [style] = tab.next()["styles"]
            assert style.startswith(f"{base}assets/") and server.get(style).status == 200


def test_drafts(site):
    (site / "content/draft.md").write_text("---\ndraft: true\n---\n# Draft\n")
    with Preview(site) as server:
        assert server.get("/draft/").status == 404
    with Preview(site, "--drafts") as server:
        assert server.get("/draft/").status == 200


def test_more_hosts(site):
    with Preview(site, "--allow-host", "preview.example", "--allow-host", ".tunnel.example") as server:
        for host, status in [("preview.example", 200), ("Preview.Example:99", 200), ("a.tunnel.example", 200),
                             ("tunnel.example", 403), ("a.preview.example", 403), ("example", 403)]:
            assert server.get("/", host=host).status == status, host
        assert b"--allow-host other.example" in server.get("/", host="other.example").body


@pytest.mark.parametrize("host, shown", [("0.0.0.0", "127.0.0.1"), ("::", "[::1]")])
def test_a_warning_where_everybody_can_look(site, host, shown):
    if ":" in host and not os.path.exists("/proc/net/if_inet6"):
        host, shown = "0.0.0.0", "127.0.0.1"
    with Preview(site, "--host", host) as server:
        assert f"warning: at {host}, everybody in the network can see the site" in server.log
        assert server.host == shown
        assert server.get("/").status == 200
        assert server.get("/", host="example.org").status == 403
        assert server.get("/", host="192.0.2.1").status == 403


def test_the_address_of_the_connection_is_a_name_for_it(site):
    with Preview(site, "--host", "0.0.0.0") as server, server.connect("127.0.0.2") as connection:
        connection.sendall(b"GET /first HTTP/1.1\r\nHost: 127.0.0.2\r\n\r\n")
        assert connection.recv(20).startswith(b"HTTP/1.1 301")


def test_it_opens_the_browser(site, tmp_path):
    program = tmp_path / "bin/xdg-open"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n')
    program.chmod(0o755)
    path = os.environ["PATH"]
    os.environ["PATH"] = f"{program.parent}:{path}"
    try:
        with Preview(site, "--open") as server:
            deadline = time.monotonic() + 5
            while not (tmp_path / "opened").exists() and time.monotonic() < deadline:
                time.sleep(0.02)
            time.sleep(0.05)
            assert (tmp_path / "opened").read_text().strip() == server.address
        os.environ["PATH"] = str(tmp_path)
        with Preview(site, "--open") as server:
            server.wait_for("no browser could be opened")
            assert server.get("/").status == 200
    finally:
        os.environ["PATH"] = path


def test_a_log_that_nobody_reads(site):
    with Preview(site) as server:
        port = server.port
    reading, writing = os.pipe()
    process = subprocess.Popen([WAYMARK, "serve", "--root", str(site), "--port", str(port)],
                               stdin=subprocess.DEVNULL, stdout=writing, stderr=writing)
    try:
        os.close(writing)
        text = b""
        while b"showing" not in text:
            text += os.read(reading, 4096)
        os.close(reading)
        server.process = process
        for number in range(3):
            server.edit("content/first.md", f"# First\n\nEdit {number}.[^gone]\n")
            deadline = time.monotonic() + 5
            while f"Edit {number}".encode() not in server.get("/first/").body and time.monotonic() < deadline:
                time.sleep(0.02)
        assert process.poll() is None and b"Edit 2" in server.get("/first/").body
    finally:
        process.kill()
        process.wait()


def test_a_full_disk_for_the_log(site):
    with open("/dev/full", "w") as full:
        process = subprocess.Popen([WAYMARK, "serve", "--root", str(site), "--port", "0"], stdin=subprocess.DEVNULL,
                                   stdout=full, stderr=full)
        time.sleep(1)
        assert process.poll() is None
        process.terminate()
        assert process.wait(timeout=5) == 0


def test_it_writes_nothing(site):
    with Preview(site) as server:
        server.get("/")
        server.edit("content/first.md", "# First\n\nNew.\n")
        server.wait_for(r"(?s)built: .*built: ")
    assert sorted(os.listdir(site)) == ["content", "outside.txt"]


def test_it_serves_from_a_folder_that_may_not_be_written(site, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(site, copy)
    os.chmod(copy, 0o555)
    with Preview(copy) as server:
        assert server.get("/first/").status == 200
    os.chmod(copy, 0o755)


def test_a_folder_without_a_name(tmp_path):
    for command, status in [(["init", ""], 64), (["serve", "--root", ""], 66)]:
        outcome = subprocess.run([WAYMARK, *command], cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True,
                                 text=True, timeout=20)
        assert outcome.returncode == status, outcome.stderr
        assert not list(tmp_path.iterdir())


def test_names_do_not_act_on_the_terminal(tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full/\x1b]0;title\a").touch()
    for command in [["init", "full"], ["serve", "--root", "no\x1b[31m"], ["build", "--root", "no\x1b[31m"]]:
        outcome = subprocess.run([WAYMARK, *command], cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True,
                                 timeout=20)
        assert outcome.returncode in (66, 73)
        assert "␛".encode() in outcome.stderr and b"\x1b" not in outcome.stderr and b"\a" not in outcome.stderr
