// Which child of an element, as it was, lives on as which child of the same element, as it is now.

// Above this many pairs, likeness takes too long, and the order decides.
const mostPairs = 10_000;

const isElement = node => node.nodeType === Node.ELEMENT_NODE;

// For each node of `now` the one of `before` that it continues, or null. None is given twice.
function continued(before, now) {
  const found = now.map(() => null);
  const left = new Set(before);
  const take = (at, old) => {
    found[at] = old;
    left.delete(old);
  };

  // Most edits touch one place: what stands before it and behind it is the same.
  let start = 0;
  while (start < Math.min(before.length, now.length) && before[start].isEqualNode(now[start])) {
    take(start, before[start]);
    start += 1;
  }
  for (let end = 1; end <= Math.min(before.length, now.length) - start && before.at(-end).isEqualNode(now.at(-end)); end += 1) {
    take(now.length - end, before.at(-end));
  }

  takeBy(node => node.id && `${node.localName} ${node.id}`, now, found, left, take);
  takeBy(node => node.outerHTML, now, found, left, take);
  takeAlike(now, found, left, take);

  // Words and comments, by what they stand behind.
  now.forEach((node, at) => {
    if (found[at] || isElement(node)) return;
    const next = at === 0 ? before[0] : found[at - 1]?.nextSibling;
    if (next && left.has(next) && next.nodeType === node.nodeType) take(at, next);
  });
  return found;
}

// Pairs elements of which both have the same name, by whatever `name` says; in their order.
function takeBy(name, now, found, left, take) {
  const names = new Map();
  for (const old of left) {
    const one = isElement(old) && name(old);
    if (!one) continue;
    if (names.has(one)) names.get(one).push(old);
    else names.set(one, [old]);
  }
  if (!names.size) return;
  now.forEach((node, at) => {
    if (found[at] || !isElement(node)) return;
    const old = names.get(name(node))?.shift();
    if (old) take(at, old);
  });
}

// Pairs elements of one kind that have most words in common; those with none in common, by their order.
function takeAlike(now, found, left, take) {
  const old = [...left].filter(isElement);
  const places = [...now.keys()].filter(at => !found[at] && isElement(now[at]));
  if (old.length * places.length > mostPairs) {
    places.forEach((at, order) => {
      if (order < old.length && isOneKind(old[order], now[at])) take(at, old[order]);
    });
    return;
  }
  const words = node => new Set(node.outerHTML.match(/[\p{L}\p{N}]+/gu));
  const oldWords = old.map(words);
  const pairs = [];
  places.forEach((at, order) => {
    const some = words(now[at]);
    old.forEach((one, other) => {
      if (!isOneKind(one, now[at])) return;
      const shared = [...some].filter(word => oldWords[other].has(word)).length;
      pairs.push({ at, one, likeness: 2 * shared / (some.size + oldWords[other].size || 1), far: Math.abs(order - other) });
    });
  });
  pairs.sort((one, other) => other.likeness - one.likeness || one.far - other.far);
  for (const { at, one } of pairs) if (!found[at] && left.has(one)) take(at, one);
}

// What was typed into one field is not the answer to another.
function isOneKind(one, other) {
  if (one.localName !== other.localName || one.namespaceURI !== other.namespaceURI) return false;
  return !one.matches(fields) || ['id', 'type', 'name'].every(name => one.getAttribute(name) === other.getAttribute(name));
}

// The largest part of `numbers`, distinct ones, that ascends: what need not be moved.
function ascending(numbers) {
  const ends = [];
  const before = new Map();
  for (const number of numbers) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle] < number) low = middle + 1;
      else high = middle;
    }
    before.set(number, ends[low - 1]);
    ends[low] = number;
  }
  const chosen = new Set();
  for (let number = ends.at(-1); number !== undefined; number = before.get(number)) chosen.add(number);
  return chosen;
}
