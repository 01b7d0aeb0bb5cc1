// The browser that looks at pages, and what it watches for.
import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { chromium } from 'playwright-core';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// Those of them that look at colours. All others find the same in light and in dark.
const colourRules = ['color-contrast', 'link-in-text-block'];

export function launch() {
  return chromium.launch({
    executablePath: executable(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** The headless shell first: the same browser without windows, which cost as much again. */
function executable() {
  const found = [process.env.CHROMIUM, '/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => path && existsSync(path));
  if (!found) throw new Error('no Chromium: install it, or name it in CHROMIUM');
  return found;
}

/**
 * Notes what goes wrong in a page from now on: errors, requests to other hosts and, in
 * window.violations, what the content security policy refuses.
 */
export async function watch(page, site, problems) {
  page.on('console', (message) => { if (message.type() === 'error') problems.push(`console: ${message.text()}`); });
  page.on('pageerror', (error) => problems.push(`script: ${error.message}`));
  await page.route((url) => !url.href.startsWith(site.base), (route) => {
    problems.push(`asks for ${route.request().url()}`);
    return route.abort();
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      (window.violations ??= []).push(`${event.violatedDirective} refused ${event.blockedURI}`);
    });
  });
}

/** What axe finds in a page. */
export function accessibility(page) {
  return runAxe(page, { runOnly: { type: 'tag', values: rules } });
}

/** What axe finds in a page that it has seen before, now that its colours are others. */
export function contrast(page) {
  return runAxe(page, { runOnly: { type: 'rule', values: colourRules } });
}

// What is inside a drawing is one picture for axe: it looks at the colour of text there,
// not at its fill, and takes seconds for thousands of marks.
const looked = { exclude: [['.charts svg *']] };
// Nothing has to be loaded again for these rules, and there are no frames.
const frugal = { resultTypes: ['violations'], preload: false, iframes: false };

async function runAxe(page, options) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe.source);
  const found = await page.evaluate(([where, o]) => window.axe.run(where, o), [looked, { ...frugal, ...options }]);
  return found.violations.map((v) => `axe: ${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(', ')}`);
}
