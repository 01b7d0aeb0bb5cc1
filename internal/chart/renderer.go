package chart

import (
	"bytes"
	"context"
	"fmt"
	"strconv"

	"golang.org/x/sync/singleflight"
)

// Options set up a Renderer.
type Options struct {
	// CacheDir is a folder that keeps drawings from one run to the next, made if
	// it is missing. Where it is empty, they are kept in memory.
	CacheDir string
	// CacheFailed is told, once, of the first drawing that CacheDir could not give or
	// take: that one was drawn anew, or is kept in memory. Any goroutine may call it.
	// It may be nil.
	CacheFailed func(error)
	// Workers is how many charts are drawn at once; 1 if it is less.
	Workers int
}

// Renderer draws charts. It is safe for use by several goroutines. Equal charts
// are drawn once, and no engine is started before a chart needs one.
type Renderer struct {
	engines  *pool
	store    store
	inFlight singleflight.Group
}

// Drawing is a chart as two SVG elements to put into a page, one of which a style
// sheet shows: "chart-wide" (720 px) or "chart-narrow" (340 px), both of class
// "chart". Each is also a complete SVG file.
type Drawing struct{ Wide, Narrow []byte }

// New makes a Renderer.
func New(o Options) *Renderer {
	r := &Renderer{store: &memoryStore{}}
	if o.CacheDir != "" {
		r.store = &lenientStore{disk: diskStore{o.CacheDir}, failed: o.CacheFailed}
	}
	compiled := newProgram()
	r.engines = newPool(max(o.Workers, 1), func() (engine, error) {
		p, err := compiled()
		if err != nil {
			return nil, err
		}
		return p.start()
	})
	return r
}

// Close frees the engines' memory. A Renderer that draws again starts new ones.
func (r *Renderer) Close() error { return r.engines.close() }

// Draw draws a chart at both widths. An error says that the chart makes no sense,
// that ECharts failed or that ctx has ended.
func (r *Renderer) Draw(ctx context.Context, c Chart) (Drawing, error) {
	drawing, err := r.drawBoth(ctx, c)
	if err != nil {
		return Drawing{}, fmt.Errorf("chart %q: %w", c.frame().ID, err)
	}
	return drawing, nil
}

func (r *Renderer) drawBoth(ctx context.Context, c Chart) (d Drawing, err error) {
	if err := c.check(); err != nil {
		return d, err
	}
	if d.Wide, err = r.drawForm(ctx, c, wideForm); err != nil {
		return d, err
	}
	d.Narrow, err = r.drawForm(ctx, c, narrowForm)
	return d, err
}

func (r *Renderer) drawForm(ctx context.Context, c Chart, f form) ([]byte, error) {
	p, err := c.plan(f)
	if err != nil {
		return nil, err
	}
	body, err := r.body(ctx, p)
	if err != nil {
		return nil, err
	}
	return inline(c, f, p, body), nil
}

// body returns a plan's cleaned drawing, from the store if it is there.
func (r *Renderer) body(ctx context.Context, p plan) ([]byte, error) {
	key := keyOf(p)
	// Others may wait for this drawing: it goes on when the first to ask for it
	// has gone.
	lasting := context.WithoutCancel(ctx)
	done := r.inFlight.DoChan(key, func() (any, error) { return r.fetch(lasting, key, p) })
	select {
	case result := <-done:
		if result.Err != nil {
			return nil, result.Err
		}
		return result.Val.([]byte), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (r *Renderer) fetch(ctx context.Context, key string, p plan) ([]byte, error) {
	if body := r.store.get(key); body != nil {
		return body, nil
	}
	raw, err := r.engines.draw(ctx, p)
	if err != nil {
		return nil, err
	}
	body, err := clean(raw)
	if err != nil {
		return nil, err
	}
	r.store.put(key, body)
	return body, nil
}

// inline makes a drawing of one chart: with its ids, title and description.
func inline(c Chart, f form, p plan, body []byte) []byte {
	frame := c.frame()
	id := frame.ID + "-" + f.name
	width, height := strconv.Itoa(p.width), strconv.Itoa(p.height)
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="%s" class="chart chart-%s" width="%s" height="%s" viewBox="0 0 %s %s"`,
		svgSpace, f.name, width, height, width, height)
	fmt.Fprintf(&b, ` role="img" aria-labelledby="%s-title %s-desc" lang="%s" font-family="%s" font-size="%v">`,
		id, id, frame.Lang, fontFamily, fontSize)
	fmt.Fprintf(&b, "\n<title id=\"%s-title\">%s</title>\n<desc id=\"%s-desc\">%s</desc>\n",
		id, escape(frame.Title), id, escape(c.Summary()))
	b.Write(bytes.ReplaceAll(body, []byte(idMark), []byte(id)))
	b.WriteString("</svg>\n")
	return b.Bytes()
}
