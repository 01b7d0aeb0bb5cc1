package output

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"slices"
	"sync"
	"testing"

	"github.com/andybalholm/brotli"
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

func unbrotlied(t *testing.T, data []byte) string {
	t.Helper()
	plain, err := io.ReadAll(brotli.NewReader(bytes.NewReader(data)))
	if err != nil {
		t.Fatal(err)
	}
	return string(plain)
}

func TestCompressed(t *testing.T) {
	page, pages := counted("lv/index.html", "Pārskats")
	font, _ := counted("assets/a.woff2", "font")
	all := Compressed([]Output{page, font}, Gzip, Brotli)
	var paths []string
	for _, o := range all {
		paths = append(paths, o.Path)
	}
	if !slices.Equal(paths, []string{"lv/index.html", "lv/index.html.gz", "lv/index.html.br", "assets/a.woff2"}) || all[1].Kind != Page || all[2].Kind != Page {
		t.Fatalf("got %v", paths)
	}
	for range 2 { // any number of times, in any order
		if got := string(rendered(t, all[0])); got != "Pārskats" {
			t.Errorf("got %q", got)
		}
		if got := unzipped(t, rendered(t, all[1])); got != "Pārskats" {
			t.Errorf("got %q", got)
		}
		if got := unbrotlied(t, rendered(t, all[2])); got != "Pārskats" {
			t.Errorf("got %q", got)
		}
	}
	if *pages != 2 {
		t.Errorf("for two times three forms it was rendered %d times", *pages)
	}
	for _, o := range all[1:3] {
		if a, b := rendered(t, o), rendered(t, o); !bytes.Equal(a, b) {
			t.Errorf("%s: the same file gives other bytes", o.Path)
		}
	}
	if plain := Compressed([]Output{page}); len(plain) != 1 || plain[0].Path != page.Path {
		t.Errorf("compressed in no form: got %v", plain)
	}
}

// Each output may be asked for by any goroutine.
func TestCompressedAtOnce(t *testing.T) {
	page := Output{Path: "a.html", Render: func(w io.Writer) error { _, err := io.WriteString(w, "a"); return err }}
	all := Compressed([]Output{page}, Gzip, Brotli)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			var plain, zipped, brotlied bytes.Buffer
			if err := errors.Join(all[0].Render(&plain), all[1].Render(&zipped), all[2].Render(&brotlied)); err != nil {
				t.Error(err)
			}
			if plain.String() != "a" || unzipped(t, zipped.Bytes()) != "a" || unbrotlied(t, brotlied.Bytes()) != "a" {
				t.Error("another file")
			}
		})
	}
	wait.Wait()
}

func TestCompressedFails(t *testing.T) {
	want := errors.New("broken")
	for _, o := range Compressed([]Output{{Path: "a.html", Render: func(io.Writer) error { return want }}}, Gzip, Brotli) {
		if err := o.Render(io.Discard); !errors.Is(err, want) {
			t.Errorf("%s: got %v", o.Path, err)
		}
	}
}
