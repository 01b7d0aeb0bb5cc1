package figure_test

import (
	"context"
	"io/fs"
	"os"
	"regexp"
	"testing"
	"testing/fstest"

	"parskats/internal/check"
	"parskats/internal/diag"
	"parskats/internal/figure"
	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
	"parskats/internal/scaffold"
	"parskats/internal/source"
)

// input reads a site and makes the input of figures as of a day.
func input(t *testing.T, files fs.FS, day string) *figure.Input {
	t.Helper()
	tree, problems, err := source.Read(context.Background(), files, 0)
	if err != nil {
		t.Fatal(err)
	}
	site, more := check.Check(tree)
	problems.Append(more)
	if site == nil || problems.Count(diag.Error) > 0 {
		t.Fatal(problems.Sorted())
	}
	date, err := i18n.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	return &figure.Input{
		Site: site, Index: progress.NewIndex(site), Day: date.Last(),
		Plan: progress.NewestBegun(site, date.Last()),
	}
}

func demo(t *testing.T) fs.FS {
	t.Helper()
	list, err := scaffold.Demo()
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, f := range list {
		files[f.Path] = &fstest.MapFile{Data: []byte(f.Content), Mode: 0o644}
	}
	return files
}

var idForm = regexp.MustCompile(`^[a-z][a-z-]*$`)

func TestCatalogue(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range figure.Catalogue() {
		if seen[f.ID] || !idForm.MatchString(f.ID) {
			t.Errorf("the id %q", f.ID)
		}
		seen[f.ID] = true
		for _, lang := range i18n.Languages {
			if !f.Title.Has(lang) || !f.Rows.Has(lang) || !f.Definition.Has(lang) || (!f.Source.IsEmpty() && !f.Source.Has(lang)) {
				t.Errorf("%s is not whole in %s", f.ID, lang)
			}
		}
		if found, ok := figure.Find(f.ID); !ok || found.ID != f.ID {
			t.Errorf("%s is not found", f.ID)
		}
	}
	if _, ok := figure.Find("none"); ok {
		t.Error("a figure that does not exist is found")
	}
}

// The records listed behind a number give the number: where it counts them, one each;
// else it is made of theirs, and reckoned here a second time.
func TestRecordsGiveTheNumbers(t *testing.T) {
	sites := map[string]*figure.Input{
		"default":       input(t, os.DirFS("../.."), "2026-11-23"),
		"default, past": input(t, os.DirFS("../.."), "2023-12-31"),
		"demo":          input(t, demo(t), "2025-06-30"),
		"before all":    input(t, demo(t), "2010-01-01"),
	}
	for name, in := range sites {
		for _, f := range figure.Catalogue() {
			checkTable(t, name+", "+f.ID, in, f, f.On(in))
		}
	}
}

func checkTable(t *testing.T, name string, in *figure.Input, f figure.Figure, table figure.Table) {
	t.Helper()
	if len(table.Cells) != len(table.Rows) {
		t.Errorf("%s: %d rows of numbers for %d rows", name, len(table.Cells), len(table.Rows))
	}
	if f.Shape == figure.Ranges && len(table.Spreads) != len(table.Rows) {
		t.Errorf("%s: %d spreads for %d rows", name, len(table.Spreads), len(table.Rows))
	}
	checkRefs(t, name, in, table.Share)
	counted := map[figure.Ref]bool{}
	for i, row := range table.Cells {
		if len(row) != len(table.Columns) {
			t.Errorf("%s: row %d has %d numbers for %d columns", name, i, len(row), len(table.Columns))
		}
		for j, cell := range row {
			where := name + ", " + table.Rows[i].Key + ", " + table.Columns[j].Key
			checkCell(t, where, in, f, table.Columns[j], cell)
			for _, ref := range cell.Records {
				if f.Once && f.CountsRecords() && counted[ref] {
					t.Errorf("%s: %s counts under another number, too", where, ref.ID)
				}
				counted[ref] = true
			}
		}
	}
}

// checkRefs sees that a share's part is within its whole, and that no record is in
// either twice.
func checkRefs(t *testing.T, name string, in *figure.Input, share *figure.Share) {
	t.Helper()
	if share == nil {
		return
	}
	whole := map[figure.Ref]bool{}
	for _, ref := range share.Whole {
		if whole[ref] || !exists(in.Site, ref) {
			t.Errorf("%s: %v is in the whole twice, or does not exist", name, ref)
		}
		whole[ref] = true
	}
	part := map[figure.Ref]bool{}
	for _, ref := range share.Part {
		if part[ref] || !whole[ref] {
			t.Errorf("%s: %v is in the part twice, or not in the whole", name, ref)
		}
		part[ref] = true
	}
}

