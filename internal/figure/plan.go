package figure

import (
	"cmp"
	"slices"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

var planState = Figure{
	ID:    "plan-state",
	Rows:  text("Stāvoklis", "State"),
	Once:  true,
	Title: text("Plāna pasākumi pēc stāvokļa", "The plan's measures by state"),
	Definition: text(
		"Katrs plāna pasākums stāvoklī, ko nosaka jaunākā ziņa no institūcijas, padomes vai redaktora, kurš norāda pierādījumus. “Nav datu” nozīmē, ka mūsu datos par izpildi nekā nav; “ziņa nav atrasta” – ka to meklēja un neatrada. Ne viens, ne otrs nenozīmē, ka pasākums nav izpildīts. Izpildīto daļu rēķina no visiem pasākumiem, izņemot atsauktos un aizstātos.",
		"Each measure of the plan in the state that the newest update by an institution, a council or an editor with evidence gives it. “No data” means that nothing on progress is in our data; “no report found” that somebody looked and found none. Neither means that the measure is not complete. The complete share is that of all measures but the withdrawn and the superseded ones."),
	Counts: "measure", OfPlan: true, Unit: Measures, Shape: Parts, Colours: ByState, Better: "up",
	Source: text("IRM izpildes skala; “atsaukts” un “aizstāts” – mūsu papildinājums.", "IRM's completion scale; withdrawn and superseded are our addition."),
	table: func(in *Input) Table {
		g := newGrouping(only)
		for _, s := range record.States {
			v := s.Vocabulary()
			g.row(Label{Key: string(s), Text: text(v.Title(i18n.Latvian, string(s)), v.Title(i18n.English, string(s)))})
		}
		for _, m := range in.measures() {
			g.add(string(m.State), only.Key, measureRef(m))
		}
		t := g.table()
		t.Share = shareOf(remaining(in.measures()), measureRef, isComplete)
		return t
	},
	finding: func(in *Input, t *Table) []Clause {
		unknown := countIf(in.measures(), func(m *progress.Measure) bool { return m.StateUnknown })
		return sayUnknown(t.Share.says("complete", Measures), Clause{ID: "no-data-on", N: unknown})
	},
}

func isComplete(m *progress.Measure) bool { return m.State == record.State(record.Complete) }

// remaining returns the measures that were neither withdrawn nor superseded.
func remaining(measures []*progress.Measure) []*progress.Measure {
	return slices.DeleteFunc(slices.Clone(measures), (*progress.Measure).Dropped)
}

func countIf[T any](records []T, such func(T) bool) int {
	n := 0
	for _, r := range records {
		if such(r) {
			n++
		}
	}
	return n
}

var delays = Figure{
	ID:    "delays",
	Rows:  text("Pasākums", "Measure"),
	Title: text("Dienas pēc termiņa", "Days after the due date"),
	Definition: text(
		"Par cik dienām pagājis termiņš pasākumiem, kas nav zināmi kā izpildīti, un par cik dienām vēlāk izpildīti pārējie. Skaita no termiņa, kas tobrīd bija spēkā, un ne tālāk par plāna pēdējo dienu. Ja izpildes diena zināma tikai aptuveni, norādīts mazākais iespējamais skaits. Pasākumi bez zināma termiņa neskaitās. Termiņš ir plānā noteiktais vai citur paziņotā diena; kura no tām, saka pasākuma lapa. Ja par izpildi datu nav, diena ir pagājusi, bet vai pasākums izpildīts, nav zināms.",
		"By how many days the due date has passed of measures that are not known to be complete, and by how many days the others were completed late. It is counted from the due date in force then, and no further than the plan's last day. Where the day of completion is only roughly known, the least that it can be is given. Measures without a known due date do not count. A due date is the plan's deadline or a day announced elsewhere; the measure's page says which. Where there are no data on progress, the day has passed, but whether the measure is complete is not known."),
	Counts: "measure", OfPlan: true, Unit: Days, Shape: Bars, Better: "down",
	table: func(in *Input) Table {
		t := delayTable(in.measures(), in.whole("measure", in.Plan))
		t.Left = withoutDueDate(in.measures())
		return t
	},
	finding: func(in *Input, t *Table) []Clause {
		longest, ok := t.longest(0)
		unknown := countIf(in.measures(), func(m *progress.Measure) bool { return m.Overdue && m.StateUnknown })
		switch {
		case !ok:
			return []Clause{{ID: "delays-none"}}
		case len(t.Rows) == 1:
			return sayUnknown([]Clause{{ID: "delays-one", Args: longest}}, Clause{ID: "delays-one-unknown", N: unknown})
		case !in.whole("measure", in.Plan):
			return sayUnknown([]Clause{{ID: "delays-found", N: len(t.Rows)}}, Clause{ID: "delays-unknown", N: unknown})
		}
		return sayUnknown([]Clause{{ID: "delays", N: len(t.Rows), Args: longest}}, Clause{ID: "delays-unknown", N: unknown})
	},
}

// sayUnknown adds of how many it is not known whether they are complete: a due date that
// has passed says nothing of that.
func sayUnknown(clauses []Clause, unknown Clause) []Clause {
	if unknown.N == 0 {
		return clauses
	}
	return append(clauses, unknown)
}

// withoutDueDate are the measures that can be neither due nor late, since no due date of
// theirs is known.
func withoutDueDate(measures []*progress.Measure) Left {
	return leftOut(NoDueDate, remaining(measures), measureRef, func(m *progress.Measure) bool { return m.Due == nil })
}

// delayTable lists delays: the longest first, where the measures are all there are, and
// else by the measures' numbers. Due dates would be no other order than the longest first
// for those that are overdue.
func delayTable(measures []*progress.Measure, whole bool) Table {
	t := Table{Columns: []Label{{Key: "days", Text: text("Dienas", "Days")}}}
	list := slices.DeleteFunc(slices.Clone(measures), func(m *progress.Measure) bool { return m.Delay() == 0 })
	if whole {
		slices.SortStableFunc(list, func(a, b *progress.Measure) int { return cmp.Compare(b.Delay(), a.Delay()) })
	}
	for _, m := range list {
		t.Rows = append(t.Rows, measureLabel(m))
		t.Cells = append(t.Cells, []Cell{{Number: float64(m.Delay()), Known: true, Records: []Ref{measureRef(m)}}})
	}
	return t
}

// measureLabel heads a row of a measure, with its number.
func measureLabel(m *progress.Measure) Label {
	title := i18n.Text{}
	for lang, s := range m.Record.Title {
		title[lang] = m.Record.Number + ". " + s
	}
	return Label{Key: m.Record.Key, Text: title, Ref: measureRef(m)}
}

var reporting = Figure{
	ID:    "reporting",
	Rows:  text("Kas ir datos", "What is in the data"),
	Title: text("Par kuriem pasākumiem institūcijas ziņojušas", "Which measures institutions have reported on"),
	Definition: text(
		"Cik plāna pasākumiem mūsu datos ir kāda institūcijas ziņa un cik – pierādījumi par pašreizējo stāvokli. Ziņojums, kura mūsu datos nav, var būt iesniegts.",
		"How many of the plan's measures have an update by an institution in our data, and how many evidence of their present state. A report that is not in our data may have been handed in."),
	Counts: "measure", OfPlan: true, Unit: Measures, Shape: Bars, Better: "up",
	table: func(in *Input) Table {
		g := newGrouping(only)
		for _, l := range []Label{
			{Key: "reported", Text: text("institūcija ziņojusi", "an institution has reported")},
			{Key: "evidence", Text: text("ar pierādījumiem", "with evidence")},
			{Key: "neither", Text: text("nav ne viena, ne otra", "neither")},
		} {
			g.row(l)
		}
		for _, m := range in.measures() {
			if m.Reported() {
				g.add("reported", only.Key, measureRef(m))
			}
			if m.HasEvidence() {
				g.add("evidence", only.Key, measureRef(m))
			}
			if !m.Reported() && !m.HasEvidence() {
				g.add("neither", only.Key, measureRef(m))
			}
		}
		t := g.table()
		t.Share = shareOf(in.measures(), measureRef, (*progress.Measure).Reported)
		return t
	},
	finding: func(in *Input, t *Table) []Clause {
		clauses := t.Share.says("reported", Measures)
		evidence := shareOf(in.measures(), measureRef, (*progress.Measure).HasEvidence)
		return append(clauses, evidence.says("evidence", Measures)...)
	},
}

var roles = Figure{
	ID:    "roles",
	Rows:  text("Institūcija", "Institution"),
	Title: text("Institūciju pasākumi pēc lomas", "Institutions' measures by role"),
	Definition: text(
		"Cik plāna pasākumos institūcija ir atbildīgā, līdzatbildīgā vai īstenotāja. Ja pasākumam lomas nav norādītas, skaitās tās, kas norādītas apņemšanās līmenī; no vairākām lomām vienā pasākumā skaitās pirmā.",
		"In how many of the plan's measures an institution is lead, co-lead or implementer. Where a measure names nobody, those count whom its commitment names; of several roles in one measure, the first."),
	Counts: "measure", OfPlan: true, Unit: Measures, Shape: Bars,
	table: func(in *Input) Table {
		g := newGrouping(
			Label{Key: string(progress.Lead), Text: text("atbildīgā", "lead")},
			Label{Key: string(progress.CoLead), Text: text("līdzatbildīgā", "co-lead")},
			Label{Key: string(progress.Implementer), Text: text("īstenotāja", "implementer")},
		)
		if in.Plan == nil {
			return g.table()
		}
		for _, inst := range in.Site.Institutions.All() {
			of := in.Index.InstitutionOn(inst.ID, in.Plan, in.Day)
			for _, d := range of.Duties {
				if d.Measure != nil {
					g.row(institutionLabel(in, inst.ID))
					g.add(inst.ID, string(d.Role), Ref{"measure", d.Measure.Key})
				}
			}
		}
		t := g.table()
		t.ranked(in, in.whole("measure", in.Plan))
		t.dropEmptyColumns()
		return t
	},
	finding: sayRows("roles"),
}

var reportAge = Figure{
	ID:    "report-age",
	Rows:  text("Institūcija", "Institution"),
	Title: text("Dienas kopš institūcijas pēdējās ziņas", "Days since an institution's last report"),
	Definition: text(
		"Cik dienu pagājis, kopš institūcija, kas plāna pasākumā ir atbildīgā vai līdzatbildīgā, mūsu datos pēdējoreiz ziņojusi par kādu no tiem; skaita ne tālāk par plāna pēdējo dienu. Ziņa bez norādīta autora skaitās visām pasākuma atbildīgajām un līdzatbildīgajām institūcijām. “Nav zināms” nozīmē, ka mūsu datos ziņas nav, nevis ka institūcija nav ziņojusi.",
		"How many days have passed since an institution that is lead or co-lead of a measure of the plan last reported on one of them, in our data; it is counted no further than the plan's last day. A report that names no author counts for all leads and co-leads of its measure. “Unknown” means that no report is in our data, and not that the institution has not reported."),
	Counts: "measure", OfPlan: true, Unit: Days, Shape: Bars, Better: "down",
	table: func(in *Input) Table {
		t := Table{Columns: []Label{{Key: "days", Text: text("Dienas", "Days")}}, Share: &Share{}}
		if in.Plan == nil {
			return t
		}
		for _, inst := range in.Site.Institutions.All() {
			of := in.Index.InstitutionOn(inst.ID, in.Plan, in.Day)
			if of.Measures.Lead+of.Measures.CoLead == 0 {
				continue
			}
			t.addReportAge(institutionLabel(in, inst.ID), &of)
		}
		return t
	},
	finding: func(in *Input, t *Table) []Clause {
		clauses := t.Share.says("report-age", Institutions)
		// An institution of which no report is known may have been silent for longer.
		allKnown := len(t.Share.Part) == len(t.Share.Whole)
		if longest, ok := t.longest(0); ok && allKnown && in.whole("measure", in.Plan) {
			clauses = append(clauses, Clause{ID: "report-age-oldest", Args: longest})
		}
		return clauses
	},
}

// addReportAge adds an institution's row: where the day of its report is only partly
// known, the least number of days that can have passed.
func (t *Table) addReportAge(label Label, of *progress.Institution) {
	cell := Cell{}
	t.Share.Whole = append(t.Share.Whole, label.Ref)
	if of.LastReport != nil {
		cell = Cell{Number: float64(of.SinceLastReport.Min), Known: true, Records: []Ref{{"measure", of.LastReport.Measure.Key}}}
		t.Share.Part = append(t.Share.Part, label.Ref)
	}
	t.Rows, t.Cells = append(t.Rows, label), append(t.Cells, []Cell{cell})
}

var ratings = Figure{
	ID:    "ratings",
	Rows:  text("Kas vērtē", "Who rates"),
	Title: text("Kas un kā vērtē pasākumus", "Who rates measures, and how"),
	Definition: text(
		"Katra vērtētāja jaunākais vērtējums par katru plāna pasākumu. Pašvērtējums ir tikai institūcijas pašas vērtējums; redaktora secinājums no publiskiem avotiem stāv atsevišķi un skaitās tikai ar pierādījumiem. Kas vēl nav novērtēts, nav vērtējums.",
		"Each rater's newest rating of each measure of the plan. Only an institution's own is a self-rating; what an editor concludes from public sources stands apart, and counts only with evidence. What is not rated yet is no rating."),
	Counts: "measure", OfPlan: true, Unit: Measures, Shape: Bars, Colours: ByState,
	Source: text("IRM izpildes skala.", "IRM's completion scale."),
	table: func(in *Input) Table {
		g := newGrouping(vocabularyLabels(record.Complete.Vocabulary())...)
		g.vocabulary(record.RatedByInstitution.Vocabulary())
		for _, m := range in.measures() {
			for _, r := range lastRatings(m) {
				g.add(string(r.By), string(r.Status), measureRef(m))
			}
		}
		t := g.table()
		t.ranked(in, false)
		t.dropEmptyColumns()
		t.Share = shareOf(in.measures(), measureRef, func(m *progress.Measure) bool { return len(m.Ratings) > 0 })
		return t
	},
	finding: func(in *Input, t *Table) []Clause {
		clauses := t.Share.says("ratings", Measures)
		if n := countIf(in.measures(), func(m *progress.Measure) bool { return m.RatingsDiffer }); n > 0 {
			clauses = append(clauses, Clause{ID: "ratings-differ", N: n})
		}
		return clauses
	},
}

// lastRatings returns one rating a rater: of several NGOs that rate one measure, say,
// the newest counts, since the figure counts measures.
func lastRatings(m *progress.Measure) []progress.Rating {
	var last []progress.Rating
	for _, r := range m.Ratings {
		i := slices.IndexFunc(last, func(known progress.Rating) bool { return known.By == r.By })
		switch {
		case i < 0:
			last = append(last, r)
		case r.Update.Date.Last() > last[i].Update.Date.Last():
			last[i] = r
		}
	}
	return last
}

// pending is the row of commitments that IRM has not rated.
var pending = Label{Key: "pending", Text: text("vērtējuma mūsu datos nav", "no rating in our data")}

var irmPotential = Figure{
	ID:    "irm-potential",
	Rows:  text("Potenciāls", "Potential"),
	Once:  true,
	Title: text("IRM vērtējums: apņemšanos rezultātu potenciāls", "IRM's rating: commitments' potential for results"),
	Definition: text(
		"Katra plāna apņemšanās pēc tā, kādu rezultātu potenciālu tai devis OGP Neatkarīgais ziņošanas mehānisms (IRM), kad vērtēja plāna izstrādi. Apņemšanās bez vērtējuma mūsu datos nav novērtēta zemu: tā nav novērtēta.",
		"Each commitment of the plan by the potential for results that OGP's Independent Reporting Mechanism (IRM) saw in it when it reviewed the plan's design. A commitment without a rating in our data is not rated low: it is not rated."),
	Counts: "commitment", OfPlan: true, Unit: Commitments, Shape: Parts,
	Source: text("IRM vērtēšanas kārtība kopš 2021. gada.", "IRM's method since 2021."),
	table: func(in *Input) Table {
		g := newGrouping(only)
		g.vocabulary(record.Potential("").Vocabulary())
		g.row(pending)
		share := &Share{}
		if in.Plan != nil {
			for _, c := range in.Index.Commitments(in.Plan.ID) {
				ref := Ref{"commitment", c.ID}
				share.Whole = append(share.Whole, ref)
				potential := visiblePotential(in, c)
				if potential != "" {
					share.Part = append(share.Part, ref)
				}
				g.add(cmp.Or(string(potential), pending.Key), only.Key, ref)
			}
		}
		t := g.table()
		t.Share = share
		return t
	},
	finding: sayShare("irm-potential", Commitments),
}

// visiblePotential is IRM's rating of a commitment as of the day; "" for none.
func visiblePotential(in *Input, c *record.Commitment) record.Potential {
	if r := progress.IRMOn(in.Plan, c, in.Day); r != nil {
		return r.Potential
	}
	return ""
}
