"""A request form that is half filled while its page is edited, or the form itself."""

import pytest
from tabs import FORM, LONG

ASK = "# Ask\n\nWords above the form.\n\n::: request access\n:::\n\nWords below.\n"


def fill(page):
    page.get_by_label("User name").fill("alice")
    page.get_by_label("Secret word").fill("never stored")
    page.get_by_label("Key", exact=True).check()
    page.get_by_label("Session").check()
    story = page.get_by_label("What happened")
    story.fill("I lost my phone\nand the key.")
    story.evaluate("one => one.setSelectionRange(2, 6)")


def answers(page):
    return {
        "name": page.get_by_label("User name").input_value(), "code": page.get_by_label("Secret word").input_value(),
        "lost": page.locator("input[type=radio]:checked").evaluate_all("all => all.map(one => one.value)"),
        "works": page.locator(".request-form input[type=checkbox][name]:checked").evaluate_all(
            "all => all.map(one => one.value)"),
        "story": page.get_by_label("What happened").input_value(),
    }


GIVEN = {"name": "alice", "code": "never stored", "lost": ["Key"], "works": ["Session"], "story": "I lost my phone\nand the key."}


def test_answers_survive_an_edit_of_the_page(guide, open_tab):
    tab = open_tab("/ask/")
    fill(tab.page)
    tab.page.evaluate("window.field = document.activeElement")
    guide.edit("content/ask.md", ASK.replace("Words above", "New words above"))
    tab.wait_for("New words above")
    assert tab.is_same and answers(tab.page) == GIVEN
    # Not even made anew, although the text to send names the new revision.
    assert tab.page.evaluate("field === document.activeElement && field.selectionStart === 2 && field.selectionEnd === 6")


@pytest.mark.parametrize("old, new, words", [
    ("label: What happened", "label: What happened then", "What happened then"),
    ("options: [Phone, Key]", "options: [Tablet, Phone, Key]", "Tablet"),
    ("        - label: Mailbox\n", "        - label: Badge\n        - label: Mailbox\n", "Badge"),
    ("  - type: radio", "  - type: input\n    id: extra\n    attributes: {label: One more}\n  - type: radio", "One more"),
    ("title: Lost access", "title: Lost access again\nnever-share:\n  - Your password", "Your password")])
@pytest.mark.parametrize("pause", [0, 500], ids=["unsaved", "saved"])
def test_answers_survive_an_edit_of_the_form(guide, open_tab, old, new, words, pause):
    tab = open_tab("/ask/")
    fill(tab.page)
    tab.page.wait_for_timeout(pause)
    guide.edit("content/forms/access.yml", FORM.replace(old, new))
    tab.page.locator(".request").get_by_text(words).first.wait_for(state="attached")
    tab.page.wait_for_timeout(100)
    assert tab.is_same and answers(tab.page) == GIVEN
    story = tab.page.get_by_label("What happened")
    assert story.evaluate("one => one === document.activeElement && one.selectionStart === 2 && one.selectionEnd === 6")
    # And the form works on.
    story.fill("Other words")
    tab.pass_time(400)
    assert "Other words" in tab.page.evaluate("JSON.stringify(localStorage)")
    assert "never stored" not in tab.page.evaluate("JSON.stringify(localStorage)")


def test_answers_that_may_not_be_kept_survive_too(guide, open_tab):
    tab = open_tab("/ask/")
    tab.page.get_by_label("This is not my computer").check()
    fill(tab.page)
    guide.edit("content/forms/access.yml", FORM.replace("What did you lose?", "What is lost?"))
    tab.wait_for("What is lost?")
    assert tab.is_same and answers(tab.page) == GIVEN
    assert tab.page.get_by_label("This is not my computer").is_checked()
    tab.pass_time(400)
    assert "alice" not in tab.page.evaluate("JSON.stringify(localStorage)")


def test_a_default_changes_where_nobody_has_answered(guide, open_tab):
    tab = open_tab("/ask/")
    tab.page.get_by_label("User name").fill("alice")
    guide.edit("content/forms/access.yml", FORM.replace("{label: User name}", "{label: User name, value: nobody}")
               .replace("{label: What happened}", "{label: What happened, value: Nothing}"))
    tab.wait_until("document.querySelector('.request-form textarea').value === 'Nothing'")
    assert tab.page.get_by_label("User name").input_value() == "alice"


