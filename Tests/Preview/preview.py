"""Runs `waymark serve` on sites of a few files, and speaks with it in bytes."""

import contextlib
import json
import os
import pathlib
import queue
import re
import signal
import socket
import subprocess
import threading
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
WAYMARK = os.environ.get("WAYMARK", str(ROOT / ".build/release/waymark"))
SECRET = b"not for the public"
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9H0z"/></svg>\n'
DATA = bytes(range(256)) * 40

FILES = {
    "outside.txt": SECRET,
    "content/site.yml": b"title: Help\n",
    "content/index.md": b"# Welcome\n\nThe [first](first.md) and the [second](second/index.md) page.\n",
    "content/first.md": b"# First\n\nSome words. ![A square](assets/square.svg)\n",
    "content/second/index.md": b"# Second\n\nOther words.\n",
    "content/second/café au lait.md": b"# Caf\xc3\xa9\n\nWith milk.\n",
    "content/_hidden.md": SECRET,
    "content/secret.txt": SECRET,
    "content/assets/square.svg": PICTURE,
    "content/assets/data.bin": DATA,
    "content/assets/.hidden": SECRET,
    "content/assets/empty.txt": b"",
}


def make_site(root: pathlib.Path, files: dict[str, bytes] = FILES) -> pathlib.Path:
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


class Preview:
    """A running server, and what it prints."""

    def __init__(self, root: pathlib.Path, *options: str, port: int = 0, waits: bool = True, program: str = WAYMARK):
        self.root = root
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [program, "serve", "--root", str(root), "--port", str(port), *options],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        if waits:
            self.address = self.wait_for(r"showing (http://\S+)")
            self.host, port = re.match(r"http://([^/]+):(\d+)/", self.address).groups()
            self.port = int(port)

    def _read(self):
        for line in self.process.stderr:
            self.lines.append(line.decode())

    @property
    def log(self) -> str:
        """What was read so far. What is served is told a moment later: ask `wait_for` for what must come."""
        return "".join(self.lines)

    def wait_for(self, pattern: str, seconds: float = 20) -> str:
        """The first group of what the log comes to hold."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := re.search(pattern, self.log):
                return found[1] if found.groups() else found[0]
            if self.process.poll() is not None and not self.reader.is_alive():
                break
            time.sleep(0.01)
        raise AssertionError(f"the log does not come to hold {pattern!r}:\n{self.log}")

    def end(self, number: int = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        status = self.process.wait(timeout=10)
        self.reader.join(timeout=5)
        return status

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def memory(self) -> int:
        """Resident, in bytes."""
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", text)[1]) * 1024

    def open_files(self) -> int:
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def processor_time(self) -> float:
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def connect(self, host: str = "127.0.0.1") -> socket.socket:
        connection = socket.create_connection((host, self.port), timeout=20)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def send(self, data: bytes) -> "Response":
        """What one connection gets for these bytes."""
        with self.connect() as connection:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                connection.sendall(data)
            return read_response(connection, is_head=data.startswith(b"HEAD "))

    def get(self, target: str | bytes, *fields: str, method: str = "GET", host: str | None = None) -> "Response":
        target = target.encode() if isinstance(target, str) else target
        head = [method.encode() + b" " + target + b" HTTP/1.1",
                f"Host: {host or f'127.0.0.1:{self.port}'}".encode(), *(field.encode() for field in fields)]
        return self.send(b"\r\n".join(head) + b"\r\n\r\n")

    def edit(self, name: str, data: str | bytes):
        """As careful editors do: a whole new file in the place of the old one."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(".new-" + path.name)
        new.write_bytes(data.encode() if isinstance(data, str) else data)
        new.rename(path)


class Response:
    def __init__(self, status: int, fields: list[tuple[str, str]], body: bytes):
        self.status = status
        self.fields = fields
        self.body = body

    def __getitem__(self, name: str) -> str | None:
        values = [value for field, value in self.fields if field.lower() == name.lower()]
        assert len(values) < 2, f"{name} stands twice: {values}"
        return values[0] if values else None


class Stream:
    """Bytes of a connection, one after the other."""

    def __init__(self, connection: socket.socket):
        self.connection = connection
        self.buffer = bytearray()

    def more(self) -> bool:
        data = self.connection.recv(1 << 20)
        self.buffer += data
        return bool(data)

    def until(self, mark: bytes) -> bytes:
        while mark not in self.buffer:
            if not self.more():
                raise EOFError(f"no {mark!r} in {bytes(self.buffer[:200])!r}")
        found = bytes(self.buffer[:self.buffer.index(mark)])
        del self.buffer[:len(found) + len(mark)]
        return found

    def take(self, count: int) -> bytes:
        while len(self.buffer) < count:
            if not self.more():
                raise EOFError(f"{len(self.buffer)} bytes instead of {count}")
        taken = bytes(self.buffer[:count])
        del self.buffer[:count]
        return taken


def read_response(source: socket.socket | Stream, is_head: bool = False) -> Response:
    """Strict: every answer has a status line, fields, and the length that it says."""
    stream = source if isinstance(source, Stream) else Stream(source)
    head = stream.until(b"\r\n\r\n").decode("ascii").split("\r\n")
    status = re.fullmatch(r"HTTP/1\.1 (\d{3}) [A-Za-z ]+", head[0])
    assert status, head[0]
    fields = []
    for line in head[1:]:
        name, colon, value = line.partition(": ")
        assert colon and re.fullmatch(r"[A-Za-z-]+", name), line
        fields.append((name, value))
    response = Response(int(status[1]), fields, b"")
    if not is_head and response.status != 304:
        length = response["Content-Length"]
        assert length is not None, head
        response.body = stream.take(int(length))
    return response


class Events:
    """A tab's stream of events."""

    def __init__(self, preview: Preview, path: str, **query: str):
        self.connection = preview.connect()
        base = "/" + preview.address.split("/", 3)[3]
        terms = urllib.parse.urlencode({"path": path, **query})
        self.connection.sendall(
            f"GET {base}-/waymark/events?{terms} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        self.events: queue.Queue[dict] = queue.Queue()
        self.comments = 0
        #: When the last event was read, as of time.perf_counter.
        self.arrival = 0.0
        stream = Stream(self.connection)
        head = stream.until(b"\r\n\r\n")
        assert b" 200 OK" in head and b"text/event-stream" in head, head
        self.thread = threading.Thread(target=self._read, args=(stream,), daemon=True)
        self.thread.start()

    def _read(self, stream: Stream):
        text = b""
        with contextlib.suppress(EOFError, OSError):
            while size := int(stream.until(b"\r\n"), 16):
                text += stream.take(size)
                assert stream.take(2) == b"\r\n"
                while b"\n\n" in text:
                    event, _, text = text.partition(b"\n\n")
                    self._take(event.decode())

    def _take(self, event: str):
        if event == ":":
            self.comments += 1
            return
        lines = [line for line in event.split("\n") if not line.startswith("retry: ")]
        assert lines[0] == "event: build" and lines[1].startswith("data: ") and len(lines) == 2, event
        self.arrival = time.perf_counter()
        self.events.put(json.loads(lines[1].removeprefix("data: ")))

    def next(self, seconds: float = 10) -> dict:
        return self.events.get(timeout=seconds)

    def is_silent(self, seconds: float = 1) -> bool:
        time.sleep(seconds)
        return self.events.empty()

    def close(self):
        self.connection.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
