package check

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/markdown"
	"parskats/internal/record"
)

// The rules in this file warn: what they find is allowed, but seldom meant.

// warnOfDueDates finds due dates that come after the plan's end, and changed ones that
// come before the first.
func (c *checker) warnOfDueDates(it *item, i int, m *record.Measure, planEnds i18n.Date) {
	if m.Due != nil {
		c.warnOfDueAfterPlan(it.pos("measures", i, "due", "date"), m.Due.Date, planEnds)
	}
	for j, revision := range m.Revised {
		pos := it.pos("measures", i, "revised", j, "due")
		c.warnOfDueAfterPlan(pos, revision.Due, planEnds)
		if m.Due != nil && isBefore(revision.Due, m.Due.Date) {
			args := diag.Args{"due": revision.Due.String(), "first": m.Due.Date.String()}
			c.problems.Add(pos, "due-earlier", args)
		}
	}
}

func (c *checker) warnOfDueAfterPlan(pos diag.Pos, due, planEnds i18n.Date) {
	if isBefore(planEnds, due) {
		c.problems.Add(pos, "due-after-plan", diag.Args{"due": due.String(), "ends": planEnds.String()})
	}
}

// updatesAfterPlan is for how many days after a plan's end updates on its measures are
// nothing unusual: the final report, IRM's results report and a council's evaluation come
// within a year or so, and this leaves them as long again. What is later is mostly a year
// with its digits exchanged, 2052 for 2025.
const updatesAfterPlan = 2 * 365

// isLongAfter reports whether a day is later than updates on a plan that ended are.
func isLongAfter(day, planEnds i18n.Date) bool {
	return !day.IsZero() && !planEnds.IsZero() && day.First()-planEnds.Last() > updatesAfterPlan
}

// warnOfShortConsultation holds a consultation's length, both of its ends counted,
// against the site's own rule, where it has one. A partial date stands for whichever
// of its days makes the consultation longest.
func (c *checker) warnOfShortConsultation(it *item, r *record.Consultation) {
	rule := c.config.MinimumDays
	if rule == nil || r.Opens.IsZero() || r.Closes.IsZero() {
		return
	}
	days := int(r.Closes.Last()-r.Opens.First()) + 1
	if days < 1 || days >= rule.Days {
		return // ends before it begins, which is an error, or long enough
	}
	source, _ := rule.Source.Title.In(c.langs[0], i18n.Languages...)
	if source == "" {
		source = rule.Source.URL
	}
	args := diag.Args{"days": strconv.Itoa(days), "minimum": strconv.Itoa(rule.Days), "source": source}
	c.problems.Add(it.pos("closes"), "short-consultation", args)
}

// earlyResults are the scales of IRM's early results, by the names that they go by:
// "Did it open government?" until 2020, another scale since 2021. OGP's own data has
// the values of both under one name.
var earlyResults = map[string][]string{
	"did it open government?": openedGovernment,
	"early results":           resultsSince2021,
	"ogp early results":       append(slices.Clone(openedGovernment), resultsSince2021...),
}

var (
	openedGovernment = []string{"Worsened", "Did Not Change", "Marginal", "Major", "Outstanding"}
	resultsSince2021 = []string{"No Notable Results", "Moderate Results", "Significant Results"}
)

// warnOfScale finds a value that is none of its scale. A scale that is not known here
// has any values.
func (c *checker) warnOfScale(it *item, rating *record.IRMRating) {
	if rating == nil || rating.EarlyResults == nil {
		return
	}
	value, scale := rating.EarlyResults.Value, rating.EarlyResults.Scale
	known, isKnown := earlyResults[strings.ToLower(scale)]
	is := func(term string) bool { return strings.EqualFold(term, value) }
	if value == "" || !isKnown || slices.ContainsFunc(known, is) {
		return
	}
	args := diag.Args{"value": value, "scale": scale, "values": quoted(known)}
	c.problems.Add(it.pos("irm", "early_results", "value"), "irm-scale", args).WithHint("one-of")
}

// warnOfTexts looks through a record's Markdown in all languages.
func (c *checker) warnOfTexts(it *item) {
	for _, b := range it.body {
		c.warnOfHeadings(b.text.Headings)
		c.warnOfImages(b.text.Links)
		c.warnOfPersons(b)
	}
	c.warnOfMissingFiles(it)
}

// warnOfHeadings finds headings that leave out a level, which readers who listen to a
// page take for a missing part. The page's own title is the heading of level 1.
func (c *checker) warnOfHeadings(headings []markdown.Heading) {
	above := 1
	for i, h := range headings {
		args := diag.Args{"level": strconv.Itoa(h.Level), "above": strconv.Itoa(above)}
		switch {
		case h.Level == 1:
			args["marks"] = "##"
			c.problems.Add(h.Pos, "heading-order/title", args).WithHint("heading-level")
		case h.Level > above+1:
			args["marks"] = strings.Repeat("#", above+1)
			code := "heading-order"
			if i == 0 {
				code = "heading-order/first"
			}
			c.problems.Add(h.Pos, code, args).WithHint("heading-level")
		}
		above = h.Level
	}
}

func (c *checker) warnOfImages(links []markdown.Link) {
	for _, link := range links {
		if link.IsImage && link.Destination != "" && strings.TrimSpace(link.Alt) == "" {
			c.problems.Add(link.Pos, "image-alt", diag.Args{"target": link.Destination}).WithHint("image-alt")
		}
	}
}

// warnOfMissingFiles finds the languages of the site in which a Markdown record has no
// text. One whose file names no language is meant to be so. One that is written in
// another language than the default one lacks it for most readers.
func (c *checker) warnOfMissingFiles(it *item) {
	_, lang := splitName(path.Base(it.doc.Path))
	if len(it.body) == 0 || lang == "" {
		return
	}
	for _, lang := range c.langs {
		if it.base().Body[lang] == nil {
			args := diag.Args{"lang": string(lang), "file": it.fileIn(lang)}
			c.problems.Add(docPos(it.body[0].doc), "translation-missing/file", args).WithHint("translation")
		}
	}
}
