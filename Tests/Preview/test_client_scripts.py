"""Scripts that an edit is the first to need come into the page that is open."""

import pytest
from tabs import LONG, PAGE
from test_client_answers import ASK, GIVEN, answers, fill

CODE = "\n```sh\necho hello\n```\n"
TABS = """
:::: tabs
::: tab "Linux"
Use the terminal.
:::
::: tab "Windows"
Use the start menu.
:::
::::
"""
CHECKLIST = "\n::: checklist {#before title=\"Before\"}\n- [ ] Find the key {#key}\n:::\n"


def test_a_half_filled_form_gets_its_first_code_block_and_tabs(guide, open_tab):
    text = ASK + LONG.split("## More", 1)[1].replace("{#more}", "")
    guide.edit("content/ask.md", text)
    tab = open_tab("/ask/")
    page = tab.page
    page.get_by_label("This is not my computer").check()
    fill(page)
    page.evaluate("window.field = document.activeElement; window.place = () => field.getBoundingClientRect().top; window.was = place()")
    for added, words in [(CODE, "echo hello"), (CODE + TABS, "Use the terminal.")]:
        guide.edit("content/ask.md", text.replace("Words below.", "Words below.\n" + added))
        tab.wait_for(words)
        page.locator(".tab-list" if "tab" in added else ".code-copy").wait_for()
        assert tab.is_same and answers(page) == GIVEN
        assert page.get_by_label("This is not my computer").is_checked()
        assert page.evaluate("field === document.activeElement && field.selectionStart === 2")
        assert abs(page.evaluate("place() - was")) <= 2
    page.get_by_role("tab", name="Windows").click()
    assert page.get_by_text("Use the start menu.").is_visible() and not page.get_by_text("Use the terminal.").is_visible()
    page.get_by_role("button", name="Copy code").click()
    page.locator(".code-status").get_by_text("Copied").wait_for()
    assert page.locator("script[src*=content]").count() == 1


@pytest.mark.parametrize("added, part", [
    ("\n::: request access\n:::\n", "button:visible >> text=Check my request"), (CHECKLIST, ".task-input"), (CODE, ".code-copy")])
def test_each_kind_of_part_may_be_the_first(guide, open_tab, added, part):
    tab = open_tab("/")
    guide.edit("content/index.md", "# Welcome\n\nThe [guide](guide.md).\n" + added)
    tab.page.locator(part).first.wait_for()
    assert tab.is_same


def test_a_script_that_is_not_needed_any_more_is_not_loaded_twice(guide, open_tab):
    tab = open_tab("/guide/")
    requests = []
    tab.page.on("request", lambda request: requests.append(request.url))
    for text, words in [("# Guide\n\nNothing.\n", "Nothing."), (PAGE.replace("The end.", "All."), "All.")]:
        guide.edit("content/guide.md", text)
        tab.wait_for(words)
    assert tab.is_same and [url for url in requests if url.endswith(".js")] == []
    assert tab.page.locator(".code-copy").count() == 1 and tab.page.locator(".tab-list").count() == 1


def test_a_script_that_comes_back_as_another_one_is_loaded(guide, open_tab):
    tab = open_tab("/guide/")
    guide.edit("content/guide.md", "# Guide\n\nNothing.\n")
    tab.wait_for("Nothing.")
    guide.edit("themes/default/components/code/code.js", "document.documentElement.dataset.mine = 'yes';\n")
    tab.page.wait_for_timeout(500)
    assert tab.is_same
    guide.edit("content/guide.md", PAGE)
    tab.wait_until("document.documentElement.dataset.mine === 'yes'")
    assert not tab.is_same


def test_a_script_that_does_not_come_is_asked_for_at_the_next_edit(guide, open_tab):
    tab = open_tab("/")
    tab.page.route("**/assets/content*.js", lambda route: route.abort())
    guide.edit("content/index.md", "# Welcome\n\nOnce.\n" + CODE)
    tab.wait_for("Once.")
    tab.page.wait_for_timeout(200)
    tab.page.unroute("**/assets/content*.js")
    guide.edit("content/index.md", "# Welcome\n\nTwice.\n" + CODE)
    tab.page.locator(".code-copy").wait_for()
    assert tab.is_same and tab.page.locator(".code-copy").count() == 1
    tab.forgive("net::ERR_FAILED")
