package publish

import (
	"errors"
	"maps"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// folderID tells one folder from another of the same name.
func folderID(t testing.TB, name string) uint64 {
	t.Helper()
	info, err := os.Lstat(name)
	if err != nil {
		t.Fatal(err)
	}
	return info.Sys().(*syscall.Stat_t).Ino
}

// publishAt publishes and runs a function at the first step of an operation whose path
// begins with a prefix.
func publishAt(t *testing.T, tr transition, op, prefix string, do func()) error {
	t.Helper()
	done := false
	_, err := publish(t.Context(), tr.dir, tr.new, Options{Jobs: 1}, func(is, path string) error {
		if is == op && strings.HasPrefix(path, prefix) && !done {
			done = true
			do()
		}
		return nil
	})
	if !done {
		t.Fatalf("there was no step %s %s", op, prefix)
	}
	return err
}

// TestExchange: a changed site is another folder, in which unchanged files and files by
// others are the same; a quiet night leaves even the folder alone.
func TestExchange(t *testing.T) {
	tr := newTransition(t)
	kept := append([]string{"same.html", "mode/a.html"}, tr.foreign...)
	before := map[string]uint64{"": folderID(t, tr.dir)}
	for _, name := range kept {
		before[name] = folderID(t, filepath.Join(tr.dir, name))
	}
	mustPublish(t, tr.dir, tr.new)
	for _, name := range kept {
		if folderID(t, filepath.Join(tr.dir, name)) != before[name] {
			t.Errorf("%s is another file", name)
		}
	}
	exchanged := folderID(t, tr.dir)
	if exchanged == before[""] {
		t.Error("the folder was not exchanged")
	}
	mustPublish(t, tr.dir, tr.new)
	if folderID(t, tr.dir) != exchanged {
		t.Error("the folder was exchanged though nothing changed")
	}
	checkRepaired(t, "two builds", tr)
}

// TestFoldersOfOthers: folders that Parskats did not make are taken over with all that
// is in them.
func TestFoldersOfOthers(t *testing.T) {
	dir := newFolder(t)
	mustPublish(t, dir, pages("index.html=1", "lv/a.html=1"))
	write(t, dir, ".git/objects/ab/cdef", "x")
	write(t, dir, "lv/stats/2024/log.txt", "x")
	symlink(t, "/nowhere", filepath.Join(dir, "lv/stats/link"))
	if err := os.Mkdir(filepath.Join(dir, "empty"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, mode := range map[string]os.FileMode{"lv/stats": 0o700, "empty": os.ModeSticky | 0o777, ".git/objects/ab/cdef": 0o400, ".": os.ModeSetgid | 0o750} {
		if err := os.Chmod(filepath.Join(dir, name), mode); err != nil {
			t.Fatal(err)
		}
	}
	old, before, top := folderID(t, dir), snapshot(t, dir), mode(t, dir)
	mustPublish(t, dir, pages("index.html=2", "lv/b.html=1", "en/c.html=1"))
	if folderID(t, dir) == old {
		t.Error("the folder was not exchanged")
	}
	if mode(t, dir) != top {
		t.Errorf("the folder has mode %v, had %v", mode(t, dir), top)
	}
	after := snapshot(t, dir)
	for name := range after {
		if strings.HasSuffix(name, ".html") || name == sumsName || name == markName || name == "en" {
			delete(after, name)
		}
	}
	maps.DeleteFunc(before, func(name string, _ entry) bool {
		return strings.HasSuffix(name, ".html") || name == sumsName || name == markName
	})
	checkSame(t, before, after)
	checkBeside(t, dir)
}

func mode(t testing.TB, name string) os.FileMode {
	t.Helper()
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode()
}

// TestExtendedAttributes: access lists and the like are those of the old folder.
func TestExtendedAttributes(t *testing.T) {
	dir := newFolder(t)
	mustPublish(t, dir, pages("lv/a.html=1"))
	for _, name := range []string{dir, filepath.Join(dir, "lv")} {
		if err := unix.Setxattr(name, "user.parskats", []byte(filepath.Base(name)), 0); errors.Is(err, unix.ENOTSUP) {
			t.Skip("this file system has no extended attributes")
		} else if err != nil {
			t.Fatal(err)
		}
	}
	old := folderID(t, dir)
	mustPublish(t, dir, pages("lv/a.html=2"))
	if folderID(t, dir) == old {
		t.Error("the folder was not exchanged")
	}
	for _, name := range []string{dir, filepath.Join(dir, "lv")} {
		value := make([]byte, 100)
		n, err := unix.Getxattr(name, "user.parskats", value)
		if err != nil || string(value[:n]) != filepath.Base(name) {
			t.Errorf("%s has the attribute %q, %v", name, value[:max(n, 0)], err)
		}
	}
}

// TestOthersAtWork: what others do in the folder while it is exchanged is in the new
// site.
func TestOthersAtWork(t *testing.T) {
	tr := newTransition(t)
	write(t, tr.dir, "removed.txt", "by hand")
	write(t, tr.dir, "removed/a.txt", "by hand")
	write(t, tr.dir, "linked.txt", "by hand")
	steps := map[string]func(){
		// The last moment before the exchange.
		"exchange public": func() {
			write(t, tr.dir, "CNAME.new", "later")
			if err := os.Rename(filepath.Join(tr.dir, "CNAME.new"), filepath.Join(tr.dir, "CNAME")); err != nil {
				t.Error(err)
			}
			write(t, tr.dir, "lv/token.txt", "came")
			write(t, tr.dir, "lv/gone/note.txt", "came")
			write(t, tr.dir, "well-known/acme/token", "came")
			for _, name := range []string{"removed.txt", "removed"} {
				if err := os.RemoveAll(filepath.Join(tr.dir, name)); err != nil {
					t.Error(err)
				}
			}
		},
		// Whoever still has the old folder open writes there, while it is dissolved.
		"remove .public.parskats-new/": func() {
			if read(t, tr.dir, "lv/token.txt") != "came" {
				t.Error("what came late is carried over no sooner than the old site goes")
			}
			old := filepath.Join(filepath.Dir(tr.dir), ".public"+nextSuffix)
			write(t, old, "lv/late.txt", "late")
			write(t, old, "late/a.txt", "late")
		},
	}
	_, err := publish(t.Context(), tr.dir, tr.new, Options{Jobs: 1}, func(op, path string) error {
		for step, do := range steps {
			if strings.HasPrefix(op+" "+path, step) {
				delete(steps, step)
				do()
			}
		}
		return nil
	})
	if err != nil || len(steps) > 0 {
		t.Fatal(err, len(steps))
	}
	tr.foreign = append(tr.foreign, "linked.txt", "lv/token.txt", "lv/gone/note.txt", "well-known/acme/token", "lv/late.txt", "late/a.txt")
	checkRepaired(t, "others were at work", tr)
	if got := read(t, tr.dir, "CNAME"); got != "later" {
		t.Errorf("CNAME holds %q", got)
	}
	mustPublish(t, tr.dir, tr.new)
	checkRepaired(t, "others were at work, and another build", tr)
}

// TestConflictAtTheLastMoment: a file by others that comes to where a new page belongs
// is not lost: the old site is put back.
func TestConflictAtTheLastMoment(t *testing.T) {
	for _, step := range []string{"link .public.parskats-new/", "sync .public.parskats-new", "exchange public"} {
		for _, name := range []string{"lv/new/b.html", "lv/new", "assets/a.css/deep/x"} {
			tr := newTransition(t)
			before := snapshot(t, tr.dir)
			op, prefix, _ := strings.Cut(step, " ")
			err := publishAt(t, tr, op, prefix, func() { write(t, tr.dir, name, "came") })
			var got *ConflictError
			if !errors.As(err, &got) {
				t.Errorf("%s, %s: error %v", step, name, err)
			}
			for path := range before {
				if strings.HasPrefix(path, "mode") { // their permissions may be mended already
					before[path] = snapshot(t, tr.dir)[path]
				}
			}
			after := snapshot(t, tr.dir)
			if read(t, tr.dir, name) != "came" {
				t.Errorf("%s, %s: it is lost", step, name)
			}
			for path := range after {
				if _, ok := before[path]; !ok && (path == name || strings.HasPrefix(name, path+"/") || strings.HasPrefix(path, name+"/")) {
					delete(after, path)
				}
			}
			if d := difference(before, after); d != "" {
				t.Errorf("%s, %s: %s", step, name, d)
			}
			checkBeside(t, tr.dir)
		}
	}
}

// TestKilledWhileOthersWork: a build that is killed after the exchange has the next one
// carry over what came late; of two files of a name both are kept.
func TestKilledWhileOthersWork(t *testing.T) {
	tr := newTransition(t)
	publishKilled(tr.dir, tr.new, Options{Jobs: 1}, func(op, path string) error {
		switch {
		case op == "exchange":
			write(t, tr.dir, "lv/token.txt", "came")
			write(t, tr.dir, "well-known/token", "came")
			write(t, tr.dir, "both.txt", "in the old site")
			write(t, tr.dir, "lv/new/c.html", "came")
			write(t, tr.dir, "name", "a file")
		case op == "remove", op == "rename" && path != journalName:
			panic(errKilled)
		}
		return nil
	})
	write(t, tr.dir, "both.txt", "in the new site")
	write(t, tr.dir, "name/a.txt", "a folder")
	mustPublish(t, tr.dir, tr.new)
	tr.foreign = append(tr.foreign, "lv/token.txt", "well-known/token", "both.txt", "both.txt"+savedSuffix, "lv/new/c.html", "name/a.txt", "name"+savedSuffix)
	checkRepaired(t, "it was killed", tr)
	if got := read(t, tr.dir, "both.txt") + ", " + read(t, tr.dir, "both.txt"+savedSuffix); got != "in the new site, in the old site" {
		t.Errorf("both.txt: %s", got)
	}
}

// TestNoExchange: where the folder can't or must not be exchanged, the files are placed
// one by one.
func TestNoExchange(t *testing.T) {
	tests := map[string]func(t *testing.T, dir string){
		"a pipe": func(t *testing.T, dir string) {
			if err := syscall.Mkfifo(filepath.Join(dir, "pipe"), 0o600); err != nil {
				t.Fatal(err)
			}
		},
		"a socket": func(t *testing.T, dir string) {
			t.Chdir(dir) // since the names of sockets are short
			l, err := net.Listen("unix", "socket")
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { l.Close() })
			t.Chdir("/")
		},
		"another site in it":    func(t *testing.T, dir string) { mustPublish(t, filepath.Join(dir, "sub"), pages("a=1")) },
		"a program works in it": func(t *testing.T, dir string) { t.Chdir(filepath.Join(dir, "lv")) },
		"too many files": func(t *testing.T, dir string) {
			write(t, dir, "store/0", "x")
			for i := range maxForeign {
				if err := os.Link(filepath.Join(dir, "store/0"), filepath.Join(dir, "store", "x"+strings.Repeat("x", i%100)+string(rune('a'+i/100)))); err != nil {
					t.Fatal(err)
				}
			}
		},
		"its place is taken": func(t *testing.T, dir string) {
			write(t, filepath.Dir(dir), ".public"+nextSuffix, "a file")
		},
	}
	for name, prepare := range tests {
		t.Run(name, func(t *testing.T) {
			dir := newFolder(t)
			mustPublish(t, dir, pages("index.html=1", "lv/index.html=1"))
			prepare(t, dir)
			old, before := folderID(t, dir), snapshot(t, dir)
			mustPublish(t, dir, pages("index.html=2", "lv/index.html=2"))
			if folderID(t, dir) != old {
				t.Error("the folder was exchanged")
			}
			after := snapshot(t, dir)
			for _, name := range []string{"index.html", "lv/index.html", markName, sumsName} {
				if after[name] == before[name] {
					t.Errorf("%s is as it was", name)
				}
				delete(after, name)
				delete(before, name)
			}
			checkSame(t, before, after)
		})
	}
}
