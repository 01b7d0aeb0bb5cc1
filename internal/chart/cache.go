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
	get(key string) ([]byte, error)
	put(key string, drawing []byte) error
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

func (m *memoryStore) get(key string) ([]byte, error) {
	if drawing, ok := m.drawings.Load(key); ok {
		return drawing.([]byte), nil
	}
	return nil, nil
}

func (m *memoryStore) put(key string, drawing []byte) error {
	m.drawings.Store(key, drawing)
	return nil
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
	f, err := os.CreateTemp(d.dir, "new-*")
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

func (d diskStore) path(key string) string { return filepath.Join(d.dir, key+".svgpart") }

func checksum(drawing []byte) string {
	sum := sha256.Sum256(drawing)
	return hex.EncodeToString(sum[:])
}
