package publish

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"parskats/internal/output"
)

// sheets returns a site whose page names a style sheet by its content.
func sheets(text, sheet string) []output.Output {
	return append(pages("index.html="+sheet+text), output.Output{Path: "assets/" + sheet + ".css", Kind: output.Asset, Render: page("", sheet).Render})
}

// publishSheets publishes such a site, and what is no longer made of it stays.
func publishSheets(t *testing.T, dir string, way Options, outs []output.Output) Result {
	t.Helper()
	way.Superseded = isSheetPath
	r, err := Publish(context.Background(), dir, outs, way)
	if err != nil {
		t.Fatal(err)
	}
	checkSite(t, dir, outs, "CNAME")
	return r
}

func isSheetPath(name string) bool { return filepath.Ext(name) == ".css" }

// TestSupersededFilesStay: a page that was loaded before a build finds its style sheet
// after it, until the site changes again.
func TestSupersededFilesStay(t *testing.T) {
	inBothWays(t, func(t *testing.T, way Options) {
		dir := newFolder(t)
		write(t, dir, ".keep", "")
		publishFirst(t, dir, sheets("", "1"))
		write(t, dir, "CNAME", "by hand")

		r := publishSheets(t, dir, way, sheets("", "2"))
		if len(r.Removed) > 0 || !slices.Equal(r.Superseded, []string{"assets/1.css"}) {
			t.Errorf("removed %q, superseded %q", r.Removed, r.Superseded)
		}
		if read(t, dir, "assets/1.css") != "1" {
			t.Fatal("the style sheet of the page before is gone")
		}
		before := snapshot(t, dir)
		if r := publishSheets(t, dir, way, sheets("", "2")); len(r.Removed)+len(r.Superseded) > 0 {
			t.Errorf("removed %q, superseded %q", r.Removed, r.Superseded)
		}
		checkSame(t, before, snapshot(t, dir))

		// Any change of the site ends it, also one of a page alone.
		if r := publishSheets(t, dir, way, sheets("new", "2")); !slices.Equal(r.Removed, []string{"assets/1.css"}) || len(r.Superseded) > 0 {
			t.Errorf("removed %q, superseded %q", r.Removed, r.Superseded)
		}
		for _, name := range []string{"assets/1.css", keptName} {
			if read(t, dir, name) != "" {
				t.Errorf("%s is left", name)
			}
		}

		// The list is the same as that of a build into an empty folder.
		cold := newFolder(t)
		publishFirst(t, cold, sheets("new", "2"))
		if read(t, dir, sumsName) != read(t, cold, sumsName) {
			t.Error("SHA256SUMS differs from that of a first build")
		}
	})
}

// publishFirst publishes to a folder that holds nothing but dot files, and removes .keep.
func publishFirst(t *testing.T, dir string, outs []output.Output) {
	t.Helper()
	mustPublish(t, dir, outs)
	if err := os.Remove(filepath.Join(dir, ".keep")); err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
}

// TestSupersededAndBack: what has stayed and is made again is of the site again.
func TestSupersededAndBack(t *testing.T) {
	inBothWays(t, func(t *testing.T, way Options) {
		dir := newFolder(t)
		publishFirst(t, dir, sheets("", "1"))
		write(t, dir, "CNAME", "by hand")
		publishSheets(t, dir, way, sheets("", "2"))
		publishSheets(t, dir, way, sheets("", "1"))
		if read(t, dir, "assets/2.css") != "2" {
			t.Error("the style sheet of the page before is gone")
		}
		publishSheets(t, dir, way, pages("index.html=1"))
		if read(t, dir, "assets/1.css") != "1" || read(t, dir, "assets/2.css") != "" {
			t.Error("the wrong style sheet stayed")
		}
		publishSheets(t, dir, way, pages("index.html=2"))
		if _, err := os.Lstat(filepath.Join(dir, "assets")); !errors.Is(err, os.ErrNotExist) {
			t.Error("the folder of the style sheets is left")
		}
	})
}

// TestSupersededByOthers: what has stayed and was replaced by somebody is theirs.
func TestSupersededByOthers(t *testing.T) {
	inBothWays(t, func(t *testing.T, way Options) {
		dir := newFolder(t)
		publishFirst(t, dir, sheets("", "1"))
		way.Superseded = isSheetPath
		if _, err := Publish(context.Background(), dir, sheets("", "2"), way); err != nil {
			t.Fatal(err)
		}
		write(t, dir, "assets/1.css", "by hand")
		for _, text := range []string{"a", "b"} {
			if _, err := Publish(context.Background(), dir, sheets(text, "2"), way); err != nil {
				t.Fatal(err)
			}
			checkSite(t, dir, sheets(text, "2"), "assets/1.css")
		}
	})
}

// TestSupersededInTheWay: what would stay gives way to what the site needs there, and
// what was tampered with does not stay.
func TestSupersededInTheWay(t *testing.T) {
	inBothWays(t, func(t *testing.T, way Options) {
		dir := newFolder(t)
		publishFirst(t, dir, pages("index.html=1", "a.css=a", "b.css=b"))
		write(t, dir, "CNAME", "by hand")
		write(t, dir, "b.css", "tampered with")
		publishSheets(t, dir, way, pages("index.html=1", "a.css/index.html=2"))
		if read(t, dir, "b.css") != "" || read(t, dir, keptName) != "" {
			t.Error("a file that was tampered with stayed")
		}
	})
}

// TestSupersededAndKilled: a build that was killed while it placed files one by one takes
// nothing from the pages that were loaded before it, and leaves nothing for ever.
func TestSupersededAndKilled(t *testing.T) {
	for name, tt := range map[string]struct {
		at   string // the file at whose placing the build of the second site is killed
		next string // the sheet of the site that is built after that
		kept string // the sheet that stays
	}{
		"before its page, and the first again":  {"index.html", "1", "assets/2.css"},
		"before its page, and the second again": {"index.html", "2", "assets/1.css"},
		"before its list, and the first again":  {sumsName, "1", "assets/2.css"},
		"before its list, and the second again": {sumsName, "2", "assets/1.css"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := newFolder(t)
			publishFirst(t, dir, sheets("", "0"))
			write(t, dir, "CNAME", "by hand")
			way := Options{InPlace: true, Superseded: isSheetPath}
			publishSheets(t, dir, way, sheets("", "1"))
			killAt(t, dir, sheets("", "2"), way, tt.at)
			publishSheets(t, dir, way, sheets("", tt.next))
			if read(t, dir, tt.kept) == "" {
				t.Errorf("%s is gone", tt.kept)
			}
			publishSheets(t, dir, way, sheets("new", tt.next))
			if read(t, dir, tt.kept) != "" {
				t.Errorf("%s is left", tt.kept)
			}
		})
	}
}

// killAt begins a build that is killed when a file is to be placed.
func killAt(t *testing.T, dir string, outs []output.Output, way Options, at string) {
	t.Helper()
	defer func() {
		if value := recover(); value != errKilled {
			t.Fatalf("the build ended with %v", value)
		}
	}()
	_, err := publish(context.Background(), dir, outs, way, func(op, path string) error {
		if op == "rename" && path == at {
			panic(errKilled)
		}
		return nil
	})
	t.Fatalf("the build ended with the error %v", err)
}
