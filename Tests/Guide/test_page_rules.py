"""The rules for the words of pages: each finds what it is there to find, and leaves the rest alone."""

import pytest
from dated_numbers import check_numbers, stale
from page_rules import (INDEX_HOST, Source, check_files, check_front_matter, check_links, check_pages, check_words,
                        read_front_matter, read_sources)
from readability import prose, table

CARE = {"description": "d", "summary": "s", "reviewed": "2026-11-21", "review-every": "3 months", "owner": "o",
        "sources": ["[the code](sources.md#code), 2026", "a form"]}
ALLOWED = ["https://peps.example.org/", "https://github.com/example/forms/issues/new"]
# Joined here, because no file names such a host.
INDEX = "py" + "pi"


def test_front_matter_must_say_who_cares_for_a_page():
    assert check_front_matter(Source("a.md", CARE)) == []
    assert check_front_matter(Source("a.md", CARE | {"sources": ["<https://example.org/>"]})) == []
    for key in CARE:
        assert check_front_matter(Source("a.md", CARE | {key: None})) == [f"a.md: has no `{key}`"]
    assert check_front_matter(Source("a.md", CARE | {"sources": ["a form", 2026]})) == [
        "a.md: none of its `sources` is a link"]


def test_pages_for_readers_are_read_with_their_keys(tmp_path):
    for path, text in {
        "index.md": "---\ntitle: A\nsources:\n  - \"[b](c.md)\"\n---\nBody",
        "no.md": "---\naudience: maintainers\n---\n",
        "draft.md": "---\ndraft: true\n---\n", "_parts/x.md": "X", "bare.md": "---", "sub/index.md": "Text",
    }.items():
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    sources = read_sources(tmp_path)
    assert [(source.path, source.key) for source in sources] == [
        ("bare.md", "bare"), ("index.md", ""), ("sub/index.md", "sub")]
    assert sources[1].front_matter == {"title": "A", "sources": ["[b](c.md)"]}
    assert read_front_matter("text\n---\na: b\n---\n") == {}


@pytest.mark.parametrize(("address", "is_fine"), [
    ("https://peps.example.org/pep-1/#x", True), ("https://github.com/example/forms/issues/new?template=a.yml", True),
    ("../other/", True), ("#here", True),
    ("https://peps.example.org.evil.example/", False), ("http://peps.example.org/", False),
    ("https://github.com/example/forms", False), ("https://github.com/example/forms/issues/new/x", False),
    ("https://github.com/example/forms/issues/12", False), ("mailto:a@example.org", False),
])
def test_links_lead_only_where_the_list_says(build_page, address, is_fine):
    problems = check_links(build_page(f"<h1>T</h1><p><a href='{address}'>x</a></p>"), ALLOWED)
    assert (problems == []) == is_fine, problems


def test_a_single_request_is_refused_whatever_the_list_says(build_page):
    page = build_page("<h1>T</h1><p><a href='https://github.com/example/forms/issues/12'>x</a></p>")
    assert len(check_links(page, ["https://github.com/example/"])) == 1


@pytest.mark.parametrize("text", [
    "alice@mail.host.tld", f"support@{INDEX}.org", f"{INDEX}.org", f"Test.{INDEX.upper()}.org/manage", "pypj" + ".org",
    INDEX + "-mirror.org", f"https://files.{INDEX[:2]}thon" + "hosted.org/x", "www.npm" + "js.com", "cra" + "tes.io",
    "https://github.com/example/forms/issues/1234", "github.com/a/b/pull/7", "example/forms#12",
])
def test_words_that_no_file_may_hold(text):
    assert check_words("a.md", f"See {text}, please.") != []


@pytest.mark.parametrize("text", [
    "`support@` at PyPI's own domain", "alice@example.org and bob@mail.example.com", "PyPI. Org charts", f"{INDEX}.md",
    f"./{INDEX}rc or .{INDEX}rc", "`/help/#collaborator-roles`", "github.com/example/forms/issues", "a/b and #1",
    "`pypi-` and PyPI-Recovery-Codes", "commit `6b62157`",
])
def test_words_that_are_fine(text):
    assert check_words("a.md", text) == []
    assert not INDEX_HOST.search(text)


def test_files_and_built_pages_are_both_searched(build, tmp_path):
    content = tmp_path / "content"
    (content / "assets").mkdir(parents=True)
    (content / "a.md").write_text(f"<!-- {INDEX}.org -->", encoding="utf-8")
    (content / "assets/b.svg").write_text("<svg fill='#333333'><desc>a@host.tld</desc></svg>", encoding="utf-8")
    assert [problem.split(":")[0] for problem in check_files(content)] == ["a.md", "assets/b.svg"]
    site = build({"a": f"<h1>T</h1><p>{INDEX}<em>.</em>org and #12345</p>"})
    problems = check_pages(site, [Source("a.md", CARE), Source("gone.md", CARE)], [])
    assert problems == [f"a: names the host {INDEX}.org", "a: names a single request, #12345",
                        "gone.md: there is no built page gone"]


