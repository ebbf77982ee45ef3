"""The guide's own request form, as a person answers it: by the words that stand on the page."""

import yaml
from sites import ROOT

WRITE = "request/write/"
MAIL = "request/mail-to-support/"
SAFE = "after-recovery/"

FORM = yaml.safe_load((ROOT / "content/forms/account-recovery.yml").read_text())
TITLES = [outcome["title"] for outcome in FORM["outcome"]]

QUESTIONS = [element["attributes"]["label"] for element in FORM["body"] if element["type"] == "radio"]
NEED, SITE, TEST, PASSWORD, FACTOR, CODES, MAILBOX, OTHER, RESET, LOGIN, CONFIRM, CODE = QUESTIONS
PROJECT, USERNAME, TRIED = "Project", "PyPI Username", "What I tried, and what PyPI showed"

START = {NEED: "To get back into my own account", SITE: "PyPI"}
WORKS = START | {PASSWORD: "It works"}
FORGOTTEN = START | {PASSWORD: "I do not know it, or PyPI refuses it"}
NO_FACTOR = {FACTOR: "I have lost all of them", CODES: "I have none left, or lost them"}
ONE_CODE = {FACTOR: "I have lost all of them", CODES: "I have one that is not used"}
APP = {FACTOR: "I have an app that works", CODES: "I have one that is not used"}
BARE = {FACTOR: "The account has none"}
READ = {MAILBOX: "I can read it"}
UNVERIFIED = {MAILBOX: "I can read it, but PyPI calls the address unverified"}
GONE = {MAILBOX: "I cannot read it any more"}
MISTYPED = {MAILBOX: "I typed the address wrong when I signed up"}
IN = {LOGIN: "PyPI lets me in"}
UNTRIED = {LOGIN: "I have not tried it yet"}
ASKED = {LOGIN: "PyPI wants me to confirm the login by mail"}
MINE = {CODE: "The newest release links to it, and I can push to it"}
NONE = {CODE: "I have no project"}

LOST_PHONE = WORKS | NO_FACTOR | READ | MINE

# Answers that end nothing.
OTHERWISE = {
    NEED: [START[NEED]],
    TEST: ["I need the old account"],
    OTHER: ["There is none that I can read"],
    RESET: ["The mail says that my address is unverified"],
    LOGIN: ["PyPI says something else"],
    CONFIRM: ["It never comes, and I tried all that this guide says"],
}

# All ends without a request: the title, the answers, a link, and where that leads.
ENDS = [
    ("You need no request, only another owner", {NEED: "Only the project, and it has another owner"},
     "Ask another owner to invite you", "recover/co-owner/#invite"),
    ("Your matter has another form", {NEED: "A project or a name that is not mine"},
     "I want a project name that is not mine", "recover/name-not-yours/"),
    ("Act now, and not with this form", {NEED: "Somebody else out of my account"},
     "Somebody else is in my account", "recover/account-in-danger/"),
    ("Write an email instead", {NEED: "My account, which PyPI says is suspended"},
     "My account is suspended", "recover/account-in-danger/#suspended"),
    ("A request does not bring it back", {NEED: "My account, which was deleted"},
     "My account is gone", "recover/deleted-account/#deleted"),
    ("You need no request, only a new account", START | {SITE: "TestPyPI", TEST: "A new account will do"},
     "Make a new account on TestPyPI", "recover/testpypi/#new-account"),
    ("You need no request, only the other address", FORGOTTEN | APP | GONE | {OTHER: "I can read one"},
     "Reset your password", "recover/forgotten-password/#reset"),
    ("Reset your password first", FORGOTTEN | APP | READ | {RESET: "I have not tried it yet"},
     "Reset your password", "recover/forgotten-password/#reset"),
    ("You need no request, only the link in that mail", FORGOTTEN | APP | READ | {RESET: "The mail has come"},
     "The link in the mail does not work", "recover/forgotten-password/#link-dead"),
    ("Use a recovery code first", WORKS | ONE_CODE | READ | UNTRIED,
     "Use a recovery code", "recover/lost-phone/#recovery-code"),
    ("Log in first", WORKS | APP | READ | UNTRIED,
     "your key or your app on any device", "recover/lost-phone/#other-device"),
    ("You are in", WORKS | APP | READ | IN, "After recovery: stay safe", "after-recovery/"),
    ("You are in, and can verify the address yourself", WORKS | APP | UNVERIFIED | IN,
     "Verify it again", "recover/lost-mailbox/#unverified"),
    ("You are in, and can change your address yourself", WORKS | APP | GONE | IN,
     "Change your address", "recover/lost-mailbox/#still-logged-in"),
    ("You are in, and can correct the address yourself", WORKS | BARE | MISTYPED | IN,
     "Correct the address", "recover/wrong-address/#correct"),
    ("You need no request, only the link in that mail about your login",
     WORKS | APP | READ | ASKED | {CONFIRM: "It has come"}, "Confirm the login", "recover/unrecognised-login/#confirm"),
    ("You need no request, only another try",
     WORKS | APP | READ | ASKED | {CONFIRM: "It has come, but PyPI says that the device details do not match"},
     "Start afresh on one device and one network", "recover/unrecognised-login/#details-differ"),
]

