package opendata

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"reflect"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// File is a file of the data.
type File struct {
	// Path is below Folder.
	Path   string
	Render func(io.Writer) error
}

// Files are all files but those of figures, which have addresses of their own. That of a
// record is there only while the record is.
func (d *Data) Files() []File {
	var files []File
	for _, s := range d.sets {
		for _, t := range s.Tables {
			files = append(files, File{t.Name + ".csv", t.WriteCSV})
		}
		files = append(files, File{s.Name + ".json", s.WriteJSON}, File{s.Name + ".jsonl", s.WriteLines})
	}
	for _, s := range d.sets {
		if s.Type == "" {
			continue
		}
		for i, r := range d.recordsOn(s.Type) {
			files = append(files, File{PathOf(s.Type, r.Base().ID), func(w io.Writer) error { return d.writeRecord(w, s, i) }})
		}
	}
	return append(files, File{"datapackage.json", d.WritePackage}, File{"openapi.json", d.WriteOpenAPI})
}

// PathOf returns the file of a record below Folder.
func PathOf(t record.TypeName, id string) string { return folderOf(t) + "/" + id + ".json" }

// page is how much is gathered before it is written.
const page = 32 << 10

// flusher gathers what is appended and writes it from time to time, so that a file is
// never whole in memory. It keeps the first error.
type flusher struct {
	w   io.Writer
	buf []byte
	err error
}

func (f *flusher) full() {
	if len(f.buf) >= page {
		f.flush()
	}
}

func (f *flusher) flush() {
	if f.err == nil {
		_, f.err = f.w.Write(f.buf)
	}
	f.buf = f.buf[:0]
}

// WriteCSV writes the table.
func (t *Table) WriteCSV(w io.Writer) error {
	out := flusher{w: w}
	out.buf = t.appendHeader(out.buf)
	t.eachLine(nil, func(line []byte) bool {
		out.buf = append(out.buf, line...)
		out.full()
		return out.err == nil
	})
	out.flush()
	return out.err
}

// eachLine calls f for the lines of the table until it returns false, and before that see,
// which may be nil, for the values in it.
func (t *Table) eachLine(see func(column int, value []byte), f func(line []byte) bool) {
	var line, scratch []byte
	goOn := true
	for i, rec := range t.set.values() {
		if !goOn {
			return
		}
		t.eachRow(i+1, rec, func(key []string, order int, v reflect.Value) {
			if !goOn {
				return
			}
			line = line[:0]
			column := 0
			scratch = t.eachValue(scratch, key, order, v, func(value []byte) {
				if column > 0 {
					line = append(line, ',')
				}
				if see != nil {
					see(column, value)
				}
				column++
				line = appendCSV(line, value)
			})
			goOn = f(append(line, '\r', '\n'))
		})
	}
}

// WriteJSON writes the records as a JSON array, a record a line.
func (s *Set) WriteJSON(w io.Writer) error {
	out := flusher{w: w, buf: []byte{'['}}
	for i, v := range s.values() {
		if i > 0 {
			out.buf = append(out.buf, ',')
		}
		out.buf, _ = s.object.append(append(out.buf, '\n'), v)
		out.full()
	}
	out.buf = append(out.buf, '\n', ']', '\n')
	out.flush()
	return out.err
}

// WriteLines writes the records as JSON Lines.
func (s *Set) WriteLines(w io.Writer) error {
	out := flusher{w: w}
	for _, v := range s.values() {
		out.buf, _ = s.object.append(out.buf, v)
		out.buf = append(out.buf, '\n')
		out.full()
	}
	out.flush()
	return out.err
}

// Stat is what there is to know of a table's file without opening it.
type Stat struct {
	Rows  int
	Bytes int64
	// Hash is the SHA-256 checksum in hexadecimal digits.
	Hash string
	// Formulas counts the values that a spreadsheet may take for a formula.
	Formulas int
}

// measuring counts and sums what is written.
type measuring struct {
	hash  hash.Hash
	bytes int64
}

func newMeasuring() *measuring { return &measuring{hash: sha256.New()} }

func (m *measuring) Write(p []byte) (int, error) {
	m.bytes += int64(len(p))
	return m.hash.Write(p)
}

func (m *measuring) sum() string { return hex.EncodeToString(m.hash.Sum(nil)) }

// newStat measures a table by writing it.
func (t *Table) newStat() Stat {
	m := newMeasuring()
	var s Stat
	out := flusher{w: m}
	out.buf = t.appendHeader(out.buf)
	see := func(column int, value []byte) {
		if t.Columns[column].isText() && isFormula(value) {
			s.Formulas++
		}
	}
	t.eachLine(see, func(line []byte) bool {
		s.Rows++
		out.buf = append(out.buf, line...)
		out.full()
		return true
	})
	out.flush()
	s.Bytes, s.Hash = m.bytes, m.sum()
	return s
}

// isText reports whether a column holds words that anybody may have written.
func (c *Column) isText() bool {
	return c.Kind == record.KindText || c.Kind == record.KindLocalised || c.Kind == kindMarkdown
}

// isFormula reports whether a spreadsheet may take a value for a formula: by OWASP's list,
// https://owasp.org/www-community/attacks/CSV_Injection
func isFormula(value []byte) bool {
	return len(value) > 0 && bytes.IndexByte([]byte("=+-@\t\r"), value[0]) >= 0
}

