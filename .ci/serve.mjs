// Works on a site as an editor does, with the page open beside it:
//
//   node .ci/serve.mjs PARSKATS
//
// PARSKATS is the program. It serves a copy of the small site of the tests on 127.0.0.1.
// A record, a template and a style sheet are edited, and the open page has to show each
// change by itself. A record that is broken has to show its problems in the place of the
// page, with the last good site one click away, and mending it has to bring the page back.
// Pages in two windows follow alike, and the policies refuse nothing. CHROMIUM names the browser.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { accessibility, launch, watch } from './pages/chromium.mjs';

const [program] = process.argv.slice(2);
if (!program) {
  console.error('usage: node .ci/serve.mjs PARSKATS');
  process.exit(2);
}

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const source = mkdtempSync(path.join(tmpdir(), 'parskats-serve-'));
cpSync(path.join(root, 'internal/workspace/testdata/tiny'), source, { recursive: true });

/** Starts the server, and returns it with the address of the site. */
async function serve() {
  const args = ['serve', '--addr', '127.0.0.1:0', '--source', source, '--as-of', '2024-06-20', '--cache', ''];
  const server = spawn(path.resolve(program), args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PARSKATS_LANG: 'lv' } });
  let printed = '';
  server.stderr.on('data', (text) => { printed += text; });
  const base = await new Promise((resolve, reject) => {
    server.stdout.on('data', (text) => {
      printed += text;
      const address = /http:\/\/\S+\//.exec(printed);
      if (address) resolve(address[0]);
    });
    server.on('exit', (code) => reject(new Error(`parskats serve ended with status ${code}:\n${printed}`)));
  });
  return { server, base };
}

const file = (name) => path.join(source, name);
const read = (name) => readFileSync(file(name), 'utf8');

/** Saves a file as most editors do: a new one beside it, then its name. */
function save(name, text) {
  mkdirSync(path.dirname(file(name)), { recursive: true });
  writeFileSync(file(`${name}~`), text);
  renameSync(file(`${name}~`), file(name));
}

const record = 'data/consultations/2024/zz-atverta.yaml';
const template = 'themes/default/templates/pages/record.html';
const sheet = 'themes/default/assets/site.css';
const original = (name) => readFileSync(path.join(root, name), 'utf8');

const { server, base } = await serve();
const browser = await launch();
const problems = [];
let step = 'start';
try {
  const page = await browser.newPage();
  const beside = await browser.newPage();
  await watch(page, { base: new URL('/', base).href }, problems);
  const heading = (text, of = page) => of.waitForFunction((t) => document.querySelector('h1')?.textContent.includes(t), text);

  step = 'the page opens';
  await page.goto(`${base}lv/lidzdaliba/zz-atverta/`);
  await beside.goto(`${base}lv/lidzdaliba/zz-atverta/`);
  await heading('Atvērta apspriešana');
  problems.push(...await page.evaluate(() => window.violations ?? []));

  step = 'a record is edited';
  const good = read(record).replace('Atvērta apspriešana', 'Citādi nosaukta apspriešana');
  save(record, good);
  await heading('Citādi nosaukta');
  await heading('Citādi nosaukta', beside);

  step = 'a template is edited';
  save(template, original(template).replace('<h1', '<p id="own">Pašu veidne</p><h1'));
  await page.waitForFunction(() => document.querySelector('#own')?.textContent === 'Pašu veidne');

  step = 'a style sheet is edited';
  save(sheet, `${original(sheet)}\n@layer own { #own { border-left-width: 7px; border-left-style: solid; } }\n`);
  await page.waitForFunction(() => getComputedStyle(document.querySelector('#own')).borderLeftWidth === '7px');

  step = 'a record is broken';
  const expected = problems.length;
  save(record, good.replace('closes:', 'closs:'));
  await page.waitForFunction((place) => document.querySelector('.place')?.textContent === place, `${record}:6:1`);
  if (!page.url().endsWith('/lv/lidzdaliba/zz-atverta/')) problems.push(`the place is lost: ${page.url()}`);
  if (await page.evaluate(() => document.documentElement.lang) !== 'lv') problems.push('the problems are not in Latvian');
  problems.push(...await accessibility(page));
  problems.push(...await page.evaluate(() => window.violations ?? []));

  step = 'the last good site';
  await page.click('a[href$="?_parskats=last"]');
  await heading('Citādi nosaukta');
  await page.waitForSelector('.parskats-last a[href="/_parskats/problems"]');
  await page.click('nav a[href$="/lv/plani/"]');
  await page.waitForFunction(() => location.pathname.endsWith('/lv/plani/') && document.querySelector('.parskats-last'));
  await page.goBack();
  await heading('Citādi nosaukta');

  step = 'the record is mended';
  save(record, good.replace('Citādi nosaukta', 'Izlabota'));
  await heading('Izlabota');
  await heading('Izlabota', beside);
  await page.waitForFunction(() => !document.querySelector('.parskats-last'));
  // A page that has problems is an error to the browser, which says so.
  const said = problems.splice(expected).filter((p) => !/^console: Failed to load resource: .* 500 /.test(p));
  problems.push(...said);

  // The other page goes on listening, and its complaints are not heard.
  step = 'the program ends on a signal';
  await page.close();
  const ended = new Promise((resolve) => server.on('exit', (code, signal) => resolve(signal ?? code)));
  server.kill('SIGTERM');
  const status = await ended;
  if (status !== 0) problems.push(`it ended with ${status}`);
} catch (error) {
  problems.push(`${step}: ${error.message}`);
} finally {
  await browser.close();
  server.kill('SIGKILL');
  rmSync(source, { recursive: true, force: true });
}
for (const problem of problems) console.log(problem);
console.log(problems.length === 0 ? 'the preview follows its editor' : `${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
