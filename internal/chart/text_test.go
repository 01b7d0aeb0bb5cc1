package chart

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func TestTextWidth(t *testing.T) {
	for _, c := range "ABCXYZabcxyz0123456789āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽ–…% \u00a0,." {
		if w := widths().Widths[string(c)]; w < 0.2 || w > 1.1 {
			t.Errorf("%q is %v em wide", c, w)
		}
	}
	if w := widths().Widths["国"]; w != 1 {
		t.Errorf("国 is %v em wide: ECharts takes the height of lines from it", w)
	}
	// ECharts alone would take each of these letters for a whole em.
	if w := textWidth("ēģīķļņšūžāč"); w > 11*fontSize*0.65 {
		t.Errorf("Latvian letters are %v px wide", w)
	}
}

func TestWrap(t *testing.T) {
	const name = "Vides aizsardzības un reģionālās attīstības ministrija"
	for _, c := range []struct {
		text  string
		width float64
		lines int
		want  string
	}{
		{"", 100, 2, ""},
		{"Rīga", 100, 1, "Rīga"},
		{name, 1000, 3, name},
		{name, 180, 3, "Vides aizsardzības un|reģionālās attīstības|ministrija"},
		{name, 180, 2, "Vides aizsardzības un|reģionālās attīstības minist…"},
		{name, 180, 1, "Vides aizsardzības un reģio…"},
		{"Neizrunājamībasgarumvārds", 90, 2, "Neizrunājam…"},
		{"a  b\nc", 100, 3, "a b c"},
		{"2022.\u00a0gada jūnijs", 75, 2, "2022.\u00a0gada|jūnijs"},
		{"abc", 1, 1, "…"},
	} {
		got := wrap(c.text, c.width, c.lines)
		if strings.Join(got, "|") != c.want {
			t.Errorf("wrap(%q, %v, %d) = %q, want %q", c.text, c.width, c.lines, got, c.want)
		}
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("Vides aizsardzības un reģionālās attīstības ministrija", 120.0, 2)
	f.Add("\xff \u2028国", 5.0, 1)
	f.Fuzz(func(t *testing.T, s string, width float64, lines int) {
		if math.IsNaN(width) || lines < 1 {
			return
		}
		got := wrap(s, width, lines)
		if len(got) > lines {
			t.Errorf("%d lines", len(got))
		}
		room := max(width, textWidth(ellipsis))
		for _, line := range got {
			if textWidth(line) > room {
				t.Errorf("%q is %v px wide", line, textWidth(line))
			}
		}
	})
}

func TestNiceScale(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		steps     int
		want      scale
	}{
		{0, 0, 4, scale{0, 1, 0.5}},
		{0, 1, 4, scale{0, 1, 0.5}},
		{0, 7, 4, scale{0, 8, 2}},
		{0, 38, 3, scale{0, 40, 20}},
		{0, 100, 4, scale{0, 100, 50}},
		{0, 1000, 10, scale{0, 1000, 100}},
		{0, 12400, 4, scale{0, 15000, 5000}},
		{-3, 7, 5, scale{-4, 8, 2}},
		{-20, 0, 4, scale{-20, 0, 5}},
		{0, 0.3, 3, scale{0, 0.3, 0.1}},
		{0, 5, 0, scale{0, 5, 5}},
	} {
		got := niceScale(c.low, c.high, c.steps)
		near := func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }
		if !near(got.min, c.want.min) || !near(got.max, c.want.max) || !near(got.step, c.want.step) {
			t.Errorf("niceScale(%v, %v, %d) = %v, want %v", c.low, c.high, c.steps, got, c.want)
		}
	}
	if got := (scale{0, 1, 0.5}).whole(); got != (scale{0, 1, 1}) {
		t.Errorf("whole steps: %v", got)
	}
	if got := (scale{-4, 4, 2}).ticks(); !slices.Equal(got, []float64{-4, -2, 0, 2, 4}) {
		t.Errorf("ticks: %v", got)
	}
}
