"""From being locked out to a text that can be sent: the guide's own forms, used as a person uses them."""

import re

import guide
import pytest
import sites
from conftest import NARROW
from timers import pass_time

TICKED = "I looked for recovery codes: on paper, in files, in my password manager"
LOST_PHONE_TEXT = """### PyPI Username

`alice`

### Reason for request

What I need: To get back into my own account
Site: PyPI
Password: It works
Second factor: I have lost all of them
Recovery codes: I have none left, or lost them
Mailbox of the account: I can read it
Public code of my project: The newest release links to it, and I can push to it
Project: example-project
What I tried, and what PyPI showed:
- I looked for recovery codes: on paper, in files, in my password manager

The drawer, too.
PyPI showed "Invalid TOTP code".

Written with Back into PyPI, revision """
FOCUSED = "element => element === document.activeElement"


def tab_to(page, element, keys: str = "Tab"):
    for _ in range(300):
        page.keyboard.press(keys)
        if element.evaluate(FOCUSED):
            return
    raise AssertionError(f"{keys} never reaches {element}")


def follow(page, name: str, within=None):
    """A link, by keyboard."""
    tab_to(page, (within or page).get_by_role("link", name=name).first)
    address = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != address)


def choose_by_keys(page, question: str, option: str):
    choices = guide.group(page, question).get_by_role("radio")
    labels = [label.strip() for label in guide.group(page, question).locator("label").all_inner_texts()]
    tab_to(page, choices.first)
    page.keyboard.press("Space")
    for _ in range(labels.index(option)):
        page.keyboard.press("ArrowDown")
    assert guide.group(page, question).get_by_role("radio", name=option, exact=True).is_checked()


def test_keys_alone_lead_from_the_home_page_to_a_finished_text(open_page, home, screenshots):
    page = open_page(home, width=NARROW)

    def picture(name):
        if screenshots:
            page.screenshot(path=screenshots / f"flow-{name}.png")

    picture("1-home")
    main = page.get_by_role("main")
    follow(page, "Find your route", main)
    picture("2-route")
    follow(page, "go to question 8", main)
    picture("3-question")
    follow(page, "Prepare your request", main)
    picture("4-prepare")
    follow(page, "Write your request", main)
    picture("5-write")

    step = page.get_by_role("group", name="Before you ask: what I tried").get_by_role("checkbox", name=TICKED)
    tab_to(page, step)
    page.keyboard.press("Space")
    assert step.is_checked()
    picture("6-checklist")
    for question, option in guide.LOST_PHONE.items():
        choose_by_keys(page, question, option)
    picture("7-questions")

    # The username is left out at first: the page says so, and its link leads there.
    tab_to(page, page.get_by_role("textbox", name=guide.PROJECT, exact=True))
    page.keyboard.type("example-project")
    tab_to(page, guide.box(page, guide.TRIED))
    page.keyboard.type('The drawer, too.\nPyPI showed "Invalid TOTP code".')
    tab_to(page, page.get_by_role("button", name="Check my request", exact=True))
    page.keyboard.press("Enter")
    summary = page.get_by_role("group", name="There is a problem")
    assert summary.evaluate(FOCUSED)
    picture("8-problem")
    tab_to(page, summary.get_by_role("link", name="Enter your PyPI username, not your email address"))
    page.keyboard.press("Enter")
    assert guide.box(page, guide.USERNAME).evaluate(FOCUSED)
    page.keyboard.type("`alice`")
    picture("9-username")
    page.keyboard.press("Enter")

    assert page.get_by_role("region", name="Your request: ").evaluate(FOCUSED)
    finished = guide.text(page)
    assert finished.startswith(LOST_PHONE_TEXT)
    assert re.fullmatch(r"[0-9a-f]{8}\n?", finished.removeprefix(LOST_PHONE_TEXT))
    picture("10-text")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab_to(page, page.get_by_role("button", name="Copy", exact=True))
    page.keyboard.press("Enter")
    page.get_by_text("Copied", exact=True).wait_for()
    picture("11-copied")
    assert page.evaluate("navigator.clipboard.readText()").rstrip() == finished.rstrip()


def test_without_script_the_text_is_edited_by_hand(open_page, home, screenshots):
    page = open_page(home + guide.WRITE, width=NARROW, scripts=False)
    for label in (*guide.QUESTIONS, guide.PROJECT, guide.USERNAME):
        assert page.get_by_role("listitem").get_by_text(label, exact=True).filter(visible=True).count() >= 1, label
    assert ends_shown(page) == guide.TITLES
    for control in ("button", "radio", "checkbox"):
        assert page.get_by_role(control).count() == 0, control
    area = page.get_by_role("textbox", name="The text of your request: edit it here, then copy it")
    template = area.input_value()
    assert template.startswith("### PyPI Username\n\n<")
    assert "\n### Reason for request\n\nWhat I need: <" in template
    assert "Recovery Codes" not in template
    tab_to(page, area)
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+End")
    page.keyboard.type("`alice`")
    assert area.input_value().startswith("### PyPI Username\n\n`alice`\n\n### Reason for request\n")
    link = page.get_by_role("main").get_by_role("link", name=re.compile("GitHub")).and_(
        page.locator("[href*='template=account-recovery.yml']"))
    assert link.count() >= 1
    if screenshots:
        area.screenshot(path=screenshots / "flow-without-script.png")


