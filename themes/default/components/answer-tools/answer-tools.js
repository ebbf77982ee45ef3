// What the reader sees of `waymark.answers`: where their answers are, what changed since last time, and how to be
// rid of them.
(() => {
  'use strict';

  const waymark = window.waymark ??= {};
  const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;
  const words = {
    saved: (what, days) =>
      `Your ${what} are saved in this browser only, for ${count(days, 'day', 'days')} after your last change.`,
    unsaved: what => `Your ${what} are not saved: they are gone when you leave this page.`,
    unavailable: 'This browser’s storage is full or switched off.',
    future: 'A newer version of this page has saved something here. Load the page again, or clear it.',
    corrupt: 'What was saved here is damaged. It has been removed.',
    expired: 'What was saved here had become too old. It has been removed.',
    back: what => `Your ${what} from last time are back.`,
    added: (number, asked) => `${count(number, `${asked} is`, `${asked}s are`)} new`,
    reworded: number => `${count(number, 'was', 'were')} reworded`,
    removed: number => `${count(number, 'was', 'were')} removed`,
    missing: what => `Where are my earlier ${what}?`,
    missingWhy: 'In the browser where you gave them. They are not here if that was another browser or device, a private '
      + 'window, or a copy of this page at another place, or if its data have been deleted.',
    notMine: 'This is not my computer',
    forgotten: what => `What this guide had saved here is removed. Your ${what} stay until you leave this page.`,
    savedAgain: what => `Your ${what} are saved in this browser again.`,
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

  function changes({ added, reworded, removed }, asked) {
    const parts = [
      added.length && words.added(added.length, asked),
      reworded.length && words.reworded(reworded.length),
      removed && words.removed(removed),
    ].filter(Boolean);
    return parts.length ? ` ${parts.join(', ')}.` : '';
  }

  // `what` the reader gives, and the `asked` for it: answers to questions, ticks to steps.
  waymark.answerTools = (elements, store, { onClear, what = 'answers', asked = 'question' }) => {
    const loaded = store.load();
    for (const [index, element] of [...elements].entries()) {
      const note = make('p', 'answer-note');
      const status = make('p', 'answer-status');
      const box = make('input');
      const say = text => {
        // The same words again are spoken again.
        status.textContent = '';
        setTimeout(() => { status.textContent = text; }, 50);
      };
      const show = () => {
        box.checked = store.isNotMine;
        const reason = store.reason ? `${words[store.reason]} ` : '';
        const text = store.memoryOnly ? words.unsaved(what) : words.saved(what, store.keepDays);
        if (note.textContent !== reason + text) note.textContent = reason + text;
      };
      status.setAttribute('role', 'status');
      store.onState(show);
      show();
      element.append(note);
      if (!index) {
        box.type = 'checkbox';
        box.id = `wm-not-mine-${number += 1}`;
        box.autocomplete = 'off';
        const label = make('label', '', words.notMine);
        label.htmlFor = box.id;
        box.addEventListener('change', () => {
          store.setNotMine(box.checked);
          say((box.checked ? words.forgotten : words.savedAgain)(what));
        });
        if (!loaded.found) {
          element.append(make('details', '', make('summary', '', words.missing(what)), make('p', '', words.missingWhy)));
        }
        element.append(make('div', 'choice', box, label));
        if (loaded.found) say(words.back(what) + changes(loaded.changed, asked));
      }
      element.append(makeButton('answer-clear', words.clear(what), () => {
        ask(words.ask(what), element, () => {
          store.clear();
          onClear();
          say(words.cleared(what));
        });
      }), status);
    }
  };
})();
