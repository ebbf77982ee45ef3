// The problems of the latest build, in a panel at the foot of the page: the words of the terminal, as text. It stands
// in a tree of its own, where neither the page's styles nor its changes reach it.

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

// What stays once there was a problem: the line that speaks must be there before it says something.
function makeOverlay() {
  const host = make('div');
  host.id = 'waymark-preview';
  const root = host.attachShadow({ mode: 'open' });
  const status = make('p', 'spoken');
  status.setAttribute('role', 'status');
  const place = make('div', 'place-of-panel');
  place.hidden = true;
  const style = make('link');
  style.rel = 'stylesheet';
  style.href = new URL('overlay.css', script.src);
  // Better late than as bare text across the page; but better bare than not at all.
  style.onload = style.onerror = () => { place.hidden = false; };
  root.append(style, place, status);
  // Beside the body, which is the page's.
  document.documentElement.append(host);
  return { root, place, status };
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
  overlay ??= makeOverlay();
  const { root, place, status } = overlay;
  const focused = root.activeElement?.localName;
  const scroll = place.querySelector('.panel')?.scrollTop;
  // The room keeps the end of the page from lying under the panel.
  place.replaceChildren(...problems.length ? [make('div', 'room'), makePanel(problems)] : []);
  if (scroll) place.querySelector('.panel')?.scrollTo(0, scroll);
  if (focused) place.querySelector(focused)?.focus({ preventScroll: true });
  status.textContent = problems.length ? `Preview: ${summaryOf(problems)}` : 'Preview: all problems are mended';
}
