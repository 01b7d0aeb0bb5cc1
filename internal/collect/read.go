package collect

import (
	"slices"
	"strconv"
	"strings"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/sheet"
)

// Returned is a workbook that came back.
type Returned struct {
	// Plan and Institution are ids, Day and Deadline days as YYYY-MM-DD, Deadline "" where
	// there was none.
	Plan, Institution, Day, Deadline string
	table                            *sheet.Table
	// columns are the indexes of columns in the table, by their ids.
	columns map[string]int
	// statuses are the keys of statuses by their words, folded; words are those words.
	statuses map[string]record.Status
	words    []string
	// measures are the numbers of the measures that were sent by their keys, sums the
	// checksums of what was known of them.
	measures, sums map[string]string
}

// Read reads a workbook that came back. isSheet is false where it is none of ours; there
// are no problems then. Where it is, and can't be read, r is nil and the problems say why.
func Read(name string, raw []byte) (r *Returned, problems diag.Problems, isSheet bool) {
	hidden, _ := sheet.ReadXLSX(name, raw, sheet.Options{Sheet: hiddenPage, Header: []int{1}})
	if hidden == nil || len(hidden.Columns) < 2 {
		return nil, problems, false
	}
	pairs := pairsOf(hidden)
	values := map[string]string{}
	for _, p := range pairs {
		values[p.name] = p.value
	}
	if values["kind"] != kind {
		return nil, problems, false
	}
	pos := diag.Pos{File: name}
	switch {
	case values["version"] != version:
		problems.Add(pos, "bad-table/collect-version", diag.Args{"value": values["version"], "known": version})
		return nil, problems, true
	case values["seal"] != seal(withoutSeal(pairs)):
		problems.Add(pos, "bad-table/collect-seal", nil).WithHint("collect-again")
		return nil, problems, true
	}
	r = &Returned{Plan: values["plan"], Institution: values["institution"], Day: values["day"], Deadline: values["deadline"]}
	r.readPairs(pairs)
	header, _ := strconv.Atoi(values["header"])
	table, found := sheet.ReadXLSX(name, raw, sheet.Options{Sheet: values["page"], Header: []int{header}})
	if problems.Append(found); table == nil {
		return nil, problems, true
	}
	r.table = table
	if !r.findColumns(values, pos, &problems) {
		return nil, problems, true
	}
	return r, problems, true
}

// pairsOf are the lines of the hidden page.
func pairsOf(hidden *sheet.Table) []pair {
	var pairs []pair
	for _, row := range hidden.Rows {
		if name := row.Cells[0].Text; name != "" {
			pairs = append(pairs, pair{name, row.Cells[1].Text})
		}
	}
	return pairs
}

func withoutSeal(pairs []pair) []pair {
	return slices.DeleteFunc(slices.Clone(pairs), func(p pair) bool { return p.name == "seal" })
}

// readPairs reads the lists of the hidden page.
func (r *Returned) readPairs(pairs []pair) {
	r.statuses, r.measures, r.sums = map[string]record.Status{}, map[string]string{}, map[string]string{}
	for _, p := range pairs {
		list, key, _ := strings.Cut(p.name, ".")
		switch list {
		case "status":
			r.statuses[folded(p.value)] = record.Status(key)
			r.words = append(r.words, p.value)
		case "measure":
			r.measures[key] = p.value
		case "known":
			r.sums[key] = p.value
		}
	}
}

// folded is a word as words are compared.
func folded(word string) string { return i18n.Fold(oneLine(word)) }

// findColumns finds the columns by their titles, wherever they stand by now.
func (r *Returned) findColumns(values map[string]string, pos diag.Pos, problems *diag.Problems) bool {
	r.columns = map[string]int{}
	var missing []string
	for name, title := range values {
		id, isColumn := strings.CutPrefix(name, "column.")
		if !isColumn {
			continue
		}
		if r.columns[id] = r.table.Column(title); r.columns[id] < 0 {
			missing = append(missing, "“"+title+"”")
		}
	}
	slices.Sort(missing)
	if len(missing) > 0 {
		pos.Line = r.table.Header[0]
		problems.Add(pos, "bad-table/collect-column", diag.Args{"columns": strings.Join(missing, ", ")}).WithHint("collect-again")
	}
	for _, id := range append(slices.Clone(known), columnStatus, columnDate, columnEvidence, columnEvidenceURL, columnPublished, columnDelay) {
		if _, ok := r.columns[id]; !ok && len(missing) == 0 {
			problems.Add(pos, "bad-table/collect-seal", nil).WithHint("collect-again")
			return false
		}
	}
	return len(missing) == 0
}

// cell is what a row says in a column.
func (r *Returned) cell(row sheet.Row, column string) sheet.Cell {
	if i, ok := r.columns[column]; ok {
		return row.Cells[i]
	}
	return sheet.Cell{}
}

// place is where a cell is.
func (r *Returned) place(row sheet.Row, column string) diag.Pos {
	if i, ok := r.columns[column]; ok {
		return r.table.Place(row, i)
	}
	return r.table.Place(row, -1)
}

// title is a column's title.
func (r *Returned) title(column string) string { return r.table.Columns[r.columns[column]].Title }

// textColumns are the ids of the columns of texts, sorted.
func (r *Returned) textColumns() []string {
	var ids []string
	for id := range r.columns {
		if strings.HasPrefix(id, columnText) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// isFilled reports whether the institution has said something in a row.
func (r *Returned) isFilled(row sheet.Row) bool {
	return slices.ContainsFunc(r.filledColumns(), func(column string) bool { return !r.cell(row, column).IsEmpty() })
}

func (r *Returned) filledColumns() []string {
	return append(r.textColumns(), columnStatus, columnDate, columnEvidence, columnEvidenceURL, columnPublished, columnDelay)
}

// rows are all rows below the header, those at the end that say little among them.
func (r *Returned) rows() []sheet.Row {
	all := slices.Concat(r.table.Rows, r.table.Notes)
	return slices.DeleteFunc(all, sheet.Row.IsEmpty)
}

// IsEmptySheet reports whether a file is a workbook of ours in which nobody has written
// anything, so that another may take its place.
func IsEmptySheet(raw []byte) bool {
	r, _, _ := Read("", raw)
	if r == nil {
		return false
	}
	for _, row := range r.rows() {
		sum, sent := r.sums[r.cell(row, columnKey).Text]
		if !sent || r.isFilled(row) || sum != knownSum(r.knownTexts(row)) {
			return false
		}
	}
	return true
}

// knownTexts are the cells of a row that say what is known.
func (r *Returned) knownTexts(row sheet.Row) []string {
	texts := make([]string, len(known))
	for i, column := range known {
		texts[i] = r.cell(row, column).Text
	}
	return texts
}
