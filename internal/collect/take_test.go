package collect_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"parskats/internal/collect"
	"parskats/internal/importer"
)

var update = flag.Bool("update", false, "write what is expected anew")

// fill writes texts and days into a workbook's page of measures, as a program does for whom
// an institution types them.
func fill(t testing.TB, raw []byte, cells map[string]any) []byte {
	t.Helper()
	file := open(t, raw)
	for cell, value := range cells {
		if err := file.SetCellValue("Pasākumi", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	return saved(t, file)
}

// take imports a workbook and writes what it changes, as the command does.
func (s sample) take(raw []byte) *importer.Result {
	s.t.Helper()
	result := s.plan(raw)
	for _, file := range result.Files {
		s.files[file.Path] = string(file.Content)
	}
	s.read() // there are no errors after it
	return result
}

// plan imports a workbook, and writes nothing.
func (s sample) plan(raw []byte) *importer.Result {
	s.t.Helper()
	returned, problems, isSheet := collect.Read("zz.xlsx", raw)
	if returned == nil {
		s.t.Fatalf("is a sheet: %v\n%s", isSheet, printed(s.t, problems))
	}
	result, err := collect.Take(returned, s.options())
	if err != nil {
		s.t.Fatal(err)
	}
	return result
}

// filledIn are cells of the Chancellery's workbook as it might send them: rows 5 to 7 are 1.1, 1.2 and 1.3.
func filledIn() map[string]any {
	return map[string]any{
		"I5": "izpildīts", "J5": 46000, "K5": "Visi pasākumi notika.\nKopā trīs.", "L5": "All events were held.",
		"M5": "Ziņojums\nProtokols", "N5": "https://zz.example/zinojums\nhttps://zz.example/protokols", "O5": "2025-12-01\n1.12.2025.",
		"J7": "20.02.2026", "K7": "Darbs sākts.", "P7": "Trūka darbinieku.",
	}
}

func TestTake(t *testing.T) {
	s := newSample(t)
	workbook := fill(t, s.workbook("zz-kanceleja"), filledIn())
	result := s.take(workbook)
	if got := result.Counts; got != (importer.Counts{Rows: 3, New: 2, Skipped: 1}) || result.Problems.Len() > 0 {
		t.Errorf("%+v\n%s", got, printed(t, result.Problems))
	}
	compare(t, "testdata/taken.yaml", s.files[commitmentFile])
	t.Run("again", func(t *testing.T) {
		again := s.take(workbook)
		if again.Counts != (importer.Counts{Rows: 3, Unchanged: 2, Skipped: 1}) || len(again.Files) > 0 {
			t.Errorf("%+v, %d files", again.Counts, len(again.Files))
		}
	})
}

// TestCorrected takes a workbook, then the same with its mistakes mended.
func TestCorrected(t *testing.T) {
	s := newSample(t)
	fresh := s.workbook("zz-kanceleja")
	s.take(fill(t, fresh, filledIn()))
	cells := filledIn()
	cells["I5"], cells["J5"] = "izpildīts būtiskā apjomā", "2024-05-01"
	delete(cells, "M5")
	delete(cells, "N5")
	delete(cells, "O5")
	cells["K7"] = "Darbs sākts, bet ne pabeigts."
	result := s.take(fill(t, fresh, cells))
	if got := result.Counts; got != (importer.Counts{Rows: 3, Updated: 2, Skipped: 1}) {
		t.Errorf("%+v\n%s", got, printed(t, result.Problems))
	}
	compare(t, "testdata/corrected.yaml", s.files[commitmentFile])
}

// TestEditorsWordsStay changes what a workbook said by hand, and takes a corrected workbook.
func TestEditorsWordsStay(t *testing.T) {
	s := newSample(t)
	fresh := s.workbook("zz-kanceleja")
	s.take(fill(t, fresh, filledIn()))
	s.files[commitmentFile] = strings.Replace(s.files[commitmentFile], "All events were held.", "All three events were held.", 1)
	before := s.files[commitmentFile]
	if again := s.take(fill(t, fresh, filledIn())); again.Counts.Unchanged != 2 || s.files[commitmentFile] != before {
		t.Errorf("the same workbook changed what an editor wrote: %+v", again.Counts)
	}
	cells := filledIn()
	cells["L5"] = "Everything was done."
	result := s.take(fill(t, fresh, cells))
	if result.Counts.Rejected != 1 || s.files[commitmentFile] != before {
		t.Errorf("%+v", result.Counts)
	}
	want := `zz.xlsx:5:1: error: what the sheet said of zz0001-1-1 before is not in data/plans/zz-1/commitments/zz0001.yaml any more: an editor has changed it, so that it stays [import-conflict]
    see what holds, and mend the record by hand
`
	if got := printed(t, result.Problems); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestTwoInstitutions takes what two of them say of one measure.
func TestTwoInstitutions(t *testing.T) {
	s := newSample(t)
	cells := map[string]any{"I6": "nav sākts", "J6": "2026-01-15", "K6": "Gaidām."}
	first := fill(t, s.workbook("zz-kanceleja"), cells)
	second := fill(t, s.workbook("zz-ministrija"), map[string]any{"I5": "aizstāts", "J5": "2026-01-15", "K5": "Tā vietā ir 1.3."})
	s.take(first)
	s.take(second)
	text := s.files[commitmentFile]
	for _, want := range []string{"author: zz-kanceleja\n        text: Gaidām.", "author: zz-ministrija\n        text: Tā vietā ir 1.3.", "1.2 zz-kanceleja 2026-02-01: ", "1.2 zz-ministrija 2026-02-01: "} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

// TestKnownAlready takes a row that says what the records say.
func TestKnownAlready(t *testing.T) {
	s := newSample(t)
	result := s.take(fill(t, s.workbook("zz-kanceleja"), map[string]any{"I5": "izpildīts nelielā apjomā", "J5": "2023-05-01", "K5": "Sākts."}))
	if result.Counts != (importer.Counts{Rows: 3, Unchanged: 1, Skipped: 2}) || len(result.Files) > 0 {
		t.Errorf("%+v", result.Counts)
	}
}

// TestRejected holds what is said of rows that can't be taken against the words that are meant.
func TestRejected(t *testing.T) {
	said := map[string]any{"J5": "2026-01-15", "K5": "Notika."}
	with := func(cells map[string]any) map[string]any {
		all := map[string]any{}
		for _, some := range []map[string]any{said, cells} {
			for cell, value := range some {
				all[cell] = value
			}
		}
		return all
	}
	for _, tt := range []struct {
		name  string
		cells map[string]any
		want  string
	}{
		{"complete without evidence", with(map[string]any{"I5": "izpildīts"}), `zz.xlsx:5:14: error: the status "izpildīts" needs evidence [evidence-missing]
    write the address of a public document or page, several on a line each, with titles and days in the same order
`},
		{"unknown status", with(map[string]any{"I5": "gandrīz pabeigts"}), `zz.xlsx:5:9: error: "gandrīz pabeigts" is no status [bad-value]
    one of: nav sākts, izpildīts nelielā apjomā, izpildīts būtiskā apjomā, izpildīts, atsaukts, aizstāts
`},
		{"no day", map[string]any{"K5": "Notika."}, "zz.xlsx:5:10: error: the row does not say as of which day [missing-field]\n    write a day such as 2026-02-20 or 20.02.2026\n"},
		{"no date", with(map[string]any{"J5": "nesen"}), "zz.xlsx:5:10: error: \"nesen\" can't be read as a date [bad-date]\n    write a day such as 2026-02-20 or 20.02.2026\n"},
		{"the future", with(map[string]any{"J5": "2026-02-26"}), "zz.xlsx:5:10: error: 2026-02-26 is after 2026-02-25, and what is reported must have happened [bad-date]\n"},
		{"before the plan", with(map[string]any{"J5": "2021-12-31"}), "zz.xlsx:5:10: error: 2021-12-31 is before the measure began, 2022-01-01 [date-order]\n"},
		{"before the measure", map[string]any{"J7": "2024-05-31", "K7": "Sākts."}, "zz.xlsx:7:10: error: 2024-05-31 is before the measure began, 2024-06-01 [date-order]\n"},
		{"nothing but a day", map[string]any{"J5": "2026-01-15"}, "zz.xlsx:5:9: error: the row says neither a status nor what was done [missing-field]\n"},
		{"more titles than addresses", with(map[string]any{"M5": "Viens\nDivi", "N5": "https://zz.example/1"}), "zz.xlsx:5:13: error: the column Pierādījuma nosaukums has 2 lines, and there are 1 addresses of evidence [bad-value]\n    write the address of a public document or page, several on a line each, with titles and days in the same order\n"},
		{"no address", with(map[string]any{"N5": "vēstule nr. 5"}), "zz.xlsx:5:14: error: \"vēstule nr. 5\" is no address [bad-url]\n"},
		{"evidence from later", with(map[string]any{"N5": "https://zz.example/1", "O5": "2026-02-20"}), "zz.xlsx:5:15: error: the evidence was published on 2026-02-20, after the update of 2026-01-15 [date-order]\n"},
		{"an unknown key", with(map[string]any{"A5": "zz0001-9-9"}), "zz.xlsx:5:1: error: no measure with the key \"zz0001-9-9\" was sent in this sheet [unknown-ref]\n    copy the row's key and number from a fresh sheet; rows of one's own can't be added\n"},
		{"another row's key", with(map[string]any{"A5": "zz0001-1-2"}), "zz.xlsx:5:2: error: the row's number is \"1.1\", but the measure zz0001-1-2 is 1.2 [bad-value]\n    copy the row's key and number from a fresh sheet; rows of one's own can't be added\n"},
		{"a row of one's own", map[string]any{"J8": "2026-01-15", "K8": "Vēl kaut kas."}, "zz.xlsx:8:1: error: the row does not say which measure it is about [missing-field]\n    copy the row's key and number from a fresh sheet; rows of one's own can't be added\n"},
		{"a measure twice", with(map[string]any{"A8": "zz0001-1-1", "B8": "1.1", "J8": "2026-01-16", "K8": "Vēl."}), "zz.xlsx:8:1: error: the measure \"zz0001-1-1\" stands in the sheet twice [duplicate-id]\n    copy the row's key and number from a fresh sheet; rows of one's own can't be added\n"},
		{"another report of the day", map[string]any{"J5": "2023-05-01", "K5": "Nesākās."}, "zz.xlsx:5:10: error: data/plans/zz-1/commitments/zz0001.yaml has another report by this institution of 2023-05-01: \"limited Sākts.\" [import-conflict]\n    see what holds, and mend the record by hand\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newSample(t)
			result := s.plan(fill(t, s.workbook("zz-kanceleja"), tt.cells))
			got := ""
			for _, line := range strings.SplitAfter(printed(t, result.Problems), "\n") {
				if !strings.Contains(line, "notice") {
					got += line
				}
			}
			if got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
			if result.Counts.Rejected != 1 || len(result.Rejects) != 1 {
				t.Errorf("%+v", result.Counts)
			}
		})
	}
}

// TestGoodRowsAreTaken sees that a row which can't be taken does not keep others back, though
// they stand in one file.
func TestGoodRowsAreTaken(t *testing.T) {
	s := newSample(t)
	result := s.take(fill(t, s.workbook("zz-kanceleja"), map[string]any{
		"J5": "2026-01-15", "K5": "Notika.", "N5": "https://zz.example/1", "O5": "2026-02-20", // the check of the record refuses it
		"J7": "2026-01-15", "K7": "Darbs sākts.",
	}))
	if result.Counts != (importer.Counts{Rows: 3, New: 1, Rejected: 1, Skipped: 1}) {
		t.Errorf("%+v", result.Counts)
	}
	if text := s.files[commitmentFile]; strings.Contains(text, "Notika.") || !strings.Contains(text, "text: Darbs sākts.") {
		t.Error(text)
	}
}

// TestChangedKnown tells of changes in locked cells, which are not taken.
func TestChangedKnown(t *testing.T) {
	s := newSample(t)
	result := s.plan(fill(t, s.workbook("zz-kanceleja"), map[string]any{"F6": "2025-12-31"}))
	want := "zz.xlsx:6:1: notice: what is known of the measure was changed in the sheet; such changes are not taken [import-left]\n"
	if got := printed(t, result.Problems); !strings.HasPrefix(got, want) || result.Counts.Skipped != 3 {
		t.Errorf("%+v\n%s", result.Counts, got)
	}
}

// TestMovedColumns takes a workbook in which somebody has put a column in front.
func TestMovedColumns(t *testing.T) {
	s := newSample(t)
	file := open(t, fill(t, s.workbook("zz-kanceleja"), filledIn()))
	if err := file.InsertCols("Pasākumi", "C", 1); err != nil {
		t.Fatal(err)
	}
	if result := s.take(saved(t, file)); result.Counts.New != 2 {
		t.Errorf("%+v\n%s", result.Counts, printed(t, result.Problems))
	}
}

// TestTampered refuses workbooks of which nobody can be sure what they are about.
func TestTampered(t *testing.T) {
	raw := newSample(t).workbook("zz-kanceleja")
	for _, tt := range []struct {
		name   string
		change func(*excelize.File) error
		want   string
	}{
		{"institution", func(f *excelize.File) error { return f.SetCellStr("parskats", "B5", "zz-ministrija") }, "zz.xlsx: error: the hidden page of the collection sheet has been changed, so that nobody can be sure what the rows are about [bad-table]"},
		{"version", func(f *excelize.File) error { return f.SetCellStr("parskats", "B3", "2") }, "zz.xlsx: error: the collection sheet is of form \"2\", and this program knows form 1 [bad-table]"},
		{"column", func(f *excelize.File) error { return f.SetCellStr("Pasākumi", "K4", "Piezīmes") }, "zz.xlsx:4: error: the page of measures lacks the columns “Kas izdarīts (latviski)” [bad-table]"},
		{"page", func(f *excelize.File) error { return f.SetSheetName("Pasākumi", "Lapa1") }, "zz.xlsx: error: the workbook has no page \"Pasākumi\""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			file := open(t, raw)
			if err := tt.change(file); err != nil {
				t.Fatal(err)
			}
			returned, problems, isSheet := collect.Read("zz.xlsx", saved(t, file))
			if got := printed(t, problems); returned != nil || !isSheet || !strings.HasPrefix(got, tt.want) {
				t.Errorf("is a sheet: %v, got\n%s\nwant\n%s", isSheet, got, tt.want)
			}
		})
	}
	other := excelize.NewFile()
	if _, problems, isSheet := collect.Read("zz.xlsx", saved(t, other)); isSheet || problems.Len() > 0 {
		t.Error("any workbook counts as a collection sheet")
	}
}

// TestOtherLanguage sends a workbook of a site whose first language is English.
func TestOtherLanguage(t *testing.T) {
	s := newSample(t)
	s.files["data/site.yaml"] = strings.Replace(s.files["data/site.yaml"], "[lv, en]", "[en, lv]", 1)
	file := open(t, s.workbook("zz-kanceleja"))
	if got := strings.Join(file.GetSheetList(), ", "); got != "Instructions, Norādījumi, Measures, parskats" {
		t.Errorf("pages: %s", got)
	}
	for cell, text := range map[string]string{"I7": "Limited", "J7": "20 February 2026", "K7": "Begun.", "P7": "Few staff."} {
		if err := file.SetCellStr("Measures", cell, text); err != nil {
			t.Fatal(err)
		}
	}
	if result := s.take(saved(t, file)); result.Counts.New != 1 {
		t.Errorf("%+v\n%s", result.Counts, printed(t, result.Problems))
	}
	for _, want := range []string{"- date: 2026-02-20\n        status: limited\n", "          Begun.\n          Reasons for delay: Few staff.\n"} {
		if !strings.Contains(s.files[commitmentFile], want) {
			t.Errorf("no %q in\n%s", want, s.files[commitmentFile])
		}
	}
}

// TestWarnings tells of what is seldom meant where it was written.
func TestWarnings(t *testing.T) {
	s := newSample(t)
	result := s.take(fill(t, s.workbook("zz-kanceleja"), map[string]any{"J7": "2026-02-20", "K7": "Rakstiet: vards.uzvards@zz.example"}))
	if got := printed(t, result.Problems); result.Counts.New != 1 || !strings.HasPrefix(got, "zz.xlsx:7:11: warning: ") || !strings.Contains(got, "[personal-data]") {
		t.Errorf("%+v\n%s", result.Counts, got)
	}
}

// TestGone takes a workbook of a plan that there is not any more.
func TestGone(t *testing.T) {
	s := newSample(t)
	raw := fill(t, s.workbook("zz-kanceleja"), filledIn())
	s.files = map[string]string{"data/site.yaml": s.files["data/site.yaml"], "data/institutions.yaml": s.files["data/institutions.yaml"]}
	want := "zz.xlsx: error: the collection sheet is about plan \"zz-1\", which there is not any more [unknown-ref]\n"
	if got := printed(t, s.plan(raw).Problems); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// compare holds a text against that of a file.
func compare(t testing.TB, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
	}
}
