// The problems of the latest build, in a panel at the foot of the page: the words of the terminal, as text; and whether
// the server answers. It stands in a tree of its own, where neither the page's styles nor its changes reach it.

const mostShown = 50;
const foldedName = 'waymark-preview:folded';

let overlay;
let shownProblems = '[]';

// Makes an element with a class; strings become text.
function make(tag, name, ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...children);
  return element;
}

// Storage may be switched off.
function isFolded() {
  try {
    return sessionStorage.getItem(foldedName) === '1';
  } catch {
    return false;
  }
}

function setFolded(isOn) {
  try {
    sessionStorage.setItem(foldedName, isOn ? '1' : '0');
  } catch {
    // Then it is forgotten with the page.
  }
}

// What acts on text or shows nothing is seen, as at the terminal.
const visible = text => text.replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, one => {
  const number = one.codePointAt(0);
  return number < 0x20 ? String.fromCodePoint(0x2400 + number)
    : number === 0x7f ? '\u2421' : `\\u{${number.toString(16).toUpperCase()}}`;
});

function placeText(place) {
  if (!place) return '';
  const position = place.line === null ? '' : `${place.line}:${place.column}:`;
  return `${visible(place.file)}:${position} `;
}

// The line of the source, with what is meant in it marked.
function excerptOf(place) {
  if (!place?.excerpt || place.line === null) return [];
  const { text, start, length, isCut } = place.excerpt;
  const letters = [...text];
  const part = (from, to) => letters.slice(from, to).map(one => (one === '\t' ? one : visible(one))).join('');
  return [make('pre', 'excerpt', make('span', 'number', `${place.line} | `), place.column - 1 > start ? '…' : '',
    part(0, start), make('mark', '', part(start, start + length) || ' '), part(start + length), isCut ? '…' : '')];
}

function itemFor({ severity, id, message, place, suggestion, notes }) {
  return make('li', `problem ${severity}`,
    make('p', 'message', make('span', 'place', placeText(place)), make('span', 'severity', `${severity}:`), ' ',
      make('strong', '', visible(message)), id ? make('span', 'id', ` [${id}]`) : ''),
    ...excerptOf(place),
    ...suggestion === null ? [] : [make('p', 'help', `help: ${visible(suggestion)}`)],
    ...notes.flatMap(note => [make('p', 'note', `note: ${placeText(note.place)}${visible(note.message)}`), ...excerptOf(note.place)]));
}

function summaryOf(problems) {
  const errors = problems.filter(one => one.severity === 'error').length;
  const count = (number, word) => (number ? [`${number} ${word}${number === 1 ? '' : 's'}`] : []);
  return [...count(errors, 'error'), ...count(problems.length - errors, 'warning')].join(', ');
}

// What stays: a line that speaks must be there before it says something.
function makeOverlay() {
  const host = make('div');
  host.id = 'waymark-preview';
  const root = host.attachShadow({ mode: 'open' });
  const status = make('p', 'spoken');
  status.setAttribute('role', 'status');
  const dock = make('div', 'dock');
  dock.hidden = true;
  const [silent, age] = ['notice', 'notice'].map(name => make('p', name));
  for (const notice of [silent, age]) notice.setAttribute('role', 'status');
  dock.append(silent, age);
  // Keeps the end of the page from lying under the dock.
  const room = make('div');
  const style = make('link');
  style.rel = 'stylesheet';
  style.href = new URL('overlay.css', script.src);
  // Better late than as bare text across the page; but better bare than not at all.
  style.onload = style.onerror = () => { dock.hidden = false; };
  root.append(style, room, dock, status);
  // Beside the body, which is the page's.
  document.documentElement.append(host);
  const made = { host, root, dock, silent, age, status, origin: null };
  keepClear(made, room);
  return made;
}

// Keeps what has the keyboard focus from lying under the dock.
function keepClear(made, room) {
  const { host, dock } = made;
  const style = new CSSStyleSheet();
  document.adoptedStyleSheets.push(style);
  new ResizeObserver(() => {
    const height = dock.offsetHeight;
    room.style.blockSize = `${height}px`;
    style.replaceSync(height ? `:root { scroll-padding-bottom: ${height}px }` : '');
  }).observe(dock);
  host.addEventListener('focusin', event => { made.origin = event.relatedTarget ?? made.origin; });
  // What does not scroll with the page, as a menu beside it, the padding does not reach: the dock steps aside.
  document.addEventListener('focusin', ({ target }) => requestAnimationFrame(() => {
    const { bottom, height } = target.getBoundingClientRect();
    const left = innerHeight - dock.offsetHeight;
    dock.classList.toggle('is-above', target !== host && bottom > left + 1 && bottom <= innerHeight && height <= left);
  }));
}

// Gives the focus back to where it came from.
function returnFocus({ origin }) {
  const now = origin?.isConnected ? origin : origin?.id && document.getElementById(origin.id);
  now?.focus?.({ preventScroll: true });
}

function makePanel(problems) {
  const ordered = [...problems.filter(one => one.severity === 'error'), ...problems.filter(one => one.severity !== 'error')];
  const list = make('div', 'list', make('ol', '', ...ordered.slice(0, mostShown).map(itemFor)));
  list.id = 'list';
  if (ordered.length > mostShown) list.append(make('p', 'more', `and ${ordered.length - mostShown} more`));
  const heading = make('h2', '', summaryOf(problems));
  heading.id = 'heading';
  const button = make('button', '', 'Details');
  button.type = 'button';
  button.setAttribute('aria-controls', list.id);
  const fold = isOn => {
    list.hidden = isOn;
    button.setAttribute('aria-expanded', !isOn);
  };
  button.onclick = () => {
    setFolded(!list.hidden);
    fold(!list.hidden);
  };
  fold(isFolded());
  const panel = make('section', 'panel', make('header', '', heading, button), list);
  // Focusable, since it may have to be scrolled.
  panel.tabIndex = 0;
  panel.setAttribute('role', 'region');
  panel.setAttribute('aria-labelledby', heading.id);
  return panel;
}

// Shows the problems of the latest build, or that there are none any more. Takes no focus, and what was focused in
// the old panel is focused in the new one.
async function showProblems(count) {
  let problems = [];
  if (count > 0) {
    const answer = await fetch(new URL('problems', script.src), { cache: 'no-store' });
    ({ problems } = await answer.json());
  }
  const text = JSON.stringify(problems);
  if (text === shownProblems) return;
  shownProblems = text;
  const { root, dock, status } = overlay;
  const focused = root.activeElement?.localName;
  const old = dock.querySelector('.panel');
  const scroll = old?.scrollTop;
  old?.remove();
  if (problems.length) dock.append(makePanel(problems));
  else if (focused) returnFocus(overlay);
  if (scroll) dock.querySelector('.panel')?.scrollTo(0, scroll);
  if (focused) dock.querySelector(focused)?.focus({ preventScroll: true });
  status.textContent = problems.length ? `Preview: ${summaryOf(problems)}` : 'Preview: all problems are mended';
}

// Says that the server does not answer, or takes it back.
function showSilence(isOn) {
  say(overlay.silent, isOn ? 'The preview does not answer. Changes are not shown.' : '');
}

// Says that the page in view is not the latest one, and why.
function showAge(isOlder) {
  say(overlay.age, isGone ? 'This page is not in the site any more. You see it as it was.'
    : isOlder ? 'You see this page as it was before the errors.' : '');
}

// Nothing is spoken twice.
function say(notice, text) {
  if (notice.textContent !== text) notice.textContent = text;
}
