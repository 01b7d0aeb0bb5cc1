package workspace

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"parskats/internal/i18n"
	"parskats/internal/output"
	"parskats/internal/site"
)

// rebuilding is a folder that is read again and again.
type rebuilding struct {
	t      *testing.T
	source string
	w      *Workspace
	clock  Clock
}

func newRebuilding(t *testing.T) *rebuilding {
	t.Helper()
	source := t.TempDir()
	if err := os.CopyFS(source, os.DirFS("testdata/tiny")); err != nil {
		t.Fatal(err)
	}
	return &rebuilding{t, source, openIn(t, source), Clock{AsOf: i18n.Date{Year: 2024, Month: 6, Day: 20}}}
}

func openIn(t *testing.T, source string) *Workspace {
	t.Helper()
	w := Open(Options{Source: source, Cache: drawings})
	t.Cleanup(func() { w.Close() })
	return w
}

// edit replaces a text in a file; an old text of "" stands for all of it.
func (r *rebuilding) edit(name, old, text string) {
	r.t.Helper()
	file := filepath.Join(r.source, filepath.FromSlash(name))
	if old != "" {
		raw, err := os.ReadFile(file)
		if err != nil || !strings.Contains(string(raw), old) {
			r.t.Fatalf("%s does not say %q: %v", name, old, err)
		}
		text = strings.ReplaceAll(string(raw), old, text)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

// same rebuilds after a change, and sees that the site and the problems are those of a
// build that reads everything.
func (r *rebuilding) same(changed ...string) {
	r.t.Helper()
	ctx := context.Background()
	preview, problems, err := r.w.Rebuild(ctx, r.clock, changed)
	fresh := openIn(r.t, r.source)
	fresh.opts.Clock = r.clock
	result, want, errWant := fresh.Build(ctx)
	if !sameError(err, errWant) {
		r.t.Fatalf("got the error %v, want %v", err, errWant)
	}
	if got, want := problems.Sorted(), want.Sorted(); !reflect.DeepEqual(got, want) {
		r.t.Errorf("got %v\nwant %v", got, want)
	}
	if (preview == nil) != (result == nil) {
		r.t.Fatalf("got %v, want %v", preview, result)
	}
	if result != nil {
		r.sameOutputs(preview, result)
	}
}

func sameError(a, b error) bool {
	return a == nil && b == nil || a != nil && b != nil && a.Error() == b.Error()
}

func (r *rebuilding) sameOutputs(preview *Preview, result *Result) {
	r.t.Helper()
	if preview.Day != result.Day {
		r.t.Errorf("as of %v, want %v", preview.Day, result.Day)
	}
	if o, ok := preview.Site.Find("lv/nekas/index.html"); ok {
		r.t.Errorf("there is %s", o.Path)
	}
	for _, want := range result.Site.Outputs {
		sameOutput(r.t, preview.Site, want)
	}
}

// sameOutput sees that a site has an output.
func sameOutput(t *testing.T, list *site.Lazy, want output.Output) {
	t.Helper()
	got, ok := list.Find(want.Path)
	if !ok || got.Kind != want.Kind {
		t.Errorf("%s is %q, want %q", want.Path, got.Kind, want.Kind)
		return
	}
	var a, b bytes.Buffer
	if err := got.Render(&a); err != nil {
		t.Fatal(err)
	}
	if err := want.Render(&b); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Errorf("%s differs:\n%s\nwant\n%s", want.Path, a.String(), b.String())
	}
}

// What is kept from one rebuild to the next shows nowhere, whatever changes.
func TestRebuildIsBuild(t *testing.T) {
	if testing.Short() {
		t.Skip("renders a site again and again")
	}
	const (
		consultation = "data/consultations/2024/zz-atverta.yaml"
		commitment   = "data/plans/zz-1/commitments/zz0001.yaml"
		plan         = "data/plans/zz-1/plan.yaml"
		config       = "data/site.yaml"
		text         = "content/cases/zz-darbnica.en.md"
	)
	r := newRebuilding(t)
	r.same()
	r.edit(consultation, "Open consultation", "Another name")
	r.same(consultation)
	r.edit(consultation, "closes: 2024-07-01", "closes: 2023-07-01")
	r.same(consultation)
	r.edit(consultation, "closes: 2023-07-01", "closes: 2024-06-21")
	r.same(consultation)
	r.edit(plan, "starts:", "stars:")
	r.same(plan)
	r.edit(plan, "stars:", "starts:")
	r.same(plan)
	r.edit(text, "", "no front matter")
	r.same(text)
	r.edit(consultation, "", "title: [")
	r.same(consultation)
	if err := os.Remove(filepath.Join(r.source, consultation)); err != nil {
		t.Fatal(err)
	}
	r.same(consultation)
	r.edit("data/consultations/2025/new/ZZ-Citi.yaml", "", "title: {lv: Jauna, en: New}\n")
	r.same("data/consultations/2025")
	if err := os.Rename(filepath.Join(r.source, "data/consultations/2025"), filepath.Join(r.source, "data/consultations/2026")); err != nil {
		t.Fatal(err)
	}
	r.same("data/consultations/2025", "data/consultations/2026")
	if err := os.RemoveAll(filepath.Join(r.source, "data/consultations/2026")); err != nil {
		t.Fatal(err)
	}
	r.same("data/consultations/2026")
	r.edit(commitment, "zz-kanceleja", "zz-kancleja")
	r.same(commitment)
	r.edit(commitment, "zz-kancleja", "zz-kanceleja")
	r.same(commitment)
	r.edit(config, "languages: [lv, en]", "languages: [en]")
	r.same(config)
	r.edit(config, "https://example.lv/parskats/", "https://example.lv/")
	r.same(config)
	r.clock.AsOf = i18n.Date{Year: 2024, Month: 1, Day: 1}
	r.same()
	r.edit("content/cases/karte.txt", "", "not a record")
	r.same("content/cases/karte.txt")
	if err := os.Remove(filepath.Join(r.source, config)); err != nil {
		t.Fatal(err)
	}
	r.same(config)
}

// Edits that leave everything else alone follow one another, of records to which others refer
// and of lists of records, also where the edit before was wrong.
func TestRebuildAfterRebuild(t *testing.T) {
	if testing.Short() {
		t.Skip("renders a site again and again")
	}
	const (
		consultation = "data/consultations/2024/zz-atverta.yaml"
		closed       = "data/consultations/2024/zz-slegta.yaml"
		commitment   = "data/plans/zz-1/commitments/zz0001.yaml"
		institutions = "data/institutions.yaml"
		text         = "content/cases/zz-darbnica.lv.md"
	)
	r := newRebuilding(t)
	r.same()
	r.edit(consultation, "institution: zz-kanceleja", "institution: zz-ministrija")
	r.same(consultation)
	r.edit(closed, "institution: zz-ministrija", "institution: zz-kanceleja\naliases: [/lv/vecs/]")
	r.same(closed)
	r.edit(consultation, "institution: zz-ministrija", "institution: zz-kanceleja")
	r.edit(institutions, "Ministry of Journals", "Another Ministry")
	r.same(consultation, institutions)
	r.edit(commitment, "status: limited", "status: substantial")
	r.same(commitment)
	r.edit(commitment, "lead: [zz-kanceleja]", "lead: [zz-nekas]")
	r.same(commitment)
	r.edit(closed, "Closed consultation", "Ended")
	r.same(closed)
	r.edit(commitment, "lead: [zz-nekas]", "lead: [zz-ministrija]")
	r.same(commitment)
	r.edit(text, "title: ", "title: Jauna ")
	r.edit(consultation, "opens: 2024-", "opens: 2025-")
	r.same(text, consultation)
}

// Addresses are listed again only where a change may make others, and nothing that is wrong
// with links to them is missed.
func TestRebuildKeepsAddresses(t *testing.T) {
	const (
		consultation = "data/consultations/2024/zz-slegta.yaml"
		commitment   = "data/plans/zz-1/commitments/zz0001.yaml"
		text         = "content/cases/zz-darbnica.lv.md"
	)
	r := newRebuilding(t)
	r.edit(consultation, "level: co_create", "level: co_create\naliases: [/lv/vecs/]")
	r.edit(text, "", "---\ntitle: Darbnīca\ninstitutions: [zz-kanceleja]\n---\n\n## Kas notika\n\n[Plāni](/lv/plani/), [te](/lv/laba-prakse/zz-darbnica/#kas-notika).\n")
	rebuild := func(what string, changed ...string) *keptAddresses {
		t.Helper()
		_, problems, err := r.w.Rebuild(context.Background(), r.clock, changed)
		fresh := openIn(t, r.source)
		fresh.opts.Clock = r.clock
		_, want, errWant := fresh.Build(context.Background())
		if !sameError(err, errWant) || !reflect.DeepEqual(problems.Sorted(), want.Sorted()) {
			t.Errorf("%s: got %v, %v\nwant %v, %v", what, problems.Sorted(), err, want.Sorted(), errWant)
		}
		return r.w.kept.addresses
	}
	before := rebuild("at first")
	for _, tt := range []struct {
		what, file, old, text string
		kept                  bool
	}{
		{"a title", consultation, "Closed consultation", "Ended", true},
		{"an update's text", commitment, "Work began.", "Work has begun.", true},
		{"a text", text, "Plāni", "Visi plāni", true},
		{"a link's place", text, "## Kas", "Vairāk.\n\n## Kas", true},
		{"a date", consultation, "closes: 2023-10-16", "closes: 2023-10-17", false},
		{"a translation", commitment, ", en: Work has begun.", "", false},
		{"a state", commitment, "status: limited", "status: substantial", false},
		{"a broken link", text, "/lv/plani/", "/lv/nekas/", false},
		{"it is mended", text, "/lv/nekas/", "/lv/plani/", false},
		{"a heading", text, "## Kas notika", "## Kas bija", false},
		{"a link to it", text, "#kas-notika", "#kas-bija", false},
		{"an old address that is taken", consultation, "/lv/vecs/", "/lv/plani/", false},
		{"it stays while a text changes", consultation, "Ended", "Closed", true},
		{"it is mended", consultation, "[/lv/plani/]", "[/lv/vecs/]", false},
		{"a title again", consultation, "Closed", "Ended", true},
	} {
		r.edit(tt.file, tt.old, tt.text)
		after := rebuild(tt.what, tt.file)
		if (after == before) != tt.kept {
			t.Errorf("%s: kept is %v", tt.what, after == before)
		}
		before = after
	}
}

// What is found of a site of which nothing was asked before is what a build makes.
func TestFindAlone(t *testing.T) {
	if testing.Short() {
		t.Skip("opens a site for each of its outputs")
	}
	const closed = "data/consultations/2024/zz-slegta.yaml"
	r := newRebuilding(t)
	r.edit(closed, "level: co_create", "level: co_create\naliases: [/lv/vecs/, /lv/lidzdaliba/vecs/]")
	r.w.opts.Clock = r.clock
	result, problems, err := r.w.Build(context.Background())
	if err != nil || result == nil {
		t.Fatal(problems.Sorted(), err)
	}
	in, err := r.w.input(result.Records)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range result.Site.Outputs {
		alone, err := site.Open(in)
		if err != nil {
			t.Fatal(err)
		}
		sameOutput(t, alone, want)
	}
}

func TestRebuildTheme(t *testing.T) {
	if testing.Short() {
		t.Skip("renders a site again and again")
	}
	const page, sheet = "themes/default/templates/pages/not-found.html", "themes/default/assets/extra.css"
	r := newRebuilding(t)
	r.same()
	r.edit(page, "", `{{template "head.html" .Layout}}<h1>{{.Title}}</h1>{{template "foot.html" .Layout}}`)
	r.same(page)
	r.same("data/site.yaml") // with what is kept of the theme
	r.edit(page, "{{.Title}}", "{{.Titel}}")
	r.same(page)
	r.edit(page, "{{.Titel}}", "nav")
	r.edit(sheet, "", "body { color: red }")
	r.same(page, sheet)
	if err := os.RemoveAll(filepath.Join(r.source, "themes")); err != nil {
		t.Fatal(err)
	}
	r.same("themes")
}

// Only what changed is read again, and what was read is the same value.
func TestRebuildReadsWhatChanged(t *testing.T) {
	const changed, other = "data/consultations/2024/zz-atverta.yaml", "data/consultations/2024/zz-slegta.yaml"
	r := newRebuilding(t)
	rebuild := func(names ...string) *Preview {
		preview, problems, err := r.w.Rebuild(context.Background(), r.clock, names)
		if err != nil || preview == nil {
			t.Fatal(problems.Sorted(), err)
		}
		return preview
	}
	before := rebuild()
	r.edit(changed, "Open consultation", "Another name")
	r.edit(other, "Closed consultation", "This is not read") // nobody tells of it
	after := rebuild(changed)
	get := func(p *Preview, id string) any { return p.Records.Consultations.Get(id) }
	if get(before, "zz-slegta") != get(after, "zz-slegta") || get(before, "zz-atverta") == get(after, "zz-atverta") {
		t.Error("what stayed the same is read again, or what changed is not")
	}
	if before.Records == after.Records {
		t.Error("the site is changed in place")
	}
}

// A file that can't be read stops a rebuild, but not the next one.
func TestRebuildRecovers(t *testing.T) {
	const name = "data/consultations/2024/zz-atverta.yaml"
	r := newRebuilding(t)
	r.same()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	r.edit(name, "Open consultation", "Another name")
	if _, _, err := r.w.Rebuild(ctx, r.clock, []string{name}); err == nil {
		t.Fatal("a cancelled rebuild is done")
	}
	r.same("data/consultations/2024/zz-slegta.yaml")
}