// Head returns the first rows of the table, at most n, a text a column.
func (t *Table) Head(n int) [][]string {
	var rows [][]string
	for i, rec := range t.set.values() {
		if len(rows) >= n {
			break
		}
		t.eachRow(i+1, rec, func(key []string, order int, v reflect.Value) {
			if len(rows) >= n {
				return
			}
			var row []string
			t.eachValue(nil, key, order, v, func(value []byte) { row = append(row, string(value)) })
			rows = append(rows, row)
		})
	}
	return rows
}

// Updated is the newest day on which a record of the set changed, as of the data's day; of
// derived facts it is that day.
func (d *Data) Updated(s *Set) i18n.Date {
	if s.Derived {
		return d.in.Day.Date()
	}
	if s.Type == "" {
		return i18n.Date{}
	}
	return d.in.Changed(s.Type)
}

// writeRecord writes the file of a set's record: the record, what is derived of it, and
// the records that it names and is named by.
func (d *Data) writeRecord(w io.Writer, s *Set, i int) error {
	v := s.values()[i]
	id := s.idOf(v)
	b := append([]byte(nil), `{"type":`...)
	b = appendString(b, string(s.Type))
	b = appendString(append(b, `,"id":`...), id)
	b = appendString(append(b, `,"url":`...), d.in.Root+PathOf(s.Type, id))
	b = append(b, `,"pages":{`...)
	for n, lang := range d.langs {
		if page := d.in.Page(s.Type, id, lang); page != "" {
			if n > 0 && b[len(b)-1] != '{' {
				b = append(b, ',')
			}
			b = appendString(append(appendString(b, string(lang)), ':'), page)
		}
	}
	b = append(b, '}')
	if d.in.Turns(s.Type, id) {
		b = appendString(append(b, `,"as_of":`...), d.in.Day.String())
	}
	b, _ = s.object.append(append(b, `,"record":`...), v)
	b = d.appendState(b, s, id)
	b = d.appendRefs(append(b, `,"names":`...), namedBy(v, s.fields))
	b = d.appendRefs(append(b, `,"named_by":`...), d.in.Related(s.Type, id))
	_, err := w.Write(append(b, '}', '\n'))
	return err
}

// appendState writes what is derived of a record, and of a commitment's measures.
func (d *Data) appendState(b []byte, s *Set, id string) []byte {
	set := d.set(s.Name + "-state")
	if set == nil {
		return b
	}
	if state, ok := d.states().of[stateKey{s.Type, id}]; ok {
		b, _ = set.object.append(append(b, `,"state":`...), state)
	}
	if s.Type != "commitment" {
		return b
	}
	measures := d.set("measures-state")
	b = append(b, `,"measures_state":[`...)
	for i, state := range d.states().under[id] {
		if i > 0 {
			b = append(b, ',')
		}
		b, _ = measures.object.append(b, state)
	}
	return append(b, ']')
}

// set returns the set of a name, or nil.
func (d *Data) set(name string) *Set {
	for _, s := range d.sets {
		if s.Name == name {
			return s
		}
	}
	return nil
}

// appendRefs writes links to the files of records.
func (d *Data) appendRefs(b []byte, refs []Ref) []byte {
	b = append(b, '[')
	seen := make(map[Ref]bool, len(refs))
	for _, ref := range refs {
		file := d.fileOf(ref)
		if file == "" || seen[ref] {
			continue
		}
		if len(seen) > 0 {
			b = append(b, ',')
		}
		seen[ref] = true
		b = appendString(append(b, `{"type":`...), string(ref.Type))
		b = appendString(append(b, `,"id":`...), ref.ID)
		b = appendString(append(b, `,"url":`...), d.in.Root+file)
		b = append(b, '}')
	}
	return append(b, ']')
}

// fileOf returns the file of a record; that of a measure is its commitment's. It is ""
// for what has none, such as a direction of a plan.
func (d *Data) fileOf(ref Ref) string {
	if ref.Type == "measure" {
		commitment := d.commitments()[ref.ID]
		if commitment == "" {
			return ""
		}
		return PathOf("commitment", commitment)
	}
	if folderOf(ref.Type) == "" {
		return ""
	}
	return PathOf(ref.Type, ref.ID)
}

// namedBy returns the records that a record names, in the order of its fields.
func namedBy(v reflect.Value, fields []record.Field) []Ref {
	var refs []Ref
	eachNamed(v, fields, func(ref Ref) { refs = append(refs, ref) })
	return refs
}

func eachNamed(v reflect.Value, fields []record.Field, f func(Ref)) {
	for _, field := range fields {
		if field.Kind != record.KindRef && field.Kind != record.KindGroup {
			continue
		}
		value, ok := at(v, field.Index)
		if !ok {
			continue
		}
		one := func(v reflect.Value) {
			if field.Kind == record.KindGroup {
				eachNamed(v, field.Fields, f)
			} else if id := v.String(); id != "" {
				f(Ref{field.Ref, id})
			}
		}
		if !field.List {
			one(value)
			continue
		}
		for i := range value.Len() {
			one(value.Index(i))
		}
	}
}
