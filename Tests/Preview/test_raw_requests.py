"""What a server must stand: requests that no browser sends."""

import contextlib
import socket
import threading
import time

import pytest
from preview import DATA, SECRET, Stream, read_response

CRLF = b"\r\n"


def request(line: bytes, *fields: bytes, host: bytes = b"Host: localhost") -> bytes:
    return CRLF.join([line, host, *fields]) + CRLF * 2


TRAVERSALS = [
    "/../outside.txt", "/../../outside.txt", "/assets/../../outside.txt", "/./../outside.txt", "/..", "/../",
    "/%2e%2e/outside.txt", "/%2E%2e/outside.txt", "/.%2e/outside.txt", "/%2e%2e%2foutside.txt",
    "/assets/%2e%2e/%2e%2e/outside.txt", "/%252e%252e/outside.txt", "/%252e%252e%252foutside.txt",
    "/%25252e%25252e/outside.txt", "/..\\outside.txt", "/..%5coutside.txt", "/%2e%2e%5coutside.txt",
    "/..%255coutside.txt", "/assets\\..\\..\\outside.txt", "/..%c0%afoutside.txt", "/%c0%ae%c0%ae/outside.txt",
    "/%e0%80%ae%e0%80%ae/outside.txt", "/..;/outside.txt", "/%uff0e%uff0e/outside.txt", "//outside.txt",
    "/../content/secret.txt", "/secret.txt", "/content/secret.txt", "/_hidden.md", "/_hidden/", "/_hidden",
    "/assets/.hidden", "/.git/config", "/site.yml", "/first.md", "/etc/passwd", "//etc/passwd", "/file:///etc/passwd",
    "/assets/square.svg/../../../outside.txt", "/assets/square.svg/", "/first/index.html/", "/./first/",
    "/first/./", "/first/../first/", "/assets//square.svg", "/assets%2fsquare.svg", "/first%2f", "/FIRST/", "/first/.",
    "/first%00/", "/first/%00", "/assets/square.svg%00.html", "/first%0d%0aSet-Cookie:a", "/first%0a", "/%",
    "/%2", "/%zz", "/%ff", "/first%7f", "/-/waymark/../../outside.txt", "/-/waymark/", "/-/waymark", "/-/",
    "/-/waymark/../outside.txt", "/-/waymark/%2e%2e/reload.js", "/-/waymark/reload.js/", "/waymark/reload.js",
    "/%2e", "/%2F", "/index.html/../outside.txt", "/?/../outside.txt/../", "/first?x=../../outside.txt",
]


@pytest.mark.parametrize("target", TRAVERSALS)
def test_nothing_outside_the_plan_is_served(server, target):
    response = server.get(target)
    allowed = {"/?/../outside.txt/../": 200, "/first?x=../../outside.txt": 301}
    if target in allowed:
        assert response.status == allowed[target]
    else:
        assert response.status in (400, 404)
    assert SECRET not in response.body and b"root:" not in response.body


@pytest.mark.parametrize("target", [b"/\x00", b"/first\x00/", b"/\x01", b"/\x7f", b"/first/\xff", b"/caf\xc3\xa9",
                                    b"/first/#top", b"first/", b"\\first\\", b"*", b"?", b"#", b"localhost:80",
                                    b"mailto:alice@example.org", b"ftp://localhost/first/", b"http:/first/",
                                    b"http:first/", b"https", b"http://", b"http:///first/"])
def test_targets_that_are_none_are_refused(server, target):
    response = server.get(target)
    assert response.status in (400, 403) and response["Connection"] in ("close", None)


@pytest.mark.parametrize("target, status", [
    ("http://localhost/first/", 200), ("HTTP://LOCALHOST/first/", 200), ("http://127.0.0.1:1/first/", 200),
    ("http://localhost", 200), ("http://localhost?x", 200), ("https://[::1]/first/", 200),
    ("http://example.org/first/", 403), ("http://localhost@example.org/first/", 403),
    ("http://example.org@localhost/first/", 403), ("http://localhost.example.org/", 403), ("http:////first/", 403),
    ("http://localhost/../outside.txt", 404), ("http://localhost//example.org", 404)])
