package progress

import (
	"slices"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// Role is what an institution does in a commitment or measure.
type Role string

// The roles, in the plan's words: responsible, co-responsible, implementer.
const (
	Lead        Role = "lead"
	CoLead      Role = "co_lead"
	Implementer Role = "implementer"
)

// Duty is an institution's role in a measure or, where Measure is nil, in a
// commitment as a whole.
type Duty struct {
	Plan       *record.Plan
	Commitment *record.Commitment
	Measure    *record.Measure
	Role       Role
}

// Report is what an institution reported on a measure.
type Report struct {
	Duty
	Update *record.Update
}

// RoleCounts counts by role.
type RoleCounts struct{ Lead, CoLead, Implementer int }

func (c *RoleCounts) add(r Role) {
	increment(&c.Lead, r == Lead)
	increment(&c.CoLead, r == CoLead)
	increment(&c.Implementer, r == Implementer)
}

// Institution is what an institution does and reports, as of a day.
type Institution struct {
	// Duties are its measures that exist on the day and its commitments in plans
	// that have begun by it, by plan, commitment and number. A measure that names
	// nobody at all is in the hands of those whom its commitment names. Of several
	// roles in one measure only the first of lead, co-lead and implementer counts.
	Duties []Duty
	// Measures and Commitments count them by role.
	Measures, Commitments RoleCounts
	// LastReport is its newest visible report; nil where the data hold none, which
	// is unknown and not "never". A report counts for its author; without one, for
	// all leads and co-leads of the measure.
	LastReport *Report
	// SinceLastReport is the number of days from that report to the day, and no further
	// than the plan's last day where it is about one plan; nil where there is none.
	SinceLastReport *Span
}

// InstitutionOn returns what an institution does and reports as of a day: in one
// plan, or in all where plan is nil.
func (ix *Index) InstitutionOn(id string, plan *record.Plan, day i18n.Day) Institution {
	var out Institution
	for _, d := range ix.duties[id] {
		if (plan == nil || d.Plan == plan) && d.exists(day) {
			out.add(d)
		}
	}
	for i := range ix.reports[id] {
		r := &ix.reports[id][i]
		if (plan != nil && r.Plan != plan) || !r.exists(day) || !Visible(r.Update.Date, day) {
			continue
		}
		if out.LastReport == nil || !newer(out.LastReport.Update.Date, r.Update.Date) {
			out.LastReport = r
		}
	}
	if out.LastReport != nil {
		last := day
		if plan != nil {
			last = min(day, max(plan.Ends.Last(), out.LastReport.Update.Date.Last()))
		}
		days := since(out.LastReport.Update.Date, last)
		out.SinceLastReport = &days
	}
	return out
}

func (i *Institution) add(d Duty) {
	i.Duties = append(i.Duties, d)
	if d.Measure == nil {
		i.Commitments.add(d.Role)
	} else {
		i.Measures.add(d.Role)
	}
}

// NameOn returns the name that an institution had on a day, with its abbreviation:
// that of the oldest former name whose last day is not before the day, else its
// present name. A former name whose last day is unknown is never chosen.
func NameOn(i *record.Institution, day i18n.Day) (title, abbreviation i18n.Text) {
	for _, f := range i.FormerNames {
		if !f.Until.IsZero() && day <= f.Until.Last() {
			return f.Title, f.Abbreviation
		}
	}
	return i.Title, i.Abbreviation
}

// exists reports whether the measure, or else the plan, is there on a day.
func (d *Duty) exists(day i18n.Day) bool {
	if d.Measure == nil {
		return d.Plan.Starts.First() <= day
	}
	return measureExists(d.Plan, d.Measure, day)
}

func (ix *Index) addDuties(plan *record.Plan, c *record.Commitment) {
	ix.addRoles(RolesIn(c, nil), Duty{Plan: plan, Commitment: c})
	for i := range c.Measures {
		m := &c.Measures[i]
		r := RolesIn(c, m)
		duty := Duty{Plan: plan, Commitment: c, Measure: m}
		ix.addRoles(r, duty)
		ix.addReports(r, duty)
	}
}

// RolesIn returns who carries out a measure or, where m is nil, the commitment as a whole. A
// measure that names nobody is in the hands of those whom its commitment names.
func RolesIn(c *record.Commitment, m *record.Measure) Roles {
	if m != nil {
		if r := (Roles{m.Lead, m.CoLead, m.Implementers}); !r.empty() {
			return r
		}
	}
	return Roles{c.Lead, c.CoLead, c.Implementers}
}

// Carriers returns the ids of the institutions that have a role in a measure or, where m is
// nil, in the commitment as a whole, each once: see Institution.Duties.
func Carriers(c *record.Commitment, m *record.Measure) []string {
	var ids []string
	RolesIn(c, m).each(func(id string, _ Role) { ids = append(ids, id) })
	return ids
}

func (ix *Index) addRoles(r Roles, duty Duty) {
	r.each(func(id string, role Role) {
		duty.Role = role
		ix.duties[id] = append(ix.duties[id], duty)
	})
}

func (ix *Index) addReports(r Roles, duty Duty) {
	add := func(id string, role Role, u *record.Update) {
		duty.Role = role
		ix.reports[id] = append(ix.reports[id], Report{duty, u})
	}
	for i := range duty.Measure.Updates {
		u := &duty.Measure.Updates[i]
		switch {
		case u.By != record.RatedByInstitution:
		case u.Author != "":
			add(u.Author, r.of(u.Author), u)
		default:
			r.each(func(id string, role Role) {
				if role != Implementer {
					add(id, role, u)
				}
			})
		}
	}
}

// Roles are the ids of those who carry something out.
type Roles struct{ Lead, CoLead, Implementers []string }

func (r Roles) empty() bool { return len(r.Lead)+len(r.CoLead)+len(r.Implementers) == 0 }

// each calls f once for every institution, with its first role.
func (r Roles) each(f func(id string, role Role)) {
	var done []string
	for _, group := range []struct {
		role Role
		ids  []string
	}{{Lead, r.Lead}, {CoLead, r.CoLead}, {Implementer, r.Implementers}} {
		for _, id := range group.ids {
			if !slices.Contains(done, id) {
				done = append(done, id)
				f(id, group.role)
			}
		}
	}
}

// of returns an institution's first role, or "" where it has none.
func (r Roles) of(id string) (role Role) {
	r.each(func(other string, its Role) {
		if other == id {
			role = its
		}
	})
	return role
}
