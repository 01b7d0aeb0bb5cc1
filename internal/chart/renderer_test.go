package chart

import (
	"context"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the golden files")

// newRenderer returns a renderer that draws with ECharts.
func newRenderer(t testing.TB, o Options) *Renderer {
	t.Helper()
	return openRenderer(t, o)
}

func openRenderer(t testing.TB, o Options) *Renderer {
	t.Helper()
	r := New(o)
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

// newSketcher returns a renderer whose engines don't draw, and how many engines it
// has started and drawings it has made.
func newSketcher(t testing.TB, o Options) (r *Renderer, started, drawn *atomic.Int32) {
	t.Helper()
	started, drawn = new(atomic.Int32), new(atomic.Int32)
	r = openRenderer(t, o)
	r.engines.start = func() (engine, error) {
		started.Add(1)
		return sketcher{drawn}, nil
	}
	return r, started, drawn
}

// sketcher draws the option's hash.
type sketcher struct{ drawn *atomic.Int32 }

func (s sketcher) draw(option []byte, width, height int) (string, error) {
	s.drawn.Add(1)
	return fmt.Sprintf(`<svg xmlns="%s"><text x="%d" y="%d">%s</text></svg>`, svgSpace, width, height, checksum(option)), nil
}

func (sketcher) close() error { return nil }

func mustDraw(t *testing.T, r *Renderer, c Chart) Drawing {
	t.Helper()
	d, err := r.Draw(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestGolden(t *testing.T) {
	r := newRenderer(t, Options{})
	for _, c := range samples() {
		d := mustDraw(t, r, c)
		compareGolden(t, c.frame().ID+".wide.svg", d.Wide)
		compareGolden(t, c.frame().ID+".narrow.svg", d.Narrow)
	}
}

func compareGolden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s differs from what is drawn; look at the picture, then run with -update", path)
	}
}

func golden(t *testing.T, c Chart) Drawing {
	t.Helper()
	var d Drawing
	for name, svg := range map[string]*[]byte{"wide": &d.Wide, "narrow": &d.Narrow} {
		raw, err := os.ReadFile(filepath.Join("testdata", c.frame().ID+"."+name+".svg"))
		if err != nil {
			t.Fatal(err)
		}
		*svg = raw
	}
	return d
}

func equal(a, b Drawing) bool {
	return string(a.Wide) == string(b.Wide) && string(a.Narrow) == string(b.Narrow)
}

// The same charts give the same bytes whatever was drawn before, wherever the
// machine stands, and however many draw at once.
func TestDeterminism(t *testing.T) {
	t.Setenv("TZ", "Pacific/Chatham")
	zone := time.Local
	time.Local = time.FixedZone("far", 12*3600+45*60)
	t.Cleanup(func() { time.Local = zone })

	r := newRenderer(t, Options{Workers: 2})
	charts := samples()
	slices.Reverse(charts)
	var wait sync.WaitGroup
	for _, c := range charts {
		wait.Go(func() {
			d, err := r.Draw(context.Background(), c)
			if err != nil {
				t.Error(err)
			} else if !equal(d, golden(t, c)) {
				t.Errorf("%s differs from its golden file", c.frame().ID)
			}
		})
	}
	wait.Wait()
}

func TestEqualChartsAreDrawnOnce(t *testing.T) {
	r, _, drawn := newSketcher(t, Options{Workers: 2})
	var wait sync.WaitGroup
	for _, id := range []string{"a", "b", "c", "d"} {
		c := planSample()
		c.ID, c.Title = id, "Cits nosaukums "+id
		wait.Go(func() {
			d, err := r.Draw(context.Background(), c)
			if err != nil {
				t.Error(err)
			}
			if !strings.Contains(string(d.Wide), `id="`+id+`-wide-title">`+c.Title) {
				t.Errorf("chart %s has not its own title", id)
			}
		})
	}
	wait.Wait()
	if n := drawn.Load(); n != 2 {
		t.Errorf("%d drawings, want 2: one for each width", n)
	}
}

func TestDiskCache(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "charts")
	first, _, _ := newSketcher(t, Options{CacheDir: dir})
	want := mustDraw(t, first, planSample())
	files := cacheFiles(t, dir)
	if len(files) != 2 {
		t.Fatalf("cache holds %v, want a file for each width", files)
	}
	for name, damage := range map[string]func([]byte) []byte{
		"whole":        func(b []byte) []byte { return b },
		"cut off":      func(b []byte) []byte { return b[:len(b)/2] },
		"empty":        func([]byte) []byte { return nil },
		"changed":      func(b []byte) []byte { b[len(b)-3] ^= 1; return b },
		"no line":      func(b []byte) []byte { return []byte(strings.ReplaceAll(string(b), "\n", "")) },
		"only the sum": func(b []byte) []byte { return b[:65] },
	} {
		t.Run(name, func(t *testing.T) {
			for _, f := range files {
				damageFile(t, f, damage)
			}
			r, started, _ := newSketcher(t, Options{CacheDir: dir})
			if got := mustDraw(t, r, planSample()); !equal(got, want) {
				t.Error("the drawing differs")
			}
			if whole := name == "whole"; whole != (started.Load() == 0) {
				t.Errorf("%d engines started", started.Load())
			}
			if left := cacheFiles(t, dir); len(left) != 2 {
				t.Errorf("cache holds %v", left)
			}
		})
	}
}

func cacheFiles(t *testing.T, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func damageFile(t *testing.T, path string, damage func([]byte) []byte) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, damage(raw), 0o600); err != nil {
		t.Fatal(err)
	}
}

