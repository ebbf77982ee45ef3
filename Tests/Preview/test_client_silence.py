"""What a page says when the server has ended."""

from tabs import PAGE
from test_client import start_again

SILENT = "The preview does not answer. Changes are not shown."


def test_it_is_said_when_the_server_has_ended(guide, open_tab):
    tab = open_tab("/guide/")
    tab.wait_until("streams.length === 1 && streams[0].readyState === EventSource.OPEN")
    tab.page.get_by_label("Find the key").focus()
    status = tab.page.get_by_role("status").get_by_text(SILENT)
    for _ in range(2):
        guide.end()
        status.wait_for()
        box = status.bounding_box()
        assert abs(box["y"] + box["height"] - 800) < 2 and box["width"] == 1280
        assert tab.page.evaluate("document.activeElement.id") == "wm-box-key"
        start_again(guide)
        status.wait_for(state="detached")
    assert tab.is_same
    tab.forgive("net::ERR_")


def test_it_is_said_beside_the_problems(guide, open_tab):
    tab = open_tab("/guide/")
    guide.edit("content/guide.md", PAGE + "\n[gone](gone.md)\n")
    panel = tab.page.get_by_role("region", name="1 error")
    panel.wait_for()
    guide.end()
    tab.page.get_by_role("status").get_by_text(SILENT).wait_for()
    assert panel.is_visible()
    start_again(guide)
    tab.page.get_by_text(SILENT).wait_for(state="detached")
    assert panel.is_visible()
    tab.forgive("net::ERR_")


def test_a_stream_that_breaks_once_says_nothing(guide, open_tab):
    tab = open_tab("/guide/")
    tab.page.evaluate("""() => {
        window.said = [];
        const look = () => {
            const text = document.querySelector('#waymark-preview')?.shadowRoot.textContent;
            if (/does not answer/.test(text)) said.push(text);
            requestAnimationFrame(look);
        };
        look();
    }""")
    guide.end()
    start_again(guide)
    tab.wait_until("streams.length > 1 && streams.at(-1).readyState === EventSource.OPEN")
    assert tab.page.evaluate("said") == []
    tab.forgive("net::ERR_")
