package importer_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parskats/internal/diag"
	"parskats/internal/importer"
)

const listMap = `type: consultation
name: list
id: {columns: [Id], prefix: zz-}
fields:
  title: {lv: Nosaukums, en: Title}
  institution: {value: zz-kanceleja}
  opens: Sākums
  submissions.total: Viedokļi
  affects: {column: Skar, words: {cilvēki: natural_persons, firmas: legal_persons}}
  url: Saite
extra: [Piezīmes]
`

const listTable = `Id;Nosaukums;Title;Sākums;Viedokļi;Skar;Saite;Piezīmes
1;Izdomāts plāns;A fictional plan;2024-01-02;5;cilvēki;;viena
`

const listFile = "data/consultations/zz-1.yaml"

// TestWritten holds a new record against what a person would write.
func TestWritten(t *testing.T) {
	p := newPlace(t, "")
	r := p.run("list.csv", listTable, listMap)
	if got := text(t, r.Problems); got != "" {
		t.Errorf("got %s", got)
	}
	const want = `title: {lv: Izdomāts plāns, en: A fictional plan}
institution: zz-kanceleja
opens: 2024-01-02
affects: [natural_persons]
submissions: {total: 5}
extra:
  Piezīmes: viena
imported:
  map: list
  file: list.csv
  row: 2
  fields:
    affects: 29ce0b96
    extra.Piezīmes: ff7fb7aa
    institution: 4a45c731
    opens: 04b1c573
    submissions.total: ef2d127d
    title.en: ef33a0be
    title.lv: b54d4a07
`
	if got := p.text(listFile); withoutSums(got) != withoutSums(want) {
		t.Errorf("got:\n%s", got)
	}
}

// TestComments sees that a record's comment holds a value that its field could not take, and
// nothing of a column that the map does not name.
func TestComments(t *testing.T) {
	p := newPlace(t, "")
	const m = "type: consultation\nid: {columns: Id, prefix: zz-}\nfields: {title: Nosaukums, institution: {value: zz-kanceleja}, opens: {column: Sākums, bad: leave-out}}\n"
	r := p.run("list.csv", "Id;Nosaukums;Sākums;Kas zina;Kontakti\n1;Izdomāts;pavasarī;Izdomāta Persona;Otra Persona\n", m)
	if got := text(t, r.Problems); !strings.Contains(got, `the column "Kas zina" fills no field`) || !strings.Contains(got, `"Kontakti" seems to hold data of persons`) {
		t.Errorf("got %s", got)
	}
	got := p.text(listFile)
	if !strings.HasPrefix(got, "# list.csv, 2:\n#   Sākums: pavasarī\ntitle: Izdomāts\n") || strings.Contains(got, "Persona") {
		t.Errorf("got:\n%s", got)
	}
}

// withoutSums takes the checksums away.
func withoutSums(text string) string {
	before, after, _ := strings.Cut(text, "  fields:\n")
	var names []string
	for line := range strings.Lines(after) {
		name, _, _ := strings.Cut(line, ": ")
		names = append(names, name)
	}
	return before + strings.Join(names, "\n")
}

// TestAgain imports the same table twice, and sees that nothing is touched.
func TestAgain(t *testing.T) {
	p := newPlace(t, "")
	p.run("list.csv", listTable, listMap)
	before, err := os.Stat(filepath.Join(p.folder, listFile))
	if err != nil {
		t.Fatal(err)
	}
	r := p.run("list.csv", listTable, listMap)
	if r.Counts != (importer.Counts{Rows: 1, Unchanged: 1}) || len(r.Files) > 0 {
		t.Errorf("got %+v, %s", r.Counts, files(r))
	}
	after, err := os.Stat(filepath.Join(p.folder, listFile))
	if err != nil {
		t.Fatal(err)
	}
	if !before.ModTime().Equal(after.ModTime()) {
		t.Error("the file was written again")
	}
}

// edited is the record as an editor left it: with comments, in another form, with fields
// of their own and changed ones.
const edited = `# Redakcijas piezīme par ierakstu.

title:   # abās valodās
  lv: Izdomāts plāns
  en: "A fictional plan"   # the translator's
institution: zz-kanceleja

# Kad sākas.
opens: 2024-01-02 # pārbaudīts

kind: Publiskā apspriešana
affects:
- natural_persons
submissions: {total: 7}
sources:
  - url: https://plans.example/ # avots
    title: Plāns
extra:
  Piezīmes: viena
`

