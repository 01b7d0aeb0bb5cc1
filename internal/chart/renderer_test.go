package chart

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files")

func newRenderer(t testing.TB, o Options) *Renderer {
	t.Helper()
	r, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

func TestGolden(t *testing.T) {
	r := newRenderer(t, Options{})
	for _, c := range samples() {
		d, err := r.Draw(context.Background(), c)
		if err != nil {
			t.Error(err)
			continue
		}
		for name, got := range map[string][]byte{"wide": d.Wide, "narrow": d.Narrow} {
			compareGolden(t, c.frame().ID+"."+name+".svg", got)
		}
	}
}

func compareGolden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s differs from what is drawn", path)
	}
}
