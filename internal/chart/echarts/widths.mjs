// Makes widths.json, the table of text widths, from a font:
//
//   npm run widths -- /path/to/Font.ttf
//
// The table should come from the font that the theme shows charts in, or, where
// that is the reader's own, from a wide one: then no label is cut off.
import { writeFile } from 'node:fs/promises';
import opentype from 'opentype.js';

const [, , path] = process.argv;
if (!path) {
  console.error('usage: npm run widths -- FONT.ttf');
  process.exit(2);
}

const printableASCII = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
const latvian = [...'ĀāČčĒēĢģĪīĶķĻļŅņŌōŖŗŠšŪūŽž'];
const neighbours = [...'ÄäÅåÉéÖöÕõÜüÓóĄąĘęĖėĮįŲųŁłŃńŚśŹźŻż'];
const punctuation = [...'\u00a0\u202f–—−‑“”„’‘‚«»…·•×±≤≥°§№€%‰½'];

const font = opentype.loadSync(path);
const em = (character) => font.charToGlyph(character).advanceWidth / font.unitsPerEm;
const round = (width) => Math.round(width * 1000) / 1000;

const widths = {};
for (const character of [...printableASCII, ...latvian, ...neighbours, ...punctuation]) {
  if (font.charToGlyphIndex(character) > 0) {
    widths[character] = round(em(character));
  }
}
// ECharts takes the height of a line from the width of this one.
widths['国'] = 1;

const table = { font: font.names.fullName.en, unknown: 1, widths };
await writeFile('widths.json', JSON.stringify(table, null, 1) + '\n');
