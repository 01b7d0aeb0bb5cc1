package check

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"parskats/internal/source"
)

// A memory changes nothing of what is found, whatever it holds: here what was found of
// another site, and of the same.
func TestMemoryChangesNothing(t *testing.T) {
	folders, err := os.ReadDir("testdata/invalid")
	if err != nil {
		t.Fatal(err)
	}
	memory := NewMemory()
	for _, folder := range folders {
		files := baseSite(t, nil)
		base := source.NewReader(files, 0)
		for name, file := range readFolder(t, filepath.Join("testdata/invalid", folder.Name())) {
			files[name] = file
		}
		tree, _, err := base.Reread(context.Background(), nil)
		if err != nil {
			t.Fatal(err)
		}
		site, want := Check(tree)
		for range 2 {
			again, problems := memory.Check(tree)
			if got, want := problems.Sorted(), want.Sorted(); !reflect.DeepEqual(got, want) {
				t.Errorf("%s: got\n%v\nwant\n%v", folder.Name(), got, want)
			}
			if (again == nil) != (site == nil) {
				t.Errorf("%s: got %v, want %v", folder.Name(), again, site)
			}
		}
	}
}

// What was found of a record does not outlive what the site's own record asks for.
func TestMemoryForgets(t *testing.T) {
	files := baseSite(t, nil)
	reader := source.NewReader(files, 0)
	memory := NewMemory()
	check := func(changed ...string) {
		t.Helper()
		tree, _, err := reader.Reread(context.Background(), changed)
		if err != nil {
			t.Fatal(err)
		}
		_, want := Check(tree)
		_, got := memory.Check(tree)
		if !reflect.DeepEqual(got.Sorted(), want.Sorted()) {
			t.Errorf("got\n%swant\n%s", text(t, got), text(t, want))
		}
	}
	check()
	config := files["data/site.yaml"].Data
	files["data/site.yaml"].Data = append([]byte("minimum_days: {days: 900, source: {url: https://example.lv/}}\n"), config...)
	check("data/site.yaml")
	delete(files, "data/site.yaml")
	check("data/site.yaml")
}