def ends_shown(page) -> list[str]:
    return [title for title in guide.TITLES if page.get_by_text(title, exact=True).filter(visible=True).count()]


def test_the_ends_below_are_all_that_the_form_has():
    assert sorted(end[0] for end in guide.ENDS) == sorted(guide.TITLES)
    assert len(set(guide.TITLES)) == len(guide.TITLES)


@pytest.mark.parametrize(("title", "answers", "link", "target"), guide.ENDS, ids=[end[0] for end in guide.ENDS])
def test_answers_lead_to_advice_instead_of_a_request(open_page, home, title, answers, link, target):
    page = open_page(home + guide.WRITE, width=NARROW)
    guide.choose(page, answers)
    assert ends_shown(page) == [title]
    assert page.get_by_role("button", name="Check my request", exact=True).count() == 0
    assert page.get_by_role("textbox", name=guide.USERNAME).count() == 0
    said = page.get_by_role("status").filter(has_text=f"No request needed: {title}")
    said.wait_for()
    # Another answer ends the end, and what was said of it.
    *_, last = sorted(answers, key=guide.QUESTIONS.index)
    for option in guide.OTHERWISE.get(last, []):
        guide.choose_one(page, last, option)
        said.wait_for(state="detached")
        assert ends_shown(page) == []
        guide.choose_one(page, last, answers[last])
    page.get_by_role("link", name=link, exact=True).filter(visible=True).last.click()
    page.wait_for_url(home + target)
    heading = page.locator("#" + target.partition("#")[2]) if "#" in target else page.locator("h1")
    pass_time(page, 100)
    assert heading.is_visible() and 0 <= heading.bounding_box()["y"] < 800


@pytest.mark.parametrize("case", guide.REQUESTS)
def test_cases_for_staff_end_in_a_text(open_page, home, case):
    page = open_page(home + guide.WRITE, width=NARROW)
    answers = guide.REQUESTS[case]
    guide.choose(page, answers)
    assert ends_shown(page) == []
    guide.write(page, tried="All of it.")
    guide.check(page)
    finished = guide.text(page)
    reason = finished.split("### Reason for request\n\n")[1].split("\n\nWritten with")[0]
    expected = {question: answers[question] for question in guide.QUESTIONS if question in answers}
    if answers[guide.CODE] != guide.NONE[guide.CODE]:
        expected[guide.PROJECT] = "example-project"
    expected[guide.TRIED] = "All of it."
    assert reason.splitlines() == [f"{question}: {answer}" for question, answer in expected.items()]


def test_a_changed_answer_brings_back_what_was_typed_and_takes_hidden_answers_out(open_page, home):
    page = open_page(home + guide.WRITE)
    guide.choose(page, guide.LOST_PHONE)
    guide.write(page)
    guide.choose(page, guide.NONE)
    assert page.get_by_role("textbox", name=guide.PROJECT, exact=True).count() == 0
    guide.check(page)
    assert "example-project" not in guide.text(page)
    guide.choose(page, guide.MINE)
    assert page.get_by_role("textbox", name=guide.PROJECT, exact=True).input_value() == "example-project"


SECRETS = {
    "a recovery code": "My codes are 0123456789abcdef and fedcba9876543210.",
    "a PyPI API token": "See pypi-" + "AgE" + "xY7" * 30,
    "An email address": "Write to alice@example.org, please.",
    "A phone number": "Call me: +44 1632 960 001",
    "A cookie of your browser": "Cookie: session=abc",
}


@pytest.mark.parametrize("kind", SECRETS)
def test_secret_stops_the_request_and_stays_in_memory(open_page, home, kind):
    page = open_page(home + guide.WRITE, width=NARROW)
    guide.choose(page, guide.LOST_PHONE)
    guide.write(page, tried=SECRETS[kind])
    guide.check(page)
    [problem] = page.get_by_role("group", name="There is a problem").get_by_role("link").all_inner_texts()
    assert kind in problem and guide.TRIED in problem and SECRETS[kind][-12:] not in problem
    assert page.get_by_role("region", name="Your request: ").count() == 0
    pass_time(page, 400)
    stored = page.evaluate("JSON.stringify(Object.entries(localStorage))")
    assert "alice" in stored and SECRETS[kind][-12:] not in stored
    page.get_by_role("button", name="Mask it").click()
    guide.check(page)
    finished = guide.text(page)
    assert "[removed: " in finished and SECRETS[kind][-12:] not in finished


