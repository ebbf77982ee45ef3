// Keeps what the reader answers and ticks: in this browser, or in memory where it may not or cannot be stored.
// Every access to storage may throw; other tabs, other projects on the same host and other versions of the page
// write there too. Nothing is believed that was not checked.
(() => {
  'use strict';

  const { waymark } = window;

  const attempt = action => {
    try {
      return action();
    } catch {
      // Nothing comes of it.
    }
  };
  const isAnswer = value => [].concat(value).every(one => typeof one === 'string');
  // An id may be `constructor` or `__proto__`.
  const record = entries => ({ __proto__: null, ...Object.fromEntries(entries) });
  const put = (values, part, value) => (value === undefined ? values.delete(part) : values.set(part, value));

  // `parts` are the questions that may be stored, each with the hash of its wording; `root` leads to the site's
  // top, because projects may share a host. `life`, an AbortController, ends a store whose element is taken out.
  waymark.answers = ({ storage, now = Date.now, root = '', kind, id, keepDays = 30, parts, life }) => {
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
    let loaded, timer;

    const get = name => attempt(() => storage.getItem(name));
    const keep = (name, text) => attempt(() => storage.setItem(name, text) ?? true);
    const drop = name => attempt(() => storage.removeItem(name));

    function read() {
      const text = get(key) ?? null;
      const data = attempt(() => JSON.parse(text));
      const values = attempt(() => Object.entries(data.values).filter(([part, value]) => hashes.has(part) && isAnswer(value)));
      const why = text === null ? ''
        : data?.v > 1 ? 'future'
        : data?.v !== 1 || !(data.saved > 0) || Object(data.parts) !== data.parts || !values ? 'corrupt'
        // A day in milliseconds.
        : now() - data.saved > keepDays * 864e5 ? 'expired' : '';
      return why || text === null ? { why, values: new Map() } : { why, data, values: new Map(values) };
    }

    const write = (data, values) => (values.size ? keep(key, JSON.stringify({ ...data, values: record(values) })) : !drop(key));

    function become(why) {
      store.reason = why;
      for (const watch of watchers) watch();
    }

    function save() {
      clearTimeout(timer);
      timer = null;
      if (!unsaved.size || store.isNotMine) return;
      const { data, why, values: stored } = read();
      if (why === 'future') return become(why);
      const values = data ? stored : new Map(held);
      for (const part of unsaved) put(values, part, held.get(part));
      if (!write({ v: 1, saved: now(), parts: record(hashes) }, values)) return become('unavailable');
      unsaved.clear();
      known = values;
      become('');
    }

    const saveSoon = () => { timer ??= setTimeout(save, 300); };

    function changeMine(isOn) {
      store.isNotMine = isOn;
      known = new Map();
      unsaved.clear();
      if (!isOn) {
        for (const part of held.keys()) unsaved.add(part);
        saveSoon();
      }
      become(store.reason);
    }

    // Takes over what another tab has done.
    function sync() {
      const isOn = get(flag) === '';
      if (isOn !== store.isNotMine && store.reason !== 'unavailable') changeMine(isOn);
      const { why, values } = read();
      if (store.isNotMine || why) return;
      for (const part of hashes.keys()) {
        const value = values.get(part);
        if (unsaved.has(part) || JSON.stringify(value) === JSON.stringify(known.get(part))) continue;
        put(held, part, value);
        for (const tell of others) tell(part, value);
      }
      known = values;
    }

    // From any store of the page: that this is not the reader's computer, or is.
    addEventListener('waymark:mine', event => changeMine(event.isOn), life);
    // Where nothing of ours has changed, it does nothing.
    addEventListener('storage', sync, life);
    addEventListener('pageshow', sync, life);
    addEventListener('pagehide', save, life);
    life?.signal.addEventListener('abort', save);

    attempt(() => { storage ??= localStorage; });
    const store = {
      keepDays,
      isNotMine: get(flag) === '',
      // Also `unavailable` once a change could not be saved.
      reason: keep(`${prefix}probe`, '') ? '' : 'unavailable',
      get memoryOnly() { return store.isNotMine || ['unavailable', 'future'].includes(store.reason); },
      onOther(tell) { others.push(tell); },
      onState(watch) { watchers.push(watch); },

      // Reads once; asked again, it says the same.
      load() {
        if (loaded) return loaded;
        const { data, why, values } = store.isNotMine ? { why: '', values: known } : read();
        store.reason = why || store.reason;
        if (why && why !== 'future') drop(key);
        // What is no longer asked, or has become private, goes at once.
        if (data && Object.keys(data.values).length > values.size) write(data, values);
        held = new Map(values);
        known = values;
        const before = new Map(Object.entries(data?.parts ?? {}));
        const ids = data ? [...hashes.keys()] : [];
        return loaded = {
          ...store,
          values: record(values),
          found: values.size > 0,
          changed: {
            added: ids.filter(part => !before.has(part)),
            reworded: ids.filter(part => before.has(part) && before.get(part) !== hashes.get(part)),
          },
        };
      },

      // Without a value it is as if it never had one. `keep: false` for what must not be stored; what stands there of it is taken away at once.
      set(part, value, { keep: isKept = true } = {}) {
        if (!hashes.has(part)) return;
        put(held, part, isKept ? value : undefined);
        unsaved.add(part);
        if (!isKept && known.has(part)) save();
        else saveSoon();
      },

      clear() {
        held.clear();
        unsaved.clear();
        known = new Map();
        drop(key);
        become(store.reason === 'unavailable' ? store.reason : '');
      },

      // For the whole guide. Other tabs must see the flag before they see that answers are gone; where storage is
      // full, there is room for it only afterwards.
      setNotMine(isOn) {
        if (isOn) {
          keep(flag, '');
          for (const name of attempt(() => Object.keys(storage)) ?? []) {
            if (name.startsWith(prefix) && name !== flag) drop(name);
          }
          keep(flag, '');
        } else {
          drop(flag);
        }
        dispatchEvent(Object.assign(new Event('waymark:mine'), { isOn }));
      },
    };
    drop(`${prefix}probe`);
    return store;
  };
})();
