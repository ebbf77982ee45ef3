"""The ways by which a finished text leaves the page; and that nothing leaves in any other."""

import pathlib
import shutil
import urllib.parse

import forms
import pytest
from axe_playwright_python.sync_playwright import Axe
from test_copy import ALLOWED, FORBIDDEN, LISTEN, NO_CLIPBOARD, NO_COMMAND, clipboard

GITHUB = "On GitHub: example/support"
MAIL = "By email"


def finished(open_page, name: str = "ask", before: str = "", fill=forms.fill, **options):
    page = open_page(forms.address(name), before=before, permissions=ALLOWED, **options)
    fill(page)
    forms.check(page)
    page.evaluate(LISTEN)
    return page


def part(page, name: str):
    return page.get_by_role("group", name=name, exact=True)


def press(page, name: str, button: str) -> None:
    part(page, name).get_by_role("button", name=button, exact=True).click()


def said(page, name: str, text: str) -> None:
    part(page, name).get_by_role("status").filter(has_text=text).wait_for()


def link(page, name: str, text: str) -> tuple[str, dict[str, str]]:
    address = urllib.parse.urlsplit(part(page, name).get_by_role("link", name=text, exact=True).get_attribute("href"))
    pairs = [pair.partition("=") for pair in address.query.split("&") if pair]
    return address._replace(query="").geturl(), {key: urllib.parse.unquote(value) for key, _, value in pairs}


def with_private(page) -> None:
    forms.fill(page)
    page.get_by_label("New address").fill("new@example.org")


def with_long(page) -> None:
    forms.fill(page)
    page.get_by_label("What I have already tried").fill("word " * 500)


@pytest.mark.parametrize("before", ["", NO_CLIPBOARD, FORBIDDEN], ids=["clipboard", "without", "forbidden"])
def test_text_is_copied(open_page, before):
    page = finished(open_page, before=before)
    press(page, GITHUB, "Copy")
    said(page, GITHUB, "Copied")
    assert clipboard(page) == forms.text_of(page)
    press(page, GITHUB, "Copy this answer: Reason")
    said(page, GITHUB, "Copied: Reason")
    assert clipboard(page).startswith("What did you lose?: Phone\n") and "alice" not in clipboard(page)
    assert page.evaluate("said") == ["Copied", "Copied: Reason"]


def test_where_nothing_copies_the_reader_is_told_to_and_can(open_page):
    page = finished(open_page, before=NO_COMMAND)
    press(page, GITHUB, "Copy this answer: Account name")
    said(page, GITHUB, "Press Ctrl+C to copy")
    assert page.evaluate("getSelection().toString()") == "alice"
    press(page, GITHUB, "Copy")
    page.keyboard.press("Control+c")
    assert clipboard(page).strip() == forms.text_of(page).strip()


@pytest.mark.parametrize("kind, start", [("md", "### Account name\n\nalice\n"), ("txt", "Account name\nalice\n")])
def test_text_is_saved(open_page, kind, start):
    page = finished(open_page)
    with page.expect_download() as download:
        press(page, GITHUB, f"Download .{kind}")
    assert download.value.suggested_filename == f"lost-access.{kind}"
    text = pathlib.Path(download.value.path()).read_text()
    assert text.startswith(start) and text.endswith("https://example.org/help/recover/ask.html\n")
    said(page, GITHUB, f"Your browser saves lost-access.{kind}")


def test_link_fills_in_what_it_can_and_the_rest_is_said(open_page):
    page = finished(open_page)
    assert link(page, GITHUB, "Open the form on GitHub") == (
        "https://github.com/example/support/issues/new",
        {"template": "access.yml", "title": "Recovery of access", "account": "alice"})
    words = part(page, GITHUB).inner_text()
    assert "Tick or choose there yourself: “Rules”." in words
    assert "The link below fills in “Account name”. Copy over yourself: “Reason”." in words


def test_link_into_our_own_form(open_page):
    page = finished(open_page, "own", fill=with_private)
    _, pairs = link(page, GITHUB, "Open the form on GitHub")
    assert pairs["username"] == "alice" and "mail" not in pairs and "lost" not in pairs
    assert "Left out, because everybody can read it: “New address”." in part(page, GITHUB).inner_text()


