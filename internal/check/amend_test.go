package check

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parskats/internal/markdown"
	"parskats/internal/record"
	"parskats/internal/source"
)

// remembering checks a folder again and again, with and without a memory.
type remembering struct {
	t      *testing.T
	files  fstest.MapFS
	reader *source.Reader
	memory *Memory
}

func newRemembering(t *testing.T, files fstest.MapFS) *remembering {
	r := &remembering{t, files, source.NewReader(files, 0), NewMemory()}
	r.check("")
	return r
}

// check sees that the memory changes nothing of what is found, and reports whether the last
// check was amended.
func (r *remembering) check(what string, changed ...string) (amended bool) {
	r.t.Helper()
	tree, _, err := r.reader.Reread(context.Background(), changed)
	if err != nil {
		r.t.Fatal(err)
	}
	want, problems := Check(tree)
	last := r.memory.last
	got, again := r.memory.Check(tree)
	if !reflect.DeepEqual(again.Sorted(), problems.Sorted()) {
		r.t.Errorf("%s: got\n%s\nwant\n%s", what, text(r.t, again), text(r.t, problems))
	}
	if (got == nil) != (want == nil) {
		r.t.Fatalf("%s: got %v, want %v", what, got, want)
	}
	if got != nil {
		sameSite(r.t, what, got, want)
	}
	return got != nil && last != nil && r.memory.last == last
}

// sameSite compares all that a site tells of its records.
func sameSite(t *testing.T, what string, got, want *record.Site) {
	t.Helper()
	if !reflect.DeepEqual(got.Config, want.Config) || !reflect.DeepEqual(got.Coverage, want.Coverage) ||
		!reflect.DeepEqual(got.Files, want.Files) || !reflect.DeepEqual(got.Pictures, want.Pictures) {
		t.Errorf("%s: the sites differ in more than their records", what)
	}
	sameRecords(t, what, got.Institutions, want.Institutions)
	sameRecords(t, what, got.Areas, want.Areas)
	sameRecords(t, what, got.Methods, want.Methods)
	sameRecords(t, what, got.TargetGroups, want.TargetGroups)
	sameRecords(t, what, got.Plans, want.Plans)
	sameRecords(t, what, got.Commitments, want.Commitments)
	sameRecords(t, what, got.Consultations, want.Consultations)
	sameRecords(t, what, got.Initiatives, want.Initiatives)
	sameRecords(t, what, got.BudgetRounds, want.BudgetRounds)
	sameRecords(t, what, got.Bodies, want.Bodies)
	sameRecords(t, what, got.Events, want.Events)
	sameRecords(t, what, got.Indicators, want.Indicators)
	sameRecords(t, what, got.Cases, want.Cases)
	sameRecords(t, what, got.Guidelines, want.Guidelines)
	sameRecords(t, what, got.News, want.News)
	sameRecords(t, what, got.Pages, want.Pages)
	sameRecords(t, what, got.Reports, want.Reports)
}

func sameRecords[T any](t *testing.T, what string, got, want record.Collection[T]) {
	t.Helper()
	if got.Len() != want.Len() {
		t.Fatalf("%s: got %d records, want %d", what, got.Len(), want.Len())
	}
	for i, r := range got.All() {
		if other := want.All()[i]; !reflect.DeepEqual(withoutBody(r), withoutBody(other)) || !sameBodies(r, other) {
			t.Errorf("%s: got the record %+v, want %+v", what, r, other)
		}
		if got.Get(idOf(r)) != r {
			t.Errorf("%s: %s is another record", what, idOf(r))
		}
	}
}

// withoutBody returns a copy of a record without its text, which holds functions.
func withoutBody[T any](r *T) *T {
	plain := *r
	any(&plain).(based).Base().Body = nil
	return &plain
}

func sameBodies[T any](a, b *T) bool {
	return maps.EqualFunc(any(a).(based).Base().Body, any(b).(based).Base().Body, func(x, y *markdown.Doc) bool {
		return x.PlainText(1<<20) == y.PlainText(1<<20) && slices.Equal(x.Headings, y.Headings) && slices.Equal(x.Links, y.Links)
	})
}

