package source

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"parskats/internal/diag"
)

// outline returns a value with its places, one line a scalar.
func outline(n *Node, indent string) string {
	if n == nil {
		return indent + "nothing\n"
	}
	at := fmt.Sprintf("%d:%d", n.Pos.Line, n.Pos.Col)
	switch n.Kind {
	case Mapping:
		text := indent + at + " mapping\n"
		for _, f := range n.Fields {
			text += fmt.Sprintf("%s  %d:%d %s\n%s", indent, f.KeyPos.Line, f.KeyPos.Col, f.Key, outline(f.Value, indent+"    "))
		}
		return text
	case Sequence:
		text := indent + at + " sequence\n"
		for _, item := range n.Items {
			text += outline(item, indent+"  ")
		}
		return text
	}
	quoted := ""
	if n.Quoted {
		quoted = " quoted"
	}
	return fmt.Sprintf("%s%s %s %q%s\n", indent, at, n.Tag, n.Value, quoted)
}

func TestParsePlaces(t *testing.T) {
	text := `# a comment
title:
  lv: Pārskats
  en: "Report: 1"
opens: 2023-02-30
closes: 2023-10-16
year: 2023-10
count: 31
share: 2,5
rate: 2.5
whole: 1e3
ok: true
yes: yes
none:
nil: ~
list: [ā, {b: c}]
items:
  - x
  -
text: |
  rinda
  otra
`
	doc, problems := Parse("data/x.yaml", []byte(text))
	if problems.Len() > 0 {
		t.Fatal(brief(problems))
	}
	want := `2:1 mapping
  2:1 title
    3:3 mapping
      3:3 lv
        3:7 !!str "Pārskats"
      4:3 en
        4:7 !!str "Report: 1" quoted
  5:1 opens
    5:8 !!str "2023-02-30"
  6:1 closes
    6:9 !!timestamp "2023-10-16"
  7:1 year
    7:7 !!str "2023-10"
  8:1 count
    8:8 !!int "31"
  9:1 share
    9:8 !!str "2,5"
  10:1 rate
    10:7 !!float "2.5"
  11:1 whole
    11:8 !!float "1e3"
  12:1 ok
    12:5 !!bool "true"
  13:1 yes
    13:6 !!str "yes"
  14:1 none
    14:6 !!null ""
  15:1 nil
    15:6 !!null "~"
  16:1 list
    16:7 sequence
      16:8 !!str "ā"
      16:11 mapping
        16:12 b
          16:15 !!str "c"
  17:1 items
    18:3 sequence
      18:5 !!str "x"
      19:4 !!null ""
  20:1 text
    20:7 !!str "rinda\notra\n" quoted
`
	if got := outline(doc.Root, ""); got != want {
		t.Errorf("got\n%s", got)
	}
	if doc.Path != "data/x.yaml" || doc.IsMarkdown || doc.BodyLine != 0 || doc.Body != "" {
		t.Errorf("got %+v", doc)
	}
	windows, _ := Parse("data/x.yaml", []byte("\ufeff"+strings.ReplaceAll(text, "\n", "\r\n")))
	if !reflect.DeepEqual(windows.Root, doc.Root) {
		t.Errorf("with Windows line ends:\n%s", outline(windows.Root, ""))
	}
}

func TestParseMarkdown(t *testing.T) {
	for _, test := range []struct {
		name, text string
		root, body string
		bodyLine   int
	}{
		{"both", "---\ntitle: x\n---\nText\n---\n", "2:1 mapping\n  2:1 title\n    2:8 !!str \"x\"\n", "Text\n---\n", 4},
		{"only front matter", "---\ntitle: x\n---", "2:1 mapping\n  2:1 title\n    2:8 !!str \"x\"\n", "", 4},
		{"no front matter", "Text\n\n---\n", "nothing\n", "Text\n\n---\n", 1},
		{"empty front matter", "---\n---\n\nText", "nothing\n", "\nText", 3},
		{"comment in front matter", "---\n# c\n---\nText", "nothing\n", "Text", 4},
		{"empty lines before, spaces after", "\n\n---  \na: 1\n--- \nText", "4:1 mapping\n  4:1 a\n    4:4 !!int \"1\"\n", "Text", 6},
		{"dots at the end", "---\na: 1\n...\nText", "2:1 mapping\n  2:1 a\n    2:4 !!int \"1\"\n", "Text", 4},
		{"Windows line ends", "---\r\na: 1\r\n---\r\nText\r\n", "2:1 mapping\n  2:1 a\n    2:4 !!int \"1\"\n", "Text\n", 4},
		{"old Mac line ends", "---\ra: 1\r---\rText\r", "2:1 mapping\n  2:1 a\n    2:4 !!int \"1\"\n", "Text\n", 4},
	} {
		doc, problems := Parse("content/x.md", []byte(test.text))
		if problems.Len() > 0 {
			t.Errorf("%s: %s", test.name, brief(problems))
			continue
		}
		if got := outline(doc.Root, ""); got != test.root || doc.Body != test.body || doc.BodyLine != test.bodyLine || !doc.IsMarkdown {
			t.Errorf("%s: got %q, %d, and\n%s", test.name, doc.Body, doc.BodyLine, got)
		}
	}
}

