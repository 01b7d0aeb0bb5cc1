// Presses the button that makes a chart interactive, and uses the chart as a reader
// would: hovers, takes a series away, zooms, and goes back to the drawing.
import { readFileSync, readdirSync } from 'node:fs';
import { accessibility, launch, watch } from './chromium.mjs';

const views = [
  { width: 360, colorScheme: 'dark', reducedMotion: 'reduce', axe: false },
  { width: 1280, colorScheme: 'dark', reducedMotion: 'reduce', axe: true },
  { width: 1280, colorScheme: 'light', reducedMotion: 'no-preference', axe: false },
];
// Every chart fits into the window: the pointer reaches all of it.
const height = 2400;
// How many pages are open at once.
const tabs = 4;
// Charts of every kind, whether the site has one or not.
const samples = new URL('../../internal/chart/testdata/', import.meta.url);

/**
 * Checks one figure page of every kind of chart that is not among the known, which it
 * adds, and reports one check for each view.
 */
export async function checkInteractive(site, report, known = new Set()) {
  const charts = await chartsToOpen(site, known);
  if (charts.length === 0) return;
  const browser = await launch();
  try {
    for (const view of views) {
      const { width, colorScheme, reducedMotion } = view;
      const context = await browser.newContext({ colorScheme, reducedMotion, viewport: { width, height } });
      const waiting = [...charts];
      const useAll = async () => {
        for (let chart = waiting.shift(); chart !== undefined; chart = waiting.shift()) {
          report(`${chart.name} interactive (${width} px, ${colorScheme})`, await use(context, site, chart, view));
        }
      };
      await Promise.all(Array.from({ length: tabs }, useAll));
      await context.close();
    }
    report('the interactive chart that can not be loaded', await failToLoad(browser, site, charts[0]));
    report('a figure without scripts', await withoutScripts(browser, site, charts[0]));
  } finally {
    await browser.close();
  }
}

/**
 * A chart is {name, path of its page, forms as in chart.json, sample}. A sample is shown
 * in a page in the place of the page's own.
 */
async function chartsToOpen(site, known) {
  const first = known.size === 0;
  const own = await ownCharts(site, known);
  if (own.length === 0 || !first) return own;
  const files = readdirSync(samples).filter((name) => name.endsWith('.json'));
  return [...own, ...files.map((name) => {
    const sample = readFileSync(new URL(name, samples), 'utf8');
    return { name: `sample ${name}`, path: own[0].path, forms: JSON.parse(sample), sample };
  })];
}

/** One page of each kind of chart that is not known yet. */
async function ownCharts(site, known) {
  const charts = [];
  for (const { path } of site.pages.filter(({ path }) => path.split('/').length === 4)) {
    const response = await fetch(`${site.base}${path}chart.json`);
    if (response.status !== 200) continue;
    const forms = await response.json();
    const kind = kindOf(forms.wide.option);
    if (!known.has(kind)) charts.push({ name: new URL(path, site.base).pathname, path, forms });
    known.add(kind);
  }
  return charts;
}

const listOf = (value) => (Array.isArray(value) ? value : value ? [value] : []);

function kindOf(option) {
  const types = [...new Set(option.series.map((s) => s.type))];
  return JSON.stringify([types, option.series.length > 1, option.tooltip.trigger, listOf(option.xAxis)[0]?.type, Boolean(option.dataZoom)]);
}

async function open(context, site, chart, problems) {
  const page = await context.newPage();
  await watch(page, site, problems);
  if (chart.sample) await page.route('**/chart.json', (route) => route.fulfill({ contentType: 'application/json', body: chart.sample }));
  await page.goto(site.base + chart.path);
  return page;
}

async function use(context, site, chart, view) {
  const problems = [];
  const page = await open(context, site, chart, problems);
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  const button = page.locator('.charts ~ .button').first();
  const before = await button.textContent();
  await page.waitForLoadState('networkidle');
  if (asked.some((url) => /echarts|chart\.json/.test(url))) problems.push(`asks for ${asked.join(', ')} before anybody wants it`);
  await button.focus();
  await page.keyboard.press('Enter');
  try {
    await page.waitForSelector('.chart-live svg', { timeout: 20000 });
    await page.waitForFunction((old) => document.querySelector('.charts ~ .button').textContent !== old, before);
    problems.push(...await live(page, chart));
    if (view.axe) problems.push(...await accessibility(page));
    await page.emulateMedia({ media: 'print' });
    problems.push(...(await page.evaluate(stillShown)).map((problem) => `${problem} in print`));
    await page.emulateMedia({ media: 'screen' });
    await button.focus(); // pressing a series' name has taken it away
    await page.keyboard.press('Enter');
    await page.waitForSelector('.chart-live', { state: 'detached', timeout: 5000 });
    problems.push(...await page.evaluate(stillShown));
    if (await button.textContent() !== before) problems.push('the button does not go back to its words');
  } catch (error) {
    problems.push(`script: ${error.message} (${await page.locator('.chart-message').first().textContent()})`);
  }
  problems.push(...await page.evaluate(() => window.violations ?? []));
  await page.close();
  return problems;
}

