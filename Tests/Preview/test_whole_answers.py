"""While a page is edited all the time, every answer is one whole state of it: the old one or the new one."""

import http.client
import itertools
import re
import threading
import time

from preview import Preview

REQUESTS = 10_000
CLIENTS = 8
# Milliseconds: ten edits a second and more.
BETWEEN_EDITS = 0.08


def page(number: int) -> str:
    """A page that says at each place which edit it is from; every second one is three times as long."""
    return f"# Page of edit {number}.\n" + f"\nWords of edit {number}.\n" * (60 if number % 2 else 180)


def read(server, count: int, seen: set[int], problems: list[str]):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    try:
        for _ in range(count):
            connection.request("GET", "/first/")
            answer = connection.getresponse()
            body = answer.read()
            numbers = set(re.findall(rb"Words of edit (\d+)\.", body))
            number = int(min(numbers, default=b"-1"))
            title = re.search(rb"<title>Page of edit (\d+)\.", body)
            if (answer.status != 200 or len(body) != int(answer.getheader("Content-Length")) or len(numbers) != 1
                    or body.count(b"Words of edit") != (60 if number % 2 else 180) or not title
                    or int(title[1]) != number or not body.endswith(b"</html>\n")):
                problems.append(f"{answer.status}, {len(body)} bytes, edits {numbers}")
                return
            seen.add(number)
    except (OSError, http.client.HTTPException) as problem:
        problems.append(repr(problem))
    finally:
        connection.close()


def test_ten_thousand_answers_during_edits(site):
    (site / "content/first.md").write_text(page(0))
    with Preview(site) as server:
        seen, problems = set(), []
        clients = [threading.Thread(target=read, args=(server, REQUESTS // CLIENTS, seen, problems)) for _ in range(CLIENTS)]
        start = time.monotonic()
        for client in clients:
            client.start()
        for number in itertools.count(1):
            server.edit("content/first.md", page(number))
            time.sleep(BETWEEN_EDITS)
            if not any(client.is_alive() for client in clients):
                break
        seconds = time.monotonic() - start
        assert problems == []
        assert server.process.poll() is None, server.log
        print(f"{REQUESTS} answers in {seconds:.1f} s, from {len(seen)} of {number} edits")
        # Else they were not asked for during edits.
        assert len(seen) > 10
        assert seconds < 60
