"""What a request for a path of the plan is answered with: what `waymark build` writes."""

import os
import subprocess

import pytest
from preview import DATA, PICTURE, WAYMARK, Preview, Stream, make_site, read_response


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The same site, built."""
    root = make_site(tmp_path_factory.mktemp("built"))
    subprocess.run([WAYMARK, "build", "--quiet", "--root", str(root)], check=True, stdin=subprocess.DEVNULL)
    return root / "public"


def encoded(path: str) -> str:
    return "".join(chr(byte) if chr(byte).isalnum() and byte < 128 or chr(byte) in "/.-_" else f"%{byte:02x}"
                   for byte in path.encode())


def test_every_file_of_a_build_is_served(server, built):
    """Equal to the byte, but for the two places in which a page is made to follow changes."""
    paths = [path.relative_to(built) for path in built.rglob("*") if path.is_file()]
    assert len(paths) > 8
    for path in paths:
        if path.name == ".waymark.json":
            assert server.get(f"/{path}").status == 404
            continue
        response = server.get("/" + encoded(str(path)))
        assert response.status == 200, path
        body = response.body
        if path.suffix == ".html":
            before, _, rest = body.partition(b'<script src="/-/waymark/reload.js" data-version="')
            script, _, after = rest.partition(b"</script>\n")
            assert script.endswith(b'" defer>') and b"<script" not in before
            body = (before + after).replace(b"; connect-src 'self'\">", b'">', 1)
        assert body == (built / path).read_bytes(), path


@pytest.mark.parametrize("target, kind", [
    ("/", "text/html; charset=utf-8"), ("/first/", "text/html; charset=utf-8"),
    ("/assets/square.svg", "image/svg+xml"), ("/assets/data.bin", "application/octet-stream"),
    ("/assets/empty.txt", "text/plain; charset=utf-8"), ("/-/waymark/reload.js", "text/javascript; charset=utf-8"),
    ("/-/waymark/problems", "application/json")])
def test_types(server, target, kind):
    response = server.get(target)
    assert response.status == 200 and response["Content-Type"] == kind
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("target", ["/", "/first", "/missing", "/assets/data.bin", "/-/waymark/problems", "/%zz"])
def test_nothing_is_stored_and_nothing_is_shared(server, target):
    response = server.get(target)
    assert response["Cache-Control"] == "no-store"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Access-Control-Allow-Origin"] is None


@pytest.mark.parametrize("target", ["/", "/first", "/missing", "/assets/data.bin", "/assets/empty.txt",
                                    "/-/waymark/problems"])
def test_head_is_get_without_a_body(server, target):
    whole, head = server.get(target), server.get(target, method="HEAD")
    assert head.status == whole.status
    drop_date = [field for field in whole.fields if field[0] != "Date"]
    assert [field for field in head.fields if field[0] != "Date"] == drop_date
    assert head["Content-Length"] == str(len(whole.body))


def test_head_leaves_the_connection_in_step(server):
    head = "HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\nGET /first/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with server.connect() as connection:
        connection.sendall(head.encode())
        stream = Stream(connection)
        assert read_response(stream, is_head=True).status == 200
        assert b"First" in read_response(stream).body


@pytest.mark.parametrize("target, location", [
    ("/first", "/first/"), ("/second", "/second/"), ("/first?a=b&c", "/first/?a=b&c"),
    ("/second/caf%c3%a9%20au%20lait", "/second/caf%C3%A9%20au%20lait/"), ("//first", None),
    ("//example.org", None), ("//example.org/%2e%2e", None), ("/assets", None), ("/first/index", None)])
def test_folders_lead_to_their_slash(server, target, location):
    response = server.get(target)
    assert response.status == (301 if location else 404)
    assert response["Location"] == location


def test_what_is_missing_gets_the_site_s_own_page(server, built):
    response = server.get("/missing/page")
    assert response.status == 404 and response["Content-Type"] == "text/html; charset=utf-8"
    assert b"Page not found" in response.body and b"reload.js" in response.body


@pytest.mark.parametrize("field, part", [
    ("bytes=0-9", (0, 10)), ("bytes=10-10", (10, 11)), ("bytes=100-", (100, None)), ("bytes=-5", (-5, None)),
    ("bytes=-99999999", (0, None)), ("bytes=10239-99999999", (10239, None)), ("BYTES=0-0", (0, 1)),
    ("bytes=0-99999999999999999999999999", (0, None)), ("bytes=-99999999999999999999999999", (0, None))])
def test_ranges(server, field, part):
    response = server.get("/assets/data.bin", f"Range: {field}")
    expected = DATA[slice(*part)]
    assert response.status == 206 and response.body == expected
    start = DATA.rindex(expected) if part[0] and part[0] < 0 else part[0]
    assert response["Content-Range"] == f"bytes {start}-{start + len(expected) - 1}/{len(DATA)}"


@pytest.mark.parametrize("field", ["bytes=10240-", "bytes=10240-10250", "bytes=-0", "bytes=99999999999999999999999-"])
def test_ranges_beyond_the_end(server, field):
    response = server.get("/assets/data.bin", f"Range: {field}")
    assert response.status == 416 and response["Content-Range"] == f"bytes */{len(DATA)}"
    assert server.get("/assets/empty.txt", "Range: bytes=0-").status == 416


@pytest.mark.parametrize("field", ["bytes=", "bytes=-", "bytes=a-b", "bytes=9-1", "bytes=1-2-3", "bytes=0-1,5-6",
                                   "lines=1-2", "bytes 0-1", "bytes=0x1-5", "bytes= 0-1", "bytes=--1", "bytes=+1-2",
                                   "bytes=0-1" + ",0-1" * 2000, ""])
def test_ranges_that_are_not_understood_mean_the_whole(server, field):
    response = server.get("/assets/data.bin", f"Range: {field}")
    assert response.status == 200 and response.body == DATA


def test_ranges_of_pages_and_of_head(server):
    whole = server.get("/first/")
    assert server.get("/first/", "Range: bytes=5-20").body == whole.body[5:21]
    assert server.get("/first/", "Range: bytes=5-20", method="HEAD")["Content-Length"] == str(len(whole.body))
    assert server.get("/missing", "Range: bytes=0-1").status == 404


@pytest.mark.parametrize("target", ["/first/", "/assets/square.svg", "/-/waymark/reload.js"])
def test_conditional_requests(server, target):
    whole = server.get(target)
    tag = whole["ETag"]
    assert tag and not tag.startswith("W/")
    for value in [tag, f"W/{tag}", f'"other", {tag}', f'"other",\t{tag} ', "*"]:
        same = server.get(target, f"If-None-Match: {value}")
        assert same.status == 304 and same.body == b"" and same["ETag"] == tag
    for value in ['"other"', tag.strip('"'), "", "W/*"]:
        assert server.get(target, f"If-None-Match: {value}").status == 200
    assert server.get(target, f"If-Match: {tag}").status == 200
    assert server.get(target, "If-Match: *").status == 200
    assert server.get(target, 'If-Match: "other"').status == 412
    assert server.get(target, f"If-Match: W/{tag}").status == 412
    assert server.get(target, f"If-None-Match: {tag}", "Range: bytes=0-1").status == 304
    assert server.get(target, f"If-Range: {tag}", "Range: bytes=0-1").status == 206
    assert server.get(target, 'If-Range: "other"', "Range: bytes=0-1").status == 200
    assert server.get(target, f"If-Range: W/{tag}", "Range: bytes=0-1").status == 200
    assert server.get(target, "If-Range: Sun, 06 Nov 1994 08:49:37 GMT", "Range: bytes=0-1").status == 200


def test_large_files_are_sent_in_pieces(site):
    data = bytes(range(251)) * 400_000
    (site / "content/assets/film.bin").write_bytes(data)
    with Preview(site) as server:
        before = server.memory()
        assert server.get("/assets/film.bin").body == data
        assert server.get("/assets/film.bin", "Range: bytes=50000000-60000000").body == data[50_000_000:60_000_001]
        assert server.memory() - before < 30_000_000


def test_a_file_that_is_gone_or_no_file(site):
    """Until the next build says so, it is missing."""
    with Preview(site) as server:
        path = site / "content/assets/data.bin"
        path.unlink()
        assert server.get("/assets/data.bin").status == 404
        os.mkfifo(path)
        assert server.get("/assets/data.bin").status == 404
        assert server.get("/assets/square.svg").body == PICTURE
