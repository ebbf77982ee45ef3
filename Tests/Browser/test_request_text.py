"""The text of a request: what is sent for which answers."""

import forms
import pytest

FENCED = "```\ncode\n````\nmore"


@pytest.fixture(scope="module")
def compose(chromium):
    page = chromium.new_page()
    page.goto(forms.address())

    def run(values: dict, form: dict | None = None, **options):
        return page.evaluate("([form, values, options]) => waymark.compose(form, values, options)",
                             [form or forms.form(), values, options])

    yield run
    page.close()


def field(id_: str, type_: str = "input", **more) -> dict:
    return {"id": id_, "type": type_, "label": id_.capitalize(), "required": False, "multiple": False, "options": [], "render": None,
            "sensitive": False, "showIf": None, "pattern": None, "error": None, "maxLength": None, "hash": "", **more}


def form(*fields: dict, send: dict | None = None, outcomes: list | None = None) -> dict:
    return {"id": "x", "name": "X", "signed": False, "fields": list(fields), "outcomes": outcomes or [], "neverShare": [], "send": send,
            "page": {"root": "", "guide": "Guide", "revision": "1a2b3c4d", "address": None}}


def options(*labels: str) -> list[dict]:
    return [{"label": label, "required": False} for label in labels]


def test_answers_are_sections(compose):
    assert compose({"one": "1", "two": "a\nb"}, form(field("one"), field("two", "textarea")))["markdown"] == (
        "### One\n\n1\n\n### Two\n\na\nb\n")


def test_empty_answers_are_said_to_be_empty(compose):
    text = compose({"one": " \n\t"}, form(field("one"), field("two", "textarea", render="python")))
    assert text["markdown"] == "### One\n\n_No response_\n\n### Two\n\n_No response_\n"
    assert text["plain"] == "One\nNot provided\n\nTwo\nNot provided\n"


def test_boxes_are_all_listed_and_choices_joined(compose):
    boxes = field("boxes", "checkboxes", multiple=True, options=options("A `b`", "<b>", "C"))
    many = field("many", "dropdown", multiple=True, options=options("x", "y", "z"))
    text = compose({"boxes": ["<b>"], "many": ["x", "z"]}, form(boxes, many, field("one", "radio", options=options("q")) | {"id": "q"}))
    assert text["markdown"] == "### Boxes\n\n- [ ] A `b`\n- [x] <b>\n- [ ] C\n\n### Many\n\nx, z\n\n### One\n\n_No response_\n"


@pytest.mark.parametrize("answer, fence", [("a", "```"), ("a `b` ``", "```"), ("```", "````"), (FENCED, "`````"), ("`" * 50, "`" * 51)])
def test_code_gets_a_fence_longer_than_any_in_it(compose, answer, fence):
    text = compose({"log": answer}, form(field("log", "textarea", render="console")))
    assert text["markdown"] == f"### Log\n\n{fence}console\n{answer}\n{fence}\n"
    assert text["plain"] == f"Log\n{answer}\n"


@pytest.mark.parametrize("answer", [
    "<script>alert(1)</script>", "### Log\n\n- [x] mine", "  indented\n\n\n  text  ", "tab\there \x00\x07 control", "\u05e9\u05dc\u05d5\u05dd \U0001f600",
    "constructor", "__proto__", "$& $1 \\n", "@alice #1"])
def test_text_is_what_was_typed(compose, answer):
    assert compose({"one": answer}, form(field("one", "textarea")))["markdown"] == f"### One\n\n{answer}\n"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_become_one_kind(compose, end):
    assert compose({"one": f"a{end}{end}b"}, form(field("one", "textarea")))["markdown"] == "### One\n\na\n\nb\n"


def test_ids_like_properties_of_objects(compose):
    assert compose({}, form(field("constructor"), field("toString")))["markdown"].count("_No response_") == 2


