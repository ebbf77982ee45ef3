"""What keeps answers: `waymark.answers` with a storage and a clock that tests make, and with the browser's own."""

import pytest
from checklist_pages import address

# A store with parts a, b and c, over an object that is a storage, at a time.
SETUP = """
    const fake = (items = {}, { full = false, broken = false } = {}) => {
        const check = () => { if (broken) throw new Error('broken'); };
        const storage = Object.create({
            getItem(key) { check(); return Object.hasOwn(this, key) ? this[key] : null; },
            setItem(key, text) { check(); if (full) throw new Error('full'); this[key] = String(text); },
            removeItem(key) { check(); delete this[key]; },
        });
        return Object.assign(storage, items);
    };
    const day = 86400000;
    const key = 'waymark:/:form:x';
    const parts = [{ id: 'a', hash: '1' }, { id: 'b', hash: '2' }, { id: 'c', hash: '3' }];
    const open = (storage, options = {}) => waymark.answers({
        storage, now: () => 100 * day, root: './', kind: 'form', id: 'x', parts, ...options,
    });
    const data = (values, more = {}) => ({ [key]: JSON.stringify({
        v: 1, saved: 99 * day, parts: { a: '1', b: '2', c: '3' }, values, ...more,
    }) });
    const wait = time => new Promise(done => setTimeout(done, time));
    const told = key => dispatchEvent(new StorageEvent('storage', { key }));
    const read = storage => storage.getItem(key) && JSON.parse(storage.getItem(key));
"""


@pytest.fixture
def run(open_page):
    page = open_page(address())
    return lambda script: page.evaluate(f"async () => {{ {SETUP} {script} }}")


def test_saves_within_300_ms_and_brings_back(run):
    assert run("""
        const storage = fake();
        const store = open(storage);
        const before = store.load();
        store.set('a', 'one');
        await wait(200);
        store.set('b', ['x', 'y']);
        const early = read(storage);
        await wait(150);
        const again = open(storage).load();
        return { found: before.found, early, stored: read(storage), values: again.values, again: again.found };
    """) == {
        "found": False, "early": None, "again": True, "values": {"a": "one", "b": ["x", "y"]},
        "stored": {"v": 1, "saved": 8640000000, "parts": {"a": "1", "b": "2", "c": "3"},
                   "values": {"a": "one", "b": ["x", "y"]}},
    }


def test_leaving_the_page_saves_at_once(run):
    assert run("""
        const storage = fake();
        const store = open(storage);
        store.load();
        store.set('a', 'one');
        dispatchEvent(new PageTransitionEvent('pagehide'));
        return read(storage).values;
    """) == {"a": "one"}


@pytest.mark.parametrize(("text", "reason"), [
    ("'{'", "corrupt"), ("'null'", "corrupt"), ("'7'", "corrupt"), ("'[]'", "corrupt"), ("'\"text\"'", "corrupt"),
    ("''", "corrupt"), ("JSON.stringify({ theme: 'dark' })", "corrupt"),
    ("JSON.stringify({ v: 0, saved: 99 * day, parts: {}, values: {} })", "corrupt"),
    ("JSON.stringify({ v: 1, saved: 'today', parts: {}, values: {} })", "corrupt"),
    ("JSON.stringify({ v: 1, saved: 99 * day, parts: {}, values: null })", "corrupt"),
    ("JSON.stringify({ v: 1, saved: 99 * day, parts: 5, values: {} })", "corrupt"),
    ("JSON.stringify({ v: 1, saved: 69 * day, parts: {}, values: { a: 'old' } })", "expired"),
])
def test_what_cannot_be_believed_is_dropped(run, text, reason):
    assert run(f"""
        const storage = fake({{ [key]: {text} }});
        const store = open(storage);
        const {{ found, reason, values, memoryOnly }} = store.load();
        const left = storage.getItem(key);
        store.set('a', 'new');
        await wait(350);
        return [found, reason, values, memoryOnly, left, read(storage).values, store.reason];
    """) == [False, reason, {}, False, None, {"a": "new"}, ""]


def test_foreign_values_inside_are_left_out(run):
    assert run("""
        const storage = fake(data({ a: { b: 1 }, b: ['x', 2], c: 'kept', z: 'gone' }));
        const { values } = open(storage).load();
        return [values, read(storage).values];
    """) == [{"c": "kept"}, {"c": "kept"}]