// TestThreeWays changes the table, the record or both, and sees what becomes of the
// record.
func TestThreeWays(t *testing.T) {
	for _, test := range []struct {
		name, table string
		// from and to are what changes in the record's text.
		from, to string
		counts   importer.Counts
		problems string
	}{
		{"the table changes what nobody touched", strings.Replace(listTable, "2024-01-02", "2024-01-05", 1),
			"opens: 2024-01-02 # pārbaudīts", "opens: 2024-01-05 # pārbaudīts", importer.Counts{Rows: 1, Updated: 1}, ""},
		{"a text in one language", strings.Replace(listTable, "A fictional plan", "Fictional: a plan", 1),
			`en: "A fictional plan"   # the translator's`, `en: 'Fictional: a plan' # the translator's`, importer.Counts{Rows: 1, Updated: 1}, ""},
		{"a list", strings.Replace(listTable, "cilvēki", `"cilvēki; firmas"`, 1),
			"affects:\n- natural_persons\n", "affects: [natural_persons, legal_persons]\n", importer.Counts{Rows: 1, Updated: 1}, ""},
		{"a new value goes where it belongs", strings.Replace(listTable, "cilvēki;;", "cilvēki;https://plans.example/1;", 1),
			"apspriešana\n", "apspriešana\nurl: https://plans.example/1\n", importer.Counts{Rows: 1, Updated: 1}, ""},
		{"a value goes away", strings.Replace(listTable, ";viena", ";", 1),
			"extra:\n  Piezīmes: viena\n", "", importer.Counts{Rows: 1, Updated: 1}, ""},
		{"the editor's change stays", listTable, "", "", importer.Counts{Rows: 1, Unchanged: 1}, ""},
		{"both change", strings.Replace(listTable, ";5;", ";6;", 1), "", "", importer.Counts{Rows: 1, Unchanged: 1},
			`list.csv:2:5: error: submissions.total: the table says "6" now, and an editor wrote "7" in data/consultations/zz-1.yaml [import-conflict]`},
		{"both change to the same", strings.Replace(listTable, ";5;", ";7;", 1), "", "", importer.Counts{Rows: 1, Updated: 1}, ""},
		{"the table's value goes, the editor's stays", strings.Replace(listTable, ";5;", ";;", 1), "", "", importer.Counts{Rows: 1, Unchanged: 1},
			`list.csv:2: error: submissions.total: the table says "" now, and an editor wrote "7" in data/consultations/zz-1.yaml [import-conflict]`},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newPlace(t, "")
			p.run("list.csv", listTable, listMap)
			_, imported, _ := strings.Cut(p.text(listFile), "imported:\n")
			p.write(listFile, edited+"imported:\n"+imported)
			r := p.run("list.csv", test.table, listMap)
			if r.Counts != test.counts {
				t.Errorf("got %+v", r.Counts)
			}
			if got, _, _ := strings.Cut(text(t, r.Problems), "\n"); got != test.problems {
				t.Errorf("got %s", got)
			}
			got, _, _ := strings.Cut(p.text(listFile), "imported:\n")
			if want := strings.Replace(edited, test.from, test.to, 1); got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
			again := p.run("list.csv", test.table, listMap)
			if len(again.Files) > 0 || again.Counts.Unchanged != 1 {
				t.Errorf("the second time it changes %s", files(again))
			}
		})
	}
}

// A field whose line was taken out of imported.fields is the editor's for good.
func TestOwnField(t *testing.T) {
	p := newPlace(t, "")
	p.run("list.csv", listTable, listMap)
	record := p.text(listFile)
	record = strings.Replace(record, "{total: 5}", "{total: 9}", 1)
	lines := strings.Split(record, "\n")
	var kept []string
	for _, line := range lines {
		if !strings.HasPrefix(line, "    submissions.total:") {
			kept = append(kept, line)
		}
	}
	p.write(listFile, strings.Join(kept, "\n"))
	r := p.run("list.csv", strings.Replace(listTable, ";5;", ";6;", 1), listMap)
	if r.Problems.Len() > 0 || len(r.Files) > 0 {
		t.Errorf("got %s, %s", text(t, r.Problems), files(r))
	}
}