func TestParseProblems(t *testing.T) {
	deep := strings.Repeat("[", maxDepth) + strings.Repeat("]", maxDepth)
	for _, test := range []struct{ name, path, text, want string }{
		{"front matter is not closed", "x.md", "---\ntitle: x\nText\n", "1:1 syntax/front-matter"},
		{"front matter is not closed, later", "x.md", "\n\n---\ntitle: x\n", "3:1 syntax/front-matter"},
		{"syntax in front matter", "x.md", "---\ntitle: x\nkind: a: b\n---\n", `3:7 syntax/colon "a: b"`},
		{"duplicate in front matter", "x.md", "---\ntitle: x\ntitle: y\n---\n", "3:1 duplicate-key"},
		{"empty", "x.yaml", "", "1:1 empty"},
		{"only spaces", "x.md", " \n\t\n", "1:1 empty"},
		{"only a byte order mark", "x.yaml", "\ufeff", "1:1 empty"},
		{"only comments", "x.yaml", "# a: 1\n", "1:1 empty"},
		{"only a start", "x.yaml", "---\n", "1:1 empty"},
		{"duplicates", "x.yaml", "a: 1\nb: {c: 1, c: 2}\na: 2\na: 3\n", "2:11 duplicate-key; 3:1 duplicate-key; 4:1 duplicate-key"},
		{"duplicates in different places are fine", "x.yaml", "a: {b: 1}\nc: {b: 2}\nd: [{b: 1}, {b: 2}]\n", ""},
		{"deep enough", "x.yaml", deep, ""},
		{"too deep", "x.yaml", "a:\n  " + deep, "2:66 too-large/depth"},
		{"far too deep", "x.yaml", strings.Repeat("[", 100_000), "1:1 syntax/bracket"},
		{"alias bomb", "x.yaml", "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "1:4 syntax/alias"},
		{"not UTF-8", "x.yaml", "a: 1\ntitle: P\xe2rskats\n", "2:9 encoding"},
		{"not UTF-8 in the body", "x.md", "---\na: 1\n---\r\nā\r\nā\xff", "5:2 encoding"},
		{"cut character", "x.yaml", "title: \xc4", "1:8 encoding"},
		{"NUL", "x.yaml", "title: āā\x00", "1:10 encoding/control"},
		{"control character", "x.md", "Text\n\n\x0cPage", "3:1 encoding/control"},
		{"byte order mark inside", "x.yaml", "a: 1\n\ufeffb: 2\n", "2:1 encoding/control"},
		{"UTF-16", "x.yaml", "\xff\xfea\x00:\x00 \x001\x00", "1:1 encoding/utf-16"},
		{"UTF-16, big endian", "x.yaml", "\xfe\xff\x00a\x00:\x00 \x001", "1:1 encoding/utf-16"},
		{"UTF-16 without mark", "x.yaml", "a\x00:\x00 \x001\x00", "1:1 encoding/utf-16"},
		{"line separators keep the lines", "x.yaml", "a: x\u2028y\u0085z\nb: 1\nb: 2\n", "3:1 duplicate-key"},
		{"root of any kind", "x.yaml", "- 1\n", ""},
		{"root of text", "x.yaml", "text\n", ""},
	} {
		_, problems := Parse(test.path, []byte(test.text))
		if got := brief(problems); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}

func TestEncodingHints(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"Latvian in Windows-1257", "title: P\xe2rskats par l\xeedzdal\xeebu \x84X\x94\n", "windows-1257"},
		{"something else", "title: \xff\xfd\n", "utf-8"},
		{"a broken character among good ones", "title: ā \xe2\n", "utf-8"},
	} {
		_, problems := Parse("x.yaml", []byte(test.text))
		if got := problems.Sorted()[0].Hint; got != test.want {
			t.Errorf("%s: got hint %q, want %q", test.name, got, test.want)
		}
	}
}

