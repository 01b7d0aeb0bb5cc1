// The page of the search. Nothing of the index is loaded before somebody searches; then
// the files of the words asked for and of the records shown, each once. What is found is
// in search-query.js.

/** How many results are shown at once. */
const perPage = 20;
/** How long to wait for the next letter, ms. */
const pause = 250;

const form = document.querySelector('form[role="search"]');
const words = form.dataset;
const input = form.elements.q;
const status = document.getElementById('search-status');
const results = document.getElementById('search-results');
const list = results.querySelector('ol');
const more = results.querySelector('button');
const lists = document.getElementById('search-lists');
const template = document.getElementById('search-result');

/** Makes a function that loads something by its name once; what fails is tried again. */
function once(load) {
  const loaded = new Map();
  return (name) => {
    if (!loaded.has(name)) {
      loaded.set(name, load(name).catch((error) => {
        loaded.delete(name);
        throw error;
      }));
    }
    return loaded.get(name);
  };
}

async function fetchJSON(name) {
  const response = await fetch(new URL(name, new URL(form.action)));
  if (!response.ok) throw new Error(`${name} answers ${response.status}`);
  return response.json();
}

const program = once((address) => import(address));
const loadShard = once(async (shard) => new Map(Object.entries(await fetchJSON(`words/${shard}.json`))));
const loadChunk = once((chunk) => fetchJSON(`records/${chunk}.json`));

const index = { lang: words.lang, count: Number(words.count), shards: Number(words.shards), load: loadShard };

/** What is in the field. */
const asked = () => input.value.trim();

/** The search whose results are shown or awaited: an older one that comes late is dropped. */
let current = { text: '' };

/** Shows what the field asks for. */
async function show() {
  const text = asked();
  if (text === current.text) return;
  const mine = { text, found: [], shown: 0 };
  current = mine;
  delete status.dataset.of;
  if (status.textContent === '') status.textContent = words.busy;
  try {
    mine.query = await program(words.script);
    const answer = await mine.query.find(index, text);
    if (current !== mine) return;
    Object.assign(mine, answer);
    const cards = await nextCards(mine);
    if (current !== mine) return;
    list.replaceChildren(...cards);
    say(answer);
  } catch {
    if (current !== mine) return;
    current = { text: null }; // the same text can be tried again
    list.replaceChildren();
    status.textContent = words.failed;
  }
  status.dataset.of = text; // what the page says is of this text
  settle();
}

/** Says how much was found. */
function say(answer) {
  if (answer === null) status.textContent = '';
  else if (answer.found.length === 0) status.textContent = words.none;
  else status.textContent = (answer.partly ? words.partly : words.found).replace('{n}', answer.found.length.toLocaleString(words.lang));
}

/** Shows either the results or the lists. */
function settle() {
  const any = list.childElementCount > 0;
  results.hidden = !any;
  lists.hidden = any;
  more.hidden = !any || current.shown >= current.found.length;
}

/** Makes the cards of a search's next results. */
async function nextCards(search) {
  const records = search.found.slice(search.shown, search.shown + perPage);
  const perChunk = Number(words.perChunk);
  const cards = await Promise.all(records.map(async (record) => {
    const chunk = await loadChunk(Math.floor(record / perChunk));
    return card(chunk[record % perChunk], search);
  }));
  search.shown += records.length;
  return cards;
}

/** Fills the page's template with a result. */
function card(result, search) {
  const made = template.content.cloneNode(true).querySelector('li');
  const put = (name, text, lang) => {
    const slot = made.querySelector(`[data-slot="${name}"]`);
    if (!text) {
      slot.remove();
      return null;
    }
    if (lang) slot.lang = lang;
    return slot;
  };
  const title = put('title', result.title, result.titleLang);
  title.href = result.href;
  title.append(...marked(result.title, result.titleLang, search));
  put('summary', result.summary, result.summaryLang)?.append(...marked(result.summary ?? '', result.summaryLang, search));
  put('type', result.type)?.append(result.type);
  put('sample', result.sample)?.firstElementChild.append(result.sample ?? '');
  const meta = [result.by, result.number, result.date].filter(Boolean).join(' · ');
  put('meta', meta)?.append(meta);
  return made;
}

/** A text with the words that were searched for marked. */
function marked(text, lang, search) {
  return search.query.parts(text, lang ?? words.lang, search.terms).map(([part, isMet]) => {
    if (!isMet) return part;
    const mark = document.createElement('mark');
    mark.textContent = part;
    return mark;
  });
}

/** Whether the address in the browser's bar is one to go back to. */
let isKept = false;

/** The links to the other languages lead to the same search there. */
function takeAlong() {
  for (const link of document.querySelectorAll('.site-languages a')) link.search = location.search;
}

/** Puts what the field asks for into the address. What is typed letter by letter is one step back. */
function note() {
  const text = asked();
  const address = new URL(location.href);
  address.search = text === '' ? '' : new URLSearchParams({ q: text }).toString();
  address.hash = '';
  if (address.href === location.href) return;
  if (isKept) history.pushState(null, '', address);
  else history.replaceState(null, '', address);
  isKept = false;
  takeAlong();
}

/** Shows what the address asks for. */
function follow() {
  input.value = new URLSearchParams(location.search).get('q') ?? '';
  isKept = true;
  takeAlong();
  clearTimeout(waiting);
  show();
}

let waiting;
input.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    note();
    show();
  }, pause);
});

form.addEventListener('submit', (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  note();
  isKept = true;
  show();
});

more.addEventListener('click', async () => {
  const mine = current;
  more.disabled = true;
  try {
    const cards = await nextCards(mine);
    if (current !== mine) return;
    list.append(...cards);
    cards[0].querySelector('a').focus();
  } catch {
    status.textContent = words.failed;
  } finally {
    more.disabled = false;
  }
  settle();
});

addEventListener('popstate', follow);
form.hidden = false;
follow();
