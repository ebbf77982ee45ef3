// Makes boxes to tick of a list of tasks, counts them, and keeps what is ticked.
(() => {
  'use strict';

  const { make, connect, titleOf, answers, answerTools } = window.waymark;

  function makeStep(box, item) {
    const { id, classList, dataset } = item;
    // Ids that begin with `wm-` are the theme's. Else the browser fills it in, and not from what is saved.
    const input = make('input', { class: 'task-input', type: 'checkbox', id: `wm-box-${id}`, autocomplete: 'off' });
    const wasLabel = box.parentElement.querySelector('.task-label');
    const label = make('label', { class: 'task-label', for: input.id }, ...wasLabel.childNodes);
    const below = make('span', { class: 'task-below', id: `wm-below-${id}` });
    box.replaceWith(input);
    wasLabel.replaceWith(label);
    if (item.querySelector('.task')) {
      input.setAttribute('aria-describedby', below.id);
      label.after(' ', below);
    }
    return { item, input, label, below, isDone: classList.contains('is-done'), key: dataset.task ?? id };
  }

  function makeChecklist(list, life) {
    const steps = [...list.querySelectorAll('.task-box')].map(box => makeStep(box, box.closest('.task')));
    if (!steps.length) return;
    const store = answers({
      life,
      root: list.dataset.root,
      kind: 'checklist',
      id: list.dataset.checklist,
      parts: steps.map(({ key }) => ({ id: key, hash: '' })),
    });
    const progress = make('p', { class: 'checklist-progress', role: 'status' });
    const tools = make('div', { class: 'answer-tools' });

    const put = (step, value) => {
      step.input.checked = value ? value === 'done' : step.isDone;
    };

    function show() {
      const done = steps.filter(({ input }) => input.checked);
      for (const { item, input, below } of steps) {
        item.classList.toggle('is-done', input.checked);
        below.textContent = item.querySelector(':scope .task .task-input:not(:checked)') ? '' : 'All steps below this one are done.';
      }
      progress.textContent = `${done.length} of ${steps.length} done`;
      list.waymarkSteps = done.map(({ label }) => titleOf(label));
      list.dispatchEvent(new Event('waymark:steps', { bubbles: true }));
    }

    const { values } = store.load();
    for (const step of steps) {
      put(step, values[step.key]);
      step.input.onchange = () => {
        const { checked } = step.input;
        store.set(step.key, checked === step.isDone ? undefined : checked ? 'done' : 'open');
        show();
      };
    }
    store.onOther((key, value) => {
      put(steps.find(step => step.key === key), value);
      show();
    });
    show();
    list.append(progress, tools);
    answerTools([tools], store, () => {
      for (const step of steps) put(step);
      show();
    }, 'ticks', 'step');
  }

  connect('.checklist', makeChecklist);
})();
