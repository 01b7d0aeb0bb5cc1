package chart

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// store keeps cleaned drawings by key.
type store interface {
	// get returns a drawing, or nil where the store has none that is whole.
	get(key string) []byte
	put(key string, drawing []byte)
}

// keyOf returns the key of a drawing: a hash of all that it depends on.
func keyOf(p plan) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s %d×%d\n", sourcesHash(), p.width, p.height)
	h.Write(p.option)
	return hex.EncodeToString(h.Sum(nil))
}

// sourcesHash stands for the programs that draw and clean.
var sourcesHash = sync.OnceValue(func() string {
	h := sha256.New()
	for _, script := range scripts() {
		fmt.Fprintf(h, "%d\n%s", len(script), script)
	}
	fmt.Fprintf(h, "cleaner %s, tokens %v", cleanerVersion, Tokens())
	return hex.EncodeToString(h.Sum(nil))
})

// memoryStore keeps drawings while the process runs.
type memoryStore struct{ drawings sync.Map }

func (m *memoryStore) get(key string) []byte {
	if drawing, ok := m.drawings.Load(key); ok {
		return drawing.([]byte)
	}
	return nil
}

func (m *memoryStore) put(key string, drawing []byte) { m.drawings.Store(key, drawing) }

// lenientStore keeps drawings on the disk, and in memory what the disk refuses. A chart can
// always be drawn anew, so that a cache that fails is no reason to have no site.
type lenientStore struct {
	disk   diskStore
	memory memoryStore
	failed func(error)
	once   sync.Once
}

func (l *lenientStore) get(key string) []byte {
	if drawing := l.memory.get(key); drawing != nil {
		return drawing
	}
	drawing, err := l.disk.get(key)
	l.note(err)
	return drawing
}

func (l *lenientStore) put(key string, drawing []byte) {
	if err := l.disk.put(key, drawing); err != nil {
		l.memory.put(key, drawing)
		l.note(err)
	}
}

// note tells of the first error. One is enough: where a folder is at fault, every drawing
// has its own.
func (l *lenientStore) note(err error) {
	if err != nil && l.failed != nil {
		l.once.Do(func() { l.failed(err) })
	}
}

// diskStore keeps drawings in a folder, a file each, that several processes may
// share: a file appears whole or not at all.
type diskStore struct{ dir string }

// A file is the drawing's SHA-256 in hexadecimal, a line break and the drawing.

func (d diskStore) get(key string) ([]byte, error) {
	file, err := os.ReadFile(d.path(key))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the cache of charts: %w", err)
	}
	sum, drawing, _ := bytes.Cut(file, []byte("\n"))
	if string(sum) != checksum(drawing) {
		return nil, nil
	}
	return drawing, nil
}

func (d diskStore) put(key string, drawing []byte) error {
	if err := d.write(key, drawing); err != nil {
		return fmt.Errorf("write the cache of charts: %w", err)
	}
	return nil
}

func (d diskStore) write(key string, drawing []byte) (err error) {
	f, err := d.newFile()
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	_, err = f.WriteString(checksum(drawing) + "\n" + string(drawing))
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), d.path(key))
}

// newFile makes a file for a drawing, and the folder where that is missing.
func (d diskStore) newFile() (*os.File, error) {
	f, err := os.CreateTemp(d.dir, "new-*")
	if errors.Is(err, fs.ErrNotExist) {
		if err := os.MkdirAll(d.dir, 0o755); err != nil {
			return nil, err
		}
		f, err = os.CreateTemp(d.dir, "new-*")
	}
	return f, err
}

func (d diskStore) path(key string) string { return filepath.Join(d.dir, key+".svgpart") }

func checksum(drawing []byte) string {
	sum := sha256.Sum256(drawing)
	return hex.EncodeToString(sum[:])
}
