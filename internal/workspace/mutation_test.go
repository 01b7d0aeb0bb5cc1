package workspace

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"gopkg.in/yaml.v3"

	"parskats/internal/check"
	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/site"
	"parskats/internal/source"
	"parskats/internal/theme"
)

// wrongValues take the place of values: each time a few of them, so that every kind of
// field meets every one of them somewhere in the site.
var wrongValues = []string{
	"teksts", `""`, "-1", "1.5", "2023-02-30", "2024-06-30", "true", "[]", "{}", "[a, [b]]", "{a: {b: c}}", "[{}]", "[{date: 2023}]", "{lv: , en: [x]}", "zz-kanceleja",
}

const valuesAtATime = 4

// TestMutations changes each value of each record of the tiny site to one that is
// mostly wrong, and takes each away. Whatever is wrong with a record, nothing panics:
// neither the rules, which run over half-read records, nor the pages of those that the
// check lets through.
func TestMutations(t *testing.T) {
	if testing.Short() {
		t.Skip("builds some hundred sites")
	}
	w := &Workspace{opts: Options{Source: tinyFolder}, charts: unpainted{}}
	config := build(t, tinyFolder, tinyDay).Records.Config
	look, err := w.theme(config, config.BaseURL)
	if err != nil {
		t.Fatal(err)
	}
	m := mutator{day: date(t, tinyDay).Last(), theme: look, files: readFS(t, tinyFolder), trials: make(chan trial)}
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for tr := range m.trials {
				m.try(t, tr)
			}
		})
	}
	for _, name := range slices.Sorted(maps.Keys(m.files)) {
		matter, rest := frontMatter(string(m.files[name].Data))
		m.mutate(t, name, matter, rest)
	}
	close(m.trials)
	workers.Wait()
	t.Logf("%d sites, %d of them built", m.checked.Load(), m.built.Load())
	if m.checked.Load() < 1000 || m.built.Load() < 100 {
		t.Error("too few to tell")
	}
}

// readFS returns a folder's files in memory.
func readFS(t *testing.T, folder string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	tree := os.DirFS(folder)
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(tree, name)
		files[name] = &fstest.MapFile{Data: raw}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// frontMatter splits a file into its YAML and the rest, where it is Markdown.
func frontMatter(text string) (matter, rest string) {
	body, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		return text, ""
	}
	matter, rest, _ = strings.Cut(body, "---\n")
	return matter, rest
}

// mutator checks sites with one thing changed, and builds those in which it is gone: as many
// at once as there are cores.
type mutator struct {
	day            i18n.Day
	theme          *theme.Theme
	files          fstest.MapFS
	next           int // of wrongValues
	trials         chan trial
	checked, built atomic.Int64
}

// trial is a site in which one file is another.
type trial struct {
	name, what string
	content    []byte
	build      bool
}

func (m *mutator) mutate(t *testing.T, name, matter, rest string) {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(matter), &doc); err != nil {
		t.Fatal(err)
	}
	try := func(what string, build bool) {
		raw, err := yaml.Marshal(&doc)
		if err != nil {
			t.Fatal(err)
		}
		if rest != "" {
			raw = fmt.Appendf(nil, "---\n%s---\n%s", raw, rest)
		}
		m.trials <- trial{name, what, raw, build}
	}
	walkNodes(doc.Content[0], name, func(where string, parent *yaml.Node, i int) {
		kept := parent.Content[i]
		for range valuesAtATime {
			value := wrongValues[m.next%len(wrongValues)]
			m.next++
			parent.Content[i] = parseValue(t, value)
			try(where+" = "+value, false)
		}
		parent.Content[i] = kept
		step := 1 // a list's item, or a mapping's key and value
		if parent.Kind == yaml.MappingNode {
			step = 2
		}
		content := parent.Content
		parent.Content = append(append([]*yaml.Node{}, content[:i+1-step]...), content[i+1:]...)
		try("no "+where, true)
		parent.Content = content
	})
}

// walkNodes calls visit for every value below a node: the i-th of parent's content.
func walkNodes(n *yaml.Node, where string, visit func(where string, parent *yaml.Node, i int)) {
	for i, child := range n.Content {
		name := fmt.Sprintf("%s[%d]", where, i)
		if n.Kind == yaml.MappingNode {
			if i%2 == 0 {
				continue
			}
			name = where + "." + n.Content[i-1].Value
		}
		visit(name, n, i)
		walkNodes(child, name, visit)
	}
}

func parseValue(t *testing.T, value string) *yaml.Node {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(value), &doc); err != nil {
		t.Fatal(err)
	}
	return doc.Content[0]
}

func (m *mutator) try(t *testing.T, tr trial) {
	what := tr.what
	defer func() {
		if r := recover(); r != nil {
			t.Errorf("%s: panic: %v\n%s", what, r, tr.content)
		}
	}()
	files := fstest.MapFS{}
	for path, file := range m.files {
		files[path] = file
	}
	files[tr.name] = &fstest.MapFile{Data: tr.content}
	tree, problems, err := source.Read(context.Background(), files, 0)
	if err != nil {
		t.Errorf("%s: %v", what, err)
		return
	}
	records, more := check.Check(tree)
	problems.Append(more)
	m.checked.Add(1)
	if (records == nil) != (problems.Count(diag.Error) > 0) {
		t.Errorf("%s: a site: %v, problems: %s", what, records != nil, printed(t, problems))
	}
	if records == nil || !tr.build {
		return
	}
	made, err := site.New(site.Input{
		Records: records, Day: m.day, Theme: m.theme, Charts: unpainted{}, Files: files, BaseURL: records.Config.BaseURL,
	})
	if err != nil {
		t.Errorf("%s: %v", what, err)
		return
	}
	m.built.Add(1)
	m.render(t, what, made)
}

// render renders the Latvian pages: the English ones are made by the same code.
func (m *mutator) render(t *testing.T, what string, made *site.Site) {
	seen := map[string]bool{}
	for _, o := range made.Outputs {
		if seen[o.Path] {
			t.Errorf("%s: two outputs %s", what, o.Path)
		}
		seen[o.Path] = true
		if !strings.HasPrefix(o.Path, "lv/") || strings.Contains(o.Path, "/pec/") {
			continue
		}
		var b bytes.Buffer
		if err := o.Render(&b); err != nil {
			t.Errorf("%s: %s: %v", what, o.Path, err)
		}
		if strings.HasSuffix(o.Path, ".png") {
			continue // no text
		}
		if strings.Contains(b.String(), "<no value>") || strings.Contains(b.String(), "%!") {
			t.Errorf("%s: %s: a value is missing", what, o.Path)
		}
	}
}
