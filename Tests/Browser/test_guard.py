"""The guard against secrets: what it finds, and, as hard, what it leaves alone.

Secrets are put together here: none stands in this file as a scanner would take it.
"""

import base64
import random
import string
import uuid

import forms
import pytest

DICE = random.Random(20261121)
ALPHANUMERIC = string.ascii_letters + string.digits
BASE64 = ALPHANUMERIC + "-_"
DASHES = "-" * 5


def some(characters: str, count: int) -> str:
    """Random, with a small letter, a capital and a digit where there are such."""
    while True:
        text = "".join(DICE.choices(characters, k=count))
        if all(any(map(kind, text)) or not any(map(kind, characters)) for kind in (str.islower, str.isdigit)):
            return text


def private_key(kind: str = "RSA ") -> str:
    lines = "\n".join(some(ALPHANUMERIC + "+/", 64) for _ in range(4))
    return f"{DASHES}BEGIN {kind}PRIVATE KEY{DASHES}\n{lines}\n{DASHES}END {kind}PRIVATE KEY{DASHES}"


TOKENS = {
    "a PyPI API token": ["pypi-" + "AgEIcHlwaS5" + some(BASE64, 150), "pypi-" + "AgENdGVzdC5" + some(BASE64, 120)],
    "a GitHub token": [
        *(f"gh{kind}_" + some(ALPHANUMERIC, 36) for kind in "pousr"),
        "github_" + "pat_" + some(ALPHANUMERIC, 22) + "_" + some(ALPHANUMERIC, 59)],
    "a GitLab token": ["glpat" + "-" + some(BASE64[:-2], 20), "gldt" + "-" + some(BASE64[:-2], 20)],
    "an AWS key": [
        "AKIA" + some(string.ascii_uppercase + "234567", 16), "ASIA" + some(string.ascii_uppercase + "234567", 16),
        "aws_secret_" + "access_key = " + some(ALPHANUMERIC + "+/", 40)],
    "a Slack token": ["xoxb" + "-123456789012-" + some(ALPHANUMERIC, 24), "xapp" + "-1-" + some(ALPHANUMERIC, 30)],
    "a private key": [private_key(), private_key(""), private_key("OPENSSH "), private_key("EC ")],
    "a two-factor setup link": [
        "otpauth" + "://totp/Example:alice?secret=" + some(string.ascii_uppercase + "234567", 32) + "&issuer=Example",
        "otpauth-migration" + "://offline?data=" + some(ALPHANUMERIC, 40)],
    "a recovery code": [some("0123456789abcdef", 16), some("0123456789ABCDEF", 16)],
    "a card number": ["4111" + "1" * 12, "5555" * 3 + "4444", "3782" + "82246310005", "6011" + "1111" * 2 + "1117"],
}
PASSWORDS = [
    "https://alice:" + "hunter22" + "@example.org/simple/",
    "postgres://" + ":s3cr3t" + "@db.example.org:5432/x",
    "[index]\nusername = alice\npassword = " + "hunter22",
    "[index]\n  repository: https://example.org/\n  username: alice\n  password: " + "correct horse",
    "username: alice\npassword: " + "hunter22",
    "export TWINE_PASS" + "WORD=hunter22",
]
ALL = [(kind, secret) for kind, secrets in TOKENS.items() for secret in secrets]
NAMES = [f"{kind} {number}" for number, (kind, _) in enumerate(ALL)]


def spread(secret: str, gap: str, every: int) -> str:
    return gap.join(secret[at:at + every] for at in range(0, len(secret), every))


WAYS = {
    "alone": lambda secret: secret,
    "in a sentence": lambda secret: f"Here it is: {secret}. Please help me soon",
    "in quotes": lambda secret: f'"{secret}"',
    "in a line": lambda secret: f"one line\n{secret}\nanother line",
    "with a space": lambda secret: f"see {secret[:9]} {secret[9:]}\nthanks",
    "with a line break": lambda secret: f"see\n{secret[:10]}\n{secret[10:]}\nthanks",
    "with CRLF": lambda secret: f"see\r\n{secret[:10]}\r\n{secret[10:]}\r\nthanks",
    "with no-break spaces": lambda secret: spread(secret, "\u00a0", 8),
    "with zero-width spaces": lambda secret: spread(secret, "\u200b", 3),
    "with joiners and marks": lambda secret: spread(secret, "\u2060\ufeff\u00ad", 1),
    "in fours": lambda secret: spread(secret, " ", 4),
}


@pytest.fixture(scope="module")
def find(chromium):
    page = chromium.new_page()
    page.goto(forms.address())

    def run(text: str, rules=()):
        return page.evaluate("([text, rules]) => waymark.findSecrets(text, rules)", [text, list(rules)])

    run.masked = lambda text: page.evaluate("text => waymark.mask(text, waymark.findSecrets(text))", text)
    run.page = page
    yield run
    page.close()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind, secret", ALL, ids=NAMES)
