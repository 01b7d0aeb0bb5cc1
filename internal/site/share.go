package site

import (
	"fmt"
	"image/color"
	"io"
	"strings"

	"parskats/internal/chart"
	"parskats/internal/figure"
	"parskats/internal/i18n"
	"parskats/internal/output"
	"parskats/internal/poster"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// Share is what a page says of itself where somebody shares it. https://ogp.me/
type Share struct {
	Type  string // "website" or "article"
	Title string // the page's title
	// URL is the page's whole address, and Image the picture that stands for it. Both are
	// empty where the site's host is not known, since they must be whole.
	URL, Image    string
	ImageAlt      string // what the picture shows, in words
	Width, Height int    // of the picture, in pixels
	SiteName      string // the site's title
	Description   string // what the page is about; may be empty
	// Locale is the page's language and country, as en_GB.
	Locale string
	Others []string // those of the page in its other languages
}

// share is what a page says of itself. Its picture is that of the plan that the site is
// about on the day.
func (b *builder) share(lang i18n.Lang, href, title, description string) *Share {
	name, _ := b.Records.Config.Title.In(lang, b.langs...)
	s := &Share{Type: "website", Title: title, SiteName: name, Description: description, Locale: b.t(lang, "locale")}
	for _, other := range b.langs {
		if other != lang {
			s.Others = append(s.Others, b.t(other, "locale"))
		}
	}
	if b.origin != "" {
		s.URL = b.absolute(href)
	}
	b.showPlan(lang, s, progress.NewestBegun(b.Records, b.Day))
	return s
}

// showPlan makes a plan's picture that of a page; the site's own where there is no plan.
// What it shows is not told in its text, since every page would change with it.
func (b *builder) showPlan(lang i18n.Lang, s *Share, plan *record.Plan) {
	if b.origin == "" {
		return
	}
	path, alt := sitePicture(lang), s.SiteName
	if plan != nil {
		path = b.planPicture(lang, b.entries.get(entryKey{"plan", plan.ID}))
		alt = b.f(lang, "share-plan", i18n.Args{"Plan": b.text(lang, plan.Title).Text})
	}
	s.Image, s.ImageAlt = b.absolute(b.prefix+"/"+path), alt
	s.Width, s.Height = poster.Width, poster.Height
}

// sitePicture is the path of the picture that has the site's name alone.
func sitePicture(lang i18n.Lang) string { return string(lang) + "/site.png" }

// planPicture is the path of a plan's picture.
func (b *builder) planPicture(lang i18n.Lang, plan *entry) string {
	return string(lang) + "/" + plan.address[lang] + "plan.png"
}

// addPictures lists the pictures of plans, and that of the site, which stays when the
// first plan begins: people have shared it.
func (b *builder) addPictures() {
	for _, lang := range b.langs {
		b.addPicture(sitePicture(lang), func() poster.Poster { return b.sitePoster(lang) })
		for _, e := range b.byType["plan"] {
			b.addPicture(b.planPicture(lang, e), func() poster.Poster { return b.planPoster(lang, e.rec.(*record.Plan)) })
		}
	}
}

func (b *builder) addPicture(path string, of func() poster.Poster) {
	b.add(path, output.Asset, func(w io.Writer) error {
		painter, err := b.painter()
		if err != nil {
			return fmt.Errorf("picture %s: %w", path, err)
		}
		return painter.Draw(w, of())
	})
}

// newPainter takes the theme's fonts and colours. A style sheet may name none: pictures
// are then black on white.
func (b *builder) newPainter() (*poster.Painter, error) {
	colour := func(name string, or color.RGBA) color.RGBA {
		if c, ok := parseColour(b.Theme.Colour(name)); ok {
			return c
		}
		return or
	}
	var c poster.Colours
	c.Paper = colour("paper", color.RGBA{R: 255, G: 255, B: 255, A: 255})
	c.Text = colour("text", color.RGBA{A: 255})
	c.Muted = colour("muted", c.Text)
	c.Brand = colour("brand", c.Text)
	c.OnBrand = colour("on-brand", c.Paper)
	return poster.New(poster.Fonts{Regular: b.Theme.Fonts("regular"), Bold: b.Theme.Fonts("bold")}, c)
}

// parseColour reads #rrggbb.
func parseColour(hex string) (c color.RGBA, ok bool) {
	c.A = 255
	n, err := fmt.Sscanf(hex, "#%02x%02x%02x", &c.R, &c.G, &c.B)
	return c, err == nil && n == 3
}

// sitePoster is the picture of a site without a plan.
func (b *builder) sitePoster(lang i18n.Lang) poster.Poster {
	config := b.Records.Config
	p := poster.Poster{
		Site:    b.named(lang, "institution", config.Publisher).Text,
		Title:   b.text(lang, config.Title).Text,
		Finding: b.text(lang, config.Description).Text,
	}
	if config.SampleNotice {
		p.Foot = b.t(lang, "sample-data")
	}
	return p
}

// planPoster is a plan's picture: how many of its measures are complete, in the words of
// the figure that the dashboard shows, and all of them by state. It names no day of its
// own but the newest on which somebody wrote into the plan's records, so that it changes only when
// what it says does.
func (b *builder) planPoster(lang i18n.Lang, plan *record.Plan) poster.Poster {
	p := poster.Poster{
		Site:    b.text(lang, b.Records.Config.Title).Text,
		Title:   b.text(lang, plan.Title).Text,
		Finding: b.planFinding(lang, plan),
		Foot:    b.planFoot(lang, plan),
	}
	now := b.truth.PlanOn(plan, b.Day)
	for _, s := range now.Counts.States {
		if s.Count == 0 {
			continue
		}
		hex, hollow := chart.State(string(s.State)).Look()
		fill, _ := parseColour(hex)
		p.Parts = append(p.Parts, poster.Part{
			Text: b.stateBadge(lang, s.State).Text + ": " + i18n.FormatInt(lang, s.Count),
			Size: s.Count, Colour: fill, Hollow: hollow,
		})
	}
	if len(p.Parts) > 0 {
		p.Note = b.coverageSentence(lang, "measure", plan)
	}
	return p
}

// planFinding says what is known of a plan's measures, or why nothing is.
func (b *builder) planFinding(lang i18n.Lang, plan *record.Plan) string {
	phase := progress.PhaseOn(plan, b.Day)
	if phase == progress.NotBegun || phase == progress.Unconfirmed {
		return b.t(lang, "phase-help-"+string(phase))
	}
	state, _ := figure.Find("plan-state")
	if finding := b.finding(lang, state, b.inputOf(plan)); finding != "" {
		return finding
	}
	return b.t(lang, "no-measures")
}

// planFoot says that the plan is fictional, and up to which day its records go.
func (b *builder) planFoot(lang i18n.Lang, plan *record.Plan) string {
	newest := progress.WorkedOn(plan, b.Day)
	for _, c := range b.truth.Commitments(plan.ID) {
		if date := progress.WorkedOn(c, b.Day); date.Last() > newest.Last() {
			newest = date
		}
	}
	var parts []string
	if plan.Sample || b.Records.Config.SampleNotice {
		parts = append(parts, b.t(lang, "sample-data"))
	}
	if !newest.IsZero() {
		parts = append(parts, b.f(lang, "share-newest", i18n.Args{"Date": i18n.FormatDate(lang, newest, i18n.Nominative)}))
	}
	return strings.Join(parts, " ")
}
