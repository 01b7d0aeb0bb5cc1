// Makes the default theme's font: the variable weights from regular to bold for pages,
// in two files that a browser loads by need, and for the pictures of plans, which are
// drawn while the site is built, and for the widths of texts in charts, one file a
// weight. See README.md.
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import subset from 'subset-font';

const source = new URL('node_modules/@fontsource-variable/noto-sans/', import.meta.url);
const theme = new URL('../default/', import.meta.url);

// Latin with the letters of all languages that are written with it in Europe, and the
// signs that texts on public matters use.
const range = (first, last) => Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)).join('');
const characters = `${range(0x20, 0x7e)}${range(0xa0, 0x17f)}ȘșȚțẞ` + '\u2002\u2003\u2009\u202f\u2060‐‑–—‘’‚“”„†•…‰′″‹›⁄€№™←↑→↓−×≈≠≤≥';

const part = (name) => readFile(new URL(`files/noto-sans-${name}-wght-normal.woff2`, source));

for (const name of ['latin', 'latin-ext']) {
  const font = await subset(await part(name), characters, { targetFormat: 'woff2', variationAxes: { wght: { min: 400, max: 700 } } });
  await writeFile(new URL(`assets/noto-sans-${name}.woff2`, theme), font);
}
await mkdir(new URL('fonts/', theme), { recursive: true });
for (const [weight, wght] of Object.entries({ regular: 400, bold: 700 })) {
  for (const name of ['latin', 'latin-ext']) {
    const font = await subset(await part(name), characters, { targetFormat: 'truetype', variationAxes: { wght } });
    await writeFile(new URL(`fonts/noto-sans-${name}-${weight}.ttf`, theme), font);
  }
}
await copyFile(new URL('LICENSE', source), new URL('assets/noto-sans-licence.txt', theme));
