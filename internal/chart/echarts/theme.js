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

  /** Breaks a text between words into lines of so many characters. */
  function wrap(text, columns) {
    const lines = [''];
    for (const word of text.split(/[ \n\t]+/)) {
      const line = lines.at(-1);
      if (line !== '' && line.length + 1 + word.length > columns) lines.push(word);
      else lines[lines.length - 1] = line === '' ? word : line + ' ' + word;
    }
    return lines.join('\n');
  }

  /**
   * Says a value, or all values of a category under its name: a value in a line, with
   * its series. Where values are places of the drawing, their names say all.
   */
  function tooltip(settings) {
    const { lang, writer, unknown, columns } = JSON.parse(settings);
    const write = writer === 'percent' ? percent : number;
    const say = ({ seriesName, value }) => {
      if (Array.isArray(value)) return '';
      const text = Number.isFinite(value) ? write(lang, value) : typeof value === 'string' && value !== '-' ? value : unknown;
      // A series without a name has one that ECharts made up, with a zero byte.
      return !seriesName || seriesName.includes('\0') ? text : seriesName + ': ' + text;
    };
    return (given) => {
      const values = Array.isArray(given) ? given : [given];
      const places = values.every(({ value }) => Array.isArray(value));
      const lines = places ? [...new Set(values.map(({ name }) => name))] : [values[0].name, ...values.map(say)];
      return lines.filter(Boolean).map((line) => wrap(line, columns)).join('\n');
    };
  }

  /** The functions that "@name:argument" stands for. */
  const functions = {
    number: (lang) => (given) => number(lang, numberOf(given)),
    percent: (lang) => (given) => percent(lang, numberOf(given)),
    text: (words) => () => words,
    yearOfMonth: () => (month) => month.slice(0, 4),
    yearOfDay: () => (day) => String(new Date(day * 86400000).getUTCFullYear()),
    tooltip,
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
