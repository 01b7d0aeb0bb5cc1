// Searches as a reader would, in both languages, for what the site itself has: its search
// page, its index and its records say what should be found.
import { accessibility, launch, watch } from './chromium.mjs';

// The search's page and its words, by language.
const pages = { lv: 'lv/meklet/', en: 'en/search/' };

// What the search must find in each language: a site that has none of it tests nothing.
const demanded = ['a part of a title', 'without diacritics', 'a TAP number', 'an abbreviation', 'in another grammatical case'];

/** Checks the search of a site, and reports one check for each thing that one does there. */
export async function checkSearch(site, report) {
  const browser = await launch();
  try {
    for (const [lang, path] of Object.entries(pages)) {
      const records = await allRecords(site, path);
      const asked = searches(records, lang);
      report(`${path}: what is asked for`, demanded.filter((name) => !asked[name]).map((name) => `nothing to search ${name}`));
      for (const [name, act] of Object.entries({ ...asked, ...uses(records) })) {
        report(`${path}: ${name}`, await inPage(browser, site, path, act));
      }
      report(`${path}: without scripts`, await withoutScripts(browser, site, path));
    }
  } finally {
    await browser.close();
  }
}

/** Everything that a language's index can show. */
async function allRecords(site, path) {
  const all = [];
  for (let chunk = 0; ; chunk++) {
    const response = await fetch(`${site.base}${path}records/${chunk}.json`);
    if (response.status !== 200) return all;
    all.push(...await response.json());
  }
}

const plain = (text) => text.normalize('NFD').replace(/\p{Mn}/gu, '').toLowerCase();
const wordsOf = (text) => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** What people type, and the record that they mean. */
function searches(records, lang) {
  const at = (path) => records.filter((r) => r.href.includes(path));
  const consultations = at(lang === 'lv' ? '/lidzdaliba/' : '/consultations/');
  const institutions = at(lang === 'lv' ? '/institucijas/' : '/institutions/');
  const list = {};
  const long = consultations.find((r) => !r.titleLang && wordsOf(r.title).length > 4 && r.title !== plain(r.title)) ?? consultations.find((r) => wordsOf(r.title).length > 3);
  list['a part of a title'] = finds(wordsOf(long.title).slice(1, 4).join(' '), long);
  const marked = [long, ...records].find((r) => r.title.toLowerCase() !== plain(r.title) && wordsOf(r.title).length > 1);
  if (marked) list['without diacritics'] = finds(plain(marked.title), marked, 1);
  const numbered = consultations.find((r) => r.number);
  if (numbered) {
    list['a TAP number'] = finds(numbered.number, numbered, 1);
    list['a TAP number typed in another way'] = finds(numbered.number.toLowerCase().replaceAll('-', ' '), numbered, 1);
  }
  const mistyped = wordsOf(long.title).find((word) => word.length > 7);
  if (mistyped) list['with a letter too many'] = finds(`${mistyped.slice(0, 4)}w${mistyped.slice(4)}`, long);
  // Institutions that records name by their abbreviation.
  const known = records.find((r) => r.by && /^\p{Lu}{2,}$/u.test(r.by) && consultations.includes(r) && institutions.length > 0);
  if (known) list['an abbreviation'] = finds(known.by, known, undefined, institutions);
  for (const [name, query, stem] of cases[lang]) {
    const meant = records.find((r) => plain(`${r.title} ${r.summary ?? ''}`).includes(stem) && !r.titleLang && !r.summaryLang);
    if (meant) list[name] = finds(query, meant);
  }
  list['in another grammatical case'] = alike(...forms[lang]);
  return list;
}

// Two forms of a word, which find the same.
const forms = { lv: ['konsultācijās', 'konsultācijas'], en: ['consultation', 'consultations'] };