func checkCell(t *testing.T, name string, in *figure.Input, f figure.Figure, column figure.Label, cell figure.Cell) {
	t.Helper()
	seen := map[figure.Ref]bool{}
	for _, ref := range cell.Records {
		if seen[ref] || !exists(in.Site, ref) {
			t.Errorf("%s: %v is counted twice under one number, or does not exist", name, ref)
		}
		seen[ref] = true
	}
	switch {
	case cell.Few:
		if cell.Known {
			t.Errorf("%s: a number that is hidden is given", name)
		}
	case cell.Ahead:
		if cell.Known || len(cell.Records) > 0 {
			t.Errorf("%s: a number of a day to come is given", name)
		}
	case f.UnitOf(column).Counts():
		if !cell.Known || int(cell.Number) != len(cell.Records) {
			t.Errorf("%s: %v with %d records", name, cell.Number, len(cell.Records))
		}
	case cell.Known != (len(cell.Records) > 0):
		t.Errorf("%s: known is %t with %d records", name, cell.Known, len(cell.Records))
	case cell.Known:
		if got := recount(t, in, f.ID, column.Key, name, cell.Records); got != cell.Number {
			t.Errorf("%s: %v; its records give %v", name, cell.Number, got)
		}
	}
}

// exists reports whether there is the record that a reference names.
func exists(site *record.Site, ref figure.Ref) bool {
	if ref.Type == "measure" {
		return findMeasure(site, ref.ID) != nil
	}
	for _, r := range progress.RecordsOn(site, ref.Type, i18n.Date{Year: 9999}.Last()) {
		if r.Base().ID == ref.ID {
			return true
		}
	}
	return false
}

func findMeasure(site *record.Site, key string) *record.Measure {
	for _, c := range site.Commitments.All() {
		for i := range c.Measures {
			if c.Measures[i].Key == key {
				return &c.Measures[i]
			}
		}
	}
	return nil
}

// number returns the number of a row and the only column of a figure.
func number(t *testing.T, in *figure.Input, id, row string) float64 {
	t.Helper()
	f, _ := figure.Find(id)
	table := f.On(in)
	for i, r := range table.Rows {
		if r.Key == row {
			return table.Cells[i][0].Number
		}
	}
	return -1
}

// What the default site's records say, counted by hand.
func TestDefaultSite(t *testing.T) {
	today := input(t, os.DirFS("../.."), "2026-11-23")
	then := input(t, os.DirFS("../.."), "2023-12-31")
	for _, c := range []struct {
		name    string
		in      *figure.Input
		id, row string
		want    float64
	}{
		{"1.2a is complete", today, "plan-state", "complete", 1},
		{"nothing is known of the others", today, "plan-state", "no_data", 13},
		{"nobody looked, so none is unreported", today, "plan-state", "unreported", 0},
		{"1.2a was 654 days late", today, "delays", "lv0046-1-2a", 654},
		{"no institution's report is in the data", today, "reporting", "reported", 0},
		{"1.2a has evidence", today, "reporting", "evidence", 1},
		{"in 2023 it was 365 days overdue", then, "delays", "lv0046-1-2a", 365},
		{"in 2023 nothing was known of it", then, "plan-state", "complete", 0},
		{"in 2023 it had no evidence", then, "reporting", "evidence", 0},
		{"the cases without a level", today, "case-levels", "none", 4},
		{"no submissions are known of 71 consultations", today, "unknowns", "submissions", 71},
	} {
		if got := number(t, c.in, c.id, c.row); got != c.want {
			t.Errorf("%s: %v; want %v", c.name, got, c.want)
		}
	}
}

func TestNothingIsKnown(t *testing.T) {
	in := input(t, os.DirFS("../.."), "2026-11-23")
	proposals, _ := figure.Find("proposals")
	table := proposals.On(in)
	if !table.Empty() || table.Cells[0][0].Known {
		t.Error("proposals are known although no record tells any")
	}
	if !table.Partial {
		t.Error("that the numbers are only a part is not said")
	}
}

func TestParts(t *testing.T) {
	in := input(t, demo(t), "2025-06-30")
	f, _ := figure.Find("plan-state")
	table := f.On(in)
	if got := table.Total(); got != 40 {
		t.Errorf("the plan's 40 measures add up to %v", got)
	}
}