def test_absolute_form(server, target, status):
    assert server.get(target).status == status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "BREW", "get",
                                    "CONNECT", "GETT"])
def test_other_methods_are_not_allowed(server, method):
    target = "localhost:80" if method == "CONNECT" else "/first/"
    response = server.get(target, method=method)
    if method == "get":
        assert response.status == 400
    else:
        assert response.status == 405 and response["Allow"] == "GET, HEAD"


def test_options_of_the_whole_server(server):
    assert server.get("*", method="OPTIONS").status == 405


@pytest.mark.parametrize("fields, status", [
    ([], 400), (["Host: "], 403), (["Host:"], 403), (["Host: localhost", "Host: localhost"], 400),
    (["Host: localhost", "host: example.org"], 400), (["Host: example.org", "Host: localhost"], 400),
    (["Host: example.org"], 403), (["Host: example.org:8080"], 403), (["Host: localhost.example.org"], 403),
    (["Host: 127.0.0.1.example.org"], 403), (["Host: localhost:80:80"], 403), (["Host: localhost, example.org"], 403),
    (["Host: localhost/first"], 403), (["Host: alice@localhost"], 403), (["Host: 10.0.0.1"], 403),
    (["Host: [::1"], 403), (["Host: 0x7f000001"], 403), (["Host: 2130706433"], 403), (["Host : localhost"], 400),
    ([" Host: localhost"], 400), (["Host: localhost"], 200), (["HOST: LOCALHOST:99"], 200),
    (["Host: guide.localhost"], 200), (["Host: 127.4.5.6"], 200), (["Host: [::1]:8080"], 200),
    (["Host: localhost."], 200), (["X-Forwarded-Host: localhost", "Host: example.org"], 403)])
def test_hosts(server, fields, status):
    lines = ["GET /first/ HTTP/1.1", *fields, "", ""]
    response = server.send("\r\n".join(lines).encode())
    assert response.status == status
    assert response["Access-Control-Allow-Origin"] is None


def test_a_request_of_http_1_0_names_its_host_too(server):
    assert server.send(b"GET /first/ HTTP/1.0\r\n\r\n").status == 400
    response = server.send(b"GET /first/ HTTP/1.0\r\nHost: localhost\r\n\r\n")
    assert response.status == 200 and response["Connection"] == "close"


@pytest.mark.parametrize("size, status", [(7_000, 404), (8_001, 414), (20_000, 414), (70_000, 414), (3_000_000, 414)])
def test_long_request_lines(server, size, status):
    assert server.get("/" + "a" * size).status == status
    assert server.get("/first/?" + "a" * size).status == (200 if status == 404 else status)


def test_a_request_line_without_end(server):
    with server.connect() as connection:
        with contextlib.suppress(ConnectionError):
            connection.sendall(b"GET /")
            for _ in range(300):
                connection.sendall(b"a" * 10_000)
        assert read_response(connection).status == 414


@pytest.mark.parametrize("fields", [
    [b"X: " + b"a" * 20_000], [b"X: " + b"a" * 2_000_000], [b"X" * 20_000 + b": a"],
    [b"X%d: a" % number for number in range(101)], [b"X: " + b"a" * 9_000] * 8, [b"Cookie: " + b"a=b; " * 10_000]])
def test_long_and_many_fields(server, fields):
    assert server.send(request(b"GET /first/ HTTP/1.1", *fields)).status == 431


