package importer_test

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"parskats/internal/check"
	"parskats/internal/importer"
	"parskats/internal/mapping"
	"parskats/internal/sheet"
)

// inMemory reads folders as one source folder.
func inMemory(t testing.TB, folders ...string) fstest.MapFS {
	t.Helper()
	all := fstest.MapFS{}
	for _, folder := range folders {
		fsys := os.DirFS(folder)
		err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			raw, err := fs.ReadFile(fsys, name)
			all[name] = &fstest.MapFile{Data: raw}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// importInto imports a table into a source folder. What comes of it is below data/, and
// leaves the source without errors. isRead is false where the map, the table or the source
// can't be read, which must be told.
func importInto(t *testing.T, site fstest.MapFS, raw, mapText []byte) (result *importer.Result, after fstest.MapFS, isRead bool) {
	t.Helper()
	m, problems := mapping.Read("map.yaml", mapText, mapping.Context{Lang: "lv", Nearest: check.Nearest})
	if m == nil {
		if problems.Len() == 0 {
			t.Fatal("neither a map nor a problem")
		}
		return nil, nil, false
	}
	table, problems := sheet.ReadCSV("x.csv", raw, sheet.Options{Header: m.Header, Encoding: m.Encoding, Delimiter: m.Delimiter})
	if table == nil {
		if problems.Len() == 0 {
			t.Fatal("neither a table nor a problem")
		}
		return nil, nil, false
	}
	options, _ := readSite(t, site)
	if options.Site == nil {
		return nil, nil, false
	}
	options.Map, options.Table = m, table
	result, err := importer.Run(options)
	if err != nil {
		t.Fatal(err)
	}
	place{t: t}.checkCounts(result)
	after = maps.Clone(site)
	for _, file := range result.Files {
		_, exists := site[file.Path]
		if !fs.ValidPath(file.Path) || !strings.HasPrefix(file.Path, "data/") || exists == file.IsNew {
			t.Fatalf("it would write %s, new: %v", file.Path, file.IsNew)
		}
		after[file.Path] = &fstest.MapFile{Data: file.Content}
	}
	if len(result.Files) > 0 {
		if checked, problems := readSite(t, after); checked.Site == nil {
			t.Fatalf("the source has errors:\n%s", text(t, problems))
		}
	}
	return result, after, true
}

// importTwice imports a table, and again, which changes nothing.
func importTwice(t *testing.T, site fstest.MapFS, raw, mapText []byte) {
	t.Helper()
	first, after, isRead := importInto(t, site, raw, mapText)
	if !isRead || len(first.Files) == 0 {
		return
	}
	second, _, _ := importInto(t, after, raw, mapText)
	if len(second.Files) > 0 {
		t.Fatalf("the second time it changes %s\n%s", files(second), text(t, second.Problems))
	}
}

// FuzzImport imports any table by any map. Each row becomes a record or is told of.
func FuzzImport(f *testing.F) {
	for _, folder := range []string{"tap", "ministry", "register", "ogp"} {
		table, err := os.ReadFile(path.Join(fixtures, folder, "table.csv"))
		if err != nil {
			f.Fatal(err)
		}
		mapText, err := os.ReadFile(path.Join(fixtures, folder, "map.yaml"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(table, mapText)
	}
	f.Add([]byte(listTable), []byte(listMap))
	f.Add([]byte(itemsTable), []byte(itemsMap))
	f.Add([]byte("Id;T\n../../x;a\n/etc/x;b\n..;c\n.;d\npage;e\n"), []byte("type: area\nid: Id\nfields: {title: T}\nfolder: a/b\n"))
	f.Add([]byte("Id;T\n1;a\n"), []byte("type: plan\nid: Id\nfields: {title: T, starts: {value: '2024'}, ends: {value: '2025'}}\nextra: all\n"))
	site := inMemory(f, tinySite, fixtures+"/ministry/site")
	f.Fuzz(func(t *testing.T, raw, mapText []byte) { importTwice(t, site, raw, mapText) })
}

// FuzzEdit changes a record that an editor has left in any form. Whatever is written says
// what the table says, and goes in again without a change.
func FuzzEdit(f *testing.F) {
	f.Add([]byte(edited), []byte(strings.Replace(listTable, "2024-01-02", "2024-01-05", 1)))
	f.Add([]byte(edited), []byte(strings.Replace(listTable, "A fictional", "Fictional: a", 1)))
	f.Add([]byte("title: x\r\ninstitution: zz-kanceleja\r\n"), []byte(listTable))
	f.Add([]byte("institution: zz-kanceleja\ntitle: |\n  x\n  # no comment\n# one\n\n"), []byte(strings.Replace(listTable, "viena", "", 1)))
	site := inMemory(f, tinySite)
	imported := importedLines(f, site)
	f.Fuzz(func(t *testing.T, record, table []byte) {
		own := maps.Clone(site)
		own[listFile] = &fstest.MapFile{Data: []byte(string(record) + "\n" + imported)}
		importTwice(t, own, table, []byte(listMap))
	})
}

// importedLines are those by which the record of the list is known again.
func importedLines(f *testing.F, site fstest.MapFS) string {
	f.Helper()
	options, _ := readSite(f, site)
	options.Map, _ = mapping.Read("map.yaml", []byte(listMap), mapping.Context{Lang: "lv", Nearest: check.Nearest})
	options.Table, _ = sheet.ReadCSV("list.csv", []byte(listTable), sheet.Options{})
	result, err := importer.Run(options)
	if err != nil {
		f.Fatal(err)
	}
	_, lines, _ := strings.Cut(string(result.Files[0].Content), "imported:\n")
	return "imported:\n" + lines
}
