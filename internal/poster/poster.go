// Package poster draws the picture that stands for a page where somebody shares it: the
// site, a title, what there is to say in a sentence, a bar of parts. It knows nothing of
// records, and the same poster gives the same bytes on every machine.
package poster

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"

	"golang.org/x/image/font/sfnt"
)

// The size of a poster in pixels, which the networks that show such pictures ask for.
const (
	Width  = 1200
	Height = 630
)

// Poster is what a picture says. All but Site may be empty.
type Poster struct {
	Site  string
	Title string
	// Finding is what there is to say, in a sentence or two.
	Finding string
	// Parts are drawn as a bar, in their order, each as wide as its size.
	Parts []Part
	// Note says what one must know of the finding.
	Note string
	// Foot is the last line.
	Foot string
}

// Part is a part of the bar. Text is what its legend says.
type Part struct {
	Text   string
	Size   int
	Colour color.RGBA
	// Hollow parts have the colour as their outline: what is not known looks empty.
	Hollow bool
}

// Colours are those of the paper, of texts on it, and of the band with the site's name.
type Colours struct{ Paper, Text, Muted, Brand, OnBrand color.RGBA }

// Fonts are TrueType files of two weights. A letter is drawn from the first file of its
// weight that has it.
type Fonts struct{ Regular, Bold [][]byte }

// Painter draws posters. It is safe for use by several goroutines.
type Painter struct {
	regular, bold []*sfnt.Font
	colours       Colours
}

// New returns a painter, or an error where a weight has no font or one can't be read.
func New(fonts Fonts, colours Colours) (*Painter, error) {
	regular, err := parse(fonts.Regular)
	if err != nil {
		return nil, fmt.Errorf("poster: regular font: %w", err)
	}
	bold, err := parse(fonts.Bold)
	if err != nil {
		return nil, fmt.Errorf("poster: bold font: %w", err)
	}
	return &Painter{regular: regular, bold: bold, colours: colours}, nil
}

func parse(files [][]byte) ([]*sfnt.Font, error) {
	if len(files) == 0 {
		return nil, errors.New("there is no file")
	}
	fonts := make([]*sfnt.Font, len(files))
	for i, file := range files {
		font, err := sfnt.Parse(file)
		if err != nil {
			return nil, err
		}
		fonts[i] = font
	}
	return fonts, nil
}

// Where things stand, in pixels. A size of letters is that of an em.
const (
	margin     = 64
	textWidth  = Width - 2*margin
	bandHeight = 92
	titleTop   = bandHeight + 22
	lastLine   = Height - 36 // the baseline of the foot

	siteSize    = 34
	findingSize = 36
	smallSize   = 26

	barHeight = 44
	outline   = 4  // of a hollow part
	gap       = 4  // between parts
	leastPart = 12 // a part of the bar can be seen, however small
	swatch    = 22 // of the legend
)

// titles are tried in turn until one has room for the title.
var titles = []struct{ size, lines int }{{56, 2}, {48, 2}, {40, 3}}

// How many lines of a text there are at most.
const (
	findingLines = 2
	legendLines  = 2
	noteLines    = 1
)

// Draw writes a poster as a PNG.
func (p *Painter) Draw(w io.Writer, poster Poster) error {
	d := newDrawing(p, poster)
	d.draw(poster)
	if d.err != nil {
		return fmt.Errorf("poster: %w", d.err)
	}
	if err := png.Encode(w, d.image()); err != nil {
		return fmt.Errorf("poster: %w", err)
	}
	return nil
}

// drawing is a poster while it is drawn. After the first error it draws no more.
type drawing struct {
	canvas
	painter *Painter
	text    ink
	muted   ink
	brand   ink
	onBrand ink
	parts   []ink
}

func newDrawing(p *Painter, poster Poster) *drawing {
	c := p.colours
	d := &drawing{canvas: newCanvas(c.Paper), painter: p}
	d.text, d.muted = d.ink(c.Text, c.Paper), d.ink(c.Muted, c.Paper)
	d.brand, d.onBrand = d.ink(c.Brand, c.Paper), d.ink(c.OnBrand, c.Brand)
	for _, part := range poster.Parts {
		d.parts = append(d.parts, d.ink(part.Colour, c.Paper))
	}
	return d
}

