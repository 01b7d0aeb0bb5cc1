package mapping_test

import (
	"strings"
	"testing"

	"parskats/internal/check"
	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/mapping"
	"parskats/internal/record"
	"parskats/internal/sheet"
)

// guessed is the first map for a table.
func guessed(t *testing.T, name record.TypeName, text string, words i18n.Lang) string {
	t.Helper()
	table, problems := sheet.ReadCSV("saraksts.csv", []byte(text), sheet.Options{})
	if table == nil {
		t.Fatal(problems.Sorted())
	}
	for _, typ := range record.Types() {
		if typ.Name == name {
			return mapping.Guess(table, typ, i18n.Languages, words)
		}
	}
	t.Fatalf("no type %s", name)
	return ""
}

// TestHints holds what a map's mistakes are told with against what helps.
func TestHints(t *testing.T) {
	const head = "type: consultation\nid: Id\n"
	const fields = "fields: {title: A, institution: {value: zz-kanceleja}"
	for _, test := range []struct{ text, want, not string }{
		{head + fields + ", importd.map: B}\n", "", "imported"},
		{head + fields + ", imported.map: B}\n", `imported.map`, "did you mean"},
		{head + fields + ", extra.Piezīmes: B}\n", `extra.Piezīmes`, "extra.lv"},
		{head + fields + ", summary.fr: B}\n", "summary.lv, summary.en", ""},
		{head + fields + ", level: {value: consullt}}\n", `did you mean "consult"?`, ""},
		{head + fields + ", level: {value: Kopīga izstrāde}}\n", "", "map.yaml"},
		{"id: Id\n" + fields + "}\n", "consultation", ""},
		{head + "delimiter: ;;\n" + fields + "}\n", `";;" is no delimiter`, ""},
	} {
		_, problems := mapping.Read("map.yaml", []byte(test.text), mapping.Context{Lang: "lv", Nearest: check.Nearest})
		var b strings.Builder
		if err := diag.Print(&b, problems.Sorted(), diag.FormatText, diag.English); err != nil {
			t.Fatal(err)
		}
		if got := b.String(); !strings.Contains(got, test.want) || test.not != "" && strings.Contains(got, test.not) {
			t.Errorf("%s: got %s", test.text, got)
		}
	}
}

func TestGuess(t *testing.T) {
	const table = `Izdomāts saraksts,,,,,,,,
Numurs,Nosaukums,Title (EN),Titre,Ministrija,Sākums,Beigas,Līmenis,E-pasts
ZZ-1,Viens,One,Un,Parauga ministrija,13/01/2024,20/01/2024,Konsultēšanās,a@b.example
ZZ-2,"Divi, trīs",Two,Deux,Parauga ministrija,01/02/2024,10/02/2024,Aptauja,
`
	const want = `# A first map for saraksts.csv, guessed from its titles and values. Read it and mend it.
type: consultation
header: [2]

# The id of a record, and of its page. It must stay the same from one table to the next.
id: [Numurs]

# 03/04/2025 can be read in two ways: dmy has the day first, mdy the month.
date: dmy

fields:
  title.lv: Nosaukums
  title.en: "Title (EN)"
  institution: Ministrija
  level: Līmenis
    # What these words mean is for you to say, as {Konsultēšanās: …}. One of: inform, consult, co_create, public_led
    #   Konsultēšanās, Aptauja
  opens: Sākums
  closes: Beigas

# Columns that fill no field are kept beside the record, and never published.
extra: [Numurs, Titre]

# Left out, since they seem to hold data of natural persons. If they don't: persons: […]
#   E-pasts
`
	got := guessed(t, "consultation", table, i18n.English)
	if strings.ReplaceAll(got, "\"Title (EN)\"", "Title (EN)") != strings.ReplaceAll(want, "\"Title (EN)\"", "Title (EN)") {
		t.Errorf("got:\n%s", got)
	}
	m, problems := mapping.Read("map.yaml", []byte(got), mapping.Context{Lang: i18n.Latvian, Nearest: check.Nearest})
	if m == nil {
		t.Error(problems.Sorted()[0].Text(diag.English))
	}
}

// Of a header of two rows, the lower one tells the field.
func TestGuessTwoRows(t *testing.T) {
	table, problems := sheet.ReadCSV("x.csv", []byte("Nr.,Projekts,Termiņi,Termiņi\n,Nosaukums,Sākums,Beigas\n1,x,2024-01-01,2024-02-01\n"), sheet.Options{Header: []int{1, 2}})
	if table == nil {
		t.Fatal(problems.Sorted())
	}
	for _, typ := range record.Types() {
		if typ.Name != "consultation" {
			continue
		}
		got := mapping.Guess(table, typ, i18n.Languages, i18n.English)
		for _, line := range []string{"header: [1, 2]", "  title.lv: Projekts / Nosaukums", "  opens: Termiņi / Sākums", "  closes: Termiņi / Beigas"} {
			if !strings.Contains(got, line+"\n") {
				t.Errorf("no %q in:\n%s", line, got)
			}
		}
	}
}

// What a record needs and no column gives, a guessed map asks for: it can't be used before.
func TestGuessAsks(t *testing.T) {
	got := guessed(t, "commitment", "Kods;Nosaukums\nZZ1;Izdomāta apņemšanās\n", i18n.Latvian)
	for _, line := range []string{"plan: # vajadzīgs", "  number: # vajadzīgs", "id: [Kods]"} {
		if !strings.Contains(got, line) {
			t.Errorf("no %q in:\n%s", line, got)
		}
	}
	_, problems := mapping.Read("map.yaml", []byte(got), mapping.Context{Lang: i18n.Latvian, Nearest: check.Nearest})
	if problems.Count(diag.Error) != 2 {
		t.Errorf("got %v", problems.Sorted())
	}
}

// A title of any column, however odd, is written so that it is read again.
func TestGuessQuotes(t *testing.T) {
	for _, title := range []string{"no", "2024", "a: b", "# x", "- y", "{z}", `"q"`, "it's", "null", "~", "A, B", "[c]", "true", "1.5", "*d", "&e", "!f", "%g", "@h", "a #b", `back\slash`} {
		raw, err := sheet.WriteCSV([]string{"Id", "Nosaukums", title}, [][]string{{"1", "x", "y"}}, ',')
		if err != nil {
			t.Fatal(err)
		}
		text := guessed(t, "area", string(raw), i18n.English)
		m, problems := mapping.Read("map.yaml", []byte(text), mapping.Context{Lang: i18n.Latvian, Nearest: check.Nearest})
		if m == nil {
			t.Errorf("%s: %s\n%s", title, problems.Sorted()[0].Text(diag.English), text)
			continue
		}
		found := false
		for _, n := range m.Extra {
			found = found || n.Title == title
		}
		if !found {
			t.Errorf("%s is not among %v", title, m.Extra)
		}
	}
}

// OGP's map can be read as it is.
func TestOGP(t *testing.T) {
	m, problems := mapping.Read("ogp.yaml", []byte(mapping.OGP), mapping.Context{Lang: i18n.Latvian, Nearest: check.Nearest})
	if m == nil || problems.Len() > 0 {
		t.Errorf("got %v", problems.Sorted())
	}
}
