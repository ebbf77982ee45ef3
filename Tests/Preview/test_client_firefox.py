"""The same in Firefox, whose tabs are really hidden when another one is in front, and which moves nodes differently."""

import importlib.util
import time

import pytest
from preview import ROOT
from tabs import FORM, PAGE


@pytest.fixture(scope="module")
def firefox():
    # The tests of the site have the driver.
    spec = importlib.util.spec_from_file_location("firefox", ROOT / "Tests/Browser/firefox.py")
    driver = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(driver)
    browser = driver.Firefox()
    yield browser
    browser.close()


@pytest.fixture
def open_in(firefox, guide):
    pages = []

    def open_one(path: str):
        pages.append(firefox.open(f"http://127.0.0.1:{guide.port}{path}"))
        pages[-1].run("""() => {
            window.violations = [];
            addEventListener('securitypolicyviolation', event => violations.push(event.violatedDirective));
        }""")
        return pages[-1]

    yield open_one
    for page in pages:
        assert page.run("() => window.violations ?? []") == []
        page.close()


def wait_until(page, expression: str):
    end = time.monotonic() + 10
    while not page.run(f"() => {expression}"):
        assert time.monotonic() < end, expression
        time.sleep(0.05)


def test_answers_survive_edits(guide, open_in):
    page = open_in("/ask/")
    page.run("""() => {
        const field = document.querySelector('.request-form textarea');
        field.focus();
        field.value = 'typed';
        field.dispatchEvent(new Event('input', { bubbles: true }));
        field.setSelectionRange(1, 3);
        document.querySelector('.request-form input[value=Session]').click();
        field.focus();
    }""")
    guide.edit("content/ask.md", "# Ask\n\nOther words.\n\n::: request access\n:::\n")
    wait_until(page, "document.querySelector('main').textContent.includes('Other words.')")
    guide.edit("content/forms/access.yml", FORM.replace("What happened", "What happened then"))
    wait_until(page, "document.querySelector('.request-form').textContent.includes('What happened then')")
    assert page.run("""() => {
        const field = document.querySelector('.request-form textarea');
        return [window.violations.length, field.value, field === document.activeElement, field.selectionStart, field.selectionEnd,
            document.querySelector('.request-form input[value=Session]').checked];
    }""") == [0, "typed", True, 1, 3, True]


def test_problems_come_and_go(guide, open_in):
    page = open_in("/guide/")
    text = "document.querySelector('#waymark-preview')?.shadowRoot.querySelector('.panel')"
    guide.edit("content/guide.md", PAGE.replace("The end.", "See [it](nowhere.md)."))
    wait_until(page, f"{text}?.getBoundingClientRect().height > 50 && {text}.textContent.includes('nowhere.md')")
    guide.edit("content/guide.md", PAGE)
    wait_until(page, f"!{text}")


def test_a_tab_behind_another_waits_until_it_is_seen(guide, open_in, firefox):
    behind = open_in("/guide/")
    front = open_in("/guide/")
    firefox.send("browsingContext.activate", context=front._context)
    wait_until(behind, "document.visibilityState === 'hidden'")
    words = "document.querySelector('main').textContent.includes('For both.')"
    guide.edit("content/guide.md", PAGE.replace("The end.", "For both."))
    wait_until(front, words)
    time.sleep(0.5)
    assert not behind.run(f"() => {words}")
    firefox.send("browsingContext.activate", context=behind._context)
    wait_until(behind, words)
    assert behind.run("() => Array.isArray(window.violations)")
