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
