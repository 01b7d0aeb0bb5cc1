package chart

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// cleanerVersion is part of a cached drawing's key. Count it up whenever the
// cleaner's output changes.
const cleanerVersion = "2"

// idMark stands in a cleaned drawing where the chart's id belongs. No XML text can
// hold a NUL, so nothing else is taken for it.
const idMark = "\x00"

const svgSpace = "http://www.w3.org/2000/svg"

// clean rebuilds the content of an SVG that ECharts drew from elements and
// attributes that are known to be harmless: no style, script, handler or reference
// to anything outside remains. It returns the root's children, with idMark for the
// chart's id. Whatever it does not know is an error: ECharts does not escape
// attributes, so something strange may be an attack.
func clean(raw string) ([]byte, error) {
	tree, err := readElement(raw)
	if err != nil {
		return nil, fmt.Errorf("the drawing is not SVG: %w", err)
	}
	if tree.name != "svg" {
		return nil, fmt.Errorf("the drawing is not SVG but <%s>", tree.name)
	}
	c := cleaner{ids: map[string]int{}}
	for _, child := range tree.children {
		if err := c.element(child); err != nil {
			return nil, err
		}
	}
	if err := c.checkReferences(); err != nil {
		return nil, err
	}
	return c.out.Bytes(), nil
}

// node is an element of the raw drawing.
type node struct {
	name     string
	attrs    []xml.Attr
	text     string
	children []node
}

// deepest is how deep elements may nest; ECharts uses five levels.
const deepest = 32

func readElement(raw string) (node, error) {
	d := xml.NewDecoder(strings.NewReader(raw))
	root := node{}
	if err := root.readChildren(d, 0); err != nil {
		return node{}, err
	}
	if len(root.children) != 1 {
		return node{}, errors.New("not one root element")
	}
	return root.children[0], nil
}

// readChildren reads up to the end of the element, or of the document at depth 0.
func (n *node) readChildren(d *xml.Decoder, depth int) error {
	for {
		token, err := d.Token()
		if depth == 0 && errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth == deepest {
				return errors.New("elements nest too deep")
			}
			if t.Name.Space != svgSpace {
				return fmt.Errorf("<%s> is of %q", t.Name.Local, t.Name.Space)
			}
			child := node{name: t.Name.Local, attrs: t.Attr}
			if err := child.readChildren(d, depth+1); err != nil {
				return err
			}
			n.children = append(n.children, child)
		case xml.EndElement:
			return nil
		case xml.CharData:
			n.text += string(t)
		case xml.Comment:
		default:
			return fmt.Errorf("holds a %T", t)
		}
	}
}

// cleaner writes the clean drawing.
type cleaner struct {
	out bytes.Buffer
	// ids numbers ids in the order in which they appear.
	ids map[string]int
	// defined and used are the ids that elements have and that others mention.
	defined, used []string
}

