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
		"Katrs plāna pasākums stāvoklī, ko nosaka jaunākā ziņa no institūcijas, padomes vai redaktora, kurš norāda pierādījumus. “Nav datu” nozīmē, ka mūsu datos par izpildi nekā nav; “ziņa nav atrasta” – ka to meklēja un neatrada. Ne viens, ne otrs nenozīmē, ka pasākums nav izpildīts.",
		"Each measure of the plan in the state that the newest update by an institution, a council or an editor with evidence gives it. “No data” means that nothing on progress is in our data; “no report found” that somebody looked and found none. Neither means that the measure is not complete."),
	Counts: "measure", OfPlan: true, Unit: Measures, Shape: Parts, Colours: ByState,
	Source: text("IRM izpildes skala; plāna atsaukšana un aizstāšana – mūsu papildinājums.", "IRM's completion scale; withdrawn and superseded are our addition."),
	table: func(in *Input) Table {
		g := newGrouping(only)
		for _, s := range record.States {
			v := s.Vocabulary()
			g.row(Label{Key: string(s), Text: text(v.Title(i18n.Latvian, string(s)), v.Title(i18n.English, string(s)))})
		}
		for _, m := range in.measures() {
			g.add(string(m.State), only.Key, measureRef(m))
		}
		return g.table()
	},
}

var delays = Figure{
	ID:    "delays",
	Rows:  text("Pasākums", "Measure"),
	Title: text("Nokavētie termiņi dienās", "Delays in days"),
	Definition: text(
		"Par cik dienām pagājis termiņš pasākumiem, kas nav zināmi kā izpildīti, un par cik dienām vēlāk izpildīti pārējie. Skaita no termiņa, kas tobrīd bija spēkā, un ne tālāk par plāna pēdējo dienu. Pasākumi bez zināma termiņa neskaitās. Ja par izpildi datu nav, diena ir pagājusi, bet vai pasākums izpildīts, nav zināms.",
		"By how many days the due date has passed of measures that are not known to be complete, and by how many days the others were completed late. It is counted from the due date in force then, and no further than the plan's last day. Measures without a known due date do not count. Where there are no data on progress, the day has passed, but whether the measure is complete is not known."),
	Counts: "measure", OfPlan: true, Unit: Days, Shape: Bars,
	table: func(in *Input) Table {
		return delayTable(in.measures())
	},
}

func delayTable(measures []*progress.Measure) Table {
	t := Table{Columns: []Label{{Key: "days", Text: text("Dienas", "Days")}}}
	list := slices.DeleteFunc(slices.Clone(measures), func(m *progress.Measure) bool { return delayOf(m) == 0 })
	slices.SortStableFunc(list, func(a, b *progress.Measure) int { return cmp.Compare(delayOf(b), delayOf(a)) })
	for _, m := range list {
		ref := measureRef(m)
		title := i18n.Text{}
		for lang, s := range m.Record.Title {
			title[lang] = m.Record.Number + ". " + s
		}
		t.Rows = append(t.Rows, Label{Key: m.Record.Key, Text: title, Ref: ref})
		t.Cells = append(t.Cells, []Cell{{Number: float64(delayOf(m)), Known: true, Records: []Ref{ref}}})
	}
	return t
}

// delayOf is by how many days a measure is overdue or was late; 0 for neither.
func delayOf(m *progress.Measure) int {
	switch {
	case m.Overdue:
		return m.DaysOverdue
	case m.Late:
		return m.DaysLate.Max
	}
	return 0
}

var reporting = Figure{
	ID:    "reporting",
	Rows:  text("Kas ir datos", "What is in the data"),
	Title: text("Par kuriem pasākumiem institūcijas ziņojušas", "Which measures institutions have reported on"),
	Definition: text(
		"Cik plāna pasākumiem mūsu datos ir kāda institūcijas ziņa un cik – pierādījumi par pašreizējo stāvokli. Ziņojums, kura mūsu datos nav, var būt iesniegts.",
		"How many of the plan's measures have an update by an institution in our data, and how many evidence of their present state. A report that is not in our data may have been handed in."),
	Counts: "measure", OfPlan: true, Unit: Measures, Shape: Bars,
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
		return g.table()
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
					g.row(institutionLabel(in.Site, inst.ID))
					g.add(inst.ID, string(d.Role), Ref{"measure", d.Measure.Key})
				}
			}
		}
		t := g.table()
		t.byTotal()
		t.dropEmptyColumns()
		return t
	},
}
