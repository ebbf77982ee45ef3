// Makes boxes to tick of a list of tasks, counts them, and keeps what is ticked.
(() => {
  'use strict';

  const { answers, answerTools, make } = window.waymark;
  const words = {
    progress: (done, all) => `${done} of ${all} done`,
    below: 'All steps below this one are done.',
    what: 'ticks',
    asked: 'step',
  };
  const ticked = 'done';
  const open = 'open';

  function makeStep(box, item) {
    const input = make('input', 'task-input');
    const wasLabel = box.parentElement.querySelector('.task-label');
    const label = make('label', 'task-label', ...wasLabel.childNodes);
    const below = make('span', 'task-below');
    const isDone = item.classList.contains('is-done');
    input.type = 'checkbox';
    // Else the browser fills it in, and not from what is saved.
    input.autocomplete = 'off';
    input.id = `${item.id}-box`;
    label.htmlFor = input.id;
    box.replaceWith(input);
    wasLabel.replaceWith(label);
    if (item.querySelector('.task')) {
      below.id = `${item.id}-below`;
      input.setAttribute('aria-describedby', below.id);
      label.after(' ', below);
    }
    return { item, input, label, below, isDone, key: item.dataset.task ?? item.id };
  }

  function makeChecklist(list) {
    const steps = [...list.querySelectorAll('.task')].flatMap(item => {
      const box = item.querySelector('.task-box');
      return box && box.closest('.task') === item ? [makeStep(box, item)] : [];
    });
    if (!steps.length) return;
    const store = answers({
      root: list.dataset.root,
      kind: 'checklist',
      id: list.dataset.checklist,
      parts: steps.map(({ key }) => ({ id: key, hash: '' })),
    });
    const progress = make('p', 'checklist-progress');
    const tools = make('div', 'answer-tools');
    const feeds = list.dataset.feeds ?? null;

    const put = (step, value) => {
      step.input.checked = value === undefined ? step.isDone : value === ticked;
    };

    function show() {
      const done = steps.filter(({ input }) => input.checked);
      for (const { item, input, below } of steps) {
        item.classList.toggle('is-done', input.checked);
        below.textContent = below.id && !item.querySelector(':scope .task .task-input:not(:checked)') ? words.below : '';
      }
      progress.textContent = words.progress(done.length, steps.length);
      const titles = done.map(({ label }) => label.textContent.replace(/\s+/g, ' ').trim());
      list.waymarkSteps = { feeds, done: titles };
      list.dispatchEvent(new CustomEvent('waymark:steps', {
        bubbles: true,
        detail: { id: list.id, feeds, done: titles },
      }));
    }

    const { values } = store.load();
    for (const step of steps) {
      put(step, values[step.key]);
      step.input.addEventListener('change', () => {
        const { checked } = step.input;
        store.set(step.key, checked === step.isDone ? '' : checked ? ticked : open);
        show();
      });
    }
    store.onOther((key, value) => {
      put(steps.find(step => step.key === key), value);
      show();
    });
    show();
    progress.setAttribute('role', 'status');
    list.append(progress, tools);
    answerTools([tools], store, {
      what: words.what,
      asked: words.asked,
      onClear() {
        for (const step of steps) put(step);
        show();
      },
    });
  }

  document.querySelectorAll('.checklist').forEach(makeChecklist);
})();
