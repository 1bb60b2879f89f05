/** The style of the page of a resource. */
export const resourceStyle = `
.resource { display: block; padding: 0; border: 0; background: none; text-align: left; cursor: pointer; }
.resource:hover b { text-decoration: underline; text-underline-offset: .2em; text-decoration-thickness: 1px; }
dialog { width: min(60rem, calc(100vw - 2rem)); max-height: calc(100vh - 3rem); padding: 0; border: 1px solid var(--line); border-radius: 14px; background: var(--paper); color: var(--ink); overflow: auto; }
dialog::backdrop { background: rgb(0 0 0 / .45); }
dialog header { position: sticky; top: 0; display: grid; grid-template-columns: 1fr auto; gap: 1rem; align-items: start; padding: 1.4rem 1.8rem 1rem; background: var(--paper); border-bottom: 1px solid var(--line); }
dialog h2 { margin: 0; font-size: 1.45rem; }
dialog header code { color: var(--soft); }
dialog header button { padding: .3rem .9rem; border: 1px solid var(--line); border-radius: 999px; background: var(--panel); cursor: pointer; }
dialog > div { padding: .4rem 1.8rem 1.6rem; }
dialog .found { list-style: none; margin: 0; padding: 0; }
dialog .found > li { padding: .9rem 0; border-top: 1px solid var(--line); }
dialog .found > li:first-child { border: 0; }
dialog .found a { font-weight: 600; }
dialog .scroll { overflow-x: auto; margin: .8rem 0; }
@media print { dialog { display: none; } .resource { cursor: auto; } }
`;

/** Turns the names of resources into buttons that show everything that is listed of one; a statement that the script of the page runs. */
export const resourceScript = `
(() => {
  const element = (tag, text, name) => { const made = document.createElement(tag); if (text) made.textContent = text; if (name) made.className = name; return made; };
  let rows;
  const rowsOf = (key) => {
    if (!rows) {
      rows = new Map();
      for (const code of document.querySelectorAll('.rows .what code:first-of-type')) {
        const list = rows.get(code.textContent);
        if (list) list.push(code.closest('li')); else rows.set(code.textContent, [code.closest('li')]);
      }
    }
    return rows.get(key);
  };
  const dialog = element('dialog');
  dialog.setAttribute('aria-labelledby', 'resource-title');
  document.body.append(dialog);

  function jump(row) {
    dialog.close();
    const form = document.querySelector('form.filters');
    if (form) form.reset();
    row.closest('details').open = true;
    setTimeout(() => { row.scrollIntoView({ block: 'center' }); row.querySelector('.resource').focus({ preventScroll: true }); }, 30);
  }

  function found(row) {
    const group = row.closest('details');
    const item = element('li', '', group.className.replace('check ', ''));
    const link = element('a', (row.querySelector('.title') || group.querySelector('h3')).textContent);
    link.href = '#findings';
    link.addEventListener('click', (event) => { event.preventDefault(); jump(row); });
    const reason = row.querySelector('.reason').cloneNode(true);
    for (const path of reason.querySelectorAll('a')) path.remove();
    item.append(element('span', group.querySelector('.severity').textContent, 'severity'), ' ', link, reason);
    return item;
  }

  function show(row) {
    const key = row.querySelector('.what code').textContent;
    const of = rowsOf(key);
    const head = element('header');
    const names = element('div');
    const title = element('h2', row.querySelector('.what b').textContent);
    title.id = 'resource-title';
    names.append(title, element('code', key), element('div', row.querySelector('.where').textContent, 'where'));
    const close = element('button', 'Close');
    close.type = 'button';
    close.addEventListener('click', () => dialog.close());
    head.append(names, close);
    const body = element('div');
    const pictures = new Set(of.map((each) => each.querySelector('a.raised')).filter(Boolean).map((link) => link.getAttribute('href').slice(1)));
    for (const id of pictures) {
      const route = document.querySelector('#' + id + ' .scroll');
      if (route) body.append(route.cloneNode(true));
    }
    const list = element('ul', '', 'found');
    list.append(...of.map(found));
    body.append(element('p', of.length === 1 ? '1 finding' : of.length + ' findings', 'explain'), list);
    dialog.replaceChildren(head, body);
    dialog.showModal();
    dialog.scrollTop = 0;
  }

  document.querySelectorAll('details.check').forEach((group) => group.addEventListener('toggle', () => {
    if (group.dataset.named) return;
    group.dataset.named = 'yes';
    for (const name of group.querySelectorAll('.what > b')) {
      const button = element('button', '', 'resource');
      button.type = 'button';
      button.setAttribute('aria-haspopup', 'dialog');
      name.replaceWith(button);
      button.append(name);
    }
  }));
  const findings = document.getElementById('findings');
  if (findings) findings.addEventListener('click', ({ target }) => { const name = target.closest('.resource'); if (name) show(name.closest('li')); });
})();
`;
