"""Makes a document that fails as small as it gets while it fails: lines go first, then characters."""

import itertools
import re
from typing import Callable

Fails = Callable[[str], bool]


def reduce(text: str, fails: Fails) -> str:
    """The text must fail."""
    before = None
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if fails(plain):
        text = plain
    while text != before:
        before = text
        text = without_parts(re.split(r"(?<=[\n\r])", text), fails)
        text = without_margin(text, fails)
        text = without_parts(re.split(r"(?<=[ \n\r])", text), fails)
        text = without_parts(list(text), fails)
        text = without_pairs(text, fails)
    return plainer(text, fails)


def without_parts(parts: list[str], fails: Fails) -> str:
    """Leaves out runs of parts, long ones first."""
    size = max(len(parts) // 2, 1)
    while True:
        at = 0
        while at < len(parts):
            rest = parts[:at] + parts[at + size:]
            if fails("".join(rest)):
                parts = rest
            else:
                at += size
        if size == 1:
            return "".join(parts)
        size = max(size // 2, 1)


def without_margin(text: str, fails: Fails) -> str:
    """Takes quote marks and indentation off all lines at once."""
    while True:
        for width in (4, 3, 2, 1):
            lines = [line[min(width, len(line.rstrip("\r\n"))):] for line in text.splitlines(keepends=True)]
            if "".join(lines) != text and fails("".join(lines)):
                text = "".join(lines)
                break
        else:
            return text


def without_pairs(text: str, fails: Fails) -> str:
    """Leaves out two characters that only go together, such as brackets."""
    if len(text) > 40:
        return text
    for first, second in itertools.combinations(range(len(text)), 2):
        rest = text[:first] + text[first + 1:second] + text[second + 1:]
        if fails(rest):
            return rest
    return text


def plainer(text: str, fails: Fails) -> str:
    """Replaces what needs no special character by `a`, so that equal causes look equal."""
    for at, character in enumerate(text):
        if character != "a" and character not in "\n":
            changed = text[:at] + "a" + text[at + 1:]
            if fails(changed):
                text = changed
    return text
