package main

import (
	"cmp"
	"io"
)

// results is standard output, and remembers whether all that was printed arrived: a job that
// writes what it is told into a file must not take half of it for all.
type results struct {
	io.Writer
	err error
}

func (r *results) Write(p []byte) (int, error) {
	n, err := r.Writer.Write(p)
	r.err = cmp.Or(r.err, err)
	return n, err
}
