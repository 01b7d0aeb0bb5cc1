// Makes widths.json, the table of text widths, from a font in one file or more:
//
//   npm run widths -- FONT.ttf...
//
// Without a file it takes the default theme's. A character has the width that the first
// file with it gives. In a browser that lacks the font, a label may be cut a little.
import { writeFile } from 'node:fs/promises';
import opentype from 'opentype.js';

const theme = ['latin', 'latin-ext'].map((part) => `../../../themes/default/fonts/noto-sans-${part}-regular.ttf`);
const paths = process.argv.length > 2 ? process.argv.slice(2) : theme;

const printableASCII = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
const latvian = [...'ĀāČčĒēĢģĪīĶķĻļŅņŌōŖŗŠšŪūŽž'];
const neighbours = [...'ÄäÅåÉéÖöÕõÜüÓóĄąĘęĖėĮįŲųŁłŃńŚśŹźŻż'];
const punctuation = [...'\u00a0\u202f–—−‑“”„’‘‚«»…·•×±≤≥°§№€%‰½'];

const fonts = paths.map((path) => opentype.loadSync(path));
const em = (font, character) => font.charToGlyph(character).advanceWidth / font.unitsPerEm;
const round = (width) => Math.round(width * 1000) / 1000;

const widths = {};
for (const character of [...printableASCII, ...latvian, ...neighbours, ...punctuation]) {
  const font = fonts.find((f) => f.charToGlyphIndex(character) > 0);
  if (font) widths[character] = round(em(font, character));
}
// ECharts takes the height of a line from the width of this one.
widths['国'] = 1;

const table = { font: fonts[0].names.fontFamily.en, unknown: 1, widths };
await writeFile('widths.json', JSON.stringify(table, null, 1) + '\n');
