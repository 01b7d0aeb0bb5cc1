// Looks at built sites as readers and machines do, and fails on what they would
// stumble over:
//
//   node .ci/pages.mjs DIR...
//
// Each folder is served on 127.0.0.1 under the path of its base URL, as its pages name
// it. Every page is fetched and parsed (pages/documents.mjs), and one page of every
// kind is opened in a browser (pages/browser.mjs). Figures' charts are made interactive
// and used, those of a kind that no folder before had (pages/interactive.mjs). What
// pages say to machines is read (pages/linked.mjs).
//
// What follows is tried on the first folder. Figures are put into another site's page
// (pages/embed.mjs). The search is asked for what the site has (pages/search.mjs). Lists
// are narrowed by their links and by their forms (pages/lists.mjs). The site is used
// without scripts (pages/scriptless.mjs). What a first visit loads is weighed
// (pages/weight.mjs). CHROMIUM names the browser.
import { serve } from './pages/server.mjs';
import { checkDocuments } from './pages/documents.mjs';
import { checkInBrowser } from './pages/browser.mjs';
import { checkInteractive } from './pages/interactive.mjs';
import { checkEmbed } from './pages/embed.mjs';
import { checkSearch } from './pages/search.mjs';
import { checkLists } from './pages/lists.mjs';
import { checkScriptless } from './pages/scriptless.mjs';
import { checkWeight } from './pages/weight.mjs';
import { checkLinkedData } from './pages/linked.mjs';

const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error('usage: node .ci/pages.mjs DIR...');
  process.exit(2);
}

const count = { passed: 0, failed: 0 };

/** Counts a check, and prints what is wrong with its page. */
function report(where, problems) {
  if (problems.length === 0) {
    count.passed++;
    return;
  }
  count.failed++;
  for (const problem of problems) console.log(`${where}: ${problem}`);
}

/** Does a part of the work, and says how long it took. */
async function timed(name, work) {
  const start = performance.now();
  const result = await work();
  console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return result;
}

const kindsOfCharts = new Set();

for (const folder of folders) {
  const site = await serve(folder);
  console.log(`${folder}:`);
  try {
    const pages = await timed('documents', () => checkDocuments(site, report));
    await timed('browser', () => checkInBrowser(site, pages, report));
    await timed('interactive', () => checkInteractive(site, report, kindsOfCharts));
    await timed('linked data', () => checkLinkedData(site, folder, report));
    if (folder === folders[0]) await useAll(site, pages, folder);
  } finally {
    await site.close();
  }
}

/** Uses what a site offers. */
async function useAll(site, pages, folder) {
  await timed('lists', () => checkLists(site, pages, report));
  await timed('search', () => checkSearch(site, report));
  await timed('embed', () => checkEmbed(site, pages, report));
  await timed('without scripts', () => checkScriptless(site, pages, report));
  await timed('weight', () => checkWeight(site, folder, report));
}

console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed === 0 ? 0 : 1;