/** Runs in the page: whether just the drawing is shown. */
function stillShown() {
  const seen = (e) => e.getBoundingClientRect().width > 0;
  const drawings = [...document.querySelectorAll('.charts svg')].filter(seen).length;
  const lives = [...document.querySelectorAll('.chart-live')].filter(seen).length;
  return drawings === 1 && lives === 0 ? [] : [`${drawings} drawings and ${lives} interactive charts are shown`];
}

async function live(page, chart) {
  const shown = await page.evaluate(look);
  const form = [chart.forms.wide, chart.forms.narrow].find((f) => f.width === shown.width);
  if (!form) return [`is drawn ${shown.width} px wide`];
  const problems = [...shown.problems];
  if (shown.series !== form.option.series.length) problems.push(`${shown.series} series of ${form.option.series.length}`);
  problems.push(...await oldColours(page, chart));
  const box = await page.locator('.chart-live').boundingBox();
  const at = (x, y) => [box.x + x * shown.scale, box.y + y * shown.scale];
  problems.push(...await hover(page, form, at));
  problems.push(...await takeAway(page, form, at));
  problems.push(...await zoom(page, form, at));
  return problems;
}

/** Runs in the page: what is drawn, and how large. */
function look() {
  const frame = document.querySelector('.chart-live');
  frame.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  const svg = frame.querySelector('svg');
  const box = svg.getBoundingClientRect();
  const problems = [];
  const drawn = [...document.querySelectorAll('.charts svg')].filter((e) => e.getBoundingClientRect().width > 0);
  if (drawn.length > 0) problems.push('the drawing is shown too');
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) problems.push('scrolls sideways');
  if (box.right > frame.getBoundingClientRect().right + 1 || box.bottom > frame.getBoundingClientRect().bottom + 1) problems.push('is cut');
  const echart = window.echarts.getInstanceByDom(svg.closest('[_echarts_instance_]'));
  return { problems, width: echart.getWidth(), scale: box.width / echart.getWidth(), series: echart.getModel().getSeriesCount() };
}

/** Colours of the chart on white paper that the page's dark colours should have replaced. */
async function oldColours(page, chart) {
  return page.evaluate((tokens) => {
    const probe = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    document.querySelector('.chart-live').append(probe);
    const computed = (set) => { set(); return getComputedStyle(probe).fill; };
    const replaced = new Set();
    const used = new Set();
    for (const [hex, name] of Object.entries(tokens)) {
      probe.removeAttribute('fill');
      const now = computed(() => probe.setAttribute('class', `cf-${name}`));
      const old = computed(() => { probe.removeAttribute('class'); probe.setAttribute('fill', hex); });
      used.add(now);
      if (now !== old) replaced.add(old);
    }
    const problems = new Set();
    for (const e of document.querySelectorAll('.chart-live svg [fill], .chart-live svg [stroke]')) {
      for (const name of ['fill', 'stroke']) {
        if (!e.getAttribute(name)) continue;
        const colour = getComputedStyle(e)[name];
        if (replaced.has(colour) && !used.has(colour)) problems.add(`a ${name} of ${colour}, a colour for white paper`);
      }
    }
    probe.remove();
    return [...problems];
  }, chart.forms.tokens);
}

const texts = (page) => page.evaluate(() => [...document.querySelectorAll('.chart-live svg text')].map((t) => t.textContent));

/** Moves the pointer over the chart until a tooltip names something of it. */
async function hover(page, form, at) {
  const before = await texts(page);
  const names = new Set(form.option.series.flatMap((s) => [s.name, ...listOf(s.data).map((d) => d.name)]).filter(Boolean)
    .map((name) => name.split(/\s/)[0]));
  const points = await page.evaluate(marks);
  for (let y = form.height * 0.9; y > 0; y -= 16) {
    for (const x of [0.5, 0.35, 0.8]) points.push([form.width * x, y]);
  }
  for (const [x, y] of points) {
    await page.mouse.move(...at(x, y));
    const added = more(await texts(page), before);
    if (added.some((text) => [...names].some((name) => text.startsWith(name)))) return leave(page, at, before);
  }
  return ['no tooltip'];
}

