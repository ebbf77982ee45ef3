// The text of a request, from a form and its answers.
(() => {
  'use strict';

  const { waymark } = window;

  // An id may be `constructor`.
  const given = (values, id) => (Object.hasOwn(values, id) ? values[id] : '');

  function holds(condition, answer) {
    if (condition.all) return condition.all.every(one => holds(one, answer));
    if (condition.any) return condition.any.some(one => holds(one, answer));
    if (condition.not) return !holds(condition.not, answer);
    const value = answer(condition.field);
    return 'has' in condition ? value.includes(condition.has) : condition.is.includes(value);
  }

  // The fields that show, by id, and the number of the outcome that ends the form; -1 where none does.
  waymark.visible = (form, values) => {
    const shown = new Map();
    const answer = id => (shown.has(id) && given(values, id)) || '';
    for (const field of form.fields) {
      if (!field.showIf || holds(field.showIf, answer)) shown.set(field.id, field);
      const outcome = form.outcomes.findIndex(one => one.after === field.id && holds(one.when, answer));
      if (outcome >= 0) return { shown, outcome };
    }
    return { shown, outcome: -1 };
  };

  function fenced(text, language) {
    const fence = `\`${['``', ...text.match(/`+/g) ?? []].sort().pop()}`;
    return `${fence}${language}\n${text}\n${fence}`;
  }

  // What stands on paper, by field: each answer to what shows, without secrets.
  waymark.onPaper = (form, values, steps) => {
    const { sections } = waymark.compose(form, values, { steps });
    return new Map([...waymark.visible(form, values).shown.values()].map((field, at) => {
      const value = given(values, field.id);
      const text = Array.isArray(value) ? value.join('\n') : sections[at].plain;
      return [field.id, field.sensitive ? 'Left out: this answer is private.'
        : waymark.mask(text, waymark.findSecrets(text, form.neverShare)) || 'Not provided'];
    }));
  };

  // `channel` is `github`, `email` or null; `steps` holds the titles that checklists feed, by field. A section's
  // `left` names the sensitive answers that it lacks; only a private channel may have them.
  waymark.compose = (form, values, { steps = {}, channel = null, includeSensitive = false } = {}) => {
    const { shown } = waymark.visible(form, values);
    const target = form.send?.[channel];

    function answer(field, isPlain) {
      const value = given(values, field.id);
      if (field.type === 'checkboxes') {
        return field.options.map(({ label }) => `- [${value.includes(label) ? 'x' : ' '}] ${label}`).join('\n');
      }
      if (Array.isArray(value)) return value.join(', ');
      const typed = value.replace(/\r\n?/g, '\n');
      const said = typed.trim() && field.render && !isPlain ? fenced(typed, field.render) : typed;
      const done = given(steps, field.id) || [];
      return [done.map(title => `- ${title}`).join('\n'), said.trim() && said].filter(Boolean).join('\n\n');
    }

    function section({ label, from, compose, byHand, githubId, isChosen }) {
      const wanted = (compose ?? [from]).map(id => shown.get(id)).filter(Boolean);
      const isLeft = field => field.sensitive && !(target?.private && (includeSensitive || !given(values, field.id).trim()));
      const left = wanted.filter(field => isLeft(field) && given(values, field.id).trim()).map(field => field.label);
      const fields = wanted.filter(field => !isLeft(field));
      const isEmpty = field => field.type === 'checkboxes' && !given(values, field.id).length && !field.required
        && !field.options.some(option => option.required);
      const text = isPlain => fields.map(field => {
        const said = compose && isEmpty(field) ? '' : answer(field, isPlain);
        return said && compose ? `${field.label}:${said.includes('\n') ? '\n' : ' '}${said}` : said;
      }).filter(Boolean).join('\n');
      const [said, plain] = [text(false), text(true)];
      return {
        label, byHand, githubId, left, text: said, plain,
        // In our own form GitHub itself makes the fence.
        paste: isChosen ? '' : receiving === own ? plain : said,
        // What the reader ticks or chooses there.
        isThere: byHand || isChosen && given(values, from).length,
        isLeft: wanted.length > fields.length && !fields.length,
      };
    }

    const own = [...shown.values()].map(({ id, label, githubId, options }) => ({
      label, from: id, githubId, isChosen: target?.template && options.length,
    }));
    const receiving = target?.fields?.length ? target.fields : own;
    const sections = receiving.map(section);
    const sent = sections.filter(one => !one.byHand && !one.isLeft);
    const { page } = form;
    const signature = form.signed && page && [`Written with ${page.guide}, revision ${page.revision}`, page.address].filter(Boolean).join('\n');
    const text = blocks => `${[...blocks, signature].filter(Boolean).join('\n\n')}\n`;
    return {
      sections,
      markdown: text(sent.map(one => `### ${one.label}\n\n${one.text || '_No response_'}`)),
      plain: text(sent.map(one => `${one.label}\n${one.plain || 'Not provided'}`)),
    };
  };
})();
