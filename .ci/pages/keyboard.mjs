// Goes through a page with the Tab key, as somebody without a pointer does.

// The smallest target, in px (WCAG 2.2, 2.5.8).
const smallest = 24;
// How many presses are on their way at once.
const ahead = 50;

/**
 * Presses Tab until the focus has been everywhere, and says what it did not reach, what
 * it left unseen and what shows no focus.
 */
export async function tabThrough(page) {
  let left = await page.evaluate(prepare);
  const keys = await page.context().newCDPSession(page);
  while (left > 0) {
    await press(keys, Math.min(left, ahead));
    left = await page.evaluate(() => (window.keyboard.ended ? 0 : window.keyboard.usable.filter((e) => !window.keyboard.reached.has(e)).length));
  }
  await keys.detach();
  return page.evaluate(finish, smallest);
}

/** Presses Tab several times. An answer to each press would be most of the time. */
async function press(keys, times) {
  const key = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 };
  const sent = [];
  for (let i = 0; i < times; i++) {
    sent.push(keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key }), keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key }));
  }
  await Promise.all(sent);
}

/**
 * Runs in the page: marks what can be used, and looks at what has the focus whenever the
 * key is let go: by then the page has scrolled to it.
 */
function prepare() {
  const offered = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"], [role="button"], [role="link"]')]
    .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled);
  const usable = offered.filter((e) => e.tabIndex >= 0);
  const reached = new Set();
  const problems = new Set(offered.filter((e) => e.tabIndex < 0)
    .map((e) => `Tab passes over <${e.tagName.toLowerCase()}> "${e.textContent.trim().slice(0, 40)}"`));
  window.keyboard = { usable, reached, problems, ended: false };
  const look = () => {
    const e = document.activeElement;
    if (window.keyboard.ended || e === null || e === document.body || reached.has(e)) {
      window.keyboard.ended = true;
      return;
    }
    reached.add(e);
    const name = `<${e.tagName.toLowerCase()}> "${(e.textContent || e.getAttribute('aria-label') || '').trim().slice(0, 40)}"`;
    const box = e.getBoundingClientRect();
    const style = getComputedStyle(e);
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) problems.add(`${name} shows no focus`);
    if (box.width === 0 || box.height === 0 || box.right <= 0 || box.left >= innerWidth || box.bottom <= 0 || box.top >= innerHeight) {
      problems.add(`${name} has the focus where nobody sees it`);
      return;
    }
    const rect = [...e.getClientRects()].find((r) => r.width > 0 && r.height > 0 && r.bottom > 0 && r.top < innerHeight) ?? box;
    const x = Math.min(Math.max(rect.left + rect.width / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max(rect.top + rect.height / 2, 0), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    if (top && !e.contains(top) && !top.contains(e)) problems.add(`${name} has the focus below <${top.tagName.toLowerCase()}>`);
  };
  window.keyboard.look = look;
  document.addEventListener('keyup', look, true);
  return usable.length;
}

/** Runs in the page: what was not reached, and what is too small to press. */
function finish(smallest) {
  const { usable, reached, problems, look } = window.keyboard;
  document.removeEventListener('keyup', look, true);
  for (const e of usable) {
    const name = `<${e.tagName.toLowerCase()}> "${e.textContent.trim().slice(0, 40)}"`;
    if (!reached.has(e)) problems.add(`Tab does not reach ${name}`);
    const inText = e.matches('p a, dd a, li a, td a, th a') && getComputedStyle(e).display === 'inline';
    const box = (e.labels?.[0]?.contains(e) ? e.labels[0] : e).getBoundingClientRect(); // a label is pressed, too
    if (!inText && box.height < smallest) problems.add(`${name} is ${Math.round(box.height)} px high`);
    if (!inText && box.width < smallest) problems.add(`${name} is ${Math.round(box.width)} px wide`);
  }
  document.activeElement?.blur();
  scrollTo(0, 0);
  return [...problems].slice(0, 10);
}