def test_names_of_objects_are_names_like_any_other(run):
    assert run("""
        const names = ['__proto__', 'constructor', 'toString'].map(id => ({ id, hash: 'h' }));
        const storage = fake();
        const store = open(storage, { parts: names });
        const none = store.load().values;
        const absent = names.map(({ id }) => none[id] === undefined);
        store.set('__proto__', 'one');
        await wait(350);
        const after = open(storage, { parts: names }).load();
        return [absent, after.values.__proto__, after.changed.added, ({}).one === undefined];
    """) == [[True, True, True], "one", [], True]


@pytest.mark.parametrize(("days", "age", "reason"), [(30, 30, ""), (30, 30.001, "expired"), (1, 2, "expired"), (90, 89, "")])
def test_kept_for_so_many_days_after_the_last_change(run, days, age, reason):
    assert run(f"""
        return open(fake(data({{ a: 'x' }}, {{ saved: (100 - {age}) * day }})), {{ keepDays: {days} }}).load().reason;
    """) == reason


def test_a_clock_that_was_ahead_loses_nothing(run):
    assert run("return open(fake(data({ a: 'x' }, { saved: 400 * day }))).load().values") == {"a": "x"}


def test_a_newer_version_is_left_alone(run):
    assert run("""
        const storage = fake(data({ a: 'x' }, { v: 2 }));
        const store = open(storage);
        const { found, reason, memoryOnly } = store.load();
        store.set('a', 'mine');
        await wait(350);
        const left = read(storage).v;
        store.clear();
        store.set('a', 'mine');
        await wait(350);
        return [found, reason, memoryOnly, left, read(storage).v, store.memoryOnly];
    """) == [False, "future", True, 2, 1, False]


def test_a_newer_version_that_appears_later_is_left_alone(run):
    assert run("""
        const storage = fake();
        const store = open(storage);
        store.load();
        Object.assign(storage, data({ a: 'x' }, { v: 2 }));
        store.set('a', 'mine');
        await wait(350);
        return [read(storage).v, store.memoryOnly, store.reason];
    """) == [2, True, "future"]


@pytest.mark.parametrize("broken", ["{ full: true }", "{ broken: true }"])
def test_storage_that_refuses_is_memory(run, broken):
    assert run(f"""
        const store = open(fake({{}}, {broken}));
        const {{ memoryOnly, reason, found }} = store.load();
        store.set('a', 'x');
        await wait(350);
        store.clear();
        store.setNotMine(true);
        store.setNotMine(false);
        return [memoryOnly, reason, found];
    """) == [True, "unavailable", False]


def test_full_storage_is_still_read(run):
    assert run("return open(fake(data({ a: 'x' }), { full: true })).load().values") == {"a": "x"}


def test_storage_that_fills_up_later_is_told_and_tried_again(run):
    assert run("""
        const storage = fake();
        const store = open(storage);
        const states = [];
        store.load();
        store.onState(() => states.push([store.memoryOnly, store.reason]));
        const { setItem } = storage;
        storage.setItem = () => { throw new Error('full'); };
        store.set('a', 'x');
        await wait(350);
        delete storage.setItem;
        store.set('b', 'y');
        await wait(350);
        return [states, read(storage).values];
    """) == [[[True, "unavailable"], [False, ""]], {"a": "x", "b": "y"}]


def test_two_tabs_keep_each_others_answers(run):
    assert run("""
        const storage = fake(data({ a: 'old', b: 'old' }));
        const [one, two] = [open(storage), open(storage)];
        one.load();
        two.load();
        one.set('a', 'from one');
        two.set('b', 'from two');
        await wait(400);
        return read(storage).values;
    """) == {"a": "from one", "b": "from two"}


def test_what_another_tab_does_is_told_once(run):
    assert run("""
        const storage = fake(data({ a: 'old', b: 'old' }));
        const store = open(storage);
        const heard = [];
        store.load();
        store.onOther((id, value) => heard.push([id, value ?? null]));
        Object.assign(storage, data({ a: 'new', c: ['x'] }));
        told(key);
        told(key);
        told('another key');
        delete storage[key];
        told(null);
        store.set('b', 'mine');
        await wait(350);
        return [heard, read(storage).values];
    """) == [[["a", "new"], ["b", None], ["c", ["x"]], ["a", None], ["c", None]], {"b": "mine"}]