// withoutLine takes the line that begins with a text out of a record.
func withoutLine(record, start string) string {
	var kept strings.Builder
	for line := range strings.Lines(record) {
		if !strings.HasPrefix(line, start) {
			kept.WriteString(line)
		}
	}
	return kept.String()
}

// A field stays the editor's where another field of its record changes, and where the
// editor has not changed it yet.
func TestOwnFieldBesideOthers(t *testing.T) {
	p := newPlace(t, "")
	p.run("list.csv", listTable, listMap)
	record := withoutLine(p.text(listFile), "    submissions.total:")
	p.write(listFile, record)
	if r := p.run("list.csv", listTable, listMap); r.Counts.Unchanged != 1 || p.text(listFile) != record {
		t.Errorf("got %+v:\n%s", r.Counts, p.text(listFile))
	}
	for _, table := range []string{strings.Replace(listTable, "2024-01-02", "2024-01-05", 1), strings.Replace(listTable, "2024-01-02;5", "2024-01-06;6", 1)} {
		r := p.run("list.csv", table, listMap)
		got := p.text(listFile)
		if r.Counts.Updated != 1 || r.Problems.Len() > 0 || !strings.Contains(got, "{total: 5}") || strings.Contains(got, "submissions.total") {
			t.Errorf("got %+v, %s\n%s", r.Counts, text(t, r.Problems), got)
		}
	}
}

// A conflict is told of until it is resolved, whatever else changes meanwhile.
func TestConflictStays(t *testing.T) {
	p := newPlace(t, "")
	p.run("list.csv", listTable, listMap)
	p.write(listFile, strings.Replace(p.text(listFile), "{total: 5}", "{total: 9}", 1))
	newer := strings.Replace(listTable, "2024-01-02;5", "2024-01-05;6", 1)
	const want = `list.csv:2:5: error: submissions.total: the table says "6" now, and an editor wrote "9" in data/consultations/zz-1.yaml [import-conflict]`
	for i, counts := range []importer.Counts{{Rows: 1, Updated: 1}, {Rows: 1, Unchanged: 1}, {Rows: 1, Unchanged: 1}} {
		r := p.run("list.csv", newer, listMap)
		if got, _, _ := strings.Cut(text(t, r.Problems), "\n"); r.Counts != counts || got != want {
			t.Errorf("import %d: got %+v, %s", i, r.Counts, got)
		}
	}
	p.write(listFile, strings.Replace(p.text(listFile), "{total: 9}", "{total: 6}", 1))
	if r := p.run("list.csv", newer, listMap); r.Problems.Len() > 0 || r.Counts.Updated != 1 {
		t.Errorf("got %+v, %s", r.Counts, text(t, r.Problems))
	}
}

// Rows with one id keep their numbers, whatever their order.
func TestNumbers(t *testing.T) {
	const m = "type: consultation\nid: Id\nfields: {title: Nosaukums, institution: {value: zz-kanceleja}, opens: Sākums}\n"
	p := newPlace(t, "")
	p.run("n.csv", "Id;Nosaukums;Sākums\nzz;Otrais;2024-01-02\nzz;Pirmais;2024-01-01\n", m)
	titles := func() string {
		first, _, _ := strings.Cut(p.text("data/consultations/zz.yaml"), "\n")
		second, _, _ := strings.Cut(p.text("data/consultations/zz-2.yaml"), "\n")
		return first + ", " + second
	}
	const want = "title: Otrais, title: Pirmais"
	if got := titles(); got != want {
		t.Fatalf("got %s", got)
	}
	r := p.run("n.csv", "Id;Nosaukums;Sākums\nzz;Trešais;2024-01-03\nzz;Pirmais;2024-01-01\nzz;Otrais;2024-01-09\n", m)
	if r.Counts != (importer.Counts{Rows: 3, New: 1, Updated: 1, Unchanged: 1}) {
		t.Errorf("got %+v\n%s", r.Counts, text(t, r.Problems))
	}
	if got := titles(); got != want {
		t.Errorf("got %s", got)
	}
	if got := p.text("data/consultations/zz-3.yaml"); !strings.HasPrefix(got, "title: Trešais") {
		t.Errorf("got %s", got)
	}
	// What the table no longer has is told of, and stays.
	r = p.run("n.csv", "Id;Nosaukums;Sākums\nzz;Pirmais;2024-01-01\n", m)
	if len(r.Gone) != 2 || r.Problems.Count(diag.Warning) != 2 || titles() != want {
		t.Errorf("got %v, %s", r.Gone, titles())
	}
}

