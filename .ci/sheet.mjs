// Makes pictures of a built site for a person to look at:
//
//   node .ci/sheet.mjs DIR OUT
//
// For each language, width and way of seeing, OUT gets two PNG files: a contact sheet of
// all figures, each as its own page shows it, and the dashboard. No part of the gate.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from './pages/chromium.mjs';
import { serve } from './pages/server.mjs';

const widths = [360, 1280];
// A4 without its margins, at 96 px an inch.
const paper = 672;
const ways = [
  { name: 'light', colorScheme: 'light', widths },
  { name: 'dark', colorScheme: 'dark', widths },
  { name: 'no-script', colorScheme: 'light', widths, javaScriptEnabled: false },
  { name: 'print', colorScheme: 'light', widths: [paper], media: 'print' },
];
// The sheet is about this wide, whatever the width of what it shows.
const sheetWidth = 2600;

const [folder, out] = process.argv.slice(2);
if (out === undefined) {
  console.error('usage: node .ci/sheet.mjs DIR OUT');
  process.exit(2);
}
mkdirSync(out, { recursive: true });
const site = await serve(folder);
const browser = await launch();
try {
  for (const way of ways) {
    for (const width of way.widths) {
      for (const lang of languages()) {
        await picture(way, width, lang);
      }
    }
  }
} finally {
  await browser.close();
  await site.close();
}

/** The languages of the site: its folders with a dashboard. */
function languages() {
  return site.pages.map(({ path }) => path).filter((path) => /^[a-z]{2}\/$/.test(path)).map((path) => path.slice(0, 2));
}

/** The pages of figures: those that have a page for frames below them. */
function figures(lang) {
  return site.pages.map(({ path }) => path).filter((path) => path.startsWith(`${lang}/`) && path.endsWith('/embed/'))
    .map((path) => path.replace(/embed\/$/, ''));
}

/** Makes the two files of one language, width and way. */
async function picture(way, width, lang) {
  const { colorScheme, media, javaScriptEnabled = true } = way;
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, javaScriptEnabled, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.emulateMedia({ media: media ?? 'screen', colorScheme });
  const pictures = [];
  for (const path of figures(lang)) {
    await page.goto(site.base + path);
    const figure = page.locator('main figure');
    const picture = await figure.count() > 0 ? await figure.first().screenshot() : null;
    pictures.push({ name: path, picture });
  }
  await page.goto(`${site.base}${lang}/`);
  const name = `${way.name}-${width}-${lang}.png`;
  await page.screenshot({ path: join(out, `dashboard-${name}`), fullPage: true });
  await context.close();
  await sheet(pictures, width, join(out, `figures-${name}`));
  console.log(name);
}

/** Puts pictures side by side, each under its page's address. */
async function sheet(pictures, width, file) {
  const columns = Math.max(1, Math.floor(sheetWidth / width));
  const page = await browser.newPage({ viewport: { width: columns * (width + 24), height: 600 } });
  const cells = pictures.map(({ name, picture }) => `<div><p>${name}</p>${
    picture ? `<img src="data:image/png;base64,${picture.toString('base64')}">` : '<p>nothing to draw</p>'}</div>`);
  await page.setContent(`<!doctype html><style>
    body { columns: ${columns}; column-gap: 24px; margin: 12px; background: #888; font: 14px monospace; }
    div { break-inside: avoid; margin-bottom: 24px; } p { margin: 0; } img { display: block; max-width: 100%; }
  </style>${cells.join('')}`);
  await page.screenshot({ path: file, fullPage: true });
  await page.close();
}
