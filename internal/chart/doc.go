// Package chart makes charts that need no script in the reader's browser: numbers
// become an ECharts option (by go-echarts), ECharts draws it inside this process,
// and what comes out is inline SVG, a summary in a sentence or two, and a table.
//
//	Chart ──► plan: option JSON, size ──► engine: raw SVG ──► clean ──► cache ──► ids, title, description
//
// # The kinds
//
//	Bars      amounts side by side: lying or standing, grouped, or stacked as parts of a whole
//	Lines     amounts in the course of time, also in steps, with the day that the data are as of
//	Timeline  when things were due and done: a row each, with marks at dates
//	Calendar  how many on each day: a row a month, a column a day of the month
//	Ranges    how values spread: the least, the middle half, the median, the greatest
//
// # What a reader gets
//
// Each chart is drawn twice, for wide and for narrow screens, with labels of the
// same size in both. An unknown value is never drawn as zero: a bar says that it
// is unknown, a line has a gap. Parts of a whole differ by pattern and by a direct
// label as well as by colour. The SVG has role="img", a title and a description;
// the summary and the table belong beside it.
//
// Colours are fixed tokens of the site's palette. Each filled or stroked element
// also has a class that names its token (cf-series-1, cs-axis), so that a style
// sheet can change it for a dark screen, for print or for forced colours.
//
// # The engine
//
// ECharts runs in modernc.org/quickjs. Measured with this bundle against goja, on
// two cores, in CPU milliseconds:
//
//	                            goja   quickjs
//	start, the first machine     230       150
//	stacked bar, 10 × 4          150        90
//	line, 48 × 2                  90        55
//	both engines at once, as many drawings a second: ×1.7 and ×1.7
//	memory after 80 drawings   70 MB     33 MB   (garbage: 1500 MB and 5 MB)
//	the program grows by      8.2 MB    3.1 MB
//
// Both gave the same bytes. The little garbage counts most: charts are drawn
// while pages are rendered. A machine that fails is thrown away.
package chart
