#!/usr/bin/env python3
"""Reads QR codes back with a decoder that others have written: check_qr.py QR-BATCH

Texts for every version and level of filling, addresses, and scripts of the world. Each picture is drawn from the SVG
that goes onto paper, and must give the text again, letter by letter.
"""

import random
import re
import subprocess
import sys

import zxingcpp

# Bytes that each version holds at level M: table 7 of ISO/IEC 18004.
CAPACITIES = [
    14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666,
    711, 779, 857, 911, 997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331,
]
ADDRESSES = [
    "https://example.org/summary/",
    "https://example.org/help/summary.html",
    "http://localhost:8080/~alice/a%20b/summary/?x=1&y=%C3%A9#part",
    "https://example.org/%D7%A2%D7%96%D7%A8%D7%94/summary/",
    "https://bücher.example/übersicht/",
    "https://example.org/hjälp/概要/",
    "mailto:alice@example.org",
]
OTHERS = ["0", "01234567", "ABC-123 $%*+./:", "é", "日本語", "עזרה", "🙂" * 20, "\u00a0", "a b", "%", "\\000026", "]Q1"]
# Pixels on a module's side.
SCALE = 3


def texts() -> list[str]:
    chosen = random.Random(18004)
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/?#=&%"
    found = ADDRESSES + OTHERS
    smallest = 1
    for capacity in CAPACITIES:
        # The shortest and the longest text of the version, and some between.
        lengths = {smallest, capacity, chosen.randint(smallest, capacity), chosen.randint(smallest, capacity)}
        found += ["".join(chosen.choices(letters, k=length)) for length in sorted(lengths)]
        # Bytes that are alike make symbols that need their mask.
        found += ["0" * capacity, "U" * smallest]
        found.append("https://example.org/" + "é" * max(0, (capacity - 22) // 2))
        smallest = capacity + 1
    return found


def picture(svg: str) -> tuple[int, bytearray]:
    """Grey values of a square, drawn as a browser would, and the length of its side."""
    side = int(re.search(r'viewBox="0 0 (\d+) (\d+)"', svg)[1])
    width = side * SCALE
    pixels = bytearray(b"\xff" * width * width)
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", svg)
    drawn = re.search(r'<path d="([^"]*)"', svg)[1]
    assert "".join(f"M{x} {y}h{w}v1h-{back}z" for x, y, w, back in runs) == drawn
    for x, y, w, back in runs:
        assert w == back
        for row in range(int(y) * SCALE, (int(y) + 1) * SCALE):
            start = row * width + int(x) * SCALE
            pixels[start:start + int(w) * SCALE] = bytes(int(w) * SCALE)
    return width, pixels


def decoded(svg: str):
    width, pixels = picture(svg)
    # The quiet zone is the symbol's own: nothing is added around it.
    image = memoryview(pixels).cast("B", shape=[width, width])
    # Only QR codes: among tens of thousands of modules some look like a line of another code.
    found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)
    assert len(found) == 1, f"{len(found)} codes found"
    return found[0]


def main() -> int:
    wanted = texts()
    made = subprocess.run([sys.argv[1]], input="\n".join(wanted) + "\n", check=True, capture_output=True,
                          text=True, encoding="utf-8").stdout.split("\n")[:-1]
    assert len(made) == len(wanted), f"{len(made)} codes for {len(wanted)} texts"
    wrong = 0
    sizes = set()
    for text, svg in zip(wanted, made):
        try:
            code = decoded(svg)
            sizes.add((int(re.search(r'viewBox="0 0 (\d+)', svg)[1]) - 8 - 17) // 4)
            assert code.text == text, f"read as {code.text!r}"
            assert code.format == zxingcpp.BarcodeFormat.QRCode, code.format
            assert code.ec_level == "M", code.ec_level
        except AssertionError as problem:
            wrong += 1
            print(f"{len(text.encode())} bytes, {text[:60]!r}: {problem}")
    missing = set(range(1, 41)) - sizes
    print(f"{len(wanted)} texts, {wrong} wrong, {len(sizes)} versions")
    if missing:
        print(f"no text for the versions {sorted(missing)}")
    return 1 if wrong or missing else 0


if __name__ == "__main__":
    sys.exit(main())
