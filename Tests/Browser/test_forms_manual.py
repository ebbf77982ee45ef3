"""The manual of forms: what it shows as an example works as it says."""

import re
import subprocess

import guide
import sites

MANUAL = sites.ROOT / "content/maintain/forms.md"


def example() -> str:
    [found] = re.findall(r'```yaml \{title="content/forms/book-a-room\.yml"\}\n(.*?)```', MANUAL.read_text(), re.DOTALL)
    return found


def site():
    content = sites.MADE / "manual/content"
    if not content.exists():
        (content / "forms").mkdir(parents=True)
        (content / "site.yml").write_text("title: Office\n")
        (content / "forms/book-a-room.yml").write_text(example())
        (content / "index.md").write_text("---\ntitle: Rooms\n---\n\n::: request book-a-room\n:::\n")
    return sites.build("manual/public", root=content.parent)


def test_example_of_the_manual_makes_a_request(open_page):
    page = open_page(sites.serve(site()))
    guide.choose_one(page, "How many people come", "Up to 6")
    assert page.get_by_text("Take any room with a green door.").filter(visible=True).count() == 1
    guide.choose_one(page, "How many people come", "7 to 20")
    page.get_by_label("Day").fill("2026-11-23")
    page.get_by_role("checkbox", name="Coffee").check()
    guide.box(page, "Cups of coffee").fill("12")
    guide.box(page, "Where we answer").fill("alice@example.org")
    guide.check(page)
    public = guide.text(page, "On GitHub: example-org/office")
    private = guide.text(page, "By email")
    assert "### How many people come\n\n7 to 20\n" in public and "- [x] Coffee" in public
    assert "alice@example.org" not in public and "alice@example.org" in private
    guide.box(page, "Cups of coffee").fill("B-123456")
    guide.check(page)
    assert "Take" in page.get_by_role("group", name="There is a problem").inner_text()


def test_example_becomes_an_issue_form():
    said = subprocess.run([sites.WAYMARK, "form", "-", "--as", "github"], input=example(), capture_output=True, text=True,
                          check=True).stdout
    assert "type: radio" not in said and "type: dropdown" in said and "show-if" not in said
