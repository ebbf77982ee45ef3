"""The form of a request, as a person fills it in."""

import forms
import pytest
from timers import pass_time

BOX = "There is a problem"
CODE = "0123" + "4567" + "89ab" + "cdef"
LISTEN = """() => {
  window.said = [];
  for (const region of document.querySelectorAll('[role=status]'))
    new MutationObserver(() => region.textContent && said.push(region.textContent)).observe(region, {childList: true, subtree: true});
}"""


def problems(page) -> list[str]:
    return page.get_by_role("group", name=BOX).get_by_role("link").all_inner_texts()


def result(page):
    return page.get_by_role("region", name="Your request")


def test_without_scripts_a_text_to_edit(open_page):
    page = open_page(forms.address(), scripts=False)
    box = page.get_by_label("The text of your request: edit it here, then copy it")
    assert box.input_value().startswith("### Account name")
    assert page.get_by_role("button").count() == 0 and not page.get_by_label("User name", exact=True).is_visible()


def test_broken_form_leaves_the_page_as_without_scripts(open_page):
    page = open_page(forms.address("broken"), fails=True)
    assert page.get_by_label("The text of your request").is_visible()


def test_nothing_is_checked_before_it_is_asked_for(open_page):
    page = open_page(forms.address())
    page.get_by_label("User name").fill("NOT OF THE PATTERN")
    page.get_by_label("Link to your project").fill("no link")
    page.get_by_label("User name").focus()
    assert page.get_by_role("group", name=BOX).count() == 0 and page.locator("[aria-invalid]").count() == 0
    assert page.locator("[required], [maxlength]").count() == 0


def test_what_is_missing_is_listed_linked_and_said_beside(open_page):
    page = open_page(forms.address())
    title = page.title()
    forms.check(page)
    texts = ["Enter your user name", "Choose an answer to “What did you lose?”", "Tick “I read the rules”"]
    assert problems(page) == texts
    assert page.title() == "Error: " + title
    box = page.get_by_role("group", name=BOX)
    assert box.evaluate("box => box === document.activeElement && box === document.querySelector('main').firstElementChild")
    assert not result(page).is_visible()
    for text, label in zip(texts, ["User name", "Phone", "I read the rules"], strict=True):
        page.get_by_role("link", name=text).click()
        control = page.get_by_label(label)
        assert control.evaluate("control => control === document.activeElement")
        assert control.get_attribute("aria-invalid") == "true"
        described = control.evaluate("""control => (control.closest('fieldset') ?? control).getAttribute('aria-describedby')
          .split(' ').map(id => document.getElementById(id).innerText).join(' ')""")
        assert text in described
        # Not hidden by anything (WCAG 2.2, 2.4.11).
        assert control.evaluate("""control => { const box = control.getBoundingClientRect();
          return box.top >= 0 && box.bottom <= innerHeight; }""")
    forms.check(page)
    assert page.title() == "Error: " + title
    forms.fill(page)
    forms.check(page)
    assert page.title() == title and page.locator("[aria-invalid]").count() == 0
    assert page.get_by_role("group", name=BOX).count() == 0
    assert page.get_by_text("Enter your user name").count() == 0
    assert result(page).evaluate("result => result === document.activeElement")


@pytest.mark.parametrize("label, good, bad, said", [
    ("User name", ["a-1"], ["Alice", "a b", "alice\u200b"], "Enter your user name"),
    ("Link to your project", ["https://example.org/a", "http://x"], ["example.org", "javascript:alert(1)", "https://"], "Check “Link to your project”"),
    ("How many projects", ["1", "1,000.5", "-3"], ["one", "1 a"], "Check “How many projects do you own?”"),
    ("New address", ["a@example.org"], ["a@b", "a b@example.org", "example.org"], "Check “New address”"),
    ("Since when?", ["2026-02-28"], ["0026-02-28"], "Check “Since when?”"),
])
def test_values_are_looked_at(open_page, label, good, bad, said):
    page = open_page(forms.address())
    forms.fill(page)
    for value in bad:
        page.get_by_label(label).fill(value)
        forms.check(page)
        assert [said in text for text in problems(page)] == [True], value
    for value in good:
        page.get_by_label(label).fill(value)
        forms.check(page)
        assert page.get_by_role("group", name=BOX).count() == 0, value


def test_length_is_counted_as_people_do(open_page):
    page = open_page(forms.address())
    forms.fill(page, username="a" * 41)
    forms.check(page)
    assert problems(page) == ["“User name” must have 40 characters or fewer: it has 41"]
    forms.fill(page, username="a" * 40)
    forms.check(page)
    assert result(page).is_visible()


def test_questions_come_and_go_and_keep_their_answers(open_page):
    page = open_page(forms.address())
    log = page.get_by_label("Output of the last command")
    assert not log.is_visible()
    page.get_by_label("git push").check()
    log.fill("fatal: no")
    page.get_by_label("git push").uncheck()
    assert not log.is_visible()
    page.get_by_label("git push").check()
    assert log.input_value() == "fatal: no"
    page.get_by_label("git push").uncheck()
    forms.fill(page)
    forms.check(page)
    assert "fatal: no" not in forms.text_of(page)


