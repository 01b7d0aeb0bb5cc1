// Fetches every page and checks what can be seen without a browser: its structure, its
// names, and that whatever it points at exists.
import { parse } from 'parse5';

/**
 * Checks all pages of a site, reports one check each, and returns the pages' paths with
 * their sizes.
 */
export async function checkDocuments(site, report) {
  const documents = new Map();
  for (const { path } of site.pages) {
    documents.set(path, await read(site, path));
  }
  const links = new Links(site, documents);
  for (const document of documents.values()) {
    report(new URL(document.path, site.base).pathname, [
      ...document.errors, ...structure(document), ...tables(document), ...names(document), ...policy(document),
      ...languages(document, site, documents), ...await links.broken(document),
    ]);
  }
  return site.pages;
}

/** A page: its path, all its elements in order, and those with an id by their id. */
async function read(site, path) {
  const response = await fetch(site.base + path);
  const errors = [];
  if (response.status !== 200) errors.push(`answers ${response.status}`);
  const tree = parse(await response.text(), {
    sourceCodeLocationInfo: true,
    onParseError: (error) => errors.push(`HTML: ${error.code} in line ${error.startLine}`),
  });
  const elements = [];
  collect(tree, null, elements);
  const document = { path, errors, elements, ids: new Map() };
  for (const element of elements) {
    const id = element.attr.id;
    if (id === undefined) continue;
    if (document.ids.has(id)) errors.push(`id "${id}" is there twice`);
    document.ids.set(id, element);
  }
  return document;
}

function collect(node, parent, elements) {
  for (const child of node.childNodes ?? []) {
    if (child.tagName === undefined) continue;
    const element = {
      name: child.tagName, parent, node: child,
      attr: Object.fromEntries(child.attrs.map((a) => [a.name, a.value])),
    };
    elements.push(element);
    collect(child, element, elements);
  }
}

/** An element's text, with the alternatives of its pictures. */
function text(node) {
  if (node.value !== undefined) return node.value;
  const alt = node.attrs?.find((a) => a.name === 'alt' || a.name === 'aria-label')?.value ?? '';
  return alt + (node.childNodes ?? []).map(text).join('');
}

const all = (document, ...names) => document.elements.filter((e) => names.includes(e.name));

function structure(document) {
  const problems = [];
  const headings = all(document, 'h1', 'h2', 'h3', 'h4', 'h5', 'h6');
  const first = headings.filter((h) => h.name === 'h1').length;
  if (first !== 1) problems.push(`${first} h1`);
  let level = 0;
  for (const heading of headings) {
    const next = Number(heading.name[1]);
    if (next > level + 1) problems.push(`${heading.name} "${text(heading.node).trim()}" after h${level}`);
    if (text(heading.node).trim() === '') problems.push(`an empty ${heading.name}`);
    level = next;
  }
  if (all(document, 'main').length !== 1) problems.push('not one main');
  if (!all(document, 'title').some((t) => t.parent?.name === 'head' && text(t.node).trim() !== '')) problems.push('no title');
  return problems;
}

/** Tables have a caption (those of Markdown, which knows none, a named region), and their headings say of what they are. */
function tables(document) {
  const problems = [];
  for (const table of all(document, 'table')) {
    const caption = table.node.childNodes.find((child) => child.tagName === 'caption');
    const isNamed = caption ? text(caption).trim() !== '' : Boolean(table.parent?.attr['aria-label']);
    if (!isNamed) problems.push('a table has no caption');
  }
  for (const heading of all(document, 'th')) {
    if (!['row', 'col', 'rowgroup', 'colgroup'].includes(heading.attr.scope)) problems.push(`th "${text(heading.node).trim()}" has no scope`);
  }
  return problems;
}

/** Pictures, links and buttons have names; references inside the page lead somewhere. */
function names(document) {
  const problems = [];
  for (const e of document.elements) {
    const hidden = e.attr['aria-hidden'] === 'true';
    if (e.name === 'img' && e.attr.alt === undefined) problems.push(`img ${e.attr.src} has no alt`);
    if (e.name === 'svg' && !hidden && !isInside(e, 'svg') && !(e.attr.role === 'img' && named(document, e))) problems.push('an svg has no role and name');
    if ((e.name === 'button' || (e.name === 'a' && e.attr.href !== undefined)) && !named(document, e)) problems.push(`${e.name} ${e.attr.href ?? ''} has no name`);
    for (const attribute of ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for', 'popovertarget']) {
      for (const id of e.attr[attribute]?.split(/\s+/) ?? []) {
        if (!document.ids.has(id)) problems.push(`${attribute} names "${id}", which is not there`);
      }
    }
  }
  return problems;
}

/** Whether an element is a part of another of that name: a drawing within a drawing is no picture of its own. */
function isInside(element, name) {
  for (let e = element.parent; e; e = e.parent) if (e.name === name) return true;
  return false;
}

function named(document, element) {
  const ids = element.attr['aria-labelledby']?.split(/\s+/) ?? [];
  return [element.attr['aria-label'] ?? '', ...ids.map((id) => (document.ids.has(id) ? text(document.ids.get(id).node) : '')), element.name === 'svg' ? '' : text(element.node)]
    .join('').trim() !== '';
}

const data = ['application/json', 'application/ld+json'];

