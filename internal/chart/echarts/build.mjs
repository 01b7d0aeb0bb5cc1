// Builds echarts.min.js from entry.js and puts the licences beside it.
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

const { version } = JSON.parse(await readFile('node_modules/echarts/package.json', 'utf8'));

await build({
  entryPoints: ['entry.js'],
  outfile: 'echarts.min.js',
  bundle: true,
  minify: true,
  format: 'iife',
  globalName: 'echarts',
  target: 'es2015',
  charset: 'utf8',
  legalComments: 'none',
  define: { 'process.env.NODE_ENV': '"production"' },
  banner: { js: `/*! Apache ECharts ${version}, Apache License 2.0: see LICENSE and NOTICE */` },
});

await copyFile('node_modules/echarts/LICENSE', 'LICENSE');
await copyFile('node_modules/echarts/NOTICE', 'NOTICE');
await copyFile('node_modules/zrender/LICENSE', 'LICENSE-zrender');
await copyFile('node_modules/echarts/licenses/LICENSE-d3', 'LICENSE-d3');

// A file that is committed ends with a new line and has no trailing spaces.
const built = await readFile('echarts.min.js', 'utf8');
await writeFile('echarts.min.js', built.trimEnd() + '\n');
