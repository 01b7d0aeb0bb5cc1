package publish

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"parskats/internal/output"
)

// randomSite returns up to ten files with paths of up to three names out of a few, so
// that files of one site are often folders of the next.
func randomSite(r *rand.Rand) map[string]string {
	site := map[string]string{}
	for range r.IntN(10) {
		names := []string{}
		for range 1 + r.IntN(3) {
			names = append(names, string(rune('a'+r.IntN(3))))
		}
		path := strings.Join(names, "/")
		if fits(site, path) {
			site[path] = fmt.Sprint(r.IntN(2))
		}
	}
	return site
}

// fits says whether a path is neither a folder of another nor below another.
func fits(site map[string]string, path string) bool {
	for other := range site {
		if strings.HasPrefix(other+"/", path+"/") || strings.HasPrefix(path+"/", other+"/") {
			return false
		}
	}
	return true
}

func outputsOf(site map[string]string) []output.Output {
	var outs []output.Output
	for path, text := range site {
		o := page(path, text)
		if strings.HasPrefix(path, "a") {
			o.Kind = output.Asset
		}
		outs = append(outs, o)
	}
	return outs
}

// filesOf returns the text of each file of a folder, but for Parskats' own and those that
// stay for one generation.
func filesOf(t testing.TB, dir string) map[string]string {
	files := map[string]string{}
	kept, err := parseChecksums([]byte(read(t, dir, keptName)))
	if err != nil {
		t.Fatal(err)
	}
	listed, err := parseChecksums([]byte(read(t, dir, sumsName)))
	if err != nil {
		t.Fatal(err)
	}
	for path, e := range snapshot(t, dir) {
		if e.Mode.IsRegular() && path != sumsName && !strings.HasPrefix(path, ".parskats") {
			sum, isKept := kept[path]
			if _, ofSite := listed[path]; ofSite || !isKept || sum != sha256.Sum256([]byte(e.Text)) {
				files[path] = e.Text
			}
		}
	}
	return files
}

func together(a, b map[string]string) map[string]string {
	both := maps.Clone(a)
	maps.Copy(both, b)
	return both
}

// TestRandomNights publishes one random site after another into a folder in which
// others write, too. Builds fail or are killed at random steps. The folder then holds
// the old site or the new one (or parts of both, if files were placed one by one and
// the build was killed), and always all that others wrote; the next build that ends well
// leaves its site and nothing else.
func TestRandomNights(t *testing.T) {
	for seed := range uint64(150) {
		n := nights{T: t, r: rand.New(rand.NewPCG(seed, 0)), dir: newFolder(t), foreign: map[string]string{}}
		for night := range 8 {
			n.pass()
			if t.Failed() {
				t.Fatalf("… seed %d, night %d", seed, night)
			}
		}
	}
}

// nights is a folder in the course of nights.
type nights struct {
	*testing.T
	r   *rand.Rand
	dir string
	// site is in the folder, unless it is mixed; foreign is what others wrote.
	site, foreign map[string]string
	mixed         bool
}

func (n *nights) pass() {
	if n.r.IntN(3) == 0 {
		n.writeForeign()
	}
	next := randomSite(n.r)
	way := Options{Jobs: 1, InPlace: n.r.IntN(2) == 0}
	if n.r.IntN(2) == 0 {
		way.Superseded = func(name string) bool { return strings.HasSuffix(name, "a") }
	}
	switch n.r.IntN(3) {
	case 0:
		n.check(next, n.build(next, way, nil), way)
	case 1:
		at := n.r.IntN(40)
		fail := &counter{n: at, act: func(string, string) error { return syscall.ENOSPC }}
		n.check(next, n.build(next, way, fail.hook), way)
	case 2:
		at, steps := n.r.IntN(40), 0
		n.check(next, n.build(next, way, func(op, path string) error {
			if steps++; steps > at && op != "write" { // which is done by goroutines
				panic(errKilled)
			}
			return nil
		}), way)
	}
}

// writeForeign puts a file by others somewhere among the site's.
func (n *nights) writeForeign() {
	folders := []string{"."}
	for path, e := range snapshot(n, n.dir) {
		if e.Mode.IsDir() && !strings.HasPrefix(path, ".parskats") {
			folders = append(folders, path)
		}
	}
	path := filepath.Join(folders[n.r.IntN(len(folders))], fmt.Sprintf("z%d.txt", n.r.IntN(3)))
	write(n, n.dir, path, "by hand")
	n.foreign[path] = "by hand"
}

// build publishes; an error of errKilled stands for a killed process.
func (n *nights) build(site map[string]string, way Options, h hook) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = value.(error)
		}
	}()
	_, err = publish(n.Context(), n.dir, outputsOf(site), way, h)
	return err
}

// check compares the folder with what it may hold after a build.
func (n *nights) check(next map[string]string, err error, way Options) {
	n.Helper()
	var conflict *ConflictError
	got := filesOf(n, n.dir)
	isNew, isOld := maps.Equal(got, together(n.foreign, next)), maps.Equal(got, together(n.foreign, n.site))
	killed := errors.Is(err, errKilled)
	switch {
	case err == nil, after(err) == Published:
		if !isNew {
			n.Errorf("published, but the folder holds %v and not %v", got, together(n.foreign, next))
		}
		if err == nil {
			n.checkClean(next)
		}
		n.site, n.mixed = next, false
	case n.mixed: // the killed build before is undone by the next that ends well
	case errors.As(err, &conflict):
		if len(n.foreign) == 0 || !isOld {
			n.Errorf("%v: the folder holds %v and not %v", err, got, together(n.foreign, n.site))
		}
	case killed && isNew:
		n.site = next
	case killed && way.InPlace:
		n.mixed = !isOld
	case !isOld:
		n.Errorf("%v: the folder holds %v and not %v", err, got, together(n.foreign, n.site))
	}
	for path, text := range n.foreign {
		if got[path] != text {
			n.Errorf("%v: %s by others is lost", err, path)
		}
	}
}

// checkClean checks that nothing but the site is there.
func (n *nights) checkClean(site map[string]string) {
	n.Helper()
	var foreign []string
	for path := range n.foreign {
		foreign = append(foreign, path)
	}
	checkSite(n, n.dir, outputsOf(site), foreign...)
	checkBeside(n, n.dir)
	if raw, err := os.ReadFile(filepath.Join(n.dir, journalName)); err == nil {
		n.Errorf("the journal is left: %s", bytes.TrimSpace(raw))
	}
}
