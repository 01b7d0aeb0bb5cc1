package importer

import (
	"crypto/sha256"
	"slices"
	"strconv"
	"strings"

	"parskats/internal/diag"
	"parskats/internal/mapping"
	"parskats/internal/record"
	"parskats/internal/sheet"
)

// baseID is the id that a row's columns give, before it is known to be unique; "" where
// they are empty.
func (r *run) baseID(row sheet.Row) string {
	var parts []string
	for _, n := range r.Map.ID.Columns {
		column := r.columns.index[n.Title]
		if mapping.CellError(row.Cells[column]) != nil {
			return ""
		}
		if slug := mapping.Slug(row.Cells[column].String()); slug != "" && !r.columns.dropped[column] {
			parts = append(parts, slug)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return mapping.Slug(r.Map.ID.Prefix + strings.Join(parts, "-"))
}

// readValues reads what a candidate's rows say.
func (r *run) readValues(c *candidate) {
	if r.rejectErrors(c); c.base == "" && len(c.problems) == 0 {
		args := diag.Args{"columns": strings.Join(namesOf(r.Map.ID.Columns), ", ")}
		r.reject(c, r.Table.Place(c.rows[0], r.columns.index[r.Map.ID.Columns[0].Title]), mapping.Problem{Code: "missing-field/id", Args: args})
	}
	main := r.mainRows(c)
	if len(main) == 0 {
		r.reject(c, r.Table.Place(c.rows[0], -1), mapping.Problem{Code: "missing-field/main", Args: diag.Args{"id": c.base}})
		return
	}
	for i := range r.Map.Fields {
		r.readField(c, &r.Map.Fields[i], main)
	}
	if r.Map.Plan != nil {
		f := mapping.Field{Path: "plan", Table: record.Field{Name: "plan", Kind: record.KindRef, Ref: "plan"}, Rule: *r.Map.Plan} // no field of the record
		if v, ok := r.valueIn(c, &f, main[0]); ok && len(v.texts) > 0 {
			c.plan = v.texts[0]
		}
	}
	for i := range r.Map.Each {
		r.readEach(c, &r.Map.Each[i])
	}
	r.dropLoneConstants(c)
	r.readOthers(c, main[0])
	r.requireFields(c, main[0])
}

// rejectErrors rejects a candidate in whose id, or in whose conditions, an error of the
// spreadsheet stands: nobody knows what the row is about, and whether it is asked for.
func (r *run) rejectErrors(c *candidate) {
	named := slices.Clone(r.Map.ID.Columns)
	for _, w := range r.Map.Where {
		named = append(named, w.Column)
	}
	for _, row := range c.rows {
		for _, n := range named {
			i := r.columns.index[n.Title]
			if problem := mapping.CellError(row.Cells[i]); problem != nil {
				r.reject(c, r.Table.Place(row, i), *problem)
			}
		}
	}
}

func namesOf(columns []mapping.Named) []string {
	names := make([]string, len(columns))
	for i, n := range columns {
		names[i] = n.Title
	}
	return names
}

// mainRows are the rows that say what the record itself is: those that are no item alone.
func (r *run) mainRows(c *candidate) []*sheet.Row {
	var rows []*sheet.Row
	for i := range c.rows {
		row := &c.rows[i]
		isItem := false
		for _, e := range r.Map.Each {
			isItem = isItem || e.Of == "" && len(e.Where) > 0 && r.columns.meets(*row, e.Where)
		}
		if !isItem {
			rows = append(rows, row)
		}
	}
	return rows
}

// readField reads a field of the record itself. Where several rows give it, they must
// agree.
func (r *run) readField(c *candidate, f *mapping.Field, rows []*sheet.Row) {
	var first value
	has := false
	for _, row := range rows {
		v, ok := r.valueIn(c, f, row)
		switch {
		case !ok || len(v.texts) == 0:
		case !has:
			first, has = v, true
		case strings.Join(first.texts, "\n") != strings.Join(v.texts, "\n"):
			args := diag.Args{"field": f.Path, "value": shorten(strings.Join(v.texts, "; ")), "first": shorten(strings.Join(first.texts, "; ")), "row": strconv.Itoa(first.row.Number)}
			r.reject(c, r.Table.Place(*row, v.column), mapping.Problem{Code: "bad-value/differs", Args: args})
			return
		}
	}
	if has {
		c.values = append(c.values, first)
	}
}

// valueIn reads a field from a row. ok is false where the value can't be taken; the
// candidate is then rejected, or the record's comment says so.
func (r *run) valueIn(c *candidate, f *mapping.Field, row *sheet.Row) (v value, ok bool) {
	cells, column := r.columns.cells(*row, &f.Rule)
	texts, problem := r.Map.Value(f, cells, r.resolver)
	v = value{path: f.Path, steps: f.Steps, table: &f.Table, texts: texts, row: row, column: column, isFixed: f.Rule.IsConstant()}
	if problem == nil {
		return v, true
	}
	pos := r.Table.Place(*row, column)
	if !f.Rule.LeaveBad {
		r.reject(c, pos, *problem)
		return v, false
	}
	text := ""
	for _, cell := range cells {
		text = strings.TrimSpace(text + " " + cell.String())
	}
	title := r.Table.Columns[column].Title
	r.note(pos, "import-left/value", diag.Args{"value": shorten(text), "column": title, "field": f.Path})
	if !mapping.HasPersonalCode(text) {
		c.remarks = append(c.remarks, title+": "+shorten(text))
	}
	return v, false
}

// readEach reads the items of a list.
func (r *run) readEach(c *candidate, e *mapping.Each) {
	keys := map[string]bool{}
	for _, row := range r.itemRows(c, e) {
		r.readItem(c, e, row, keys)
	}
}

// itemRows are the rows that are items of a list.
func (r *run) itemRows(c *candidate, e *mapping.Each) []*sheet.Row {
	var rows []*sheet.Row
	for i := range c.rows {
		row := &c.rows[i]
		if e.Of != "" {
			for _, part := range row.Parts[e.Of] {
				part.File, part.Number = row.File, row.Number
				rows = append(rows, &part)
			}
			continue
		}
		if r.columns.meets(*row, e.Where) {
			rows = append(rows, row)
		}
	}
	return rows
}

// readItem reads one item. A row whose fields all are empty gives none.
func (r *run) readItem(c *candidate, e *mapping.Each, row *sheet.Row, keys map[string]bool) {
	var values []value
	says := false
	for i := range e.Fields {
		v, ok := r.valueIn(c, &e.Fields[i], row)
		if ok && len(v.texts) > 0 {
			values = append(values, v)
			says = says || !v.isFixed
		}
	}
	if !says {
		return
	}
	key := strconv.Itoa(len(keys) + 1)
	if e.Key >= 0 {
		for _, v := range values {
			if v.path == e.Fields[e.Key].Path {
				key = v.texts[0]
			}
		}
	}
	if keys[key] {
		r.reject(c, r.Table.Place(*row, -1), mapping.Problem{Code: "bad-value/item-twice", Args: diag.Args{"value": key, "field": e.Path}})
		return
	}
	keys[key] = true
	for _, v := range values {
		v.steps = append([]mapping.Step{{Name: e.Path, Key: key}}, v.steps...)
		v.path = mapping.PathOf(v.steps)
		c.values = append(c.values, v)
	}
}

// dropLoneConstants takes constants away from groups in which nothing else is known: a
// basis without a due date says nothing.
func (r *run) dropLoneConstants(c *candidate) {
	says := map[string]bool{}
	for _, v := range c.values {
		if !v.isFixed {
			for i := 1; i < len(v.steps); i++ {
				says[mapping.PathOf(v.steps[:i])] = true
			}
		}
	}
	var kept []value
	for _, v := range c.values {
		if group := groupOf(v); !v.isFixed || group == "" || says[group] || r.isFixedGroup(group) {
			kept = append(kept, v)
		}
	}
	c.values = kept
}

// groupOf is the path of the group that a value is in, "" for a field of the record.
func groupOf(v value) string {
	last := len(v.steps) - 1
	if v.table.Kind == record.KindLocalised {
		last--
	}
	if last <= 0 {
		return ""
	}
	return mapping.PathOf(v.steps[:last])
}

// isFixedGroup reports whether the map fills a group with constants only: then it is meant
// so for every row.
func (r *run) isFixedGroup(group string) bool {
	for _, f := range r.Map.Fields {
		if strings.HasPrefix(f.Path, group+".") && !f.Rule.IsConstant() {
			return false
		}
	}
	for _, e := range r.Map.Each {
		if strings.HasPrefix(group, e.Path+"[") {
			return false
		}
	}
	return true
}

// extraField is the field that keeps what fits no other.
var extraField = &record.Field{Name: "extra", Kind: record.KindTexts}

// readOthers keeps what fits no field under extra:, where the map says so. Whatever else the
// table says stays out of the source, comments too: nobody has said that it may be there.
func (r *run) readOthers(c *candidate, row *sheet.Row) {
	for _, i := range r.columns.extra {
		text := row.Cells[i].String()
		switch {
		case text == "" || record.IsPlaceholder(text):
			continue
		case text == sheet.NoResult:
			r.reject(c, r.Table.Place(*row, i), *mapping.CellError(row.Cells[i]))
			continue
		case mapping.HasPersonalCode(text):
			r.reject(c, r.Table.Place(*row, i), mapping.Problem{Code: "bad-value/personal-code"})
			continue
		}
		steps := []mapping.Step{{Name: extraField.Name}, {Name: r.Table.Columns[i].Title}}
		c.values = append(c.values, value{
			path: mapping.PathOf(steps), steps: steps, table: extraField,
			texts: []string{text}, row: row, column: i,
		})
	}
}

// requireFields sees that the record has what it needs, so that the reason names the
// column.
func (r *run) requireFields(c *candidate, row *sheet.Row) {
	if len(c.problems) > 0 {
		return
	}
	given := map[string]bool{}
	for _, v := range c.values {
		given[v.steps[0].Name] = true
	}
	for _, f := range r.Map.Type.Fields {
		if !f.Required || given[f.Name] {
			continue
		}
		column, title := -1, f.Name
		for _, mapped := range r.Map.Fields {
			if mapped.Steps[0].Name == f.Name && len(mapped.Rule.Columns) > 0 && column < 0 {
				title = mapped.Rule.Columns[0].Title
				column = r.columns.index[title]
			}
		}
		r.reject(c, r.Table.Place(*row, column), mapping.Problem{Code: "missing-field/cell", Args: diag.Args{"field": f.Name, "column": title}})
	}
	if r.Map.Plan != nil && c.plan == "" {
		r.reject(c, r.Table.Place(*row, -1), mapping.Problem{Code: "missing-field/cell", Args: diag.Args{"field": "plan", "column": "plan"}})
	}
}

// hashLength is how many letters a checksum has: enough to see a change, and short enough
// to read. Letters alone are never taken for a number of anything. There are 16 of them, so
// that all are as likely.
const (
	hashLength  = 8
	hashLetters = 16
)

// hashOf is the checksum of a field's value. Spaces and line breaks make no difference:
// YAML folds them.
func hashOf(texts []string) string {
	var plain []string
	for _, t := range texts {
		plain = append(plain, strings.Join(strings.Fields(t), " "))
	}
	sum := sha256.Sum256([]byte(strings.Join(plain, "\n")))
	letters := make([]byte, hashLength)
	for i := range letters {
		letters[i] = 'a' + sum[i]%hashLetters
	}
	return string(letters)
}