function alike(form, other) {
  return async (page) => {
    const found = [];
    for (const query of [form, other]) {
      await page.fill('#q', query);
      await settled(page);
      found.push(`${await page.textContent('#search-status')} ${await hrefs(page)}`);
    }
    return found[0] === found[1] ? [] : [`"${form}" finds ${found[0]}, "${other}" finds ${found[1]}`];
  };
}

// Words in a case that texts seldom have, and what texts with the word have of it.
const cases = {
  lv: [
    ['in another case, without diacritics', 'lidzdalibai', 'lidzdalib'],
    ['one who does, in another case', 'iedzīvotājos', 'iedzivotaj'],
  ],
  en: [
    ['in the plural', 'consultations', 'consultation'],
    ['a plural in -ies', 'policies', 'policy'],
  ],
};

/** A search that must show a record, among the first so many; and first one of others. */
function finds(query, record, among = Infinity, first = null) {
  return async (page) => {
    await page.fill('#q', query);
    await settled(page);
    const more = page.locator('#search-results > button');
    for (let i = 0; i < 20 && await more.isVisible(); i++) {
      const before = await hrefs(page);
      await more.click();
      await page.waitForFunction((n) => document.querySelectorAll('#search-results h3 a').length > n, before.length);
    }
    const found = await hrefs(page);
    const place = found.indexOf(record.href);
    const problems = [];
    if (place < 0 || place >= among) problems.push(`"${query}" does not find ${record.href} among the first ${Math.min(among, found.length)}`);
    if (first && !first.some((r) => r.href === found[0])) problems.push(`"${query}" finds ${found[0]} first`);
    const said = (await page.textContent('#search-status')).replace(/\D/g, '');
    if (Number(said) !== found.length) problems.push(`says "${await page.textContent('#search-status')}" of ${found.length}`);
    if (new URL(page.url()).searchParams.get('q') !== query) problems.push(`the address is ${page.url()}`);
    if (await page.isVisible('#search-lists')) problems.push('the lists are in the way');
    return problems;
  };
}

const hrefs = (page) => page.$$eval('#search-results h3 a', (links) => links.map((link) => link.getAttribute('href')));

/** Waits until the page says what is found for what was typed last. */
async function settled(page) {
  await page.waitForFunction(() => {
    const asked = new URLSearchParams(location.search).get('q') ?? '';
    return asked === document.getElementById('q').value.trim() && (document.getElementById('search-status').dataset.of ?? '') === asked;
  }, null, { timeout: 10000 });
}

/** What one does beside typing. */
function uses(records) {
  const word = wordsOf(records.find((r) => !r.titleLang && wordsOf(r.title).some((w) => w.length > 5)).title).find((w) => w.length > 5);
  return {
    'nothing of the index before it is needed': async (page, asked) => asked.filter((url) => /\.json|search-query/.test(url)).map((url) => `asks for ${url}`),
    'a link with a search': async (page) => {
      await page.goto(`${page.url()}?q=${encodeURIComponent(word)}`);
      await settled(page);
      return (await hrefs(page)).length > 0 ? accessibility(page) : [`${page.url()} shows nothing`];
    },
    'back and forward': backAndForward(word),
    'by keyboard': byKeyboard(word),
    'strange texts': strange,
    'an index that can not be loaded': failToLoad(word),
  };
}

const backAndForward = (word) => async (page) => {
  const problems = [];
  const expect = async (text) => {
    await page.waitForFunction((q) => document.getElementById('q').value === q, text);
    await settled(page);
    if ((await hrefs(page)).length > 0 !== (text !== '')) problems.push(`"${text}": ${(await hrefs(page)).length} results`);
    if (await page.isVisible('#search-lists') !== (text === '')) problems.push(`"${text}": the lists`);
    const elsewhere = await page.$$eval('.site-languages a', (links) => links.map((link) => new URLSearchParams(link.search).get('q') ?? ''));
    if (elsewhere.some((q) => q !== text)) problems.push(`"${text}": other languages search for ${elsewhere.join(', ')}`);
  };
  await page.locator('#q').pressSequentially(word);
  await settled(page);
  await page.press('#q', 'Enter');
  await page.fill('#q', word.slice(0, 4));
  await settled(page);
  await page.goBack();
  await expect(word);
  await page.goBack();
  await expect('');
  await page.goForward();
  await expect(word);
  await page.goForward();
  await expect(word.slice(0, 4));
  await page.click('#search-results h3 a');
  await page.waitForLoadState();
  await page.goBack();
  await expect(word.slice(0, 4));
  return problems;
};

