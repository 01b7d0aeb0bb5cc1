package site

import (
	"os"
	"strings"
	"testing"

	"parskats/internal/bench/corpus"
)

// BenchmarkFollow makes what feeds and calendars have in common, and renders all of them, on a
// site of 10,000 records.
func BenchmarkFollow(b *testing.B) {
	folder := b.TempDir()
	if err := corpus.Write(folder, 10_000); err != nil {
		b.Fatal(err)
	}
	files := os.DirFS(folder)
	of := builderOf(b, files, "2025-06-30")
	in := of.Input
	fresh := func() *builder {
		made, err := newBuilder(in)
		if err != nil {
			b.Fatal(err)
		}
		made.listEntries()
		return made
	}
	b.Run("history", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			made := fresh()
			b.StartTimer()
			made.history()
		}
	})
	b.Run("datebook", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			made := fresh()
			b.StartTimer()
			made.datebook()
		}
	})
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			made := fresh()
			made.addFeeds()
			made.addCalendars()
			size := counter(0)
			for _, o := range made.outputs {
				if strings.HasSuffix(o.Path, feedFile) || strings.HasSuffix(o.Path, calendarFile) {
					if err := o.Render(&size); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(len(made.outputs)), "files")
			b.ReportMetric(float64(size)/1e6, "MB")
		}
	})
}

// counter counts what is written to it.
type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
