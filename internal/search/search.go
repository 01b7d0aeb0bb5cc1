// Package search makes the index that a browser searches, as small files: a search loads
// those of its words, and those of the results that it shows. So a search in ten
// thousand records costs a phone some tens of kilobytes, and no time to build an index.
// docs/architecture.md says what was measured beside it.
//
// Words are folded and lose their endings here and, for what people type, in
// themes/default/assets/search-query.js. Both must do alike: their tests share
// testdata/words.json, and run one against the other.
package search

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"parskats/internal/i18n"
)

// Shards is the number of files that hold an index's words, whatever its size.
const Shards = 32

// PerChunk is the number of records in a file of records.
const PerChunk = 32

// Result is what a list of results shows of a record: finished words. Languages are set
// where a text is not in the page's.
type Result struct {
	Href        string `json:"href"`
	Title       string `json:"title"`
	TitleLang   string `json:"titleLang,omitempty"`
	Type        string `json:"type"`
	By          string `json:"by,omitempty"` // the institution
	Date        string `json:"date,omitempty"`
	Number      string `json:"number,omitempty"`
	Summary     string `json:"summary,omitempty"`
	SummaryLang string `json:"summaryLang,omitempty"`
	Sample      string `json:"sample,omitempty"` // says that the record is fictional
}

// Document is a record that can be found.
type Document struct {
	Result Result
	// Title, Names and Text hold words, each in its language: the record's name; those
	// of the institutions that it is about; and whatever else it says.
	Title, Names, Text []Words
	// Keys are numbers and abbreviations that mean this record alone. Short are
	// abbreviations of institutions that it is about. They have no endings.
	Keys, Short []string
}

// Words is a text in a language.
type Words struct {
	Lang i18n.Lang
	Text string
}

// Where a word stands in a record, the weakest first. From inTitle on it is also the
// word's place in the title: 0 for the first one.
const (
	inText = iota
	inNames
	inKeys
	inTitle
	places = 16
)

// keyMark begins the terms that are whole keys, so that they are not taken for words.
const keyMark = "="

// Index is the index of a language. It is made when a file of it is first written. It is
// safe for use by several goroutines.
type Index struct {
	count     int
	documents func() []Document
	built     func() *built
}

// built is an index that has been made: the terms of each shard, each with its postings
// in ascending order, record × places + place.
type built struct {
	documents []Document
	shards    [Shards]map[string][]int
}

// New makes an index of count documents, which it asks for once, when it needs them.
func New(count int, documents func() []Document) *Index {
	return &Index{count: count, documents: documents, built: sync.OnceValue(func() *built { return build(documents()) })}
}

// Chunks is the number of files of records.
func (x *Index) Chunks() int { return (x.count + PerChunk - 1) / PerChunk }

// WriteShard writes the terms of a shard, 0 to Shards-1, as JSON: an object of lists, in
// which each posting is the difference from the one before.
func (x *Index) WriteShard(w io.Writer, shard int) error {
	terms := map[string][]int{}
	for term, postings := range x.built().shards[shard] {
		differences := slices.Clone(postings)
		for i := len(differences) - 1; i > 0; i-- {
			differences[i] -= differences[i-1]
		}
		terms[term] = differences
	}
	return writeJSON(w, terms) // sorted by term
}

// WriteChunk writes a file of records, 0 to Chunks-1, as a list of results.
func (x *Index) WriteChunk(w io.Writer, chunk int) error {
	documents := x.built().documents
	if len(documents) != x.count {
		return fmt.Errorf("search: %d documents, not the %d that were announced", len(documents), x.count)
	}
	results := []Result{}
	for _, d := range documents[chunk*PerChunk : min((chunk+1)*PerChunk, len(documents))] {
		results = append(results, d.Result)
	}
	return writeJSON(w, results)
}

func writeJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}

func build(documents []Document) *built {
	b := &built{documents: documents}
	for i := range b.shards {
		b.shards[i] = map[string][]int{}
	}
	for i := range documents {
		for term, place := range termsOf(&documents[i]) {
			shard := b.shards[shardOf(term)]
			shard[term] = append(shard[term], i*places+place)
		}
	}
	return b
}

// termsOf returns the terms of a document, each with the strongest place where it
// stands.
func termsOf(d *Document) map[string]int {
	terms := map[string]int{}
	note := func(term string, place int) {
		known, ok := terms[term]
		// Of several places in the title the first one counts.
		if !ok || known < inTitle && place > known {
			terms[term] = place
		}
	}
	for _, title := range d.Title {
		for i, word := range split(title.Text) {
			note(stem(title.Lang, word), min(inTitle+i, places-1))
		}
	}
	for _, k := range d.Keys {
		if whole := key(k); whole != "" {
			note(keyMark+whole, inKeys)
		}
		for _, word := range split(k) {
			note(word, inKeys)
		}
	}
	for _, short := range d.Short {
		for _, word := range split(short) {
			note(word, inNames)
		}
	}
	for place, texts := range map[int][]Words{inNames: d.Names, inText: d.Text} {
		for _, text := range texts {
			for _, word := range split(text.Text) {
				note(stem(text.Lang, word), place)
			}
		}
	}
	return terms
}

// shardOf returns the shard of a term: that of its first two letters, so that one file
// has all the terms that begin alike. Keys, which are looked up whole, often begin alike
// and go by their last two.
func shardOf(term string) int {
	letters := []rune(term)
	if len(letters) > 2 {
		letters = letters[:2]
	}
	if strings.HasPrefix(term, keyMark) {
		all := []rune(term)
		letters = all[max(0, len(all)-2):]
	}
	hash := 0
	for _, letter := range letters {
		hash = hash*31 + int(letter)
	}
	return hash % Shards
}
