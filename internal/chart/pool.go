package chart

import (
	"context"
	"errors"
	"fmt"
)

// pool holds engines. One is started when it is first needed.
type pool struct {
	start func() (engine, error)
	// slots holds an engine, or nil for one not started, for each worker that is
	// not busy.
	slots chan engine
}

func newPool(size int, start func() (engine, error)) *pool {
	p := &pool{start: start, slots: make(chan engine, size)}
	for range size {
		p.slots <- nil
	}
	return p
}

// draw draws with the next engine that is free. An engine that fails is not used
// again.
func (p *pool) draw(ctx context.Context, job plan) (svg string, err error) {
	var e engine
	select {
	case e = <-p.slots:
	case <-ctx.Done():
		return "", ctx.Err()
	}
	defer func() { p.slots <- e }()
	if e == nil {
		if e, err = p.start(); err != nil {
			return "", err
		}
	}
	svg, err = drawSafely(e, job)
	if err != nil {
		err = errors.Join(err, e.close())
		e = nil
	}
	return svg, err
}

// drawSafely turns a panic in the engine into an error.
func drawSafely(e engine, job plan) (svg string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the chart engine broke down: %v", r)
		}
	}()
	return e.draw(job.option, job.width, job.height)
}

// close stops all engines, after what they are drawing.
func (p *pool) close() error {
	var errs []error
	for range cap(p.slots) {
		if e := <-p.slots; e != nil {
			errs = append(errs, e.close())
		}
	}
	for range cap(p.slots) {
		p.slots <- nil
	}
	return errors.Join(errs...)
}
