package importer_test

import (
	"strings"
	"testing"

	"parskats/internal/importer"
)

const itemsMap = `type: commitment
name: items
plan: zz-2
id: {columns: Nr, prefix: zz-m}
fields:
  number: Nr
  title: Apņemšanās
  measures:
    each: rows
    fields:
      number: Pasākums
      title: {lv: Nosaukums, en: Title}
      lead: {column: Iestāde}
      due.date: Termiņš
      due.basis: {value: plan}
`

const itemsTable = `Nr;Apņemšanās;Pasākums;Nosaukums;Title;Iestāde;Termiņš
1;Atvērti žurnāli;1.1;Saraksts;A list;PK;2024-12-31
1;Atvērti žurnāli;1.2;Dienas;Days;Žurnālu ministrija;2025-06-30
`

const itemsFile = "data/plans/zz-2/commitments/zz-m1.yaml"

// itemsEdited is the record as an editor left it.
const itemsEdited = `number: "1"
title: Atvērti žurnāli
# Pasākumi pēc plāna.
measures:
  # Pirmais.
  - number: "1.1"
    title: {lv: Saraksts, en: A list} # saskaņots
    lead: [zz-kanceleja]
    due: {date: 2024-12-31, basis: plan}
    updates:
      - {date: 2024-10-15, status: limited, by: institution, text: Sākts.}
  # Otrais.
  - number: "1.2"
    title:
      lv: Lasītāju dienas
      en: Days
    lead: [zz-ministrija]
    due:
      date: 2025-06-30 # pēc plāna
      basis: plan
`

