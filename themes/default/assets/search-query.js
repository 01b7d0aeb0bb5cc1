// What a search does beside the page: folds words, finds records in the index that
// internal/search writes, and ranks them. It knows nothing of the page, so that tests
// run it without one.
//
// stemLatvian and stemEnglish are ported from Apache Lucene's LatvianStemmer and
// EnglishMinimalStemmer. Licensed to the Apache Software Foundation (ASF) under one or
// more contributor license agreements. The ASF licenses them under the Apache License,
// Version 2.0, http://www.apache.org/licenses/LICENSE-2.0. What is changed is told in
// internal/search.

/** A text without case and diacritics. */
export const fold = (text) => text.toLowerCase().normalize('NFD').replace(/\p{Mn}/gu, '').normalize('NFC').replace(/ς/gu, 'σ');

/** The folded words of a text, in order. */
export const split = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** A number or an abbreviation as one word. */
export const key = (text) => split(text).join('');

// An ending; how many vowels a word must have more than; whether it palatalizes.
const affixes = [
  ['ajiem', 3, false], ['ajai', 3, false], ['ajam', 2, false], ['ajos', 2, false], ['ajas', 2, false],
  ['iem', 2, true], ['aja', 2, false], ['ais', 2, false], ['ai', 2, false], ['ei', 2, false],
  ['am', 1, false], ['em', 1, false], ['im', 1, false], ['um', 1, false], ['us', 1, true],
  ['as', 1, false], ['es', 1, false], ['os', 1, true], ['ij', 1, false], ['is', 1, false],
  ['ie', 1, false], ['u', 1, true], ['a', 1, true], ['i', 1, true], ['e', 1, false], ['o', 1, false],
  ['s', 0, false],
];

const vowels = (word) => word.match(/[aeiou]/g)?.length ?? 0;
const size = (word) => [...word].length;

function stemLatvian(word) {
  for (const [ending, least, palatalizes] of affixes) {
    if (word.endsWith(ending) && vowels(word) > least && size(word) >= ending.length + 3) {
      return bareLatvian(word.slice(0, -ending.length), palatalizes);
    }
  }
  return word;
}

function bareLatvian(stem, palatalized) {
  const bare = stem.endsWith('aj') ? stem.slice(0, -2) : '';
  if (size(bare) >= 3 && vowels(bare) > 0) return bare;
  return palatalized && /[pbmv]j$/.test(stem) ? stem.slice(0, -1) : stem;
}