def test_receiving_fields_in_their_order(compose):
    text = compose({"username": "alice", "lost": "Phone", "works": ["`git push`"], "site": "Test site", "log": "a\nb", "rules": ["I read *the rules*"]},
                   channel="github")
    assert text["markdown"] == (
        "### Account name\n\nalice\n\n### Reason\n\nWhat did you lose?: Phone\nWhat still works?:\n- [ ] Mailbox\n- [x] `git push`\n"
        "- [ ] A session & more\nWhich site?: Test site\nOutput of the last command:\n```console\na\nb\n```\n\n"
        f"Written with The guide to lost access, revision {forms.form()['page']['revision']}\nhttps://example.org/help/recover/ask.html\n")
    assert [section["label"] for section in text["sections"] if section["byHand"]] == ["Rules"]


def test_steps_come_before_what_was_typed(compose):
    one = form(field("tried", "textarea"))
    assert compose({"tried": "And more"}, one, steps={"tried": ["A", "B"]})["markdown"] == "### Tried\n\n- A\n- B\n\nAnd more\n"
    assert compose({"tried": " "}, one, steps={"tried": ["A"]})["markdown"] == "### Tried\n\n- A\n"


@pytest.mark.parametrize("private, included, there", [(False, False, False), (False, True, False), (True, False, False), (True, True, True)])
def test_sensitive_answers_only_in_private_channels_and_on_demand(compose, private, included, there):
    send = {"github": None, "email": {"to": "a@example.org", "toWords": None, "subject": None, "private": private}}
    one = form(field("name"), field("mail", "email", sensitive=True), send=send)
    text = compose({"name": "n", "mail": "new@example.org"}, one, channel="email", includeSensitive=included)
    assert ("new@example.org" in text["plain"]) == there and ("new@example.org" in text["markdown"]) == there
    assert text["sections"][1]["left"] == ([] if there else ["Mail"])


@pytest.mark.parametrize("condition, values, shown", [
    ({"field": "a", "is": ["1", "2"]}, {"a": "2"}, True), ({"field": "a", "is": ["1"]}, {"a": "2"}, False), ({"field": "a", "is": ["1"]}, {}, False),
    ({"field": "b", "has": "1"}, {"b": ["1", "2"]}, True), ({"field": "b", "has": "1"}, {"b": ["11"]}, False), ({"field": "b", "has": "1"}, {}, False),
    ({"not": {"field": "b", "has": "1"}}, {}, True),
    ({"all": [{"field": "a", "is": ["1"]}, {"field": "b", "has": "2"}]}, {"a": "1", "b": ["2"]}, True),
    ({"all": [{"field": "a", "is": ["1"]}, {"field": "b", "has": "2"}]}, {"a": "1"}, False),
    ({"any": [{"field": "a", "is": ["1"]}, {"field": "b", "has": "2"}]}, {"b": ["2"]}, True),
])
def test_conditions(compose, condition, values, shown):
    asked = form(field("a", "radio", options=options("1", "2")), field("b", "checkboxes", options=options("1", "2")), field("c", showIf=condition))
    assert ("### C" in compose(values, asked)["markdown"]) == shown


def test_hidden_field_counts_as_unanswered(compose):
    asked = form(field("a", "radio", options=options("1", "2")), field("b", "radio", options=options("1"), showIf={"field": "a", "is": ["1"]}),
                 field("c", showIf={"field": "b", "is": ["1"]}))
    assert "### C" in compose({"a": "1", "b": "1"}, asked)["markdown"]
    assert "### C" not in compose({"a": "2", "b": "1"}, asked)["markdown"]


def test_outcome_ends_the_form(compose):
    asked = form(field("a", "radio", options=options("1")), field("b"), outcomes=[{"when": {"field": "a", "is": ["1"]}, "after": "a", "title": "T"}])
    assert "### B" not in compose({"a": "1", "b": "x"}, asked)["markdown"]
    assert "### B" in compose({"b": "x"}, asked)["markdown"]