// Whatever goes wrong with a sound site, and is mended again, is found as if all were read
// anew.
func TestAmendIsCheck(t *testing.T) {
	folders, err := os.ReadDir("testdata/invalid")
	if err != nil {
		t.Fatal(err)
	}
	files := baseSite(t, nil)
	r := newRemembering(t, files)
	for _, folder := range folders {
		before := map[string]*fstest.MapFile{}
		var changed []string
		for name, file := range readFolder(t, filepath.Join("testdata/invalid", folder.Name())) {
			before[name] = files[name]
			files[name] = file
			changed = append(changed, name)
		}
		r.check(folder.Name(), changed...)
		for name, file := range before {
			files[name] = file
			if file == nil {
				delete(files, name)
			}
		}
		r.check(folder.Name()+" mended", changed...)
	}
}

func TestAmend(t *testing.T) {
	const (
		consultation = "data/consultations/zz-apspriede.yaml"
		commitment   = "data/plans/zz-1/commitments/zz0001.yaml"
		institutions = "data/institutions.yaml"
		example      = "content/cases/zz-piemers.lv.md"
		page         = "content/pages/par.lv.md"
	)
	files := baseSite(t, nil)
	files[page].Data = append(files[page].Data, "\n## Kontakti\n"...)
	files[example].Data = []byte(strings.ReplaceAll(string(files[example].Data), "par.lv.md", "par.lv.md#kontakti"))
	r := newRemembering(t, files)
	for _, tt := range []struct {
		what, file, old, text string
		amended               bool
	}{
		{"a title", consultation, "Sample consultation", "Another", true},
		{"a date", consultation, "2023-10-16", "2023-10-17", true},
		{"a date before another", consultation, "2023-10-17", "2023-10-01", false},
		{"it is mended", consultation, "2023-10-01", "2023-10-16", true},
		{"a reference", consultation, "zz-ministrija", "zz-kanceleja", true},
		{"a reference to nothing", consultation, "zz-kanceleja", "zz-nekas", false},
		{"it is mended", consultation, "zz-nekas", "zz-ministrija", true},
		{"a syntax error", consultation, "opens:", "opens: [", false},
		{"it is mended", consultation, "opens: [", "opens:", true},
		{"a warning", consultation, "{lv: Parauga apspriede, en: Another}", "{lv: Parauga apspriede}", true},
		{"another place of it", consultation, "title:", "# x\ntitle:", true},
		{"it is mended", consultation, "{lv: Parauga apspriede}", "{lv: Parauga apspriede, en: A}", true},
		{"an id", consultation, "title:", "id: zz-cita\ntitle:", false},
		{"an old address", consultation, "title:", "aliases: [/lv/vecs/]\ntitle:", false},
		{"a measure's number", commitment, "1.1", "1.2", false},
		{"it is mended", commitment, "1.2", "1.1", true},
		{"a measure's title", commitment, "Sample measure", "Another", true},
		{"a direction that there is not", commitment, "direction: lidzdaliba", "direction: nekas", false},
		{"it is mended", commitment, "direction: nekas", "direction: lidzdaliba", true},
		{"a name in a list", institutions, "Sample Ministry", "Ministry", true},
		{"another above it", institutions, "kind: ministry", "kind: ministry\n  parent: zz-kanceleja", false},
		{"one more", institutions, "- id: zz-k", "- {id: zz-jauna, title: {lv: Jauna, en: New}, kind: ministry}\n- id: zz-k", false},
		{"a text", page, "ir paraugs", "nav paraugs", true},
		{"a heading to which another links", page, "Kontakti", "Saziņa", false},
		{"it is mended", page, "Saziņa", "Kontakti", true},
		{"a link to no heading", example, "#kontakti", "#nekas", false},
		{"it is mended", example, "#nekas", "#kontakti", true},
		{"a plan", "data/plans/zz-1/plan.yaml", "Sample plan", "Another", false},
		{"the site's own record", "data/site.yaml", "Sample site", "Another", false},
	} {
		text := string(files[tt.file].Data)
		if !strings.Contains(text, tt.old) {
			t.Fatalf("%s: %s does not say %q", tt.what, tt.file, tt.old)
		}
		files[tt.file] = &fstest.MapFile{Data: []byte(strings.Replace(text, tt.old, tt.text, 1))}
		if amended := r.check(tt.what, tt.file); amended != tt.amended {
			t.Errorf("%s: amended is %v", tt.what, amended)
		}
	}
}
