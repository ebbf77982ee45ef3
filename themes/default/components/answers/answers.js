// Keeps what the reader answers and ticks: in this browser, or in memory where it may not or cannot be stored.
// Every access to storage may throw; other tabs, other projects on the same host and other versions of the page
// write there too. Nothing is believed that was not checked.
(() => {
  'use strict';

  const waymark = window.waymark ??= {};
  const version = 1;
  const longestWait = 300;
  const millisecondsADay = 864e5;
  // What tells each store of the page that this is not the reader's computer, or is.
  const changers = [];

  const attempt = action => {
    try {
      return action();
    } catch {
      return undefined;
    }
  };
  const isRecord = value => typeof value === 'object' && value !== null;
  const isAnswer = value => [].concat(value).every(one => typeof one === 'string');
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  // An id may be `constructor` or `__proto__`.
  const record = entries => Object.assign(Object.create(null), Object.fromEntries(entries));

  // `parts` are the questions that may be stored, each with the hash of its wording; `root` leads to the site's
  // top, because projects may share a host.
  waymark.answers = ({ storage, now = Date.now, root = '', kind, id, keepDays = 30, parts }) => {
    const prefix = `waymark:${new URL(root, location.href).pathname}:`;
    const key = `${prefix}${kind}:${id}`;
    const flag = `${prefix}not-mine`;
    const hashes = new Map(parts.map(part => [part.id, part.hash]));
    const unsaved = new Set();
    const others = [];
    const watchers = [];
    let held = new Map();
    // What storage held when it was last read or written.
    let known = new Map();
    let reason = '';
    let loaded, timer;

    const get = name => attempt(() => storage.getItem(name));
    const put = (name, text) => attempt(() => storage.setItem(name, text) ?? true);
    const drop = name => attempt(() => storage.removeItem(name));

    attempt(() => { storage ??= localStorage; });
    if (!put(`${prefix}probe`, '')) reason = 'unavailable';
    drop(`${prefix}probe`);
    let isNotMine = get(flag) === '';

    function read() {
      const none = why => ({ why, values: new Map() });
      const text = get(key) ?? null;
      if (text === null) return none('');
      const data = attempt(() => JSON.parse(text));
      if (data?.v > version) return none('future');
      if (data?.v !== version || !(data.saved > 0) || !isRecord(data.parts) || !isRecord(data.values)) return none('corrupt');
      if (now() - data.saved > keepDays * millisecondsADay) return none('expired');
      const values = Object.entries(data.values).filter(([part, value]) => hashes.has(part) && isAnswer(value));
      return { why: '', data, values: new Map(values) };
    }

    function write(data, values) {
      if (!values.size) return drop(key) ?? true;
      return put(key, JSON.stringify({ ...data, values: record(values) }));
    }

    function become(why) {
      reason = why;
      for (const watch of watchers) watch();
    }

    function save() {
      clearTimeout(timer);
      timer = undefined;
      if (!unsaved.size || isNotMine) return;
      const { data, why, values: stored } = read();
      if (why === 'future') {
        become(why);
        return;
      }
      const values = data ? stored : new Map(held);
      for (const part of unsaved) {
        if (held.has(part)) values.set(part, held.get(part));
        else values.delete(part);
      }
      if (write({ v: version, saved: now(), parts: record(hashes) }, values)) {
        unsaved.clear();
        known = values;
        become('');
      } else {
        become('unavailable');
      }
    }

    const saveSoon = () => { timer ??= setTimeout(save, longestWait); };

    function changeMine(isOn) {
      isNotMine = isOn;
      known = new Map();
      unsaved.clear();
      if (!isOn) {
        for (const part of held.keys()) unsaved.add(part);
        saveSoon();
      }
      become(reason);
    }

    // Takes over what another tab has done.
    function sync() {
      const isOn = get(flag) === '';
      if (isOn !== isNotMine && reason !== 'unavailable') changeMine(isOn);
      const { why, values } = read();
      if (isNotMine || why) return;
      for (const part of hashes.keys()) {
        const value = values.get(part);
        if (unsaved.has(part) || same(value, known.get(part))) continue;
        if (value === undefined) held.delete(part);
        else held.set(part, value);
        for (const tell of others) tell(part, value);
      }
      known = values;
    }

    changers.push(changeMine);
    addEventListener('storage', event => {
      if ([key, flag, null].includes(event.key)) sync();
    });
    addEventListener('pagehide', save);
    addEventListener('pageshow', event => {
      if (event.persisted) sync();
    });

    return {
      parts,
      keepDays,
      get isNotMine() { return isNotMine; },
      // Also `unavailable` once a change could not be saved.
      get reason() { return reason; },
      get memoryOnly() { return isNotMine || reason === 'unavailable' || reason === 'future'; },
      onOther(tell) { others.push(tell); },
      onState(watch) { watchers.push(watch); },

      // Reads once; asked again, it says the same.
      load() {
        if (loaded) return loaded;
        const { data, why, values } = isNotMine ? { why: '', values: known } : read();
        reason = why || reason;
        if (why && why !== 'future') drop(key);
        // What is no longer asked, or has become private, goes at once.
        if (data && Object.keys(data.values).length > values.size) write(data, values);
        held = new Map(values);
        known = values;
        const before = new Map(Object.entries(data?.parts ?? {}));
        const ids = data ? [...hashes.keys()] : [];
        return loaded = {
          values: record(values),
          found: values.size > 0,
          memoryOnly: this.memoryOnly,
          reason,
          changed: {
            added: ids.filter(part => !before.has(part)),
            reworded: ids.filter(part => before.has(part) && before.get(part) !== hashes.get(part)),
            removed: [...before.keys()].filter(part => !hashes.has(part)).length,
          },
        };
      },

      // `keep: false` for what must not be stored; what stands there of it is taken away at once.
      set(part, value, { keep = true } = {}) {
        if (!hashes.has(part)) return;
        if (keep && value.length) held.set(part, value);
        else held.delete(part);
        unsaved.add(part);
        if (!keep && known.has(part)) save();
        else saveSoon();
      },

      clear() {
        held.clear();
        unsaved.clear();
        known = new Map();
        drop(key);
        become(reason === 'unavailable' ? reason : '');
      },

      // For the whole guide. Other tabs must see the flag before they see that answers are gone; where storage is
      // full, there is room for it only afterwards.
      setNotMine(isOn) {
        if (isOn) {
          put(flag, '');
          for (const name of attempt(() => Object.keys(storage)) ?? []) {
            if (name.startsWith(prefix) && name !== flag) drop(name);
          }
          put(flag, '');
        } else {
          drop(flag);
        }
        for (const change of changers) change(isOn);
      },
    };
  };
})();
