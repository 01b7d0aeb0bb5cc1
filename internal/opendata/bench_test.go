package opendata_test

import (
	"io"
	"testing"

	"parskats/internal/bench/corpus"
)

// BenchmarkData writes all files of the data of ten thousand records once, and what is known
// of each table's file, for which it is written a second time.
func BenchmarkData(b *testing.B) {
	folder := b.TempDir()
	if err := corpus.Write(folder, 10_000); err != nil {
		b.Fatal(err)
	}
	site := siteOf(b, folder)
	b.ReportAllocs()
	for b.Loop() {
		for _, f := range dataOf(site, day(b, "2026-01-01")).Files() {
			if err := f.Render(io.Discard); err != nil {
				b.Fatal(err)
			}
		}
	}
}
