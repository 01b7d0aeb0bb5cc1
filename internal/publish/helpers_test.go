package publish

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"parskats/internal/output"
)

// page returns an output with the text.
func page(path, text string) output.Output {
	return output.Output{Path: path, Kind: output.Page, Render: func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}}
}

// pages returns an output for each "path=text".
func pages(specs ...string) []output.Output {
	var outs []output.Output
	for _, spec := range specs {
		path, text, _ := strings.Cut(spec, "=")
		outs = append(outs, page(path, text))
	}
	return outs
}

// failing returns an output whose Render is the function.
func failing(path string, render func(io.Writer) error) output.Output {
	return output.Output{Path: path, Kind: output.Page, Render: render}
}

// mustPublish publishes without an error.
func mustPublish(t testing.TB, dir string, outs []output.Output) Result {
	t.Helper()
	r, err := Publish(context.Background(), dir, outs, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// write makes a file, with the folders it needs.
func write(t testing.TB, dir, path, text string) {
	t.Helper()
	name := filepath.Join(dir, path)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// read returns the text of a file, or "" if there is none.
func read(t testing.TB, dir, path string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, path))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return string(raw)
}

// entry is what a snapshot keeps of a file or folder.
type entry struct {
	Mode fs.FileMode
	Time time.Time // of files
	Text string    // of files; the target of a link
}

func (e entry) String() string { return fmt.Sprintf("%v %v %.40q", e.Mode, e.Time.UnixNano(), e.Text) }

// snapshot returns all that is below a folder.
func snapshot(t testing.TB, dir string) map[string]entry {
	t.Helper()
	all := map[string]entry{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == "." {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		e := entry{Mode: info.Mode()}
		switch {
		case info.Mode().IsRegular():
			e.Time, e.Text = info.ModTime(), read(t, dir, path)
		case info.Mode()&fs.ModeSymlink != 0:
			e.Text, err = os.Readlink(filepath.Join(dir, path))
		}
		all[path] = e
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// difference names the first path where two snapshots differ, or returns "".
func difference(want, got map[string]entry) string {
	both := maps.Clone(want)
	maps.Copy(both, got)
	for _, path := range slices.Sorted(maps.Keys(both)) {
		w, isWanted := want[path]
		g, isThere := got[path]
		switch {
		case !isThere:
			return path + " is missing"
		case !isWanted:
			return path + " should not be there"
		case w != g:
			return fmt.Sprintf("%s is %v, want %v", path, g, w)
		}
	}
	return ""
}

func checkSame(t testing.TB, want, got map[string]entry) {
	t.Helper()
	if d := difference(want, got); d != "" {
		t.Error(d)
	}
}

// makeOld sets the modification time of all files to a day long ago, so that a
// file that is written again shows.
func makeOld(t testing.TB, dir string) {
	t.Helper()
	day := time.Date(2022, 6, 29, 12, 0, 0, 0, time.UTC)
	for path, e := range snapshot(t, dir) {
		if !e.Mode.IsRegular() {
			continue
		}
		if err := os.Chtimes(filepath.Join(dir, path), day, day); err != nil {
			t.Fatal(err)
		}
	}
}

// checkSite checks that the folder holds the outputs and the foreign files, with
// the right modes and a right SHA256SUMS, and nothing else but what stays for one
// generation and is noted as such.
func checkSite(t testing.TB, dir string, outs []output.Output, foreign ...string) {
	t.Helper()
	want := []string{markName, sumsName}
	for _, o := range outs {
		var text bytes.Buffer
		if err := o.Render(&text); err != nil {
			t.Fatal(err)
		}
		if got := read(t, dir, o.Path); got != text.String() {
			t.Errorf("%s holds %.40q, want %.40q", o.Path, got, text.String())
		}
		want = append(want, o.Path)
	}
	checkSums(t, dir, want)
	want = append(want, foreign...)
	want = append(want, keptIn(t, dir)...)
	slices.Sort(want)
	var got []string
	for path, e := range snapshot(t, dir) {
		switch {
		case e.Mode.IsDir():
			if !containsUnder(want, path) {
				t.Errorf("folder %s should not be there", path)
			}
			continue
		case !slices.Contains(foreign, path) && e.Mode != 0o644:
			t.Errorf("%s has mode %v", path, e.Mode)
		}
		got = append(got, path)
	}
	slices.Sort(got)
	if !slices.Equal(want, got) {
		t.Errorf("files:\n got %q\nwant %q", got, want)
	}
}

// keptIn returns the list of what stays for one generation and the files on it, if there
// are any. All must be there with their bytes, and none of them in SHA256SUMS.
func keptIn(t testing.TB, dir string) []string {
	t.Helper()
	text := read(t, dir, keptName)
	if text == "" {
		return nil
	}
	list, err := parseChecksums([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	names := []string{keptName}
	for name, sum := range list {
		names = append(names, name)
		if got := sha256.Sum256([]byte(read(t, dir, name))); got != sum {
			t.Errorf("%s is kept, but is another", name)
		}
		if strings.Contains(read(t, dir, sumsName), "  "+name+"\n") {
			t.Errorf("%s is kept and of the site", name)
		}
	}
	return names
}

func containsUnder(paths []string, dir string) bool {
	return slices.ContainsFunc(paths, func(p string) bool { return p == dir || strings.HasPrefix(p, dir+"/") })
}

// checkSums checks SHA256SUMS as sha256sum -c does, that it lists all of paths but
// itself, and its order.
func checkSums(t testing.TB, dir string, paths []string) {
	t.Helper()
	var listed []string
	for line := range strings.Lines(read(t, dir, sumsName)) {
		sum, path, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if !ok || !strings.HasSuffix(line, "\n") {
			t.Fatalf("SHA256SUMS has the line %q", line)
		}
		if want := fmt.Sprintf("%x", sha256.Sum256([]byte(read(t, dir, path)))); sum != want {
			t.Errorf("%s: SHA256SUMS says %s, it is %s", path, sum, want)
		}
		listed = append(listed, path)
	}
	want := slices.DeleteFunc(slices.Clone(paths), func(p string) bool { return p == sumsName })
	slices.Sort(want)
	if !slices.Equal(listed, want) {
		t.Errorf("SHA256SUMS lists\n     %q\nwant %q", listed, want)
	}
}
