package publish

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"parskats/internal/output"
)

// transition is a folder with an old site in it, and the new site to publish there.
// Between them, the two have every kind of difference.
type transition struct {
	dir      string
	old, new []output.Output
	foreign  []string
}

// ways are the two ways to put a site in place.
var ways = map[string]Options{"exchange": {Jobs: 1}, "in place": {Jobs: 1, InPlace: true}}

// inBothWays runs a test for each way, both at once: they wait for the disk.
func inBothWays(t *testing.T, test func(t *testing.T, way Options)) {
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, way)
		})
	}
}

// newFolder returns the name of an output folder that has a parent of its own.
func newFolder(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "public")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// checkBeside checks that there is nothing beside the output folder.
func checkBeside(t testing.TB, dir string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(dir))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() != filepath.Base(dir) {
			t.Errorf("%s is left beside the output folder", e.Name())
		}
	}
}

// newTransition makes a folder with the old site, and files by others.
func newTransition(t *testing.T) transition {
	tr := transition{
		dir: newFolder(t),
		old: pages("index.html=1", "same.html=same", "lv/index.html=old", "lv/gone/a.html=x", "lv/gone/b.html=y",
			"half/gone.html=z", "file=becomes a folder", "folder/x/y.html=becomes a file", "folder/z.html=", "mode/a.html=m"),
		new: pages("index.html=2", "same.html=same", "lv/index.html=new", "lv/new/deep/a.html=n", "lv/new/b.html=n",
			"file/index.html=f", "folder=f", "mode/a.html=m"),
		foreign: []string{"CNAME", "half/note.txt", ".git/config"},
	}
	tr.new = append(tr.new, output.Output{Path: "assets/a.css", Kind: output.Asset, Render: page("", "css").Render})
	mustPublish(t, tr.dir, tr.old)
	for _, path := range tr.foreign {
		write(t, tr.dir, path, "by hand")
	}
	makeOld(t, tr.dir)
	for _, path := range []string{"mode/a.html", "mode"} {
		if err := os.Chmod(filepath.Join(tr.dir, path), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return tr
}

// counter is a hook that acts at its n-th call, counted from 0.
type counter struct {
	n, calls int
	act      func(op, path string) error
	// at is the step at which it acted, or "".
	at string
}

func (c *counter) hook(op, path string) error {
	c.calls++
	if c.calls != c.n+1 {
		return nil
	}
	c.at = op + " " + path
	return c.act(op, path)
}

// TestEveryStepFails lets each change of the folder fail in turn: either the old
// site is there as it was, or the new one is there.
func TestEveryStepFails(t *testing.T) {
	full := &os.PathError{Op: "hook", Path: "x", Err: syscall.ENOSPC}
	inBothWays(t, func(t *testing.T, way Options) {
		restored := 0
		for n := 0; ; n++ {
			tr := newTransition(t)
			before := snapshot(t, tr.dir)
			c := &counter{n: n, act: func(string, string) error { return full }}
			_, err := publish(context.Background(), tr.dir, tr.new, way, c.hook)
			if c.at == "" {
				break
			}
			switch {
			case err == nil:
				if way.InPlace && !strings.HasPrefix(c.at, "link") {
					t.Errorf("%s: the error was swallowed", c.at)
				}
				checkRepaired(t, c.at, tr)
			case !errors.Is(err, syscall.ENOSPC):
				t.Errorf("%s: error %v", c.at, err)
			case after(err) == Published:
				checkSums(t, tr.dir, append(paths(tr.new), markName))
			default:
				restored++
				if d := difference(before, snapshot(t, tr.dir)); d != "" {
					t.Errorf("%s: %s", c.at, d)
				}
			}
			mustPublish(t, tr.dir, tr.new)
			checkRepaired(t, c.at, tr)
		}
		if least := map[bool]int{true: 30, false: 10}[way.InPlace]; restored < least {
			t.Errorf("the old site was restored only %d times", restored)
		}
	})
}

// after returns what a FailedError says that the build left.
func after(err error) State {
	var f *FailedError
	if !errors.As(err, &f) {
		return -1
	}
	return f.After
}

func paths(outs []output.Output) []string {
	var all []string
	for _, o := range outs {
		all = append(all, o.Path)
	}
	return all
}

func checkRepaired(t *testing.T, step string, tr transition) {
	t.Helper()
	failed := t.Failed()
	checkSite(t, tr.dir, tr.new, tr.foreign...)
	checkBeside(t, tr.dir)
	if t.Failed() && !failed {
		t.Errorf("… after %s", step)
	}
}

// TestEveryStepFailsTwice: the step fails, and so does all that would undo it. The
// next build repairs what is left.
func TestEveryStepFailsTwice(t *testing.T) {
	inBothWays(t, func(t *testing.T, way Options) {
		for n := 0; ; n++ {
			tr := newTransition(t)
			calls := 0
			broken := func(op, path string) error {
				if calls++; calls > n {
					return errors.New("the disk is gone")
				}
				return nil
			}
			_, err := publish(context.Background(), tr.dir, tr.new, way, broken)
			if calls <= n {
				break
			}
			if err == nil {
				t.Errorf("step %d: no error", n)
			}
			mustPublish(t, tr.dir, tr.new)
			checkRepaired(t, fmt.Sprintf("step %d", n), tr)
		}
	})
}

// errKilled stands for the end of the process: nothing of publish runs after it.
var errKilled = errors.New("killed")

func kill(string, string) error { panic(errKilled) }

// publishKilled publishes with a hook that ends it half way.
func publishKilled(dir string, outs []output.Output, way Options, h hook) {
	defer func() {
		if value := recover(); value != nil && value != errKilled {
			panic(value)
		}
	}()
	publish(context.Background(), dir, outs, way, h)
}

// killPlacing ends a build at the first step after it has staged everything.
func killPlacing(op, path string) error {
	if op == "rename" || op == "exchange" {
		panic(errKilled)
	}
	return nil
}

// TestKilledAtEveryStep kills a build at each change of the folder in turn, then
// publishes the new site, or the old one, or fails once more and then publishes.
func TestKilledAtEveryStep(t *testing.T) {
	next := map[string]func(t *testing.T, tr transition) transition{
		"new": func(t *testing.T, tr transition) transition {
			mustPublish(t, tr.dir, tr.new)
			return tr
		},
		"old": func(t *testing.T, tr transition) transition {
			mustPublish(t, tr.dir, tr.old)
			tr.new = tr.old
			return tr
		},
		"other": func(t *testing.T, tr transition) transition {
			tr.new = pages("other.html=1")
			mustPublish(t, tr.dir, tr.new)
			return tr
		},
		"failed, then other": func(t *testing.T, tr transition) transition {
			broken := failing("b", func(io.Writer) error { return errors.New("broken") })
			if _, err := Publish(context.Background(), tr.dir, []output.Output{broken}, Options{}); err == nil {
				t.Error("no error")
			}
			tr.new = pages("other.html=1")
			mustPublish(t, tr.dir, tr.new)
			return tr
		},
		"killed, then other": func(t *testing.T, tr transition) transition {
			publishKilled(tr.dir, pages("b.html=1", "c.html=1", "d/e.html=2"), Options{Jobs: 1}, killPlacing)
			tr.new = pages("other.html=1")
			mustPublish(t, tr.dir, tr.new)
			return tr
		},
	}
	inBothWays(t, func(t *testing.T, way Options) {
		for name, repair := range next {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				for n := placingBegins(t, newTransition(t), way); ; n++ {
					tr := newTransition(t)
					c := &counter{n: n, act: kill}
					publishKilled(tr.dir, tr.new, way, c.hook)
					if c.at == "" {
						break
					}
					checkRepaired(t, c.at, repair(t, tr))
				}
			})
		}
	})
}

