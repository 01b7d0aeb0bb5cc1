// Narrows every list as a reader would: by the links without scripts, and by the form
// with them. What the form shows is held against the pages of the single values.
import { parse } from 'parse5';
import { accessibility, launch, watch } from './chromium.mjs';

const views = [
  { width: 360, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
];

/** Checks all lists that can be narrowed: one check a list without scripts, and one a view with them. */
export async function checkLists(site, pages, report) {
  const lists = await findLists(site, pages);
  if (lists.length === 0) return;
  const browser = await launch();
  try {
    for (const list of lists) {
      const name = new URL(list.path, site.base).pathname;
      report(`${name} narrowed by its links`, await byLinks(site, list));
      report(`${name} without scripts`, await withoutScripts(browser, site, list));
      for (const view of views) {
        report(`${name} narrowed by its form (${view.width} px, ${view.colorScheme})`, await byForm(browser, site, list, view));
      }
    }
    report('a list that can not be loaded', await failToLoad(browser, site, lists[0]));
  } finally {
    await browser.close();
  }
}

async function findLists(site, pages) {
  const lists = [];
  for (const { path } of pages.filter(({ path }) => path.split('/').length === 3)) {
    const page = await read(site, site.base + path);
    if (page.data) lists.push({ path, facets: page.facets });
  }
  return lists;
}

/** A list's page: its facets with their values, its number of records, the records it shows, its next page. */
async function read(site, address) {
  const response = await fetch(address);
  const page = { status: response.status, facets: [], cards: [] };
  collect(parse(await response.text()), page, site, { facet: null });
  return page;
}

function collect(node, page, site, at) {
  const attr = Object.fromEntries((node.attrs ?? []).map((a) => [a.name, a.value]));
  if (attr['data-list']) page.data = attr['data-list'];
  if (node.tagName === 'details' && attr.name === 'facet') {
    at = { facet: [] };
    page.facets.push(at.facet);
  }
  if (at.facet && node.tagName === 'li') {
    const [link, count] = node.childNodes.filter((n) => n.tagName);
    const href = new URL(attrOf(link, 'href'), site.origin).href;
    const [name, value] = href.split('/').slice(-3, -1);
    at.facet.push({ name, value, href, count: numberIn(textOf(count)) });
  }
  if (node.tagName === 'h2' && attr.class === 'count') page.count = numberIn(textOf(node).split(',')[0]);
  if (node.tagName === 'li' && attr.class === 'card') page.cards.push(attrOf(find(find(node, 'h3'), 'a'), 'href'));
  if (attr.rel === 'next') page.next = new URL(attr.href, site.origin).href;
  for (const child of node.childNodes ?? []) collect(child, page, site, at);
}

const attrOf = (node, name) => node.attrs.find((a) => a.name === name)?.value;
const textOf = (node) => node.value ?? (node.childNodes ?? []).map(textOf).join('');
const numberIn = (text) => Number(text.replace(/\D/g, ''));

function find(node, name) {
  if (node.tagName === name) return node;
  for (const child of node.childNodes ?? []) {
    const found = find(child, name);
    if (found) return found;
  }
  return undefined;
}

/** All records of a selection, from page to page. */
async function records(site, address, problems) {
  const first = await read(site, address);
  if (first.status !== 200) problems.push(`${address} answers ${first.status}`);
  const cards = [...first.cards];
  for (let { next } = first; next;) {
    const page = await read(site, next);
    cards.push(...page.cards);
    next = page.next;
  }
  return { count: first.count, cards };
}

/** Every link leads to a page with as many records as it says, and together they have all records. */
async function byLinks(site, list) {
  const problems = [];
  const whole = await records(site, site.base + list.path, problems);
  list.cards = whole.cards;
  if (whole.cards.length !== whole.count || new Set(whole.cards).size !== whole.count) {
    problems.push(`says ${whole.count} records, has ${whole.cards.length}, ${new Set(whole.cards).size} of them once`);
  }
  for (const facet of list.facets) {
    const held = new Set();
    for (const value of facet) {
      const { count, cards } = await records(site, value.href, problems);
      value.cards = cards;
      const cut = count > cards.length && cards.length === 200; // its last records are in the whole list alone
      if (count !== value.count || (cards.length !== count && !cut)) {
        problems.push(`${value.href} should have ${value.count} records, says ${count}, has ${cards.length}`);
      }
      for (const card of cards) held.add(card);
      facet.cut ||= cut;
    }
    if (!facet.cut && held.size !== whole.count) problems.push(`${facet[0].name} leads to ${held.size} of ${whole.count} records`);
  }
  return problems;
}

async function withoutScripts(browser, site, list) {
  const problems = [];
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(site.base + list.path);
  if (await page.locator('form').count() > 0) problems.push('there is a form');
  const facet = page.locator('.facets details').first();
  await facet.locator('summary').click();
  const link = facet.locator('a').first();
  const promised = numberIn(await facet.locator('.count').first().textContent());
  await link.click();
  const said = numberIn((await page.locator('h2.count').textContent()).split(',')[0]);
  if (said !== promised) problems.push(`the link promises ${promised} records, its page says ${said}`);
  await page.locator('.list > .clear a').click();
  if (page.url() !== site.base + list.path) problems.push(`the way back leads to ${page.url()}`);
  await context.close();
  return problems;
}

/** Two values of different facets that some records share, and not all of either; else any two with records in common. */
function pair(list) {
  let any;
  for (const facet of list.facets) {
    for (const other of list.facets.slice(list.facets.indexOf(facet) + 1)) {
      for (const a of facet) {
        for (const b of other) {
          const both = a.cards.filter((card) => b.cards.includes(card));
          if (both.length === 0 || facet.cut || other.cut) continue;
          any ??= { a, b, both };
          if (both.length < a.cards.length && both.length < b.cards.length) return { a, b, both };
        }
      }
    }
  }
  return any;
}

async function byForm(browser, site, list, view) {
  const problems = [];
  const { width, colorScheme } = view;
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await watch(page, site, problems);
  try {
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(site.base + list.path);
    await page.waitForSelector('form.filters');
    if (asked.some((url) => url.endsWith('.json'))) problems.push('loads the list before anybody wants it');
    problems.push(...await combine(page, site, list));
    problems.push(...await page.evaluate(() => window.violations ?? []));
    problems.push(...await order(page, list));
  } catch (error) {
    problems.push(`script: ${error.message}`);
  }
  await context.close();
  return problems;
}

/** Chooses two values, and looks at what is left: now, after a reload, after leaving and coming back. */
async function combine(page, site, list) {
  const found = pair(list);
  if (!found) return [];
  const { a, b, both } = found;
  const problems = [];
  const before = await page.locator('h2.count').textContent();
  await openPanel(page);
  problems.push(...await accessibility(page));
  await choose(page, a);
  await page.waitForSelector('.results .card', { timeout: 5000 });
  const focused = await page.evaluate(() => document.activeElement.name);
  if (focused !== a.name) problems.push(`the focus goes to ${focused || 'something else'}`);
  problems.push(...await shows(page, a.cards, 'one value'));
  await openPanel(page);
  await choose(page, b);
  problems.push(...await shows(page, both, 'two values'));
  const query = new URL(page.url()).searchParams;
  if (query.get(a.name) !== a.value || query.get(b.name) !== b.value) problems.push(`the address is ${page.url()}`);
  problems.push(...await inOtherLanguages(page, both));
  problems.push(...await accessibility(page));
  if (await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)) problems.push('scrolls sideways');
  await page.reload();
  problems.push(...await shows(page, both, 'after a reload'));
  await page.locator('.results .card a').first().click();
  await page.waitForURL((url) => url.pathname !== new URL(site.base + list.path).pathname);
  await page.goBack();
  problems.push(...await shows(page, both, 'back from a record'));
  await page.goBack();
  problems.push(...await shows(page, a.cards, 'back to one value'));
  await page.goBack();
  await page.waitForFunction((text) => document.querySelector('h2.count').textContent === text, before, { timeout: 5000 })
    .catch(() => problems.push('the way back does not lead to the whole list'));
  await page.goForward();
  problems.push(...await shows(page, a.cards, 'forward'));
  await page.locator('.filters [type=reset]').click();
  await page.waitForFunction((text) => document.querySelector('h2.count').textContent === text, before, { timeout: 5000 })
    .catch(() => problems.push('clearing does not lead to the whole list'));
  if (await page.locator('.results').count() > 0 || page.url() !== site.base + list.path) problems.push(`cleared, the page is at ${page.url()}`);
  return problems;
}

