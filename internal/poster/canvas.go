package poster

import (
	"image"
	"image/color"

	"golang.org/x/image/vector"
)

// canvas is a picture in few colours: its file is small, and no colour of it depends on
// how a machine blends.
type canvas struct {
	pixels  *image.Paletted
	palette color.Palette
	mask    *image.Alpha
	err     error
}

// ink is a colour with its shades to the ground on which it stands: the place in the
// palette of the first one. They follow, the palest first.
type ink uint8

// shades is how many steps an edge has from the ground to the colour.
const shades = 16

// paper fills with the ground itself.
const paper ink = 0

func newCanvas(ground color.RGBA) canvas {
	return canvas{
		pixels:  image.NewPaletted(image.Rect(0, 0, Width, Height), nil), // all of it ground
		palette: color.Palette{ground},
		mask:    &image.Alpha{},
	}
}

// ink adds a colour on a ground to the palette, which has room for fifteen of them.
func (c *canvas) ink(colour, ground color.RGBA) ink {
	first := ink(len(c.palette))
	for step := 1; step <= shades; step++ {
		mix := func(from, to uint8) uint8 { return uint8((int(from)*(shades-step) + int(to)*step) / shades) }
		c.palette = append(c.palette, color.RGBA{
			R: mix(ground.R, colour.R), G: mix(ground.G, colour.G), B: mix(ground.B, colour.B), A: 255,
		})
	}
	return first
}

// shade is the place of a step of an ink in the palette, from 1 to shades.
func (i ink) shade(step int) uint8 {
	if i == paper {
		return 0
	}
	return uint8(i) + uint8(step) - 1
}

// image returns the picture.
func (c *canvas) image() image.Image {
	c.pixels.Palette = c.palette
	return c.pixels
}

func (c *canvas) fail(err error) {
	if c.err == nil {
		c.err = err
	}
}

func (c *canvas) fill(r image.Rectangle, with ink) {
	r = r.Intersect(c.pixels.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := c.pixels.Pix[c.pixels.PixOffset(r.Min.X, y):][:r.Dx()]
		for x := range row {
			row[x] = with.shade(shades)
		}
	}
}

// stamp puts a shape on the ground, its upper left corner at a place. A pixel takes one
// of an ink's shades by how much of it the shape covers.
func (c *canvas) stamp(shape *vector.Rasterizer, at image.Point, with ink) {
	size := shape.Size()
	*c.mask = image.Alpha{Pix: make([]uint8, size.X*size.Y), Stride: size.X, Rect: image.Rectangle{Max: size}}
	shape.Draw(c.mask, c.mask.Rect, image.Opaque, image.Point{})
	for y := range size.Y {
		for x, cover := range c.mask.Pix[y*size.X:][:size.X] {
			step := (int(cover)*shades + 127) / 255
			p := image.Pt(x, y).Add(at)
			if step == 0 || !p.In(c.pixels.Rect) {
				continue
			}
			pixel := &c.pixels.Pix[c.pixels.PixOffset(p.X, p.Y)]
			if shade := with.shade(step); *pixel < with.shade(1) || *pixel > with.shade(shades) || *pixel < shade {
				*pixel = shade // where two letters touch, the darker stays
			}
		}
	}
}