def test_what_is_being_written_here_is_not_overwritten_from_there(run):
    assert run("""
        const storage = fake(data({ a: 'old' }));
        const store = open(storage);
        const heard = [];
        store.load();
        store.onOther(id => heard.push(id));
        store.set('a', 'mine');
        Object.assign(storage, data({ a: 'theirs' }));
        told(key);
        await wait(350);
        return [heard, read(storage).values];
    """) == [[], {"a": "mine"}]


def test_a_page_that_comes_back_looks_again(run):
    assert run("""
        const storage = fake(data({ a: 'old' }));
        const store = open(storage);
        const heard = [];
        store.load();
        store.onOther((id, value) => heard.push([id, value]));
        Object.assign(storage, data({ a: 'new' }));
        dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
        return heard;
    """) == [["a", "new"]]


def test_an_edited_form_says_what_changed(run):
    assert run("""
        const storage = fake(data({ a: 'x', b: 'y' }, { parts: { a: '1', b: 'other words', gone: '9' } }));
        const { values, changed } = open(storage).load();
        return [values, changed];
    """) == [{"a": "x", "b": "y"}, {"added": ["c"], "reworded": ["b"]}]


def test_a_first_visit_has_no_changes(run):
    assert run("return open(fake()).load().changed") == {"added": [], "reworded": []}


def test_a_secret_is_taken_out_of_storage_at_once(run):
    assert run("""
        const storage = fake(data({ a: 'half a secr', b: 'y' }));
        const store = open(storage);
        store.load();
        store.set('a', 'half a secret', { keep: false });
        const values = read(storage).values;
        store.set('sensitive', 'x');
        store.set('b');
        await wait(350);
        return [values, storage.getItem(key)];
    """) == [{"b": "y"}, None]


def test_an_empty_answer_is_one(run):
    assert run("""
        const storage = fake(data({ a: 'x', b: 'y' }));
        const store = open(storage);
        store.load();
        store.set('a', '');
        store.set('b', []);
        await wait(350);
        return [read(storage).values, { ...open(storage).load().values }];
    """) == [{"a": "", "b": []}] * 2


def test_clear_removes_and_stays_removed(run):
    assert run("""
        const storage = fake(data({ a: 'x' }));
        const store = open(storage);
        store.load();
        store.set('b', 'pending');
        store.clear();
        await wait(350);
        return storage.getItem(key);
    """) is None


def test_not_mine_removes_all_of_this_guide_and_nothing_else(run):
    assert run("""
        const storage = fake({
            ...data({ a: 'x' }), 'waymark:/:checklist:y': '{}', 'waymark:/other/:form:x': '{}', theme: 'dark',
        });
        const store = open(storage);
        store.load();
        store.setNotMine(true);
        store.set('b', 'secretly');
        await wait(350);
        const during = Object.keys(storage);
        const reopened = open(storage);
        const state = [reopened.isNotMine, reopened.load().memoryOnly, reopened.load().found];
        store.setNotMine(false);
        await wait(350);
        return [during, state, read(storage).values, storage.getItem('waymark:/:not-mine')];
    """) == [
        ["waymark:/other/:form:x", "theme", "waymark:/:not-mine"], [True, True, False], {"a": "x", "b": "secretly"}, None,
    ]


def test_not_mine_in_another_tab_is_not_mine_here_and_loses_nothing_typed(run):
    assert run("""
        const storage = fake(data({ a: 'x' }));
        const [here, there] = [open(storage), open(storage)];
        const heard = [];
        here.load();
        there.load();
        here.onOther(id => heard.push(id));
        storage.setItem('waymark:/:not-mine', '');
        told('waymark:/:not-mine');
        delete storage[key];
        told(key);
        here.set('b', 'y');
        await wait(350);
        return [heard, here.isNotMine, storage.getItem(key)];
    """) == [[], True, None]


def test_projects_on_one_host_and_kinds_have_stores_of_their_own(run):
    assert run("""
        const storage = fake();
        for (const options of [{}, { root: '../other/' }, { kind: 'checklist' }, { id: 'y' }, { root: './deep/' }]) {
            const store = open(storage, options);
            store.load();
            store.set('a', 'x');
        }
        await wait(350);
        return Object.keys(storage).sort();
    """) == ["waymark:/:checklist:x", "waymark:/:form:x", "waymark:/:form:y", "waymark:/deep/:form:x",
             "waymark:/other/:form:x"]
