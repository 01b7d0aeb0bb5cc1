package publish

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// keepBuffer is the size up to which a worker keeps its buffer for the next output.
const keepBuffer = 4 << 20

// stage renders all items of a plan; those that differ from the file in place go
// into a new staging folder.
func stage(ctx context.Context, t *tree, p *plan, opts Options) error {
	if err := t.removeAll(stagingName); err != nil { // a killed build left it
		return err
	}
	if err := t.mkdir(stagingName, stagingMode); err != nil {
		return err
	}
	s := stager{t: t, items: p.outputs, progress: opts.Progress}
	if err := s.run(ctx, opts.Jobs); err != nil {
		return err
	}
	w := newWorker(t)
	p.mark.Output = ownFile(markName, markText(p.checksums()))
	if err := w.stage(p.mark); err != nil {
		return err
	}
	p.list.Output = ownFile(sumsName, p.checksums().format())
	if err := w.stage(p.list); err != nil {
		return err
	}
	return w.stageKept(p)
}

// stageKept stages the list of what stays for one generation. Where the site does not
// change, what has stayed so far stays on.
func (w *worker) stageKept(p *plan) error {
	switch {
	case !p.changes() && p.keptList.inPlace != nil:
		p.keptList.outcome = unchanged
	case len(p.superseded) == 0:
		p.keptList.outcome = absent
	default:
		list := checksums{}
		for _, name := range p.superseded {
			list[name] = p.owned[name]
		}
		p.keptList.Output = ownFile(keptName, list.format())
		return w.stage(p.keptList)
	}
	return nil
}

// stager stages outputs on several goroutines.
type stager struct {
	t     *tree
	items []*item

	next   atomic.Int64 // index of the next item to stage
	failed atomic.Bool

	progress func(done, total int)
	mu       sync.Mutex // held while progress is told
	done     int
}

// run returns the error of the first item in the list that fails, whichever failed
// first in time: items are begun in order, and what is begun is finished.
func (s *stager) run(ctx context.Context, jobs int) error {
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	var workers sync.WaitGroup
	for range min(jobs, len(s.items)) {
		workers.Go(func() { s.work(ctx) })
	}
	workers.Wait()
	for _, it := range s.items {
		if it.err != nil {
			return it.err
		}
		if it.outcome == pending {
			return cmp.Or(ctx.Err(), fmt.Errorf("render %s: it ended its goroutine", it.Path))
		}
	}
	return ctx.Err()
}

// work stages items until there are no more, one has failed or ctx is done.
func (s *stager) work(ctx context.Context) {
	w := newWorker(s.t)
	for !s.failed.Load() && ctx.Err() == nil {
		i := int(s.next.Add(1)) - 1
		if i >= len(s.items) {
			return
		}
		it := s.items[i]
		if it.err = w.stage(it); it.err != nil {
			s.failed.Store(true)
			return
		}
		s.report()
	}
}

func (s *stager) report() {
	if s.progress == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.done++
	s.progress(s.done, len(s.items))
}

// worker is what one goroutine needs to stage item after item.
type worker struct {
	t   *tree
	new bytes.Buffer // the item, rendered
	old []byte       // a part of the file in place
}

func newWorker(t *tree) *worker { return &worker{t: t, old: make([]byte, 32<<10)} }

// stage renders an item and writes it to the staging folder, unless the file in
// place is the same.
func (w *worker) stage(it *item) error {
	w.reset()
	if err := render(it, &w.new); err != nil {
		return err
	}
	it.size = int64(w.new.Len())
	it.sum = sha256.Sum256(w.new.Bytes())
	same, err := w.isInPlace(it)
	if err != nil {
		return failed(it.Path, fmt.Errorf("compare %s: %w", it.Path, err))
	}
	switch {
	case same:
		it.outcome = unchanged
		return nil
	case it.inPlace != nil:
		it.outcome = changed
	default:
		it.outcome = added
	}
	if err := w.t.writeNew(it.staged(), w.new.Bytes()); err != nil {
		return failed(it.Path, fmt.Errorf("stage %s: %w", it.Path, err))
	}
	return nil
}

// reset empties the buffer, and gives a huge one back.
func (w *worker) reset() {
	if w.new.Cap() > keepBuffer {
		w.new = bytes.Buffer{}
	}
	w.new.Reset()
}

// render turns a panic of an output into an error.
func render(it *item, to io.Writer) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = &PanicError{Path: it.Path, Value: value, Stack: debug.Stack()}
		}
	}()
	if err := it.Render(to); err != nil {
		return fmt.Errorf("render %s: %w", it.Path, err)
	}
	return nil
}

// isInPlace says whether the file in place holds what was rendered.
func (w *worker) isInPlace(it *item) (bool, error) {
	if it.inPlace == nil || it.inPlace.Size() != it.size {
		return false, nil
	}
	f, err := w.t.open(it.Path)
	if err != nil {
		return false, err
	}
	defer f.Close()
	return equal(f, w.new.Bytes(), w.old)
}

// equal compares what r reads with data, part by part.
func equal(r io.Reader, data, part []byte) (bool, error) {
	for {
		n, err := r.Read(part)
		if !bytes.HasPrefix(data, part[:n]) {
			return false, nil
		}
		data = data[n:]
		switch {
		case err == io.EOF:
			return len(data) == 0, nil
		case err != nil:
			return false, err
		}
	}
}
