import pathlib

import preview
import pytest
import tabs


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """One server for all tests that change nothing: what one of them breaks, the next ones find."""
    with preview.Preview(preview.make_site(tmp_path_factory.mktemp("site"))) as running:
        yield running
        assert running.end() == 0


@pytest.fixture
def server(served):
    """The same; after each test it must still answer, at once and as before."""
    yield served
    assert served.process.poll() is None, f"the server has ended:\n{served.log}"
    assert served.get("/first/").status == 200


@pytest.fixture
def site(tmp_path):
    """A site of one's own, to change."""
    return preview.make_site(tmp_path / "site")


@pytest.fixture(scope="session")
def chromium():
    """Started where a test asks for it."""
    with tabs.browser() as running:
        yield running


@pytest.fixture
def guide(tmp_path):
    """A server of a site with all that may stand in a page."""
    with preview.Preview(preview.make_site(tmp_path / "guide", tabs.FILES)) as running:
        yield running
        assert running.process.poll() is None, f"the server has ended:\n{running.log}"


@pytest.fixture
def open_tab(chromium, guide):
    """Opens tabs, all of one browser; the test fails for whatever it finds to complain about."""
    opened = []
    context = chromium.new_context(viewport={"width": 1280, "height": 800})

    def open_one(path: str, **options) -> tabs.Tab:
        opened.append(tabs.Tab(context, guide, path, **options))
        return opened[-1]

    yield open_one
    complaints = [complaint for tab in opened for complaint in tab.complaints]
    context.close()
    assert complaints == []


def pytest_addoption(parser):
    parser.addoption("--screenshots", type=pathlib.Path, metavar="DIR", help="writes pictures of the overlay there")