// The rejected rows are a table that can be mended and imported.
func TestRejected(t *testing.T) {
	p := newPlace(t, "")
	const broken = "Id;Nosaukums;Title;Sākums;Viedokļi;Skar;Saite;Piezīmes\n1;Izdomāts plāns;A plan;2024-01-02;;;;\n2;\"Otrs; izdomāts\";Another;rīt;;;;\n"
	r := p.run("list.csv", broken, listMap)
	if r.Counts != (importer.Counts{Rows: 2, New: 1, Rejected: 1}) {
		t.Fatalf("got %+v", r.Counts)
	}
	raw, err := r.RejectedTable(p.table("list.csv", broken), diag.English)
	if err != nil {
		t.Fatal(err)
	}
	const want = "\ufeffId;Nosaukums;Title;Sākums;Viedokļi;Skar;Saite;Piezīmes;Parskats: reason\r\n" +
		"2;\"Otrs; izdomāts\";Another;rīt;;;;;\"Sākums: \"\"rīt\"\" can't be read as a date\"\r\n"
	if string(raw) != want {
		t.Errorf("got %q", raw)
	}
	r = p.run("list.rejected.csv", strings.Replace(string(raw), "rīt;", "2024-02-02;", 1), listMap)
	if r.Counts != (importer.Counts{Rows: 1, New: 1}) || len(r.Gone) > 0 {
		t.Errorf("got %+v, gone %v", r.Counts, r.Gone)
	}
}

// Rejected rows with one id are mended and imported: each is the record that it would have
// been, or one of its own, and never another row's.
func TestRejectedNumbers(t *testing.T) {
	const m = "type: consultation\nid: {columns: Id, prefix: zz-}\nfields: {title: Nosaukums, institution: {value: zz-kanceleja}, opens: Sākums}\n"
	const broken = "Id;Nosaukums;Sākums\n3;Pirmais;rīt\n3;Otrais;2024-01-02\n3;Trešais;parīt\n;Ceturtais;2024-01-04\n5;Piektais;2024-01-05\n"
	const want = "\ufeffId;Nosaukums;Sākums;Parskats: reason;Parskats: id\r\n" +
		"3;Pirmais;rīt;\"Sākums: \"\"rīt\"\" can't be read as a date\";zz-3-2\r\n" +
		"3;Trešais;parīt;\"Sākums: \"\"parīt\"\" can't be read as a date\";zz-3-3\r\n" +
		";Ceturtais;2024-01-04;Id: the id would be empty: nothing stands in Id;-\r\n"
	titles := func(p place) string {
		var list []string
		options := p.options()
		for _, c := range options.Site.Consultations.All() {
			if c.Imported != nil {
				list = append(list, c.ID+" "+c.Title["lv"])
			}
		}
		slices.Sort(list)
		return strings.Join(list, ", ")
	}
	mend := func(rejects string, pairs ...string) string { return strings.NewReplacer(pairs...).Replace(rejects) }
	for _, test := range []struct{ name, mended, titles string }{
		{"mended", mend(want, ";rīt;", ";2024-01-01;", ";parīt;", ";2024-01-03;", "\n;C", "\n4;C"),
			"zz-3 Otrais, zz-3-2 Pirmais, zz-3-3 Trešais, zz-4 Ceturtais, zz-5 Piektais"},
		{"in another order, and the first only", mend(want, "3;Pirmais;rīt", "3;Pirmais;parīt", ";Trešais;parīt;", ";Trešais;2024-01-03;"),
			"zz-3 Otrais, zz-3-3 Trešais, zz-5 Piektais"},
		{"with another id", mend(want, "3;Pirmais;rīt;", "5;Pirmais;2024-01-01;", "\n;C", "\n5;C"),
			"zz-3 Otrais, zz-5 Piektais, zz-5-2 Ceturtais, zz-5-3 Pirmais"},
		{"without the ids", withoutLastColumn(mend(want, ";rīt;", ";2024-01-01;", ";parīt;", ";2024-01-03;")),
			"zz-3 Otrais, zz-3-2 Pirmais, zz-3-3 Trešais, zz-5 Piektais"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newPlace(t, "")
			raw, err := p.run("n.csv", broken, m).RejectedTable(p.table("n.csv", broken), diag.English)
			if err != nil || string(raw) != want {
				t.Fatalf("got %q, %v", raw, err)
			}
			p.run("n.rejected.csv", test.mended, m)
			if got := titles(p); got != test.titles {
				t.Errorf("got %s", got)
			}
			again := p.run("n.rejected.csv", test.mended, m)
			if len(again.Files) > 0 {
				t.Errorf("the second time it changes %s", files(again))
			}
		})
	}
}

