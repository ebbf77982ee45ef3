// The form of a request: what shows, what is kept, and what is missing when the reader asks for the text.
(() => {
  'use strict';

  const { answers, answerTools, compose, findSecrets, handOver, make, mask, visible } = window.waymark;
  const words = {
    problem: 'There is a problem',
    titlePrefix: 'Error: ',
    enter: name => `Enter ${name}`,
    answer: label => `Answer “${label}”`,
    choose: label => `Choose an answer to “${label}”`,
    tickOne: label => `Tick at least one box of “${label}”`,
    tick: label => `Tick “${label}”`,
    wrong: (label, what) => `Check “${label}”: ${what}`,
    pattern: 'it is not of the form that is asked for',
    email: 'an e-mail address looks like alice@example.org',
    url: 'a web address begins with https:// or http://',
    number: 'it must be a number',
    date: 'it must be a real date, like 2026-11-21',
    tooLong: (label, most, count) => `“${label}” must have ${most} characters or fewer: it has ${count}`,
    secret: (label, kinds) => `Take ${kinds} out of “${label}”: nobody who helps you needs it`,
    found: kinds => `This looks like ${kinds}. It is not saved, and must not be sent.`,
    mask: 'Mask it',
    masked: 'Masked',
    and: ' and ',
    fed: 'From your checklist:',
    stale: 'You have changed your answers since. This text is still the earlier one.',
    again: 'Check my request again',
    ended: title => `No request needed: ${title}`,
  };
  const plausible = {
    email: /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/,
    number: /^[-+]?(?:\d+(?:[.,]\d+)*|[.,]\d+)$/,
    url: /^https?:\/\/[^\s/?#]/i,
    date: /^(?:19|[2-9]\d)\d\d-/,
  };

  // "Your name" and "Name" both give "your name"; no such words can be made of a question or a request.
  function askFor(label) {
    if (/[?:!.]|^(?:add|choose|describe|explain|give|list|paste|please|select|tell|wh\w+|how|i|my|is|are|do|did|have)\b/i.test(label)) return words.answer(label);
    const name = label.replace(/^\p{Lu}(?=\p{Ll}*(?:\s|$))/u, letter => letter.toLowerCase());
    return words.enter(/^(?:your|an?|the|all|any|one)\s/.test(name) ? name : `your ${name}`);
  }

  const kinds = hits => [...new Set(hits.map(hit => hit.kind))].join(words.and);
  const isText = field => !field.options.length;
  const isGroup = field => field.multiple || field.type === 'checkboxes';

  function press(text, does) {
    const button = make('button', 'request-button', text);
    button.type = 'button';
    button.addEventListener('click', does);
    return button;
  }

  function start(root) {
    const form = JSON.parse(root.dataset.request);
    const find = selector => root.querySelector(selector);
    const page = find('.request-form');
    const result = find('.request-result');
    const steps = Object.create(null);
    const fed = new Map();
    const parts = new Map();
    const status = make('p', 'request-status');
    const stale = make('div', 'request-stale');
    let summary, ending = -1, lastStale = false;

    for (const field of form.fields) {
      const element = document.getElementById(`${root.id}-field-${field.id}`);
      const inputs = [...element.querySelectorAll('input, textarea, select')];
      const secret = make('p', 'field-secret');
      secret.setAttribute('role', 'status');
      element.append(secret);
      parts.set(field.id, {
        field, element, inputs, secret, hits: [],
        group: element.querySelector('fieldset'),
        error: element.querySelector('.field-error'),
      });
    }

    function read({ field, inputs }) {
      if (isText(field) || inputs[0].matches('select')) return inputs[0].value;
      const chosen = inputs.filter(input => input.checked).map(input => input.value);
      return isGroup(field) ? chosen : chosen[0] ?? '';
    }

    function write({ field, inputs }, value) {
      if (isText(field) || inputs[0].matches('select')) {
        const [input] = inputs;
        if (typeof value === 'string' && input.value !== value) input.value = value;
      } else {
        for (const input of inputs) input.checked = [].concat(value).includes(input.value);
      }
    }

    const values = () => Object.fromEntries([...parts].map(([id, part]) => [id, read(part)]));

    const store = answers({
      root: form.page?.root,
      kind: 'form',
      id: form.id,
      keepDays: form.keepDays,
      parts: form.fields.filter(field => !field.sensitive).map(({ id, hash }) => ({ id, hash })),
    });

    function guard(part) {
      if (!isText(part.field)) return;
      part.hits = findSecrets(read(part), form.neverShare);
      const said = part.hits.length ? words.found(kinds(part.hits)) : '';
      if (part.said === said) return;
      part.said = said;
      part.secret.replaceChildren(said);
      if (!said) return;
      part.secret.append(' ', press(words.mask, () => {
        write(part, mask(read(part), part.hits));
        changed(part);
        part.inputs[0].focus();
        say(words.masked);
      }));
    }

    function say(text) {
      status.textContent = '';
      setTimeout(() => { status.textContent = text; }, 50);
    }

    function show() {
      const { shown, outcome } = visible(form, values());
      for (const [id, { element }] of parts) element.hidden = !shown.has(id);
      const end = document.getElementById(`${root.id}-outcome-${outcome}`);
      for (const one of page.querySelectorAll('[data-outcome]')) one.hidden = one !== end;
      for (const one of page.querySelectorAll('.request-text, .request-actions')) {
        one.hidden = !!end && !!(end.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
      }
      if (outcome !== ending) say(outcome < 0 ? '' : words.ended(form.outcomes[outcome].title));
      ending = outcome;
    }

    function markStale(isStale) {
      if (isStale === lastStale || result.hidden) return;
      lastStale = isStale;
      stale.hidden = !isStale;
      stale.firstChild.textContent = isStale ? words.stale : '';
    }

    function changed(part) {
      guard(part);
      const isKept = !part.field.sensitive && !part.hits.length;
      store.set(part.field.id, read(part), { keep: isKept });
      show();
      markStale(true);
    }

    // MARK: Checking

    // What is wrong with a field: the words, and where to put it right.
    function problems({ field, inputs, hits }, value) {
      const { type, label, error, pattern, maxLength } = field;
      const [first] = inputs;
      const one = text => [[text, first]];
      if (!isText(field)) {
        const left = field.options.flatMap((option, at) =>
          option.required && !value.includes(option.label) ? [[error ?? words.tick(inputs[at].labels[0].textContent), inputs[at]]] : []);
        if (left.length || !field.required || value.length) return left;
        return one(error ?? (isGroup(field) ? words.tickOne : words.choose)(label));
      }
      if (hits.length) return one(words.secret(label, kinds(hits)));
      const isBad = first.validity.badInput;
      if (isBad || (value.trim() && plausible[type]?.test(value.trim()) === false)) return one(error ?? words.wrong(label, words[type]));
      if (!value.trim()) return field.required && !steps[field.id]?.length ? one(error ?? askFor(label)) : [];
      if (pattern && !new RegExp(`^(?:${pattern})$`, 'u').test(value)) return one(error ?? words.wrong(label, words.pattern));
      const count = maxLength && [...value].length;
      return count > maxLength ? one(words.tooLong(label, maxLength, count)) : [];
    }

    const set = (element, name, value) => (value ? element.setAttribute(name, value) : element.removeAttribute(name));

    function mark({ inputs, group, error }, found) {
      error.replaceChildren(...found.flatMap(([text], at) => at ? [make('br'), text] : [text]));
      error.hidden = !found.length;
      const described = group ?? inputs[0];
      const ids = (described.getAttribute('aria-describedby') ?? '').split(' ').filter(id => id !== error.id);
      set(described, 'aria-describedby', [...ids, ...found.length ? [error.id] : []].join(' ').trim());
      for (const input of inputs) {
        set(input, 'aria-invalid', found.some(([, wrong]) => wrong === input || (wrong.type === 'radio' && wrong.name === input.name)));
      }
    }

    function summarise(found) {
      summary?.remove();
      summary = null;
      document.title = document.title.replace(words.titlePrefix, '');
      if (!found.length) return;
      document.title = words.titlePrefix + document.title;
      const heading = make('h2', 'request-errors-title', words.problem);
      heading.id = `${root.id}-errors`;
      summary = make('div', 'request-errors', heading, make('ul', '', ...found.map(([text, input]) => {
        const link = make('a', '', text);
        link.href = `#${input.id}`;
        link.addEventListener('click', event => {
          event.preventDefault();
          input.closest('.field').scrollIntoView();
          input.focus({ preventScroll: true });
        });
        return make('li', '', link);
      })));
      summary.tabIndex = -1;
      summary.setAttribute('role', 'group');
      summary.setAttribute('aria-labelledby', heading.id);
      document.querySelector('main').prepend(summary);
      summary.focus();
    }

    function check() {
      const given = values();
      const { shown, outcome } = visible(form, given);
      if (outcome >= 0) return;
      const found = [];
      for (const [id, part] of parts) {
        const wrong = shown.has(id) ? problems(part, given[id]) : [];
        mark(part, wrong);
        found.push(...wrong);
      }
      summarise(found);
      if (found.length) return;
      const level = Number(document.getElementById(`${result.id}-title`).tagName[1]);
      handOver(find('.request-channels'), form, given, { steps, level: Math.min(level + 1, 6) });
      result.hidden = false;
      markStale(false);
      result.focus();
    }

    // MARK: Steps of checklists

    function feed({ id, feeds, done }) {
      const part = [...parts.values()].find(({ element }) => element.id === feeds);
      if (!part) return;
      fed.set(id, { part, done });
      const lists = [...document.querySelectorAll('[data-feeds]')].map(list => fed.get(list.id));
      const titles = lists.flatMap(list => list?.part === part ? list.done : []);
      const before = steps[part.field.id] ?? [];
      steps[part.field.id] = titles;
      const place = part.element.querySelector('[data-feed]');
      if (place) {
        place.replaceChildren(make('p', '', words.fed), make('ul', '', ...titles.map(title => make('li', '', title))));
        place.hidden = !titles.length;
      }
      if (before.join('\n') !== titles.join('\n')) markStale(true);
    }

    // MARK: Start

    function restore(saved) {
      for (const [id, part] of parts) {
        write(part, saved[id] ?? part.start);
        guard(part);
        mark(part, []);
      }
      show();
    }
    for (const part of parts.values()) part.start = read(part);
    // What the browser itself would bring back is not what was saved.
    page.autocomplete = 'off';
    restore(store.load().values);
    find('.request-plain').hidden = true;
    page.hidden = false;
    status.setAttribute('role', 'status');
    page.append(status);
    const again = press(words.again, check);
    const staleText = make('p', '');
    staleText.setAttribute('role', 'status');
    stale.append(staleText, again);
    stale.hidden = true;
    find('.request-channels').before(stale);

    page.addEventListener('input', event => {
      const part = parts.get(event.target.closest('.field')?.dataset.field);
      if (part) changed(part);
    });
    page.addEventListener('submit', event => {
      event.preventDefault();
      check();
    });
    store.onOther((id, value) => {
      const part = parts.get(id);
      if (!part || part.inputs.includes(document.activeElement)) return;
      write(part, value ?? part.start);
      guard(part);
      show();
      markStale(true);
    });
    answerTools(page.querySelectorAll('.request-tools'), store, {
      onClear() {
        restore({});
        summarise([]);
        result.hidden = true;
        find('.request-channels').replaceChildren();
      },
    });
    document.addEventListener('waymark:steps', event => feed(event.detail));
    for (const list of document.querySelectorAll('[data-feeds]')) {
      if (list.waymarkSteps) feed({ id: list.id, ...list.waymarkSteps });
    }
  }

  for (const root of document.querySelectorAll('.request')) {
    try {
      start(root);
    } catch (problem) {
      // The page without script stays as it is.
      console.error(problem);
    }
  }
})();
