package main

import (
	"fmt"
	"sync"

	"parskats/internal/diag"
)

// firstFailure remembers an error that any goroutine may tell of.
type firstFailure struct {
	mu  sync.Mutex
	err error
}

func (f *firstFailure) note(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err == nil {
		f.err = err
	}
}

func (f *firstFailure) get() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.err
}

// warnOfCache says on standard error that drawn charts can't be kept, and why, and returns
// the sentence. That is no problem of the records, so that --strict does not mind.
func (s *settings) warnOfCache(err error) string {
	sentence := s.say("say/cache", diag.Args{"folder": s.cache, "error": s.why(err)})
	fmt.Fprintln(s.env.stderr, "parskats:", sentence)
	return sentence
}
