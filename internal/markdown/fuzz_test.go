package markdown

import (
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parskats/internal/diag"

	"golang.org/x/net/html"
)

func FuzzRender(f *testing.F) {
	for _, seed := range []string{
		"# a\n\n[x](javascript:a) <b onclick=x>\n", "|a|b|\n|-|:-:|\n|[^1]|<u>|\n\n[^1]: # x\n", "[a https://b.lv [c](d)](e)\n",
		"![a [b](c)](d)\n", "<!-- x -->\n", "```js\"onload=x\nx\n```\n", "- a\n\n  > b\n", "[a[^1]](b)\n\n[^1]:\n    - [^1]\n",
		"&#x0;&lt;script&gt;\n", "[x]: <javascript:a>\n\n[x]\n", "a\\\nb  \nc\n", "~~a~~ __b__ *c*\n", "<javascript:x>\n", "\u2028\x00\n",
		"Setext\n===\n[^1]: x\n", "| |\n|-|\n", "www.x.lv a@b.lv\n", "[x](</a\"b> 't\"i')\n", "\xff[x](\xe2)",
		"a\n: b\n\n: c\n", "[x](commitment:lv0046#a)", strings.Repeat(">", 40),
	} {
		f.Add(seed)
	}
	for _, seed := range fixtures(f) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		doc, problems := Parse("x.md", 1, src)
		lines := strings.Split(src, "\n")
		for _, p := range problems.Sorted() {
			checkPlace(t, lines, p.Pos)
		}
		for _, l := range doc.Links {
			checkPlace(t, lines, l.Pos)
		}
		for _, h := range doc.Headings {
			checkPlace(t, lines, h.Pos)
		}
		var first, second strings.Builder
		if err := doc.Render(&first, RenderOptions{HeadingShift: 1}); err != nil {
			t.Fatal(err)
		}
		_ = doc.Render(&second, RenderOptions{HeadingShift: 1})
		if first.String() != second.String() {
			t.Fatal("the result differs from time to time")
		}
		checkHTML(t, first.String())
		if text := doc.PlainText(20); len([]rune(text)) > 20 {
			t.Errorf("PlainText gives more than asked: %q", text)
		}
	})
}

// fixtures are the Markdown files of the sites with something wrong in them.
func fixtures(f *testing.F) []string {
	f.Helper()
	names, err := filepath.Glob("../check/testdata/invalid/*/content/*/*.md")
	if err != nil || len(names) == 0 {
		f.Fatal("no fixtures", err)
	}
	var texts []string
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		texts = append(texts, string(raw))
	}
	return texts
}

// FuzzSlug sees that ids of headings are ids, each once, and the same every time.
func FuzzSlug(f *testing.F) {
	f.Add("Kā piedalīties\nKā piedalīties\nKa piedalities 1\n\n---")
	f.Add("section\n!\n?\nsection-1")
	f.Fuzz(func(t *testing.T, titles string) {
		first, second, taken := slugger{}, slugger{}, map[string]bool{}
		for title := range strings.Lines(titles) {
			id := first.unique(title)
			if !idForm.MatchString(id) || taken[id] {
				t.Fatalf("%q: got %q", title, id)
			}
			if again := second.unique(title); again != id {
				t.Fatalf("%q: got %q, and then %q", title, id, again)
			}
			taken[id] = true
		}
	})
}

var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func checkPlace(t *testing.T, lines []string, pos diag.Pos) {
	t.Helper()
	if pos.Line < 1 || pos.Line > len(lines) || pos.Col < 1 || pos.Col > len([]rune(lines[pos.Line-1]))+1 {
		t.Errorf("%d:%d is outside of the text", pos.Line, pos.Col)
	}
}

var voidElements = []string{"br", "hr", "img"}

// unnested are elements that can't stand inside themselves: a browser would close the
// outer one.
var unnested = []string{"a", "p", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}

// allowedAttributes are those that this package prints, by element.
var allowedAttributes = map[string][]string{
	"a": {"aria-label", "href", "rel", "role", "title"}, "code": {"class"}, "div": {"aria-label", "class", "role", "tabindex"},
	"h1": {"id"}, "h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "h5": {"id"}, "h6": {"id"},
	"img": {"alt", "loading", "src", "title"}, "li": {"id"}, "ol": {"start"}, "pre": {"tabindex"},
	"section": {"aria-label", "class", "role"}, "sup": {"id"}, "td": {"class"}, "th": {"class", "scope"},
	"blockquote": nil, "br": nil, "dd": nil, "dl": nil, "dt": nil, "del": nil, "em": nil, "hr": nil, "p": nil, "strong": nil, "table": nil, "tbody": nil,
	"thead": nil, "tr": nil, "ul": nil,
}

var safeURL = regexp.MustCompile(`^(?i:(https?|mailto|tel):|[^:]*$|[^:]*[/?#])`)

// checkHTML holds the output against what this package may print: known elements with
// known attributes, each closed in its turn, ids once, URLs that run nothing.
func checkHTML(t *testing.T, text string) {
	t.Helper()
	tokens := html.NewTokenizer(strings.NewReader(text))
	var open []string
	ids := map[string]bool{}
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			if tokens.Err() != io.EOF || len(open) > 0 {
				t.Errorf("%v, open elements: %q\n%s", tokens.Err(), open, text)
			}
			return
		case html.StartTagToken:
			token := tokens.Token()
			checkElement(t, token, open, ids)
			if !slices.Contains(voidElements, token.Data) {
				open = append(open, token.Data)
			}
		case html.EndTagToken:
			token := tokens.Token()
			last := len(open) - 1
			if last < 0 || open[last] != token.Data {
				t.Fatalf("</%s> closes %q\n%s", token.Data, open, text)
			}
			open = open[:last]
		case html.CommentToken, html.DoctypeToken, html.SelfClosingTagToken:
			t.Errorf("unexpected %s", tokens.Raw())
		}
	}
}

func checkElement(t *testing.T, token html.Token, open []string, ids map[string]bool) {
	t.Helper()
	allowed, isKnown := allowedAttributes[token.Data]
	if !isKnown {
		t.Errorf("unexpected <%s>", token.Data)
	}
	if slices.Contains(unnested, token.Data) && slices.Contains(open, token.Data) {
		t.Errorf("<%s> inside %q", token.Data, open)
	}
	for _, a := range token.Attr {
		if !slices.Contains(allowed, a.Key) {
			t.Errorf("unexpected attribute %s of <%s>", a.Key, token.Data)
		}
		if (a.Key == "href" || a.Key == "src") && !safeURL.MatchString(a.Val) {
			t.Errorf("unsafe URL %q", a.Val)
		}
		if a.Key == "id" && ids[a.Val] {
			t.Errorf("the id %q occurs twice", a.Val)
		}
		if a.Key == "id" {
			ids[a.Val] = true
		}
	}
}
