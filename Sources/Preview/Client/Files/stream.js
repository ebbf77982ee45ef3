// Listens for changes, as long as somebody sees the page: a browser allows six connections to a host, and each stream
// takes one. A page that is seen again says which version it shows, and is told what it has missed.

const script = document.currentScript;
// Milliseconds between attempts to reach a server that does not answer.
const firstPause = 500;
const longestPause = 4000;

let version = script.dataset.version;
let stream, timer;
let pause = firstPause;
// Attempts that have failed, one after the other; the end of a stream that was open counts for none.
let failures = 0;
const mostFailures = 2;
let isLeaving = false;
// The page is not in the site any more.
let isGone = false;
// One change after the other.
let work = Promise.resolve();

function follow() {
  if (stream || isLeaving || document.visibilityState !== 'visible') return;
  clearTimeout(timer);
  // With its style, which is not to be had when the server has ended.
  overlay ??= makeOverlay();
  const address = new URL('events', script.src);
  address.searchParams.set('path', location.pathname);
  address.searchParams.set('version', version);
  stream = new EventSource(address);
  stream.addEventListener('build', event => {
    pause = firstPause;
    const news = JSON.parse(event.data);
    work = work.then(() => take(news)).catch(retry);
  });
  stream.onopen = () => {
    failures = -1;
    showSilence(false);
  };
  // Opened anew by us, and not by the browser: it would name the version from long ago, and gives up where the
  // answer is no stream.
  stream.onerror = () => {
    failures += 1;
    if (failures >= mostFailures) showSilence(true);
    retry();
  };
}

function rest() {
  clearTimeout(timer);
  stream?.close();
  stream = null;
}

// The server has ended, or has no answer: what was missed is told when it is back.
function retry() {
  rest();
  timer = setTimeout(follow, pause);
  pause = Math.min(2 * pause, longestPause);
}

function load() {
  isLeaving = true;
  rest();
  location.reload();
}

// Does what one event asks for. Throws where the server cannot be reached: then nothing has been done.
async function take({ page, styles, files, problems, isOlder, version: told }) {
  if (isLeaving) return;
  if (told === version) {
    isGone = false;
  } else {
    const links = styles.length ? stylesAt(styles) : [];
    if (page === 'same' && links && !isGone) {
      if (links.length && !await setStyles(links)) throw new Error('a style sheet did not come');
      version = told;
    } else {
      await fetchPage();
    }
    if (!isLeaving && !isGone && files.length && !reloadPictures(files)) return load();
  }
  if (isLeaving) return;
  showAge(isOlder);
  await showProblems(problems);
}

// Makes the page what the server has at its address.
async function fetchPage(isForced = false) {
  const answer = await fetch(location.href, { cache: 'no-store' });
  const fetched = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const now = fetched.querySelector('script[data-version]')?.dataset.version;
  if (!now) throw new Error('this is no page of the preview');
  const isFound = one => one.startsWith('1');
  // It may come back, as from another branch: until then it stays, with what was typed into it.
  isGone = isFound(version) && !isFound(now);
  if (isGone || now === version && !isForced) return;
  // A page came, or it stands at another address.
  if (isFound(now) !== isFound(version) || answer.redirected) return load();
  let isDone = false;
  try {
    isDone = await morph(fetched);
  } catch (problem) {
    console.info('The preview loads this page anew:', problem.message);
  }
  version = now;
  if (!isDone) load();
}

function lookAgain() {
  work = work.then(() => isLeaving || fetchPage(true)).catch(retry);
}

document.addEventListener('visibilitychange', () => (document.visibilityState === 'visible' ? follow() : rest()));
addEventListener('DOMContentLoaded', follow);
addEventListener('pagehide', rest);
// Also from the memory of pages that one goes back to.
addEventListener('pageshow', follow);
