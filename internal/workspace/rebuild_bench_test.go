package workspace

import (
	"context"
	"testing"

	"parskats/internal/bench/corpus"
	"parskats/internal/i18n"
)

// BenchmarkRebuild lists the site of ten thousand records anew after one of them changed,
// as serve does. Nothing is rendered.
func BenchmarkRebuild(b *testing.B) {
	dir := b.TempDir()
	if err := corpus.Write(dir, 10_000); err != nil {
		b.Fatal(err)
	}
	w := Open(Options{Source: dir})
	defer w.Close()
	clock := Clock{AsOf: i18n.Date{Year: 2026, Month: 11, Day: 1}}
	rebuild := func(changed []string) {
		if result, problems, err := w.Rebuild(context.Background(), clock, changed); result == nil {
			b.Fatal(problems.Sorted(), err)
		}
	}
	rebuild(nil)
	for b.Loop() {
		rebuild([]string{"data/consultations/2016/k-000005.yaml"})
	}
}
