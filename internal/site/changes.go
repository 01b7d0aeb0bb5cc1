package site

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parskats/internal/changes"
	"parskats/internal/i18n"
	"parskats/internal/output"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// latestChanges is how many changes the page of changes itself lists; a page for each
// month has all.
const latestChanges = 25

// month is the changes of a month, the newest first.
type month struct {
	of      i18n.Date
	changes []changes.Change
}

// addChanges lists the page of changes and one for each month in which something changed.
func (b *builder) addChanges() error {
	words, err := b.changeWords()
	if err != nil {
		return err
	}
	all := newestDatesFirst(ofRecords(b.history().told))
	months := byMonth(all)
	var newest i18n.Date
	if len(all) > 0 {
		newest = all[0].Date
	}
	b.addPage(page{
		address: b.addressOf(sectionChanges), kind: output.Page, template: "record", modified: newest,
		view: func(lang i18n.Lang) (any, error) { return b.changesView(lang, words[lang], all, months), nil },
	})
	for _, m := range months {
		b.addPage(page{
			address: b.monthAddress(m.of), kind: output.Listing, template: "record", modified: m.changes[0].Date,
			view: func(lang i18n.Lang) (any, error) { return b.monthView(lang, words[lang], m), nil },
		})
	}
	return nil
}

// newChangeWords makes the words of changes in each language.
func (b *builder) newChangeWords() (map[i18n.Lang]*changes.Words, error) {
	words := map[i18n.Lang]*changes.Words{}
	for _, lang := range b.langs {
		w, err := changes.NewWords(lang, b.langs...)
		if err != nil {
			return nil, err
		}
		words[lang] = w
	}
	return words, nil
}

// ofRecords leaves out the pages that were removed: the log has them, each in the language
// of the page.
func ofRecords(all []changes.Change) []changes.Change {
	return slices.DeleteFunc(slices.Clone(all), func(c changes.Change) bool { return c.Removal != nil })
}

// newestDatesFirst orders changes by the dates that readers see beside them. Between has
// them by the day from which a site says so, which for an end is the day after it.
//
// A partial date is an interval, and stands where it begins: what is dated 2026 comes after
// everything of which a day in 2026 is known, since all of that may be later.
func newestDatesFirst(all []changes.Change) []changes.Change {
	slices.Reverse(all)
	slices.SortStableFunc(all, func(x, y changes.Change) int {
		return cmp.Or(cmp.Compare(y.Date.First(), x.Date.First()), cmp.Compare(x.Date.Last(), y.Date.Last()))
	})
	return all
}

// byMonth groups changes, the newest first, by the month of their dates; those of which only
// the year is known are a group of their own, after the year's months.
func byMonth(all []changes.Change) []month {
	var months []month
	places := map[i18n.Date]int{}
	for _, c := range all {
		of := i18n.Date{Year: c.Date.Year, Month: c.Date.Month}
		i, seen := places[of]
		if !seen {
			i = len(months)
			places[of] = i
			months = append(months, month{of: of})
		}
		months[i].changes = append(months[i].changes, c)
	}
	return months
}

func (b *builder) monthAddress(of i18n.Date) address {
	return b.addressOf(sectionChanges, same(of.String()))
}

func (b *builder) changesView(lang i18n.Lang, words *changes.Words, all []changes.Change, months []month) *recordView {
	title, lead := b.sectionTitle(lang, sectionChanges), b.t(lang, "intro-changes")
	v := &recordView{
		Layout:  b.layout(lang, b.addressOf(sectionChanges), title, lead, Link{Text: title}),
		Heading: title, Lead: lead,
	}
	latest := Section{ID: "latest", Title: b.t(lang, "changes-latest"), Empty: b.t(lang, "changes-none")}
	latest.Items = b.changeItems(lang, words, all[:min(len(all), latestChanges)])
	v.Follow = append(b.follow(lang, b.wholeChannel()), b.subscribe(lang, b.wholeAgenda())...)
	v.Sections = []Section{latest, b.correctionLog(lang, words, all), b.monthSection(lang, months)}
	if len(all) > 0 {
		v.AsOf = b.changedOn(lang, "changed-list", all[0].Date)
	}
	return v
}

// correctionLog lists what was wrong and was mended, and the pages that were removed.
func (b *builder) correctionLog(lang i18n.Lang, words *changes.Words, all []changes.Change) Section {
	s := Section{ID: "corrections", Title: b.t(lang, "corrections"), Intro: b.t(lang, "intro-corrections"), Empty: b.t(lang, "corrections-none")}
	corrected := slices.DeleteFunc(slices.Clone(all), func(c changes.Change) bool { return c.Kind != changes.Corrected })
	s.Items = b.changeItems(lang, words, corrected)
	for _, r := range b.Records.Config.Removed {
		if progress.Visible(r.Date, b.Day) && b.isOf(lang, &r) {
			s.Items = append(s.Items, b.removedItem(lang, r))
		}
	}
	slices.SortStableFunc(s.Items, func(x, y Item) int { return strings.Compare(y.DateISO, x.DateISO) })
	return s
}

