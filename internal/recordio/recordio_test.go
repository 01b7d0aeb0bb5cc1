package recordio_test

import (
	"context"
	"os"
	"reflect"
	"testing"

	"parskats/internal/check"
	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/recordio"
	"parskats/internal/source"
)

var langs = []i18n.Lang{i18n.Latvian, i18n.English}

func TestMarshal(t *testing.T) {
	zero := 0
	c := &record.Consultation{
		Common:      record.Common{ID: "k-1", Sources: []record.Source{{URL: "https://tap.example/1"}}},
		Title:       i18n.Text{i18n.Latvian: "Plāns: otrā daļa", i18n.English: "The plan: part two"},
		Summary:     i18n.Text{i18n.Latvian: "Tikai latviski"},
		Institution: "vk",
		Opens:       i18n.Date{Year: 2023},
		Closes:      i18n.Date{Year: 2023, Month: 10, Day: 16},
		Methods:     []string{"aptauja", "darbnica"},
		Proposals:   &record.Tally{Received: &zero},
	}
	c.Extra = map[string]string{"Termiņš: gads": "2024", "Piezīmes": "nav"}
	c.Imported = &record.Import{Map: "tap", File: "tap.csv", Row: 2, Fields: map[string]string{"title.lv": "3f9a"}}
	const want = `title: {lv: 'Plāns: otrā daļa', en: 'The plan: part two'}
summary: Tikai latviski
institution: vk
opens: 2023
closes: 2023-10-16
methods: [aptauja, darbnica]
proposals: {received: 0}
sources:
  - {url: 'https://tap.example/1'}
extra:
  Piezīmes: nav
  'Termiņš: gads': "2024"
imported:
  map: tap
  file: tap.csv
  row: 2
  fields:
    title.lv: 3f9a
`
	got, err := recordio.Marshal(c, langs, false)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// What the default site's records say survives being written and read again.
func TestRoundTrip(t *testing.T) {
	tree, problems, err := source.Read(context.Background(), os.DirFS("../.."), 0)
	if err != nil || problems.Len() > 0 {
		t.Fatal(err, problems.Sorted())
	}
	before := mustCheck(t, tree)
	written := rewriter{t: t, files: map[string][]byte{}}
	addAll(&written, before.Plans.All())
	addAll(&written, before.Commitments.All())
	addAll(&written, before.Consultations.All())
	addAll(&written, before.Initiatives.All())
	addAll(&written, before.BudgetRounds.All())
	addAll(&written, before.Bodies.All())
	addAll(&written, before.Events.All())
	addAll(&written, before.Indicators.All())
	after := mustCheck(t, written.tree(tree))

	same(t, "plans", before.Plans.All(), after.Plans.All())
	same(t, "commitments", before.Commitments.All(), after.Commitments.All())
	same(t, "consultations", before.Consultations.All(), after.Consultations.All())
	same(t, "initiatives", before.Initiatives.All(), after.Initiatives.All())
	same(t, "budget rounds", before.BudgetRounds.All(), after.BudgetRounds.All())
	same(t, "bodies", before.Bodies.All(), after.Bodies.All())
	same(t, "events", before.Events.All(), after.Events.All())
	same(t, "indicators", before.Indicators.All(), after.Indicators.All())
}

func mustCheck(t *testing.T, tree source.Tree) *record.Site {
	t.Helper()
	site, problems := check.Check(tree)
	for _, p := range problems.Sorted() {
		t.Errorf("%s:%d:%d: %s", p.Pos.File, p.Pos.Line, p.Pos.Col, p.Text(diag.English))
	}
	if site == nil {
		t.FailNow()
	}
	return site
}

// rewriter holds records as they are written, by the path of their file.
type rewriter struct {
	t     *testing.T
	files map[string][]byte
}

func addAll[T any](r *rewriter, recs []*T) {
	for _, rec := range recs {
		path := any(rec).(interface{ Base() *record.Common }).Base().Path
		raw, err := recordio.Marshal(rec, langs, true)
		if err != nil {
			r.t.Fatal(err)
		}
		r.files[path] = raw
	}
}

// tree is a tree with the written files in the place of those that they came from.
func (r *rewriter) tree(of source.Tree) source.Tree {
	var documents []*source.Document
	for _, d := range of.Documents {
		raw, ok := r.files[d.Path]
		if !ok {
			documents = append(documents, d)
			continue
		}
		again, problems := source.Parse(d.Path, raw)
		if problems.Len() > 0 {
			r.t.Fatalf("%s: %s\n%s", d.Path, problems.Sorted()[0].Text(diag.English), raw)
		}
		documents = append(documents, again)
	}
	of.Documents = documents
	return of
}

func same[T any](t *testing.T, what string, before, after []*T) {
	t.Helper()
	if len(before) != len(after) {
		t.Errorf("%s: %d records became %d", what, len(before), len(after))
		return
	}
	for i := range before {
		if !reflect.DeepEqual(before[i], after[i]) {
			t.Errorf("%s: %+v\nbecame %+v", what, before[i], after[i])
		}
	}
}
