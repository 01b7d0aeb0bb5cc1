package site

import (
	"context"
	"fmt"
	"html/template"

	"parskats/internal/chart"
	"parskats/internal/i18n"
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

// indicatorFigure shows an indicator's values as columns: a line would join years of
// which nothing is known.
func (b *builder) indicatorFigure(lang i18n.Lang, r *record.Indicator, values []*record.Value) (*Figure, error) {
	title := b.text(lang, r.Title).Text
	unit := b.text(lang, r.Unit).Text
	frame := chart.Frame{ID: "values", Lang: lang, Title: title, Unit: chart.Unit{Name: unit, Percent: unit == "%"}, Complete: !r.Broken}
	grid := chart.Grid{CategoryHead: b.t(lang, "time")}
	var points []chart.Value
	for _, v := range values {
		grid.Categories = append(grid.Categories, v.Date.String())
		points = append(points, chart.Known(*v.Value))
	}
	grid.Series = []chart.Series{{Values: points}}
	return b.figure("values", &chart.Bars{Frame: frame, Grid: grid, Vertical: true}, b.t(lang, "values"))
}