def test_secret_is_found_and_masked(find, kind, secret, way):
    text = WAYS[way](secret)
    assert [hit["kind"] for hit in find(text)] == [kind]
    masked = find.masked(text)
    assert f"[removed: {kind}]" in masked
    # Nothing of it is left that helps anybody.
    rest = "".join(masked.replace(f"[removed: {kind}]", "").split())
    tail = "".join(secret.split())[-12:]
    assert kind == "a card number" or tail not in rest.replace("\u200b", "").replace("\u2060\ufeff\u00ad", "")
    assert find(masked) == []


@pytest.mark.parametrize("text", [
    "I have a 12ab 34cd 56ef 7890 and more", "12ab 34cd 56ef 7890\n98ab 76cd 54ef 3210", "25 4111 1111 1111 1111 12/27",
    "codes:\n1 2 a b 3 4 c d 5 6 e f 7 8 9 0"])
def test_groups_are_found_among_words(find, text):
    assert find(text) and find(find.masked(text)) == []


@pytest.mark.parametrize("text", PASSWORDS)
def test_password_is_found_and_masked(find, text):
    assert [hit["kind"] for hit in find(text)] == ["a password"]
    assert find(find.masked(text)) == []
    assert "hunter" not in find.masked(text) and "horse" not in find.masked(text)


def test_eight_codes_are_eight(find):
    codes = [some("0123456789abcdef", 16) for _ in range(8)]
    assert len(find("\n".join(codes))) == 8
    assert all(code not in find.masked("\n".join(codes)) for code in codes)


def test_offsets_are_those_of_the_text(find):
    token = TOKENS["a GitHub token"][0]
    text = f"\u200ba \U0001f600 {token[:7]}\u200b{token[7:]} z"
    (hit,) = find(text)
    # JavaScript counts the emoji as two.
    shown = text.encode("utf-16-le")[hit["start"] * 2:hit["end"] * 2].decode("utf-16-le")
    assert shown == f"{token[:7]}\u200b{token[7:]}"


ORDINARY = {
    "commit ids": "fixed in 1a2b3c4 and 0f1e2d3c4b5a, see " + some("0123456789abcdef", 40),
    "range of commits": "1a2b3c4d..5e6f7a8b",
    "long commit": "commit " + some("0123456789abcdef", 16),
    "address of a commit": "https://example.org/alice/p/commit/" + some("0123456789abcdef", 16),
    "uuid": " ".join(str(uuid.UUID(int=DICE.getrandbits(128))) for _ in range(50)),
    "sha256": "sha256:" + some("0123456789abcdef", 64) + "\n" + some("0123456789abcdef", 64),
    "md5": some("0123456789abcdef", 32),
    "sha512": some("0123456789abcdef", 128),
    "integrity": "sha384-" + base64.b64encode(DICE.randbytes(48)).decode(),
    "base64": base64.b64encode(DICE.randbytes(900)).decode(),
    "branches of 16": " ".join(some(ALPHANUMERIC, 16) for _ in range(200)),
    "branches": "feature/add-recovery-codes fix-1234567890123456 release-2026-11-21 dependabot/pip/requests-2.32.3",
    "projects": "example-project zope.interface pypi-simple pypi-timemachine gh-pages glpat xoxo akia-tools ghp_import",
    "dates": "2026-11-21 21.11.2026 20261121 20261121T103000Z 2026-11-21 10:30:00 +0100 1763721000 1763721000000",
    "numbers": "1234567890123456 4111111111111112 5555 5555 5555 4445 00000000000000 3.14159265358979323846",
    "isbn": "ISBN 978-3-16-148410-0, 9783161484100, 978 0 306 40615 7",
    "telephone": "+49 30 901820 1234, +1 555 010 0199, 0049 30 901820 1234",
    "iban": "DE89 3704 0044 0532 0130 00 and GB82 WEST 1234 5698 7654 32",
    "prose": "My phone broke on 3 May; the token was on it. I have a recovery code, but no mailbox. Password: forgotten.\n"
             "password: I cannot remember it\nI lost a bad face cafe dead beef decade.",
    "about secrets": "A token starts with pypi-AgE and then comes a long text of many words that I will not write here in 2026. "
                     "The otpauth://totp/ link holds the secret= part, which I will keep for myself and for nobody else. "
                     "AKIA IS WHAT AN AMAZON KEY BEGINS WITH. ghp_ is for people and github_pat_ as well, glpat- for others.",
    "truncated": "pypi-AgEIcHlw… and ghp_abc… and xoxb-… were deleted",
    "placeholders": "password = <your password>\npassword = ********\nhttps://alice:${PASSWORD}@example.org\nhttps://__token__:***@example.org",
    "addresses": "https://example.org:8443/@alice?x=1:2@3 ssh://git@example.org:22/alice/p.git alice@example.org http://[::1]:80/",
    "versions": "rustc 1.94.0 (4a4ef493e 2026-03-02), python 3.14.2, 10.15.7, 0x00007fffdeadbeef, 0x0123456789abcdef",
    "mac": "00:1a:2b:3c:4d:5e fe80::21a:2bff:fe3c:4d5e 2001:0db8:85a3:0000:0000:8a2e:0370:7334",
    "public key": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + some(ALPHANUMERIC, 43) + " alice@example.org",
    "certificate": f"{DASHES}BEGIN CERTIFICATE{DASHES}\n{some(ALPHANUMERIC, 64)}\n{DASHES}END CERTIFICATE{DASHES}",
    "public pem": f"{DASHES}BEGIN PUBLIC KEY{DASHES}\n{some(ALPHANUMERIC, 64)}\n{DASHES}END PUBLIC KEY{DASHES}",
    "emoji": "\U0001f469\u200d\U0001f4bb\u200d\U0001f468 \u05e9\u05dc\u05d5\u05dd \u200f \u0645\u0631\u062d\u0628\u0627 \ud83d",
    "empty": "",
    "blank": " \n\t\u200b\n",
    "requirements": "requests==2.32.3 --hash=sha256:" + some("0123456789abcdef", 64),
    "traceback": 'File "/usr/lib/python3.14/site-packages/x.py", line 16, in f\n    raise HTTPError("403 Forbidden")',
}


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_text_is_left_alone(find, name):
    text = ORDINARY[name]
    assert [(hit["kind"], text[hit["start"]:hit["end"]]) for hit in find(text)] == []


