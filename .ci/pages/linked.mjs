// Reads the linked data of pages as a processor of JSON-LD does.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import jsonld from 'jsonld';
import { parse } from 'parse5';

// All that our pages need of schema.org's own context: the words' full names. Nothing is
// fetched.
const context = { '@context': { '@vocab': 'https://schema.org/' } };
const loader = async (url) => {
  if (url !== 'https://schema.org') throw new Error(`asks for the context ${url}`);
  return { contextUrl: null, documentUrl: url, document: context };
};

/** Checks the linked data of all pages; a page may have none. */
export async function checkLinkedData(site, folder, report) {
  const counts = new Map();
  for (const { path } of site.pages) {
    const html = readFileSync(join(folder, path.endsWith('.html') ? path : join(path, 'index.html')), 'utf8');
    for (const data of blocks(parse(html))) {
      report(`the linked data of ${new URL(path, site.base).pathname}`, await problemsOf(data, counts));
    }
  }
  const all = [...counts].sort().map(([type, count]) => `${count} ${type}`);
  report(`the linked data of ${site.published}`, counts.size === 0 ? ['there is none'] : []);
  console.log(`linked data: ${all.join(', ')}`);
}

/** The texts of a page's scripts that hold linked data. */
function blocks(node) {
  if (node.tagName === 'script' && node.attrs.some((a) => a.name === 'type' && a.value === 'application/ld+json')) {
    return [node.childNodes.map((child) => child.value).join('')];
  }
  return (node.childNodes ?? []).flatMap(blocks);
}

async function problemsOf(data, counts) {
  try {
    // A processor drops what it can't place; one that is safe says so.
    const things = await jsonld.expand(JSON.parse(data), { documentLoader: loader, safe: true });
    if (things.length === 0) return ['says nothing'];
    return things.flatMap((thing) => look(thing, counts));
  } catch (error) {
    return [`${error.message} ${JSON.stringify(error.details?.event?.details ?? '')}`];
  }
}

/** Counts a thing and those within it by type; each has one, in schema.org's words. */
function look(value, counts) {
  if (value === null || typeof value !== 'object' || '@value' in value) return [];
  const inner = Object.entries(value).filter(([key]) => !key.startsWith('@'));
  const problems = inner.filter(([key]) => !key.startsWith('https://schema.org/')).map(([key]) => `has ${key}`);
  const type = value['@type']?.[0]?.replace('https://schema.org/', '');
  if (type === undefined) problems.push(`a thing without a type: ${JSON.stringify(value)}`);
  else counts.set(type, (counts.get(type) ?? 0) + 1);
  return problems.concat(inner.flatMap(([, list]) => list.flatMap((one) => look(one, counts))));
}
