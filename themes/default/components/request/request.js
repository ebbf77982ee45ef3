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
    form: (name, label) => `Check “${label}”: it is not of the form that is asked for`,
    tooLong: (label, most, count) => `“${label}” must have ${most} characters or fewer: it has ${count}`,
    email: (name, label) => `Check “${label}”: an e-mail address looks like alice@example.org`,
    url: (name, label) => `Check “${label}”: a web address begins with https:// or http://`,
    number: (name, label) => `Check “${label}”: it must be a number`,
    date: (name, label) => `Check “${label}”: it must be a real date, like 2026-11-21`,
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
  };

  function isPlausible(type, value) {
    if (plausible[type]) return plausible[type].test(value.trim());
    if (type === 'url') {
      return /^https?:\/\/[^\s/?#]/i.test(value.trim()) && URL.canParse?.(value) !== false;
    }
    if (type !== 'date') return true;
    const [year, month, day] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(value) ?? []).slice(1).map(Number);
    const date = new Date(Date.UTC(year, month - 1, day));
    return year > 1899 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  }

  // "Your name" and "Name" both give "your name"; no such words can be made of a question or a request.
  function nameOf(label) {
    if (/[?:!.]|^(?:add|choose|describe|enter|explain|give|list|paste|please|provide|select|tell|what|who|why|how|when|where|which|i|my|is|are|do|did|have)\b/i.test(label)) return null;
    const name = label.trim().replace(/^\p{Lu}(?=\p{Ll}*(?:\s|$))/u, letter => letter.toLowerCase());
    return /^(?:your|an?|the|all|any|one)\s/.test(name) ? name : `your ${name}`;
  }

  const kinds = hits => [...new Set(hits.map(hit => hit.kind))].join(words.and);
  const isText = field => !field.options.length;

  function start(root) {
    const form = JSON.parse(root.dataset.request);
    const find = selector => root.querySelector(selector);
    const page = find('.request-form');
    const result = find('.request-result');
    const steps = {};
    const fed = new Map();
    const parts = new Map();
    const status = make('p', 'request-status');
    const stale = make('div', 'request-stale');
    let summary, ending = -1, lastStale = false;

    for (const field of form.fields) {
      const element = page.querySelector(`[data-field="${CSS.escape(field.id)}"]`);
      if (!element) continue;
      const inputs = [...element.querySelectorAll('input, textarea, select')];
      const secret = make('p', 'field-secret');
      secret.setAttribute('role', 'status');
      element.append(secret);
      parts.set(field.id, {
        field, element, inputs, secret, hits: [],
        group: element.querySelector('fieldset'),
        error: element.querySelector('.field-error'),
        start: null,
      });
    }

    function read({ field, inputs }) {
      if (isText(field) || inputs[0].matches('select')) return inputs[0].value;
      const chosen = inputs.filter(input => input.checked).map(input => input.value);
      return field.multiple || field.type === 'checkboxes' ? chosen : chosen[0] ?? '';
    }

    function write({ field, inputs }, value) {
      if (isText(field) || inputs[0].matches('select')) {
        const [input] = inputs;
        if (typeof value === 'string' && input.value !== value) input.value = value;
      } else {
        for (const input of inputs) input.checked = [].concat(value).includes(input.value);
      }
    }

    const values = () => Object.assign(Object.create(null), Object.fromEntries([...parts].map(([id, part]) => [id, read(part)])));

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
      const button = make('button', 'request-button', words.mask);
      button.type = 'button';
      button.addEventListener('click', () => {
        write(part, mask(read(part), part.hits));
        changed(part);
        part.inputs[0].focus();
        say(words.masked);
      });
      part.secret.append(' ', button);
    }

    function say(text) {
      status.textContent = '';
      setTimeout(() => { status.textContent = text; }, 50);
    }

    function show() {
      const { shown, outcome } = visible(form, values());
      for (const [id, { element }] of parts) element.hidden = !shown.has(id);
      for (const one of page.querySelectorAll('[data-outcome]')) one.hidden = Number(one.dataset.outcome) !== outcome;
      const end = page.querySelector(`[data-outcome="${outcome}"]`);
      for (const one of page.querySelectorAll('.request-text, .request-actions')) {
        one.hidden = !!end && !!(end.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
      }
      if (outcome !== ending && outcome >= 0) say(words.ended(form.outcomes[outcome].title));
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

    function missing({ field, inputs }, value) {
      if (field.error) return field.error;
      if (field.type === 'checkboxes' || field.multiple) return words.tickOne(field.label);
      if (!isText(field)) return words.choose(field.label);
      if (inputs[0].validity.badInput) return words[field.type]?.('', field.label) ?? words.answer(field.label);
      const name = nameOf(field.label);
      return name ? words.enter(name) : words.answer(field.label);
    }

    // What is wrong with a field: the words, and where to put it right.
    function problems(part, value) {
      const { field, inputs, hits } = part;
      const [first] = inputs;
      if (!isText(field)) {
        const left = field.options.flatMap((option, at) =>
          option.required && !value.includes(option.label) ? [[field.error ?? words.tick(option.label), inputs[at]]] : []);
        return left.length || !field.required || value.length ? left : [[missing(part), first]];
      }
      if (hits.length) return [[words.secret(field.label, kinds(hits)), first]];
      if (!value.trim()) {
        const isFed = steps[field.id]?.length;
        return (field.required && !isFed) || first.validity.badInput ? [[missing(part), first]] : [];
      }
      const name = field.label;
      if (!isPlausible(field.type, value)) return [[field.error ?? words[field.type]('', name), first]];
      if (field.pattern && !matches(field.pattern, value)) return [[field.error ?? words.form('', name), first]];
      const count = field.maxLength ? [...value].length : 0;
      return count > field.maxLength ? [[words.tooLong(name, field.maxLength, count), first]] : [];
    }

    function matches(pattern, value) {
      try {
        return new RegExp(`^(?:${pattern})$`, 'u').test(value);
      } catch {
        // This browser does not know it: whoever reads the request will see.
        return true;
      }
    }

    function mark({ field, inputs, group, error }, found) {
      error.replaceChildren(...found.flatMap(([text], at) => at ? [document.createElement('br'), text] : [text]));
      error.hidden = !found.length;
      for (const element of group ? [group] : inputs) {
        const ids = (element.getAttribute('aria-describedby') ?? '').split(' ').filter(id => id && id !== error.id);
        if (found.length) ids.push(error.id);
        if (ids.length) element.setAttribute('aria-describedby', ids.join(' '));
        else element.removeAttribute('aria-describedby');
      }
      for (const input of inputs) {
        if (found.some(([, wrong]) => wrong === input) || (found.length && input.type === 'radio')) {
          input.setAttribute('aria-invalid', 'true');
        } else {
          input.removeAttribute('aria-invalid');
        }
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
      const list = make('ul', '', ...found.map(([text, input]) => {
        const link = make('a', '', text);
        link.href = `#${input.id}`;
        link.addEventListener('click', event => {
          event.preventDefault();
          input.closest('.field').scrollIntoView();
          input.focus({ preventScroll: true });
        });
        return make('li', '', link);
      }));
      summary = make('div', 'request-errors', heading, list);
      summary.tabIndex = -1;
      summary.setAttribute('role', 'group');
      summary.setAttribute('aria-labelledby', heading.id);
      document.querySelector('main').prepend(summary);
      summary.focus();
      summary.scrollIntoView();
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
      const level = Number(result.querySelector('[id$="-result-title"]').tagName[1]);
      handOver(find('.request-channels'), form, given, { steps, level: Math.min(level + 1, 6) });
      result.hidden = false;
      markStale(false);
      result.focus();
      result.scrollIntoView();
    }

    // MARK: Steps of checklists

    function feed({ id, feeds, done }) {
      const part = [...parts.values()].find(({ element }) => element.id === feeds);
      if (!part) return;
      fed.set(id, { part, done });
      const lists = [...root.ownerDocument.querySelectorAll('[data-feeds]')].map(list => fed.get(list.id));
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

    const loaded = store.load();
    for (const part of parts.values()) {
      part.start = read(part);
      if (part.field.sensitive) part.inputs.forEach(input => { input.autocomplete = 'off'; });
    }
    function restore() {
      for (const [id, part] of parts) {
        write(part, loaded.values[id] ?? part.start);
        guard(part);
      }
      show();
    }
    // What the browser itself would bring back is not what was saved.
    page.autocomplete = 'off';
    restore();
    find('.request-plain').hidden = true;
    page.hidden = false;
    status.setAttribute('role', 'status');
    page.append(status);
    const again = make('button', 'request-button', words.again);
    again.type = 'button';
    again.addEventListener('click', check);
    const staleText = make('p', '');
    staleText.setAttribute('role', 'status');
    stale.append(staleText, again);
    stale.hidden = true;
    find('.request-channels').before(stale);

    const partOf = event => parts.get(event.target.closest('[data-field]')?.dataset.field);
    for (const kind of ['input', 'change']) {
      page.addEventListener(kind, event => {
        const part = partOf(event);
        if (part) changed(part);
      });
    }
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
        for (const part of parts.values()) {
          write(part, part.start);
          mark(part, []);
          guard(part);
        }
        summarise([]);
        result.hidden = true;
        find('.request-channels').replaceChildren();
        show();
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