/** Runs in the page: where small marks are, a few of each series that answers. */
function marks() {
  const echart = window.echarts.getInstanceByDom(document.querySelector('[_echarts_instance_]'));
  return echart.getOption().series.flatMap((series, seriesIndex) => (series.type === 'scatter' && !series.silent
    ? series.data.slice(0, 3).map(({ value }) => echart.convertToPixel({ seriesIndex }, value)) : []));
}

/** What a list has beyond another, which it may hold more than once. */
function more(list, than) {
  const left = [...than];
  return list.filter((text) => {
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** Takes the pointer away, and waits for the tooltip to go: it may lie over the legend. */
async function leave(page, at, before) {
  await page.mouse.move(...at(-5, -5));
  for (let tries = 0; tries < 50; tries++) {
    if (more(await texts(page), before).length === 0) return [];
    await page.waitForTimeout(50);
  }
  return ['the tooltip stays'];
}

/** Presses a series' name, which takes it away, and again, which brings it back. */
async function takeAway(page, form, at) {
  const legend = listOf(form.option.legend).find((l) => l.selectedMode === undefined);
  if (!legend) return [];
  const problems = [];
  for (const want of [false, true]) {
    await page.mouse.click(...at(legend.left + legend.itemWidth + 10, legend.top + 7)); // its text
    const done = await page.waitForFunction(([name, value]) => {
      const echart = window.echarts.getInstanceByDom(document.querySelector('[_echarts_instance_]'));
      return Object.assign({}, ...echart.getOption().legend.map((l) => l.selected))[name] === value;
    }, [legend.data[0], want], { timeout: 5000 }).catch(() => null);
    if (!done) problems.push(`the legend does not ${want ? 'bring' : 'take'} ${legend.data[0]} ${want ? 'back' : 'away'}`);
  }
  return problems;
}

/** Pulls the slider's left end to the right. */
async function zoom(page, form, at) {
  const slider = listOf(form.option.dataZoom).find((z) => z.type === 'slider');
  if (!slider) return [];
  const y = slider.top + slider.height / 2;
  await page.mouse.move(...at(slider.left, y));
  await page.mouse.down();
  await page.mouse.move(...at(slider.left + slider.width * 0.2, y), { steps: 4 });
  await page.mouse.move(...at(slider.left + slider.width * 0.4, y), { steps: 4 });
  await page.mouse.up();
  // ECharts moves at most ten times a second.
  const moved = await page.waitForFunction(() => {
    const echart = window.echarts.getInstanceByDom(document.querySelector('[_echarts_instance_]'));
    const { start } = echart.getOption().dataZoom[1];
    return start > 35 && start < 45;
  }, null, { timeout: 5000 }).catch(() => null);
  return moved ? [] : ['the slider does not zoom'];
}

/** Where ECharts can't be loaded, the drawing stays, the page says so, and a second try works. */
async function failToLoad(browser, site, chart) {
  const context = await browser.newContext();
  const page = await open(context, site, chart, []);
  const problems = [];
  const button = page.locator('.charts ~ .button').first();
  await page.route('**/assets/echarts*', (route) => route.abort());
  await button.click();
  const said = await page.waitForFunction(() => {
    const failed = document.querySelector('.charts').dataset.failed;
    return document.querySelector('.chart-message').textContent === failed;
  }, null, { timeout: 5000 }).catch(() => null);
  if (!said) problems.push('says nothing');
  problems.push(...await page.evaluate(stillShown));
  await page.unroute('**/assets/echarts*');
  await button.click();
  await page.waitForSelector('.chart-live svg', { timeout: 20000 }).catch(() => problems.push('a second try fails'));
  await context.close();
  return problems;
}

/** Without JavaScript there is the drawing, and no button that would do nothing. */
async function withoutScripts(browser, site, chart) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(site.base + chart.path);
  const problems = [];
  if (await page.locator('main .button').count() > 0) problems.push('there is a button');
  if (await page.locator('.charts svg:visible').count() !== 1) problems.push('not one drawing is shown');
  await context.close();
  return problems;
}
