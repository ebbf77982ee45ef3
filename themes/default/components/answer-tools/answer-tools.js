// What the reader sees of `waymark.answers`: where their answers are, what changed since last time, and how to be
// rid of them.
(() => {
  'use strict';

  const waymark = window.waymark ??= {};
  const count = (number, one) => `${number} ${one}${number === 1 ? '' : 's'}`;
  const words = {
    saved: (what, days) => `Your ${what} are saved in this browser only, for ${count(days, 'day')} after your last change.`,
    unsaved: what => `Your ${what} are not saved: they are gone when you leave this page.`,
    unavailable: 'This browser’s storage is full or switched off. ',
    future: 'A newer version of this page has saved something here: load the page again, or clear it. ',
    corrupt: 'What was saved here was damaged and has been removed. ',
    expired: 'What was saved here was too old and has been removed. ',
    back: what => `Your ${what} from last time are back. `,
    added: (number, asked) => `${count(number, asked)} ${number === 1 ? 'is' : 'are'} new`,
    reworded: number => `${number} ${number === 1 ? 'was' : 'were'} reworded`,
    missing: what => `Where are my earlier ${what}?`,
    missingWhy: 'In the browser where you gave them: not in another one, not in a private window, not in a copy of this '
      + 'page at another place, and nowhere if its data were deleted.',
    notMine: 'This is not my computer',
    forgotten: what => `All that this guide had saved here is removed. Your ${what} stay until you leave this page.`,
    clear: what => `Clear my ${what}`,
    ask: what => `Clear all your ${what}? You cannot get them back.`,
    yes: 'Yes, clear them',
    no: 'No, keep them',
    cleared: what => `Your ${what} are cleared.`,
  };
  let number = 0;

  const make = waymark.make = (tag, className, ...children) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children);
    return element;
  };

  function makeButton(className, text, action) {
    const button = make('button', className, text);
    button.type = 'button';
    button.addEventListener('click', action);
    return button;
  }

  // A dialog of the browser's: it keeps the keyboard inside, closes at Escape, and gives the focus back.
  function ask(question, place, action) {
    const text = make('p', '', question);
    text.id = `wm-ask-${number += 1}`;
    const keep = makeButton('', words.no, () => dialog.close());
    keep.autofocus = true;
    const dialog = make('dialog', 'answer-ask', text, keep, ' ', makeButton('', words.yes, () => {
      dialog.close();
      action();
    }));
    dialog.setAttribute('aria-labelledby', text.id);
    dialog.addEventListener('close', () => dialog.remove());
    place.append(dialog);
    dialog.showModal();
  }

  function changes({ added, reworded }, asked) {
    const parts = [
      ...added.length ? [words.added(added.length, asked)] : [],
      ...reworded.length ? [words.reworded(reworded.length)] : [],
    ];
    return parts.length ? `${parts.join(', ')}.` : '';
  }

  // `what` the reader gives, and the `asked` for it: answers to questions, ticks to steps.
  waymark.answerTools = (elements, store, { onClear, what = 'answers', asked = 'question' }) => {
    const loaded = store.load();
    [...elements].forEach((element, index) => {
      const note = make('p', 'answer-note');
      const status = make('p', 'answer-status');
      const box = make('input');
      const label = make('label', 'answer-mine', box, words.notMine);
      // The same words again are spoken again.
      const say = text => {
        status.textContent = '';
        setTimeout(() => { status.textContent = text; }, 50);
      };
      const show = () => {
        box.checked = store.isNotMine;
        note.textContent = (words[store.reason] ?? '')
          + (store.memoryOnly ? words.unsaved(what) : words.saved(what, store.keepDays));
      };
      status.setAttribute('role', 'status');
      box.type = 'checkbox';
      box.autocomplete = 'off';
      box.addEventListener('change', () => {
        store.setNotMine(box.checked);
        say((box.checked ? words.forgotten : words.saved)(what, store.keepDays));
      });
      const clear = makeButton('answer-clear', words.clear(what), () => {
        ask(words.ask(what), element, () => {
          store.clear();
          onClear();
          say(words.cleared(what));
        });
      });
      store.onState(show);
      show();
      element.append(note, clear, status);
      if (index) return;
      clear.before(label);
      if (loaded.found) say(words.back(what) + changes(loaded.changed, asked));
      else if (element.dataset.part) note.after(make('details', '', make('summary', '', words.missing(what)), make('p', '', words.missingWhy)));
    });
  };
})();
