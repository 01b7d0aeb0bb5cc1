// Opens a page of every kind in a browser, narrow and wide, light and dark.
import { accessibility, launch, watch } from './chromium.mjs';
import { tabThrough } from './keyboard.mjs';

// How pages are seen. WCAG 2.2 asks that a page can be read at 320 px without scrolling
// sideways. What axe finds depends on the width or on the colours, hardly ever on both:
// it looks at each once. The keyboard's way depends on the width alone.
const narrow = 320;
const views = [
  { width: narrow, colorScheme: 'light', axe: true, keyboard: false },
  { width: narrow, colorScheme: 'dark', axe: false, keyboard: true },
  { width: 1280, colorScheme: 'light', axe: false, keyboard: true },
  { width: 1280, colorScheme: 'dark', axe: true, keyboard: false },
];
// How many pages are open at once.
const tabs = 4;

/** Checks a page of every kind, and reports one check for each way in which it is seen. */
export async function checkInBrowser(site, pages, report) {
  const browser = await launch();
  try {
    for (const view of views) {
      const { width, colorScheme } = view;
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, reducedMotion: 'reduce' });
      const waiting = sample(pages);
      const visitAll = async () => {
        for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
          const problems = await visit(context, site, path, view);
          report(`${new URL(path, site.base).pathname} (${width} px, ${colorScheme})`, problems);
        }
      };
      await Promise.all(Array.from({ length: tabs }, visitAll));
      await context.close();
    }
  } finally {
    await browser.close();
  }
}

/**
 * One page of every kind: all near the root, and of each folder the largest page
 * directly below it and the largest of every deeper form.
 */
function sample(pages) {
  const largest = new Map();
  for (const { path, size } of pages) {
    const parts = path.split('/').filter((part) => part !== '');
    const form = parts.at(-1) === 'embed' ? 'embed' : parts[2];
    const kind = parts.length <= 2 ? path : [...parts.slice(0, 2), parts.length, parts.length > 3 ? form : ''].join('/');
    if (size > (largest.get(kind)?.size ?? -1)) largest.set(kind, { path, size });
  }
  return [...largest.values()].map(({ path }) => path);
}

async function visit(context, site, path, view) {
  const problems = [];
  const page = await context.newPage();
  await watch(page, site, problems);
  await page.goto(site.base + path);
  problems.push(...await page.evaluate(() => window.violations ?? []));
  problems.push(...await page.evaluate(seen));
  if (view.axe) problems.push(...await accessibility(page));
  if (view.keyboard) problems.push(...await tabThrough(page));
  if (view.width === narrow) problems.push(...await page.evaluate(overflow));
  await page.emulateMedia({ media: 'print' });
  problems.push(...(await page.evaluate(seen)).map((problem) => `${problem} in print`));
  await page.close();
  return problems;
}

/** Runs in the page: what is wrong with what one sees. */
function seen() {
  const problems = [];
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) problems.push('scrolls sideways');
  for (const charts of document.querySelectorAll('.charts')) {
    const shown = [...charts.querySelectorAll('svg')].filter((svg) => svg.getBoundingClientRect().width > 0);
    if (shown.length !== 1) problems.push(`${shown.length} drawings of a chart are shown`);
  }
  if (getComputedStyle(document.body).fontFamily === '' || document.styleSheets.length === 0) problems.push('no style sheet');
  return problems;
}

/** Runs in the page: what reaches over the edge. */
function overflow() {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.querySelectorAll('main *, header *, footer *')].find((e) => e.getBoundingClientRect().right > width + 1);
  return [`scrolls sideways because of ${wide ? `<${wide.tagName.toLowerCase()} class="${wide.getAttribute('class') ?? ''}">` : 'something'}`];
}
