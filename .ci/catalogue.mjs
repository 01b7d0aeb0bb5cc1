// Reads a site's catalogue of data as a portal does that gathers catalogues:
//   node catalogue.mjs FOLDER...
// Both its files must hold the same statements, have what DCAT-AP 3 demands, and name only
// files that the site has.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import jsonld from 'jsonld';
import { Parser, Writer } from 'n3';

const dcat = 'http://www.w3.org/ns/dcat#';
const dct = 'http://purl.org/dc/terms/';
const foaf = 'http://xmlns.com/foaf/0.1/';
const rdfType = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

// What each thing must have. https://semiceu.github.io/DCAT-AP/releases/3.0.0/
const mandatory = {
  [`${dcat}Catalog`]: [`${dct}title`, `${dct}description`, `${dct}publisher`, `${dcat}dataset`],
  [`${dcat}Dataset`]: [`${dct}title`, `${dct}description`],
  [`${dcat}Distribution`]: [`${dcat}accessURL`],
  [`${dcat}DataService`]: [`${dct}title`, `${dcat}endpointURL`],
  [`${foaf}Organization`]: [`${foaf}name`],
};

const problems = [];
const folders = process.argv.slice(2);
if (folders.length === 0) throw new Error('no folder is given');
for (const folder of folders) await checkCatalogue(folder);
if (problems.length > 0) {
  console.log(problems.join('\n'));
  process.exit(1);
}

async function checkCatalogue(folder) {
  const report = (text) => problems.push(`${folder}: ${text}`);
  const quads = new Parser().parse(readFileSync(join(folder, 'data/catalog.ttl'), 'utf8'));
  const linked = JSON.parse(readFileSync(join(folder, 'data/catalog.jsonld'), 'utf8'));
  const [one, other] = [await canonical(await nquads(quads), { inputFormat: 'application/n-quads' }), await canonical(linked)];
  if (one === '' || one !== other) report('catalog.ttl and catalog.jsonld hold different statements');
  const things = group(quads);
  const counts = {};
  for (const [subject, properties] of things) {
    const type = properties.get(rdfType)?.[0].value;
    counts[type?.replace(/.*[#/]/, '')] = (counts[type?.replace(/.*[#/]/, '')] ?? 0) + 1;
    for (const name of mandatory[type] ?? []) {
      if (!properties.has(name)) report(`${subject} lacks ${name}`);
    }
    for (const language of texts(properties)) if (language !== '') report(language);
  }
  if (!counts.Catalog || !counts.Dataset || !counts.Distribution) report(`holds ${JSON.stringify(counts)}`);
  checkFiles(folder, things, report);
  console.log(`${folder}: a catalogue of ${counts.Dataset} datasets in ${counts.Distribution} files, ${quads.length} statements`);
}

function nquads(quads) {
  return new Promise((resolve, reject) => {
    const writer = new Writer({ format: 'N-Quads' });
    writer.addQuads(quads);
    writer.end((error, result) => (error ? reject(error) : resolve(result)));
  });
}

/** The statements in the one order that does not depend on names of nodes without an address. */
function canonical(input, options) {
  return jsonld.canonize(input, { safe: true, ...options });
}

/** The statements by subject and property. */
function group(quads) {
  const things = new Map();
  for (const { subject, predicate, object } of quads) {
    if (!things.has(subject.value)) things.set(subject.value, new Map());
    const properties = things.get(subject.value);
    properties.set(predicate.value, [...(properties.get(predicate.value) ?? []), object]);
  }
  return things;
}

/** What is wrong with a thing's texts: at most one in each language. */
function texts(properties) {
  return [...properties].flatMap(([name, values]) => {
    if (name === `${dcat}keyword`) return [];
    const languages = values.filter((v) => v.language).map((v) => v.language);
    return new Set(languages).size < languages.length ? [`two texts in one language: ${name}`] : [];
  });
}

/** Each file that the catalogue names is there. */
function checkFiles(folder, things, report) {
  const prefix = readFileSync(join(folder, 'sitemap.xml'), 'utf8').match(/<loc>(.*?)\/[a-z]{2}\/<\/loc>/)[1];
  for (const properties of things.values()) {
    for (const { value } of properties.get(`${dcat}downloadURL`) ?? []) {
      const file = join(folder, decodeURI(value.slice(prefix.length)));
      if (!value.startsWith(`${prefix}/`) || !existsSync(file)) report(`no file ${value}`);
    }
  }
}
