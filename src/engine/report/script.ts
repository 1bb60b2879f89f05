/** The script of the report: filters, tabs, copy buttons, printing. It reads only what the page shows; without it all findings are readable. */
export const script = `'use strict';
(() => {
  const form = document.querySelector('form.filters');
  const groups = Array.from(document.querySelectorAll('details.check'), (element) => ({
    element,
    severity: element.dataset.severity,
    service: element.dataset.service,
    frameworks: element.dataset.frameworks.split('|'),
    count: element.querySelector('.count'),
    all: element.querySelector('.count').textContent,
    about: Array.from(element.querySelectorAll('h3, .why, .badges'), (part) => part.textContent).join(' ').toLowerCase(),
    rows: Array.from(element.querySelectorAll('.rows > li'), (row) => ({ row, data: row.dataset, text: undefined })),
  }));
  const total = groups.reduce((sum, group) => sum + group.rows.length, 0);
  const severities = form ? Array.from(form.querySelectorAll('[data-severity]')) : [];

  const textOf = (entry) => entry.text ??= entry.row.textContent.toLowerCase();
  const number = (value) => value.toLocaleString('en');

  function filter() {
    const wanted = new Set(severities.filter((button) => button.getAttribute('aria-pressed') === 'true').map((button) => button.dataset.severity));
    const { account, region, service, framework, status, text } = Object.fromEntries(new FormData(form));
    const words = text.toLowerCase().split(' ').filter(Boolean);
    let shown = 0;
    for (const group of groups) {
      const fits = (wanted.size === 0 || wanted.has(group.severity)) && (!service || group.service === service)
        && (!framework || group.frameworks.includes(framework));
      let inGroup = 0;
      if (fits) {
        for (const entry of group.rows) {
          const match = (!account || entry.data.account === account) && (!region || entry.data.region === region)
            && (!status || entry.data.status === status)
            && words.every((word) => group.about.includes(word) || textOf(entry).includes(word));
          entry.row.hidden = !match;
          if (match) inGroup += 1;
        }
      }
      group.element.hidden = inGroup === 0;
      group.count.textContent = inGroup === group.rows.length ? group.all : number(inGroup) + ' of ' + number(group.rows.length);
      shown += inGroup;
    }
    document.getElementById('no-match').hidden = shown > 0;
    form.elements.shown.value = shown === total ? number(total) + (total === 1 ? ' finding' : ' findings') : number(shown) + ' of ' + number(total) + ' findings';
    form.classList.toggle('active', shown < total);
  }

  function openAll(open) {
    for (const { element } of groups) if (!element.hidden) element.open = open;
    form.elements.open.textContent = open ? 'Close all' : 'Open all';
  }

  function copyButton(box) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    button.setAttribute('aria-live', 'polite');
    button.addEventListener('click', async () => {
      const code = box.querySelector('code');
      try {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = 'Copied';
      } catch {
        getSelection().selectAllChildren(code);
        button.textContent = 'Selected';
      }
      setTimeout(() => { button.textContent = 'Copy'; }, 2000);
    });
    box.append(button);
  }

  function tabs(remedy) {
    const panels = Array.from(remedy.querySelectorAll('.panel'));
    if (panels.length < 2) return;
    const list = document.createElement('div');
    list.className = 'tabs';
    list.setAttribute('role', 'tablist');
    list.setAttribute('aria-label', 'Remedy');
    const buttons = panels.map((panel) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.id = panel.id + '-tab';
      button.textContent = panel.dataset.tab;
      button.setAttribute('role', 'tab');
      button.setAttribute('aria-controls', panel.id);
      panel.setAttribute('role', 'tabpanel');
      panel.setAttribute('aria-labelledby', button.id);
      list.append(button);
      return button;
    });
    const choose = (chosen) => panels.forEach((panel, at) => {
      panel.classList.toggle('away', at !== chosen);
      buttons[at].setAttribute('aria-selected', String(at === chosen));
      buttons[at].tabIndex = at === chosen ? 0 : -1;
    });
    list.addEventListener('click', ({ target }) => { if (buttons.includes(target)) choose(buttons.indexOf(target)); });
    list.addEventListener('keydown', (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const next = (buttons.indexOf(event.target) + step + buttons.length) % buttons.length;
      choose(next);
      buttons[next].focus();
    });
    choose(0);
    remedy.classList.add('tabbed');
    panels[0].before(list);
  }

  function enhance(root) {
    if (root.dataset.ready) return;
    root.dataset.ready = 'yes';
    root.querySelectorAll('.remedy').forEach(tabs);
    root.querySelectorAll('.copyable').forEach(copyButton);
  }

  function printing() {
    let closed = [];
    addEventListener('beforeprint', () => {
      closed = Array.from(document.querySelectorAll('details:not([open])'));
      for (const element of closed) element.open = true;
    });
    addEventListener('afterprint', () => { for (const element of closed) element.open = false; });
  }

  function chooseScore(link) {
    form.reset();
    form.elements.account.value = link.dataset.account;
    form.elements.region.value = link.dataset.region;
    filter();
  }

  for (const { element } of groups) element.addEventListener('toggle', () => enhance(element));
  const unread = document.getElementById('unread');
  if (unread) enhance(unread);
  printing();
  if (!form) return;

  let waiting;
  form.hidden = false;
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('change', filter);
  form.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(filter, 80); });
  form.addEventListener('reset', () => {
    for (const button of severities) button.setAttribute('aria-pressed', 'false');
    setTimeout(filter);
  });
  form.addEventListener('click', ({ target }) => {
    if (target.name === 'open') openAll(target.textContent === 'Open all');
    if (!target.dataset.severity) return;
    target.setAttribute('aria-pressed', String(target.getAttribute('aria-pressed') !== 'true'));
    filter();
  });
  document.querySelectorAll('a.cell').forEach((link) => link.addEventListener('click', () => chooseScore(link)));
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    event.preventDefault();
    form.elements.text.focus();
  });
  filter();
})();
`;
