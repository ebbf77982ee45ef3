"""How a page looks, as facts that can be compared.

Not as pixels: which pieces the browser draws as layers of their own, and with that how it smooths the edges of
letters, differs from one run to the next on a busy machine.
"""

# Every element that takes room: what it is, where it stands, and what it is painted with. Addresses in values are
# left out, for the same site at another address has others.
FACTS = """() => [...document.querySelectorAll('body, body *')].flatMap(element => {
    const place = element.getBoundingClientRect();
    if (!place.width || !place.height) return [];
    const style = getComputedStyle(element);
    const painted = ['color', 'backgroundColor', 'backgroundImage', 'maskImage', 'borderTopColor', 'fontFamily',
        'fontSize', 'fontWeight', 'textDecorationLine', 'opacity', 'visibility', 'display', 'position']
        .map(name => style[name].replace(/url\\([^)]*\\)/g, 'url'));
    const words = [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE)
        .map(node => node.data.trim()).filter(Boolean).join(' ');
    const picture = element instanceof HTMLImageElement
        ? [element.complete, element.naturalWidth, element.naturalHeight] : [];
    const corners = [place.x, place.y, place.width, place.height].map(length => length.toFixed(1));
    return [[element.localName, ...corners, words, ...painted, ...picture].join(' | ')];
})"""


def appearance(page):
    """A line for each element that is drawn, in document order, over the whole length of the page."""
    page.wait_for_load_state("networkidle")
    return page.evaluate(FACTS)
