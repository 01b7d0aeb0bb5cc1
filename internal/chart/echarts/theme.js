// What an option can't say in JSON: functions, which it names. Shared by the
// server and the browser.
'use strict';

var parskatsTheme = (() => {
  const nbsp = '\u00a0';
  const separators = {
    lv: { group: nbsp, decimal: ',', percent: nbsp + '%', smallest: 5 },
    en: { group: ',', decimal: '.', percent: '%', smallest: 4 },
  };

  /**
   * Rounds to two decimals. Eighths lie between two of them: they go to the even
   * one, as in Go, and not up, as toFixed takes them.
   */
  function fixed(x) {
    const between = Number.isInteger(x * 8) && !Number.isInteger(x * 4);
    return (between ? (2 * Math.round(x * 50)) / 100 : x).toFixed(2);
  }

  /** Writes a number as package i18n does: at most two decimals. */
  function number(lang, x) {
    const { group, decimal, smallest } = separators[lang] ?? separators.en;
    const [whole, decimals] = fixed(Math.abs(x)).replace(/\.?0+$/, '').split('.');
    const grouped = whole.length < smallest ? whole : whole.replace(/\B(?=(\d{3})+$)/g, group);
    const text = decimals ? grouped + decimal + decimals : grouped;
    return x < 0 && text !== '0' ? '−' + text : text;
  }

  function percent(lang, points) {
    return number(lang, points) + (separators[lang] ?? separators.en).percent;
  }

  /** An axis gives its formatter a number, a series an object that holds it, alone or last of a point's places. */
  const numberOf = (given) => [given?.value ?? given].flat().pop();

  /** The functions that "@name:argument" stands for. */
  const functions = {
    number: (lang) => (given) => number(lang, numberOf(given)),
    percent: (lang) => (given) => percent(lang, numberOf(given)),
    text: (words) => () => words,
    yearOfMonth: () => (month) => month.slice(0, 4),
    yearOfDay: () => (day) => String(new Date(day * 86400000).getUTCFullYear()),
  };

  /** Replaces every formatter that names a function by it, in place. */
  function resolve(option) {
    for (const [key, value] of Object.entries(option)) {
      if (key === 'formatter') {
        const [, name, argument] = /^@(\w+):([^]*)$/.exec(value);
        option[key] = functions[name](argument);
      } else if (value !== null && typeof value === 'object') {
        resolve(value);
      }
    }
    return option;
  }

  return { number, percent, resolve };
})();
