// Puts figures into another site's page, with the code that their own pages give, and
// sees that no other page can be put there.
import { launch } from './chromium.mjs';

const elsewhere = 'http://elsewhere.test/';

/** Checks a figure in each language, on hosts of two kinds. */
export async function checkEmbed(site, pages, report) {
  const embeds = await drawn(site, pages.map(({ path }) => path).filter((path) => path.endsWith('/embed/')));
  const perLanguage = new Map(embeds.map((path) => [path.split('/')[0], path]));
  if (perLanguage.size === 0) return;
  const browser = await launch();
  try {
    for (const embed of perLanguage.values()) {
      for (const host of Object.keys(hosts)) {
        report(`${new URL(embed, site.base).pathname} in another site (${host})`, await show(browser, site, embed, hosts[host]));
      }
    }
    report('the code of a figure', await code(browser, site, embeds));
  } finally {
    await browser.close();
  }
}

/** Those of a figure that has something to draw. */
async function drawn(site, embeds) {
  const kept = [];
  for (const path of embeds) {
    const { status } = await fetch(`${site.base}${path}../chart.json`, { method: 'HEAD' });
    if (status === 200) kept.push(path);
  }
  return kept;
}

/** What hosts do where several rules of _headers give a header: both are right. */
const hosts = {
  'all rules': (values) => values,
  'the last rule': (values) => values.slice(-1),
};

async function show(browser, site, embed, choose) {
  const problems = [];
  const shown = await frame(browser, site, embed, choose);
  if (shown.heading !== 1) problems.push('is not shown');
  if (shown.drawings !== 1) problems.push(`${shown.drawings} drawings are shown`);
  if (shown.wide) problems.push('scrolls sideways');
  if (shown.outside) problems.push('has a link that stays in the frame');
  const page = await frame(browser, site, embed.replace(/embed\/$/, ''), choose);
  if (page.heading !== 0) problems.push('the page of the figure is shown in a frame, too');
  return problems;
}

/** Opens a page of another site with an address of this one in a frame. */
async function frame(browser, site, path, choose) {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 } });
  const page = await context.newPage();
  await page.route(`${site.base}**`, async (route) => {
    const response = await route.fetch();
    const headers = {};
    for (const { name, value } of response.headersArray()) (headers[name.toLowerCase()] ??= []).push(value);
    const kept = Object.entries(headers).map(([name, values]) => [name, choose(values).join(', ')]);
    await route.fulfill({ response, headers: Object.fromEntries(kept) });
  });
  await page.route(elsewhere, (route) => route.fulfill({
    contentType: 'text/html', body: `<!doctype html><title>Elsewhere</title><iframe src="${site.base}${path}" width="100%" height="600"></iframe>`,
  }));
  await page.goto(elsewhere, { waitUntil: 'load' });
  const inner = page.frames().at(-1);
  const shown = await inner.evaluate(() => ({
    heading: document.querySelectorAll('main h1').length, // the browser's own page has an h1, too
    drawings: [...document.querySelectorAll('.charts svg')].filter((svg) => svg.getBoundingClientRect().width > 0).length,
    wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    outside: document.querySelector('base')?.target !== '_top' && document.links.length > 0,
  }));
  await context.close();
  return shown;
}

/** The code that a figure's page shows leads to the page for frames, and can be copied. */
async function code(browser, site, embeds) {
  const problems = [];
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  for (const embed of embeds) {
    await page.goto(site.base + embed.replace(/embed\/$/, ''));
    const given = await page.locator('textarea').inputValue();
    if (!given.includes(`src="${site.published}${embed}"`)) problems.push(`${embed} has the code ${given}`);
  }
  await page.locator('.code .button').click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  if (copied !== await page.locator('textarea').inputValue()) problems.push(`copies ${copied}`);
  await context.close();
  return problems;
}