@pytest.mark.parametrize("words", [
    "Commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b fixed it.", "My branch a1b2c3d4e5f6a7b8 is there.",
    "I forgot my password: PyPI says it is wrong.", "Version 2.0.0+20261121 of example-project", "pypi-publish failed",
])
def test_ordinary_words_are_no_secret(open_page, home, words):
    page = open_page(home + guide.WRITE)
    guide.choose(page, guide.LOST_PHONE)
    guide.write(page, tried=words)
    guide.check(page)
    assert words in guide.text(page)


def test_nothing_leaves_the_page_during_the_flow(open_page, home, tmp_path):
    page = open_page(home + guide.WRITE, width=NARROW)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    # On the context: a second window's requests count, too.
    page.context.on("request", lambda request: asked.append(request.url))
    page.get_by_role("group", name="Before you ask: what I tried").get_by_role("checkbox").first.check()
    guide.choose(page, guide.LOST_PHONE)
    guide.write(page, tried="alice@example.org")
    guide.check(page)
    guide.write(page, tried="The drawer.")
    guide.check(page)
    for name in ("Copy", "Copy this answer: PyPI Username"):
        page.get_by_role("button", name=name, exact=True).click()
        pass_time(page, 100)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download .md").click()
    download.value.save_as(tmp_path / "request.md")
    assert (tmp_path / "request.md").read_text().strip() == guide.text(page).strip()
    pass_time(page, 500)
    assert [address for address in asked if not address.startswith("blob:")] == []
    link = page.get_by_role("link", name="Open the form on GitHub", exact=True).get_attribute("href")
    assert link == ("https://github.com/pypi/support/issues/new?template=account-recovery.yml"
                    "&title=Account%20recovery%20request")


def test_new_address_goes_into_the_mail_alone(open_page, home, tmp_path):
    page = open_page(home + guide.MAIL, width=NARROW)
    guide.box(page, "Link of my request").fill("https://github.com/pypi/support/issues/1")
    guide.box(page, "My PyPI username").fill("alice")
    guide.group(page, "Site").get_by_role("radio", name="PyPI", exact=True).check()
    assert guide.box(page, "New address for the account").count() == 0
    mailbox = guide.group(page, "The mailbox that my account has now")
    mailbox.get_by_role("radio", name="I have lost it, and I write from a new one").check()
    guide.check(page)
    assert "Enter the new address" in page.get_by_role("group", name="There is a problem").inner_text()
    guide.box(page, "New address for the account").fill("alice@example.org")
    guide.check(page)
    assert "alice@example.org" in guide.text(page, "By email")
    assert "support@ at PyPI\u2019s own domain" in page.inner_text("main").replace("'", "\u2019")
    assert "alice@" not in (page.get_by_role("link", name="Email", exact=True).get_attribute("href") or "").replace("%40", "@")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download .txt").click()
    download.value.save_as(tmp_path / "mail.txt")
    assert "alice@" not in (tmp_path / "mail.txt").read_text()
    pass_time(page, 400)
    assert "alice@" not in page.evaluate("JSON.stringify(Object.entries(localStorage))")
    page.reload()
    assert guide.box(page, "My PyPI username").input_value() == "alice"
    assert guide.box(page, "New address for the account").input_value() == ""


def test_flow_works_from_disk(open_page):
    page = open_page((sites.from_disk() / "request/write.html").as_uri(), width=NARROW)
    page.get_by_role("group", name="Before you ask: what I tried").get_by_role("checkbox", name=TICKED).check()
    guide.choose(page, guide.LOST_PHONE)
    guide.write(page, tried='The drawer, too.\nPyPI showed "Invalid TOTP code".')
    guide.check(page)
    assert guide.text(page).startswith(LOST_PHONE_TEXT)
    assert "file:" not in guide.text(page)
    pass_time(page, 400)
    page.reload()
    assert guide.box(page, guide.USERNAME).input_value() == "`alice`"
    assert page.get_by_role("checkbox", name=TICKED).is_checked()
    guide.choose(page, {guide.NEED: "My account, which was deleted"})
    page.get_by_role("link", name="My account is gone").click()
    page.wait_for_url(re.compile(r"^file:.*/recover/deleted-account\.html#deleted$"))


@pytest.mark.parametrize("scripts", [True, False])
def test_after_recovery_is_a_list_to_tick(open_page, home, scripts):
    page = open_page(home + guide.SAFE, width=NARROW, scripts=scripts)
    for title in ("Lock the door", "Make sure that mails reach you", "Look for what is not yours",
                  "Make the next time easy"):
        assert page.get_by_role("group", name=title, exact=True).count() == 1
    doors = page.get_by_role("group", name="Lock the door", exact=True)
    if not scripts:
        assert page.get_by_role("checkbox").count() == 0
        assert doors.get_by_role("img", name="To do").count() == 7
        return
    assert doors.get_by_text("0 of 7 done").is_visible()
    doors.get_by_role("checkbox", name="Add a second factor.").check()
    assert doors.get_by_text("1 of 7 done").is_visible()
    pass_time(page, 400)
    page.reload()
    assert doors.get_by_role("checkbox", name="Add a second factor.").is_checked()
    assert not doors.get_by_role("checkbox", name="Add another one, of another kind.").is_checked()
