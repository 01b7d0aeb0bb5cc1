package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"parskats/internal/i18n"
	"parskats/internal/publish"
	"parskats/internal/record"
	"parskats/internal/workspace"
)

// printResult says what a build read, made and changed.
func printResult(w io.Writer, r *workspace.Result, p publish.Result, took time.Duration) {
	fmt.Fprintln(w, countRecords(r.Records))
	fmt.Fprintf(w, "pages: %d, charts: %d, as of %s\n", r.Site.Pages, r.Site.Charts(), r.Day)
	fmt.Fprintf(w, "files: %s (%s in all)\n", describeFiles(p), megabytes(p.Bytes))
	fmt.Fprintf(w, "done in %s\n", took)
}

func describeFiles(p publish.Result) string {
	if len(p.Added)+len(p.Changed)+len(p.Removed) == 0 {
		return fmt.Sprintf("nothing changed, %d unchanged", p.Unchanged)
	}
	return fmt.Sprintf("%d added, %d changed, %d removed, %d unchanged", len(p.Added), len(p.Changed), len(p.Removed), p.Unchanged)
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }

// countRecords says how many records of each type there are.
func countRecords(site *record.Site) string {
	counts := site.Counts()
	var parts []string
	for _, t := range record.Types() {
		if n := counts[t.Name]; n > 0 {
			title, _ := t.Title.In(i18n.English)
			parts = append(parts, fmt.Sprintf("%s %d", title, n))
		}
	}
	return "records: " + strings.Join(parts, ", ")
}

// progress shows on a terminal how far the rendering has come. Elsewhere it shows
// nothing: the lines at the end say all.
type progress struct {
	w     io.Writer
	shown bool
	last  time.Time
	now   func() time.Time
}

func newProgress(s *settings) *progress {
	p := &progress{now: s.env.now}
	if file, ok := s.env.stderr.(*os.File); ok && !s.quiet && term.IsTerminal(int(file.Fd())) {
		p.w = file
	}
	return p
}

// progressInterval is the time between two lines of progress.
const progressInterval = 100 * time.Millisecond

func (p *progress) show(done, total int) {
	if p.w == nil || p.now().Sub(p.last) < progressInterval {
		return
	}
	p.last, p.shown = p.now(), true
	fmt.Fprintf(p.w, "\r%d of %d", done, total)
}

// clear removes the line of progress.
func (p *progress) clear() {
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
