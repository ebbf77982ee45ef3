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
  if (head.title !== servedHead.title) {
    const whole = document.title;
    // A script may have put something before it.
    document.title = whole.endsWith(servedHead.title)
      ? whole.slice(0, whole.length - servedHead.title.length) + head.title : head.title;
  }
  change(served, now);
  servedHead = head;
  for (const done of brought.splice(0)) done();
  await loadScripts(head.scripts);
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
