//go:build race

package chart

// raced says that the race detector watches, under which ECharts takes minutes.
const raced = true