// draw draws all of it. It returns where what begins at the top ends, and where what
// stands at the bottom begins.
func (d *drawing) draw(poster Poster) (end, foot int) {
	d.band(poster.Site)
	end = d.title(poster.Title)
	finding := d.face(d.painter.regular, findingSize)
	end = d.lines(finding, d.text, end+14, finding.wrap(poster.Finding, textWidth, findingLines))
	if len(poster.Parts) > 0 {
		d.bar(poster.Parts, end+24)
		end = d.legend(poster.Parts, end+24+barHeight+14)
	}
	return end, d.foot(poster)
}

// face returns the letters of a weight in a size.
func (d *drawing) face(fonts []*sfnt.Font, size int) *face {
	return &face{fonts: fonts, size: size, failed: d.fail}
}

// lines writes lines of text below y, and returns where they end.
func (d *drawing) lines(f *face, with ink, y int, lines []string) int {
	for _, line := range lines {
		f.write(&d.canvas, with, margin, y+f.size, line)
		y += lineHeight(f.size)
	}
	return y
}

// lineHeight is the distance of two baselines.
func lineHeight(size int) int { return size * 5 / 4 }

// band writes the site's name on the band at the top.
func (d *drawing) band(site string) {
	d.fill(image.Rect(0, 0, Width, bandHeight), d.brand)
	f := d.face(d.painter.bold, siteSize)
	for _, line := range f.wrap(site, textWidth, 1) {
		f.write(&d.canvas, d.onBrand, margin, (bandHeight+siteSize*7/10)/2, line)
	}
}

// title writes the title as large as it fits, and returns where it ends.
func (d *drawing) title(title string) int {
	var lines []string
	var f *face
	for _, t := range titles {
		f = d.face(d.painter.bold, t.size)
		lines = f.wrap(title, textWidth, t.lines)
		if f.fits(title, textWidth, t.lines) {
			break
		}
	}
	return d.lines(f, d.text, titleTop, lines)
}

// bar draws the parts side by side.
func (d *drawing) bar(parts []Part, y int) {
	x := margin
	for i, width := range partWidths(parts, textWidth-gap*(len(parts)-1)) {
		d.box(image.Rect(x, y, x+width, y+barHeight), d.parts[i], parts[i].Hollow)
		x += width + gap
	}
}

// partWidths shares a width out by the parts' sizes; none is below the least.
func partWidths(parts []Part, width int) []int {
	total := 0
	for _, part := range parts {
		total += part.Size
	}
	widths := make([]int, len(parts))
	widest, rest := 0, width
	for i, part := range parts {
		widths[i] = max(leastPart, width*part.Size/max(total, 1))
		rest -= widths[i]
		if widths[i] > widths[widest] {
			widest = i
		}
	}
	widths[widest] += rest // what rounding left, or the smallest took
	return widths
}

// box fills a rectangle, or draws its outline.
func (d *drawing) box(r image.Rectangle, with ink, hollow bool) {
	d.fill(r, with)
	if hollow {
		d.fill(r.Inset(outline), paper)
	}
}

// legend says what each part is, and returns where it ends. What finds no room any more is
// left out: the bar has it, and so has the page.
func (d *drawing) legend(parts []Part, y int) int {
	f := d.face(d.painter.regular, smallSize)
	x, rows := margin, 1
	for i, part := range parts {
		width := swatch + 10 + f.width(part.Text)
		if x > margin && x+width > Width-margin {
			if rows == legendLines {
				break
			}
			x, y, rows = margin, y+lineHeight(smallSize)+6, rows+1
		}
		d.box(image.Rect(x, y+6, x+swatch, y+6+swatch), d.parts[i], part.Hollow)
		f.write(&d.canvas, d.text, x+swatch+10, y+smallSize, part.Text)
		x += width + 32
	}
	return y + lineHeight(smallSize)
}

// foot writes the last line, and the note above it. It returns where they begin.
func (d *drawing) foot(poster Poster) int {
	f := d.face(d.painter.regular, smallSize)
	note := f.wrap(poster.Note, textWidth, noteLines)
	foot := f.wrap(poster.Foot, textWidth, 1)
	y := lastLine - smallSize - lineHeight(smallSize)*(len(note)+len(foot)-1)
	d.lines(f, d.muted, y, append(note, foot...))
	return y
}
