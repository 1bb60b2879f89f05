/** The script of the identity graph: moves and zooms the drawing, and shows the paths through whom one chooses. Without it everything is there, too. */
export const accessScript = `(() => {
  const figure = document.querySelector('figure.graph');
  if (!figure) return;
  const svg = figure.querySelector('svg');
  const { width, height } = svg.viewBox.baseVal;
  const full = svg.getAttribute('viewBox');
  const nodes = Array.from(svg.querySelectorAll('.node'));
  const edges = Array.from(svg.querySelectorAll('.edge'), (element) => ({ element, from: element.dataset.from, to: element.dataset.to }));
  const byId = new Map(nodes.map((node) => [node.dataset.id, node]));
  const said = figure.querySelector('.chosen');
  let chosen;

  figure.querySelector('.tools').hidden = false;
  figure.querySelector('.hint').hidden = false;
  figure.classList.add('live');
  svg.classList.toggle('low', height < 320);

  // Units of the drawing for a pixel.
  let scale = 1;
  const seen = () => ({ wide: svg.clientWidth * scale, high: svg.clientHeight * scale });
  let [left, top] = [0, 0];
  function draw() {
    const { wide, high } = seen();
    const room = (at, part, all) => (part >= all ? (all - part) / 2 : Math.min(all - part, Math.max(0, at)));
    [left, top] = [room(left, wide, width), room(top, high, height)];
    svg.setAttribute('viewBox', [left, top, wide, high].join(' '));
  }
  const fitting = () => Math.max(width / svg.clientWidth, height / svg.clientHeight, 1);
  function zoom(factor, across = 0.5, down = 0.5) {
    const before = seen();
    scale = Math.min(Math.max(fitting(), 1), Math.max(0.4, scale * factor));
    left += across * (before.wide - seen().wide);
    top += down * (before.high - seen().high);
    draw();
  }
  function move(across, down) {
    left += across * seen().wide;
    top += down * seen().high;
    draw();
  }
  // The keyboard comes to nodes that are out of sight; a click must not move what it is on.
  function bring(node) {
    if (!node.matches(':focus-visible')) return;
    const { e: x, f: y } = node.transform.baseVal.getItem(0).matrix;
    const { width: across, height: down } = node.getBBox();
    const { wide, high } = seen();
    left = Math.min(x - 8, Math.max(left, x + across + 8 - wide));
    top = Math.min(y - 8, Math.max(top, y + down + 8 - high));
    draw();
  }
  function start() {
    scale = Math.min(1.4, fitting());
    [left, top] = [width - seen().wide, (height - seen().high) / 2];
    draw();
  }
  function showAll() {
    scale = fitting();
    draw();
  }

  function reach(start, next) {
    const seen = new Set([start]);
    for (const id of seen) for (const edge of edges) if (edge[next[0]] === id) seen.add(edge[next[1]]);
    return seen;
  }
  function show(node) {
    chosen = chosen === node ? undefined : node;
    svg.classList.toggle('choosing', Boolean(chosen));
    for (const each of nodes) each.setAttribute('aria-pressed', String(each === chosen));
    const [after, before] = chosen ? [reach(chosen.dataset.id, ['from', 'to']), reach(chosen.dataset.id, ['to', 'from'])] : [new Set(), new Set()];
    const on = (edge) => (after.has(edge.from) && after.has(edge.to)) || (before.has(edge.from) && before.has(edge.to));
    const lit = new Set(edges.filter(on).flatMap(({ from, to }) => [from, to]));
    for (const edge of edges) edge.element.classList.toggle('lit', Boolean(chosen) && on(edge));
    for (const [id, each] of byId) each.classList.toggle('lit', each === chosen || lit.has(id));
    const steps = chosen ? edges.filter(on).map(({ element }) => element.textContent) : [];
    const more = steps.length > 8 ? '; and ' + (steps.length - 8) + ' more steps' : '';
    said.textContent = chosen ? chosen.dataset.id + ': leads on to ' + (after.size - 1) + ', and ' + (before.size - 1) + ' lead to it. ' + steps.slice(0, 8).join('; ') + more + '.' : '';
  }

  for (const node of nodes) {
    node.addEventListener('click', () => show(node));
    node.addEventListener('focus', () => bring(node));
  }
  for (const button of figure.querySelectorAll('[data-zoom]')) {
    button.addEventListener('click', () => (button.dataset.zoom === 'all' ? showAll() : zoom(button.dataset.zoom === 'in' ? 0.8 : 1.25)));
  }
  const keys = {
    'ArrowLeft': () => move(-0.1, 0), 'ArrowRight': () => move(0.1, 0), 'ArrowUp': () => move(0, -0.1), 'ArrowDown': () => move(0, 0.1),
    '+': () => zoom(0.8), '=': () => zoom(0.8), '-': () => zoom(1.25), '0': showAll, 'Escape': () => chosen && show(chosen),
  };
  svg.addEventListener('keydown', (event) => {
    const node = event.target.closest('.node');
    const act = node && (event.key === 'Enter' || event.key === ' ') ? () => show(node) : keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });
  svg.addEventListener('wheel', (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const place = svg.getBoundingClientRect();
    zoom(event.deltaY < 0 ? 0.9 : 1.1, (event.clientX - place.left) / place.width, (event.clientY - place.top) / place.height);
  }, { passive: false });

  let held;
  svg.addEventListener('pointerdown', (event) => { if (!event.target.closest('.node')) held = { x: event.clientX, y: event.clientY }; });
  svg.addEventListener('pointermove', (event) => {
    if (!held) return;
    const place = svg.getBoundingClientRect();
    move((held.x - event.clientX) / place.width, (held.y - event.clientY) / place.height);
    held = { x: event.clientX, y: event.clientY };
  });
  addEventListener('resize', draw);
  addEventListener('beforeprint', () => svg.setAttribute('viewBox', full));
  addEventListener('afterprint', draw);
  start();
  for (const end of ['pointerup', 'pointerleave', 'pointercancel']) svg.addEventListener(end, () => { held = undefined; });
})();`;