// A cache that fails costs time, and no site: what it can't give or take is drawn once, and
// the first failure is told.
func TestCacheThatFails(t *testing.T) {
	for name, c := range map[string]struct {
		spoil    func(t *testing.T, dir string)
		failures int32
	}{
		"a file in its place": {func(t *testing.T, dir string) { writeFile(t, dir) }, 1},
		"a file above it":     {func(t *testing.T, dir string) { writeFile(t, filepath.Dir(dir)) }, 1},
		"folders for entries": {makeEntriesFolders, 1},
		"no folder above it":  {func(*testing.T, string) {}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "above", "charts")
			c.spoil(t, dir)
			var failures atomic.Int32
			r, _, drawn := newSketcher(t, Options{CacheDir: dir, CacheFailed: func(err error) {
				failures.Add(1)
				if !strings.Contains(err.Error(), "cache of charts") {
					t.Errorf("the failure reads %q", err)
				}
			}})
			plain, _, _ := newSketcher(t, Options{})
			for range 3 {
				if !equal(mustDraw(t, r, planSample()), mustDraw(t, plain, planSample())) {
					t.Error("the drawing differs from one without a cache")
				}
			}
			if n := drawn.Load(); n != 2 {
				t.Errorf("%d drawings, want 2: one for each width", n)
			}
			if n := failures.Load(); n != c.failures {
				t.Errorf("%d failures were told, want %d", n, c.failures)
			}
		})
	}
}

func writeFile(t *testing.T, path string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
}

// makeEntriesFolders fills a cache and puts a folder in the place of each entry.
func makeEntriesFolders(t *testing.T, dir string) {
	t.Helper()
	first, _, _ := newSketcher(t, Options{CacheDir: dir})
	mustDraw(t, first, planSample())
	for _, file := range cacheFiles(t, dir) {
		if err := errors.Join(os.Remove(file), os.Mkdir(file, 0o700)); err != nil {
			t.Fatal(err)
		}
	}
}

// An engine that fails is thrown away, and the next drawing succeeds.
func TestEngineThatFails(t *testing.T) {
	r := newRenderer(t, Options{})
	for name, option := range map[string]string{
		"not JSON":              `{`,
		"a series left out":     `{"series":[{"type":"sankey","data":[]}]}`,
		"an unknown function":   `{"series":[],"xAxis":{"axisLabel":{"formatter":"@eval:1"}}}`,
		"a function's text":     `{"series":[],"xAxis":{"axisLabel":{"formatter":"function(){}"}}}`,
		"an axis that is wrong": `{"series":[{"type":"bar","data":[1],"xAxisIndex":7}],"xAxis":{},"yAxis":{}}`,
	} {
		if svg, err := r.engines.draw(context.Background(), plan{[]byte(option), 10, 10}); err == nil {
			t.Errorf("%s: no error but %.80s", name, svg)
		}
		if !equal(mustDraw(t, r, lineSample()), golden(t, lineSample())) {
			t.Errorf("after %s: the drawing differs", name)
		}
		r.store = &memoryStore{}
	}
}

type panickingEngine struct{ closed *bool }

func (panickingEngine) draw([]byte, int, int) (string, error) { panic("out of memory") }
func (e panickingEngine) close() error                        { *e.closed = true; return nil }

func TestEngineThatPanics(t *testing.T) {
	r, _, _ := newSketcher(t, Options{})
	start, closed := r.engines.start, false
	r.engines.start = func() (engine, error) {
		r.engines.start = start
		return panickingEngine{&closed}, nil
	}
	if _, err := r.Draw(context.Background(), lineSample()); err == nil || !strings.Contains(err.Error(), "out of memory") {
		t.Errorf("a panic gives %v", err)
	}
	if !closed {
		t.Error("the engine is not closed")
	}
	mustDraw(t, r, lineSample())
}

func TestDrawStopsWaiting(t *testing.T) {
	r, _, _ := newSketcher(t, Options{})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	busy := <-r.engines.slots
	_, err := r.Draw(ctx, lineSample())
	r.engines.slots <- busy
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Draw returns %v", err)
	}
}

