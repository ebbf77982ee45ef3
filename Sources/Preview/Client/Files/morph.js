// Makes the page that is shown out of the one that was served before, piece by piece.
//
// What is compared is not what is shown, which scripts and the reader have changed, but the document as it was served
// and as it is served now. Where the two differ, the same change is made to what is shown. So whatever the
// server does not know of stays: what was typed, chosen, opened, selected, and what scripts have added.

// The document as it was served, and what is shown of each of its nodes.
const served = document.documentElement.cloneNode(true);
const shownOf = new WeakMap();
const brought = [];

pair(served, document.documentElement);
let servedHead = takeApart(served);
for (const one of servedHead.scripts) loadedScripts.set(scriptName(one), one.outerHTML);

// Remembers which node of a copy is which of the original.
function pair(copy, original) {
  const [one, other] = [copy, original].map(root => document.createTreeWalker(root));
  do shownOf.set(one.currentNode, other.currentNode); while (one.nextNode() && other.nextNode());
}

// Takes out of a document what is compared in other ways, and gives it back.
function takeApart(root) {
  const all = selector => [...root.querySelectorAll(selector)];
  const title = root.querySelector('head > title');
  const parts = {
    title: title?.textContent ?? '',
    styles: all('head > link[rel="stylesheet"]'),
    scripts: all('script[src]:not([data-version])'),
    // What the browser has read once and for all.
    fixed: all('script:not([src]), meta[http-equiv], base').map(one => one.outerHTML).join('\n'),
  };
  for (const one of [...parts.styles, ...all('script[data-version], head > script[src]'), ...title ? [title] : []]) one.remove();
  // With scripts, its content is text; in a document that is only read, elements.
  for (const one of all('noscript')) one.textContent = '';
  return parts;
}

// Shows a document that was just fetched. Throws, or says false, where only loading it will do.
async function morph(fetched) {
  const now = fetched.documentElement;
  const head = takeApart(now);
  if (head.fixed !== servedHead.fixed || head.scripts.some(isOtherScript)) return false;
  // Where one has changed again, that will be told.
  await setStyles(head.styles.map(link => document.importNode(link)));
  hush();
  const settle = keepPlace();
  if (head.title !== servedHead.title) {
    const whole = document.title;
    // A script may have put something before it.
    document.title = whole.endsWith(servedHead.title)
      ? whole.slice(0, whole.length - servedHead.title.length) + head.title : head.title;
  }
  change(served, now);
  servedHead = head;
  for (const done of brought.splice(0)) done();
  settle();
  await loadScripts(head.scripts);
  settle();
  hush();
  return true;
}

// Makes `old` equal to `now`, and does the same to what is shown of it. Gives what stands for `old` afterwards. The
// depth is that of the page, which the browser's parser bounds.
function change(old, now) {
  if (old.isEqualNode(now)) return old;
  const shown = shownOf.get(old);
  if (!shown.isConnected) throw new Error('a script has taken out what has changed');
  if (!isElement(old)) changeText(old, now, shown);
  else if (isComponent(shown) && !isSameForm(old, now)) return renew(old, now, shown);
  else {
    changeAttributes(old, now, shown);
    changeChildren(old, now, shown);
  }
  return old;
}

// Only from the first letter that differs to the last one: a selection outside of that stays.
function changeText(old, now, shown) {
  if (shown.data !== old.data) shown.data = now.data;
  else {
    const shorter = Math.min(old.length, now.length);
    let [start, end] = [0, 0];
    while (start < shorter && old.data[start] === now.data[start]) start += 1;
    while (end < shorter - start && old.data.at(-1 - end) === now.data.at(-1 - end)) end += 1;
    shown.replaceData(start, old.length - start - end, now.data.slice(start, now.length - end));
  }
  old.data = now.data;
}

function changeAttributes(old, now, shown) {
  for (const { name } of [...old.attributes]) {
    if (name !== 'class' && !now.hasAttribute(name)) shown.removeAttribute(name);
  }
  for (const { name, value, namespaceURI } of now.attributes) {
    if (name !== 'class' && old.getAttribute(name) !== value) shown.setAttributeNS(namespaceURI, name, value);
  }
  // Scripts put classes beside those of the page.
  const [gone, come] = [[old, now], [now, old]].map(([one, other]) => [...one.classList].filter(name => !other.classList.contains(name)));
  // Not even with nothing: it would make the attribute.
  if (gone.length) shown.classList.remove(...gone);
  if (come.length) shown.classList.add(...come);
  if (!shown.classList.length && !now.hasAttribute('class')) shown.removeAttribute('class');

  for (const { name } of [...old.attributes]) if (!now.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value, namespaceURI } of now.attributes) old.setAttributeNS(namespaceURI, name, value);
}

