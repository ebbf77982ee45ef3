"""The buttons that copy code: what is copied, in which way, and what is said of it."""

import pytest
from timers import pass_time

ALLOWED = ["clipboard-read", "clipboard-write"]
# The page's own clipboard is kept for the test to read, and taken from the script.
NO_CLIPBOARD = """
window.kept = navigator.clipboard;
Object.defineProperty(Navigator.prototype, 'clipboard', {value: undefined});
"""
FORBIDDEN = "navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));"
NO_COMMAND = NO_CLIPBOARD + "document.execCommand = () => false;"
# All that live regions say, in its order.
LISTEN = """() => {
  window.said = [];
  for (const region of document.querySelectorAll('[role=status], [role=alert], [aria-live]'))
    new MutationObserver(() => region.textContent && said.push(region.textContent))
      .observe(region, {childList: true, characterData: true, subtree: true});
}"""
PLAIN = "pip install example-project\n\npip check"
TEXTS = {
    "plain": PLAIN,
    "console": "ls -l\ncat <<END\ntwo\nEND",
    "output": "nothing to do\ndone",
    "diff": "@@ -1,2 +1,2 @@\n kept\n-before\n+after",
}


def opened(open_page, address: str, before: str = ""):
    page = open_page(address, before=before, permissions=ALLOWED)
    page.evaluate(LISTEN)
    return page


def button(page, block: str):
    return page.locator(f"#{block} > .code-copy")


def clipboard(page) -> str:
    return page.evaluate("(window.kept ?? navigator.clipboard).readText()")


def wait_for_status(page, block: str, text: str) -> None:
    page.locator(f"#{block} > .code-status", has_text=text).wait_for()
    assert page.locator(f"#{block} > .code-status").inner_text() == text


@pytest.mark.parametrize("before", ["", NO_CLIPBOARD, FORBIDDEN], ids=["clipboard", "without", "forbidden"])
@pytest.mark.parametrize("block", TEXTS)
def test_button_copies_what_one_types(open_page, constructs, block, before):
    page = opened(open_page, constructs, before)
    html = button(page, block).evaluate("button => button.outerHTML")
    button(page, block).click()
    wait_for_status(page, block, "Copied")
    assert clipboard(page) == TEXTS[block]
    assert page.evaluate("said") == ["Copied"]
    assert button(page, block).evaluate("button => button === document.activeElement")
    # Its name stays: a new one would be spoken as well.
    assert button(page, block).evaluate("button => button.outerHTML") == html
    assert page.locator("textarea").count() == 0


def test_numbered_and_marked_lines_are_copied_as_they_are(open_page, constructs):
    page = opened(open_page, constructs)
    button(page, "titled").click()
    wait_for_status(page, "titled", "Copied")
    lines = clipboard(page).split("\n")
    assert len(lines) == 10
    assert lines[1:5] == [
        "@cache", "def where(site: Site) -> str:", '    return "at \\t" + site.root if True else 42', ""]


def test_where_nothing_copies_the_reader_is_told_to_and_can(open_page, constructs):
    page = opened(open_page, constructs, NO_COMMAND)
    button(page, "console").click()
    wait_for_status(page, "console", "Press Ctrl+C to copy")
    page.keyboard.press("Control+c")
    wait_for_status(page, "console", "Copied")
    assert clipboard(page) == TEXTS["console"]
    assert page.evaluate("said") == ["Press Ctrl+C to copy", "Copied"]


def test_copying_something_else_afterwards_says_nothing(open_page, constructs):
    page = opened(open_page, constructs, NO_COMMAND)
    button(page, "plain").click()
    wait_for_status(page, "plain", "Press Ctrl+C to copy")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))")
    page.keyboard.press("Control+c")
    assert clipboard(page) == "Every construct"
    pass_time(page, 100)
    assert page.evaluate("said") == ["Press Ctrl+C to copy"]


def test_second_press_is_said_again(open_page, constructs):
    page = opened(open_page, constructs)
    for count in (1, 2):
        button(page, "plain").press("Enter")
        page.wait_for_function("count => said.length === count", arg=count)
    assert page.evaluate("said") == ["Copied", "Copied"]
    page.locator("#plain > .code-status:empty").wait_for(state="attached", timeout=8000)


def test_button_has_a_name_a_size_and_covers_no_code(open_page, constructs):
    page = opened(open_page, constructs)
    assert page.locator(".code").count() == page.locator(".code-copy").count()
    page.get_by_role("button", name="Copy code: src/main.py", exact=True).wait_for()
    assert page.get_by_role("button", name="Copy code", exact=True).count() > 2
    covered = page.evaluate("""() => [...document.querySelectorAll('.code-copy')].filter(button => {
      const box = button.getBoundingClientRect();
      const text = document.createRange();
      text.selectNodeContents(button.closest('.code').querySelector('code'));
      return box.height < 24 || box.width < 24 || [...text.getClientRects()].some(line => line.top < box.bottom);
    }).map(button => button.closest('.code').outerHTML)""")
    assert covered == []


def test_selecting_by_hand_takes_neither_numbers_nor_prompts(open_page, constructs):
    page = opened(open_page, constructs)
    for block, unwanted in (("titled", "10"), ("console", "$")):
        page.evaluate("""block => getSelection().selectAllChildren(document.querySelector(`#${block} code`))""", block)
        page.keyboard.press("Control+c")
        assert unwanted not in clipboard(page)
        assert block != "titled" or "@cache\ndef where" in clipboard(page)


def test_no_button_without_scripts(open_page, constructs):
    page = open_page(constructs, scripts=False)
    assert page.locator("button").count() == 0
