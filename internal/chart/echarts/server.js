// Draws a chart to SVG without a page. Runs after prelude.js, echarts.min.js and
// theme.js; `widths` is the width table, made by widths.mjs.
'use strict';

/**
 * Tells ECharts how wide texts are.
 * @param {{unknown: number, widths: Object<string, number>}} table widths in em
 */
function useWidths(table) {
  const inEm = (text) => {
    let sum = 0;
    for (const character of text) {
      sum += table.widths[character] ?? table.unknown;
    }
    return sum;
  };
  echarts.setPlatformAPI({
    measureText: (text, font) => {
      const size = parseFloat(/([\d.]+)px/.exec(font)?.[1] ?? 12);
      return { width: inEm(text) * size };
    },
  });
}

/**
 * Draws an option.
 * @param {string} json the option
 * @param {number} width in px
 * @param {number} height in px
 * @returns {string} raw SVG
 * @throws where the option is not drawn whole
 */
function draw(json, width, height) {
  complaints = [];
  seedRandom();
  const option = parskatsTheme.resolve(JSON.parse(json));
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height, locale: option.locale });
  try {
    delete option.locale;
    chart.setOption(option);
    const svg = chart.renderToSVGString();
    const drawn = chart.getModel().getSeriesCount();
    if (drawn !== option.series.length) {
      throw new Error(`${option.series.length} series asked for, ${drawn} drawn`);
    }
    if (complaints.length > 0) {
      throw new Error(complaints.join('; '));
    }
    return svg;
  } finally {
    chart.dispose();
  }
}
