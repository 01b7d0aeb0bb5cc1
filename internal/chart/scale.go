package chart

import "math"

// scale is a value axis: where it begins and ends, and the step of its ticks.
type scale struct{ min, max, step float64 }

// niceScale returns a scale that holds low and high, which enclose zero, and has
// about so many steps of a round size.
func niceScale(low, high float64, steps int) scale {
	if low == high {
		high = low + 1
	}
	step := niceStep((high - low) / float64(max(steps, 1)))
	return scale{
		min:  math.Floor(low/step) * step,
		max:  math.Ceil(high/step) * step,
		step: step,
	}
}

// niceStep returns the smallest of 1, 2 and 5, times a power of ten, that is not
// below step. Powers are taken apart from their sign, so that 0.1 is exact.
func niceStep(step float64) float64 {
	exponent := int(math.Floor(math.Log10(step)))
	for _, digit := range []float64{1, 2, 5, 10} {
		if nice := times10(digit, exponent); nice >= step*(1-1e-9) {
			return nice
		}
	}
	return step
}

func times10(digit float64, exponent int) float64 {
	if exponent < 0 {
		return digit / math.Pow10(-exponent)
	}
	return digit * math.Pow10(exponent)
}

// whole widens the step to 1 at least, for values that are whole numbers.
func (s scale) whole() scale {
	if s.step >= 1 {
		return s
	}
	return scale{math.Floor(s.min), math.Ceil(s.max), 1}
}

// ticks returns the values of the scale's ticks.
func (s scale) ticks() []float64 {
	n := int(math.Round((s.max - s.min) / s.step))
	ticks := make([]float64, n+1)
	for i := range ticks {
		ticks[i] = s.min + float64(i)*s.step
	}
	return ticks
}

// length returns how long a value is on a scale that is drawn so many px long.
func (s scale) length(value, px float64) float64 {
	return value / (s.max - s.min) * px
}