// withoutLastColumn takes the last cell of each row of a table away.
func withoutLastColumn(table string) string {
	var b strings.Builder
	for line := range strings.Lines(table) {
		b.WriteString(line[:strings.LastIndex(line, ";")] + "\r\n")
	}
	return b.String()
}

// A row of a newer table that was rejected, and mended, changes its own record.
func TestRejectedUpdate(t *testing.T) {
	p := newPlace(t, "")
	p.run("list.csv", listTable, listMap)
	newer := strings.Replace(listTable, "2024-01-02;5", "rīt;6", 1)
	raw, err := p.run("list.csv", newer, listMap).RejectedTable(p.table("list.csv", newer), diag.English)
	if err != nil {
		t.Fatal(err)
	}
	r := p.run("list.rejected.csv", strings.Replace(string(raw), "rīt;", "2024-01-03;", 1), listMap)
	if r.Counts != (importer.Counts{Rows: 1, Updated: 1}) || !strings.Contains(p.text(listFile), "{total: 6}") {
		t.Errorf("got %+v\n%s", r.Counts, p.text(listFile))
	}
}

// A text that was in one language gets another, and line ends stay those of the file.
func TestTextByLanguage(t *testing.T) {
	p := newPlace(t, "")
	p.run("list.csv", strings.Replace(listTable, ";A fictional plan;", ";;", 1), listMap)
	record := "# Piezīme.\n" + p.text(listFile)
	if !strings.Contains(record, "title: Izdomāts plāns\n") {
		t.Fatalf("got:\n%s", record)
	}
	p.write(listFile, strings.ReplaceAll(record, "\n", "\r\n"))
	r := p.run("list.csv", listTable, listMap)
	if r.Counts.Updated != 1 {
		t.Errorf("got %+v\n%s", r.Counts, text(t, r.Problems))
	}
	got := p.text(listFile)
	if want := "# Piezīme.\r\ntitle: {lv: Izdomāts plāns, en: A fictional plan}\r\ninstitution: zz-kanceleja\r\n"; !strings.HasPrefix(got, want) {
		t.Errorf("got %q", got)
	}
	if strings.Count(got, "\n") != strings.Count(got, "\r\n") {
		t.Error("line ends are mixed")
	}
}

// A record that can't be changed by lines is left alone, and its row is rejected.
func TestNotByLines(t *testing.T) {
	p := newPlace(t, "")
	p.run("list.csv", listTable, listMap)
	_, imported, _ := strings.Cut(p.text(listFile), "  fields:\n")
	var sums []string
	for line := range strings.Lines(imported) {
		sums = append(sums, strings.TrimSpace(line))
	}
	record := "{title: {lv: Izdomāts plāns, en: A fictional plan}, institution: zz-kanceleja, opens: 2024-01-02, affects: [natural_persons], submissions: {total: 5},\n" +
		" extra: {Piezīmes: viena}, imported: {map: list, file: list.csv, row: 2, fields: {" + strings.Join(sums, ", ") + "}}}\n"
	p.write(listFile, record)
	r := p.run("list.csv", strings.Replace(listTable, ";5;", ";6;", 1), listMap)
	if r.Counts != (importer.Counts{Rows: 1, Rejected: 1}) || !strings.Contains(text(t, r.Problems), "[import-conflict]") {
		t.Errorf("got %+v\n%s", r.Counts, text(t, r.Problems))
	}
	if p.text(listFile) != record {
		t.Errorf("got:\n%s", p.text(listFile))
	}
}