// TestItems changes rows that are items of a record, and sees that only their lines change.
func TestItems(t *testing.T) {
	for _, test := range []struct {
		name, from, to string // in the table
		was, is        string // in the record
		counts         importer.Counts
		problem        string
	}{
		{"nothing", "", "", "", "", importer.Counts{Rows: 2, Unchanged: 2}, ""},
		{"a value on one line", "2024-12-31", "2025-01-31", "{date: 2024-12-31, basis", "{date: 2025-01-31, basis", importer.Counts{Rows: 2, Updated: 2}, ""},
		{"a value on a line of its own", "2025-06-30", "2025-07-31", "date: 2025-06-30 #", "date: 2025-07-31 #", importer.Counts{Rows: 2, Updated: 2}, ""},
		{"a text on one line", "A list", "The list", "en: A list} # saskaņots", "en: The list} # saskaņots", importer.Counts{Rows: 2, Updated: 2}, ""},
		{"what an editor changed", ";Dienas;", ";Nedēļas;", "", "", importer.Counts{Rows: 2, Unchanged: 2},
			`items.csv:3:4: error: measures[1.2].title.lv: the table says "Nedēļas" now, and an editor wrote "Lasītāju dienas" in ` + itemsFile + ` [import-conflict]`},
		{"a value goes away", ";2025-06-30", ";", "    due:\n      date: 2025-06-30 # pēc plāna\n      basis: plan\n", "", importer.Counts{Rows: 2, Updated: 2}, ""},
		{"an item is new", "2025-06-30\n", "2025-06-30\n1;Atvērti žurnāli;1.3;Jauns;New;PK;\n", "      basis: plan\n",
			"      basis: plan\n  - number: \"1.3\"\n    title: {lv: Jauns, en: New}\n    lead: [zz-kanceleja]\n", importer.Counts{Rows: 3, Updated: 3}, ""},
		{"an item is gone", "1;Atvērti žurnāli;1.2;Dienas;Days;Žurnālu ministrija;2025-06-30\n", "", "", "", importer.Counts{Rows: 1, Unchanged: 1},
			itemsFile + `: warning: measures[1.2] of the record "zz-m1" is not in items.csv any more; nothing was removed [import-gone]`},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newPlace(t, fixtures+"/ministry/site")
			p.run("items.csv", itemsTable, itemsMap)
			_, imported, _ := strings.Cut(p.text(itemsFile), "imported:\n")
			p.write(itemsFile, itemsEdited+"imported:\n"+imported)
			r := p.run("items.csv", strings.Replace(itemsTable, test.from, test.to, 1), itemsMap)
			if r.Counts != test.counts {
				t.Errorf("got %+v", r.Counts)
			}
			if got, _, _ := strings.Cut(text(t, r.Problems), "\n"); got != test.problem {
				t.Errorf("got %s", got)
			}
			got, _, _ := strings.Cut(p.text(itemsFile), "imported:\n")
			if want := strings.Replace(itemsEdited, test.was, test.is, 1); got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

// An item that is gone is told of for as long as the record has it, whatever else changes
// meanwhile.
func TestGoneItemStays(t *testing.T) {
	p := newPlace(t, fixtures+"/ministry/site")
	p.run("items.csv", itemsTable, itemsMap)
	_, second, _ := strings.Cut(itemsTable, "2024-12-31\n")
	shorter := strings.Replace(strings.Replace(itemsTable, second, "", 1), "2024-12-31", "2025-01-31", 1)
	const want = itemsFile + `: warning: measures[1.2] of the record "zz-m1" is not in items.csv any more; nothing was removed [import-gone]`
	for i, counts := range []importer.Counts{{Rows: 1, Updated: 1}, {Rows: 1, Unchanged: 1}} {
		r := p.run("items.csv", shorter, itemsMap)
		if got, _, _ := strings.Cut(text(t, r.Problems), "\n"); r.Counts != counts || got != want {
			t.Errorf("import %d: got %+v, %s", i, r.Counts, got)
		}
		if got := p.text(itemsFile); strings.Count(got, "measures[1.2].") != 6 {
			t.Errorf("import %d:\n%s", i, got)
		}
	}
	before, after, _ := strings.Cut(p.text(itemsFile), `  - number: "1.2"`)
	_, after, _ = strings.Cut(after, "imported:")
	p.write(itemsFile, before+"imported:"+after)
	if r := p.run("items.csv", shorter, itemsMap); r.Problems.Len() > 0 || strings.Contains(p.text(itemsFile), "measures[1.2]") {
		t.Errorf("got %s\n%s", text(t, r.Problems), p.text(itemsFile))
	}
}

// TestNested fills lists within the items of a list: an update of a measure with its
// evidence. What is said to be complete without evidence is rejected, as everywhere.
func TestNested(t *testing.T) {
	const m = `type: commitment
plan: zz-2
id: {columns: Nr, prefix: zz-n}
fields:
  number: Nr
  title: Nosaukums
  measures:
    each: rows
    fields:
      number: Pasākums
      title: Nosaukums
      updates[1].date: Diena
      updates[1].status: {column: Izpilde, words: {Izpildīts: complete, Daļēji: limited}}
      updates[1].by: {value: institution}
      updates[1].evidence[1].url: Saite
`
	p := newPlace(t, fixtures+"/ministry/site")
	r := p.run("n.csv", `Nr;Nosaukums;Pasākums;Izpilde;Diena;Saite
1;Izdomāts;1.1;Izpildīts;2024-05-01;https://zinas.example/1
2;Izdomāts;2.1;Izpildīts;2024-05-01;
3;Izdomāts;3.1;;;
`, m)
	const rejected = "n.csv:3:4: error: "
	if got := text(t, r.Problems); r.Counts != (importer.Counts{Rows: 3, New: 2, Rejected: 1}) || !strings.HasPrefix(got, rejected) || !strings.Contains(got, "[evidence-missing]") {
		t.Errorf("got %+v\n%s", r.Counts, got)
	}
	got, _, _ := strings.Cut(p.text("data/plans/zz-2/commitments/zz-n1.yaml"), "imported:\n")
	const want = `number: "1"
title: Izdomāts
measures:
  - number: "1.1"
    title: Izdomāts
    updates:
      - date: 2024-05-01
        status: complete
        by: institution
        evidence:
          - {url: 'https://zinas.example/1'}
`
	if got != want {
		t.Errorf("got:\n%s", got)
	}
	if got := p.text("data/plans/zz-2/commitments/zz-n3.yaml"); strings.Contains(got, "updates") {
		t.Errorf("got:\n%s", got)
	}
}
