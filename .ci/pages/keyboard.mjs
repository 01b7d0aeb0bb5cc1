// Goes through a page with the Tab key, as somebody without a pointer does.

// The most presses: a page that takes more has as many things, or a trap.
const most = 400;
// The smallest target, in px (WCAG 2.2, 2.5.8).
const smallest = 24;

/**
 * Presses Tab until the focus has been everywhere, and says what it did not reach, what
 * it left unseen and what shows no focus.
 */
export async function tabThrough(page) {
  const expected = await page.evaluate(prepare, most);
  for (let presses = 0; presses < expected; presses++) {
    await page.keyboard.press('Tab');
    if (!await page.evaluate(step)) break;
  }
  return page.evaluate(finish, smallest);
}

/** Runs in the page: marks what can be used, and returns how many presses to make. */
function prepare(most) {
  const usable = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && e.tabIndex >= 0);
  window.keyboard = { usable: usable.slice(0, most), reached: new Set(), problems: new Set() };
  return Math.min(usable.length, most);
}

/** Runs in the page: looks at what has the focus now; false where nothing has. */
function step() {
  const { reached, problems } = window.keyboard;
  const e = document.activeElement;
  if (e === null || e === document.body || reached.has(e)) return false;
  reached.add(e);
  const name = `<${e.tagName.toLowerCase()}> "${(e.textContent || e.getAttribute('aria-label') || '').trim().slice(0, 40)}"`;
  const box = e.getBoundingClientRect();
  const style = getComputedStyle(e);
  if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) problems.add(`${name} shows no focus`);
  if (box.width === 0 || box.height === 0 || box.right <= 0 || box.left >= innerWidth || box.bottom <= 0 || box.top >= innerHeight) {
    problems.add(`${name} has the focus where nobody sees it`);
    return true;
  }
  const rect = [...e.getClientRects()].find((r) => r.width > 0 && r.height > 0 && r.bottom > 0 && r.top < innerHeight) ?? box;
  const x = Math.min(Math.max(rect.left + rect.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(rect.top + rect.height / 2, 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  if (top && !e.contains(top) && !top.contains(e)) problems.add(`${name} has the focus below <${top.tagName.toLowerCase()}>`);
  return true;
}

/** Runs in the page: what was not reached, and what is too small to press. */
function finish(smallest) {
  const { usable, reached, problems } = window.keyboard;
  for (const e of usable) {
    const name = `<${e.tagName.toLowerCase()}> "${e.textContent.trim().slice(0, 40)}"`;
    if (!reached.has(e)) problems.add(`Tab does not reach ${name}`);
    const inText = e.matches('p a, dd a, li a, td a, th a') && getComputedStyle(e).display === 'inline';
    const box = (e.labels?.[0]?.contains(e) ? e.labels[0] : e).getBoundingClientRect(); // a label is pressed, too
    if (!inText && box.height < smallest) problems.add(`${name} is ${Math.round(box.height)} px high`);
  }
  return [...problems].slice(0, 10);
}