def test_an_open_dialog_stays(guide, open_tab):
    tab = open_tab("/ask/")
    tab.page.get_by_label("User name").fill("alice")
    tab.page.get_by_role("button", name="Clear my answers").first.click()
    dialog = tab.page.get_by_role("dialog")
    guide.edit("content/ask.md", ASK.replace("Words above", "New words above"))
    tab.wait_for("New words above")
    assert dialog.is_visible()
    guide.edit("content/forms/access.yml", FORM.replace("What did you lose?", "What is lost?"))
    guide.edit("content/ask.md", ASK.replace("Words above", "Newer words above"))
    tab.wait_for("Newer words above")
    assert dialog.is_visible() and tab.page.get_by_text("What is lost?").count() == 0
    dialog.get_by_role("button", name="No, keep them").click()
    tab.wait_for("What is lost?")
    assert tab.is_same and tab.page.get_by_label("User name").input_value() == "alice"
    assert tab.page.get_by_label("User name").evaluate("one => one.isConnected")


@pytest.mark.parametrize("other", [
    FORM[:FORM.index("  - type: radio")], FORM.replace("id: code", "id: word").replace("id: lost", "id: gone")],
    ids=["taken out", "renamed"])
def test_answers_come_back_with_their_questions(guide, open_tab, other):
    tab = open_tab("/ask/")
    fill(tab.page)
    for text, count in ((other, 0), (FORM, 1), (other, 0), (FORM, 1)):
        guide.edit("content/forms/access.yml", text)
        tab.wait_until(f"document.querySelectorAll('input[name$=-lost][value=Key]').length === {count}")
        tab.pass_time(100)
    assert tab.is_same and answers(tab.page) == GIVEN


REQUIRED = FORM.replace("attributes: {label: User name}", """attributes: {label: User name}
    validations: {required: true}
    error: Enter your name""")


def test_what_is_missing_is_said_in_the_new_words(guide, open_tab):
    guide.edit("content/forms/access.yml", REQUIRED)
    tab = open_tab("/ask/")
    tab.page.get_by_label("What happened").fill("Words")
    tab.page.get_by_role("button", name="Check my request", exact=True).click()
    errors = tab.page.get_by_role("group", name="There is a problem")
    assert errors.evaluate("one => one === document.activeElement")
    guide.edit("content/forms/access.yml", REQUIRED.replace("Enter your name", "Write your name"))
    errors.get_by_role("link", name="Write your name").wait_for()
    tab.wait_until("document.activeElement.matches('.request-errors')")
    story = tab.page.get_by_label("What happened")
    story.focus()
    guide.edit("content/forms/access.yml", REQUIRED)
    errors.get_by_role("link", name="Enter your name").wait_for()
    tab.wait_until("document.activeElement.matches('textarea')")
    assert story.input_value() == "Words"
    assert tab.page.title().startswith("Error: ") and tab.page.title().count("Error: ") == 1 and tab.is_same


def test_the_text_of_a_request_stays(guide, open_tab):
    guide.edit("content/ask.md", LONG + "\n\n::: request access\n:::\n\n" + "More words.\n\n" * 40)
    tab = open_tab("/ask/")
    fill(tab.page)
    tab.page.get_by_role("button", name="Check my request", exact=True).click()
    text = tab.page.get_by_role("region", name="Text: ")
    assert "What did you lose?" in text.inner_text()
    tab.page.get_by_role("button", name="Copy", exact=True).focus()
    tab.pass_time(300)
    top = "document.activeElement.getBoundingClientRect().top"
    was = tab.page.evaluate(top)
    guide.edit("content/forms/access.yml", FORM.replace("What did you lose?", "What is lost?"))
    text.get_by_text("What is lost?").wait_for()
    tab.pass_time(700)
    assert tab.page.get_by_role("button", name="Copy", exact=True).evaluate("one => one === document.activeElement")
    assert abs(tab.page.evaluate(top) - was) <= 30 and tab.is_same
    assert tab.page.get_by_role("textbox", name="Secret word").input_value() == "never stored"


def test_nothing_is_read_out(guide, open_tab):
    """Lines that speak are silent while an edit makes them anew."""
    tab = open_tab("/ask/")
    fill(tab.page)
    tab.page.wait_for_timeout(500)
    tab.page.evaluate("""() => {
        window.heard = [];
        new MutationObserver(list => {
            for (const { target } of list) {
                const region = (target.nodeType === 1 ? target : target.parentElement)?.closest('[role=status], [role=alert]');
                if (region && region.textContent && region.getAttribute('aria-live') !== 'off') heard.push(region.textContent);
            }
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
    }""")
    guide.edit("content/forms/access.yml", FORM.replace("What did you lose?", "What is lost?"))
    tab.wait_for("What is lost?")
    tab.page.wait_for_timeout(300)
    assert tab.page.evaluate("heard") == []
    tab.wait_until("!document.querySelector('[aria-live=off]')")
    tab.page.get_by_label("This is not my computer").check()
    tab.pass_time(100)
    assert tab.page.evaluate("heard") != []