// containers are the elements that hold others, shapes those that are drawn.
var (
	containers = []string{"g", "defs", "clipPath", "pattern", "linearGradient", "radialGradient"}
	shapes     = []string{"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "stop"}
)

func (c *cleaner) element(n node) error {
	if n.name == "style" {
		return checkStyleSheet(n.text)
	}
	isText := n.name == "text"
	if !isText && !slices.Contains(containers, n.name) && !slices.Contains(shapes, n.name) {
		return fmt.Errorf("the drawing has an element <%s>", n.name)
	}
	if !isText && strings.TrimSpace(n.text) != "" || isText && len(n.children) > 0 {
		return fmt.Errorf("the drawing has a <%s> with other content than expected", n.name)
	}
	attrs, err := c.attributes(n)
	if err != nil {
		return fmt.Errorf("<%s>: %w", n.name, err)
	}
	if unseen(n, attrs) {
		return nil
	}
	c.out.WriteString("<" + n.name)
	for _, a := range attrs {
		// No form of value lets through what would have to be escaped.
		c.out.WriteString(" " + a.name + `="` + a.value + `"`)
	}
	if isText {
		c.out.WriteString(">" + escape(n.text) + "</text>\n")
		return nil
	}
	return c.content(n)
}

// content writes what the element holds, and its end.
func (c *cleaner) content(n node) error {
	if len(n.children) == 0 {
		c.out.WriteString("/>\n")
		return nil
	}
	c.out.WriteString(">\n")
	for _, child := range n.children {
		if err := c.element(child); err != nil {
			return err
		}
	}
	c.out.WriteString("</" + n.name + ">\n")
	return nil
}

// attribute is a clean attribute.
type attribute struct{ name, value string }

// ignored are attributes that only a page with a script would use, or that say
// what the root says.
var ignored = []string{"class", "pointer-events", "font-family"}

// attributes returns the element's attributes, those of its style among them, and
// its class.
func (c *cleaner) attributes(n node) ([]attribute, error) {
	var attrs []attribute
	add := func(name, value string) error {
		a, keep, err := c.attribute(name, value)
		if keep {
			attrs = append(attrs, a)
		}
		return err
	}
	for _, raw := range n.attrs {
		var err error
		switch {
		case raw.Name.Space == "xml" || raw.Name.Space == "http://www.w3.org/XML/1998/namespace":
		case raw.Name.Space != "":
			err = fmt.Errorf("an attribute %s of %q", raw.Name.Local, raw.Name.Space)
		case raw.Name.Local == "style":
			err = eachDeclaration(raw.Value, add)
		default:
			err = add(raw.Name.Local, raw.Value)
		}
		if err != nil {
			return nil, err
		}
	}
	return withClass(attrs), nil
}

// attribute checks an attribute. keep is false for one that is not needed.
func (c *cleaner) attribute(name, value string) (a attribute, keep bool, err error) {
	value = strings.TrimSpace(value)
	switch {
	case slices.Contains(ignored, name) || strings.HasPrefix(name, "ecmeta_"):
		return a, false, nil
	case name == "id":
		c.defined = append(c.defined, value)
		return attribute{name, c.id(value)}, true, nil
	case name == "fill", name == "stroke", name == "clip-path":
		if id, ok := localReference(value); ok {
			c.used = append(c.used, id)
			return attribute{name, "url(#" + c.id(id) + ")"}, true, nil
		}
	case name == "dominant-baseline" && value == "central":
		// Not every program that opens an SVG file knows it; this does the same.
		return attribute{"dy", "0.35em"}, true, nil
	case name == "font-size":
		value = strings.TrimSuffix(value, "px")
		keep = value != fmt.Sprint(fontSize)
	}
	form, known := forms[name]
	if !known {
		return a, false, fmt.Errorf("an attribute %s", name)
	}
	if !form.MatchString(value) {
		return a, false, fmt.Errorf("an attribute %s=%q", name, value)
	}
	return attribute{name, value}, keep || name != "font-size", nil
}

const number = `-?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?`

var (
	numberForm    = regexp.MustCompile(`^` + number + `$`)
	numbersForm   = regexp.MustCompile(`^` + number + `([ ,]+` + number + `)*$`)
	pathForm      = regexp.MustCompile(`^[MLHVCSQTAZmlhvcsqtaz0-9eE.,+\s-]*$`)
	transformForm = regexp.MustCompile(`^((translate|rotate|scale|matrix|skewX|skewY)\([0-9eE.,+\s-]*\)\s*)+$`)
	colourForm    = regexp.MustCompile(`^(none|transparent|#[0-9a-fA-F]{3,8}|rgba?\([0-9.,%\s]*\))$`)
	wordForm      = regexp.MustCompile(`^[a-zA-Z-]+$`)
)

// forms are the attributes that a drawing may have, and the form of their values.
var forms = map[string]*regexp.Regexp{
	"x": numberForm, "y": numberForm, "width": numberForm, "height": numberForm,
	"x1": numberForm, "y1": numberForm, "x2": numberForm, "y2": numberForm,
	"cx": numberForm, "cy": numberForm, "r": numberForm, "rx": numberForm, "ry": numberForm,
	"offset": numberForm, "opacity": numberForm, "fill-opacity": numberForm, "stroke-opacity": numberForm,
	"stop-opacity": numberForm, "stroke-width": numberForm, "stroke-miterlimit": numberForm,
	"stroke-dashoffset": numberForm, "font-size": numberForm, "dy": regexp.MustCompile(`^[0-9.]+em$`),
	"points": numbersForm, "stroke-dasharray": numbersForm,
	"d":         pathForm,
	"transform": transformForm, "patternTransform": transformForm, "gradientTransform": transformForm,
	"fill": colourForm, "stroke": colourForm, "stop-color": colourForm, "clip-path": wordForm,
	"text-anchor": wordForm, "dominant-baseline": wordForm, "stroke-linecap": wordForm,
	"stroke-linejoin": wordForm, "paint-order": wordForm, "fill-rule": wordForm, "clip-rule": wordForm,
	"patternUnits": wordForm, "patternContentUnits": wordForm, "gradientUnits": wordForm,
	"clipPathUnits": wordForm, "font-style": wordForm, "font-weight": regexp.MustCompile(`^[a-z0-9]+$`),
}

var referenceForm = regexp.MustCompile(`^url\(#([A-Za-z0-9_-]+)\)$`)

// localReference returns the id that a url() mentions in the drawing itself.
func localReference(value string) (id string, ok bool) {
	if m := referenceForm.FindStringSubmatch(value); m != nil {
		return m[1], true
	}
	return "", false
}

// id returns the new name of an id. ECharts counts ids through the whole process:
// they are numbered anew, so that they don't depend on what was drawn before.
func (c *cleaner) id(old string) string {
	n, ok := c.ids[old]
	if !ok {
		n = len(c.ids) + 1
		c.ids[old] = n
	}
	return fmt.Sprintf("%s-%d", idMark, n)
}

// checkReferences returns an error where the drawing mentions an id that it does
// not have, or has one twice.
func (c *cleaner) checkReferences() error {
	seen := map[string]bool{}
	for _, id := range c.defined {
		if seen[id] {
			return fmt.Errorf("the drawing has two ids %q", id)
		}
		seen[id] = true
	}
	for _, id := range c.used {
		if !seen[id] {
			return fmt.Errorf("the drawing mentions %q, which it does not have", id)
		}
	}
	return nil
}

// eachDeclaration gives the declarations of a style attribute, which a page's
// content security policy forbids, as attributes.
func eachDeclaration(style string, add func(name, value string) error) error {
	for _, declaration := range strings.Split(style, ";") {
		if strings.TrimSpace(declaration) == "" {
			continue
		}
		name, value, _ := strings.Cut(declaration, ":")
		if err := add(strings.TrimSpace(name), value); err != nil {
			return err
		}
	}
	return nil
}

var hoverRule = regexp.MustCompile(`^\s*\.[A-Za-z0-9_-]+:hover\s*\{[^{}]*\}`)

// checkStyleSheet accepts a style sheet that only says what happens under a
// pointer: nothing happens, so it is left out.
func checkStyleSheet(css string) error {
	for strings.TrimSpace(css) != "" {
		rule := hoverRule.FindString(css)
		if rule == "" {
			return fmt.Errorf("the drawing has a style sheet: %.60q", css)
		}
		css = css[len(rule):]
	}
	return nil
}

// classes are the tokens' names by their colours.
var classes = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	for _, t := range Tokens() {
		names[t.Hex] = t.Name
	}
	return names
})

