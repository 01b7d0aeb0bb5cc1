package main

import (
	"errors"
	"io/fs"
	"os"

	"parskats/internal/diag"
	"parskats/internal/publish"
)

// machineError says in the user's language what the machine refused: the file as it was
// asked for, and why. It returns other errors as they are.
func (s *settings) machineError(err error) error {
	var path *fs.PathError
	if !errors.As(err, &path) {
		return err
	}
	return errors.New(s.say("say/failed", diag.Args{"file": path.Path, "error": s.why(path.Err)}))
}

// why says in the user's language why the machine refused something. What has no words in
// the catalogue, such as a disk that is broken, has those of the system.
func (s *settings) why(err error) string {
	switch publish.CauseOf(err) {
	case publish.Full:
		return s.say("say/why-full", nil)
	case publish.Forbidden:
		return s.say("say/why-forbidden", nil)
	case publish.ReadOnly:
		return s.say("say/why-read-only", nil)
	case publish.InTheWay:
		return s.say("say/why-in-the-way", nil)
	}
	var path *fs.PathError
	var call *os.SyscallError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return s.say("say/why-missing", nil)
	case errors.As(err, &path):
		return path.Err.Error()
	case errors.As(err, &call):
		return call.Err.Error()
	}
	return err.Error()
}
