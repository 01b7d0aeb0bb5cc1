package publish

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// hold keeps a folder as a build under way does.
func hold(t *testing.T, dir string) *tree {
	t.Helper()
	holder, err := openTree(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(holder.close)
	return holder
}

// TestHeld: a second build into the folder, by whatever name, says who has it.
func TestHeld(t *testing.T) {
	base := t.TempDir()
	dir := filepath.Join(base, "public")
	mustPublish(t, dir, pages("index.html=1"))
	symlink(t, "public", filepath.Join(base, "link"))
	holder := hold(t, dir)
	before := snapshot(t, dir)
	t.Chdir(base)
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{dir, "public", "./public/", "link", "public/../link"} {
		_, err := Publish(t.Context(), name, pages("index.html=2"), Options{})
		var held *HeldError
		if !errors.As(err, &held) {
			t.Fatalf("%s: error %v", name, err)
		}
		if held.PID != os.Getpid() || held.Host != host || !held.Since.Equal(before[lockName].Time) {
			t.Errorf("%s: held by %+v", name, held)
		}
	}
	checkSame(t, before, snapshot(t, dir))
	holder.close()
	mustPublish(t, dir, pages("index.html=2"))
	checkSite(t, dir, pages("index.html=2"))
}

// TestLockOfTheDead: the file of a killed build's lock holds nobody up.
func TestLockOfTheDead(t *testing.T) {
	for _, text := range []string{"", "1 elsewhere\n", "not a lock"} {
		dir := t.TempDir()
		write(t, dir, lockName, text)
		mustPublish(t, dir, pages("index.html=1"))
		checkSite(t, dir, pages("index.html=1"))
	}
}

// TestLockWithoutName: where the holder has not yet noted its name, it has none.
func TestLockWithoutName(t *testing.T) {
	dir := t.TempDir()
	holder := hold(t, dir)
	if err := holder.lock.Truncate(0); err != nil {
		t.Fatal(err)
	}
	_, err := Publish(t.Context(), dir, pages("index.html=1"), Options{})
	var held *HeldError
	if !errors.As(err, &held) || *held != (HeldError{Dir: dir}) {
		t.Errorf("error %v", err)
	}
}

func TestLockInTheWay(t *testing.T) {
	for found, make := range map[string]func(name string) error{
		"a folder":        func(name string) error { return os.Mkdir(name, 0o755) },
		"a symbolic link": func(name string) error { return os.Symlink("/etc/hostname", name) },
	} {
		dir := t.TempDir()
		if err := make(filepath.Join(dir, lockName)); err != nil {
			t.Fatal(err)
		}
		before := snapshot(t, dir)
		_, err := Publish(t.Context(), dir, pages("index.html=1"), Options{})
		checkConflict(t, err, ConflictError{lockName, found, "a file"})
		checkSame(t, before, snapshot(t, dir))
	}
}

// TestLockOfARemovedFolder: who opened the folder before another build removed it, or
// put another in its place, opens it again.
func TestLockOfARemovedFolder(t *testing.T) {
	for name, replace := range map[string]func(dir string) error{
		"lock removed":    func(dir string) error { return os.Remove(filepath.Join(dir, lockName)) },
		"folder removed":  func(dir string) error { return os.RemoveAll(dir) },
		"folder replaced": func(dir string) error { return errors.Join(os.Rename(dir, dir+".old"), os.Mkdir(dir, 0o755)) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			holder := hold(t, dir)
			if err := replace(dir); err != nil {
				t.Fatal(err)
			}
			if holder.isHere(holder.lock) {
				t.Error("the lock is taken to be the one in the folder")
			}
			mustPublish(t, dir, pages("index.html=1"))
			checkSite(t, dir, pages("index.html=1"))
		})
	}
}

// TestFiftyBuilds starts fifty builds of one folder at once: each publishes its site
// whole or says that another is at work, and the folder holds one of the sites.
func TestFiftyBuilds(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "made", "public")
	sites := make([][]string, 50)
	published := make([]bool, len(sites))
	var builds sync.WaitGroup
	for i := range sites {
		sites[i] = []string{fmt.Sprintf("index.html=%d", i), fmt.Sprintf("lv/%d.html=x", i), fmt.Sprintf("en/page.html=%d", i)}
		builds.Go(func() {
			time.Sleep(time.Duration(i) * time.Millisecond) // else most are refused
			_, err := Publish(t.Context(), dir, pages(sites[i]...), Options{})
			var held *HeldError
			if err != nil && !errors.As(err, &held) {
				t.Errorf("build %d: %v", i, err)
			}
			published[i] = err == nil
		})
	}
	builds.Wait()
	last := -1
	fmt.Sscan(read(t, dir, "index.html"), &last)
	if last < 0 || !published[last] {
		t.Fatalf("the folder holds site %d", last)
	}
	checkSite(t, dir, pages(sites[last]...))
}
