package site

import (
	"fmt"
	"html"

	"parskats/internal/chart"
	"parskats/internal/figure"
	"parskats/internal/i18n"
	"parskats/internal/output"
)

// slugEmbed is the part of an address, after a figure's own, of the page that other
// sites show in a frame. People put it into their pages: it never changes.
const slugEmbed = "embed"

// Code is a text to copy, as it stands.
type Code struct {
	ID    string // the id of the field
	Label string // what the text is for
	Text  string // the text
}

// embedView is a figure for a frame in another site: the figure, what one must know of
// it, and the way back.
type embedView struct {
	Lang      i18n.Lang // the page's language
	Title     string    // of the page, for its tab
	SiteTitle string    // the site's title
	Canonical string    // the figure's own page
	Heading   string    // the figure's title, the heading of level 1
	Lead      string    // what the figure says, in a sentence or two
	Notices   []Notice  // what one must know of the numbers
	Figure    *Figure   // nil where there is nothing to draw
	AsOf      string    // a sentence: the day whose truth the page shows
	Publisher string    // the name of the institution that publishes the site
	More      Link      // leads to the figure's own page
}

func (b *builder) embedAddress(f figure.Figure) address {
	return b.addressOf(sectionFigures, same(f.ID), same(slugEmbed))
}

// addEmbed lists a figure's page for frames. It is there even while the figure is
// empty: other sites hold its address.
func (b *builder) addEmbed(f figure.Figure, in *figure.Input) {
	b.addPage(page{
		address: b.embedAddress(f), kind: output.Page, template: "embed", unlisted: true,
		view: func(lang i18n.Lang) (any, error) { return b.embedView(lang, f, in) },
	})
}

// embedView takes from the figure's page what stands alone.
func (b *builder) embedView(lang i18n.Lang, f figure.Figure, in *figure.Input) (*embedView, error) {
	whole, err := b.figureView(lang, f, in)
	if err != nil {
		return nil, err
	}
	v := &embedView{
		Lang: lang, Title: whole.Title, SiteTitle: whole.SiteTitle, Canonical: whole.Canonical,
		Heading: whole.Heading, Lead: whole.Lead, Notices: whole.Notices,
		AsOf: whole.AsOf, Publisher: whole.Publisher,
		More: Link{Text: b.t(lang, "figure-more"), Href: b.href(lang, b.addressOf(sectionFigures, same(f.ID)))},
	}
	if len(whole.Figures) > 0 {
		v.Figure = &whole.Figures[0]
		v.Figure.Title, v.Figure.Interactive = v.Heading, ""
	}
	return v, nil
}

// The height of a frame, in px: the taller drawing with what stands around it on a
// narrow screen. Beyond the most, a reader scrolls in the frame.
const (
	aroundDrawing = 360
	tallestFrame  = 1000
)

// embedCode is what one puts into a page to show a figure there.
func (b *builder) embedCode(lang i18n.Lang, f figure.Figure, in *figure.Input) (*Code, error) {
	height, err := chart.Height(b.chartOf(lang, f, in))
	if err != nil {
		return nil, err
	}
	return &Code{
		ID: "embed-code", Label: b.t(lang, "embed-code"),
		Text: fmt.Sprintf(`<iframe src="%s" title="%s" width="100%%" height="%d" loading="lazy"></iframe>`,
			html.EscapeString(b.absolute(b.href(lang, b.embedAddress(f)))), html.EscapeString(b.text(lang, f.Title).Text),
			min(height+aroundDrawing, tallestFrame)),
	}, nil
}
