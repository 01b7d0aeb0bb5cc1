package output

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"sync"
	"testing"
)

// counted is an output that counts how often it is rendered.
func counted(path, text string) (Output, *int) {
	n := new(int)
	return Output{Path: path, Kind: Page, Render: func(w io.Writer) error {
		*n++
		_, err := io.WriteString(w, text)
		return err
	}}, n
}

func rendered(t *testing.T, o Output) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := o.Render(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func unzipped(t *testing.T, data []byte) string {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if !z.ModTime.IsZero() || z.Name != "" {
		t.Errorf("the header has the time %v and the name %q", z.ModTime, z.Name)
	}
	plain, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(plain)
}

func TestCompressed(t *testing.T) {
	page, pages := counted("lv/index.html", "Pārskats")
	font, _ := counted("assets/a.woff2", "font")
	all := Compressed([]Output{page, font})
	var paths []string
	for _, o := range all {
		paths = append(paths, o.Path)
	}
	if len(paths) != 3 || paths[1] != "lv/index.html.gz" || all[1].Kind != Page {
		t.Fatalf("got %v", paths)
	}
	for range 2 { // any number of times, in any order
		if got := string(rendered(t, all[0])); got != "Pārskats" {
			t.Errorf("got %q", got)
		}
		if got := unzipped(t, rendered(t, all[1])); got != "Pārskats" {
			t.Errorf("got %q", got)
		}
	}
	if *pages != 2 {
		t.Errorf("two pairs were rendered %d times", *pages)
	}
	if a, b := rendered(t, all[1]), rendered(t, all[1]); !bytes.Equal(a, b) {
		t.Error("the same file gives other bytes")
	}
}

// Each output may be asked for by any goroutine.
func TestCompressedAtOnce(t *testing.T) {
	page := Output{Path: "a.html", Render: func(w io.Writer) error { _, err := io.WriteString(w, "a"); return err }}
	all := Compressed([]Output{page})
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			var plain, zipped bytes.Buffer
			if err := errors.Join(all[0].Render(&plain), all[1].Render(&zipped)); err != nil {
				t.Error(err)
			}
			if plain.String() != "a" || unzipped(t, zipped.Bytes()) != "a" {
				t.Error("another file")
			}
		})
	}
	wait.Wait()
}

func TestCompressedFails(t *testing.T) {
	want := errors.New("broken")
	for _, o := range Compressed([]Output{{Path: "a.html", Render: func(io.Writer) error { return want }}}) {
		if err := o.Render(io.Discard); !errors.Is(err, want) {
			t.Errorf("%s: got %v", o.Path, err)
		}
	}
}
