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

// newTransition makes a folder with the old site, and files by others.
func newTransition(t *testing.T) transition {
	tr := transition{
		dir: t.TempDir(),
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
	restored := 0
	for n := 0; ; n++ {
		tr := newTransition(t)
		before := snapshot(t, tr.dir)
		c := &counter{n: n, act: func(string, string) error { return full }}
		_, err := publish(context.Background(), tr.dir, tr.new, Options{Jobs: 1}, c.hook)
		if c.at == "" {
			break
		}
		switch {
		case err == nil:
			if !strings.HasPrefix(c.at, "link") {
				t.Errorf("%s: the error was swallowed", c.at)
			}
		case !errors.Is(err, syscall.ENOSPC):
			t.Errorf("%s: error %v", c.at, err)
		case strings.Contains(err.Error(), "the site is in place"):
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
	if restored < 30 {
		t.Errorf("the old site was restored only %d times", restored)
	}
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
	if t.Failed() && !failed {
		t.Errorf("… after %s", step)
	}
}

// TestEveryStepFailsTwice: the step fails, and so does all that would undo it. The
// next build repairs what is left.
func TestEveryStepFailsTwice(t *testing.T) {
	for n := 0; ; n++ {
		tr := newTransition(t)
		calls := 0
		broken := func(op, path string) error {
			if calls++; calls > n {
				return errors.New("the disk is gone")
			}
			return nil
		}
		_, err := publish(context.Background(), tr.dir, tr.new, Options{Jobs: 1}, broken)
		if calls <= n {
			break
		}
		if err == nil {
			t.Errorf("step %d: no error", n)
		}
		mustPublish(t, tr.dir, tr.new)
		checkRepaired(t, fmt.Sprintf("step %d", n), tr)
	}
}

// errKilled stands for the end of the process: nothing of publish runs after it.
var errKilled = errors.New("killed")

func kill(string, string) error { panic(errKilled) }

// publishKilled publishes with a hook that ends it half way.
func publishKilled(dir string, outs []output.Output, c *counter) {
	defer func() {
		if value := recover(); value != nil && value != errKilled {
			panic(value)
		}
	}()
	publish(context.Background(), dir, outs, Options{Jobs: 1}, c.hook)
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
			c := &counter{n: 12, act: kill}
			publishKilled(tr.dir, pages("b.html=1", "c.html=1", "d/e.html=2"), c)
			tr.new = pages("other.html=1")
			mustPublish(t, tr.dir, tr.new)
			return tr
		},
	}
	for name, repair := range next {
		t.Run(name, func(t *testing.T) {
			for n := placingBegins(t, newTransition(t)); ; n++ {
				tr := newTransition(t)
				c := &counter{n: n, act: kill}
				publishKilled(tr.dir, tr.new, c)
				if c.at == "" {
					break
				}
				checkRepaired(t, c.at, repair(t, tr))
			}
		})
	}
}

// TestFirstBuildKilled: what a killed first build has placed is not taken for
// files by others.
func TestFirstBuildKilled(t *testing.T) {
	begin := placingBegins(t, transition{dir: t.TempDir(), new: newTransition(t).new})
	for n := begin; ; n++ {
		tr := transition{dir: t.TempDir(), new: newTransition(t).new}
		c := &counter{n: n, act: kill}
		publishKilled(tr.dir, tr.new, c)
		if c.at == "" {
			break
		}
		tr.new = tr.new[1:]
		mustPublish(t, tr.dir, tr.new)
		checkRepaired(t, c.at, tr)
	}
}

// placingBegins returns how many changes of the folder come before the last phase:
// those before are made by goroutines, where a panic would end the test.
func placingBegins(t *testing.T, tr transition) int {
	t.Helper()
	calls, begin := 0, -1
	count := func(op, path string) error {
		calls++
		if op == "write" && path == (&item{number: len(tr.new) - 1}).staged() {
			begin = calls
		}
		return nil
	}
	if _, err := publish(context.Background(), tr.dir, tr.new, Options{Jobs: 1}, count); err != nil {
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

func TestNoHardLinks(t *testing.T) {
	tr := newTransition(t)
	noLinks := func(op, path string) error {
		if op == "link" {
			return syscall.EPERM
		}
		return nil
	}
	if _, err := publish(context.Background(), tr.dir, tr.new, Options{}, noLinks); err != nil {
		t.Fatal(err)
	}
	checkSite(t, tr.dir, tr.new, tr.foreign...)
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
		case op != "rename":
		case strings.HasPrefix(path, stagingName):
			order = append(order, "removed")
		default:
			order = append(order, path)
		}
		return nil
	}
	if _, err := publish(context.Background(), dir, outs, Options{}, record); err != nil {
		t.Fatal(err)
	}
	want := []string{journalName, "site.css", "new.html", "index.html", "removed", sumsName}
	if fmt.Sprint(order) != fmt.Sprint(want) {
		t.Errorf("order %q, want %q", order, want)
	}
}