function stemEnglish(word) {
  if (size(word) < 3 || !word.endsWith('s') || /[us]s$/.test(word)) return word;
  if (!word.endsWith('es')) return word.slice(0, -1);
  if (size(word) > 3 && word.endsWith('ies') && !/[ae]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  return /[iaoe]es$/.test(word) ? word : word.slice(0, -1);
}

const stemmers = { lv: stemLatvian, en: stemEnglish };

/** A folded word without its ending, in a language. */
export const stem = (lang, word) => stemmers[lang]?.(word) ?? word;

// How internal/search numbers the places of words in a record: the text, the names of
// institutions, numbers; then the title, word by word.
const places = 16;
const inTitle = 3;
const weights = [1, 1.5, 4];
const titleWeight = 4;
const keyMark = '=';

// What people paste by mistake must not keep a phone busy.
const mostLetters = 500;
const mostWords = 12;
/** From this length on a word may be mistyped by a letter. */
const fuzzyFrom = 5;
/** From this length on a word may be the beginning of others. */
const prefixFrom = 3;
// What comes before everything else: a record's own number, then a title that begins so.
const keyScore = 1e6;
const beginScore = 1e3;

/** The shard of a term: by its first two letters or, of a key, by its last two. */
export function shardOf(term, shards) {
  const all = [...term];
  const letters = term.startsWith(keyMark) ? all.slice(-2) : all.slice(0, 2);
  return letters.reduce((hash, letter) => hash * 31 + letter.codePointAt(0), 0) % shards;
}

/**
 * Finds records. index is {lang, count, shards, load}: the page's language, the number
 * of records and of shards, and a function that loads a shard as a Map from terms to
 * differences of postings. The result is {found, partly, terms}: the records' numbers, the
 * best first; whether they have only some of the words; and the terms that were met. It
 * is null where the text has no word.
 */
export async function find(index, text) {
  const begin = text.slice(0, mostLetters);
  const words = [...new Set(split(begin))].slice(0, mostWords);
  if (words.length === 0) return null;
  const terms = new Set();
  const met = await Promise.all(words.map((word) => meet(index, word, terms)));
  let scores = inAll(met);
  const partly = scores.size === 0 && words.length > 1;
  if (partly) scores = inAny(met);
  const own = await ownKey(index, key(begin));
  for (const record of own) scores.set(record, keyScore + (scores.get(record) ?? 0));
  const found = [...scores.keys()].sort((a, b) => scores.get(b) - scores.get(a) || a - b);
  return { found, partly: partly && own.length === 0, terms };
}

/** The records that a key means. */
async function ownKey(index, word) {
  const term = keyMark + word;
  const shard = await index.load(shardOf(term, index.shards));
  return postings(shard.get(term) ?? []).map(({ record }) => record);
}

/** The records that have a word, as a Map to {score, place}; with a letter changed where none has it. */
async function meet(index, word, terms) {
  const shard = await index.load(shardOf(word, index.shards));
  const exact = gather(index, shard, terms, closeness(index.lang, word));
  if (exact.size > 0 || size(word) < fuzzyFrom) return exact;
  const own = stem(index.lang, word);
  return gather(index, shard, terms, (term) => (isNear(own, term) || isNear(word, term) ? 0.3 : 0));
}

/** How near terms are to a word: 1 for its own, more where they have it whole, less where it begins them, else 0. */
function closeness(lang, word) {
  const own = stem(lang, word);
  // Texts in other languages, numbers and abbreviations.
  const same = new Set([own, word, ...Object.values(stemmers).map((stemmer) => stemmer(word))]);
  return (term) => {
    if (term === word && word !== own) return 6; // an abbreviation that looks like a word in a case
    if (same.has(term)) return 1;
    return size(own) >= prefixFrom && term.startsWith(own) ? 0.2 + 0.6 * (own.length / term.length) : 0;
  };
}

function gather(index, shard, terms, close) {
  const met = new Map();
  for (const [term, differences] of shard) {
    const near = term.startsWith(keyMark) ? 0 : close(term);
    if (near === 0) continue;
    terms.add(term);
    const list = postings(differences);
    const rarity = Math.log(1 + index.count / list.length);
    for (const { record, place } of list) {
      const score = near * rarity * (weights[place] ?? titleWeight);
      if (score > (met.get(record)?.score ?? 0)) met.set(record, { score, place });
    }
  }
  return met;
}

function postings(differences) {
  let last = 0;
  return differences.map((difference) => {
    last += difference;
    return { record: Math.floor(last / places), place: last % places };
  });
}

/** The scores of the records that have every word. */
function inAll(met) {
  const scores = new Map();
  for (const record of met[0].keys()) {
    const all = met.map((word) => word.get(record));
    if (all.includes(undefined)) continue;
    const begins = all.every(({ place }, i) => place === inTitle + i);
    scores.set(record, all.reduce((sum, { score }) => sum + score, begins ? beginScore : 0));
  }
  return scores;
}

/** The scores of the records that have one word at least. */
function inAny(met) {
  const scores = new Map();
  for (const word of met) {
    for (const [record, { score }] of word) scores.set(record, (scores.get(record) ?? 0) + score);
  }
  return scores;
}

/** Whether two words are alike but for one letter: another, one more, one less, or two that changed places. */
export function isNear(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  const [x, y] = [a.slice(i), b.slice(i)];
  return x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1)
    || (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2));
}

/** A text in parts, [part, whether it is a word that was searched for], for the language's page. */
export function parts(text, lang, terms) {
  const list = text.split(/([\p{L}\p{N}\p{Mn}]+)/u);
  return list.map((part, i) => [part, i % 2 === 1 && (terms.has(stem(lang, fold(part))) || terms.has(fold(part)))]);
}
