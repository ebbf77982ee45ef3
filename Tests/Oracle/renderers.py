"""Processes that render one document after another, and pairs of them that should agree."""

import os
import select
import struct
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
# Seconds for one document.
LIMIT = 10
REFUSED = 0xFFFF_FFFF
DIALECTS = ("commonmark", "gfm")
PROGRAMS = {
    "commonmark": ("cmark", "--unsafe"),
    "gfm": ("cmark-gfm", "--unsafe", "-e", "table", "-e", "strikethrough", "-e", "autolink",
            "-e", "tasklist", "-e", "footnotes"),
}


class Ended(Exception):
    """The process crashed or hung on a document."""


class Renderer:
    """One process; started anew after a crash."""

    def __init__(self, *command: str):
        self.command = command
        self.process = None

    def send(self, text: bytes) -> None:
        if self.process is None:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.PIPE, bufsize=0,
                # Swift would look for a person to ask about the crash.
                env=os.environ | {"SWIFT_BACKTRACE": "enable=no"})
        try:
            self.process.stdin.write(struct.pack("<I", len(text)) + text)
        except BrokenPipeError:
            pass  # What receive() says about it is better.

    def receive(self) -> bytes | None:
        """The HTML, None where the text is beyond the renderer's bounds."""
        length = struct.unpack("<I", self.read(4))[0]
        return None if length == REFUSED else self.read(length)

    def read(self, count: int) -> bytes:
        parts = bytearray()
        output = self.process.stdout
        while len(parts) < count:
            ready = select.select([output], [], [], LIMIT)[0]
            part = output.read(count - len(parts)) if ready else b""
            if not part:
                raise Ended(self.end("crash" if ready else f"more than {LIMIT} s"))
            parts += part
        return bytes(parts)

    def end(self, reason: str) -> str:
        process, self.process = self.process, None
        process.kill() if reason != "crash" else None
        said = process.communicate()[1].decode(errors="replace").strip()
        return f"{reason}, status {process.returncode}: {said[-500:]}"


class Pair:
    """Ours and the oracle, for one dialect."""

    def __init__(self, dialect: str, batch: str):
        self.dialect = dialect
        self.ours = Renderer(batch, dialect)
        self.theirs = Renderer(sys.executable, str(HERE / "oracle.py"), dialect)

    def send(self, document: str) -> None:
        text = document.encode()
        self.theirs.send(text)
        self.ours.send(text)

    def receive(self) -> tuple[str | None, str | None]:
        """Both outputs. Ours is None for a text that we refuse, and tells of a crash; the oracle's is None where it
        crashes itself."""
        try:
            ours = self.ours.receive()
            ours = None if ours is None else ours.decode(errors="backslashreplace")
        except Ended as reason:
            ours = f"<!-- {reason} -->\n"
        try:
            theirs = self.theirs.receive().decode(errors="backslashreplace")
        except Ended as reason:
            if "missing" in str(reason) or "Error" in str(reason):
                sys.exit(f"the oracle does not run: {reason}")
            theirs = None
        return ours, theirs

    def render(self, document: str) -> tuple[str | None, str | None]:
        self.send(document)
        return self.receive()


def render_with_program(dialect: str, document: str) -> str:
    """What Debian's program prints, to know that its library is called in the same way."""
    try:
        run = subprocess.run(PROGRAMS[dialect], input=document.encode(), stdout=subprocess.PIPE,
                             timeout=LIMIT, check=True)
    except FileNotFoundError:
        sys.exit(f"{PROGRAMS[dialect][0]} is missing; `Tests/run packages` installs it")
    return run.stdout.decode(errors="backslashreplace")
