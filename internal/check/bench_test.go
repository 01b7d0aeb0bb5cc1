package check

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"gopkg.in/yaml.v3"

	"parskats/internal/bench/corpus"
	"parskats/internal/source"
)

const benchRecords = 10_000

// BenchmarkCheck checks ten thousand records; what reading the files costs is not
// counted.
func BenchmarkCheck(b *testing.B) {
	tree := readCorpus(b, writeCorpus(b))
	b.ReportAllocs()
	for b.Loop() {
		if site, problems := Check(tree); site == nil {
			b.Fatalf("got %v", problems.Sorted()[:3])
		}
	}
}

// BenchmarkCheckBesideYAML reads and checks ten thousand records as the command does,
// and beside it reads their files twice with yaml.v3 alone, in a loop. "of-two-reads"
// is the part that the first is of the second, both in the same run; it is to stay
// below 1.
func BenchmarkCheckBesideYAML(b *testing.B) {
	dir := writeCorpus(b)
	var checking, reading time.Duration
	for b.Loop() {
		start := time.Now()
		if site, problems := Check(readCorpus(b, dir)); site == nil {
			b.Fatalf("got %v", problems.Sorted()[:3])
		}
		checked := time.Now()
		for range 2 {
			readWithYAML(b, dir)
		}
		checking += checked.Sub(start)
		reading += time.Since(checked)
	}
	b.ReportMetric(float64(checking)/float64(reading), "of-two-reads")
	b.ReportMetric(checking.Seconds()/float64(b.N), "s/check")
	b.ReportMetric(reading.Seconds()/float64(b.N), "s/two-reads")
}

func writeCorpus(b *testing.B) string {
	b.Helper()
	dir := b.TempDir()
	if err := corpus.Write(dir, benchRecords); err != nil {
		b.Fatal(err)
	}
	return dir
}

func readCorpus(b *testing.B, dir string) source.Tree {
	b.Helper()
	tree, _, err := source.Read(context.Background(), os.DirFS(dir), 0)
	if err != nil {
		b.Fatal(err)
	}
	return tree
}

// readWithYAML decodes each file's YAML, or front matter, into yaml.v3's nodes.
func readWithYAML(b *testing.B, dir string) {
	b.Helper()
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		raw, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if filepath.Ext(name) == ".md" {
			_, raw, _ = bytes.Cut(raw, []byte("---\n"))
			raw, _, _ = bytes.Cut(raw, []byte("---\n"))
		}
		var node yaml.Node
		return yaml.Unmarshal(raw, &node)
	})
	if err != nil {
		b.Fatal(err)
	}
}