def test_outcome_takes_the_place_of_the_request(open_page):
    page = open_page(forms.address())
    page.evaluate(LISTEN)
    page.get_by_label("Mailbox").check()
    page.get_by_label("Password", exact=True).check()
    assert page.get_by_text("You need no request", exact=True).last.is_visible()
    assert not page.get_by_role("button", name="Check my request").is_visible()
    assert not page.get_by_label("Which site?").is_visible()
    page.wait_for_function("() => said.length")
    assert page.evaluate("said") == ["No request needed: You need no request"]
    page.get_by_label("Phone", exact=True).check()
    assert page.get_by_role("button", name="Check my request").is_visible() and page.get_by_label("Which site?").is_visible()


def test_outcome_takes_the_place_of_an_earlier_text(open_page):
    page = open_page(forms.address())
    forms.fill(page)
    forms.check(page)
    before = forms.text_of(page)
    page.get_by_label("User name").fill("")
    page.get_by_role("button", name="Check my request again").click()
    assert len(problems(page)) == 1
    page.get_by_label("Mailbox").check()
    page.get_by_label("Password", exact=True).check()
    assert not result(page).is_visible() and not page.get_by_role("button", name="Check my request").is_visible()
    assert page.get_by_role("link", name="Open the form on GitHub").count() == 0
    assert page.get_by_role("group", name=BOX).count() == 0
    page.get_by_label("Phone", exact=True).check()
    page.get_by_label("User name").fill("alice")
    assert result(page).is_visible() and forms.text_of(page) == before
    page.get_by_role("button", name="Check my request again").click()
    assert "Mailbox" in forms.text_of(page)


def test_answers_are_there_again(open_page):
    page = open_page(forms.address())
    forms.fill(page)
    page.get_by_label("Which site?").select_option("Test site")
    page.get_by_label("Home").check()
    page.get_by_label("New address").fill("new@example.org")
    page.get_by_label("Since when?").fill("2026-11-20")
    page.reload()
    assert page.get_by_label("User name").input_value() == "alice" and page.get_by_label("Phone", exact=True).is_checked()
    assert page.get_by_label("Which site?").input_value() == "Test site" and page.get_by_label("Home").is_checked()
    assert page.get_by_label("I read the rules").is_checked() and page.get_by_label("Since when?").input_value() == "2026-11-20"
    # Sensitive: in memory only.
    assert page.get_by_label("New address").input_value() == ""
    assert "new@example.org" not in page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")


def test_default_that_was_emptied_stays_empty(open_page):
    page = open_page(forms.address())
    tried, site = page.get_by_label("What I have already tried"), page.get_by_label("Which site?")
    assert tried.input_value() == "I tried:\n" and site.input_value() == "Main site"
    tried.fill("")
    site.select_option("")
    forms.fill(page)
    page.reload()
    assert tried.input_value() == "" and site.input_value() == ""
    other = page.context.new_page()
    other.goto(forms.address())
    assert other.get_by_label("What I have already tried").input_value() == ""
    page.get_by_role("button", name="Clear my answers").first.click()
    page.get_by_role("button", name="Yes, clear them").click()
    assert tried.input_value() == "I tried:\n" and site.input_value() == "Main site"


def test_answer_that_is_no_option_any_more_is_gone(open_page):
    values = {"username": "alice", "site": "Old site", "lost": "Pager", "works": ["Mailbox", "Pigeon"]}
    data = {"v": 1, "parts": {"site": "x", "lost": "x", "works": "x"}, "values": values}
    page = open_page(forms.address(), before=f"localStorage['waymark:/:form:lost-access'] = JSON.stringify({{saved: Date.now(), ...{data}}})")
    assert page.get_by_label("User name").input_value() == "alice" and page.get_by_label("Mailbox").is_checked()
    site = page.get_by_label("Which site?")
    assert site.evaluate("site => site.selectedOptions[0].text") == "Choose one"
    page.get_by_text("An answer that is no option any more is gone.").wait_for()


def test_clearing_takes_answers_and_text(open_page):
    page = open_page(forms.address())
    forms.fill(page)
    forms.check(page)
    page.get_by_role("button", name="Clear my answers").last.click()
    page.get_by_role("button", name="Yes, clear them").click()
    assert page.get_by_label("User name").input_value() == "" and not page.get_by_label("Phone", exact=True).is_checked()
    assert not result(page).is_visible() and "### Account name\n\nalice" not in page.content()
    page.reload()
    assert page.get_by_label("User name").input_value() == ""


