package check

import (
	"context"
	"os"
	"testing"

	"parskats/internal/bench/corpus"
	"parskats/internal/source"
)

// BenchmarkCheck checks ten thousand records; what reading the files costs is not
// counted.
func BenchmarkCheck(b *testing.B) {
	const records = 10_000
	dir := b.TempDir()
	if err := corpus.Write(dir, records); err != nil {
		b.Fatal(err)
	}
	tree, _, err := source.Read(context.Background(), os.DirFS(dir), 0)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if site, problems := Check(tree); site == nil {
			b.Fatalf("got %v", problems.Sorted()[:3])
		}
	}
}
