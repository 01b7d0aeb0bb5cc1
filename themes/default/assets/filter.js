// Combines filters and orders a list. The form takes the place of the links to the
// facets' pages, and the list's file is loaded on first use. What is chosen is in the
// page's address. Where nothing is, the page shows what it came with.

/** How many cards are shown at first, and how many more the button adds. */
const perPage = 50;
/** From this width on the form stands beside the list, as in site.css. */
const wide = matchMedia('(min-width: 60rem)');

const lang = document.documentElement.lang;
const numbers = new Intl.NumberFormat(lang);
const plurals = new Intl.PluralRules(lang);

/** A list as its file has it, with what is asked of it. Rows are places in its columns. */
class Records {
  constructor(data) {
    Object.assign(this, data);
    this.all = data.cards.href.map((_, row) => row);
    for (const facet of Object.values(this.facets)) {
      facet.placeOf = new Map(facet.values.map((value, place) => [value, place]));
    }
  }

  /** The rows that have, of every field, one of the values chosen; of all but one field, where one is left out. */
  matching(chosen, leftOut = '') {
    const asked = Object.entries(chosen)
      .filter(([name, values]) => name !== leftOut && values.length > 0 && this.facets[name])
      .map(([name, values]) => ({ of: this.facets[name].of, places: new Set(values.map((v) => this.facets[name].placeOf.get(v))) }));
    return this.all.filter((row) => asked.every(({ of, places }) => of[row].some((place) => places.has(place))));
  }

  /** By value, how many of the rows have it. */
  counts(name, rows) {
    const { values, of } = this.facets[name];
    const counts = values.map(() => 0);
    for (const row of rows) for (const place of of[row]) counts[place]++;
    return new Map(values.map((value, place) => [value, counts[place]]));
  }

  /** Rows in an order: by a day, those without one last, or by title. */
  sorted(rows, name) {
    const order = this.orders[name];
    if (!order) return rows;
    if (!order.days) {
      const { compare } = new Intl.Collator(lang, { numeric: true });
      return rows.toSorted((a, b) => compare(this.cards.title[a], this.cards.title[b]));
    }
    const { days, newestFirst } = order;
    return rows.toSorted((a, b) => {
      if (days[a] === null || days[b] === null) return (days[a] === null) - (days[b] === null);
      return newestFirst ? days[b] - days[a] : days[a] - days[b];
    });
  }

  /** The sentence that counts records. */
  counted(n) {
    const sentence = this.count[plurals.select(n)] ?? this.count.other;
    return sentence.replace('{n}', numbers.format(n));
  }
}

/** The form with the list that it rules. */
class Filter {
  constructor(list) {
    this.list = list;
    this.heading = list.querySelector('h2.count');
    this.own = [...list.children].filter((e) => e.matches('.cards, .empty, .pager'));
    this.ownCount = this.heading.textContent;
    this.card = document.querySelector('#filter-card').content.querySelector('.card');
    this.form = document.querySelector('#filter-form').content.querySelector('form').cloneNode(true);
    this.sort = this.form.querySelector('[data-sort]');
    this.results = document.createElement('div');
    this.results.className = 'results';
  }

  begin() {
    this.heading.setAttribute('aria-live', 'polite');
    this.form.querySelector('details').open = wide.matches;
    this.list.querySelector('.facets').replaceWith(this.form);
    this.form.addEventListener('change', () => this.choose());
    this.form.addEventListener('submit', (event) => event.preventDefault());
    this.form.addEventListener('reset', (event) => {
      event.preventDefault();
      this.clear();
    });
    addEventListener('popstate', () => this.follow());
    this.follow();
  }

  /** The values chosen, by field, and the order. */
  state() {
    const chosen = {};
    for (const [name, value] of new FormData(this.form)) {
      if (name !== this.sort.name && value !== '') (chosen[name] ??= []).push(value);
    }
    return { chosen, sort: this.sort.value };
  }

  /** Takes over what the address chooses, and shows it. */
  follow() {
    const query = new URLSearchParams(location.search);
    for (const box of this.form.querySelectorAll('input')) box.checked = query.getAll(box.name).includes(box.value);
    for (const select of this.form.querySelectorAll('select')) {
      const value = query.get(select.name) ?? '';
      select.value = [...select.options].some((option) => option.value === value) ? value : '';
    }
    this.show();
  }

