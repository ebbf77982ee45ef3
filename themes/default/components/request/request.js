// The form of a request: what shows, what is kept, and what is missing when the reader asks for the text.
(() => {
  'use strict';

  const { make, makeButton, makeStatus, connect, answers, answerTools, visible, findSecrets, mask, onPaper, handOver } = window.waymark;

  const kinds = hits => [...new Set(hits.map(hit => hit.kind))].join(' and ');

  function start(root, life) {
    const form = JSON.parse(root.dataset.request);
    const find = selector => root.querySelector(selector);
    const page = find('.request-form');
    const result = find('.request-result');
    const channels = find('.request-channels');
    const status = makeStatus('request-status');
    const stale = find('.request-stale');
    const steps = { __proto__: null };
    const parts = new Map();
    let ending = -1;

    for (const field of form.fields) {
      const element = document.getElementById(`${root.id}-field-${field.id}`);
      const inputs = [...element.querySelectorAll('input, textarea, select')];
      const secret = make('p', { class: 'field-secret', role: 'status' });
      const printed = make('div', { class: 'field-printed' });
      const isChoice = /^(?:checkbox|radio)$/.test(inputs[0].type);
      element.append(secret, printed);
      parts.set(field.id, {
        field, element, inputs, secret, printed, isChoice, hits: [],
        error: element.querySelector('.field-error'),
        isText: !field.options.length,
        isGroup: field.multiple || field.type === 'checkboxes',
      });
    }

    function read({ inputs, isChoice, isGroup }) {
      if (!isChoice) return inputs[0].value;
      const chosen = inputs.filter(input => input.checked).map(input => input.value);
      return isGroup ? chosen : chosen[0] ?? '';
    }

    function write(part, value) {
      const { inputs, isChoice } = part;
      if (isChoice) for (const input of inputs) input.checked = [].concat(value).includes(input.value);
      else inputs[0].value = value;
      // What is no option any more is no answer.
      if (inputs[0].selectedIndex < 0) inputs[0].selectedIndex = 0;
      guard(part);
    }

    const values = () => Object.fromEntries([...parts].map(([id, part]) => [id, read(part)]));

    const store = answers({
      life,
      root: form.page?.root,
      kind: 'form',
      id: form.id,
      keepDays: form.keepDays,
      parts: form.fields.filter(field => !field.sensitive),
    });

    function guard(part) {
      if (!part.isText) return;
      part.hits = findSecrets(read(part), form.neverShare);
      const said = part.hits.length ? `This looks like ${kinds(part.hits)}. It is not saved, and must not be sent.` : '';
      if (part.said === said) return;
      part.said = said;
      part.secret.replaceChildren(said, ...said ? [' ', makeButton('Mask it', () => {
        write(part, mask(read(part), part.hits));
        changed(part);
        part.inputs[0].focus();
        status.say('Masked');
      })] : []);
    }

    function show() {
      const { shown, outcome } = visible(form, values());
      for (const [id, { element }] of parts) element.hidden = !shown.has(id);
      const end = document.getElementById(`${root.id}-outcome-${outcome}`);
      for (const one of page.querySelectorAll('[data-outcome]')) one.hidden = one !== end;
      for (const one of page.querySelectorAll('.request-text, .request-actions')) {
        // Bit 4: it stands after the outcome.
        one.hidden = end?.compareDocumentPosition(one) & 4;
      }
      result.hidden = outcome >= 0 || !channels.firstChild;
      if (end) summarise([]);
      if (outcome !== ending) status.say(end ? `No request needed: ${form.outcomes[outcome].title}` : '');
      ending = outcome;
    }

    function markStale(isStale) {
      if (result.hidden || stale.hidden !== isStale) return;
      stale.hidden = !isStale;
      stale.firstElementChild.textContent = isStale ? 'You have changed your answers since. This is still the earlier text.' : '';
    }

    function changed(part) {
      guard(part);
      const value = read(part);
      // An answer that was emptied stays empty, where one stood at first.
      store.set(part.field.id, value.length || part.start.length ? value : undefined, { keep: !part.hits.length });
      show();
      markStale(true);
    }

    // MARK: Checking

    // What is wrong with a field: the words, and where to put it right.
    function problems({ field, inputs, hits, isText, isGroup }, value) {
      const { label, required, error, pattern, maxLength, options, looks, like } = field;
      const [first] = inputs;
      if (!isText) {
        const left = options.flatMap((option, at) =>
          option.required && !value.includes(option.label) ? [[error ?? `Tick “${inputs[at].labels[0].textContent}”`, inputs[at]]] : []);
        return left.length || !required || value.length ? left : [[error ?? `${isGroup ? 'Tick at least one box of' : 'Choose an answer to'} “${label}”`, first]];
      }
      const typed = value.trim();
      const wrong = hits.length ? `Take ${kinds(hits)} out of “${label}”: nobody who helps you needs it`
        : first.validity.badInput || typed && looks && !new RegExp(looks).test(typed) ? error ?? `Check “${label}”: ${like}`
        : !typed ? required && !steps[field.id]?.length && (error ?? `Answer “${label}”`)
        : pattern && !new RegExp(`^(?:${pattern})$`, 'u').test(value) ? error ?? `Check “${label}”: it is not of the form that is asked for`
        : maxLength && [...value].length > maxLength && `“${label}” must have ${maxLength} characters or fewer: it has ${[...value].length}`;
      return wrong ? [[wrong, first]] : [];
    }

    function mark({ inputs, error }, found) {
      error.replaceChildren(...found.flatMap(([text], at) => (at ? [make('br'), text] : [text])));
      error.hidden = !found.length;
      for (const input of inputs) input.removeAttribute('aria-invalid');
      for (const [, input] of found) input.setAttribute('aria-invalid', true);
    }

    function summarise(found) {
      for (const old of document.querySelectorAll('.request-errors')) {
        old.remove();
        document.title = document.title.replace('Error: ', '');
      }
      if (!found.length) return;
      document.title = 'Error: ' + document.title;
      const summary = make('div', { class: 'request-errors', role: 'group', 'aria-label': 'There is a problem', tabindex: -1 },
        make('h2', {}, 'There is a problem'), make('ul', {}, ...found.map(([text, input]) => {
          const link = make('a', { href: `#${input.id}` }, text);
          link.onclick = () => {
            input.closest('.field').scrollIntoView();
            input.focus({ preventScroll: true });
            return false;
          };
          return make('li', {}, link);
        })));
      document.querySelector('main').prepend(summary);
      summary.focus();
    }

    function check() {
      const given = values();
      const { shown, outcome } = visible(form, given);
      if (outcome >= 0) return;
      const found = [...parts].flatMap(([id, part]) => {
        const wrong = shown.has(id) ? problems(part, given[id]) : [];
        mark(part, wrong);
        return wrong;
      });
      summarise(found);
      if (found.length) return;
      // An edit of any page changes what a text says of the guide.
      form.page = JSON.parse(root.dataset.request).page;
      handOver(channels, form, given, steps, Math.min(+result.firstElementChild.tagName[1] + 1, 6));
      result.hidden = false;
      markStale(false);
      result.focus();
    }

    // What is ticked in the checklists that feed a field.
    function feed() {
      for (const place of page.querySelectorAll('[data-feed]')) {
        const { id, dataset } = place.closest('.field');
        const titles = [...document.querySelectorAll(`[data-feeds="${CSS.escape(id)}"]`)].flatMap(list => list.waymarkSteps ?? []);
        if (`${titles}` === `${steps[dataset.field] ?? ''}`) continue;
        steps[dataset.field] = titles;
        place.replaceChildren(make('p', {}, 'From your checklist:'), make('ul', {}, ...titles.map(title => make('li', {}, title))));
        place.hidden = !titles.length;
        markStale(true);
      }
    }

    // MARK: Start

    function restore(saved) {
      for (const [id, part] of parts) {
        write(part, saved[id] ?? part.start);
        mark(part, []);
      }
      summarise([]);
      show();
    }
    for (const part of parts.values()) part.start = read(part);
    // What the browser itself would bring back is not what was saved.
    page.autocomplete = 'off';
    restore(store.load().values);
    find('.request-plain').hidden = true;
    page.hidden = false;
    page.append(status);
    stale.lastElementChild.onclick = check;

    page.oninput = event => {
      const part = parts.get(event.target.closest('.field')?.dataset.field);
      if (part) changed(part);
    };
    page.onsubmit = () => {
      check();
      return false;
    };
    store.onOther((id, value) => {
      const part = parts.get(id);
      if (part.inputs.includes(document.activeElement)) return;
      write(part, value ?? part.start);
      show();
      markStale(true);
    });
    answerTools(page.querySelectorAll('.request-tools'), store, () => {
      channels.replaceChildren();
      restore({});
    });
    addEventListener('waymark:steps', feed, life);
    feed();

    // Answers on paper: as text, since a control prints only what it has room for.
    addEventListener('beforeprint', () => {
      // Nothing entered: paper is where it will be.
      root.classList.toggle('is-blank', [...parts.values()].every(part => `${read(part)}` === `${part.start}`));
      for (const [id, text] of onPaper(form, values(), steps)) parts.get(id).printed.textContent = text;
    }, life);
  }

  connect('.request', start);
})();
