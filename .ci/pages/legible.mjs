// What is wrong with what one sees, however a page is shown. Each function runs in the
// page and returns what it finds.

/** The page is as wide as its window, and of each chart there is one drawing. */
export function seen() {
  const problems = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) {
    const wide = [...document.querySelectorAll('main *, header *, footer *')].find((e) => e.getBoundingClientRect().right > clientWidth + 1);
    problems.push(`scrolls sideways because of ${wide ? `<${wide.tagName.toLowerCase()} class="${wide.getAttribute('class') ?? ''}">` : 'something'}`);
  }
  for (const charts of document.querySelectorAll('.charts')) {
    const shown = [...charts.querySelectorAll('svg')].filter((svg) => svg.getBoundingClientRect().width > 0);
    if (shown.length !== 1) problems.push(`${shown.length} drawings of a chart are shown`);
  }
  if (getComputedStyle(document.body).fontFamily === '' || document.styleSheets.length === 0) problems.push('no style sheet');
  return problems;
}

/**
 * No text lies over another, and none is cut where its box ends. Boxes that end on
 * purpose say so: with an ellipsis, after some lines, or for screen readers alone.
 */
export function readable() {
  const named = (e) => `<${e.tagName.toLowerCase()} class="${e.getAttribute('class') ?? ''}"> "${e.textContent.trim().slice(0, 40)}"`;
  const problems = [];
  const cut = new Set();
  for (const e of document.querySelectorAll('body *')) {
    const style = getComputedStyle(e);
    if (style.overflow === 'visible' || e instanceof SVGElement || e.textContent.trim() === '') continue;
    const meant = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none' || style.clipPath !== 'none';
    if (meant) cut.add(e);
    const hides = (way) => way === 'hidden' || way === 'clip';
    const over = (hides(style.overflowX) && e.scrollWidth > e.clientWidth + 1) || (hides(style.overflowY) && e.scrollHeight > e.clientHeight + 1);
    if (over && !meant && e.clientWidth > 0) problems.push(`${named(e)} is cut`);
  }
  const boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const e = node.parentElement;
    if (node.data.trim() === '' || e.closest('svg, script, template, noscript') || !e.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if ([...cut].some((c) => c.contains(e))) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      // A line's box is higher than its letters.
      const lead = box.height * 0.25;
      if (box.width > 1) boxes.push({ e, left: box.left, right: box.right, top: box.top + lead, bottom: box.bottom - lead });
    }
  }
  boxes.sort((a, b) => a.top - b.top);
  for (const [i, a] of boxes.entries()) {
    for (let j = i + 1; j < boxes.length && boxes[j].top < a.bottom - 1; j++) {
      const b = boxes[j];
      if (a.e !== b.e && a.left < b.right - 1 && b.left < a.right - 1) problems.push(`${named(a.e)} lies over ${named(b.e)}`);
    }
  }
  return problems.slice(0, 5);
}

/** Nothing moves. */
export function still() {
  const moves = document.getAnimations().map(({ effect }) => effect?.target).filter(Boolean);
  for (const e of document.querySelectorAll('*')) {
    const style = getComputedStyle(e);
    if (style.scrollBehavior !== 'auto' || parseFloat(style.transitionDuration) > 0 || style.animationName !== 'none') moves.push(e);
  }
  return [...new Set(moves)].slice(0, 3).map((e) => `<${e.tagName.toLowerCase()} class="${e.getAttribute('class') ?? ''}"> moves`);
}

/**
 * On paper: what only leads on is gone, and nothing is left in a box that would have to
 * be scrolled.
 */
export function printable() {
  const problems = [];
  for (const e of document.querySelectorAll('nav, button, input, select, form, .skip')) {
    if (e.checkVisibility({ visibilityProperty: true })) problems.push(`<${e.tagName.toLowerCase()} class="${e.getAttribute('class') ?? ''}"> is printed`);
  }
  for (const e of document.querySelectorAll('main *')) {
    if (e instanceof SVGElement || getComputedStyle(e).clipPath !== 'none' || getComputedStyle(e).overflow === 'visible') continue;
    if (getComputedStyle(e).webkitLineClamp === 'none' && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)) {
      problems.push(`<${e.tagName.toLowerCase()} class="${e.getAttribute('class') ?? ''}"> is cut`);
    }
  }
  return problems.slice(0, 5);
}

/**
 * In a reader's own colours a badge has an edge and a word, and each shape that tells
 * something has the colour of text: whatever the ground is, it differs from that.
 */
export function shapes() {
  if (!matchMedia('(forced-colors: active)').matches) return ['the colours are not forced'];
  const text = getComputedStyle(document.body).color;
  const problems = new Set();
  for (const e of document.querySelectorAll('.badge')) {
    if (parseFloat(getComputedStyle(e).borderTopWidth) < 1 || e.textContent.trim() === '') problems.add(`.${e.className} has no edge or no word`);
  }
  for (const e of document.querySelectorAll('.badge, .step, .parts li, .bar rect')) {
    if (!e.checkVisibility()) continue;
    const rect = e.matches('rect');
    const style = getComputedStyle(e, rect ? null : '::before');
    const colours = rect ? [style.stroke] : [style.borderTopColor, style.color];
    if (colours.some((colour) => colour !== text)) problems.add(`the shape of <${e.tagName.toLowerCase()} class="${e.getAttribute('class')}"> keeps ${colours.join(', ')}`);
  }
  return [...problems];
}