/** The links to the other languages lead to the same records, with the same number of choices. */
async function inOtherLanguages(page, wanted) {
  const problems = [];
  const chosen = new URL(page.url()).searchParams.size;
  for (const address of await page.locator('.site-languages a').evaluateAll((links) => links.map((a) => a.href))) {
    const other = await page.context().newPage();
    await other.goto(address);
    const count = await other.waitForFunction(() => document.querySelector('.results') && document.querySelector('h2.count').textContent, null, { timeout: 5000 })
      .then((text) => text.jsonValue(), () => 'nothing');
    if (new URL(address).searchParams.size !== chosen || numberIn(count) !== wanted.length) problems.push(`${address} shows ${count}, not ${wanted.length}`);
    await other.close();
  }
  return problems;
}

/** Orders the whole list by title: all records, each once, in the alphabet's order. */
async function order(page, list) {
  await openPanel(page);
  await page.locator('.filters [data-sort]').selectOption({ index: await page.locator('.filters [data-sort] option').count() - 1 });
  const problems = await shows(page, list.cards, 'ordered');
  const wrong = await page.evaluate(() => {
    const titles = [...document.querySelectorAll('.results h3')].map((h) => h.textContent);
    const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
    return titles.find((title, i) => i > 0 && compare(titles[i - 1], title) > 0);
  });
  if (wrong) problems.push(`out of order: ${wrong}`);
  return problems;
}

