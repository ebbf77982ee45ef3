"""Going from page to page: by the signposts, from disk, from addresses that are no more."""

import re

import sites

HREFS = "links => links.map(link => link.href)"
# Not “What next”.
NEXT = re.compile("^Next ")
PREVIOUS = re.compile("^Previous ")


def plain(address: str) -> str:
    return address.partition("#")[0]


def is_styled(page) -> bool:
    """Whether its style sheets were loaded: the header has the width of the window, without margins."""
    return page.evaluate("""() => {
        const links = [...document.querySelectorAll("link[rel=stylesheet]")];
        return links.length > 0 && links.every(link => link.sheet)
            && getComputedStyle(document.body).margin === "0px";
    }""")


def test_next_leads_through_the_guide_and_previous_back(open_page, home):
    page = open_page(home)
    way = [page.url]
    while (onward := page.get_by_role("link", name=NEXT)).count():
        title = onward.locator(".wm-post-title").inner_text()
        onward.click()
        page.wait_for_load_state()
        assert page.locator("h1").inner_text() == title
        assert page.url not in way
        way.append(page.url)
    for expected in reversed(way[:-1]):
        page.get_by_role("link", name=PREVIOUS).click()
        page.wait_for_url(expected)
    assert page.get_by_role("link", name=PREVIOUS).count() == 0
    beside = page.eval_on_selector_all(".wm-sidebar a", HREFS)
    assert [link for link in beside if link in way] == way
    assert len(way) > 4


def test_clicks_reach_every_page_from_disk(open_page):
    folder = sites.from_disk()
    home = (folder / "index.html").as_uri()
    page = open_page(home)
    seen: set[str] = set()
    waiting = [home]
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        page.goto(here)
        assert is_styled(page) and page.locator("h1").count() == 1
        links = {plain(link) for link in page.eval_on_selector_all("a", HREFS) if link.startswith("file:")}
        for target in sorted(links - seen):
            page.goto(here)
            page.evaluate("""target => [...document.links].find(link =>
                link.href.split('#')[0] === target && link.checkVisibility()).dataset.test = ''""", target)
            page.locator("[data-test]").click()
            page.wait_for_url(lambda url, target=target: plain(url) == target)
            waiting.append(target)
    pages = {path.as_uri() for path in folder.rglob("*.html") if path.name != "404.html"}
    assert seen == pages


def test_missing_page_under_a_path_has_its_style_and_leads_home(open_page):
    home = sites.serve(sites.under_help(), "/help/")
    page = open_page(home + "no/such/page/", fails=True)
    assert page.locator("h1").inner_text() == "Page not found"
    assert is_styled(page)
    assert page.locator("nav [aria-current]").count() == 0
    page.get_by_role("link", name="go to the start page").click()
    page.wait_for_url(home)


def test_missing_page_at_the_top_leads_home(open_page, home):
    page = open_page(home + "no/such/page/", fails=True)
    assert is_styled(page)
    page.locator(".wm-sign").click()
    page.wait_for_url(home)


def test_former_address_leads_on_by_itself(open_page):
    for prefix in ("/", "/help/"):
        home = sites.serve(sites.moved(), prefix)
        for former in ("old/place/", "older%20place.html"):
            page = open_page(home + former)
            page.wait_for_url(home + "new/place/")
            assert page.locator("h1").inner_text() == "The page that moved"


def test_former_address_has_a_link_for_those_who_stay(open_page):
    home = sites.serve(sites.moved())
    text = (sites.moved() / "old/place/index.html").read_text()
    assert '<meta name="robots" content="noindex">' in text
    assert '<link rel="canonical" href="../../new/place/">' in text
    # The same page without its refresh, as browsers show it that are told not to follow one.
    stays = sites.moved() / "old/place/stays.html"
    stays.write_text("".join(
        line for line in text.splitlines(keepends=True) if 'http-equiv="refresh"' not in line))
    page = open_page(home + "old/place/stays.html")
    assert is_styled(page)
    page.get_by_role("link", name="The page that moved").click()
    page.wait_for_url(home + "new/place/")
