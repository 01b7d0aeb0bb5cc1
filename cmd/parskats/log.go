package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"time"

	"parskats/internal/diag"
	"parskats/internal/publish"
	"parskats/internal/workspace"
)

// logJSON is the one form of a build's record.
const logJSON = "json"

// buildLog is the record of a build, for machines: one object of JSON on one line, at the
// end of a build that ended in whatever way. docs/hosting.md tells of its fields, of which
// none goes away.
type buildLog struct {
	Version string `json:"version"`
	Source  string `json:"source"`
	// Output is the folder to publish to; "" where the command was not understood.
	Output string `json:"output"`
	// Started is when the build began, in RFC 3339, in Greenwich's time.
	Started string `json:"started"`
	// Day is the day whose truth the site shows; "" where the build did not get so far.
	Day string `json:"day,omitempty"`
	// Status is the exit status, Error what stopped the build.
	Status int    `json:"status"`
	Error  string `json:"error,omitempty"`
	// Records counts the records by type, Pages and Charts what was made.
	Records map[string]int `json:"records,omitempty"`
	Pages   int            `json:"pages"`
	Charts  int            `json:"charts"`
	// Files is what the build did to the output; null where it did nothing.
	Files    *logFiles   `json:"files"`
	Problems logProblems `json:"problems"`
	// Warnings is what the machine refused without stopping the build, in sentences.
	Warnings []string `json:"warnings"`
	// Milliseconds is how long each stage took: check (reading, checking and listing),
	// render (the pages, and what is the same), place (the exchange), and all.
	Milliseconds map[string]int64 `json:"milliseconds"`

	now   func() time.Time
	start time.Time
	stage time.Time // when the present stage began
}

// logFiles are paths from the output folder.
type logFiles struct {
	Added   []string `json:"added"`
	Changed []string `json:"changed"`
	Removed []string `json:"removed"`
	// Superseded are no longer made, and stay until the next build that changes something.
	Superseded []string `json:"superseded"`
	Unchanged  int      `json:"unchanged"`
	Bytes      int64    `json:"bytes"`
}

// logProblems are the problems in the records, each as check --format json prints it.
type logProblems struct {
	Errors   int               `json:"errors"`
	Warnings int               `json:"warnings"`
	Notices  int               `json:"notices"`
	List     []json.RawMessage `json:"list"`
}

// newBuildLog begins the record of a build.
func newBuildLog(s *settings, f buildFlags) *buildLog {
	now := s.env.now()
	return &buildLog{
		Version: version, Source: s.source, Output: f.output, Started: now.UTC().Format(time.RFC3339),
		Problems: logProblems{List: []json.RawMessage{}}, Warnings: []string{}, Milliseconds: map[string]int64{},
		now: s.env.now, start: now, stage: now,
	}
}

// asksForLog says whether the arguments ask for a build's record, also where they can't be
// understood as a whole.
func asksForLog(args []string) bool {
	for i, arg := range args {
		switch {
		case arg == "--":
			return false
		case arg == "--log="+logJSON, arg == "--log" && i+1 < len(args) && args[i+1] == logJSON:
			return true
		}
	}
	return false
}

// ended notes that a stage has ended, and how long it took.
func (l *buildLog) ended(stage string) {
	now := l.now()
	l.Milliseconds[stage] = now.Sub(l.stage).Milliseconds()
	l.stage = now
}

// rendered is told how many outputs are rendered: with the last of them, rendering ends.
func (l *buildLog) rendered(done, total int) {
	if done == total {
		l.ended("render")
	}
}

// problems notes what is wrong with the records.
func (l *buildLog) problems(problems diag.Problems, lang diag.Language) error {
	l.Problems.Errors = problems.Count(diag.Error)
	l.Problems.Warnings = problems.Count(diag.Warning)
	l.Problems.Notices = problems.Count(diag.Notice)
	var lines bytes.Buffer
	if err := diag.Print(&lines, problems.Listed(), diag.FormatJSON, lang); err != nil {
		return err
	}
	for line := range bytes.Lines(lines.Bytes()) {
		l.Problems.List = append(l.Problems.List, json.RawMessage(bytes.TrimSpace(line)))
	}
	return nil
}

// warn notes what did not stop the build.
func (l *buildLog) warn(sentence string) { l.Warnings = append(l.Warnings, sentence) }

// made notes what the records make.
func (l *buildLog) made(r *workspace.Result) {
	l.Day, l.Pages = r.Day.String(), r.Site.Pages
	l.Records = map[string]int{}
	for name, n := range r.Records.Counts() {
		l.Records[string(name)] = n
	}
}

// published notes what was done to the output.
func (l *buildLog) published(r *workspace.Result, p publish.Result) {
	l.Charts = r.Site.Charts()
	l.Files = &logFiles{paths(p.Added), paths(p.Changed), paths(p.Removed), paths(p.Superseded), p.Unchanged, p.Bytes}
}

// paths makes a list that JSON writes as one, though it is empty.
func paths(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// print ends the record and writes it.
func (l *buildLog) print(s *settings, err error) error {
	l.Status = s.exitStatus(err)
	switch {
	case errors.Is(err, errProblems): // which are printed already
		l.Error = s.say("say/problems", nil)
	case err != nil:
		l.Error = s.inWords(err).Error()
	}
	l.Milliseconds["all"] = l.now().Sub(l.start).Milliseconds()
	encoder := json.NewEncoder(s.env.stdout)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(l)
}
