// How a finished text leaves the page: copied first, then saved, then by links that the reader presses.
(() => {
  'use strict';

  const waymark = window.waymark ??= {};
  const words = {
    gitHub: repository => `On GitHub: ${repository}`,
    email: 'By e-mail',
    text: 'To send yourself',
    textOf: title => `Text: ${title}`,
    isPublic: 'Everybody can read what you send there.',
    isPrivate: 'Only the people who handle it can read what you send there.',
    to: address => `To: ${address}`,
    subject: subject => `Subject: ${subject}`,
    byHand: labels => `Fill in there yourself: ${labels}.`,
    left: labels => `Left out, because everybody can read it: ${labels}.`,
    onlyCopied: labels => `Only “Copy” takes ${labels}: no file, link or paper has it.`,
    linkHasAll: 'The link below takes the whole text along.',
    linkHas: (labels, others) => `The link below fills in ${labels}. Copy over yourself: ${others}.`,
    linkHasTitle: 'The link below takes only the title along: copy the text and paste it there.',
    copy: 'Copy',
    copyAnswer: 'Copy this answer',
    download: kind => `Download .${kind}`,
    openForm: 'Open the form on GitHub',
    write: 'E-mail',
    print: 'Print',
    copied: 'Copied',
    copiedAnswer: label => `Copied: ${label}`,
    nowPaste: 'Copied. Now paste it where the link has led.',
    copiedToo: 'Copied as well, in case the link loses something.',
    notCopied: 'Not copied. Come back, select the text and copy it yourself.',
    pressKeys: 'Press Ctrl+C to copy',
    pressKeysOnMac: 'Press Command+C to copy',
    saved: name => `Your browser saves ${name}`,
    printed: 'The print dialog was opened.',
  };
  const secondsShown = 5;
  // Characters of an address that all browsers, servers and mail programs take.
  const longestLink = 2000;
  const longestMail = 1900;
  // From each place to its texts on screen and on paper.
  const places = new Map();

  async function copyByClipboard(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // There is none on a page that came over plain HTTP, and a reader may have forbidden it.
      return false;
    }
  }

  function copyByCommand(text, button) {
    const scratch = document.createElement('textarea');
    scratch.className = 'code-scratch';
    scratch.readOnly = true;
    scratch.value = text;
    button.after(scratch);
    scratch.focus({ preventScroll: true });
    scratch.select();
    let copied = false;
    try {
      copied = document.execCommand('copy');
    } catch {
      // Forbidden: the same as not done.
    }
    scratch.remove();
    button.focus({ preventScroll: true });
    return copied;
  }

  // Says a text in a status line, which screen readers speak; also when it is the same as before.
  function sayIn(status) {
    let timer;
    return (text, seconds) => {
      clearTimeout(timer);
      status.textContent = '';
      timer = setTimeout(() => {
        status.textContent = text;
        if (seconds) timer = setTimeout(() => { status.textContent = ''; }, seconds * 1000);
      }, 50);
    };
  }

  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  const quoted = labels => labels.map(label => `“${label}”`).join(', ');
  // Half a pair of surrogates, as a cut emoji leaves it, cannot be encoded.
  const encode = text => encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'));

  // A link with as much as it may carry, and the labels of what that is; null where it is all.
  function linkTo(address, start, more, has, longest) {
    const withQuery = pairs => [address, pairs.map(([name, value]) => `${name}=${encode(value)}`).join('&')].filter(Boolean).join('?');
    const given = start.filter(([, value]) => value);
    const href = withQuery([...given, ...more]);
    return more.length && href.length <= longest ? { href, has } : { href: withQuery(given), has: [] };
  }

  function gitHubLink({ repository, template, title }, { sections, markdown }, isHeld) {
    const filled = sections.filter(section => section.githubId && section.paste);
    const isAll = !template || sections.every(one => one.byHand || !one.text || one.githubId);
    return linkTo(`https://github.com/${repository}/issues/new`, [['template', template], ['title', title]],
      template ? filled.map(one => [one.githubId, one.paste]) : isHeld ? [] : [['body', markdown]], isAll && !isHeld ? null : filled.map(one => one.label), longestLink);
  }

  // RFC 6068; without the text where that lacks an answer.
  const mailLink = ({ to, subject }, text) => linkTo(`mailto:${encode(to ?? '').replace('%40', '@')}`, [['subject', subject]],
    text ? [['body', text.replace(/\n/g, '\r\n')]] : [], null, longestMail);

  function save(name, text) {
    const href = URL.createObjectURL(new Blob([text]));
    make('a', { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60000);
    return words.saved(name);
  }

  // The last way: the reader copies what is selected.
  function select(pre, text) {
    const node = pre.firstChild;
    const at = Math.max(0, node.data.indexOf(text));
    getSelection().setBaseAndExtent(node, at, node, Math.min(node.length, at + text.length));
    pre.focus({ preventScroll: true });
    return /^Mac|^iP/.test(navigator.platform) ? words.pressKeysOnMac : words.pressKeys;
  }

  function block(form, values, steps, channel, level, number) {
    const target = form.send?.[channel];
    const isMail = channel === 'email';
    const compose = includeSensitive => waymark.compose(form, values, { steps, channel, includeSensitive });
    const [full, safe] = [compose(true), compose(false)];
    const [text, paper] = isMail ? [full.plain, safe.plain] : [full.markdown, safe.markdown];
    const title = isMail ? words.email : target ? words.gitHub(target.repository) : words.text;
    const id = `request-${form.id}-channel-${number}`;
    const pre = make('pre', { class: 'request-copy', tabindex: 0, role: 'region', 'aria-label': words.textOf(title), dir: 'auto' }, text);
    const status = make('p', { class: 'request-status', role: 'status' });
    const say = sayIn(status);
    const notes = make('div', { class: 'request-notes' });
    const note = text => notes.append(make('p', {}, text));
    const actions = make('p', { class: 'request-actions' });
    const press = (place, label, does, attributes = {}) => {
      const button = make('button', { type: 'button', class: 'request-button', ...attributes }, label);
      button.addEventListener('click', () => does(button));
      place.append(button);
    };
    const copy = (text, said) => async button => {
      if (await copyByClipboard(text) || copyByCommand(text, button)) say(said, secondsShown);
      else say(select(pre, text));
    };

    if (target) note(target.private ? words.isPrivate : words.isPublic);
    if (isMail) {
      note(words.to(target.to ?? target.toWords));
      if (target.subject) note(words.subject(target.subject));
    }
    const byHand = full.sections.filter(section => section.byHand).map(section => section.label);
    if (byHand.length) note(words.byHand(quoted(byHand)));
    const left = [...new Set(safe.sections.flatMap(section => section.left))];
    const isHeld = text !== paper;
    if (left.length) note((isHeld ? words.onlyCopied : words.left)(quoted(left)));

    press(actions, words.copy, copy(text, words.copied));
    for (const [kind, file] of [['md', safe.markdown], ['txt', safe.plain]]) {
      press(actions, words.download(kind), () => say(save(`${form.id}.${kind}`, file)));
    }
    if (target) {
      const link = isMail ? mailLink(target, !isHeld && safe.plain) : gitHubLink(target, safe, isHeld);
      const others = full.sections.filter(one => !one.byHand && one.text && !link.has?.includes(one.label)).map(one => one.label);
      note(!link.has ? words.linkHasAll : link.has.length ? words.linkHas(quoted(link.has), quoted(others)) : words.linkHasTitle);
      const opener = make('a', { class: 'request-link', href: link.href, ...isMail ? {} : { target: '_blank', rel: 'noopener noreferrer' } },
        isMail ? words.write : words.openForm);
      // At once: a page that has lost the focus may no longer copy.
      opener.addEventListener('click', async () => {
        const copied = copyByCommand(text, opener) || await copyByClipboard(text);
        say(!copied ? words.notCopied : link.has ? words.nowPaste : words.copiedToo);
      });
      actions.append(opener);
    }
    press(actions, words.print, () => {
      print();
      say(words.printed, secondsShown);
    });

    const answers = make('ul', { class: 'request-answers' });
    for (const { label, paste } of isMail ? [] : full.sections) {
      if (!paste) continue;
      const item = make('li', {}, make('span', {}, label), ' ');
      press(item, words.copyAnswer, copy(paste, words.copiedAnswer(label)), { 'aria-label': `${words.copyAnswer}: ${label}` });
      answers.append(item);
    }
    const element = make('div', { class: 'request-channel', role: 'group', 'aria-labelledby': id },
      make(`h${level}`, { id }, title), notes, pre, actions, status);
    if (answers.childElementCount) element.append(answers);
    return { element, pre, text, paper };
  }

  // Fills `place` with a block for each channel of the form; `level` is that of their headings.
  waymark.handOver = (place, form, values, { steps = {}, level = 3 } = {}) => {
    const channels = ['github', 'email'].filter(channel => form.send?.[channel]);
    const blocks = (channels.length ? channels : [null]).map((channel, number) => block(form, values, steps, channel, level, number));
    places.set(place, blocks);
    place.replaceChildren(...blocks.map(one => one.element));
  };

  const showAll = kind => {
    for (const one of [...places.values()].flat()) {
      if (one.text !== one.paper) one.pre.textContent = one[kind];
    }
  };
  addEventListener('beforeprint', () => showAll('paper'));
  addEventListener('afterprint', () => showAll('text'));
})();
