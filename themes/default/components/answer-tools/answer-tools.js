// What the reader sees of `waymark.answers`: where their answers are, what changed since last time, and how to be
// rid of them. And, as the first script of its group, what the others make elements with.
(() => {
  'use strict';

  // What became of what was saved, by the reason that the store gives.
  const reasons = {
    unavailable: 'This browser’s storage is full or switched off. ',
    future: 'A newer version of this page has saved something here: load the page again, or clear it. ',
    corrupt: 'What was saved here was damaged and has been removed. ',
    expired: 'What was saved here was too old and has been removed. ',
  };

  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const name in attributes) element.setAttribute(name, attributes[name]);
    element.append(...children);
    return element;
  };

  const makeButton = (text, does, attributes) => {
    const button = make('button', { type: 'button', ...attributes }, text);
    button.onclick = does;
    return button;
  };

  // A line that screen readers speak, also when it says the same as before.
  const makeStatus = name => {
    const line = make('p', { class: name, role: 'status' });
    line.say = text => {
      line.textContent = '';
      setTimeout(() => { line.textContent = text; }, 50);
    };
    return line;
  };

  // Starts a script on each element of a kind, also on those that an edit brings into the preview. The preview aborts
  // the controller that a script gets, and so all listening with it, when it takes an element out.
  const connect = (kind, start) => {
    const look = () => {
      for (const root of document.querySelectorAll(kind)) {
        if (root.waymark) continue;
        try {
          start(root, root.waymark = new AbortController());
        } catch (problem) {
          // The page without script stays as it is.
          console.error(problem);
        }
      }
    };
    look();
    addEventListener('waymark:connect', look);
  };

  // The words of a step, without marks of footnotes.
  const titleOf = label => {
    const copy = label.cloneNode(true);
    for (const mark of copy.querySelectorAll('.footnote-ref')) mark.remove();
    return copy.textContent.replace(/\s+/g, ' ').trim();
  };

  // A dialog of the browser's: it keeps the keyboard inside, closes at Escape, and gives the focus back.
  function ask(question, place, does) {
    const dialog = make('dialog', { class: 'answer-ask', 'aria-label': question },
      make('p', {}, question), makeButton('No, keep them', () => dialog.close(), { autofocus: '' }), ' ', makeButton('Yes, clear them', () => {
        dialog.close();
        does();
      }));
    dialog.onclose = () => dialog.remove();
    place.append(dialog);
    dialog.showModal();
  }

  // `what` the reader gives, and the `asked` for it: answers to questions, ticks to steps.
  const answerTools = (elements, store, onClear, what = 'answers', asked = 'question') => {
    const { found, changed: { added, reworded } } = store.load();
    const saved = `Your ${what} are saved in this browser only, for ${store.keepDays} day${store.keepDays === 1 ? '' : 's'} after your last change.`;
    elements.forEach((element, index) => {
      const note = make('p', { class: 'answer-note' });
      const status = makeStatus('answer-status');
      const box = make('input', { type: 'checkbox', autocomplete: 'off' });
      const clear = makeButton(`Clear my ${what}`, () => ask(`Clear all your ${what}? You cannot get them back.`, element, () => {
        store.clear();
        onClear();
        status.say(`Your ${what} are cleared.`);
      }));
      const show = () => {
        box.checked = store.isNotMine;
        note.textContent = (reasons[store.reason] ?? '')
          + (store.memoryOnly ? `Your ${what} are not saved: they are gone when you leave this page.` : saved);
      };
      box.onchange = () => {
        store.setNotMine(box.checked);
        status.say(box.checked ? `All that this guide had saved here is removed. Your ${what} are gone when you leave this page.` : saved);
      };
      store.onState(show);
      show();
      element.append(note, clear, status);
      if (index) return;
      clear.before(make('label', { class: 'answer-mine' }, box, 'This is not my computer'));
      if (found) status.say(`Your ${what} from last time are back.${
        added.length + reworded.length ? ` New ${asked}s: ${added.length}, reworded: ${reworded.length}. An answer that is no option any more is gone.` : ''}`);
      else if (element.dataset.part) {
        note.after(make('details', {}, make('summary', {}, `Where are my earlier ${what}?`), make('p', {},
          'Only in the browser where you gave them: not in a private window, and not if its data were deleted.')));
      }
    });
  };

  window.waymark = { make, makeButton, makeStatus, connect, titleOf, answerTools };
})();
