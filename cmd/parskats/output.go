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
	s.printFiles(p)
	fmt.Fprintln(w, s.say("say/done", diag.Args{"took": s.decimal(took.String())}))
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

// filesShown is how many files of a kind a person is shown.
const filesShown = 20

// printFiles names the files that a build added, changed and removed. Where all are
// new it names none.
func (s *settings) printFiles(p publish.Result) {
	if len(p.Changed)+len(p.Removed)+p.Unchanged == 0 {
		return
	}
	s.printPaths("say/file-added", p.Added)
	s.printPaths("say/file-changed", p.Changed)
	s.printPaths("say/file-removed", p.Removed)
	s.printPaths("say/file-superseded", p.Superseded)
}

func (s *settings) printPaths(key string, paths []string) {
	shown := paths[:min(len(paths), filesShown)]
	for _, path := range shown {
		fmt.Fprintln(s.env.stdout, " ", s.say(key, diag.Args{"file": path}))
	}
	if more := len(paths) - len(shown); more > 0 {
		fmt.Fprintln(s.env.stdout, " ", s.say("say/files-more", diag.Args{"n": strconv.Itoa(more)}))
	}
}

func (s *settings) megabytes(n int64) string {
	return s.decimal(fmt.Sprintf("%.1f", float64(n)/1e6))
}

// decimal writes a number's decimals as the user's language does.
func (s *settings) decimal(number string) string {
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