// A drawing that strays from what a page may hold would be found here, whatever
// the labels are.
func TestDrawingsAreInert(t *testing.T) {
	r := newRenderer(t, Options{})
	b := stackedSample()
	nasty := []string{
		`</text><script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `{b}|{a|x} ]]> & é`,
		"@text:x", "javascript:alert(1)",
	}
	b.Categories = nasty
	b.Series[0].Label = `]]></style><script>1</script>`
	b.Series[1].Label = `url(https://example.org/x.svg#a)`
	b.Series[2].Label = `{name}`
	b.Title, b.Unit.Name = nasty[0]+"\x00\x07", nasty[1]
	l := timelineSample()
	l.Marks[0].Label, l.NowLabel = nasty[0], nasty[1]
	for i, text := range nasty {
		l.Rows[i].Label, l.Rows[i].Note, l.Rows[i].Until = text, text, l.Now
	}
	steps := stepsSample()
	steps.NowLabel, steps.Series[0].Label = nasty[0], nasty[2]
	spread := rangesSample()
	for i, text := range nasty {
		spread.Rows[i].Label = text
	}
	charts := append(samples(), b, l, steps, spread)
	for _, c := range charts {
		d := mustDraw(t, r, c)
		for _, svg := range [][]byte{d.Wide, d.Narrow} {
			checkInert(t, string(svg), c.frame().ID)
		}
	}
}

// checkInert fails unless a drawing is well-formed, has none but harmless elements
// and attributes, and ids that are its own.
func checkInert(t *testing.T, svg, id string) {
	t.Helper()
	allowed := append([]string{"svg", "title", "desc", "text"}, append(containers, shapes...)...)
	root := []string{"xmlns", "class", "role", "aria-labelledby", "lang", "font-family", "viewBox", "id"}
	ids := map[string]bool{}
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("not XML: %v\n%s", err, svg)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if !slices.Contains(allowed, start.Name.Local) {
			t.Errorf("element <%s>", start.Name.Local)
		}
		for _, a := range start.Attr {
			if _, known := forms[a.Name.Local]; !known && !slices.Contains(root, a.Name.Local) {
				t.Errorf("attribute %s=%q", a.Name.Local, a.Value)
			}
			if strings.Contains(a.Value, "url(") && !strings.HasPrefix(a.Value, "url(#"+id) {
				t.Errorf("reference %q", a.Value)
			}
			if a.Name.Local == "id" {
				if !strings.HasPrefix(a.Value, id+"-") || ids[a.Value] {
					t.Errorf("id %q", a.Value)
				}
				ids[a.Value] = true
			}
		}
	}
	if strings.Contains(svg, idMark) {
		t.Error("the drawing holds a NUL")
	}
}

func TestDrawRefuses(t *testing.T) {
	r, _, _ := newSketcher(t, Options{})
	for name, spoil := range map[string]func(*Bars){
		"has no title":                func(b *Bars) { b.Title = "" },
		"is not an id":                func(b *Bars) { b.ID = `x" y` },
		"has nothing to draw":         func(b *Bars) { b.Categories = nil },
		"4 values for 5 categories":   func(b *Bars) { b.Series[0].Values = b.Series[0].Values[:4] },
		"no colour \"state-done\"":    func(b *Bars) { b.Series[0].Colour = State("done") },
		"two series \"Informēšana\"":  func(b *Bars) { b.Series[1].Label = "Informēšana" },
		"a value that is not a numbe": func(b *Bars) { b.Series[0].Values[0] = Known(zeroDivided()) },
		"a negative part of a whole":  func(b *Bars) { b.Series[0].Values[0] = Known(-1) },
	} {
		b := stackedSample()
		spoil(b)
		if _, err := r.Draw(context.Background(), b); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("want an error %q, got %v", name, err)
		}
	}
}

func zeroDivided() float64 { zero := 0.0; return zero / zero }

// BenchmarkDraw shows what a chart of each kind costs, drawn by an engine that is warm,
// and from the cache.
func BenchmarkDraw(b *testing.B) {
	for name, c := range map[string]Chart{
		"divided": planSample(), "bars": barsSample(), "stacked": stackedSample(), "line": linesSample(), "steps": stepsSample(),
		"timeline": longTimelineSample(), "calendar": calendarSample(), "ranges": rangesSample(),
	} {
		b.Run(name+"/drawn", func(b *testing.B) {
			r := newRenderer(b, Options{Workers: runtime.GOMAXPROCS(0)})
			mustBench(b, r, c)
			b.ReportAllocs()
			for b.Loop() {
				r.store = &memoryStore{}
				mustBench(b, r, c)
			}
		})
		b.Run(name+"/cached", func(b *testing.B) {
			r := newRenderer(b, Options{CacheDir: b.TempDir()})
			mustBench(b, r, c)
			b.ReportAllocs()
			for b.Loop() {
				mustBench(b, r, c)
			}
		})
	}
}

func mustBench(b *testing.B, r *Renderer, c Chart) {
	if _, err := r.Draw(context.Background(), c); err != nil {
		b.Fatal(err)
	}
}

func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		p, err := newProgram()()
		if err != nil {
			b.Fatal(err)
		}
		e, err := p.start()
		if err != nil {
			b.Fatal(err)
		}
		if err := e.close(); err != nil {
			b.Fatal(err)
		}
	}
}
