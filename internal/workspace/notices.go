package workspace

import (
	"strconv"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// notices says what an editor should look at on a day. Since the day alone can bring a
// notice about, none ever stops a build. known is what was found before, of which nothing
// is looked at again; it may be nil.
func notices(site *record.Site, day i18n.Day, known *sightings) diag.Problems {
	n := noticer{site: site, day: day}
	n.reports()
	seen := known.of(everyRecord(site), day)
	n.feedback(seen)
	n.quiet(seen)
	return n.problems
}

type noticer struct {
	site     *record.Site
	day      i18n.Day
	problems diag.Problems
}

// sighting is what notices say of a record.
type sighting struct {
	path string
	// worked is the newest date on which somebody worked on the record.
	worked i18n.Date
	// feedback is that of a consultation.
	feedback progress.Feedback
}

// sightings are those of records on a day.
type sightings struct {
	day     i18n.Day
	records map[progress.Record]sighting
}

// of looks at records, but for those that it knows, and keeps what it found.
func (s *sightings) of(records []progress.Record, day i18n.Day) []sighting {
	var known map[progress.Record]sighting
	if s != nil && s.day == day {
		known = s.records
	}
	seen := make([]sighting, len(records))
	for i, r := range records {
		var ok bool
		if seen[i], ok = known[r]; !ok {
			seen[i] = look(r, day)
		}
	}
	if s != nil {
		s.day, s.records = day, make(map[progress.Record]sighting, len(records))
		for i, r := range records {
			s.records[r] = seen[i]
		}
	}
	return seen
}

func look(r progress.Record, day i18n.Day) sighting {
	s := sighting{path: r.Base().Path, worked: progress.WorkedOn(r, day)}
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

// everyRecord returns the records of all types.
func everyRecord(site *record.Site) []progress.Record {
	var all []progress.Record
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
