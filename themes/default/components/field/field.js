// Answers on paper: as text, since a control prints only what it has room for. What is private or secret is not.
(() => {
  'use strict';

  const { waymark } = window;

  const isUntouched = control => (control.options
    ? control.selectedIndex === Math.max(0, [...control.options].findIndex(option => option.defaultSelected))
    : control.value === control.defaultValue && control.checked === control.defaultChecked);

  addEventListener('beforeprint', () => {
    for (const form of document.querySelectorAll('.request-form')) {
      const request = form.parentElement;
      const rules = JSON.parse(request.dataset.request).neverShare;
      // Nothing entered: paper is where it will be.
      request.classList.toggle('is-blank', [...form.querySelectorAll('.field :is(input, select, textarea)')].every(isUntouched));
      for (const control of form.querySelectorAll('.field-input')) {
        const field = control.closest('.field');
        const printed = field.querySelector('.field-printed') ?? field.appendChild(waymark.make('div', { class: 'field-printed' }));
        const text = control.value.trim();
        printed.textContent = field.querySelector('.field-private') ? 'This answer is private. It is not printed.' : waymark.mask(text, waymark.findSecrets(text, rules));
      }
    }
  });
})();
