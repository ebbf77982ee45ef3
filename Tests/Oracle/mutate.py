"""Small damage to a document: characters and lines deleted, doubled, exchanged, put in, cut off."""

import random

TOKENS = ("*", "_", "~", "~~", "`", "|", "\\", "[", "]", "(", ")", "<", ">", "!", "&", ":", "-", "#", "=", "^",
          "\n", "\n\n", "\t", " ",
          "    ", "[^1]", "[^1]: ", "- [ ] ", "> ", "|---|", "\n|-|\n", "www.", "https://", "@", "\r", "é",
          "\u00a0", "1. ", "---\n", "<!--")


def mutate(text: str, source: random.Random) -> str:
    for _ in range(source.choice((1, 1, 1, 2, 3, 5))):
        text = mutate_lines(text, source) if source.random() < 0.35 else mutate_characters(text, source)
    return text


def mutate_lines(text: str, source: random.Random) -> str:
    lines = text.split("\n")
    at, other = source.randrange(len(lines)), source.randrange(len(lines))
    match source.randrange(6):
        case 0: del lines[at]
        case 1: lines.insert(other, lines[at])
        case 2: lines[at], lines[other] = lines[other], lines[at]
        case 3: lines[at] = source.choice(TOKENS) + lines[at]
        case 4: lines[at] = lines[at].lstrip()
        case 5: lines[at] += lines[other]
    return "\n".join(lines)


def mutate_characters(text: str, source: random.Random) -> str:
    at, other = source.randint(0, len(text)), source.randint(0, len(text))
    first, last = min(at, other), max(at, other)
    match source.randrange(6):
        case 0: return text[:at] + text[at + 1:]
        case 1: return text[:at] + text[at:at + source.randint(1, 4)] + text[at:]
        case 2: return "".join((text[:first], text[last:last + 1], text[first + 1:last], text[first:first + 1],
                                text[last + 1:]))
        case 3: return text[:at] if source.random() < 0.3 else text[:at] + text[at + source.randint(1, 4):]
        case _: return text[:at] + source.choice(TOKENS) + text[at:]