@pytest.mark.parametrize("body", [
    "<p>Wait 15 minutes.</p>", "<p>It takes seven days, they say.</p>", "<p>1,800 addresses were lost.</p>",
    "<p>About 40 % come back.</p>", "<p>This is so since March.</p>", "<p>Thousands of people wait.</p>",
    "<h2>A</h2><p>In 2026.</p><h2>B</h2><p>It is 6 hours.</p>", "<p>In 2026.</p><h2>B</h2><ul><li>6 hours</li></ul>",
    "<table><tr><td>a</td><td>5 days</td></tr></table>",
])
def test_finds_numbers_without_a_date(build_page, body):
    assert len(check_numbers(build_page("<h1>T</h1><p>Intro.</p>" + body), [])) == 1


@pytest.mark.parametrize("body", [
    "<p>Wait 15 minutes (August 2026).</p>", "<p>In 2026 it was slow. It took 5 days.</p>",
    "<h2>Times, 2026</h2><p>Text.</p><p>5 days.</p>", "<h2>Times</h2><p>In 2026.</p><p>Text.</p><p>5 days.</p>",
    "<h2>Times</h2><p>Seen in 2026.</p><ul><li>5 days</li></ul>",
    "<h2>A</h2><p>Text.</p><p>In 2026:</p><ul><li>5 days</li></ul>", "<h2>A</h2><p>Text.</p><ul><li><p>5 days.</p>"
    "<p>Seen in 2026.</p></li></ul>",
    "<h2>A</h2><p>T.</p><table><tr><th>2026</th></tr><tr><td>5 days</td></tr></table>",
    "<h2>A</h2><p>T.</p><p>In 2026:</p>"
    "<div><div><table><tr><td>5 days</td></tr></table></div></div>",
    "<p>Press <code>5 days</code> or <a href='#x'>Wait seven days</a>.</p>", "<h2>Wait seven days</h2><p>Text.</p>",
    "<p>It has two owners, on one day, in 3 steps, with two second factors.</p>", "<pre>wait 5 days</pre>",
])
def test_numbers_with_a_date_are_fine(build_page, body):
    assert check_numbers(build_page("<h1>T</h1><p>Intro.</p>" + body), []) == []


def test_a_date_holds_up_to_the_next_heading(build_page):
    assert check_numbers(build_page("<h1>T</h1><p>In 2026.</p><p>6 hours.</p>"), []) == []
    assert len(check_numbers(build_page("<h1>T</h1><p>In 2026.</p><h2>B</h2><p>6 hours.</p>"), [])) == 1


def test_an_undated_number_can_be_allowed_for_a_reason(build_page):
    page = build_page("<h1>T</h1><p>Intro.</p><p>Read it for 5 minutes.</p>")
    entry = {"page": "page", "says": "for 5 minutes", "why": "It is advice."}
    allowed = [dict(entry)]
    assert check_numbers(page, allowed) == [] and stale(allowed) == []
    assert check_numbers(page, [entry | {"page": "other"}]) != []
    assert len(stale([dict(entry)])) == 1
    assert len(stale([{"page": "page", "says": "x", "used": True}])) == 1


def test_grade_rises_with_long_words_and_sentences(build_page):
    plain = build_page("<h1>Lost phone</h1><p>Press the button. Then wait for the mail.</p>", "plain")
    hard = build_page(
        "<h1>Authentication</h1><p>Organizational administrators subsequently reestablish authentication credentials "
        "notwithstanding preceding irreversible deactivation of alternative authentication possibilities.</p>", "hard")
    lines, problems = table([plain, hard])
    assert [line.split()[-1] for line in lines] == ["hard", "plain"]
    assert len(problems) == 1 and problems[0].startswith("hard: has grade")


def test_prose_is_one_sentence_a_block_without_code(build_page):
    page = build_page("<h1>A</h1><ul><li>One: <code>/manage/account/</code></li><li><p>Two!</p>"
                      "<p>(Three.)</p></li></ul><pre>x</pre><table><tr><th>Four</th><td>“Five?”</td></tr></table>"
                      "<svg><title>no</title></svg>")
    assert prose(page) == "A.\nOne. code.\nTwo!\n(Three.)\nFour.\n“Five?”"