async function openPanel(page) {
  if (!await page.evaluate(() => document.querySelector('.filter-panel').open)) await page.locator('.filter-panel > summary').click();
}

async function choose(page, { name, value }) {
  const box = page.locator(`.filters input[name="${name}"][value="${value}"]`);
  if (await box.count() > 0) {
    await box.focus();
    await page.keyboard.press('Space');
    return;
  }
  const select = page.locator(`.filters select[name="${name}"]`);
  await select.focus();
  await select.selectOption(value);
}

/** What differs between the records shown, with all that the button adds, and those wanted. */
async function shows(page, wanted, when) {
  const right = await page.waitForFunction((n) => {
    const heading = document.querySelector('h2.count');
    return document.querySelector('.results') && heading.ariaLive === 'polite' && Number(heading.textContent.replace(/\D/g, '')) === n;
  }, wanted.length, { timeout: 5000 }).catch(() => null);
  if (!right) return [`${when}: ${await page.locator('h2.count').textContent()}, not ${wanted.length}`];
  const more = page.locator('.results > .button:not([hidden])');
  while (await more.count() > 0) {
    const from = await page.locator('.results .card').count();
    await more.click();
    const focused = await page.evaluate((n) => document.activeElement === document.querySelectorAll('.results .card')[n].querySelector('a'), from);
    if (!focused) return [`${when}: the focus is not on the first new record`];
  }
  const cards = await page.locator('.list .card:visible h3 a').evaluateAll((links) => links.map((a) => a.getAttribute('href')));
  const lacks = wanted.filter((href) => !cards.includes(href));
  return lacks.length === 0 && cards.length === wanted.length ? [] : [`${when}: ${cards.length} records, lacks ${lacks.slice(0, 3).join(', ')}`];
}

/** Where the list's file can't be loaded, the page says so and keeps its records; a second try works. */
async function failToLoad(browser, site, list) {
  const problems = [];
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(site.base + list.path);
  await page.route('**/list.json', (route) => route.abort());
  const [first, second] = list.facets[0];
  await choose(page, first);
  await page.waitForFunction(() => document.querySelector('h2.count').textContent === document.querySelector('.list').dataset.failed, null, { timeout: 5000 })
    .catch(() => problems.push('says nothing'));
  if (await page.locator('.cards .card:visible').count() === 0) problems.push('shows no records');
  await page.unroute('**/list.json');
  await choose(page, second);
  await page.waitForSelector('.results .card', { timeout: 5000 }).catch(() => problems.push('a second try fails'));
  await context.close();
  return problems;
}
