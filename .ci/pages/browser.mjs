// Opens a page of every kind in a browser: narrow and wide, light and dark, and in the
// ways of seeing that few need and those need badly.
import { accessibility, contrast, launch, watch } from './chromium.mjs';
import { tabThrough } from './keyboard.mjs';
import { printable, readable, seen, shapes, still } from './legible.mjs';

// WCAG 2.2 asks that a page can be read at 320 px without scrolling sideways.
const widths = [320, 1280];
// A4 without its margins, at 96 px an inch.
const paper = 672;
// Windows in which text of twice its size is looked at.
const widthsOfLargeText = [1280, 640];
// The size of text in px where nobody has set another.
const usualText = 16;
// How many pages are open at once.
const tabs = 3;

/** Checks a page of every kind, and reports one check for each way in which it is seen. */
export async function checkInBrowser(site, pages, report) {
  const browser = await launch();
  try {
    const context = await browser.newContext({ colorScheme: 'light', reducedMotion: 'reduce' });
    const waiting = sample(pages);
    console.log(`${waiting.length} pages are opened`);
    const visitAll = async () => {
      const tab = await open(context, site);
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) await visit(tab, site, path, report);
    };
    await Promise.all(Array.from({ length: tabs }, visitAll));
  } finally {
    await browser.close();
  }
}

// Parts of addresses that stand for the same page of any list: its records with one
// value, and its further pages.
const formsOfLists = ['pec', 'by', 'lapa', 'page'];

/**
 * One page of every kind, the largest: each near the root is one; of each folder, those
 * directly below it are, and each deeper form; the facets and further pages of lists are
 * one kind in each language, whatever the list.
 */
function sample(pages) {
  const largest = new Map();
  for (const { path, size } of pages) {
    const kind = kindOf(path);
    if (size > (largest.get(kind)?.size ?? -1)) largest.set(kind, { path, size });
  }
  return [...largest.values()].sort((a, b) => b.size - a.size).map(({ path }) => path); // the longest work first
}

function kindOf(path) {
  const [lang, folder, ...below] = path.split('/').filter((part) => part !== '');
  if (below.length === 0) return path;
  if (formsOfLists.includes(below[0])) return [lang, ...below.filter((part) => formsOfLists.includes(part))].join('/');
  return [lang, folder, below.length, below.length > 1 ? below.at(-1) : ''].join('/');
}

/** A tab, what it has been heard to complain of, and its way to set the size of text. */
async function open(context, site) {
  const page = await context.newPage();
  const heard = [];
  await watch(page, site, heard);
  const session = await context.newCDPSession(page);
  const textSize = (standard) => session.send('Page.setFontSizes', { fontSizes: { standard, fixed: standard * 0.8125 } });
  return { page, heard, textSize };
}

/** Opens a page once for each width: scripts look at it when they begin. */
async function visit(tab, site, path, report) {
  const { page, heard } = tab;
  const name = new URL(path, site.base).pathname;
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(site.base + path);
    report(`${name} (${width} px, light)`, [
      ...await page.evaluate(seen), ...await page.evaluate(readable), ...await page.evaluate(still), ...await accessibility(page),
    ]);
    await page.emulateMedia({ colorScheme: 'dark' });
    report(`${name} (${width} px, dark)`, [
      ...await page.evaluate(seen), ...await contrast(page), ...await tabThrough(page),
    ]);
    heard.push(...await page.evaluate(() => window.violations ?? []));
  }
  report(`${name} (forced colours)`, await inForcedColours(page));
  report(`${name} (print)`, await onPaper(page));
  report(`${name} (text of 200 %)`, await inLargeText(tab));
  report(`${name} (loading)`, heard.splice(0));
}

async function inForcedColours(page) {
  await page.emulateMedia({ forcedColors: 'active' });
  const problems = [...await page.evaluate(seen), ...await page.evaluate(shapes)];
  await page.emulateMedia({ forcedColors: 'none' });
  return problems;
}

async function onPaper(page) {
  await page.setViewportSize({ width: paper, height: 900 });
  await page.emulateMedia({ media: 'print' });
  const problems = [...await page.evaluate(seen), ...await page.evaluate(readable), ...await page.evaluate(printable)];
  await page.emulateMedia({ media: 'screen' });
  return problems;
}

/** The reader's own setting, which a style sheet in rem follows, in its conditions too. */
async function inLargeText({ page, textSize }) {
  const problems = [];
  await textSize(2 * usualText);
  for (const width of widthsOfLargeText) {
    await page.setViewportSize({ width, height: 800 });
    const size = await page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
    if (size < 2 * usualText) problems.push(`text of ${size} px`);
    problems.push(...[...await page.evaluate(seen), ...await page.evaluate(readable)].map((problem) => `${problem} (${width} px)`));
  }
  await textSize(usualText);
  return problems;
}
