package check

import (
	"slices"

	"parskats/internal/i18n"
	"parskats/internal/source"
)

// Memory keeps what was read of documents from one check to the next: a record whose
// documents are the same is not read again, and is the same value in both sites. It is not
// safe for use by several goroutines.
type Memory struct {
	langs []i18n.Lang // the languages of the site when the documents were read
	units unitMemory
}

// unitMemory holds units by the first of their documents.
type unitMemory map[*source.Document]readUnit

// readUnit is what was read of the documents of a unit. Nothing changes it.
type readUnit struct {
	docs   []*source.Document
	reader reader
}

// NewMemory returns a memory that holds nothing.
func NewMemory() *Memory { return &Memory{} }

// of returns what was read while the site had the languages, which decide how a text is
// read.
func (m *Memory) of(langs []i18n.Lang) unitMemory {
	if m == nil || !slices.Equal(m.langs, langs) {
		return nil
	}
	return m.units
}

func (known unitMemory) get(u unit) (reader, bool) {
	read, ok := known[u.docs[0]]
	if !ok || !slices.Equal(read.docs, u.docs) {
		return reader{}, false
	}
	return read.reader, true
}

// keep replaces what the memory holds.
func (m *Memory) keep(langs []i18n.Lang, units []unit, readers []reader) {
	if m == nil {
		return
	}
	m.langs, m.units = langs, make(unitMemory, len(units))
	for i, u := range units {
		m.units[u.docs[0]] = readUnit{u.docs, readers[i]}
	}
}
