"""Issue forms in the shape of well-known projects' load unchanged, and make the text that GitHub would make."""

import pathlib

import pytest
import sites
import yaml

HERE = pathlib.Path(__file__).parent
FORMS = HERE.parent / "SiteTests" / "Forms" / "GitHub"
CASES = yaml.safe_load((HERE / "forms" / "github.yml").read_text())


@pytest.fixture(scope="module")
def forms_of_others(tmp_path_factory):
    """A site with a page for each form. Only the signature is switched off, for GitHub writes none."""
    root = tmp_path_factory.mktemp("github-forms")
    (root / "content" / "forms").mkdir(parents=True)
    (root / "content" / "site.yml").write_text("title: Forms of others\n")
    links = []
    for form in sorted(FORMS.glob("*.yml")):
        text = form.read_text().rstrip("\n")
        (root / "content" / "forms" / form.name).write_text(text + "\nsignature: false\n")
        (root / "content" / f"{form.stem}.md").write_text(f"# {form.stem}\n\n::: request {form.stem}\n:::\n")
        links.append(f"- [{form.stem}]({form.stem}.md)\n")
    (root / "content" / "index.md").write_text("# Forms\n\n" + "".join(links))
    return sites.serve(sites.build("github-forms", root=root))


def answer(form, label: str, value) -> None:
    if isinstance(value, list):
        group = form.get_by_role("group", name=label)
        for option in value:
            group.get_by_role("checkbox", name=option).check()
        return
    field = form.get_by_label(label).first
    if field.evaluate("field => field.localName") == "select":
        field.select_option(label=value)
    else:
        field.fill(value)


def test_every_form_has_a_case():
    assert sorted(CASES) == sorted(form.stem for form in FORMS.glob("*.yml"))


@pytest.mark.parametrize("name", CASES)
def test_text_is_what_github_makes(open_page, forms_of_others, name):
    page = open_page(f"{forms_of_others}{name}/")
    form = page.locator("form")
    for label, value in CASES[name]["answers"].items():
        answer(form, label, value)
    page.get_by_role("button", name="Check my request").click()
    region = page.get_by_role("region", name="Your request")
    region.wait_for()
    assert region.locator("pre").first.text_content() == CASES[name]["text"]
