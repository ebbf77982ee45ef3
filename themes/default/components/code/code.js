// A button on each block of code that copies it. What a console printed, and its prompts, are not copied.
(() => {
  'use strict';

  const words = {
    copy: 'Copy',
    copyCode: 'Copy code',
    copyTitled: title => `Copy code: ${title}`,
    copied: 'Copied',
    pressKeys: 'Press Ctrl+C to copy',
    pressKeysOnMac: 'Press Command+C to copy',
  };
  const secondsShown = 5;

  function textToCopy(code) {
    const typed = code.cloneNode(true);
    const notTyped = typed.querySelectorAll('.hl-prompt, .hl-output');
    for (const part of notTyped) part.remove();
    // Nothing but output: then it is the output that somebody wants.
    if (!typed.textContent.trim()) return code.textContent.replace(/\n+$/, '');
    const text = typed.textContent.replace(/\n+$/, '');
    // Where output stood, no gap stays.
    return notTyped.length ? text.replace(/^\n+/, '').replace(/\n{3,}/g, '\n\n') : text;
  }

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
    // Beside the button, so that it is reachable where all else is inert, as beneath a dialog.
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

  // The last way: the reader copies. They get the same text as from the button, and are told when they have it.
  function select(code, text, say) {
    const selection = getSelection();
    selection.selectAllChildren(code);
    const selected = selection.toString();
    document.addEventListener('copy', event => {
      if (getSelection().toString() !== selected) return;
      event.clipboardData.setData('text/plain', text);
      event.preventDefault();
      say(words.copied);
    }, { once: true });
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

  function addButton(block) {
    const code = block.querySelector('pre > code');
    if (!code || !code.textContent.trim()) return;
    const title = block.querySelector('.code-title');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'code-copy';
    button.textContent = words.copy;
    button.setAttribute('aria-label', title ? words.copyTitled(title.textContent.trim()) : words.copyCode);
    const status = document.createElement('span');
    status.className = 'code-status';
    status.setAttribute('role', 'status');
    if (title) title.after(button, status);
    else block.prepend(button, status);

    const say = sayIn(status);
    button.addEventListener('click', async () => {
      const text = textToCopy(code);
      if (await copyByClipboard(text) || copyByCommand(text, button)) {
        say(words.copied, secondsShown);
        return;
      }
      select(code, text, said => say(said, secondsShown));
      say(/^Mac|^iP/.test(navigator.platform) ? words.pressKeysOnMac : words.pressKeys);
    });
  }

  // Also those that an edit brings into the preview.
  function connect() {
    for (const block of document.querySelectorAll('.code')) {
      if (!block.waymark) addButton(block);
      block.waymark = true;
    }
  }

  connect();
  addEventListener('waymark:connect', connect);
})();
