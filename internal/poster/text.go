package poster

import (
	"image"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// face is the letters of a weight in a size. It is for one goroutine. Package opentype has
// one, too, but kerns by font units, and draws curves with sums that processors round
// differently.
type face struct {
	fonts  []*sfnt.Font
	size   int
	buffer sfnt.Buffer
	// failed is told of fonts that can't be used.
	failed func(error)
}

// letter is a letter as one of the fonts has it.
type letter struct {
	font  *sfnt.Font
	index sfnt.GlyphIndex
}

func (f *face) scale() fixed.Int26_6 { return fixed.I(f.size) }

// letter finds a letter; what no font has is the box that the first has in its place.
func (f *face) letter(r rune) letter {
	for _, of := range f.fonts {
		index, err := of.GlyphIndex(&f.buffer, r)
		if err != nil {
			f.failed(err)
		}
		if index != 0 {
			return letter{of, index}
		}
	}
	return letter{font: f.fonts[0]}
}

// each calls a function for each letter of a text with its place from the text's start,
// and returns the text's length.
func (f *face) each(text string, do func(l letter, at fixed.Int26_6)) fixed.Int26_6 {
	var at fixed.Int26_6
	var last letter
	for _, r := range text {
		l := f.letter(r)
		if l.font == last.font {
			// A font without kerning says that it has none.
			if kern, err := l.font.Kern(&f.buffer, last.index, l.index, f.scale(), font.HintingNone); err == nil {
				at += kern
			}
		}
		do(l, at)
		advance, err := l.font.GlyphAdvance(&f.buffer, l.index, f.scale(), font.HintingNone)
		if err != nil {
			f.failed(err)
		}
		at += advance
		last = l
	}
	return at
}

// width is a text's width in whole pixels.
func (f *face) width(text string) int {
	return f.each(text, func(letter, fixed.Int26_6) {}).Ceil()
}

// write writes a line of text from a place on its baseline.
func (f *face) write(c *canvas, with ink, x, baseline int, text string) {
	f.each(text, func(l letter, at fixed.Int26_6) {
		f.put(c, with, l, fixed.Point26_6{X: fixed.I(x) + at, Y: fixed.I(baseline)})
	})
}

// put draws a letter at a place on the baseline.
func (f *face) put(c *canvas, with ink, l letter, at fixed.Point26_6) {
	segments, err := l.font.LoadGlyph(&f.buffer, l.index, f.scale(), nil)
	if err != nil {
		f.failed(err)
		return
	}
	bounds := segments.Bounds().Add(at)
	corner := image.Pt(bounds.Min.X.Floor(), bounds.Min.Y.Floor())
	size := image.Pt(bounds.Max.X.Ceil(), bounds.Max.Y.Ceil()).Sub(corner)
	if size.X <= 0 || size.Y <= 0 {
		return // a space
	}
	shape := vector.NewRasterizer(size.X, size.Y)
	o := outliner{shape: shape, move: at.Sub(fixed.P(corner.X, corner.Y))}
	for _, s := range segments {
		o.add(s)
	}
	c.stamp(shape, corner, with)
}

// outliner gives a shape the outline of a letter. Curves become lines by sums of whole
// numbers, which are the same on every processor.
type outliner struct {
	shape *vector.Rasterizer
	move  fixed.Point26_6
	pen   fixed.Point26_6
}

// steps is into how many lines a curve is divided.
const steps = 8

func (o *outliner) add(s sfnt.Segment) {
	a, b, c, d := o.pen, s.Args[0], s.Args[1], s.Args[2]
	switch s.Op {
	case sfnt.SegmentOpMoveTo:
		o.shape.MoveTo(o.place(b))
		o.pen = b
	case sfnt.SegmentOpLineTo:
		o.line(b)
	case sfnt.SegmentOpQuadTo:
		for i := fixed.Int26_6(1); i <= steps; i++ {
			j := steps - i
			o.line(sum(steps*steps, a.Mul(64*j*j), b.Mul(64*2*i*j), c.Mul(64*i*i)))
		}
	case sfnt.SegmentOpCubeTo:
		for i := fixed.Int26_6(1); i <= steps; i++ {
			j := steps - i
			o.line(sum(steps*steps*steps, a.Mul(64*j*j*j), b.Mul(64*3*i*j*j), c.Mul(64*3*i*i*j), d.Mul(64*i*i*i)))
		}
	}
}

// sum adds points and divides what comes out.
func sum(by fixed.Int26_6, points ...fixed.Point26_6) fixed.Point26_6 {
	var total fixed.Point26_6
	for _, p := range points {
		total = total.Add(p)
	}
	return fixed.Point26_6{X: total.X / by, Y: total.Y / by}
}

func (o *outliner) line(to fixed.Point26_6) {
	o.shape.LineTo(o.place(to))
	o.pen = to
}

func (o *outliner) place(p fixed.Point26_6) (x, y float32) {
	p = p.Add(o.move)
	return float32(p.X) / 64, float32(p.Y) / 64
}

// wrap breaks a text into lines no wider than a width, at most so many: the last one then
// ends in "…". Spaces that don't break, as in "2022. gada", hold.
func (f *face) wrap(text string, width, most int) []string {
	lines := f.all(text, width)
	if len(lines) <= most {
		return lines
	}
	last := []rune(lines[most-1])
	for len(last) > 0 && f.width(string(last)+"…") > width {
		last = last[:len(last)-1]
	}
	return append(lines[:most-1:most-1], strings.TrimRight(string(last), " .,;:–")+"…")
}

// fits reports whether a text has room in so many lines of a width.
func (f *face) fits(text string, width, most int) bool { return len(f.all(text, width)) <= most }

// all breaks a text into as many lines as it needs. A word wider than a line is broken,
// too.
func (f *face) all(text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }) {
		if line != "" && f.width(line+" "+word) <= width {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		line = word
		for f.width(line) > width {
			head := f.head(line, width)
			lines, line = append(lines, head), line[len(head):]
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// head is as much of a word as a line has room for, one letter at least.
func (f *face) head(word string, width int) string {
	end := 0
	for at, r := range word {
		if next := at + len(string(r)); end == 0 || f.width(word[:next]) <= width {
			end = next
		}
	}
	return word[:end]
}
