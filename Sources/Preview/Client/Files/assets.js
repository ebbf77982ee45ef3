// Style sheets, scripts and pictures: changed where they stand, without loading the page.

// Milliseconds after which a style sheet or a script that neither arrives nor fails is taken as failed.
const longestArrival = 5000;

const styleLinks = () => [...document.head.querySelectorAll('link[rel="stylesheet"]')];

// Puts a link or a script into the page; says in the end whether what it names has come.
function arrival(link, put) {
  return new Promise(done => {
    link.onload = () => done(true);
    link.onerror = () => done(false);
    setTimeout(done, longestArrival, false);
    put(link);
  });
}

// Makes `wanted`, links with an address each, the style sheets of the page, in this order. An old one goes when all
// new ones have come: at no moment is the page without. False where one does not come, as when it has changed again in
// between: then the old ones stay.
async function setStyles(wanted) {
  const old = styleLinks();
  const kept = new Set();
  const arrivals = [];
  let last = null;
  for (const link of wanted) {
    const here = old.find(one => one.href === link.href && !kept.has(one));
    if (!here) {
      const place = last ? one => last.after(one) : old.length ? one => old[0].before(one) : one => document.head.append(one);
      arrivals.push(arrival(link, place));
    }
    last = here ?? link;
    kept.add(last);
  }
  const isDone = (await Promise.all(arrivals)).every(Boolean);
  for (const link of styleLinks()) if (old.includes(link) ? isDone && !kept.has(link) : !isDone) link.remove();
  return isDone;
}

// The links of the page with other addresses; null where there is not one for each.
function stylesAt(addresses) {
  const links = styleLinks().map(link => link.cloneNode());
  if (links.length !== addresses.length) return null;
  links.forEach((link, at) => { link.href = addresses[at]; });
  return links;
}

// From the name of each script that runs in this page to its element, as text. One that the page does not need any more
// runs on, and finds nothing to do.
const loadedScripts = new Map();

// The address without the hash of the content: `code.js` for `code.1a2b3c4d.js`.
const scriptName = one => one.src.replace(/\.[\da-f]{8}(?=\.[^./]*$)/, '');

// Whether a script stands in the place of one that runs.
const isOtherScript = one => (loadedScripts.get(scriptName(one)) ?? one.outerHTML) !== one.outerHTML;

// Loads those of the scripts that do not run yet, in their order. They find by themselves what is there for them. One
// that does not come has changed again, which will be told.
async function loadScripts(scripts) {
  await Promise.all(scripts.filter(one => !loadedScripts.has(scriptName(one))).map(async one => {
    const name = scriptName(one);
    loadedScripts.set(name, one.outerHTML);
    // A copy of one that was only read would not run.
    const added = document.createElement('script');
    for (const attribute of one.attributes) added.setAttribute(attribute.name, attribute.value);
    added.async = false;
    if (await arrival(added, () => document.head.append(added))) return;
    loadedScripts.delete(name);
    added.remove();
  }));
}

// An address without the ways in which the same one can be written.
function pathOf(address) {
  const { origin, pathname } = new URL(address, document.baseURI);
  if (origin !== location.origin) return null;
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

// Loads the pictures at these addresses again; the old one stays until the new one is there, and where there is none.
// False where something else than a picture shows one of them.
function reloadPictures(addresses) {
  const changed = new Set(addresses.map(pathOf));
  const shown = [...document.querySelectorAll('body [src]')].filter(one => changed.has(pathOf(one.getAttribute('src'))));
  if (!shown.length || !shown.every(one => one.matches('img, input'))) return false;
  for (const picture of shown) {
    const address = new URL(picture.getAttribute('src'), document.baseURI);
    // What has been shown under an address, a browser does not ask for again.
    address.searchParams.set('waymark', Date.now());
    const next = new Image();
    next.onload = () => { picture.src = next.src; };
    next.src = address;
  }
  return true;
}
