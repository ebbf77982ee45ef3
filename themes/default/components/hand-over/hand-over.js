// How a finished text leaves the page: copied first, then saved, then by links that the reader presses.
(() => {
  'use strict';

  const { waymark } = window;
  const { make, makeButton, makeStatus } = waymark;
  // Characters of an address that all browsers, servers and mail programs take.
  const longest = 1900;

  const quoted = labels => labels.map(label => `“${label}”`).join(', ');
  // Half a pair of surrogates, as a cut emoji leaves it, cannot be encoded.
  const encode = text => encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'));
  const withQuery = (address, pairs) => [address, pairs.flatMap(([name, value]) => (value ? `${name}=${encode(value)}` : [])).join('&')]
    .filter(Boolean).join('?');

  // Selects a text, or what it stands in, and copies it; where that cannot be, it stays selected for the reader.
  async function copy(text, pre) {
    const { firstChild: node } = pre;
    const start = Math.max(0, node.data.indexOf(text));
    getSelection().setBaseAndExtent(node, start, node, Math.min(node.length, start + text.length));
    pre.oncopy = event => {
      event.clipboardData.setData('text/plain', text);
      event.preventDefault();
    };
    try {
      // The command first: a page that has lost the focus to a link may no longer copy in the other way.
      const isCopied = document.execCommand('copy');
      pre.oncopy = null;
      if (!isCopied) await navigator.clipboard.writeText(text);
      getSelection().empty();
      return true;
    } catch {
      // There is no clipboard on a page that came over plain HTTP, and a reader may have forbidden it.
      return false;
    }
  }

  // A link with as much as it may carry, and the sections that it fills in; null where it has the whole text.
  function linkTo({ to, subject, repository, template, title }, { sections, markdown, plain }, isMail, isHeld) {
    const filled = sections.filter(one => one.githubId && one.paste);
    // RFC 6068 for mail.
    const [address, start, text] = isMail
      ? [`mailto:${encode(to ?? '').replace('%40', '@')}`, [['subject', subject]], ['body', plain.replace(/\n/g, '\r\n')]]
      : [`https://github.com/${repository}/issues/new`, [['template', template], ['title', title]], ['body', markdown]];
    const more = template ? filled.map(one => [one.githubId, one.paste]) : isHeld ? [] : [text];
    const href = withQuery(address, [...start, ...more]);
    return more.length && href.length <= longest
      ? { href, has: template ? filled : null }
      : { href: withQuery(address, start), has: [] };
  }

  function block(form, values, steps, channel, level) {
    const target = form.send?.[channel];
    const isMail = channel === 'email';
    const compose = includeSensitive => waymark.compose(form, values, { steps, channel, includeSensitive });
    const [full, safe] = [compose(true), compose(false)];
    const kind = isMail ? 'plain' : 'markdown';
    const [text, paper] = [full[kind], safe[kind]];
    const isHeld = text !== paper;
    const title = isMail ? 'By email' : target ? `On GitHub: ${target.repository}` : 'To send yourself';
    const pre = make('pre', { class: 'request-copy', tabindex: 0, role: 'region', 'aria-label': `Text: ${title}, ${form.name}`, dir: 'auto' }, text);
    const status = makeStatus('request-status');
    const notes = make('div', { class: 'request-notes' });
    const note = (start, what, end = '') => what && notes.append(make('p', {}, start + what + end));
    const copier = (text, said) => async () => {
      if (await copy(text, pre)) return status.say(said);
      pre.focus({ preventScroll: true });
      status.say('Press Ctrl+C to copy, on a Mac Command+C');
    };
    const labels = sections => quoted(sections.map(one => one.label));

    const actions = [
      makeButton('Copy', copier(text, 'Copied')),
      ...[['md', safe.markdown], ['txt', safe.plain]].map(([ending, text]) => makeButton(`Download .${ending}`, () => {
        const href = URL.createObjectURL(new Blob([text]));
        const download = `${form.id}.${ending}`;
        make('a', { href, download }).click();
        setTimeout(() => URL.revokeObjectURL(href), 60000);
        status.say(`Your browser saves ${download}`);
      })),
    ];
    Object.assign(pre, { text, paper });
    note('', target && `${target.private ? 'Only the people who handle it' : 'Everybody'} can read what you send there.`);
    note('To: ', isMail && (target.to ?? target.toWords));
    note('Subject: ', isMail && target.subject);
    note('Tick or choose there yourself: ', labels(full.sections.filter(one => one.isThere)), '.');
    note(isHeld ? 'Only “Copy” takes ' : 'Left out, because everybody can read it: ',
      quoted([...new Set(safe.sections.flatMap(one => one.left))]), isHeld ? ': no file, link or paper has it.' : '.');
    if (target) {
      const { href, has } = linkTo(target, safe, isMail, isHeld);
      // Of a form with a box for each answer.
      const others = target.template ? labels(full.sections.filter((one, at) => one.paste && !has.includes(safe.sections[at]))) : '';
      note('The link below ', has?.length ? `fills in ${labels(has)}`
        : `takes ${!has ? 'the whole text' : target.title ?? target.subject ? 'only the title' : 'no text'} along`,
      others ? `. Copy over yourself: ${others}.` : has && !target.template ? ': copy the text and paste it there.' : '.');
      const link = make('a', { class: 'request-link', href, ...isMail ? {} : { target: '_blank', rel: 'noreferrer' } },
        isMail ? 'Email' : 'Open the form on GitHub');
      // What the reader has copied of several answers stays where it is.
      link.onclick = async () => status.say(others ? 'Copy each answer here, and paste it there.'
        : !await copy(text, pre) ? 'Not copied. Come back, and copy the text yourself.'
        : has && !target.template ? 'Copied. Now paste it there.' : 'Copied as well.');
      actions.push(link);
    }
    actions.push(makeButton('Print', () => {
      print();
      status.say('The print dialog was opened.');
    }));
    const answers = isMail ? [] : full.sections.filter(one => one.paste).map(({ label, paste }) => make('li', {}, make('span', {}, label), ' ',
      makeButton('Copy this answer', copier(paste, `Copied: ${label}`), { 'aria-label': `Copy this answer: ${label}` })));
    return make('div', { class: 'request-channel', role: 'group', 'aria-label': title }, make(`h${level}`, {}, title), notes, pre,
      make('p', { class: 'request-actions' }, ...actions), status, ...answers.length ? [make('ul', { class: 'request-answers' }, ...answers)] : []);
  }

  // Fills `place` with a block for each channel of the form; `level` is that of their headings.
  waymark.handOver = (place, form, values, steps, level) => {
    const channels = ['github', 'email'].filter(channel => form.send?.[channel]);
    place.replaceChildren(...(channels.length ? channels : [null]).map(channel => block(form, values, steps, channel, level)));
  };

  const showAll = kind => {
    for (const pre of document.querySelectorAll('.request-copy')) pre.textContent = pre[kind];
  };
  addEventListener('beforeprint', () => showAll('paper'));
  addEventListener('afterprint', () => showAll('text'));
})();