@pytest.mark.parametrize("name, fill, note, pairs", [
    ("own", forms.fill, "The link below fills in “User name”, “What I have already tried”.", ["template", "title", "username", "tried"]),
    ("own", with_long, "The link below takes only the title along. Copy over yourself: “User name”, “What I have already tried”.",
     ["template", "title"]),
    ("untitled", with_long, "The link below takes no text along. Copy over yourself: “User name”, “What I have already tried”.", ["template"]),
    ("blank", forms.fill, "The link below takes the whole text along.", ["title", "body"]),
    ("blank", with_long, "The link below takes only the title along: copy the text and paste it there.", ["title"]),
], ids=["fits", "long", "untitled", "blank", "blank long"])
def test_note_says_what_the_link_takes_along(open_page, name, fill, note, pairs):
    page = finished(open_page, name, fill=fill)
    assert note in part(page, GITHUB).inner_text().split("\n")
    assert list(link(page, GITHUB, "Open the form on GitHub")[1]) == pairs


def test_what_is_chosen_there_is_not_copied(open_page):
    page = finished(open_page, "own")
    assert "Tick or choose there yourself: “What did you lose?”, “Which site?”, “Before you send”." in part(page, GITHUB).inner_text()
    copied = part(page, GITHUB).get_by_role("button", name="Copy this answer").evaluate_all("all => all.map(one => one.ariaLabel)")
    assert copied == ["Copy this answer: User name", "Copy this answer: What I have already tried"]


def test_opening_a_form_of_several_boxes_keeps_the_answer_that_was_copied(open_page):
    page = finished(open_page)
    press(page, GITHUB, "Copy this answer: Reason")
    said(page, GITHUB, "Copied: Reason")
    page.evaluate("addEventListener('click', event => event.target.closest('a') && event.preventDefault())")
    part(page, GITHUB).get_by_role("link").click()
    said(page, GITHUB, "Copy each answer here, and paste it there.")
    assert clipboard(page).startswith("What did you lose?: Phone\n")


def test_names_of_githubs_own_are_in_no_link(open_page):
    page = open_page(forms.address("two"), permissions=ALLOWED)
    for label in ("Append", "Query", "Title", "Without an id"):
        page.get_by_label(f"{label} (optional)", exact=True).fill(f"v {label}")
    page.get_by_label("Unseen").check()
    page.get_by_role("button", name="Check my request", exact=True).last.click()
    assert link(page, GITHUB, "Open the form on GitHub") == (
        "https://github.com/example/support/issues/new",
        {"template": "hard.yml", "title": "Hard: ", "append": "v Append", "querySelectorAll": "v Query"})
    words = part(page, GITHUB).inner_text()
    assert "The link below fills in “Append”, “Query”. Copy over yourself: “Title”, “Without an id”." in words
    assert "Tick or choose there yourself: “Hidden”." in words


def test_axe_finds_nothing_in_two_texts(open_page):
    page = open_page(forms.address("two"))
    forms.fill(page)
    for button in page.get_by_role("button", name="Check my request", exact=True).all():
        button.click()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_mail_follows_rfc_6068(open_page):
    page = finished(open_page)
    address, pairs = link(page, MAIL, "Email")
    assert address == "mailto:support@example.org" and pairs["subject"] == "Recovery of access"
    assert pairs["body"] == forms.text_of(page, MAIL).replace("\n", "\r\n")
    raw = part(page, MAIL).get_by_role("link").get_attribute("href")
    assert "%0D%0A" in raw and "+" not in raw and len(raw) <= 1900


def test_long_text_is_in_no_link(open_page):
    page = finished(open_page, fill=with_long)
    assert link(page, MAIL, "Email")[1] == {"subject": "Recovery of access"}
    assert "only the title" in part(page, MAIL).inner_text()
    # Nothing opens in a test; that it would, is the link's own doing.
    page.evaluate("addEventListener('click', event => event.target.closest('a') && event.preventDefault())")
    part(page, MAIL).get_by_role("link", name="Email").click()
    said(page, MAIL, "Copied. Now paste it")
    assert clipboard(page) == forms.text_of(page, MAIL)