const byKeyboard = (word) => async (page) => {
  await page.focus('#q');
  await page.keyboard.type(word);
  await page.keyboard.press('Enter');
  await settled(page);
  const problems = [];
  await page.keyboard.press('Tab'); // the button
  await page.keyboard.press('Tab');
  if (await page.evaluate(() => !document.activeElement.matches('#search-results h3 a'))) problems.push('Tab does not lead to the first result');
  await page.setViewportSize({ width: 320, height: 800 });
  if (await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)) problems.push('scrolls sideways at 320 px');
  return problems;
};

/** Texts that nobody should type, and somebody will. */
async function strange(page) {
  const problems = [];
  for (const text of ['   ', '"', '<img src=x onerror=alert(1)>', '&lt;b&gt;', '🙂 👩‍👩‍👧', '%', '%00', '\\', '__proto__', 'constructor', '(a+)+$', '42', '-', '日本語', `${'ā'.repeat(2000)} b`, 'a b '.repeat(2500)]) {
    await page.fill('#q', text);
    await page.press('#q', 'Enter');
    await page.waitForFunction((q) => (document.getElementById('search-status').dataset.of ?? '') === q, text.trim(), { timeout: 10000 })
      .catch(() => problems.push(`"${text.slice(0, 20)}" gets no answer`));
    if (await page.locator('#search-results img').count() > 0) problems.push(`"${text}" is put into the page`);
  }
  return problems;
}

/** Where a file can't be loaded, the page says so, leaves the lists, and can try again. */
const failToLoad = (word) => async (page) => {
  const problems = [];
  await page.route('**/words/*.json', (route) => route.fulfill({ status: 503 }));
  await page.fill('#q', word);
  await page.press('#q', 'Enter');
  const failed = await page.getAttribute('form[role=search]', 'data-failed');
  await page.waitForFunction((text) => document.getElementById('search-status').textContent === text, failed, { timeout: 5000 })
    .catch(() => problems.push('says nothing'));
  if (!await page.isVisible('#search-lists')) problems.push('takes the lists away');
  await page.unroute('**/words/*.json');
  await page.press('#q', 'Enter');
  await settled(page);
  if ((await hrefs(page)).length === 0) problems.push('a second try finds nothing');
  return problems;
};

async function inPage(browser, site, path, act) {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const problems = [];
  const asked = [];
  await watch(page, site, problems);
  page.on('request', (request) => asked.push(request.url()));
  try {
    await page.goto(site.base + path, { waitUntil: 'networkidle' });
    problems.push(...await act(page, asked));
    problems.push(...await page.evaluate(() => window.violations ?? []));
  } catch (error) {
    problems.push(`script: ${error.message}`);
  }
  await context.close();
  return problems.filter((problem) => !/console: .*503/.test(problem)); // what failToLoad answers
}

/** Without JavaScript there are the lists, a sentence that says why, and no field that would do nothing. */
async function withoutScripts(browser, site, path) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site.base}${path}?q=x`);
  const problems = [];
  if (!await page.isVisible('main noscript .notice')) problems.push('nothing says that scripts are needed');
  if (await page.isVisible('#q')) problems.push('there is a field');
  const lists = await page.$$eval('#search-lists a', (links) => links.map((link) => link.href));
  if (lists.length < 10 || !await page.isVisible('#search-lists a')) problems.push(`${lists.length} lists`);
  await context.close();
  return problems;
}