// TestFirstBuildKilled: what a killed first build has placed is not taken for
// files by others.
func TestFirstBuildKilled(t *testing.T) {
	inBothWays(t, func(t *testing.T, way Options) {
		begin := placingBegins(t, transition{dir: newFolder(t), new: newTransition(t).new}, way)
		for n := begin; ; n++ {
			tr := transition{dir: newFolder(t), new: newTransition(t).new}
			c := &counter{n: n, act: kill}
			publishKilled(tr.dir, tr.new, way, c.hook)
			if c.at == "" {
				break
			}
			tr.new = tr.new[1:]
			mustPublish(t, tr.dir, tr.new)
			checkRepaired(t, c.at, tr)
		}
	})
}

// placingBegins returns how many changes of the folder come before the last phase:
// those before are made by goroutines, where a panic would end the test.
func placingBegins(t *testing.T, tr transition, way Options) int {
	t.Helper()
	calls, begin := 0, -1
	count := func(op, path string) error {
		calls++
		if op == "write" && path == (&item{number: len(tr.new) - 1}).staged() {
			begin = calls
		}
		return nil
	}
	if _, err := publish(context.Background(), tr.dir, tr.new, way, count); err != nil {
		t.Fatal(err)
	}
	return begin
}

// TestStagingLeftBehind: what a build killed while rendering left is cleared away.
func TestStagingLeftBehind(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, stagingName+"/0", "half a pa")
	write(t, dir, stagingName+"/sub/folder", "x")
	outs := pages("index.html=1")
	mustPublish(t, dir, outs)
	checkSite(t, dir, outs)
}

