"""How the differences of differences.md are recognised, and how that file is read.

A predicate gets the document and both outputs. It decides by the document first: one that looks only at the outputs
would hide other mistakes.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

LIST = Path(__file__).with_name("differences.md")
FENCE = "`" * 32

ALERT = re.compile(
    r"^.*>[ \t]*\[!(?:note|tip|important|warning|caution)\][ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


def is_alert(document: str, ours: str, theirs: str) -> bool:
    return bool(ALERT.search(document)) and "alert" in ours and "[!" in theirs


@dataclass
class Difference:
    name: str
    predicate: Callable[[str, str, str], bool]
    example: str


def read_differences() -> list[Difference]:
    """The differences that are listed; ends the program where the list is not well formed."""
    found = []
    for section in re.split(r"^## ", LIST.read_text(), flags=re.MULTILINE)[1:]:
        name = section.partition("\n")[0].strip()
        predicate = re.search(r"^Recognised by `(\w+)`\.$", section, re.MULTILINE)
        example = re.search(
            rf"^{FENCE} example\n(.*?)^{FENCE}$", section, re.MULTILINE | re.DOTALL)
        function = globals().get(predicate[1]) if predicate else None
        if example is None or not callable(function):
            raise SystemExit(
                f"{LIST.name}: \"{name}\" needs a line \"Recognised by `function`.\" with a function of "
                f"differences.py, and an example")
        found.append(Difference(name, function, example[1].replace("→", "\t")))
    return found
