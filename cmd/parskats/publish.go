package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"time"

	"parskats/internal/diag"
	"parskats/internal/publish"
	"parskats/internal/workspace"
)

// inWords says in the user's language why the work was not done. It returns an error that
// it does not know as it is.
func (s *settings) inWords(err error) error {
	var notOurs *publish.NotOursError
	var lost *publish.LostError
	var dangling *publish.DanglingError
	var conflict *publish.ConflictError
	var held *publish.HeldError
	var failed *publish.FailedError
	var changed *workspace.ChangedError
	switch {
	case errors.As(err, &notOurs):
		return s.notOurs(notOurs)
	case errors.As(err, &lost) && lost.HasSums:
		return s.wrong("say/list-changed", nil)
	case errors.As(err, &lost):
		return s.wrong("say/list-missing", nil)
	case errors.As(err, &dangling):
		return errors.New(s.say("say/output-dangling", diag.Args{"link": dangling.Link, "to": dangling.To}))
	case errors.As(err, &conflict):
		return errors.New(s.say("say/conflict", diag.Args{"file": conflict.Path}))
	case errors.As(err, &held):
		return s.held(held)
	case errors.As(err, &failed):
		return s.failed(failed)
	case errors.As(err, &changed):
		return errors.New(s.say("say/source-changed", diag.Args{"file": changed.File}))
	case errors.Is(err, context.Canceled):
		return errors.New(s.say("say/stopped", nil))
	}
	return s.machineError(err)
}

// notOurs says that the output folder is somebody else's.
func (s *settings) notOurs(e *publish.NotOursError) error {
	if e.HasSums {
		return s.wrong("say/not-ours-sums", diag.Args{"folder": e.Dir})
	}
	return s.wrong("say/not-ours", diag.Args{"folder": e.Dir, "file": e.Example})
}

// held says which other build writes to the output folder.
func (s *settings) held(e *publish.HeldError) error {
	if e.PID == 0 {
		return errors.New(s.say("say/held", diag.Args{"folder": e.Dir}))
	}
	return errors.New(s.say("say/held-by", diag.Args{
		"pid": strconv.Itoa(e.PID), "host": e.Host, "since": e.Since.UTC().Format(time.RFC3339), "folder": e.Dir,
	}))
}

// failed says what the machine refused, and what the folder holds now.
func (s *settings) failed(e *publish.FailedError) error {
	args := diag.Args{"file": outputPath(e), "error": e.Err.Error()}
	return fmt.Errorf("%s; %s", s.cause(e.Cause, args), s.state(e.After))
}

// outputPath is the file at fault as seen from the working folder.
func outputPath(e *publish.FailedError) string {
	return filepath.Join(e.Dir, filepath.FromSlash(e.Path))
}

func (s *settings) cause(c publish.Cause, args diag.Args) string {
	switch c {
	case publish.Full:
		return s.say("say/disk-full", args)
	case publish.Forbidden:
		return s.say("say/no-permission", args)
	case publish.ReadOnly:
		return s.say("say/read-only", args)
	case publish.InTheWay:
		return s.say("say/in-the-way", args)
	default:
		return s.say("say/failed", args)
	}
}

func (s *settings) state(after publish.State) string {
	switch after {
	case publish.Published:
		return s.say("say/after-published", nil)
	case publish.Mixed:
		return s.say("say/after-mixed", nil)
	default:
		return s.say("say/after-untouched", nil)
	}
}
