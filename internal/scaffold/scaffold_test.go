package scaffold_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parskats/internal/check"
	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/scaffold"
	"parskats/internal/source"
)

// problemsOf reads and checks files as a build does.
func problemsOf(t *testing.T, files []scaffold.File) (*record.Site, []diag.Problem) {
	t.Helper()
	tree := fstest.MapFS{}
	for _, f := range files {
		if _, twice := tree[f.Path]; twice {
			t.Errorf("%s is written twice", f.Path)
		}
		tree[f.Path] = &fstest.MapFile{Data: []byte(f.Content), Mode: 0o644}
	}
	read, problems, err := source.Read(context.Background(), tree, 0)
	if err != nil {
		t.Fatal(err)
	}
	site, more := check.Check(read)
	problems.Append(more)
	return site, problems.Sorted()
}

func report(t *testing.T, problems []diag.Problem) {
	t.Helper()
	var b strings.Builder
	if err := diag.Print(&b, problems, diag.FormatText, diag.English); err != nil {
		t.Fatal(err)
	}
	t.Error(b.String())
}

func TestSiteHasOneOfEach(t *testing.T) {
	site, problems := problemsOf(t, scaffold.Site())
	if len(problems) > 0 {
		report(t, problems)
	}
	for _, typ := range record.Types() {
		if site.Counts()[typ.Name] == 0 {
			t.Errorf("no %s", typ.Name)
		}
	}
	if !site.Config.SampleNotice {
		t.Error("the site is not marked as an example")
	}
}

func TestDemo(t *testing.T) {
	files, err := scaffold.Demo()
	if err != nil {
		t.Fatal(err)
	}
	site, problems := problemsOf(t, files)
	if len(problems) > 0 {
		report(t, problems)
	}
	counts := site.Counts()
	for name, want := range map[record.TypeName]int{"commitment": 6, "consultation": 300, "case": 40, "plan": 1} {
		if counts[name] != want {
			t.Errorf("%d records of the type %s; want %d", counts[name], name, want)
		}
	}
	measures, histories := 0, 0
	for _, c := range site.Commitments.All() {
		for _, m := range c.Measures {
			measures++
			if len(m.Updates) > 1 {
				histories++
			}
		}
	}
	if measures != 40 || histories < 15 {
		t.Errorf("%d measures, %d of them with a history", measures, histories)
	}
	for _, c := range site.Consultations.All() {
		if !c.Sample {
			t.Errorf("%s is not marked as fictional", c.Path)
		}
	}
}

func TestDemoIsTheSameEachTime(t *testing.T) {
	first, err := scaffold.Demo()
	if err != nil {
		t.Fatal(err)
	}
	second, err := scaffold.Demo()
	if err != nil {
		t.Fatal(err)
	}
	if len(first) != len(second) {
		t.Fatalf("%d files, then %d", len(first), len(second))
	}
	for i := range first {
		if first[i] != second[i] {
			t.Errorf("%s differs from %s", first[i].Path, second[i].Path)
		}
	}
}

// A new record of any type fails only where it must be filled in: fields that are
// required and empty.
func TestNewRecord(t *testing.T) {
	for _, typ := range record.Types() {
		for _, words := range []i18n.Lang{i18n.Latvian, i18n.English} {
			t.Run(string(typ.Name)+"/"+string(words), func(t *testing.T) {
				files := scaffold.Site()
				added := scaffold.Record(typ, "zz-new", "zz-1", i18n.Languages, words)
				_, problems := problemsOf(t, append(files, added...))
				for _, p := range problems {
					if p.Code != "missing-field" {
						report(t, problems)
						break
					}
				}
				if len(problems) == 0 {
					t.Error("valid although nothing was filled in")
				}
			})
		}
	}
}

// Every field of a type that an editor fills in is in its new record, commented out or
// not. Imports alone write where a record comes from, and what fits no field.
func TestNewRecordHasAllFields(t *testing.T) {
	for _, typ := range record.Types() {
		content := scaffold.Record(typ, "zz-new", "zz-1", i18n.Languages, i18n.English)[0].Content
		for _, f := range typ.Fields {
			notTyped := slices.Contains([]string{"id", "sample", "extra", "imported"}, f.Name)
			if !notTyped && !strings.Contains(content, f.Name+":") {
				t.Errorf("%s: no %s", typ.Name, f.Name)
			}
		}
	}
}

// Taking away every # of a comment that holds a field leaves YAML that can be read.
func TestCommentedFieldsAreYAML(t *testing.T) {
	for _, typ := range record.Types() {
		content := scaffold.Record(typ, "zz-new", "zz-1", i18n.Languages, i18n.Latvian)[0].Content
		var lines []string
		for _, line := range strings.Split(content, "\n") {
			bare := strings.TrimPrefix(line, "# ")
			if key, _, ok := strings.Cut(strings.TrimLeft(bare, " -"), ":"); ok && !strings.ContainsAny(key, " .(") {
				line = bare
			}
			lines = append(lines, line)
		}
		_, problems := source.Parse("data/x.md", []byte(strings.Join(lines, "\n")))
		if problems.Len() > 0 {
			t.Errorf("%s: %s\n%s", typ.Name, problems.Sorted()[0].Text(diag.English), strings.Join(lines, "\n"))
		}
	}
}
