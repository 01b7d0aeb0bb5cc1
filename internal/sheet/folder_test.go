package sheet

import (
	"slices"
	"testing"
	"testing/fstest"
)

func TestReadFolder(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	table, problems, err := ReadFolder("in/tracker", fstest.MapFS{
		"a/1.md":      file("---\ntitle: One\ntags: [x, y]\nlead: {name: PK, since: 2024-01-02}\nsteps:\n  - {number: 1, title: First}\n  - {number: 2}\nnone:\n---\n\nText\nof it.\n"),
		"2.md":        file("---\ntitle: Two\nextra: z\n---\n"),
		"a/3.md":      file("Only text.\n"),
		"broken.md":   file("---\ntitle: a: b\n---\n"),
		"x.txt":       file("no"),
		".hidden.md":  file("no"),
		".git/x.md":   file("no"),
		"a/.git/x.md": file("no"),
	})
	if err != nil || problems.Len() > 0 {
		t.Fatal(err, problems.Sorted())
	}
	const want = "file|folder|title|extra|tags|lead.name|lead.since|steps.number|steps.title|body; " +
		"1 2||Two|z||||||; " +
		`1 1|a|One||x\ny|PK|2024-01-02|||Text\nof it.; ` +
		"1 3|a||||||||Only text."
	if got := outline(table); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	steps := table.Rows[1].Parts["steps"]
	if len(steps) != 2 || steps[0].Cells[8].Text != "First" || steps[1].Cells[7].Text != "2" || len(steps[1].Cells) != len(table.Columns) {
		t.Errorf("got the parts %v", steps)
	}
	if table.Rows[1].File != "in/tracker/a/1.md" {
		t.Errorf("got the file %s", table.Rows[1].File)
	}
	if len(table.Unread) != 1 || table.Unread[0].Row.File != "in/tracker/broken.md" || len(table.Unread[0].Problems) == 0 {
		t.Errorf("got unread %v", table.Unread)
	}
}

func TestEmptyFolder(t *testing.T) {
	table, problems, err := ReadFolder("x", fstest.MapFS{"x.txt": &fstest.MapFile{}})
	if err != nil || table != nil || problems.Len() != 1 || problems.Sorted()[0].Variant != "folder" {
		t.Errorf("got %v, %v", problems.Sorted(), err)
	}
}

// A column that the rows have in other places stands where it is first met.
func TestFill(t *testing.T) {
	table, _, _ := ReadFolder("x", fstest.MapFS{
		"1.md": {Data: []byte("---\nb: 1\n---\n")}, "2.md": {Data: []byte("---\na: 2\nb: 3\n---\n")},
	})
	if got := table.Titles(); !slices.Equal(got, []string{"file", "folder", "b", "a", "body"}) {
		t.Errorf("got %v", got)
	}
	if got := table.Rows[1].Cells[2].Text; got != "3" {
		t.Errorf("got %s", got)
	}
}