// withClass adds the class that lets a style sheet change the element's colours.
func withClass(attrs []attribute) []attribute {
	var names []string
	for _, a := range attrs {
		token := classes()[strings.ToLower(a.value)]
		switch {
		case token == "":
		case a.name == "fill":
			names = append(names, "cf-"+token)
		case a.name == "stroke":
			names = append(names, "cs-"+token)
		}
	}
	if len(names) == 0 {
		return attrs
	}
	return append([]attribute{{"class", strings.Join(names, " ")}}, attrs...)
}

// unseen reports whether an element shows nothing: an empty text, an area that
// only catches the pointer, a mark of no size.
func unseen(n node, attrs []attribute) bool {
	if n.name == "text" {
		return strings.TrimSpace(n.text) == ""
	}
	if !slices.Contains(shapes, n.name) || n.name == "stop" {
		return false
	}
	value := map[string]string{}
	for _, a := range attrs {
		value[a.name] = a.value
	}
	unfilled := value["fill"] == "none" || value["fill"] == "transparent" || value["fill-opacity"] == "0"
	unstroked := value["stroke"] == "" || value["stroke"] == "none" || value["stroke-width"] == "0" || value["stroke-opacity"] == "0"
	return unfilled && unstroked || strings.HasPrefix(value["transform"], "matrix(0,0,0,0,")
}

// escape writes a text so that it is only a text, in an attribute too.
func escape(s string) string {
	var b strings.Builder
	for _, c := range s {
		switch c {
		case '&':
			b.WriteString("&amp;")
		case '<':
			b.WriteString("&lt;")
		case '>':
			b.WriteString("&gt;")
		case '"':
			b.WriteString("&quot;")
		case '\'':
			b.WriteString("&#39;")
		default:
			if isXML(c) {
				b.WriteRune(c)
			}
		}
	}
	return b.String()
}

// isXML reports whether XML can hold a character at all.
func isXML(c rune) bool {
	return c >= ' ' && c != 0xFFFE && c != 0xFFFF || c == '\t' || c == '\n' || c == '\r'
}