// removedItem says that a page was removed. One that is erased is not named.
func (b *builder) removedItem(lang i18n.Lang, r record.Removal) Item {
	reason := b.text(lang, r.Reason)
	item := Item{
		Date: i18n.FormatDate(lang, r.Date, i18n.Nominative), DateISO: r.Date.String(),
		Text: reason.Text, Lang: reason.Lang, Note: b.t(lang, "page-removed"),
	}
	item.Title = b.removalLink(&r)
	return item
}

// removalLink leads to the page that stands in the place of a removed one; nowhere, and
// without a name, where the page is erased.
func (b *builder) removalLink(r *record.Removal) Link {
	if r.URL == "" {
		return Link{}
	}
	return Link{Text: r.URL, Href: b.prefix + escapedPath(r.URL)}
}

// monthSection links to the months, a group a year.
func (b *builder) monthSection(lang i18n.Lang, months []month) Section {
	s := Section{ID: "months", Title: b.t(lang, "changes-months")}
	for _, m := range months {
		year := strconv.Itoa(m.of.Year)
		if len(s.Groups) == 0 || s.Groups[len(s.Groups)-1].Title != year {
			s.Groups = append(s.Groups, Group{Title: year})
		}
		of := &s.Groups[len(s.Groups)-1]
		name := b.monthTitle(lang, m.of)
		of.Links = append(of.Links, Link{Text: fmt.Sprintf("%s: %s", name, i18n.FormatInt(lang, len(m.changes))), Href: b.href(lang, b.monthAddress(m.of))})
	}
	return s
}

// monthTitle names a month, or says of a year that more than it is not known.
func (b *builder) monthTitle(lang i18n.Lang, of i18n.Date) string {
	name := i18n.FormatDate(lang, of, i18n.Nominative)
	if of.Month == 0 {
		return b.f(lang, "changes-year-only", i18n.Args{"Year": name})
	}
	return name
}

func (b *builder) monthView(lang i18n.Lang, words *changes.Words, m month) *recordView {
	name := b.monthTitle(lang, m.of)
	title := b.sectionTitle(lang, sectionChanges) + ": " + name
	v := &recordView{
		Layout:  b.layout(lang, b.monthAddress(m.of), title, "", b.sectionCrumb(lang, sectionChanges), Link{Text: name}),
		Heading: title,
	}
	v.Sections = []Section{{
		ID: "latest", Title: b.n(lang, "changes-count", len(m.changes), nil), Items: b.changeItems(lang, words, m.changes),
	}}
	v.AsOf = b.changedOn(lang, "changed-list", m.changes[0].Date)
	return v
}

// changeItems lists changes. What the record itself says comes first where that is the
// news: a correction, a reply, a step of a plan or an initiative.
func (b *builder) changeItems(lang i18n.Lang, words *changes.Words, list []changes.Change) []Item {
	var items []Item
	for i := range list {
		c := &list[i]
		item := Item{
			Date: i18n.FormatDate(lang, c.Date, i18n.Nominative), DateISO: c.Date.String(),
			Title: b.changeLink(lang, c), Text: words.Sentence(c),
		}
		own := b.text(lang, c.Text)
		if own.Text != "" && saysItself(c.Kind) {
			item.Note, item.Text, item.Lang = item.Text, own.Text, own.Lang
		}
		items = append(items, item)
	}
	return items
}

// saysItself reports whether a change is best told in the record's own words.
func saysItself(kind changes.Kind) bool {
	switch kind {
	case changes.Corrected, changes.Responded, changes.Kind(progress.PlanMilestone), changes.Kind(progress.PlanAmended), changes.Kind(progress.InitiativeMoved):
		return true
	}
	return false
}

// changeLink leads to what changed: a measure's place on its commitment's page, a report
// itself, the record's page, or what stands in the place of a removed one.
func (b *builder) changeLink(lang i18n.Lang, c *changes.Change) Link {
	if c.Removal != nil {
		return b.removalLink(c.Removal)
	}
	a := progress.Activity{Type: c.Type, ID: c.Record.Base().ID}
	if c.Measure != nil {
		a.Measure = c.Measure.Record.Key
	}
	return b.activityLink(lang, &a)
}
