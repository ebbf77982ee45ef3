// Puts what this browser has saved onto the summary, where the reader wants it: ticks, and answers as text. It reads
// the stores of the pages where the answers were given, and leaves them as they are.
(() => {
  'use strict';

  const { make, makeButton, makeStatus, connect, titleOf, answers, visible, onPaper } = window.waymark;
  const unavailable = 'This browser’s storage is switched off, so no answers can be kept. Print them from the page where you give them.';
  // Why there are no answers, where the stores know it.
  const reasons = {
    unavailable,
    corrupt: 'What was saved here was damaged and has been removed.',
    expired: 'What was saved here was too old and has been removed.',
    future: 'What is saved here was saved by a newer version of this guide: load this page again.',
    mine: '“This is not my computer” is switched on, so nothing is kept here. Print your answers from the page where you give them.',
  };

  // Only what is too old or damaged is removed; nothing is written.
  const reading = {
    getItem: name => localStorage.getItem(name),
    // Throws where there is no storage.
    setItem: () => void localStorage.length,
    removeItem: name => localStorage.removeItem(name),
  };

  // What a page has saved: `values` follows other tabs, and `changed` is called when they do.
  function open(options, changed) {
    const store = answers({ storage: reading, ...options });
    const { values } = store.load();
    const ids = options.parts.map(part => part.id);
    store.onOther((id, value) => {
      values[id] = value;
      changed();
    });
    store.onState(() => {
      // Taken back by the reader: here, too.
      if (store.isNotMine) for (const id of ids) delete values[id];
      changed();
    });
    return {
      isHere: () => ids.some(id => values[id] !== undefined),
      value: id => values[id],
      keepDays: store.keepDays,
      get reason() { return store.isNotMine ? 'mine' : store.reason; },
    };
  }

  function openChecklist(list, site, changed) {
    const steps = [...list.querySelectorAll('[data-task-id]')].map(item => ({
      item,
      id: item.dataset.taskId,
      box: item.querySelector('.task-box'),
      label: item.querySelector('.task-label') ?? item,
      isDone: item.classList.contains('is-done'),
    }));
    const store = open({ ...site, kind: 'checklist', id: list.dataset.checklist, parts: steps.map(({ id }) => ({ id, hash: '' })) }, changed);
    const isTicked = ({ id, isDone }) => {
      const value = store.value(id);
      return value ? value === 'done' : isDone;
    };
    return {
      store,
      feeds: list.dataset.feeds,
      done: () => steps.filter(isTicked).map(({ label }) => titleOf(label)),
      show(isFilled) {
        for (const step of steps) {
          const isDone = isFilled ? isTicked(step) : step.isDone;
          step.item.classList.toggle('is-done', isDone);
          step.box?.setAttribute('aria-label', isDone ? 'Done' : 'To do');
        }
      },
    };
  }

  function openForm(section, site, checklists, changed) {
    const form = JSON.parse(section.dataset.request);
    const questions = [...section.querySelectorAll('[data-field]')].map((item, at) => {
      const answer = make('div', { class: 'paper-answer', hidden: '' });
      item.append(answer);
      // The numbers of the blank form, also where questions between are left out.
      item.value = at + 1;
      return { id: item.dataset.field, item, answer };
    });
    const ending = make('p', { class: 'summary-ending', hidden: '' });
    questions.at(-1)?.item.parentElement.after(ending);
    const store = open({ ...site, kind: 'form', id: form.id, keepDays: form.keepDays, parts: form.fields.filter(field => !field.sensitive) }, changed);

    // As the page of the form shows it: what was not changed there is not saved, and what is no option any more is no answer.
    function value({ id, type, multiple, options, value: start }) {
      const saved = [].concat(store.value(id) ?? start ?? []);
      if (!options.length) return saved.join();
      const chosen = saved.filter(one => options.some(({ label }) => label === one));
      return multiple || type === 'checkboxes' ? chosen : chosen[0] ?? '';
    }

    function fill() {
      const values = Object.fromEntries(form.fields.map(field => [field.id, value(field)]));
      const steps = Object.fromEntries(form.fields.map(({ id }) => [
        id, checklists.filter(({ feeds }) => feeds === `request-${form.id}-field-${id}`).flatMap(list => list.done()),
      ]));
      const texts = onPaper(form, values, steps);
      const { outcome } = visible(form, values);
      for (const { id, item, answer } of questions) {
        item.hidden = !texts.has(id);
        answer.textContent = texts.get(id) ?? '';
      }
      ending.textContent = outcome < 0 ? '' : `No request needed: ${form.outcomes[outcome].title}`;
    }

    return {
      store,
      show(isWanted) {
        // A form that nobody has begun stays one to fill in by hand.
        const isFilled = isWanted && store.isHere();
        if (isFilled) fill();
        section.classList.toggle('is-filled', isFilled);
        ending.hidden = !isFilled || !ending.textContent;
        for (const { item, answer } of questions) {
          answer.hidden = !isFilled;
          if (isFilled) continue;
          item.hidden = false;
          answer.textContent = '';
        }
      },
    };
  }

  function start(summary, life) {
    // An empty address is that of the page itself.
    const site = { root: summary.dataset.root || './', life };
    const parts = [];
    const status = makeStatus('summary-status');
    const inputs = {};
    let isFilled, said;

    function show() {
      const isHere = parts.some(({ store }) => store.isHere());
      for (const part of parts) part.show(isFilled && isHere);
      const days = [...new Set(parts.map(({ store }) => store.keepDays))].sort((one, two) => one - two).join(' or ');
      const known = parts.map(({ store }) => reasons[store.reason]).find(Boolean);
      const why = known ?? 'Answers stay in the browser where you gave them. There are none if that was another browser, '
        + `another computer or a private window, if you cleared them or the browser’s data, or if ${days} days have passed since your last change.`
        + (location.protocol === 'file:' ? ' A guide opened from disk may keep the answers of each page apart: print them from the page where you gave them.' : '');
      const text = !isHere ? `No answers of yours are saved here, so the form is blank. ${why}`
        : isFilled ? 'Shown, and printed: your answers and ticks. Private answers and secrets are left out.'
        : 'Shown, and printed: the blank form. This browser has answers of yours.';
      if (text !== said) status.say(text);
      said = text;
    }

    const choose = filled => {
      isFilled = filled;
      inputs[filled].checked = true;
      show();
    };
    // Stores tell of changes while they are opened.
    const changed = () => inputs.true && show();

    const attempt = (selector, openOne) => [...summary.querySelectorAll(selector)].flatMap(section => {
      try {
        return [openOne(section)];
      } catch (problem) {
        // It stays blank.
        console.error(problem);
        return [];
      }
    });
    const checklists = attempt('.summary-checklist', list => openChecklist(list, site, changed));
    parts.push(...checklists, ...attempt('.summary-form', form => openForm(form, site, checklists, changed)));
    if (!parts.length) return;

    const choice = (filled, label) => {
      inputs[filled] = make('input', { type: 'radio', name: 'summary-shows', autocomplete: 'off' });
      inputs[filled].onchange = () => choose(filled);
      return make('label', { class: 'summary-choice' }, inputs[filled], label);
    };
    const control = make('div', { class: 'summary-switch screen-only' },
      make('fieldset', {}, make('legend', {}, 'Print'), choice(false, 'Blank form'), choice(true, 'My answers')),
      makeButton('Print this page', () => print(), { class: 'summary-print' }), status);
    const head = summary.querySelector('header');
    if (head) head.after(control);
    else summary.prepend(control);
    choose(parts.some(({ store }) => store.isHere()));
  }

  connect('[data-summary]', start);
})();
