package publish

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"parskats/internal/output"
)

func TestFirstBuild(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "public")
	outs := pages("lv/index.html=sveiki", "index.html=<p>", "lv/plani/lv-5/index.html=ā", "data/v1/empty.csv=")
	got := mustPublish(t, dir, outs)
	want := Result{
		Added: []string{"data/v1/empty.csv", "index.html", "lv/index.html", "lv/plani/lv-5/index.html"},
		Bytes: 6 + 3 + 2,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	checkSite(t, dir, outs)
}

func TestSecondBuild(t *testing.T) {
	dir := t.TempDir()
	mustPublish(t, dir, pages("index.html=1", "lv/index.html=old", "lv/same.html=same", "lv/gone/a/index.html=x", "en/gone.html=y", "empty/e.html="))
	write(t, dir, "CNAME", "foreign")
	write(t, dir, ".nojekyll", "")
	write(t, dir, "en/note.txt", "foreign")
	outs := pages("index.html=1", "lv/index.html=new", "lv/same.html=same", "lv/new/index.html=n")
	got := mustPublish(t, dir, outs)
	want := Result{
		Added:     []string{"lv/new/index.html"},
		Changed:   []string{"lv/index.html"},
		Removed:   []string{"empty/e.html", "en/gone.html", "lv/gone/a/index.html"},
		Unchanged: 2,
		Bytes:     1 + 3 + 4 + 1,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	checkSite(t, dir, outs, "CNAME", ".nojekyll", "en/note.txt")
}

func TestUnchangedFilesKeepTheirTime(t *testing.T) {
	dir := t.TempDir()
	outs := pages("index.html=1", "lv/index.html=2", "big.csv="+strings.Repeat("a,b\n", 50_000))
	mustPublish(t, dir, outs)
	makeOld(t, dir)
	before := snapshot(t, dir)
	if r := mustPublish(t, dir, outs); r.Unchanged != 3 {
		t.Errorf("result %+v", r)
	}
	checkSame(t, before, snapshot(t, dir))

	outs[1] = page("lv/index.html", "3")
	mustPublish(t, dir, outs)
	after := snapshot(t, dir)
	for path, e := range before {
		isNew := path == "lv/index.html" || path == markName || path == sumsName
		if (after[path] == e) == isNew {
			t.Errorf("%s: %v, then %v", path, e, after[path])
		}
	}
}

// TestSameSize compares files of one size that differ at one byte, around the size
// of the part that is read at a time.
func TestSameSize(t *testing.T) {
	for _, size := range []int{1, 32<<10 - 1, 32 << 10, 32<<10 + 1, 64 << 10, 100_000} {
		for _, at := range []int{0, size / 2, size - 1} {
			dir := t.TempDir()
			text := []byte(strings.Repeat("x", size))
			mustPublish(t, dir, []output.Output{page("a", string(text))})
			text[at] = 'y'
			outs := []output.Output{page("a", string(text))}
			if r := mustPublish(t, dir, outs); len(r.Changed) != 1 {
				t.Errorf("size %d, byte %d: %+v", size, at, r)
			}
			checkSite(t, dir, outs)
		}
	}
}

func TestFilesBecomeFoldersAndBack(t *testing.T) {
	dir := t.TempDir()
	asFiles := pages("a=1", "b/c=2")
	asFolders := pages("a/x/y=1", "b/c/d/e=2")
	mustPublish(t, dir, asFiles)
	for range 2 {
		r := mustPublish(t, dir, asFolders)
		if len(r.Removed) != 2 || len(r.Added) != 2 {
			t.Errorf("%+v", r)
		}
		checkSite(t, dir, asFolders)
		mustPublish(t, dir, asFiles)
		checkSite(t, dir, asFiles)
	}
}

func TestModesAreRepaired(t *testing.T) {
	dir := t.TempDir()
	outs := pages("lv/index.html=1")
	mustPublish(t, dir, outs)
	makeOld(t, dir)
	before := snapshot(t, dir)
	for path, mode := range map[string]os.FileMode{"lv/index.html": 0o600, "lv": 0o700, sumsName: 0o666, markName: 0o600} {
		if err := os.Chmod(filepath.Join(dir, path), mode); err != nil {
			t.Fatal(err)
		}
	}
	mustPublish(t, dir, outs)
	checkSame(t, before, snapshot(t, dir))
}

func TestEditedFileIsReplaced(t *testing.T) {
	dir := t.TempDir()
	outs := pages("index.html=1", "b.html=2")
	mustPublish(t, dir, outs)
	write(t, dir, "index.html", "edited by hand")
	if err := os.Remove(filepath.Join(dir, "b.html")); err != nil {
		t.Fatal(err)
	}
	r := mustPublish(t, dir, outs)
	if len(r.Changed) != 1 || len(r.Added) != 1 {
		t.Errorf("%+v", r)
	}
	checkSite(t, dir, outs)
}

func TestFailedRender(t *testing.T) {
	broken := errors.New("broken")
	ctx, cancel := context.WithCancel(context.Background())
	tests := []struct {
		name   string
		render func(io.Writer) error
		want   string
	}{
		{"error", func(w io.Writer) error {
			io.WriteString(w, "half")
			return broken
		}, "publish to DIR: render z.html: broken"},
		{"panic", func(io.Writer) error { panic("no such field") }, "publish to DIR: render z.html: panic: no such field"},
		{"goexit", func(io.Writer) error {
			runtime.Goexit()
			return nil
		}, "publish to DIR: render z.html: it ended its goroutine"},
		{"cancelled", func(io.Writer) error {
			cancel()
			return nil
		}, "publish to DIR: context canceled"},
	}
	old := pages("a.html=1", "b.html=2", "c/index.html=3")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			mustPublish(t, dir, old)
			makeOld(t, dir)
			before := snapshot(t, dir)
			outs := append(pages("a.html=new", "n.html=new", "c=file"), failing("z.html", tt.render))
			r, err := Publish(ctx, dir, outs, Options{Jobs: 1})
			if err == nil || strings.ReplaceAll(err.Error(), dir, "DIR") != tt.want {
				t.Errorf("error %v, want %s", err, tt.want)
			}
			if !reflect.DeepEqual(r, Result{}) {
				t.Errorf("result %+v", r)
			}
			checkSame(t, before, snapshot(t, dir))
		})
	}
}

