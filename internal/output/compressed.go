package output

import (
	"bytes"
	"compress/gzip"
	"io"
	"path"
	"slices"
	"sync"

	"github.com/andybalholm/brotli"
)

// compressible are the endings of files that are text.
var compressible = []string{".html", ".css", ".js", ".json", ".jsonl", ".jsonld", ".svg", ".xml", ".txt", ".csv", ".ttl", ".ics"}

// Compression is a form of files that web servers send as they are.
type Compression struct {
	// ending is what follows the name of the file: ".gz".
	ending string
	writer func(io.Writer) (io.WriteCloser, error)
}

// Both at their best: what is compressed once is sent many times.
var (
	Gzip = Compression{".gz", func(w io.Writer) (io.WriteCloser, error) {
		return gzip.NewWriterLevel(w, gzip.BestCompression) // the header has neither a name nor a time
	}}
	Brotli = Compression{".br", func(w io.Writer) (io.WriteCloser, error) {
		return brotli.NewWriterLevel(w, brotli.BestCompression), nil
	}}
)

// Compressed returns the outputs with, after each that is text, the same file in each of the
// forms: "lv/index.html.gz" after "lv/index.html". Web servers send it as it is. The same file
// gives the same bytes.
func Compressed(outputs []Output, forms ...Compression) []Output {
	all := make([]Output, 0, (1+len(forms))*len(outputs))
	for _, o := range outputs {
		if len(forms) == 0 || !slices.Contains(compressible, path.Ext(o.Path)) {
			all = append(all, o)
			continue
		}
		r := &rendering{plain: o, waits: make([]bool, 1+len(forms))}
		all = append(all, Output{Path: o.Path, Kind: o.Kind, Render: r.renderPlain})
		for i, form := range forms {
			all = append(all, Output{Path: o.Path + form.ending, Kind: o.Kind, Render: func(w io.Writer) error {
				return r.renderCompressed(w, 1+i, form)
			}})
		}
	}
	return all
}

// rendering renders a file once for all of its forms: rendering takes longer than compressing
// with gzip, and they are mostly asked for one after the other.
type rendering struct {
	plain Output
	mu    sync.Mutex
	// kept is what was rendered for one form and waits for others; nil where none waits.
	kept []byte
	// waits says for which: the plain one, then those that are compressed.
	waits []bool
}

func (r *rendering) renderPlain(w io.Writer) error {
	data, err := r.take(0)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

func (r *rendering) renderCompressed(w io.Writer, number int, form Compression) error {
	data, err := r.take(number)
	if err != nil {
		return err
	}
	z, err := form.writer(w)
	if err != nil {
		return err
	}
	if _, err := z.Write(data); err != nil {
		return err
	}
	return z.Close()
}

// take returns the file as it is uncompressed, and keeps it for the other forms.
func (r *rendering) take(number int) ([]byte, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.kept == nil || !r.waits[number] {
		var b bytes.Buffer
		if err := r.plain.Render(&b); err != nil {
			return nil, err
		}
		r.kept = b.Bytes()
		for i := range r.waits {
			r.waits[i] = true
		}
	}
	data := r.kept
	r.waits[number] = false
	if !slices.Contains(r.waits, true) {
		r.kept = nil
	}
	return data, nil
}
