package publish

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parskats/internal/output"
)

func TestPrevious(t *testing.T) {
	dir := t.TempDir()
	if files, err := Previous(filepath.Join(dir, "none")); err != nil || files != nil {
		t.Errorf("a folder that is not there: got %v, %v", files, err)
	}
	out := filepath.Join(dir, "out")
	outputs := []output.Output{ownFile("lv/index.html", []byte("b")), ownFile("a.txt", []byte("a"))}
	if _, err := Publish(context.Background(), out, outputs, Options{}); err != nil {
		t.Fatal(err)
	}
	want := []string{markName, "a.txt", "lv/index.html"}
	if files, err := Previous(out); err != nil || !slices.Equal(files, want) {
		t.Errorf("got %v, %v, want %v", files, err, want)
	}
	list, err := ReadList(filepath.Join(out, sumsName))
	if err != nil || !slices.Equal(list.Paths(), want) {
		t.Errorf("got %v, %v, want %v", list, err, want)
	}
}

// A list that lost a line, at its end or in its middle, or has another, is known for it.
func TestListThatIsNotWhole(t *testing.T) {
	dir := t.TempDir()
	mustPublish(t, dir, pages("a.html=1", "b.html=2", "lv/index.html=3"))
	whole := read(t, dir, sumsName)
	lines := slices.Collect(strings.Lines(whole))
	damaged := map[string]string{
		"another sum":    strings.Replace(whole, lines[1][:4], "0000", 1),
		"another path":   strings.Replace(whole, "b.html", "c.html", 1),
		"one more line":  whole + zeroSum + "  z.html\n",
		"cut in a line":  whole[:len(whole)-5],
		"without a mark": strings.Join(lines[1:], ""),
	}
	for i := range lines[1:] {
		damaged[fmt.Sprint("cut after line ", i+1)] = strings.Join(lines[:i+1], "")
		damaged[fmt.Sprint("without line ", i+2)] = strings.Join(slices.Delete(slices.Clone(lines), i+1, i+2), "")
	}
	for name, text := range damaged {
		t.Run(name, func(t *testing.T) {
			write(t, dir, "copy", text)
			var notAList *NotAListError
			if _, err := ReadList(filepath.Join(dir, "copy")); !errors.As(err, &notAList) || notAList.IsPart == (name == "without a mark") {
				t.Errorf("read: error %v", err)
			}
		})
	}
	write(t, dir, "copy", whole)
	if _, err := ReadList(filepath.Join(dir, "copy")); err != nil {
		t.Errorf("the whole list: %v", err)
	}
}

// TestListOfEarlierBuilds: lists of the builds that had nothing to tell by are taken.
func TestListOfEarlierBuilds(t *testing.T) {
	dir := t.TempDir()
	mark := "e1f07836d6181c89e049ad53316bd2febc4d24e5411aeefbe4eb2b637e1e43d9"
	write(t, dir, markName, markWords)
	write(t, dir, "gone.html", "x")
	write(t, dir, sumsName, mark+"  .parskats\n"+fmt.Sprintf("%x  gone.html\n", sha256.Sum256([]byte("x"))))
	if files, err := Previous(dir); err != nil || !slices.Equal(files, []string{markName, "gone.html"}) {
		t.Errorf("got %v, %v", files, err)
	}
	outs := pages("index.html=1")
	r := mustPublish(t, dir, outs)
	if !slices.Equal(r.Removed, []string{"gone.html"}) {
		t.Errorf("removed %q", r.Removed)
	}
	checkSite(t, dir, outs)
}

// A list that is not ours says nothing of what was published; asked for by name, it is a
// mistake.
func TestPreviousOfOthers(t *testing.T) {
	dir := t.TempDir()
	sums := filepath.Join(dir, sumsName)
	for _, text := range []string{"<!doctype html>\n", "", "d41d8cd98f00b204e9800998ecf8427ed41d8cd98f00b204e9800998ecf8427e  a.txt\n"} {
		if err := os.WriteFile(sums, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if files, err := Previous(dir); err != nil || files != nil {
			t.Errorf("%q: got %v, %v", text, files, err)
		}
		var notAList *NotAListError
		if _, err := ReadList(sums); !errors.As(err, &notAList) {
			t.Errorf("%q: got the error %v", text, err)
		}
	}
	var notAList *NotAListError
	if _, err := ReadList(dir); !errors.As(err, &notAList) {
		t.Errorf("a folder: got the error %v", err)
	}
}
