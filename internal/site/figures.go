package site

import (
	"context"
	"fmt"
	"html/template"

	"parskats/internal/chart"
	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// figure draws a chart and puts its words and its table beside it.
func (b *builder) figure(id string, c chart.Chart, title string) (*Figure, error) {
	drawing, err := b.Charts.Draw(context.Background(), c)
	if err != nil {
		return nil, fmt.Errorf("chart %s: %w", id, err)
	}
	b.charts.Add(1)
	return &Figure{
		ID: id, Title: title, Summary: c.Summary(), Table: c.Table(),
		Wide: template.HTML(drawing.Wide), Narrow: template.HTML(drawing.Narrow),
	}, nil
}

// counted writes numbers with their noun in the right plural.
func (b *builder) counted(lang i18n.Lang, id string) func(float64) string {
	return func(x float64) string { return b.n(lang, id, int(x), nil) }
}

// stateFigure shows a plan's measures by state, as parts of one bar.
func (b *builder) stateFigure(lang i18n.Lang, p *progress.Plan) (*Figure, error) {
	title := b.t(lang, "figure-states")
	grid := chart.Grid{CategoryHead: b.t(lang, "plan"), Categories: []string{b.t(lang, "measures")}, SeriesHead: b.t(lang, "state")}
	for _, s := range p.Counts.States {
		if s.Count == 0 {
			continue
		}
		grid.Series = append(grid.Series, chart.Series{
			Label:  s.State.Vocabulary().Title(lang, string(s.State)),
			Colour: chart.State(string(s.State)),
			Values: chart.Ints(s.Count),
		})
	}
	c := &chart.Bars{
		Frame: chart.Frame{
			ID: "states", Lang: lang, Title: title,
			Lead: b.n(lang, "figure-states-lead", p.Counts.Total, nil),
			Note: b.coverageSentence(lang, "measure", p.Record),
			Unit: chart.Unit{Name: b.t(lang, "measures"), Count: b.counted(lang, "count-measures")},

			Complete: b.coverageOf("measure", p.Record).Extent == record.ExtentAll,
		},
		Grid: grid, Stacked: true,
	}
	return b.figure("states", c, title)
}

// levelFigure shows the good-practice cases by level of participation.
func (b *builder) levelFigure(lang i18n.Lang) (*Figure, error) {
	table := progress.ParticipationOn(b.Records, b.Day).Cases
	title := b.t(lang, "figure-levels")
	var categories []string
	var values []chart.Value
	for _, l := range table.Levels {
		categories = append(categories, b.levelTitle(lang, l.Level))
		values = append(values, chart.Known(float64(l.Count)))
	}
	c := &chart.Bars{
		Frame: chart.Frame{
			ID: "levels", Lang: lang, Title: title,
			Lead: b.n(lang, "figure-levels-lead", table.Total, nil),
			Note: b.coverageSentence(lang, "case", nil),
			Unit: chart.Unit{Name: b.t(lang, "cases"), Count: b.counted(lang, "count-cases")},

			Complete: b.coverageOf("case", nil).Extent == record.ExtentAll,
		},
		Grid: chart.Grid{CategoryHead: b.t(lang, "level"), Categories: categories, Series: []chart.Series{{Values: values}}},
	}
	return b.figure("levels", c, title)
}

// indicatorFigure shows an indicator's values as columns: a line would join years of
// which nothing is known.
func (b *builder) indicatorFigure(lang i18n.Lang, r *record.Indicator, values []*record.Value) (*Figure, error) {
	title := b.text(lang, r.Title).Text
	unit := b.text(lang, r.Unit).Text
	frame := chart.Frame{ID: "values", Lang: lang, Title: title, Unit: chart.Unit{Name: unit, Percent: unit == "%"}, Complete: false}
	grid := chart.Grid{CategoryHead: b.t(lang, "time")}
	var points []chart.Value
	for _, v := range values {
		grid.Categories = append(grid.Categories, v.Date.String())
		points = append(points, chart.Known(*v.Value))
	}
	grid.Series = []chart.Series{{Values: points}}
	return b.figure("values", &chart.Bars{Frame: frame, Grid: grid, Vertical: true}, b.t(lang, "values"))
}
