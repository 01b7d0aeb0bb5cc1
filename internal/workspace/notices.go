package workspace

import (
	"cmp"
	"slices"
	"strconv"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/markdown"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// notices says what an editor should look at on a day. Since the day alone can bring a
// notice about, none ever stops a build.
func (s *sightings) notices() diag.Problems {
	n := noticer{site: s.site, day: s.day}
	n.problems.Append(s.silent)
	n.feedback(s.each)
	n.quiet(s.each)
	n.removals()
	return n.problems
}

type noticer struct {
	site     *record.Site
	day      i18n.Day
	problems diag.Problems
}

// sighting is what notices say of a record, and what leads from it to the site's own paths.
type sighting struct {
	path string
	// worked is the newest date on which somebody worked on the record.
	worked i18n.Date
	// feedback is that of a consultation.
	feedback progress.Feedback
	// links are those of its texts to paths of the site.
	links []markdown.Link
}

// sightings are what was looked at of the records of a site on a day.
type sightings struct {
	site *record.Site
	day  i18n.Day
	// records are those on which somebody works, and each has what was seen of them.
	records []progress.Record
	each    []sighting
	// silent are the notices on reports that are due.
	silent diag.Problems
}

// lookAt looks at the records of a site, but for what it has in common with the one that
// was looked at before, on the same day; before is nil where there is none.
func lookAt(site *record.Site, day i18n.Day, before *sightings) *sightings {
	s := &sightings{site: site, day: day, records: everyRecord(site)}
	if before == nil || before.day != day {
		before = &sightings{}
	}
	s.each = before.of(s.records, day)
	if before.site != nil && slices.Equal(site.Plans.All(), before.site.Plans.All()) && slices.Equal(site.Commitments.All(), before.site.Commitments.All()) {
		s.silent = before.silent
		return s
	}
	n := noticer{site: site, day: day}
	n.reports()
	s.silent = n.problems
	return s
}

// of looks at records, but for those at the beginning and those at the end that are the same
// as before.
func (s *sightings) of(records []progress.Record, day i18n.Day) []sighting {
	first, last := 0, 0
	for most := min(len(s.records), len(records)); first < most && records[first] == s.records[first]; {
		first++
	}
	for most := min(len(s.records), len(records)) - first; last < most && records[len(records)-1-last] == s.records[len(s.records)-1-last]; {
		last++
	}
	each := make([]sighting, 0, len(records))
	each = append(each, s.each[:first]...)
	for _, r := range records[first : len(records)-last] {
		each = append(each, look(r, day))
	}
	return append(each, s.each[len(s.each)-last:]...)
}

func look(r progress.Record, day i18n.Day) sighting {
	s := sighting{path: r.Base().Path, worked: progress.WorkedOn(r, day), links: siteLinks(r.Base())}
	if c, ok := r.(*record.Consultation); ok && progress.ConsultationVisible(c, day) {
		s.feedback = progress.ConsultationOn(c, day).Feedback
	}
	return s
}

// add reports a notice at a record's first line: what lacks has no place of its own.
func (n *noticer) add(path, code string, args diag.Args) *diag.Problem {
	return n.problems.Add(diag.Pos{File: path, Line: 1, Col: 1}, code, args)
}

// reports finds reporting deadlines that passed without a report on some measures: one
// notice a plan, for its newest deadline.
func (n *noticer) reports() {
	index := progress.NewIndex(n.site)
	for _, plan := range n.site.Plans.All() {
		now := index.PlanOn(plan, n.day)
		silent := 0
		var due i18n.Date
		for _, m := range now.Measures() {
			if m.Stale {
				silent++
				due = m.StaleFor.Due
			}
		}
		if silent > 0 {
			args := diag.Args{"due": due.String(), "measures": strconv.Itoa(silent)}
			n.add(plan.Path, "report-missing", args)
		}
	}
}

// feedback finds consultations whose feedback somebody looked for after they closed,
// and did not find.
func (n *noticer) feedback(seen []sighting) {
	for _, s := range seen {
		if s.feedback.Overdue {
			n.add(s.path, "feedback-missing", diag.Args{"checked": s.feedback.Checked.String()})
		}
	}
}

// removals finds pages that are said to be removed after the day: until then nothing tells
// when and why, and the date may be mistyped.
func (n *noticer) removals() {
	for _, r := range n.site.Config.Removed {
		if !progress.Visible(r.Date, n.day) {
			args := diag.Args{"url": cmp.Or(r.URL, r.Erased), "date": r.Date.String(), "day": n.day.String()}
			n.add(n.site.Config.Path, "removed-ahead", args)
		}
	}
}

// longestQuiet is how many days the records may stay as they are. OGP asks for an
// update of the public repository of a plan at least twice a year (Participation and
// Co-Creation Standards, standard 2).
const longestQuiet = 183

// quiet finds out for how long nobody has worked on the records.
func (n *noticer) quiet(seen []sighting) {
	var newest i18n.Date
	for _, s := range seen {
		if s.worked.Last() > newest.Last() {
			newest = s.worked
		}
	}
	if newest.IsZero() {
		return
	}
	if days := int(n.day - newest.Last()); days > longestQuiet {
		n.add(n.site.Config.Path, "no-changes", diag.Args{"newest": newest.String(), "days": strconv.Itoa(days)}).WithHint("twice-a-year")
	}
}

// everyRecord returns the records of all types but those that are only names.
func everyRecord(site *record.Site) []progress.Record {
	all := make([]progress.Record, 0, site.Len())
	all = appendAll(all, site.Institutions)
	all = appendAll(all, site.Plans)
	all = appendAll(all, site.Commitments)
	all = appendAll(all, site.Consultations)
	all = appendAll(all, site.Initiatives)
	all = appendAll(all, site.BudgetRounds)
	all = appendAll(all, site.Bodies)
	all = appendAll(all, site.Events)
	all = appendAll(all, site.Indicators)
	all = appendAll(all, site.Cases)
	all = appendAll(all, site.Guidelines)
	all = appendAll(all, site.News)
	all = appendAll(all, site.Pages)
	return appendAll(all, site.Reports)
}

func appendAll[T any](all []progress.Record, c record.Collection[T]) []progress.Record {
	for _, r := range c.All() {
		all = append(all, any(r).(progress.Record))
	}
	return all
}
