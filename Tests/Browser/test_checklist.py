"""Checklists, as a person ticks them: by mouse and by keys, saved and cleared, on paper and without a script."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from checklist_pages import FULL, KEPT, address, from_disk, kept, stored
from test_print import converted
from timers import pass_time




def ticked(page) -> list[str]:
    group = page.get_by_role("group", name="Before you ask")
    return group.get_by_role("checkbox", checked=True).evaluate_all("all => all.map(one => one.labels[0].textContent)")


def test_each_step_is_a_box_with_its_words(open_page):
    page = open_page(address())
    group = page.get_by_role("group", name="Before you ask")
    for name in ("Look for the reset link in your mailbox", "Try your other devices", "The phone", "Come back"):
        assert group.get_by_role("checkbox", name=name, exact=True).count() == 1
    assert ticked(page) == ["Find this page"]
    assert group.get_by_role("img").count() == 0


def test_words_tick_and_links_lead(open_page):
    page = open_page(address())
    page.get_by_text("The phone").first.click()
    page.get_by_text("other", exact=True).click()
    assert ticked(page) == ["Try your other devices", "The phone", "Find this page"]
    page.get_by_role("link", name="reset link").click()
    assert page.get_by_role("heading", name="After it", level=1).is_visible()
    page.go_back()
    page.get_by_text("3 of 7 done").wait_for()
    assert not page.get_by_label("Look for the reset link").is_checked()


def test_keys_alone(open_page):
    page = open_page(address())
    page.get_by_label("Look for the").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "reset link"
    for expected in ("devices", "phone", "tablet", "found", "slept", "back"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == f"wm-box-{expected}"
    page.keyboard.press("Space")
    assert page.get_by_text("3 of 7 done").is_visible()


def test_counts_in_a_live_region_that_speaks_once(open_page):
    page = open_page(address())
    status = page.get_by_role("group", name="Before you ask").get_by_role("status").filter(has_text="done")
    assert status.count() == 1 and status.inner_text() == "1 of 7 done"
    assert page.locator("[aria-live], [role=alert]").count() == 0
    changes = page.evaluate_handle("""() => {
        const changes = [];
        new MutationObserver(all => changes.push(...all.map(one => one.target.textContent)))
            .observe(document.querySelector('fieldset'), { childList: true, subtree: true, characterData: true });
        return changes;
    }""")
    page.get_by_label("The phone").check()
    assert changes.json_value() == ["2 of 7 done"]


def test_parent_says_when_all_below_is_done_and_is_not_ticked_for_it(open_page):
    page = open_page(address())
    parent = page.get_by_label("Try your other devices")
    page.get_by_label("The phone").check()
    assert page.get_by_text("All steps below this one are done").count() == 0
    page.get_by_label("The tablet").check()
    assert page.get_by_text("All steps below this one are done").is_visible()
    assert not parent.is_checked()
    described = parent.get_attribute("aria-describedby")
    assert page.locator(f"#{described}").inner_text() == "All steps below this one are done."
    page.get_by_label("The phone").uncheck()
    assert page.get_by_text("All steps below this one are done").count() == 0


def test_ticks_come_back_also_where_the_source_had_one(open_page):
    page = open_page(address())
    page.get_by_label("The phone").check()
    page.get_by_label("Find this page").uncheck()
    assert kept(page)["values"] == {"phone": "done", "found": "open"}
    page.reload()
    assert ticked(page) == ["The phone"]
    assert page.get_by_text("Your ticks from last time are back.").is_visible()
    page.get_by_label("The phone").uncheck()
    page.get_by_label("Find this page").check()
    assert kept(page) is None


def test_another_tab_ticks_here_too(open_page):
    page = open_page(address())
    other = page.context.new_page()
    other.goto(address())
    other.get_by_label("The tablet").check()
    page.get_by_text("2 of 7 done").wait_for()
    assert ticked(page) == ["The tablet", "Find this page"]


def test_clear_asks_first(open_page):
    page = open_page(address())
    page.get_by_label("The phone").check()
    page.get_by_label("Find this page").uncheck()
    page.get_by_role("button", name="Clear my ticks").click()
    question = page.get_by_role("dialog", name="Clear all your ticks? You cannot get them back.")
    question.get_by_role("button", name="No, keep them").click()
    assert ticked(page) == ["The phone"]
    page.get_by_role("button", name="Clear my ticks").click()
    question.get_by_role("button", name="Yes, clear them").click()
    page.get_by_text("1 of 7 done").wait_for()
    assert ticked(page) == ["Find this page"]
    assert kept(page) is None


def test_tells_the_page_what_is_done(open_page):
    page = open_page(address(), before="""
        window.heard = [];
        document.addEventListener('waymark:steps', event => heard.push(event.target.waymarkSteps));
    """)
    page.get_by_label("Look for the").check()
    first = ["Find this page"]
    second = ["Look for the reset link in your mailbox", "Find this page"]
    assert page.evaluate("heard") == [first, second]
    assert page.evaluate("document.querySelector('fieldset').waymarkSteps") == second
    fed = page.get_by_role("group", name="Before you ask").page.locator("[data-feed]")
    assert "Look for the reset link in your mailbox" in fed.inner_text()


@pytest.mark.parametrize("before", [
    FULL, stored(KEPT, version=2, values="{ phone: 'done' }"), stored(KEPT, values="{ phone: ['done'], tablet: 7, x: 'done' }"),
    stored(KEPT, saved=1, values="{ phone: 'done' }"), "localStorage.setItem('waymark:/:checklist:before', '{');",
], ids=["full", "future", "foreign", "expired", "corrupt"])
def test_works_whatever_is_stored(open_page, before):
    page = open_page(address(), before=before)
    assert ticked(page) == ["Find this page"]
    page.get_by_label("The phone").check()
    assert page.get_by_text("2 of 7 done").is_visible()


def test_from_disk(open_page):
    page = open_page(from_disk())
    page.get_by_label("The phone").check()
    pass_time(page, 400)
    page.reload()
    assert ticked(page) == ["The phone", "Find this page"]


def test_without_a_script_it_is_a_list_of_boxes(open_page):
    page = open_page(address(), scripts=False)
    group = page.get_by_role("group", name="Before you ask")
    assert group.get_by_role("checkbox").count() == 0
    assert group.get_by_role("img", name="To do").count() == 6
    assert group.get_by_role("img", name="Done").count() == 1
    assert group.get_by_role("button").count() == 0


def test_paper_has_the_boxes_and_not_the_tools(open_page, tmp_path):
    page = open_page(address("other/"))
    page.get_by_label("Save the codes").check()
    pdf = str(tmp_path / "list.pdf")
    page.pdf(path=pdf, format="A4")
    text = converted("pdftotext", "-layout", pdf, "-")
    assert re.search(r"Change the password\s+Save the codes\s+1 of 2 done", text)
    assert "browser" not in text and "Clear" not in text


@pytest.mark.parametrize("width", [360, 1280])
def test_wcag_2_5_8_targets_are_24_px(open_page, width):
    page = open_page(address(), width=width)
    sizes = page.eval_on_selector_all(
        ".checklist :is(input, button, summary), .request-form :is(input, button, summary, select, textarea)",
        """all => all.filter(one => one.checkVisibility()).map(one => {
            const { width, height } = one.getBoundingClientRect();
            return [one.id || one.textContent, width, height];
        })""")
    assert len(sizes) > 15
    assert [size for size in sizes if size[1] < 24 or size[2] < 24] == []


@pytest.mark.parametrize("options", [{}, {"scheme": "dark"}, {"forced_colors": "active"}], ids=["light", "dark", "forced"])
@pytest.mark.parametrize("path", ["", "other/"])
def test_axe_finds_nothing(open_page, options, path):
    page = open_page(address(path), **options)
    page.get_by_role("checkbox").nth(2 if not path else 0).check()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    page.get_by_role("button", name="Clear my ticks").click()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
