// Narrows lists by what is typed and chosen. Without it every list is shown whole.
(() => {
  'use strict';
  const plain = text => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  const asked = new URLSearchParams(location.search).get('q') ?? '';

  for (const form of document.querySelectorAll('form.rk-filter')) {
    const table = document.getElementById(form.dataset.table);
    const rows = [...table.querySelectorAll('tbody tr[data-words]')];
    const none = form.parentElement.querySelector(`#${form.dataset.table} ~ .rk-none`);
    const text = form.querySelector('input');
    const choices = [...form.querySelectorAll('select')];
    const count = form.querySelector('.rk-count');

    const apply = () => {
      const words = plain(text.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const named = words.every(word => row.dataset.words.includes(word));
        const chosen = choices.every(one => !one.value || row.dataset[one.dataset.by] === one.value);
        row.hidden = !(named && chosen);
        shown += row.hidden ? 0 : 1;
      }
      none.hidden = shown > 0;
      count.textContent = count.dataset.words.replace('{n}', shown).replace('{of}', rows.length);
    };

    if ('asked' in form.dataset) text.value = asked;
    form.hidden = false;
    form.addEventListener('input', apply);
    form.addEventListener('submit', event => event.preventDefault());
    apply();
  }

  // a link to a person leads to the row even where the browser looked for it before the list was there
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
})();
