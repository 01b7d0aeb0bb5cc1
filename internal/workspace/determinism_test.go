package workspace

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
	"testing"
	"time"

	"parskats/internal/publish"
)

// TestSameBytes publishes the tiny site on two machines that have nothing alike but
// the records and the day: another time zone, number of cores, checkout path, umask,
// file times and cache.
func TestSameBytes(t *testing.T) {
	first := t.TempDir()
	publishTiny(t, tinyFolder, first, "")

	elsewhere := filepath.Join(t.TempDir(), "cita", "mape ar atstarpi")
	copyTree(t, tinyFolder, elsewhere, time.Date(1999, 12, 31, 23, 59, 59, 0, time.UTC))
	second := t.TempDir()
	on(t, otherMachine{zone: time.FixedZone("Auckland", 13*60*60), procs: 1, umask: 0o077}, func() {
		cache := t.TempDir()
		publishTiny(t, elsewhere, second, cache)
		// The second time all charts come from the cache.
		publishTiny(t, elsewhere, second, cache)
	})
	compareFolders(t, first, second)
}

// otherMachine is what differs from the machine that the test runs on.
type otherMachine struct {
	zone  *time.Location
	procs int
	umask int
}

// on does something on another machine, and comes back.
func on(t *testing.T, m otherMachine, do func()) {
	t.Helper()
	zone := time.Local
	procs := runtime.GOMAXPROCS(m.procs)
	umask := syscall.Umask(m.umask)
	time.Local = m.zone
	t.Setenv("LC_ALL", "tr_TR.UTF-8")
	defer func() {
		time.Local = zone
		runtime.GOMAXPROCS(procs)
		syscall.Umask(umask)
	}()
	do()
}

func publishTiny(t *testing.T, folder, to, cache string) {
	t.Helper()
	w := Open(Options{Source: folder, Cache: cache, Clock: Clock{AsOf: date(t, tinyDay)}})
	defer w.Close()
	result, problems, err := w.Build(context.Background())
	if err != nil || result == nil {
		t.Fatalf("%v, %s", err, printed(t, problems))
	}
	if _, err := publish.Publish(context.Background(), to, result.Site.Outputs, publish.Options{}); err != nil {
		t.Fatal(err)
	}
}

// file is what two builds must have alike in a file.
type file struct {
	mode    fs.FileMode
	content []byte
}

func compareFolders(t *testing.T, first, second string) {
	t.Helper()
	a, b := readFiles(t, first), readFiles(t, second)
	if names := slices.Sorted(maps.Keys(a)); !slices.Equal(names, slices.Sorted(maps.Keys(b))) || len(names) < 50 {
		t.Errorf("%d files and %d files", len(a), len(b))
	}
	for name, file := range a {
		other := b[name]
		if !bytes.Equal(file.content, other.content) {
			t.Errorf("%s: the bytes differ:\n%s", name, firstDifference(string(file.content), string(other.content)))
		}
		if file.mode != other.mode {
			t.Errorf("%s: %s and %s", name, file.mode, other.mode)
		}
	}
}

func readFiles(t *testing.T, folder string) map[string]file {
	t.Helper()
	files := map[string]file{}
	err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || name == folder {
			return err
		}
		rel, err := filepath.Rel(folder, name)
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		var content []byte
		if !entry.IsDir() {
			content, err = os.ReadFile(name)
		}
		files[rel] = file{info.Mode(), content}
		return err
	})
	if err != nil {
		t.Fatal(fmt.Errorf("read %s: %w", folder, err))
	}
	return files
}
