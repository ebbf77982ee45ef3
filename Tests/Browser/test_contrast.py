"""Colours that text is read in, computed from the tokens: 4.5:1 at least (WCAG 2.2, 1.4.3)."""

import re

import pytest
import sites

THEME = sites.ROOT / "themes/default"
# All classes that highlighted code has.
CLASSES = [
    "comment", "keyword", "string", "number", "name", "type", "constant", "variable", "operator", "attribute",
    "meta", "escape", "inserted", "deleted", "section", "prompt", "output",
]
PLATES = ["surface", "code-marked", "code-inserted", "code-deleted"]
ALERTS = ["note", "tip", "important", "warning", "caution"]
PAIRS = re.compile(r"--wm-([a-z-]+): (#[0-9a-f]{6});")


def tokens(scheme: str) -> dict[str, str]:
    text = (THEME / "styles/tokens.css").read_text()
    light, dark = text.split("@media (prefers-color-scheme: dark)")
    dark, paper = dark.split("@media print")
    values = dict(PAIRS.findall(light))
    values.update(PAIRS.findall({"light": "", "dark": dark, "print": paper}[scheme]))
    return values


def colours_of_classes() -> dict[str, str]:
    """From each class of highlighted code to the name of its token."""
    style = (THEME / "components/highlight/highlight.css").read_text()
    found = {}
    for selectors, rules in re.findall(r"([^{}]+)\{([^{}]*)\}", style):
        if colour := re.search(r"\bcolor: var\(--wm-([a-z-]+)\)", rules.replace("background-color", "")):
            found.update(dict.fromkeys(re.findall(r"\.hl-([a-z]+)", selectors), colour[1]))
    return found


def channels(colour: str) -> list[int]:
    return [int(colour[at:at + 2], 16) for at in (1, 3, 5)]


def mixed(colour: str, part: float, other: str) -> str:
    return "#" + "".join(
        f"{round(part * one + (1 - part) * two):02x}" for one, two in zip(channels(colour), channels(other), strict=True))


def luminance(colour: str) -> float:
    parts = [value / 255 for value in channels(colour)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(two)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_class_of_code_has_a_colour():
    assert sorted(colours_of_classes()) == sorted(CLASSES)


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_code_can_be_read_on_every_plate(scheme):
    values = tokens(scheme)
    colours = {*colours_of_classes().values(), "ink"}
    weak = [
        (colour, plate, round(contrast(values[colour], values[plate]), 2))
        for colour in sorted(colours) for plate in PLATES
        if contrast(values[colour], values[plate]) < 4.5
    ]
    assert weak == []


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_alerts_can_be_read(scheme):
    """The title on its plate, the sign's letter on the sign, and links and soft words within."""
    values = tokens(scheme)
    style = (THEME / "components/alert/alert.css").read_text()
    part = int(re.search(r"color-mix\(in srgb, var\(--kind\) (\d+)%, var\(--wm-paper\)\)", style)[1]) / 100
    for kind in ALERTS:
        plate = mixed(values[kind], part, values["paper"])
        for colour in (kind, "ink", "ink-soft", "link", "link-hover"):
            assert contrast(values[colour], plate) >= 4.5, (kind, colour)
        assert contrast(values[kind], values["paper"]) >= 4.5, kind
        assert contrast(values["edge"], plate) >= 3, kind


def test_paper_is_black_on_white():
    values = tokens("print")
    assert {values[colour] for colour in [*colours_of_classes().values(), *ALERTS]} == {"#000000"}
    assert {values[plate] for plate in PLATES} == {"#ffffff"}