def test_prose_in_thousands_of_words_is_left_alone(find):
    words = ("the account was locked after I moved to a new phone and the app asked for codes that 2 friends and 17 "
             "colleagues had never seen before in a bad decade of facing 2026 1999 404 I A and there was no way to add a device").split()
    text = " ".join(DICE.choice(words) for _ in range(20000))
    found = [text[hit["start"]:hit["end"]] for hit in find(text)]
    # Hexadecimal words and numbers in a row can make up a code; that must stay a rarity even in such a salad.
    assert len(found) < 10, found


def test_own_patterns_of_a_form(find):
    rules = [{"text": "Your PIN", "pattern": "PIN ?[0-9]{4}"}, {"text": "Only words", "pattern": None}, {"text": "Broken", "pattern": "("}]
    assert [hit["kind"] for hit in find("my PIN 1234", rules)] == ["“Your PIN”"]
    assert [hit["kind"] for hit in find("my PIN 12\u200b34", rules)] == ["“Your PIN”"]
    assert [hit["kind"] for hit in find("my PIN1 234", rules)] == ["“Your PIN”"]
    assert find("a PIN, and Only words", rules) == []


def test_own_pattern_of_codes_leaves_hashes_alone(find):
    rules = [{"text": "Recovery codes", "pattern": "[0-9a-f]{16}"}]
    assert find(ORDINARY["sha256"] + " " + ORDINARY["commit ids"], rules) == []
    assert len(find(TOKENS["a recovery code"][0], rules)) == 1


@pytest.mark.parametrize("text", [
    "a" * 200_000, "ab " * 66_000, "0" * 200_000, "4 " * 100_000, "pypi-AgE" * 25_000, ("-" * 5 + "BEGIN PRIVATE KEY") * 8_000,
    (DASHES + "BEGIN PRIVATE KEY" + DASHES) * 6_000, "\u200b" * 200_000, "\n" * 200_000, "a1b2 " * 40_000, "a:/" * 66_000,
    "x://:" * 40_000, "otpauth://" * 20_000, "password" * 25_000, "[x]\n" * 50_000, "password: aaaa\n" * 13_000, "username=\n" * 20_000, "ghp_" * 50_000,
    "4111 1111 1111 1111 " * 10_000, "username: a\nb: " * 12_000, ("pypi-AgE" + "a1B-" * 12 + " ") * 3_000,
], ids=lambda text: f"{text[:12]!r} {len(text)}")
def test_long_answers_take_no_time(find, text):
    rules = [{"text": "x", "pattern": "[a-z]+-[a-z]+"}]
    seconds = find.page.evaluate("""([text, rules]) => {
      const start = performance.now();
      waymark.findSecrets(text, rules);
      return (performance.now() - start) / 1000;
    }""", [text, rules])
    assert seconds < 1.5
