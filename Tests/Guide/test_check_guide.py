"""Each check is shown a guide without a fault, and one with the fault that it is there to find."""

import pathlib
import subprocess
import sys

import pytest
from conftest import GUIDE, QUESTION_1, QUESTION_2
from routes import check_routes, clicks
from site_pages import Target
from situations import check_situations, read_situations

SITUATION = {"says": "My phone is gone", "page": "recover/phone#code", "words": ["use a code, once"]}
ASK = {"says": "I need staff", "page": "request/prepare", "words": ["what is lost"]}


def route(old: str, new: str) -> dict[str, str]:
    """The page of questions with one thing changed."""
    page = GUIDE["find-your-route"]
    assert page.count(old) == 1
    return {"find-your-route": page.replace(old, new)}


def test_a_good_guide_has_no_problems(build):
    site = build()
    assert check_routes(site) == []
    assert check_situations(site, [SITUATION, ASK]) == []


@pytest.mark.parametrize(("old", "new", "problem"), [
    ("'../recover/phone/#code'", "'../recover/phone/#cod'", "recover/phone has no id 'cod'"),
    ("'../recover/phone/#code'", "'../recover/phnoe/'", "there is no page recover/phnoe"),
    ("<a href='../recover/phone/#code'>Use a “code”</a>", "read on", "must lead to one place, not to 0"),
    ("Use a “code”</a>", "Use a “code”</a> or <a href='../request/prepare/'>Prepare your request</a>",
     "must lead to one place, not to 2"),
    ("go to question 2", "go to question 3", "names another question than it leads to"),
    ("My phone is gone", "My phone is gone (see question 1)", "names another question than it leads to"),
    ("A recovery code:", "A recovery code, or go to question 1:", "names another question than it leads to"),
    ("go to question 2", "the next question", "must be 'go to question 2'"),
    ("Use a “code”", "Codes", "on paper, nobody finds 'Codes'"),
    (">Prepare your request<", ">Ask<", "on paper, nobody finds 'Ask'"),
    ("Question 2: What", "Question 3: What", "question 2: its heading is"),
    ("Question 2: What is left?</h2>", "Question 2: What is left?</h2><p><a href='../'>Home</a></p>",
     "but is no answer"),
    ("</ul><h2 id='question-2'", "</ul><ul><li>A: <a href='../'>Home</a></li></ul><h2 id='question-2'",
     "one list of answers, not 2"),
    (QUESTION_2, "<h2 id='question-2'>Question 2</h2><p>Nothing.</p>", "one list of answers, not 0"),
    ("<a href='#question-2'>go to question 2</a>", "<a href='../'>Home</a>", "question 2 is never reached"),
    ("<li>A recovery code: <a href='../recover/phone/#code'>Use a “code”</a>.</li>", "",
     "recover/phone: no answer leads to this page"),
    ("<li>I tried all that: <a href='../request/prepare/'>Prepare your request</a>.</li>", "",
     "request/prepare: no answer leads to this page"),
    (QUESTION_1, "", "has no question 1"),
])
def test_finds_a_fault_in_the_questions(build, old, new, problem):
    problems = check_routes(build(route(old, new)))
    assert any(problem in found for found in problems), problems


def test_finds_a_loop_without_a_way_out(build):
    lone = QUESTION_2.replace("question-2", "question-3").replace("Question 2", "Question 3")
    trap = ("<h2 id='question-3'>Question 3: Here?</h2><ul>"
            "<li>Yes: <a href='#question-4'>go to question 4</a></li></ul>"
            "<h2 id='question-4'>Question 4: There?</h2><ul>"
            "<li>No: <a href='#question-3'>go to question 3</a></li></ul>")
    entry = "My phone is gone: <a href='#question-2'>go to question 2</a>.</li>"
    more = entry + "<li>Else: <a href='#question-3'>go to question 3</a></li>"
    page = GUIDE["find-your-route"].replace(entry, more)
    problems = check_routes(build({"find-your-route": page + trap}))
    assert [found for found in problems if "ever leads out" in found] == [
        "find-your-route: from question 3, no answer ever leads out",
        "find-your-route: from question 4, no answer ever leads out"]
    assert not [found for found in check_routes(build({"find-your-route": page + lone})) if "ever leads out" in found]


