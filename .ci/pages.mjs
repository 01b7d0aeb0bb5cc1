// Looks at built sites as readers and machines do, and fails on what they would
// stumble over:
//
//   node .ci/pages.mjs DIR...
//
// Each folder is served on 127.0.0.1 under the path of its base URL, as its pages name
// it. Every page is fetched and parsed (pages/documents.mjs), and one page of every
// kind is opened in a browser (pages/browser.mjs). Figures' charts are made interactive
// and used (pages/interactive.mjs), and put into another site's page (pages/embed.mjs).
// The search is asked for what the site has (pages/search.mjs). Lists are
// narrowed by their links and by their forms (pages/lists.mjs).
// What a first visit loads is weighed (pages/weight.mjs). What pages say to machines is
// read (pages/linked.mjs). CHROMIUM names the browser.
import { serve } from './pages/server.mjs';
import { checkDocuments } from './pages/documents.mjs';
import { checkInBrowser } from './pages/browser.mjs';
import { checkInteractive } from './pages/interactive.mjs';
import { checkEmbed } from './pages/embed.mjs';
import { checkSearch } from './pages/search.mjs';
import { checkLists } from './pages/lists.mjs';
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

for (const folder of folders) {
  const site = await serve(folder);
  try {
    const pages = await timed('documents', () => checkDocuments(site, report));
    await timed('browser', () => checkInBrowser(site, pages, report));
    await timed('interactive', () => checkInteractive(site, report));
    await timed('embed', () => checkEmbed(site, pages, report));
    await timed('search', () => checkSearch(site, report));
    await timed('lists', () => checkLists(site, pages, report));
    await timed('weight', () => checkWeight(site, folder, report));
    await timed('linked data', () => checkLinkedData(site, folder, report));
  } finally {
    await site.close();
  }
}

console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed === 0 ? 0 : 1;
