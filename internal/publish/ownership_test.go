package publish

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const zeroSum = "0000000000000000000000000000000000000000000000000000000000000000"

func TestNotOurs(t *testing.T) {
	marked := zeroSum + "  " + markName + "\n"
	tests := []struct {
		name  string
		files []string // path=text
		want  NotOursError
	}{
		{"a file", []string{"thesis.doc=x"}, NotOursError{Example: "thesis.doc", HasSums: false}},
		{"a folder", []string{"photos/1.jpg=x", ".git/config="}, NotOursError{Example: "photos", HasSums: false}},
		{"a release", []string{"a.tar.gz=x", "SHA256SUMS=" + zeroSum + "  a.tar.gz\n"}, NotOursError{Example: "SHA256SUMS", HasSums: true}},
		{"only a list", []string{"SHA256SUMS="}, NotOursError{Example: "SHA256SUMS", HasSums: true}},
		{"a list of another mark", []string{"a=x", "SHA256SUMS=" + marked}, NotOursError{Example: "SHA256SUMS", HasSums: true}},
		{"a list that is cut off", []string{"a=x", "SHA256SUMS=" + marked + zeroSum + "  a"}, NotOursError{Example: "SHA256SUMS", HasSums: true}},
		{"a list with a comment", []string{"a=x", "SHA256SUMS=# ours\n" + marked}, NotOursError{Example: "SHA256SUMS", HasSums: true}},
		{"a list as a folder", []string{"SHA256SUMS/a=x"}, NotOursError{Example: "SHA256SUMS", HasSums: true}},
		{"another mark", []string{"a=x", ".parskats=mine"}, NotOursError{Example: "a", HasSums: false}},
		{"a mark as a folder", []string{"a=x", ".parskats/" + markWords + "=x"}, NotOursError{Example: "a", HasSums: false}},
		{"a damaged journal", []string{"a=x", journalName + "=" + marked + "\x00"}, NotOursError{Example: "a", HasSums: false}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			for _, o := range tt.files {
				path, text, _ := strings.Cut(o, "=")
				write(t, dir, path, text)
			}
			before := snapshot(t, dir)
			_, err := Publish(context.Background(), dir, pages("index.html=1"), Options{})
			tt.want.Dir = dir
			var got *NotOursError
			if !errors.As(err, &got) || *got != tt.want {
				t.Fatalf("error %v, want %+v", err, tt.want)
			}
			if !strings.Contains(err.Error(), dir) || !strings.Contains(err.Error(), "choose another folder with --output, or empty this one") {
				t.Errorf("the error does not say how to go on: %v", err)
			}
			checkSame(t, before, snapshot(t, dir))
		})
	}
}

func TestDotFilesDoNotCount(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, ".git/config", "foreign")
	write(t, dir, ".gitkeep", "")
	write(t, dir, "lost+found/1", "")
	outs := pages("index.html=1", ".well-known/security.txt=2")
	for range 2 {
		mustPublish(t, dir, outs)
		checkSite(t, dir, outs, ".git/config", ".gitkeep", "lost+found/1")
	}
}

// TestRestoredFolder: a copy that lost its dot files, as some stores of build
// results lose them, is still ours.
func TestRestoredFolder(t *testing.T) {
	dir := t.TempDir()
	mustPublish(t, dir, pages("index.html=1", "gone.html=2"))
	if err := os.Remove(filepath.Join(dir, markName)); err != nil {
		t.Fatal(err)
	}
	outs := pages("index.html=1")
	mustPublish(t, dir, outs)
	checkSite(t, dir, outs)
}

// TestNothingOutsideIsRemoved edits the list of an earlier build so that it names
// things that no build wrote.
func TestNothingOutsideIsRemoved(t *testing.T) {
	for _, line := range []string{
		"../outside.txt", "a/../../outside.txt", "/etc/hostname", "./a", "a//b", "a/", "", ".", `..\outside.txt`, "a\rb",
		journalName, stagingName + "/0", "sha256sums", sumsName,
	} {
		base := t.TempDir()
		dir := filepath.Join(base, "public")
		write(t, base, "outside.txt", "precious")
		mustPublish(t, dir, pages("index.html=1"))
		write(t, dir, sumsName, zeroSum+"  "+line+"\n"+read(t, dir, sumsName))
		before := snapshot(t, base)
		_, err := Publish(context.Background(), dir, pages("index.html=1"), Options{})
		var lost *LostError
		if !errors.As(err, &lost) || !lost.HasSums {
			t.Errorf("%q: error %v", line, err)
		}
		checkSame(t, before, snapshot(t, base))
	}
}