def test_counts_each_question_as_a_click(build):
    assert clicks(build()) == {"": 0, "find-your-route": 1, "request/prepare": 2, "recover/phone": 3}


def test_finds_a_page_that_is_too_far(build):
    deeper = GUIDE["find-your-route"].replace("<a href='../recover/phone/#code'>Use a “code”</a>",
                                              "<a href='#question-3'>go to question 3</a>")
    third = ("<h2 id='question-3'>Question 3: Sure?</h2><ul>"
             "<li>Yes: <a href='../recover/phone/'>Lost phone</a></li></ul>")
    problems = check_routes(build({"find-your-route": deeper + third}))
    assert "recover/phone: is 4 clicks from the home page, not 3" in problems
    assert any("recover/phone is 4 clicks from the home page by way of the questions" in found for found in problems)
    # A short way past the questions helps the page, not those who follow the questions.
    short = GUIDE[""] + "<p><a href='recover/phone/'>Lost phone</a></p>"
    problems = check_routes(build({"": short, "find-your-route": deeper + third}))
    assert "recover/phone: is 4 clicks from the home page, not 3" not in problems
    assert any("by way of the questions" in found for found in problems)


def test_finds_pages_that_home_does_not_reach(build):
    problems = check_routes(build({"": "<h1>Home</h1><nav></nav>"}))
    assert "recover/phone: cannot be reached from the home page" in problems
    assert check_routes(build({"find-your-route": None, "": "<h1>H</h1>"})) != []


def test_finds_a_page_of_recover_that_no_answer_names(build):
    assert "recover/new: no answer leads to this page" in check_routes(build({"recover/new": "<h1>New</h1>"}))


@pytest.mark.parametrize(("changed", "problem"), [
    ({"page": "recover/tablet"}, "there is no page recover/tablet"),
    ({"page": "recover/phone#app"}, "has no id 'app'"),
    ({"page": ""}, "no way leads from question 1"),
    ({"words": ["use a code twice"]}, "does not hold the words 'use a code twice'"),
    ({"words": ["Press <b>Use"]}, "does not hold the words"),
    ({"words": []}, "must have the keys"),
    ({"says": ""}, "must have the keys"),
    ({"row": 1}, "must have the keys"),
])
def test_finds_a_situation_that_is_not_served(build, changed, problem):
    problems = check_situations(build(), [SITUATION | changed, ASK])
    assert any(problem in found for found in problems), problems


def test_finds_a_page_that_no_situation_needs(build):
    assert check_situations(build(), [SITUATION]) == [
        "request/prepare: situations.yml names nobody who needs this page"]
    assert check_situations(build(), [ASK]) == ["recover/phone: situations.yml names nobody who needs this page"]


def test_the_list_of_situations_can_be_read():
    situations = read_situations()
    assert len(situations) > 30
    says = [situation["says"] for situation in situations]
    assert len(set(says)) == len(says)


def test_targets_are_read_as_a_browser_does(build):
    page = build().pages["recover/phone"]
    assert page.target("../../#never") == Target("", "never")
    assert page.target("#code") == Target("recover/phone", "code")
    assert page.target("../b%20c/?q=1#d") == Target("recover/b c", "d")
    assert page.target("https://example.org/a").page is None


def test_the_program_fails_with_the_guide(build, tmp_path):
    build()
    content = tmp_path / "content"
    content.mkdir()
    program = pathlib.Path(__file__).with_name("check_guide.py")
    run = subprocess.run([sys.executable, program, tmp_path / "public", "--content", content],
                         capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "has no page for readers" in run.stdout
