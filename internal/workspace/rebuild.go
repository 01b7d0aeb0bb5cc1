package workspace

import (
	"context"
	"fmt"
	"os"

	"parskats/internal/check"
	"parskats/internal/diag"
	"parskats/internal/source"
)

// Rebuild does what Build does, as of the clock's day, and reads again only what changed
// since the last time: changed are paths below the source folder, as source.Reader.Reread
// takes them. Where it is nil, or at the first time, everything is read. It is not safe
// for use by several goroutines.
func (w *Workspace) Rebuild(ctx context.Context, clock Clock, changed []string) (*Result, diag.Problems, error) {
	w.opts.Clock = clock
	tree, problems, err := w.reread(ctx, changed)
	if err != nil {
		return nil, problems, err
	}
	records, problems, err := w.check(ctx, tree, problems)
	if records == nil || err != nil {
		return nil, problems, err
	}
	result, err := w.list(records)
	return result, problems, err
}

func (w *Workspace) reread(ctx context.Context, changed []string) (source.Tree, diag.Problems, error) {
	if _, err := os.Stat(w.opts.Source); err != nil {
		return source.Tree{}, diag.Problems{}, fmt.Errorf("source folder: %w", err)
	}
	if w.reader == nil || changed == nil {
		w.reader, w.memory = source.NewReader(os.DirFS(w.opts.Source), w.opts.Jobs), check.NewMemory()
	}
	return w.reader.Reread(ctx, changed)
}