func TestPanicError(t *testing.T) {
	outs := []output.Output{failing("lv/a.html", func(io.Writer) error { panic(7) })}
	_, err := Publish(context.Background(), t.TempDir(), outs, Options{})
	var p *PanicError
	if !errors.As(err, &p) || p.Path != "lv/a.html" || p.Value != 7 || !strings.Contains(string(p.Stack), "TestPanicError") {
		t.Errorf("error %v", err)
	}
}

// TestFirstErrorInList: whichever goroutine fails first, the error is that of the
// first failing output in the list.
func TestFirstErrorInList(t *testing.T) {
	for range 50 {
		var outs []output.Output
		for i := range 100 {
			outs = append(outs, failing(fmt.Sprintf("%03d", i), func(io.Writer) error {
				if i >= 37 {
					return errors.New("broken")
				}
				runtime.Gosched()
				return nil
			}))
		}
		_, err := Publish(context.Background(), t.TempDir(), outs, Options{Jobs: 8})
		if err == nil || !strings.HasSuffix(err.Error(), "render 037: broken") {
			t.Fatal(err)
		}
	}
}

func TestFailureLeavesNoNewFolder(t *testing.T) {
	base := t.TempDir()
	outs := []output.Output{failing("a", func(io.Writer) error { return errors.New("broken") })}
	if _, err := Publish(context.Background(), filepath.Join(base, "a", "b"), outs, Options{}); err == nil {
		t.Fatal("no error")
	}
	checkSame(t, nil, snapshot(t, base))
}