// TestLinksAreNotFollowed replaces folders and files of an earlier build by links.
func TestLinksAreNotFollowed(t *testing.T) {
	base := t.TempDir()
	dir := filepath.Join(base, "public")
	write(t, base, "outside/index.html", "precious")
	write(t, base, "outside/sub/index.html", "precious")
	mustPublish(t, dir, pages("index.html=1", "lv/index.html=2", "lv/sub/index.html=3", "en/a.html=4", "ru.html=5", "de/x=6"))
	for _, name := range []string{"lv", "en", "ru.html", "de"} {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	symlink(t, "../outside", filepath.Join(dir, "lv"))
	symlink(t, filepath.Join(base, "outside"), filepath.Join(dir, "en"))
	symlink(t, "../outside/index.html", filepath.Join(dir, "ru.html"))
	symlink(t, ".", filepath.Join(dir, "de"))
	write(t, dir, "x", "a foreign file that de/x seems to be")
	before := snapshot(t, base)

	// Where they are in the way, the build is refused.
	for _, path := range []string{"lv/index.html", "lv/sub/new.html", "en/a.html", "de/x"} {
		_, err := Publish(context.Background(), dir, pages(path+"=new"), Options{})
		checkConflict(t, err, ConflictError{path[:2], "a symbolic link", "a folder"})
		checkSame(t, before, snapshot(t, base))
	}
	_, err := Publish(context.Background(), dir, pages("ru.html=new"), Options{})
	checkConflict(t, err, ConflictError{"ru.html", "a symbolic link", "a file"})
	checkSame(t, before, snapshot(t, base))

	// Where they are not, they stay, and so does what they lead to.
	outs := pages("index.html=1")
	r := mustPublish(t, dir, outs)
	if len(r.Removed) != 0 {
		t.Errorf("removed %q", r.Removed)
	}
	checkSums(t, dir, []string{"index.html", markName})
	after := snapshot(t, base)
	for _, name := range []string{sumsName, markName} {
		delete(before, "public/"+name)
		delete(after, "public/"+name)
	}
	checkSame(t, before, after)
}

func checkConflict(t *testing.T, err error, want ConflictError) {
	t.Helper()
	var got *ConflictError
	if !errors.As(err, &got) || *got != want {
		t.Errorf("error %v, want %+v", err, want)
	}
}

func TestConflicts(t *testing.T) {
	tests := []struct {
		name    string
		foreign string // path=text
		outs    string // path
		want    ConflictError
	}{
		{"a file for a file", "robots.txt=by hand", "robots.txt", ConflictError{"robots.txt", "a file", "a file"}},
		{"a file for a folder", "lv=x", "lv/index.html", ConflictError{"lv", "a file", "a folder"}},
		{"a folder for a file", "feed/a=x", "feed", ConflictError{"feed", "a folder", "the file feed"}},
		{"a foreign file in our folder", "ours/sub/b=x", "ours", ConflictError{"ours/sub/b", "a file", "the file ours"}},
		{"a foreign folder in our folder", "ours/not/b=x", "ours", ConflictError{"ours/not", "a folder", "the file ours"}},
		{"a mark for a mark", ".parskats/a=x", "index.html", ConflictError{".parskats", "a folder", "the file .parskats"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			mustPublish(t, dir, pages("index.html=1", "ours/sub/a=x", "ours/c=x"))
			if strings.HasPrefix(tt.foreign, markName) {
				if err := os.Remove(filepath.Join(dir, markName)); err != nil {
					t.Fatal(err)
				}
			}
			path, text, _ := strings.Cut(tt.foreign, "=")
			write(t, dir, path, text)
			before := snapshot(t, dir)
			_, err := Publish(context.Background(), dir, pages("index.html=2", "new=1", tt.outs+"=x")[1:], Options{})
			checkConflict(t, err, tt.want)
			checkSame(t, before, snapshot(t, dir))
		})
	}
}
