// Elements that a script has changed, and says so by their property `waymark`: it is told before they go and after new
// ones have come.

const isComponent = shown => Boolean(shown.waymark);

const within = root => [root, ...root.querySelectorAll('*')];

// Tells the components in an element that it will be taken out.
function leave(shown) {
  if (!isElement(shown)) return;
  for (const one of within(shown)) {
    if (!isComponent(one)) continue;
    one.dispatchEvent(new CustomEvent('waymark:disconnect', { bubbles: true }));
    one.waymark.abort?.();
  }
}

// Tells scripts that an element is there that was not.
function arrive(shown) {
  shown.dispatchEvent(new CustomEvent('waymark:connect', { bubbles: true }));
}

// Puts a new element in the place of a component, and into it what the reader had done with the old one.
function renew(old, now, shown) {
  const dialog = shown.querySelector('dialog[open]');
  if (dialog) {
    // Somebody is being asked something. The copy stays as it is, so the difference is found again.
    dialog.addEventListener('close', lookAgain, { once: true });
    return old;
  }
  const giveBack = remember(shown);
  leave(shown);
  const node = document.importNode(now, true);
  const added = document.importNode(now, true);
  pair(node, added);
  old.replaceWith(node);
  shown.replaceWith(added);
  brought.push(() => {
    arrive(added);
    giveBack(added);
  });
  return node;
}

// Whether a request form differs in nothing but the revision of the guide, which every edit of any page changes; its
// script reads that anew each time.
function isSameForm(old, now) {
  const [one, other] = [old, now].map(root => {
    try {
      return JSON.parse(root.dataset.request).page.revision;
    } catch {
      return null;
    }
  });
  return Boolean(one && other) && now.outerHTML.replaceAll(other, one) === old.outerHTML;
}

// MARK: What the reader had done

const fields = 'input, textarea, select';
const isChoice = field => /^(?:checkbox|radio)$/.test(field.type);

// What tells an element from its neighbours in any version of a page. Ids of choices count them, and may shift.
function nameOf(element) {
  const { localName, id, name, value } = element;
  if (element.matches(fields) && name && isChoice(element)) return `${localName} ${name} ${value}`;
  if (id && !element.closest('[role="tablist"]')) return `#${id}`;
  const said = element.matches('button, a, summary') ? element : localName === 'details' ? element.querySelector('summary') : null;
  const words = element.getAttribute('aria-label') ?? said?.textContent ?? element.getAttribute('name') ?? '';
  return `${localName}.${element.classList[0] ?? ''} ${words}`;
}

// All elements in a version of a component, by names that the next version has, too.
function places(root) {
  const found = new Map();
  const numbers = new Map();
  for (const element of within(root)) {
    const name = nameOf(element);
    const number = numbers.get(name) ?? 0;
    numbers.set(name, number + 1);
    found.set(`${number} ${name}`, element);
  }
  return found;
}

// What was typed or chosen in a field; null where it is as the page has it.
function answer(field) {
  if (field.localName === 'select') {
    const options = [...field.options];
    return options.some(one => one.selected !== one.defaultSelected) ? options.filter(one => one.selected).map(one => one.value) : null;
  }
  if (isChoice(field)) return field.checked === field.defaultChecked ? null : field.checked;
  return field.type === 'file' || field.value === field.defaultValue ? null : field.value;
}

function setAnswer(field, value) {
  if (JSON.stringify(answer(field)) === JSON.stringify(value)) return;
  if (field.localName === 'select') for (const one of field.options) one.selected = value.includes(one.value);
  else if (isChoice(field)) field.checked = value;
  else field.value = value;
  for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }));
}

// All tabs of a component, in lists as they stand together.
const tabLists = root => [...root.querySelectorAll('[role="tablist"]')].map(list => [...list.querySelectorAll('[role="tab"]')]);

// Where a tab stands, as a function that finds the one at the same place in the next version: null where there are more
// or fewer.
function tabPlace(root, tab) {
  const lists = tabLists(root);
  const number = lists.findIndex(tabs => tabs.includes(tab));
  return next => {
    const tabs = tabLists(next)[number];
    return tabs?.length === lists[number]?.length ? tabs?.[lists[number].indexOf(tab)] : null;
  };
}

// Answers to what is not asked any more, until it is asked again: an author takes a question out, and puts it back.
const withheld = new Map();

// Notes all of it; the function that is given back puts it into the next version.
function remember(root) {
  const notes = [...places(root)].map(([place, element]) => {
    const isField = element.matches(fields);
    return {
      place,
      // Its words may be others.
      findTab: element.getAttribute('role') === 'tab' ? tabPlace(root, element) : null,
      answer: isField ? answer(element) : null,
      isOpen: element.localName === 'details' ? element.open : null,
      isTab: element.getAttribute('role') === 'tab' && element.getAttribute('aria-selected') === 'true',
      isFocused: element === document.activeElement,
      // Fields of some types have none, and say null.
      selection: isField && element.selectionStart != null
        ? [element.selectionStart, element.selectionEnd, element.selectionDirection] : null,
      scroll: [element.scrollLeft, element.scrollTop],
    };
  });
  const checkAgain = rememberCheck(root);
  return next => {
    for (const { place, answer } of notes) if (answer !== null) withheld.set(`${root.id} ${place}`, answer);
    for (const [place, field] of places(next)) {
      const name = `${root.id} ${place}`;
      if (!withheld.has(name) || !field.matches(fields)) continue;
      setAnswer(field, withheld.get(name));
      withheld.delete(name);
    }
    checkAgain(next);
    const found = places(next);
    for (const note of notes) {
      const element = found.get(note.place) ?? note.findTab?.(next);
      if (!element) continue;
      if (note.isOpen !== null) element.open = note.isOpen;
      if (note.isTab && element.getAttribute('aria-selected') !== 'true') element.click();
      if (note.isFocused) {
        element.focus({ preventScroll: true });
        if (note.selection) element.setSelectionRange(...note.selection);
      }
      if (note.scroll.some(Boolean)) element.scrollTo(...note.scroll);
    }
  };
}

// A request that was checked is checked again: its text or what is wrong with it stands there as before, in the words of
// the form as it is now.
function rememberCheck(root) {
  const origin = document.activeElement;
  const place = [scrollX, scrollY];
  const isChecked = root.querySelector('.request-result:not([hidden]), [aria-invalid]');
  const isAbout = origin?.closest('.request-errors, .request-result');
  return next => {
    const form = isChecked && next.querySelector('.request-form');
    if (!form) return;
    form.requestSubmit();
    // What is said has the focus now.
    if (!isAbout) (origin?.isConnected && origin !== document.body ? origin.focus({ preventScroll: true }) : document.activeElement.blur());
    scrollTo(...place);
  };
}

// MARK: What speaks

// Milliseconds in which nothing is read out that an edit has brought.
const silence = 500;
const hushed = new Map();
let silenceEnd;

// Keeps live regions from being read out.
function hush() {
  for (const region of document.querySelectorAll('[role="status"], [role="alert"], [role="log"], [aria-live]')) {
    if (hushed.has(region)) continue;
    hushed.set(region, region.getAttribute('aria-live'));
    region.setAttribute('aria-live', 'off');
  }
  clearTimeout(silenceEnd);
  silenceEnd = setTimeout(() => {
    for (const [region, value] of hushed) {
      if (value === null) region.removeAttribute('aria-live');
      else region.setAttribute('aria-live', value);
    }
    hushed.clear();
  }, silence);
}
