// Serves a built site as a plain host would: files, index.html for folders, 404.html
// for what does not exist, the headers that the site asks for in _headers and, but for
// pages for frames, the strictest policy that pages hold.
import { readFileSync, statSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, posix, relative, sep } from 'node:path';

const types = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.woff2': 'font/woff2',
  '.json': 'application/json', '.xml': 'application/xml', '.txt': 'text/plain; charset=utf-8',
};

const strictPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/**
 * Starts a server. The result has `origin` (where it listens), `base` (origin and the
 * path of the site's base URL), `published` (the base URL that the pages name),
 * `pages` (the paths of all HTML files below base, "lv/plani/") and `close`.
 */
export async function serve(folder) {
  const published = baseURL(folder);
  const prefix = new URL(published).pathname;
  const rules = headerRules(folder);
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://host').pathname);
    const { status, file } = find(folder, prefix, path);
    response.writeHead(status, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream', ...headersFor(rules, path) });
    response.end(readFileSync(file));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin, published, base: origin + prefix, pages: htmlFiles(folder),
    close: () => new Promise((done) => { server.close(done); server.closeAllConnections(); }),
  };
}

/** The base URL as the canonical link of the page at the root names it. */
function baseURL(folder) {
  const root = readFileSync(join(folder, 'index.html'), 'utf8');
  const canonical = /<link rel="canonical" href="([^"]+)"/.exec(root);
  if (!canonical) throw new Error(`${folder}/index.html has no canonical link`);
  return canonical[1].replace(/\/?$/, '/');
}

function find(folder, prefix, path) {
  if (path.startsWith(prefix)) {
    const below = posix.normalize(path.slice(prefix.length) || '.');
    for (const file of [join(folder, below), join(folder, below, 'index.html')]) {
      const asked = file.endsWith('index.html') && !path.endsWith('/') && !path.endsWith('.html');
      if (!below.startsWith('..') && !asked && isFile(file)) return { status: 200, file };
    }
  }
  return { status: 404, file: join(folder, '404.html') };
}

function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/**
 * Reads _headers: a path, in which "*" stands for anything and ":name" for a part, then
 * its headers, indented.
 */
function headerRules(folder) {
  const rules = [];
  if (!isFile(join(folder, '_headers'))) return rules;
  for (const line of readFileSync(join(folder, '_headers'), 'utf8').split('\n')) {
    const header = /^\s+([^:]+):\s*(.+)$/.exec(line);
    if (header) rules.at(-1).headers.push([header[1], header[2]]);
    else if (line.trim() !== '') rules.push({ path: pattern(line.trim()), headers: [] });
  }
  return rules;
}

function pattern(path) {
  const parts = path.split(/(\*|:\w+)/).map((part) => {
    if (part === '*') return '.*';
    return part.startsWith(':') ? '[^/]+' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`);
}

/** The headers of all rules that match: a header of several is sent several times. */
function headersFor(rules, path) {
  const headers = path.endsWith('/embed/') ? {} : { 'Content-Security-Policy': [strictPolicy] };
  for (const rule of rules.filter((r) => r.path.test(path))) {
    for (const [name, value] of rule.headers) (headers[name] ??= []).push(value);
  }
  return headers;
}

function htmlFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      return { path: relative(folder, path).split(sep).join('/').replace(/(^|\/)index\.html$/, '$1'), size: statSync(path).size };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
