package progress

import "slices"

// Spread says how numbers lie: the least, the most, the median and the quartiles. They
// are only to be told of records that are all there are.
type Spread struct {
	// N is how many numbers there are.
	N                           int
	Least, Q1, Median, Q3, Most float64
}

// SpreadOf returns how numbers lie, in whatever order they come; ok is false where
// there are none. A quantile between two numbers is found on the straight line between
// them, so that the median of an even count is the mean of the middle two (type 7 of
// Hyndman and Fan, "Sample Quantiles in Statistical Packages", 1996).
func SpreadOf(numbers []float64) (s Spread, ok bool) {
	if len(numbers) == 0 {
		return Spread{}, false
	}
	sorted := slices.Sorted(slices.Values(numbers))
	return Spread{
		N: len(sorted), Least: sorted[0], Most: sorted[len(sorted)-1],
		Q1: quantile(sorted, 0.25), Median: quantile(sorted, 0.5), Q3: quantile(sorted, 0.75),
	}, true
}

// quantile returns the number below which a share of the sorted numbers lies.
func quantile(sorted []float64, share float64) float64 {
	place := share * float64(len(sorted)-1)
	below := int(place)
	if below+1 == len(sorted) {
		return sorted[below]
	}
	return sorted[below] + (place-float64(below))*(sorted[below+1]-sorted[below])
}