@pytest.mark.parametrize("before", [
    "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }});",
    "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
    "for (const key of ['waymark:/:form:lost-access']) localStorage.setItem(key, '{\"v\":1,');",
    "localStorage.setItem('waymark:/:form:lost-access', '{\"v\":1,\"saved\":1,\"parts\":[],\"values\":{\"username\":{}}}');",
], ids=["none", "full", "corrupt", "foreign"])
def test_form_works_without_storage(open_page, before):
    page = open_page(forms.address(), before=before)
    forms.fill(page)
    forms.check(page)
    assert "alice" in forms.text_of(page)


def test_secret_is_caught_where_it_is_typed(open_page):
    page = open_page(forms.address())
    forms.fill(page)
    page.evaluate(LISTEN)
    box = page.get_by_label("What I have already tried")
    box.fill(f"I used {CODE} twice")
    page.get_by_text("This looks like a recovery code").wait_for()
    forms.check(page)
    assert problems(page) == ["Take a recovery code out of “What I have already tried”: nobody who helps you needs it"]
    assert not result(page).is_visible() and CODE not in page.locator("main").inner_text()
    pass_time(page, 500)
    assert CODE not in page.evaluate("JSON.stringify({...localStorage})")
    page.get_by_role("button", name="Mask it").click()
    assert box.input_value() == "I used [removed: a recovery code] twice"
    assert box.evaluate("box => box === document.activeElement")
    forms.check(page)
    assert "[removed: a recovery code]" in forms.text_of(page)
    pass_time(page, 500)
    assert "removed: a recovery code" in page.evaluate("JSON.stringify({...localStorage})")


def test_own_never_share_rule_is_named(open_page):
    page = open_page(forms.address())
    forms.fill(page)
    page.get_by_label("What I have already tried").fill("code 1111222233334444")
    forms.check(page)
    assert problems(page) == ["Take “Recovery codes” out of “What I have already tried”: nobody who helps you needs it"]


def test_ticked_steps_stand_in_the_answer(open_page):
    page = open_page(forms.address())
    forms.fill(page)
    page.get_by_label("Look into the spam folder").check()
    page.get_by_label("Try the password reset").check()
    field = page.locator(".field", has=page.get_by_label("What I have already tried"))
    assert field.get_by_role("listitem").all_inner_texts()[-2:] == ["Try the password reset", "Look into the spam folder"]
    forms.check(page)
    assert "What I have already tried:\n- Try the password reset\n- Look into the spam folder\n\nI tried:" in forms.text_of(page)


def test_steps_with_ids_like_those_of_their_boxes_and_with_footnotes(open_page):
    page = open_page(forms.address("two"))
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids))
    page.get_by_label("Ask at the desk").check()
    page.get_by_label("Look below it").check()
    page.get_by_text("All steps below this one are done.").wait_for()
    assert page.get_by_role("listitem").filter(has_text="second line").last.inner_text() == "Ask at the desk, second line"


def test_text_stays_when_the_form_is_edited(open_page):
    page = open_page(forms.address())
    forms.fill(page)
    forms.check(page)
    before = forms.text_of(page)
    page.evaluate(LISTEN)
    page.get_by_label("User name").fill("bob")
    page.get_by_label("User name").fill("bobby")
    again = page.get_by_role("button", name="Check my request again")
    assert again.is_visible() and forms.text_of(page) == before
    assert len([text for text in page.evaluate("said") if "earlier" in text]) == 1
    page.get_by_label("User name").fill("")
    again.click()
    assert problems(page) == ["Enter your user name"] and forms.text_of(page) == before
    page.get_by_label("User name").fill("bob")
    again.click()
    assert "bob" in forms.text_of(page) and not again.is_visible()


def test_other_tab_is_followed(open_page, chromium):
    page = open_page(forms.address())
    other = page.context.new_page()
    other.goto(forms.address())
    other.get_by_label("User name").fill("carol")
    other.get_by_label("git push").check()
    page.wait_for_function("() => document.getElementById('request-lost-access-username').value === 'carol'")
    page.get_by_label("Output of the last command").wait_for()


def test_two_hundred_thousand_characters(open_page):
    page = open_page(forms.address())
    forms.fill(page)
    page.get_by_label("git push").check()
    text = ("a line of `code` and ``` fences " * 6300)[:200_000]
    page.get_by_label("Output of the last command").fill(text)
    seconds = page.evaluate("""() => { const start = performance.now();
      document.getElementById('request-lost-access-log').dispatchEvent(new Event('input', {bubbles: true}));
      document.querySelector('.request-check').click();
      return (performance.now() - start) / 1000; }""")
    assert text in forms.text_of(page) and seconds < 1


def test_double_click_and_keyboard(open_page):
    page = open_page(forms.address(), width=360)
    page.get_by_label("User name").focus()
    page.keyboard.type("alice")
    page.keyboard.press("Enter")
    assert problems(page)[0].startswith("Choose an answer")
    forms.fill(page)
    page.get_by_role("button", name="Check my request", exact=True).dblclick()
    assert page.get_by_role("region", name="Text: On GitHub: example/support").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
