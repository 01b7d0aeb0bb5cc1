package source

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func files(contents map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range contents {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func paths(documents []*Document) []string {
	var all []string
	for _, d := range documents {
		all = append(all, d.Path)
	}
	return all
}

func TestRead(t *testing.T) {
	fsys := files(map[string]string{
		"data/site.yaml":             "title: x\n",
		"data/plans/b/plan.yml":      "title: x\n",
		"data/plans/a/plan.yaml":     "title: x: y\n",
		"data/plans/a/map.png":       "\x89PNG",
		"data/.git/config.yaml":      "a: 1\n",
		"data/.hidden.yaml":          "a: 1\n",
		"content/pages/par.lv.md":    "---\ntitle: x\n---\nText\n",
		"content/pages/empty.lv.md":  "",
		"content/pages/README.txt":   "x",
		"content/pages/Capital.YAML": "x",
		"other/x.yaml":               "a: 1\n",
	})
	tree, problems, err := Read(context.Background(), fsys, 3)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name      string
		got, want []string
	}{
		{"documents", paths(tree.Documents), []string{"content/pages/par.lv.md", "data/plans/b/plan.yml", "data/site.yaml"}},
		{"unreadable", tree.Unreadable, []string{"content/pages/empty.lv.md", "data/plans/a/plan.yaml"}},
		{"files", tree.Files, []string{"content/pages/Capital.YAML", "content/pages/README.txt", "data/plans/a/map.png"}},
	} {
		if !slices.Equal(test.got, test.want) {
			t.Errorf("%s: got %q, want %q", test.name, test.got, test.want)
		}
	}
	if got, want := brief(problems), `1:1 empty; 1:8 syntax/colon "x: y"`; got != want {
		t.Errorf("problems: got %s, want %s", got, want)
	}
}

func TestReadWithoutFolders(t *testing.T) {
	_, problems, err := Read(context.Background(), files(map[string]string{"x/y.yaml": "a: 1"}), 0)
	if got := brief(problems); err != nil || got != "0:0 no-records" {
		t.Errorf("got %s, %v", got, err)
	}
	_, problems, err = Read(context.Background(), files(map[string]string{"content/y.yaml": "a: 1"}), 0)
	if err != nil || problems.Len() != 0 {
		t.Errorf("one folder is enough: got %s, %v", brief(problems), err)
	}
}

func TestReadRefusesLinks(t *testing.T) {
	outside, dir := t.TempDir(), t.TempDir()
	write(t, filepath.Join(outside, "secret.yaml"), "a: 1\n")
	write(t, filepath.Join(dir, "data", "x.yaml"), "a: 1\n")
	for link, target := range map[string]string{
		"data/file.yaml": filepath.Join(outside, "secret.yaml"),
		"data/folder":    outside,
		"content":        outside,
	} {
		if err := os.Symlink(target, filepath.Join(dir, filepath.FromSlash(link))); err != nil {
			t.Fatal(err)
		}
	}
	tree, problems, err := Read(context.Background(), os.DirFS(dir), 0)
	if err != nil {
		t.Fatal(err)
	}
	var refused []string
	for _, p := range problems.Sorted() {
		refused = append(refused, p.Pos.File+" "+p.Code)
	}
	want := []string{"content path-escape", "data/file.yaml path-escape", "data/folder path-escape"}
	if !slices.Equal(refused, want) || !slices.Equal(paths(tree.Documents), []string{"data/x.yaml"}) {
		t.Errorf("got %q and %q", refused, paths(tree.Documents))
	}
}

func write(t testing.TB, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// brokenFS fails to open one file.
type brokenFS struct {
	fstest.MapFS
	broken string
}

func (b brokenFS) Open(name string) (fs.File, error) {
	if name == b.broken {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return b.MapFS.Open(name)
}

func TestReadFailures(t *testing.T) {
	fsys := files(map[string]string{"data/a.yaml": "a: 1", "data/b.yaml": "b: 1"})
	_, _, err := Read(context.Background(), brokenFS{fsys, "data/b.yaml"}, 0)
	if !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "data/b.yaml") {
		t.Errorf("unreadable file: got %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := Read(ctx, fsys, 0); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: got %v", err)
	}
}

func TestReadIsTheSameOnAnyNumberOfJobs(t *testing.T) {
	fsys := fstest.MapFS{}
	for i := range 100 {
		text := fmt.Sprintf("title: %d\ntitle: x\n", i)
		if i%7 == 0 {
			text = "title: x: y\n"
		}
		fsys[fmt.Sprintf("data/%d.yaml", i)] = &fstest.MapFile{Data: []byte(text)}
	}
	var first string
	for _, jobs := range []int{1, 2, 16} {
		tree, problems, err := Read(context.Background(), fsys, jobs)
		if err != nil {
			t.Fatal(err)
		}
		got := fmt.Sprint(paths(tree.Documents), tree.Unreadable, problems)
		if first == "" {
			first = got
		}
		if got != first {
			t.Errorf("%d jobs: the result differs", jobs)
		}
	}
}

func TestReadStopsAtTheSizeLimit(t *testing.T) {
	fsys := files(map[string]string{
		"data/large.yaml":   "text: " + strings.Repeat("a", MaxSize),
		"data/largest.yaml": "text: " + strings.Repeat("a", MaxSize-6),
	})
	tree, problems, err := Read(context.Background(), fsys, 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := brief(problems); got != "1:1 too-large" || len(tree.Documents) != 1 {
		t.Errorf("got %s and %q", got, paths(tree.Documents))
	}
}

// consultation is a record of usual size.
const consultation = `tap_id: 23-TA-%04[1]d
title:
  lv: Grozījumi noteikumos par sabiedrības līdzdalību, %[1]d. kārta
  en: Amendments to the rules on public participation, round %[1]d
institution: valsts-kanceleja
kind: Publiskā apspriešana
level: consult
announced: 2023-09-28
opens: 2023-10-03
closes: 2023-10-16
target_groups: [nvo, uznemeji, iedzivotaji]
territory: Latvija
summary:
  lv: >
    Noteikumu projekts precizē kārtību, kādā iestādes iesaista sabiedrību
    attīstības plānošanā, un nosaka, kā publicē izziņu par saņemtajiem
    priekšlikumiem.
  en: >
    The draft makes more precise how institutions involve the public in
    planning, and how they publish what became of each proposal.
submissions: {individuals: 4, organisations: 9}
proposals: {received: 31, accepted: 12, partly: 6, declined: 11, pending: 2}
feedback: {status: published, date: 2023-11-20, kind: izziņa, url: "https://example.org/izzina/%[1]d"}
outcome:
  published: 2024-10-15
  act: "Ministru kabineta noteikumi Nr. %[1]d"
  decided_by: mk
  url: https://example.org/akts/%[1]d
commitments: [lv0046, lv0047]
sources:
  - {title: TAP portāls, url: "https://example.org/tap/%[1]d", retrieved: 2026-09-20}
  - title: Latvijas Vēstnesis
    url: https://example.org/lv/%[1]d
    retrieved: 2026-09-20
`

// BenchmarkRead reads 10,000 records from disk.
func BenchmarkRead(b *testing.B) {
	dir := b.TempDir()
	for i := range 10_000 {
		write(b, filepath.Join(dir, "data", "consultations", fmt.Sprint(i/1000), fmt.Sprintf("%d.yaml", i)), fmt.Sprintf(consultation, i))
	}
	for b.Loop() {
		tree, problems, err := Read(context.Background(), os.DirFS(dir), 0)
		if err != nil || problems.Len() > 0 || len(tree.Documents) != 10_000 {
			b.Fatal(len(tree.Documents), problems.Sorted(), err)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	raw := []byte(fmt.Sprintf(consultation, 1))
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		if _, problems := Parse("x.yaml", raw); problems.Len() > 0 {
			b.Fatal(problems.Sorted())
		}
	}
}