# Cases that only staff can help with.
REQUESTS = {
    "phone and codes lost": LOST_PHONE,
    "mailbox lost": WORKS | APP | GONE | ASKED | MINE,
    "mailbox and password lost": FORGOTTEN | APP | GONE | {OTHER: "There is none that I can read"} | NONE,
    "all lost": FORGOTTEN | NO_FACTOR | GONE | {OTHER: "There is none that I can read"} | NONE,
    # A new password would leave them without a second factor.
    "password, phone and codes lost": FORGOTTEN | NO_FACTOR | READ | MINE,
    "all but another address lost": FORGOTTEN | NO_FACTOR | GONE | {OTHER: "I can read one"} | NONE,
    "address unverified": FORGOTTEN | BARE | UNVERIFIED | MINE,
    "reset mail never comes": FORGOTTEN | BARE | READ | {
        RESET: "No mail comes, and I tried all that this guide says"} | NONE,
    "login mail never comes": WORKS | APP | READ | ASKED | {
        CONFIRM: "It never comes, and I tried all that this guide says"} | MINE,
    "cannot verify though logged in": WORKS | BARE | UNVERIFIED | {
        LOGIN: "PyPI lets me in, but I can neither verify nor change my address there"} | NONE,
    "TestPyPI": WORKS | NO_FACTOR | READ | NONE | {SITE: "TestPyPI", TEST: "I need the old account"},
    "company": LOST_PHONE | {NEED: "To get back into an account of my company that nobody can open"},
}


def group(page, question: str):
    return page.get_by_role("group", name=question, exact=True)


def choose(page, answers: dict[str, str]):
    """In the order of the form: an answer may bring up the next question."""
    for question in sorted(answers, key=QUESTIONS.index):
        choose_one(page, question, answers[question])


def choose_one(page, question: str, option: str):
    group(page, question).get_by_role("radio", name=option, exact=True).check()


def box(page, label: str):
    """A text field by the words of its label; "(optional)" may follow."""
    return page.get_by_role("textbox", name=label)


def write(page, project: str = "example-project", username: str = "`alice`", tried: str = ""):
    if page.get_by_role("textbox", name=PROJECT, exact=True).count():
        page.get_by_role("textbox", name=PROJECT, exact=True).fill(project)
    box(page, USERNAME).fill(username)
    box(page, TRIED).fill(tried)


def check(page):
    page.get_by_role("button", name="Check my request", exact=True).click()


def text(page, channel: str = "On GitHub: pypi/support") -> str:
    """The finished request, as it stands on the page."""
    return page.get_by_role("region", name=f"Text: {channel}, ").inner_text()