// withoutLinks is a hook that makes the file system one without hard links, and acts
// on each other change.
func withoutLinks(then hook) hook {
	return func(op, path string) error {
		if op == "link" {
			return syscall.EPERM
		}
		return then(op, path)
	}
}

// TestNoHardLinks: where there are no hard links the new site gets its place none the
// less, the old one is put back after an error, and no page is missing at any step.
func TestNoHardLinks(t *testing.T) {
	for n := 0; ; n++ {
		tr := newTransition(t)
		before := snapshot(t, tr.dir)
		c := &counter{n: n, act: func(string, string) error { return syscall.ENOSPC }}
		_, err := publish(t.Context(), tr.dir, tr.new, Options{Jobs: 1, InPlace: true}, withoutLinks(func(op, path string) error {
			if read(t, tr.dir, "index.html") == "" || read(t, tr.dir, "same.html") == "" {
				t.Errorf("before %s %s a page is missing", op, path)
			}
			return c.hook(op, path)
		}))
		if c.at == "" {
			if err != nil {
				t.Error(err)
			}
			checkRepaired(t, "", tr)
			return
		}
		if err == nil {
			t.Errorf("%s: the error was swallowed", c.at)
		}
		if after(err) == Untouched {
			if d := difference(before, snapshot(t, tr.dir)); d != "" {
				t.Errorf("%s: %s", c.at, d)
			}
		}
	}
}

// TestConflictInPlace: what comes to where a new file belongs while files are placed
// one by one is not overwritten.
func TestConflictInPlace(t *testing.T) {
	for name, hookOf := range map[string]func(hook) hook{"links": func(h hook) hook { return h }, "no links": withoutLinks} {
		t.Run(name, func(t *testing.T) {
			tr := newTransition(t)
			before := snapshot(t, tr.dir)
			_, err := publish(t.Context(), tr.dir, tr.new, Options{Jobs: 1, InPlace: true}, hookOf(func(op, path string) error {
				if path == journalName && op == "rename" {
					write(t, tr.dir, "lv/new/b.html", "came")
				}
				return nil
			}))
			var conflict *ConflictError
			if !errors.As(err, &conflict) {
				t.Errorf("error %v", err)
			}
			after := snapshot(t, tr.dir)
			if after["lv/new/b.html"].Text != "came" {
				t.Error("the file is lost")
			}
			delete(after, "lv/new")
			delete(after, "lv/new/b.html")
			checkSame(t, before, after)
		})
	}
}

// TestOrder: assets come first, then other files, then what is removed, then the
// list of all.
func TestOrder(t *testing.T) {
	dir := t.TempDir()
	mustPublish(t, dir, pages("index.html=1", "gone.html=2"))
	outs := append(pages("new.html=1", "index.html=2"), output.Output{Path: "site.css", Kind: output.Asset, Render: page("", "x").Render})
	var order []string
	record := func(op, path string) error {
		switch {
		case op != "rename" && op != "link", op == "link" && strings.HasPrefix(path, stagingName):
		case strings.HasPrefix(path, stagingName):
			order = append(order, "removed")
		default:
			order = append(order, path)
		}
		return nil
	}
	if _, err := publish(context.Background(), dir, outs, Options{InPlace: true}, record); err != nil {
		t.Fatal(err)
	}
	want := []string{journalName, "site.css", "new.html", "index.html", "removed", markName, sumsName}
	if fmt.Sprint(order) != fmt.Sprint(want) {
		t.Errorf("order %q, want %q", order, want)
	}
}