  /** Puts a reader's choice into the address, and shows it. */
  choose() {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) if (value !== '') query.append(name, value);
    history.pushState(null, '', query.size > 0 ? `?${query}` : location.pathname);
    this.show();
  }

  clear() {
    history.pushState(null, '', location.pathname);
    this.follow();
    this.form.querySelector('summary').focus(); // the button is gone
  }

  async show() {
    const { chosen, sort } = this.state();
    const any = Object.keys(chosen).length > 0 || sort !== '';
    this.form.querySelector('[type=reset]').hidden = !any;
    const fields = Object.keys(chosen).length; // seen on a phone, where the form is folded
    this.form.querySelector('summary .count').textContent = fields > 0 ? `(${numbers.format(fields)})` : '';
    if (!any && !this.records) return;
    const records = await this.load().catch(() => null);
    if (JSON.stringify(this.state()) !== JSON.stringify({ chosen, sort })) return; // chosen anew meanwhile
    if (!records) {
      this.showOwn();
      this.heading.textContent = this.list.dataset.failed;
      return;
    }
    this.translateAddress(records);
    this.showCounts(records, chosen);
    if (any) this.showRows(records, records.sorted(records.matching(chosen), sort));
    else this.showOwn();
  }

  /** The links to the other languages take along what is chosen, in the words of their addresses. */
  translateAddress({ elsewhere }) {
    for (const link of document.querySelectorAll('.site-languages a')) {
      const { names, values } = elsewhere[link.hreflang];
      const query = new URLSearchParams();
      for (const [name, value] of new URLSearchParams(location.search)) {
        if (names[name]) query.append(names[name], values[name]?.[value] ?? value);
      }
      link.search = query;
    }
  }

  /** The list's file, loaded once; what fails is tried again when next asked for. */
  load() {
    this.loading ??= fetch(this.list.dataset.list).then((response) => {
      if (!response.ok) throw new Error(`${response.url} answers ${response.status}`);
      return response.json();
    }).then((data) => (this.records = new Records(data)));
    this.loading.catch(() => { this.loading = null; });
    return this.loading;
  }

  /** What the page came with. */
  showOwn() {
    this.results.remove();
    for (const part of this.own) part.hidden = false;
    this.heading.textContent = this.ownCount;
  }

  /** Beside every value, how many records it would leave with all other fields as they are. */
  showCounts(records, chosen) {
    for (const name of Object.keys(records.facets)) {
      const counts = records.counts(name, records.matching(chosen, name));
      for (const box of this.form.querySelectorAll(`input[name="${name}"]`)) {
        box.parentElement.querySelector('.count').textContent = numbers.format(counts.get(box.value));
      }
      for (const option of this.form.querySelectorAll(`select[name="${name}"] option[data-text]`)) {
        option.textContent = `${option.dataset.text} (${numbers.format(counts.get(option.value))})`;
      }
    }
  }

  showRows(records, rows) {
    for (const part of this.own) part.hidden = true;
    this.heading.textContent = records.counted(rows.length);
    this.list.append(this.results);
    if (rows.length === 0) {
      this.results.replaceChildren(make('p', { className: 'empty', textContent: records.empty }));
      return;
    }
    const cards = make('ul', { className: 'cards' });
    cards.setAttribute('role', 'list');
    const more = make('button', { type: 'button', className: 'button', textContent: records.more });
    const add = () => {
      const from = cards.children.length;
      cards.append(...rows.slice(from, from + perPage).map((row) => this.cardOf(records, row)));
      more.hidden = cards.children.length === rows.length;
      return cards.children[from];
    };
    // Those who use the keyboard go on with the first card that is new.
    more.addEventListener('click', () => add().querySelector('a').focus());
    add();
    this.results.replaceChildren(cards, more);
  }

  cardOf({ cards }, row) {
    const card = this.card.cloneNode(true);
    const [kicker, title, badges, meta, summary] = ['.kicker', 'h3 a', '.badges', '.meta', '.meta + p'].map((part) => card.querySelector(part));
    fill(title, cards.title[row], cards.lang[row]);
    title.href = cards.href[row];
    fill(kicker, cards.kicker[row], cards.kickerLang[row]);
    fill(meta, cards.meta[row]);
    fill(summary, cards.summary?.[row], cards.summaryLang?.[row]);
    const [pattern] = badges.children;
    badges.replaceChildren(...cards.badges[row].map((place) => {
      const [kind, key, text] = cards.allBadges[place];
      return Object.assign(pattern.cloneNode(), { className: `badge badge-${kind} ${kind}-${key}`, textContent: text });
    }));
    if (badges.children.length === 0) badges.remove();
    return card;
  }
}

function make(name, properties) {
  return Object.assign(document.createElement(name), properties);
}

/** Gives a part of a card its text, or takes it away. */
function fill(part, text, language) {
  if (!text) {
    part.remove();
    return;
  }
  part.textContent = text;
  if (language) part.lang = language;
}

const link = document.querySelector('#filter-link');
if (link) document.querySelector('.facets')?.append(link.content.cloneNode(true));
const list = document.querySelector('[data-list]');
if (list) new Filter(list).begin();