func TestDuplicateKeyKeepsTheFirst(t *testing.T) {
	doc, problems := Parse("x.yaml", []byte("a: 1\nb: 2\na: 3\n"))
	if got := doc.Root.Get("a").Value; got != "1" || len(doc.Root.Fields) != 2 {
		t.Errorf("got %s of %d fields", got, len(doc.Root.Fields))
	}
	want := diag.Args{"key": "a", "line": "1"}
	if got := problems.Sorted()[0].Args; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestGet(t *testing.T) {
	doc, _ := Parse("x.yaml", []byte("a: {b: [1]}\n"))
	if got := doc.Root.Get("a").Get("b").Items[0].Value; got != "1" {
		t.Errorf("got %q", got)
	}
	if doc.Root.Get("x").Get("y") != nil || doc.Root.Get("a").Get("b").Get("c") != nil {
		t.Error("an absent key must give nil, also below nothing and a list")
	}
}

// TestParseIsQuick reads texts that make careless readers slow or deep. One that did
// would keep the test from ending, or end it with a full stack.
func TestParseIsQuick(t *testing.T) {
	const size = MaxSize / 8
	for name, text := range map[string]string{
		"brackets":       strings.Repeat("[", size),
		"braces":         strings.Repeat("{a: ", size/4),
		"lists in lists": strings.Repeat("- ", size/2),
		"keys":           strings.Repeat("? ", size/2),
		"comments":       strings.Repeat("# x\n", size/4),
		"comments, item": "- a\n" + strings.Repeat("# x\n", size/8) + "- b\n" + strings.Repeat("  # x\n", size/12),
		"items":          strings.Repeat("- a\n", size/4),
		"deeper lines":   staircase(2000),
		"one word":       strings.Repeat("a", size),
		"quotes":         "a: \"" + strings.Repeat("b: c\n", size/5),
		"empty lines":    "a: |\n" + strings.Repeat("\n", size) + "x",
		"late error":     strings.Repeat("a: 1\n", size/5) + "b: c: d\n",
		"other keys":     manyKeys(size / 10),
		"same keys":      strings.Repeat("a: 1\n", size/5),
	} {
		t.Log(name)
		Parse("x.yaml", []byte(text))
	}
}

// staircase returns a text in which each line is nested in the one above.
func staircase(lines int) string {
	var b strings.Builder
	for i := range lines {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

func manyKeys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "k%07d:\n", i)
	}
	return b.String()
}

// fixtures are the records of the sites with something wrong in them.
func fixtures(f *testing.F) [][]byte {
	f.Helper()
	var texts [][]byte
	err := filepath.WalkDir("../check/testdata/invalid", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !isRecord(name) {
			return err
		}
		raw, err := os.ReadFile(name)
		texts = append(texts, raw)
		return err
	})
	if err != nil || len(texts) == 0 {
		f.Fatal("no fixtures", err)
	}
	return texts
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"title: x\n", "---\na: 1\n---\nText\n", "a: \"x\nb: y", "a: {b: [c, 'd']}\n", "\ufeffa: |\r\n  x\r\n", "a: x: y\n",
		"- a\n -b\n", "a: &b *c\n", "? a\n: b\n", "a: \xe2\n", "%YAML 1.1\n---\na: 1\n...\n", "a: > 50 #1\n", "0: [:!00 \xef",
		"? 0", "? #0\n>",
	} {
		f.Add([]byte(seed), true)
		f.Add([]byte(seed), false)
	}
	for _, seed := range fixtures(f) {
		f.Add(seed, false)
		f.Add(seed, true)
	}
	f.Fuzz(func(t *testing.T, raw []byte, isMarkdown bool) {
		name := "x.yaml"
		if isMarkdown {
			name = "x.md"
		}
		doc, problems := Parse(name, raw)
		again, problemsAgain := Parse(name, bytes.Clone(raw))
		if !reflect.DeepEqual(doc, again) || !reflect.DeepEqual(problems, problemsAgain) {
			t.Fatal("the result differs from time to time")
		}
		if doc == nil && problems.Len() == 0 {
			t.Fatal("neither document nor problem")
		}
		places := newFilePlaces(raw)
		for _, p := range problems.Sorted() {
			places.check(t, p.Code, p.Pos)
			if strings.Contains(p.Text(diag.English)+p.HintText(diag.English), "/") && p.Text(diag.English) == p.Code+"/"+p.Variant {
				t.Errorf("no words for %s/%s", p.Code, p.Variant)
			}
		}
		if doc != nil {
			places.checkNode(t, doc.Root)
		}
	})
}

// filePlaces knows how long the lines of a file are.
type filePlaces []int

func newFilePlaces(raw []byte) filePlaces {
	text := withUnixLineEnds(bytes.TrimPrefix(raw, byteOrderMark))
	var lengths filePlaces
	for _, line := range bytes.Split(text, []byte("\n")) {
		lengths = append(lengths, utf8.RuneCount(line))
	}
	return lengths
}

// check takes the place after the last character of a line for one inside the file: an
// empty value stands there.
func (lengths filePlaces) check(t *testing.T, what string, pos diag.Pos) {
	if pos.Line < 1 || pos.Line > len(lengths) || pos.Col < 1 || pos.Col > lengths[pos.Line-1]+1 {
		t.Errorf("%s: %d:%d is outside of the file", what, pos.Line, pos.Col)
	}
}

func (lengths filePlaces) checkNode(t *testing.T, n *Node) {
	if n == nil {
		return
	}
	lengths.check(t, "value", n.Pos)
	for _, f := range n.Fields {
		lengths.check(t, f.Key, f.KeyPos)
		lengths.checkNode(t, f.Value)
	}
	for _, item := range n.Items {
		lengths.checkNode(t, item)
	}
}