def test_links_stay_short_whatever_is_typed(open_page):
    page = finished(open_page, "unlimited", fill=lambda page: forms.fill(page, username="\u20ac" * 300))
    for name in (GITHUB, MAIL):
        assert len(part(page, name).get_by_role("link").get_attribute("href")) <= 2000
    assert link(page, GITHUB, "Open the form on GitHub")[1] == {"template": "access.yml", "title": "Recovery of access"}


def test_half_an_emoji_breaks_nothing(open_page):
    page = open_page(forms.address("unlimited"), permissions=ALLOWED)
    forms.fill(page)
    page.evaluate("""() => { const input = document.getElementById('request-lost-access-username');
      input.value = 'a\\ud83d'; input.dispatchEvent(new Event('input', {bubbles: true})); }""")
    forms.check(page)
    assert link(page, GITHUB, "Open the form on GitHub")[1]["account"] == "a\ufffd"


def test_private_answer_leaves_only_by_copy_in_a_private_channel(open_page):
    page = finished(open_page, fill=with_private)
    secret = "new@example.org"
    assert secret not in forms.text_of(page) and secret in forms.text_of(page, MAIL)
    press(page, MAIL, "Copy")
    said(page, MAIL, "Copied")
    assert secret in clipboard(page)
    assert secret not in urllib.parse.unquote(" ".join(page.locator("a").evaluate_all("links => links.map(link => link.href)")))
    for kind in ("md", "txt"):
        with page.expect_download() as download:
            press(page, MAIL, f"Download .{kind}")
        assert secret not in pathlib.Path(download.value.path()).read_text()
    assert "Only “Copy” takes “New address”" in part(page, MAIL).inner_text()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert secret not in forms.text_of(page, MAIL)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert secret in forms.text_of(page, MAIL)


def test_printing_is_asked_for(open_page):
    page = finished(open_page, before="window.print = () => { window.printed = true; };")
    press(page, GITHUB, "Print")
    said(page, GITHUB, "The print dialog was opened.")
    assert page.evaluate("printed")


def test_form_without_a_channel(open_page):
    page = finished(open_page, "none")
    assert forms.text_of(page, "To send yourself").startswith("### User name\n\nalice")
    assert part(page, "To send yourself").get_by_role("link").count() == 0


def test_double_clicks_do_no_harm(open_page):
    page = finished(open_page, before="window.print = () => {};")
    for name in (GITHUB, MAIL):
        for button in part(page, name).get_by_role("button").all():
            button.dblclick()
    assert "alice" in forms.text_of(page)
    assert page.locator("textarea.code-scratch").count() == 0


def flow(page) -> None:
    """All that a person does, but to press a link."""
    forms.check(page)
    with_private(page)
    page.get_by_label("Try the password reset").check()
    forms.check(page)
    for name in (GITHUB, MAIL):
        for button in part(page, name).get_by_role("button").all():
            if "Download" not in button.inner_text():
                button.click()
    for name in (GITHUB, MAIL):
        for kind in ("md", "txt"):
            with page.expect_download():
                press(page, name, f"Download .{kind}")
    page.get_by_label("User name").fill("bob")
    page.get_by_role("button", name="Check my request again").click()


def sent(requests: list[str]) -> list[str]:
    """Without files made in the page, and without its own icon, which a browser loads late."""
    return [url for url in requests if not url.startswith("blob:") and "/assets/favicon." not in url]


def test_nothing_leaves_by_itself(open_page):
    page = open_page(forms.address(), before="window.print = () => {};", permissions=ALLOWED)
    assert "default-src 'none'" in page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    requests = []
    page.context.on("request", lambda request: requests.append(request.url))
    flow(page)
    assert sent(requests) == []
    assert page.context.cookies() == []


def test_flow_from_disk(open_page, tmp_path):
    shutil.copytree(forms.site(), tmp_path / "site")
    page = open_page((tmp_path / "site/recover/ask.html").as_uri(), before="window.print = () => {};")
    requests = []
    page.context.on("request", lambda request: requests.append(request.url))
    flow(page)
    assert sent(requests) == []
