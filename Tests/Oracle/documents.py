"""The Markdown at hand: every file of the repository, and every example of the specifications of our dialect."""

import os
from pathlib import Path

from renderers import REPOSITORY

FENCE = "`" * 32
# Made by builds, or by somebody else.
SKIPPED = {".git", ".build", ".venv", ".swiftpm", "public", "__pycache__"}


def files() -> list[tuple[str, str]]:
    """Names and texts. A text that no page may hold, such as UTF-16, is left out."""
    found = []
    for folder, folders, names in os.walk(REPOSITORY):
        folders[:] = sorted(name for name in folders if name not in SKIPPED and not name.startswith(".build"))
        for name in sorted(names):
            if name.endswith(".md"):
                path = Path(folder, name)
                if not path.is_file():
                    continue
                try:
                    text = path.read_bytes().decode()
                except UnicodeDecodeError:
                    continue
                if "\0" not in text:
                    found.append((str(path.relative_to(REPOSITORY)), text))
    return found


def examples(name: str, text: str) -> list[tuple[str, str]]:
    """The Markdown of each example of a specification file."""
    found = []
    lines: list[str] | None = None
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line == FENCE + " example":
            lines, start = [], number
        elif lines is not None and line in (".", FENCE):
            found.append((f"{name}:{start}", "".join(one.replace("→", "\t") + "\n" for one in lines)))
            lines = None
        elif lines is not None:
            lines.append(line)
    return found


def all_documents() -> list[tuple[str, str]]:
    whole = files()
    return whole + [example for name,
                    text in whole if FENCE + " example" in text for example in examples(name, text)]
