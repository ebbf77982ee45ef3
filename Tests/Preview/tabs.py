"""Tabs of a browser that look at a preview, and the site that they look at."""

import contextlib
import os

from playwright.sync_api import sync_playwright
from preview import PICTURE, Preview

CHROMIUM = "/usr/bin/chromium-headless-shell"
# Tells how many streams a tab holds, and hides it: a browser without windows takes every tab for visible, while others
# hide all but one.
HIDING = """
let isHidden = sessionStorage.getItem('hidden') === '1';
Object.defineProperty(document, 'visibilityState', { get: () => (isHidden ? 'hidden' : 'visible') });
window.setHidden = value => {
  isHidden = value;
  sessionStorage.setItem('hidden', value ? '1' : '0');
  document.dispatchEvent(new Event('visibilitychange'));
};
// All streams of the tab, open or not.
window.streams = [];
window.EventSource = class extends EventSource {
  constructor(address) {
    super(address);
    streams.push(this);
  }
};
"""

PAGE = """# Guide

Some *words* to read. ![A square](assets/square.svg)

::: checklist {#before title="Before you start"}
- [ ] Find the key {#key}
- [ ] Call somebody {#call}
:::

::: details "What if not?" {#if-not}
Then wait.
:::

:::: tabs
::: tab "Linux"
Use the terminal.
:::
::: tab "Windows"
Use the start menu.
:::
::::

```sh
echo hello
```

## More {#more}

The end.
"""

LONG = PAGE + "\n".join(f"\nParagraph {number}. {'Some more words of it. ' * 9}\n" for number in range(40))

FORM = """name: Access
description: For people without access.
title: Lost access
body:
  - type: input
    id: username
    attributes: {label: User name}
  - type: input
    id: code
    sensitive: true
    attributes: {label: Secret word}
  - type: radio
    id: lost
    attributes:
      label: What did you lose?
      options: [Phone, Key]
  - type: checkboxes
    id: works
    attributes:
      label: What still works?
      options:
        - label: Mailbox
        - label: Session
  - type: textarea
    id: story
    attributes: {label: What happened}
"""

FILES = {
    "content/site.yml": b"title: Help\n",
    "content/index.md": b"# Welcome\n\nThe [guide](guide.md).\n",
    "content/guide.md": PAGE.encode(),
    "content/ask.md": b"# Ask\n\nWords above the form.\n\n::: request access\n:::\n\nWords below.\n",
    "content/forms/access.yml": FORM.encode(),
    "content/assets/square.svg": PICTURE,
}


class Tab:
    """A tab, and what it has to complain about."""

    def __init__(self, context, server: Preview, path: str, hidden: bool = False):
        self.complaints: list[str] = []
        self.page = context.new_page()
        self.page.set_default_timeout(10_000)
        self.page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.add_init_script(HIDING)
        self.page.add_init_script("addEventListener('securitypolicyviolation', event => console.error("
                                  "'policy: ' + event.violatedDirective + ' ' + event.blockedURI))")
        if hidden:
            self.page.add_init_script("setHidden(true)")
        self.page.goto(f"http://127.0.0.1:{server.port}{path}", wait_until="load")
        self.mark()

    def mark(self):
        """Lost when the page is loaded anew."""
        self.page.evaluate("window.mark = 1")

    @property
    def is_same(self) -> bool:
        return self.page.evaluate("window.mark === 1")

    @property
    def streams(self) -> int:
        """How many are open, or about to be."""
        return self.page.evaluate("streams.filter(one => one.readyState !== EventSource.CLOSED).length")

    def show(self, is_shown: bool = True):
        self.page.evaluate(f"setHidden({str(not is_shown).lower()})")

    def forgive(self, words: str):
        """What a browser says itself, of something that is meant to happen."""
        self.complaints[:] = [one for one in self.complaints if words not in one]

    def wait_for(self, text: str):
        self.page.get_by_text(text).locator("visible=true").first.wait_for()

    def pass_time(self, milliseconds: int):
        """In the page's own time: timers that it has set before, and that were due earlier, have run then."""
        self.page.evaluate("milliseconds => new Promise(done => setTimeout(done, milliseconds))", milliseconds)

    def wait_until(self, expression: str):
        # Not `wait_for_function`: it evaluates a string, which the policy forbids.
        for _ in range(500):
            with contextlib.suppress(Exception):
                if self.page.evaluate(expression):
                    return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"it does not come to be so: {expression}")


@contextlib.contextmanager
def browser():
    with sync_playwright() as playwright:
        # As root, and only then, Chromium's sandbox does not start.
        running = playwright.chromium.launch(executable_path=CHROMIUM, chromium_sandbox=os.geteuid() != 0)
        yield running
        running.close()