function changeChildren(old, now, shown) {
  const before = [...old.childNodes];
  const after = [...now.childNodes];
  const found = continued(before, after);
  const kept = new Set(found);
  const gone = before.filter(node => !kept.has(node));
  const places = new Map(before.map((node, at) => [node, at]));
  const order = found.filter(Boolean).map(node => places.get(node));
  const staying = ascending(order);
  const isInPlace = gone.length === 0 && order.length === after.length && staying.size === order.length;
  if (!isInPlace && !before.every(node => shownOf.get(node).parentNode === shown)) {
    throw new Error('a script has moved what stands where something has changed');
  }
  for (const node of gone) {
    leave(shownOf.get(node));
    shownOf.get(node).remove();
    node.remove();
  }
  let next = null;
  for (let at = after.length - 1; at >= 0; at -= 1) {
    let node = found[at];
    if (!node) {
      node = document.importNode(after[at], true);
      const added = document.importNode(after[at], true);
      pair(node, added);
      put(node, added, old, shown, next);
      if (isElement(added)) brought.push(() => arrive(added));
    } else {
      if (!staying.has(places.get(node))) put(node, shownOf.get(node), old, shown, next);
      node = change(node, after[at]);
    }
    next = node;
  }
}

// Puts a node before another of the same parent, or as the last of those that were served.
function put(node, added, old, shown, next) {
  const last = next ? null : [...old.childNodes].findLast(one => one !== node);
  const place = next ? shownOf.get(next) : last ? shownOf.get(last).nextSibling : null;
  old.insertBefore(node, next);
  // Moved that way, what has the focus keeps it.
  if (added.isConnected && shown.moveBefore) shown.moveBefore(added, place);
  else shown.insertBefore(added, place);
}

// MARK: The reader's place

// Milliseconds in which scripts complete what they have begun, as lines that speak after a pause.
const settling = 300;
// So many elements that are seen are remembered, in case that the first ones go.
const mostRemembered = 30;
const moving = ['wheel', 'touchstart', 'pointerdown', 'keydown'];

// The browser would move the page by what grows above, but not by what goes and comes back.
const stillStyle = new CSSStyleSheet();
stillStyle.replaceSync(':root { overflow-anchor: none }');
let endSettling = () => {};

// What tells an element of which nothing but its words is left.
const wordsOf = one => one.id || one.textContent.slice(0, 300);

// The elements at the top of what is seen, and where they are. Those that begin above come last.
function seenElements(root) {
  const seen = [];
  for (const element of root.querySelectorAll('*')) {
    const { top, bottom, height } = element.getBoundingClientRect();
    if (height > 0 && bottom > 0 && top < innerHeight) seen.push({ element, top });
  }
  const [above, below] = [seen.filter(one => one.top < 0), seen.filter(one => one.top >= 0)];
  return [...below, ...above.reverse()].slice(0, mostRemembered).map(one => ({ ...one, words: wordsOf(one.element) }));
}

// Remembers what stands at the top of the window. The function that is given back puts it there again, and keeps it
// there for a while, unless the reader moves on.
function keepPlace() {
  endSettling();
  if (!scrollY) return () => {};
  const root = document.querySelector('main') ?? document.body;
  const seen = seenElements(root);
  const [left, top] = [scrollX, scrollY];
  document.adoptedStyleSheets.push(stillStyle);

  // A component is made anew, and so is what is in it.
  const find = () => {
    for (const one of seen) {
      if (one.element.isConnected) return one;
      const again = [...root.querySelectorAll(one.element.localName)].filter(other => wordsOf(other) === one.words);
      if (again.length === 1) return { element: again[0], top: one.top };
    }
    return null;
  };
  const correct = () => {
    const one = find();
    const by = one ? one.element.getBoundingClientRect().top - one.top : top - scrollY;
    if (Math.abs(by) >= 1 || scrollX !== left) scrollTo({ left, top: scrollY + by, behavior: 'instant' });
  };

  const life = new AbortController();
  const sizes = new ResizeObserver(correct);
  let timer;
  const end = endSettling = () => {
    endSettling = () => {};
    clearTimeout(timer);
    sizes.disconnect();
    life.abort();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(one => one !== stillStyle);
  };
  return () => {
    if (life.signal.aborted) return;
    correct();
    sizes.observe(root);
    for (const name of moving) addEventListener(name, end, { signal: life.signal, capture: true, passive: true });
    clearTimeout(timer);
    timer = setTimeout(end, settling);
  };
}
