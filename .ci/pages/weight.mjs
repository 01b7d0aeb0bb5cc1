// Weighs what a first visit loads, compressed as hosts compress it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launch } from './chromium.mjs';

// The most that pages may weigh with all that they load, in kB of 1000 bytes.
const dashboardLimit = 150;
const listLimit = 60;

/** Checks each language's dashboard, and the heaviest of all lists. */
export async function checkWeight(site, folder, report) {
  const dashboards = site.pages.map(({ path }) => path).filter((path) => /^[a-z]{2}\/$/.test(path));
  const browser = await launch();
  try {
    for (const [path, limit] of [...dashboards.map((path) => [path, dashboardLimit]), [heaviestList(site, folder), listLimit]]) {
      if (path === undefined) continue;
      const { weight, problems } = await weigh(browser, site, path);
      console.log(`${path} weighs ${weight.toFixed(1)} kB compressed, with all that it loads`);
      if (weight > limit) problems.push(`weighs ${weight.toFixed(1)} kB, more than ${limit}`);
      report(`the weight of ${new URL(path, site.base).pathname}`, problems);
    }
  } finally {
    await browser.close();
  }
}

/** The list whose page is the largest once compressed. */
function heaviestList(site, folder) {
  const lists = site.pages.filter(({ path }) => !path.endsWith('.html'))
    .map(({ path }) => ({ path, html: readFileSync(join(folder, path, 'index.html')) }))
    .filter(({ html }) => html.includes('<div class="list'))
    .map(({ path, html }) => ({ path, size: gzipSync(html, { level: 6 }).length }));
  return lists.sort((a, b) => b.size - a.size)[0]?.path;
}

async function weigh(browser, site, path) {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 } });
  const page = await context.newPage();
  const answers = [];
  page.on('response', (response) => answers.push(response));
  await page.goto(site.base + path);
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await page.waitForLoadState('networkidle');
  const blocking = await page.evaluate(() => performance.getEntriesByType('resource')
    .filter((e) => e.initiatorType === 'script' && e.renderBlockingStatus === 'blocking').map((e) => e.name));
  const bodies = await Promise.all(answers.map((answer) => answer.body()));
  const weight = bodies.reduce((sum, body) => sum + Math.min(body.length, gzipSync(body, { level: 6 }).length), 0);
  await context.close();
  return { weight: weight / 1000, problems: blocking.map((name) => `waits for ${name} before it shows anything`) };
}
