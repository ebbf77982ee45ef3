// Keeps what the reader answers and ticks: in this browser, or in memory where it may not or cannot be stored.
// Every access to storage may throw, and other tabs, other projects on the same host and older versions of the
// page write there too: nothing is believed that was not checked.
(() => {
  'use strict';

  const waymark = window.waymark ??= {};
  const version = 1;
  const longestWait = 300;
  const changers = new Set();

  const attempt = action => {
    try {
      return action();
    } catch {
      return undefined;
    }
  };
  const isRecord = value => typeof value === 'object' && value !== null && !Array.isArray(value);
  const isAnswer = value => typeof value === 'string'
    || (Array.isArray(value) && value.every(one => typeof one === 'string'));
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  // An id may be `constructor` or `__proto__`.
  const record = entries => Object.assign(Object.create(null), Object.fromEntries(entries));

  // `parts` are the questions that may be stored, each with the hash of its wording; `root` leads to the site's
  // top, because projects may share a host. `storage` and `now` are there for tests.
  waymark.answers = ({ storage, now = Date.now, root = '', kind, id, keepDays = 30, parts }) => {
    const prefix = `waymark:${new URL(root, location.href).pathname}:`;
    const key = `${prefix}${kind}:${id}`;
    const notMineKey = `${prefix}not-mine`;
    const hashes = new Map(parts.map(part => [part.id, part.hash]));
    const unsaved = new Set();
    const toldOther = [];
    const toldState = [];
    let held = new Map();
    // What storage held when it was last read or written.
    let known = new Map();
    let loaded, timer, isBlocked, isFailing = false;

    const works = attempt(() => {
      storage ??= localStorage;
      storage.setItem(`${prefix}probe`, '1');
      storage.removeItem(`${prefix}probe`);
      return true;
    }) ?? false;
    const readNotMine = () => attempt(() => storage.getItem(notMineKey)) === '1';
    let isNotMine = readNotMine();
    const isMemoryOnly = () => !works || isNotMine || isBlocked;
    const tellState = () => toldState.forEach(tell => tell());

    function read() {
      const none = reason => ({ reason, values: new Map() });
      const text = attempt(() => storage.getItem(key)) ?? null;
      if (text === null) return none('');
      const data = attempt(() => JSON.parse(text));
      if (data?.v > version) return none('future');
      if (data?.v !== version || !Number.isFinite(data.saved) || !isRecord(data.parts) || !isRecord(data.values)) {
        return none('corrupt');
      }
      if (now() - data.saved > keepDays * 864e5) return none('expired');
      const answers = Object.entries(data.values).filter(([part, value]) => hashes.has(part) && isAnswer(value));
      return { reason: '', data, values: new Map(answers) };
    }

    function write(data, values) {
      try {
        if (values.size) storage.setItem(key, JSON.stringify({ ...data, values: record(values) }));
        else storage.removeItem(key);
        return true;
      } catch {
        return false;
      }
    }

    function save() {
      clearTimeout(timer);
      timer = undefined;
      if (!unsaved.size || isMemoryOnly()) return;
      const { data, reason, values: stored } = read();
      isBlocked = reason === 'future';
      if (!isBlocked) {
        const values = data ? stored : new Map(held);
        for (const part of unsaved) {
          if (held.has(part)) values.set(part, held.get(part));
          else values.delete(part);
        }
        const failed = !write({ v: version, saved: now(), parts: record(hashes) }, values);
        if (!failed) {
          unsaved.clear();
          known = values;
        }
        if (failed === isFailing) return;
        isFailing = failed;
      }
      tellState();
    }

    // Takes over what another tab has done.
    function sync() {
      const flag = readNotMine();
      if (flag !== isNotMine && works) changeMine(flag);
      if (isMemoryOnly()) return;
      const { reason, values } = read();
      if (reason) return;
      for (const part of hashes.keys()) {
        const value = values.get(part);
        if (unsaved.has(part) || same(value, known.get(part))) continue;
        if (value === undefined) held.delete(part);
        else held.set(part, value);
        toldOther.forEach(tell => tell(part, value));
      }
      known = values;
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
      tellState();
    }

    changers.add(changeMine);
    addEventListener('storage', event => {
      if ([key, notMineKey, null].includes(event.key)) sync();
    });
    addEventListener('pagehide', save);
    document.addEventListener('visibilitychange', save);
    addEventListener('pageshow', event => {
      if (event.persisted) sync();
    });

    return {
      parts,
      keepDays,
      get isNotMine() { return isNotMine; },
      get isFailing() { return isFailing; },
      get memoryOnly() { return isMemoryOnly(); },
      onOther(tell) { toldOther.push(tell); },
      onState(tell) { toldState.push(tell); },

      // Reads once; asked again, it says the same.
      load() {
        if (loaded) return loaded;
        const { data, reason, values } = isNotMine ? { reason: '', values: new Map() } : read();
        isBlocked = reason === 'future';
        if (reason && !isBlocked) attempt(() => storage.removeItem(key));
        // What is no longer asked, or has become sensitive, goes at once.
        if (data && !same(Object.keys(data.values), [...values.keys()])) write(data, values);
        held = new Map(values);
        known = values;
        const ids = data ? [...hashes.keys()] : [];
        const before = data?.parts ?? {};
        loaded = {
          values: record(values),
          found: values.size > 0,
          memoryOnly: isMemoryOnly(),
          reason: reason || (works ? '' : 'unavailable'),
          changed: {
            added: ids.filter(part => !Object.hasOwn(before, part)),
            reworded: ids.filter(part => Object.hasOwn(before, part) && before[part] !== hashes.get(part)),
            removed: Object.keys(before).filter(part => !hashes.has(part)).length,
          },
        };
        return loaded;
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
        known = new Map();
        unsaved.clear();
        isBlocked = false;
        attempt(() => storage.removeItem(key));
        tellState();
      },

      // For the whole guide. Other tabs must see the flag before they see that answers are gone; where storage
      // is full, there is room for it only afterwards.
      setNotMine(isOn) {
        const flag = () => attempt(() => storage.setItem(notMineKey, '1'));
        if (isOn) {
          flag();
          attempt(() => {
            const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
            for (const one of keys) {
              if (one.startsWith(prefix) && one !== notMineKey) storage.removeItem(one);
            }
          });
          flag();
        } else {
          attempt(() => storage.removeItem(notMineKey));
        }
        for (const change of changers) change(isOn);
      },
    };
  };
})();
