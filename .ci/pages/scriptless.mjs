// Uses a site as somebody without JavaScript does: everything but the search and
// combined filters works. Facets' links are tried in lists.mjs.
import { launch } from './chromium.mjs';

const narrow = { width: 320, height: 800 };
const wide = { width: 1280, height: 800 };

/** Checks a site without scripts, and reports one check for each thing that one does in each language. */
export async function checkScriptless(site, pages, report) {
  const paths = [...pages].sort((a, b) => b.size - a.size).map(({ path }) => path); // the richest first
  const languages = paths.filter((path) => /^[a-z]{2}\/$/.test(path));
  const browser = await launch();
  try {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    for (const home of languages) {
      for (const [name, act] of Object.entries(deeds(paths, home))) {
        report(`${home} without scripts: ${name}`, await act(page, site).catch((error) => [error.message]));
      }
    }
    await context.close();
  } finally {
    await browser.close();
  }
}

/** What one does, in the pages of a language. */
function deeds(paths, home) {
  const own = paths.filter((path) => path.startsWith(home));
  return {
    'the skip link': skip(home),
    'the menu': menu(home),
    'the other language': otherLanguage(home),
    'charts and their tables': charts(home),
    'from page to page of a list': pager(own.find((path) => /^[a-z]{2}\/[^/]+\/(lapa|page)\/2\/$/.test(path))),
    'a figure and its files': figure(own.find((path) => path.endsWith('/embed/'))),
  };
}

const skip = (home) => async (page, site) => {
  await page.setViewportSize(narrow);
  await page.goto(site.base + home);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const target = new URL(page.url()).hash;
  const problems = target === '' ? ['Tab and Enter lead nowhere'] : [];
  await page.keyboard.press('Tab');
  if (await page.locator('main :focus').count() !== 1) problems.push('the next Tab does not lead into the page');
  return problems;
};

const menu = (home) => async (page, site) => {
  await page.setViewportSize(narrow);
  await page.goto(site.base + home);
  const link = page.locator('.site-nav a').last();
  if (await link.isVisible()) return ['the menu is open before anybody opens it'];
  await page.locator('.menu-button').first().click();
  await link.click();
  await page.waitForURL((url) => url.href !== site.base + home);
  return await page.locator('main h1').count() === 1 ? [] : ['the link leads to nothing'];
};

const otherLanguage = (home) => async (page, site) => {
  await page.setViewportSize(wide);
  await page.goto(site.base + home);
  const before = await page.locator('html').getAttribute('lang');
  const link = page.locator('.site-languages a').first();
  const promised = await link.getAttribute('hreflang');
  await link.click();
  await page.waitForURL((url) => url.href !== site.base + home);
  const now = await page.locator('html').getAttribute('lang');
  return now !== before && now === promised ? [] : [`from ${before} the link for ${promised} leads to ${now}`];
};

const charts = (home) => async (page, site) => {
  await page.setViewportSize(wide);
  await page.goto(site.base + home);
  const problems = [];
  const figures = page.locator('.figure', { has: page.locator('.charts') });
  if (await figures.count() === 0) problems.push('no figure is drawn');
  for (const one of await figures.all()) {
    const name = (await one.locator('h2, h3').first().textContent()).trim();
    if (await one.locator('.charts svg:visible').count() !== 1) problems.push(`"${name}": not one drawing is shown`);
    await one.locator('summary').first().click();
    if (!await one.locator('table').first().isVisible()) problems.push(`"${name}": its table does not open`);
  }
  return problems;
};

const pager = (second) => async (page, site) => {
  if (second === undefined) return ['no list has a second page'];
  await page.setViewportSize(wide);
  await page.goto(new URL('../../', site.base + second).href);
  const first = await page.locator('.cards h3 a').allTextContents();
  await page.locator('.pager [rel=next]').click();
  await page.waitForURL(site.base + second);
  const next = await page.locator('.cards h3 a').allTextContents();
  const problems = next.length === 0 || next[0] === first[0] ? ['the second page shows nothing new'] : [];
  await page.locator('.cards h3 a').first().click();
  await page.waitForURL((url) => url.href !== site.base + second);
  if ((await page.locator('h1').textContent()).trim() !== next[0].trim()) problems.push(`"${next[0]}" leads to another page`);
  return problems;
};

/** A figure's page has its table and its files, and its page for frames the same drawing. */
const figure = (embed) => async (page, site) => {
  if (embed === undefined) return ['no figure has a page for frames'];
  const own = new URL('../', site.base + embed).href;
  await page.goto(own);
  const problems = [];
  const drawings = await page.locator('.charts svg:visible').count();
  if (drawings === 0) problems.push('nothing is drawn');
  if (await page.locator('table').count() === 0) problems.push('there is no table');
  for (const file of ['data.csv', 'chart.svg']) {
    const link = page.locator(`a[href$="${file}"]`).first();
    if (await link.count() === 0) problems.push(`no link to ${file}`);
    else if ((await page.request.get(new URL(await link.getAttribute('href'), own).href)).status() !== 200) problems.push(`${file} is not there`);
  }
  await page.goto(site.base + embed);
  if (await page.locator('.charts svg:visible').count() !== drawings) problems.push('the page for frames has not the same drawing');
  return problems;
};