/** Nothing inline that a strict content security policy would refuse. */
function policy(document) {
  const problems = [];
  if (!all(document, 'meta').some((m) => m.attr['http-equiv']?.toLowerCase() === 'content-security-policy')) problems.push('no content security policy');
  for (const e of document.elements) {
    if (e.name === 'style') problems.push('an inline style sheet');
    if (e.name === 'script' && e.attr.src === undefined && !data.includes(e.attr.type)) problems.push('an inline script');
    for (const [name, value] of Object.entries(e.attr)) {
      if (name === 'style') problems.push(`an inline style on ${e.name}`);
      if (name.startsWith('on')) problems.push(`${name} on ${e.name}`);
      if (/^\s*javascript:/i.test(value)) problems.push(`a script in ${name} of ${e.name}`);
    }
  }
  return problems;
}

/** The page's own address, its language, and its other languages, which name it too. */
function languages(document, site, documents) {
  const problems = [];
  const html = all(document, 'html')[0];
  if (!html.attr.lang) problems.push('no lang');
  if (document.path === '404.html') return problems;
  const address = site.published + document.path;
  if (refresh(document)) return leads(document, site, documents);
  if (isUnlisted(document)) return standsFor(document, site, documents);
  const canonical = all(document, 'link').filter((l) => l.attr.rel === 'canonical').map((l) => l.attr.href);
  if (canonical.length !== 1 || canonical[0] !== address) problems.push(`canonical is ${canonical.join(', ') || 'missing'}, not ${address}`);
  const others = alternates(document);
  if (others.length === 0) problems.push('no hreflang');
  for (const { lang, href } of others) {
    const other = documents.get(href.slice(site.published.length));
    if (!href.startsWith(site.published) || !other) {
      problems.push(`hreflang ${lang} leads nowhere: ${href}`);
    } else if (lang !== 'x-default' && all(other, 'html')[0].attr.lang !== lang) {
      problems.push(`hreflang ${lang} leads to a page in "${all(other, 'html')[0].attr.lang}"`);
    } else if (document.path !== '' && !alternates(other).some((back) => back.href === address)) {
      problems.push(`hreflang ${lang}: ${href} does not name this page`);
    }
  }
  return problems;
}

/** Whether search engines are asked to leave the page out. */
function isUnlisted(document) {
  return all(document, 'meta').some((m) => m.attr.name === 'robots' && m.attr.content.includes('noindex'));
}

/** Where a page leads by itself, if it does. */
function refresh(document) {
  return all(document, 'meta').find((m) => m.attr['http-equiv']?.toLowerCase() === 'refresh')?.attr.content;
}

/** A page at an old address leads to the page that it names as canonical, at once. */
function leads(document, site, documents) {
  const canonical = all(document, 'link').filter((l) => l.attr.rel === 'canonical').map((l) => l.attr.href);
  const to = new URL(refresh(document).replace(/^0; url=/, ''), site.published).href;
  return canonical.length === 1 && canonical[0] === to && documents.has(to.slice(site.published.length)) ? []
    : [`leads to ${to}, and canonical is ${canonical.join(', ') || 'missing'}`];
}

/** Such a page says in the place of which page it stands, one that is listed; or in place of none, where that was removed. */
function standsFor(document, site, documents) {
  const canonical = all(document, 'link').filter((l) => l.attr.rel === 'canonical').map((l) => l.attr.href);
  const other = documents.get((canonical[0] ?? '').slice(site.published.length));
  if (canonical.length === 0) return [];
  return canonical.length === 1 && other && other !== document && !isUnlisted(other) ? []
    : [`is not listed, and canonical is ${canonical.join(', ') || 'missing'}`];
}

function alternates(document) {
  return all(document, 'link').filter((l) => l.attr.rel === 'alternate' && l.attr.hreflang)
    .map((l) => ({ lang: l.attr.hreflang, href: l.attr.href }));
}

/** Knows which addresses of a site answer; asks for each once. */
class Links {
  constructor(site, documents) {
    this.site = site;
    this.documents = documents;
    this.answers = new Map();
  }

  /** What a page points at that is not there, and what it loads from elsewhere. */
  async broken(document) {
    const problems = [];
    for (const e of document.elements) {
      const loads = e.attr.src ?? (e.name === 'link' && ['stylesheet', 'icon', 'preload', 'manifest'].includes(e.attr.rel) ? e.attr.href : undefined);
      const target = loads ?? (['a', 'area'].includes(e.name) ? e.attr.href : undefined);
      if (target === undefined || target.startsWith('mailto:')) continue;
      const url = new URL(target, this.site.base + document.path);
      if (url.origin === this.site.origin) {
        const problem = await this.missing(url);
        if (problem) problems.push(`${target}: ${problem}`);
      } else if (loads !== undefined) {
        problems.push(`loads ${target} from another host`);
      }
    }
    return [...new Set(problems)];
  }

  async missing(url) {
    const address = url.origin + url.pathname;
    if (!this.answers.has(address)) {
      const response = await fetch(address, { method: 'HEAD' });
      this.answers.set(address, response.status);
    }
    if (this.answers.get(address) !== 200) return `answers ${this.answers.get(address)}`;
    const page = this.documents.get(decodeURIComponent(address.slice(this.site.base.length)));
    const anchor = decodeURIComponent(url.hash.slice(1));
    if (anchor !== '' && page && !page.ids.has(anchor)) return 'no such anchor';
    return '';
  }
}
