package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/term"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/publish"
	"parskats/internal/record"
	"parskats/internal/workspace"
)

// printResult says what a build read, made and changed.
func (s *settings) printResult(r *workspace.Result, p publish.Result, took time.Duration) {
	w := s.env.stdout
	fmt.Fprintln(w, s.countRecords(r.Records))
	fmt.Fprintln(w, s.say("say/pages", diag.Args{
		"pages": strconv.Itoa(r.Site.Pages), "charts": strconv.Itoa(r.Site.Charts()), "day": r.Day.String(),
	}))
	fmt.Fprintln(w, s.say("say/files", diag.Args{"changes": s.describeFiles(p), "size": s.megabytes(p.Bytes)}))
	fmt.Fprintln(w, s.say("say/done", diag.Args{"took": took.String()}))
}

func (s *settings) describeFiles(p publish.Result) string {
	args := diag.Args{
		"added": strconv.Itoa(len(p.Added)), "changed": strconv.Itoa(len(p.Changed)),
		"removed": strconv.Itoa(len(p.Removed)), "unchanged": strconv.Itoa(p.Unchanged),
	}
	if len(p.Added)+len(p.Changed)+len(p.Removed) == 0 {
		return s.say("say/files-same", args)
	}
	return s.say("say/files-changed", args)
}

func (s *settings) megabytes(n int64) string {
	number := fmt.Sprintf("%.1f", float64(n)/1e6)
	if s.language() == diag.Latvian {
		return strings.Replace(number, ".", ",", 1)
	}
	return number
}

// countRecords says how many records of each type there are.
func (s *settings) countRecords(site *record.Site) string {
	counts := site.Counts()
	var parts []string
	for _, t := range record.Types() {
		if n := counts[t.Name]; n > 0 {
			title, _ := t.Title.In(i18n.Lang(s.language()))
			parts = append(parts, fmt.Sprintf("%s %d", title, n))
		}
	}
	return s.say("say/records", diag.Args{"list": strings.Join(parts, ", ")})
}

// progress shows on a terminal how far the rendering has come. Elsewhere it shows
// nothing: the lines at the end say all.
type progress struct {
	w     io.Writer
	say   func(key string, args diag.Args) string
	shown bool
	last  time.Time
	now   func() time.Time
}

func newProgress(s *settings) *progress {
	p := &progress{now: s.env.now, say: s.say}
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
	fmt.Fprint(p.w, "\r", p.say("say/progress", diag.Args{"done": strconv.Itoa(done), "total": strconv.Itoa(total)}))
}

// clear removes the line of progress.
func (p *progress) clear() {
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