@pytest.mark.parametrize("data", [
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(64), b"\x00" * 100, b"\xff" * 100, b"\r\n\r\n\r\n\x00",
    b"GET / HTTP/1.1\nHost: localhost\n\n\x00", b"GET /\r\n\r\n", b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1 \r\nHost: localhost\r\n\r\n",
    b"GET / HTTPS/1.1\r\nHost: localhost\r\n\r\n", b"GET / HTTP/1.1\r\nHost: localhost\r\nX\x00: a\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\x00b\r\n\r\n", b"GET / HTTP/1.1\r\nHost: localhost\r\nX Y: a\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n", b"GET / HTTP/1.1\r\nHost: localhost\r\n: a\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"<html>\r\n\r\n", b"{}\r\n\r\n"])
def test_what_is_no_request(server, data):
    with server.connect() as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        received = b""
        with contextlib.suppress(ConnectionError):
            while piece := connection.recv(65_536):
                received += piece
    # Nothing of the site, and no answer that is cut off.
    assert b"200 OK" not in received.split(CRLF)[0] or data.startswith(b"GET / HTTP/1.1\n")
    assert not received or b"\r\n\r\n" in received


@pytest.mark.parametrize("fields", [
    [b"Content-Length: 5", b"Transfer-Encoding: chunked"], [b"Content-Length: 5", b"Content-Length: 6"],
    [b"Content-Length: -1"], [b"Content-Length: 0x5"], [b"Content-Length: 5, 5"], [b"Content-Length: +5"],
    [b"Content-Length: 99999999999999999999999"], [b"Transfer-Encoding: gzip"], [b"Transfer-Encoding: chunked, gzip"],
    [b"Transfer-Encoding: xchunked"], [b"Transfer-Encoding : chunked"], [b"Content-Length : 5"]])
def test_lengths_that_could_hide_a_second_request(server, fields):
    data = request(b"GET /first/ HTTP/1.1", *fields) + b"GET /second/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with server.connect() as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        received = b""
        with contextlib.suppress(ConnectionError):
            while piece := connection.recv(65_536):
                received += piece
    assert b"<h1" not in received
    assert received.count(b"HTTP/1.1 4") == 1 and b"HTTP/1.1 2" not in received


def test_a_small_body_is_thrown_away(server):
    with server.connect() as connection:
        stream = Stream(connection)
        for body in [b"Content-Length: 5\r\n\r\nhello", b"Content-Length: 0\r\n\r\n",
                     b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"]:
            connection.sendall(b"GET /first/ HTTP/1.1\r\nHost: localhost\r\n" + body)
            assert read_response(stream).status == 200
        connection.sendall(request(b"GET /second/ HTTP/1.1"))
        assert read_response(stream).status == 200


@pytest.mark.parametrize("method, status", [(b"GET", 413), (b"HEAD", 413), (b"POST", 405)])
def test_a_large_body_is_not_waited_for(server, method, status):
    before = server.memory()
    for length in [b"Content-Length: 900000000", b"Transfer-Encoding: chunked"]:
        with server.connect() as connection:
            connection.sendall(request(method + b" /first/ HTTP/1.1", length))
            piece = b"10000\r\n" + b"a" * 65_536 + CRLF
            with contextlib.suppress(ConnectionError):
                for _ in range(500):
                    connection.sendall(piece)
            with contextlib.suppress(ConnectionError):
                assert read_response(connection, is_head=method == b"HEAD").status == status
    assert server.memory() - before < 20_000_000


def test_a_refusal_reaches_a_client_that_is_still_sending(server):
    for _ in range(20):
        with server.connect() as connection:
            connection.sendall(request(b"POST /first/ HTTP/1.1", b"Content-Length: 100000") + b"a" * 50_000)
            assert read_response(connection).status == 405


def test_nothing_is_expected(server):
    response = server.get("/first/", "Expect: 100-continue", "Content-Length: 5")
    assert response.status == 417 and response["Connection"] == "close"


@pytest.mark.parametrize("fields", [["Upgrade: h2c", "Connection: Upgrade, HTTP2-Settings"],
                                    ["Upgrade: websocket", "Connection: Upgrade"], ["Upgrade: nonsense"]])
def test_upgrades_are_left_alone(server, fields):
    response = server.get("/first/", *fields)
    assert response.status == 200 and b"First" in response.body


def test_one_connection_serves_many_requests(server):
    with server.connect() as connection:
        stream = Stream(connection)
        for number in range(200):
            target = b"/second/" if number % 2 else b"/missing"
            connection.sendall(request(b"GET " + target + b" HTTP/1.1"))
            assert read_response(stream).status == (200 if number % 2 else 404)


def test_pipelined_requests_are_answered_in_order(server):
    targets = [("/first/", 200, b"First"), ("/missing", 404, b"not found"), ("/second/", 200, b"Second"),
               ("/first", 301, b""), ("/assets/data.bin", 200, DATA)] * 60
    with server.connect() as connection:
        data = b"".join(request(f"GET {target} HTTP/1.1".encode()) for target, _, _ in targets)
        threading.Thread(target=connection.sendall, args=(data,), daemon=True).start()
        stream = Stream(connection)
        for _, status, words in targets:
            response = read_response(stream)
            assert response.status == status and words in response.body


def test_a_broken_request_behind_good_ones(server):
    with server.connect() as connection:
        connection.sendall(request(b"GET /first/ HTTP/1.1") * 3 + b"GET /first/ HTTP/1.1\r\nX\x00\r\n\r\n")
        stream = Stream(connection)
        assert [read_response(stream).status for _ in range(4)] == [200, 200, 200, 400]
        assert connection.recv(1) == b""


def test_a_client_that_asks_and_never_reads(server):
    """One answer waits for it, not a million."""
    before = server.memory()
    with contextlib.ExitStack() as stack:
        for _ in range(10):
            connection = stack.enter_context(server.connect())
            connection.setblocking(False)
            data = request(b"GET /first/ HTTP/1.1") * 1000
            end = time.monotonic() + 0.5
            while time.monotonic() < end:
                try:
                    connection.send(data)
                except BlockingIOError:
                    time.sleep(0.02)
        assert server.get("/first/").status == 200
        assert server.memory() - before < 50_000_000


def test_a_client_that_ends_its_side_first(server):
    with server.connect() as connection:
        connection.sendall(request(b"GET /first/ HTTP/1.1") * 5)
        connection.shutdown(socket.SHUT_WR)
        stream = Stream(connection)
        assert [read_response(stream).status for _ in range(5)] == [200] * 5
        assert connection.recv(1) == b""


def test_half_requests_by_the_hundred(server):
    """They make room for whoever asks, and hold nothing."""
    beginnings = [b"", b"G", b"GET /", b"GET /first/ HTTP/1.1\r\n", b"GET /first/ HTTP/1.1\r\nHost: localhost\r\nX: ",
                  b"GET /first/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\na"]
    before = server.memory()
    with contextlib.ExitStack() as stack:
        for number in range(900):
            connection = stack.enter_context(server.connect())
            connection.sendall(beginnings[number % len(beginnings)])
            if number % 50 == 0:
                start = time.monotonic()
                assert server.get("/first/").status == 200
                assert time.monotonic() - start < 1
        assert server.open_files() < 400
        assert server.memory() - before < 50_000_000
    deadline = time.monotonic() + 5
    while server.open_files() > 50 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert server.open_files() < 50


def test_a_request_has_ten_seconds_to_arrive(server):
    """However busy it looks meanwhile."""
    whole = request(b"GET /first/ HTTP/1.1", b"X: " + b"a" * 1000)
    with server.connect() as connection:
        start = time.monotonic()
        with contextlib.suppress(ConnectionError):
            for byte in whole:
                connection.sendall(bytes([byte]))
                time.sleep(0.1)
                if time.monotonic() - start > 15:
                    break
        assert 9 < time.monotonic() - start < 13
        with contextlib.suppress(ConnectionError):
            assert connection.recv(1) == b""


def test_many_clients_at_once(server):
    failures = []

    def ask():
        try:
            for _ in range(50):
                assert server.get("/first/").status == 200
        except Exception as error:  # noqa: BLE001: whatever it is, the test fails with it
            failures.append(error)

    threads = [threading.Thread(target=ask) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
