import preview
import pytest


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
