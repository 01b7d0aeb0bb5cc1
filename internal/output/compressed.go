package output

import (
	"bytes"
	"compress/gzip"
	"io"
	"path"
	"slices"
	"sync"
)

// compressible are the endings of files that are text.
var compressible = []string{".html", ".css", ".js", ".json", ".jsonl", ".jsonld", ".svg", ".xml", ".txt", ".csv", ".ttl", ".ics"}

// Compressed returns the outputs with, after each that is text, the same file compressed
// with gzip: "lv/index.html.gz" after "lv/index.html". Web servers send it as it is. The
// same file gives the same bytes.
func Compressed(outputs []Output) []Output {
	all := make([]Output, 0, 2*len(outputs))
	for _, o := range outputs {
		all = append(all, o)
		if slices.Contains(compressible, path.Ext(o.Path)) {
			p := &pair{plain: o}
			all[len(all)-1].Render = p.renderPlain
			all = append(all, Output{Path: o.Path + ".gz", Kind: o.Kind, Render: p.renderCompressed})
		}
	}
	return all
}

// pair renders a file once for both of its forms: rendering takes longer than compressing,
// and the two are mostly asked for one after the other.
type pair struct {
	plain Output
	mu    sync.Mutex
	// kept is what was rendered for one form and waits for the other; nil otherwise.
	kept []byte
	// forPlain says for which.
	forPlain bool
}

func (p *pair) renderPlain(w io.Writer) error {
	data, err := p.take(true)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

func (p *pair) renderCompressed(w io.Writer) error {
	data, err := p.take(false)
	if err != nil {
		return err
	}
	// The header has neither a name nor a time.
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write(data); err != nil {
		return err
	}
	return z.Close()
}

// take returns the file as it is uncompressed, and keeps it for the other form.
func (p *pair) take(isPlain bool) ([]byte, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.kept != nil && p.forPlain == isPlain {
		data := p.kept
		p.kept = nil
		return data, nil
	}
	var b bytes.Buffer
	if err := p.plain.Render(&b); err != nil {
		return nil, err
	}
	p.kept, p.forPlain = b.Bytes(), !isPlain
	return b.Bytes(), nil
}