func TestCancelledBefore(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	base := t.TempDir()
	_, err := Publish(ctx, filepath.Join(base, "public"), pages("a=1"), Options{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	checkSame(t, nil, snapshot(t, base))
}

func TestOutputFolder(t *testing.T) {
	outs := pages("lv/index.html=1")
	t.Run("symbolic link", func(t *testing.T) {
		base := t.TempDir()
		write(t, base, "real/.keep", "")
		symlink(t, "real", filepath.Join(base, "public"))
		for range 2 {
			mustPublish(t, filepath.Join(base, "public"), outs)
			checkSite(t, filepath.Join(base, "real"), outs, ".keep")
		}
		if got, err := os.Readlink(filepath.Join(base, "public")); got != "real" {
			t.Error(got, err)
		}
	})
	t.Run("relative", func(t *testing.T) {
		t.Chdir(t.TempDir())
		mustPublish(t, "./x/../x/public/", outs)
		checkSite(t, "x/public", outs)
	})
	t.Run("working folder", func(t *testing.T) {
		t.Chdir(t.TempDir())
		mustPublish(t, ".", outs)
		checkSite(t, ".", outs)
	})
	t.Run("file", func(t *testing.T) {
		base := t.TempDir()
		write(t, base, "public", "a file")
		symlink(t, "nowhere", filepath.Join(base, "link"))
		before := snapshot(t, base)
		for _, test := range []struct {
			dir, named string
			cause      Cause
		}{{"public", "public", InTheWay}, {"public/below", "public", InTheWay}, {"link", "link", Other}} {
			_, err := Publish(context.Background(), filepath.Join(base, test.dir), outs, Options{})
			var f *FailedError
			if !errors.As(err, &f) || f.Dir != filepath.Join(base, test.named) || f.Path != "" || f.Cause != test.cause || f.After != Untouched {
				t.Errorf("%s: error %v about %s", test.dir, err, f.Dir)
			}
		}
		checkSame(t, before, snapshot(t, base))
	})
}

func symlink(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		t.Fatal(err)
	}
}

func TestManyOutputs(t *testing.T) {
	dir := t.TempDir()
	outs := manyOutputs(1000, "")
	for _, jobs := range []int{0, 1, 3, 64, 2000} {
		last := 0
		r, err := Publish(context.Background(), dir, outs, Options{Jobs: jobs, Progress: func(done, total int) {
			if done != last+1 || total != len(outs) {
				t.Errorf("progress %d of %d after %d", done, total, last)
			}
			last = done
		}})
		if err != nil {
			t.Fatal(err)
		}
		if last != len(outs) || len(r.Added)+r.Unchanged != len(outs) {
			t.Errorf("jobs %d: %d told, %d added, %d unchanged", jobs, last, len(r.Added), r.Unchanged)
		}
	}
	checkSite(t, dir, outs)
	changed := manyOutputs(1000, "changed")[:900]
	if r := mustPublish(t, dir, changed); len(r.Changed) != 900 || len(r.Removed) != 100 {
		t.Errorf("%d changed, %d removed", len(r.Changed), len(r.Removed))
	}
	checkSite(t, dir, changed)
}

// TestMemory renders 100 MB and never holds more than a part.
func TestMemory(t *testing.T) {
	var outs []output.Output
	for i := range 100 {
		outs = append(outs, failing(fmt.Sprintf("%d.csv", i), func(w io.Writer) error {
			line := []byte(strings.Repeat("x", 1023) + "\n")
			for range 1024 {
				if _, err := w.Write(line); err != nil {
					return err
				}
			}
			return nil
		}))
	}
	var peak uint64
	_, err := Publish(context.Background(), t.TempDir(), outs, Options{Jobs: 2, Progress: func(int, int) {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		peak = max(peak, m.HeapAlloc)
	}})
	if err != nil {
		t.Fatal(err)
	}
	if peak > 32<<20 {
		t.Errorf("held %d MB", peak>>20)
	}
}

// manyOutputs returns outputs of about 7 KB, a folder each, and a style sheet.
func manyOutputs(n int, text string) []output.Output {
	outs := []output.Output{{Path: "assets/site.css", Kind: output.Asset, Render: page("", "body {}"+text).Render}}
	for i := range n - 1 {
		body := fmt.Appendf(nil, "<h1>%d</h1>%s%s", i, text, strings.Repeat("lorem ", 1200))
		outs = append(outs, failing(fmt.Sprintf("lv/lidzdaliba/%05d/index.html", i), func(w io.Writer) error {
			_, err := w.Write(body)
			return err
		}))
	}
	return outs
}

// BenchmarkPublish publishes 10,000 outputs in each of the two ways: into a new folder,
// again without a change, with one of a hundred changed, and with all changed.
func BenchmarkPublish(b *testing.B) {
	const n = 10_000
	nights := []struct {
		name string
		next func(night int) []output.Output
	}{
		{"unchanged", func(int) []output.Output { return manyOutputs(n, "") }},
		{"one of a hundred", func(night int) []output.Output {
			return append(manyOutputs(n, "")[:n-n/100], manyOutputs(n, fmt.Sprint(night))[n-n/100:]...)
		}},
		{"all", func(night int) []output.Output { return manyOutputs(n, fmt.Sprint(night)) }},
	}
	for way, opts := range ways {
		opts.Jobs = 0
		b.Run("first/"+way, func(b *testing.B) {
			base := b.TempDir()
			outs := manyOutputs(n, "")
			for i := 0; b.Loop(); i++ {
				publishInWay(b, filepath.Join(base, fmt.Sprint(i)), outs, opts)
			}
		})
		for _, night := range nights {
			b.Run(night.name+"/"+way, func(b *testing.B) {
				dir := filepath.Join(b.TempDir(), "public")
				publishInWay(b, dir, manyOutputs(n, ""), opts)
				for i := 0; b.Loop(); i++ {
					b.StopTimer()
					outs := night.next(i)
					b.StartTimer()
					publishInWay(b, dir, outs, opts)
				}
			})
		}
	}
}

func publishInWay(b *testing.B, dir string, outs []output.Output, way Options) {
	b.Helper()
	if _, err := Publish(b.Context(), dir, outs, way); err != nil {
		b.Fatal(err)
	}
}
