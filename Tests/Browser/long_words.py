"""A site with a word of 500 characters in every place where an author can write one."""

import re

import sites

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9H0z"/></svg>\n'

CONFIGURATION = """title: LONG-site
description: A guide.
footer: LONG-footer and [LONG-foot-link](index.md)
"""
HOME = """---
title: LONG-title
summary: LONG-summary
reviewed: 2026-01-01
owner: LONG-owner
sources: [LONG-source]
---

LONG-text and *LONG-emphasis* and `LONG-code` and [LONG-link](other.md) and ++LONG-key++ and ~~LONG-gone~~[^1]

[^1]: LONG-footnote

> LONG-quote

> [!WARNING] LONG-alert
> LONG-remark

:::: tabs
::: tab "LONG-tab"
LONG-in-tab
:::
::: tab "LONG-next-tab"
Second.
:::
::::

```text title="LONG-file"
LONG-block
```

::: figure
![LONG-alternative](assets/picture.svg)

LONG-caption
:::

::: steps
1. LONG-step
2. - LONG-item-in-step
:::

- LONG-item
  - [ ] LONG-task

| LONG-head | Second |
| --- | --- |
| LONG-cell | [LONG-link-in-cell](other.md) |

LONG-term
: LONG-meaning

## LONG-heading

### LONG-below

::: details "LONG-folded"
LONG-fold
:::

::: checklist {#ready title="LONG-checklist"}
- [ ] LONG-first

  LONG-reason
  - [ ] LONG-part
:::

::: request ask
:::
"""
OTHER = """---
title: LONG-other
description: LONG-description
---

Words.
"""
BELOW = """---
title: LONG-section
description: A section.
---

Words.
"""
FORM = """name: LONG-form
description: LONG-about
title: A title
body:
  - type: markdown
    attributes:
      value: LONG-form-text
  - type: checkboxes
    id: boxes
    why: LONG-why
    where: LONG-where
    attributes:
      label: LONG-question
      description: LONG-help
      options:
        - label: LONG-option
        - label: b
  - type: dropdown
    id: choice
    attributes:
      label: Choice
      options: [LONG-choice, z]
  - type: input
    id: name
    show-if: choice is "LONG-choice"
    attributes:
      label: LONG-name
      placeholder: LONG-example
outcome:
  - when: choice is z
    title: LONG-outcome
    text: LONG-advice
never-share: [LONG-never]
send:
  github:
    repository: o/r
    template: f.yml
"""
FILES = {
    "site.yml": CONFIGURATION, "index.md": HOME, "other.md": OTHER, "section/index.md": BELOW, "forms/ask.yml": FORM,
    "assets/picture.svg": PICTURE,
}
PLACE = re.compile("LONG-([a-z-]+)")
PLACES = list(dict.fromkeys(place for text in FILES.values() for place in PLACE.findall(text)))


def word(place: str) -> str:
    """Of digits, which no dictionary breaks; none of its parts is in another word."""
    return "".join(f"{PLACES.index(place) + 10}{number:03}" for number in range(100))


def words_in(*texts: str, without: tuple[str, ...] = ()) -> dict[str, str]:
    """The place of each long word in these texts, and the word."""
    places = dict.fromkeys(place for text in texts for place in PLACE.findall(text))
    return {place: word(place) for place in places if place not in without}


def site():
    content = sites.MADE / "long-words/content"
    for name, text in FILES.items():
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(PLACE.sub(lambda found: word(found[1]), text))
    return sites.build("long-words/public", root=content.parent)
