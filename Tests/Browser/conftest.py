"""One Chromium for all tests, Debian's own without windows, which is faster; a fresh context for each."""

import contextlib
import os
import pathlib

import pytest
import sites
from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium-headless-shell"
WIDE = 1280
NARROW = 360
NARROWEST = 320


def pytest_addoption(parser):
    parser.addoption("--screenshots", type=pathlib.Path, metavar="DIR",
                     help="writes a picture of each page there, and its print as PDF")


def pytest_generate_tests(metafunc):
    """A test with `address` runs for every page of the help site, and one with `guide_page` for those with navigation."""
    for name in {"address", "guide_page"} & set(metafunc.fixturenames):
        addresses = sites.page_addresses(sites.public())
        if name == "guide_page":
            addresses = [address for address in addresses if address not in sites.COLLECTED]
        metafunc.parametrize(name, addresses, ids=[address or "home" for address in addresses])


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        # As root, and only then, Chromium's sandbox does not start.
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, chromium_sandbox=os.geteuid() != 0)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """Opens pages, and fails the test for whatever the browser finds to complain about."""
    complaints: list[str] = []
    with contextlib.ExitStack() as stack:

        def open_one(address: str, width: int = WIDE, scheme: str = "light", scripts: bool = True,
                     height: int = 800, fails: bool = False, before: str = "", **options):
            """`fails`: the page itself is expected to be answered with an error. `before`: a script that runs first."""
            context = chromium.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme,
                java_script_enabled=scripts, **options)
            stack.callback(context.close)
            page = context.new_page()
            page.on("console", lambda message: fails or complaints.append(
                f"console: {message.type}: {message.text}"))
            page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
            # Aborted: the test went on before the icon was there.
            page.on("requestfailed", lambda request: request.failure == "net::ERR_ABORTED" or complaints.append(
                f"request: {request.url}: {request.failure}"))
            page.on("response", lambda response: complaints.append(
                f"status {response.status}: {response.url}")
                if response.status >= 400 and not (fails and response.request.is_navigation_request())
                else None)
            page.add_init_script(
                "addEventListener('securitypolicyviolation', "
                "event => console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI))")
            if before:
                page.add_init_script(before)
            page.goto(address, wait_until="load")
            return page

        yield open_one
        assert complaints == []


@pytest.fixture
def home():
    """The address of the help site, served at the top of its host."""
    return sites.serve(sites.public())


@pytest.fixture
def constructs():
    """The address of a page with all that the theme has a style for."""
    return sites.serve(sites.constructs())


@pytest.fixture(scope="session")
def screenshots(request):
    folder = request.config.getoption("--screenshots")
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    return folder
