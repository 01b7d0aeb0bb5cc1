package opendata

import (
	"reflect"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// What is derived of the records as of the day, in the form of field tables. Numbers that
// grow with every day although nothing happens (the days since a plan ended) are not among
// them: whoever has the dates can count them.

// measureState is a measure as of the day.
type measureState struct {
	Measure          string          `field:"measure,required" ref:"measure" lv:"Pasākums" en:"Measure"`
	State            record.State    `field:"state,required" lv:"Stāvoklis" en:"State" help:"The newest status by an institution, a council or an editor with evidence; no_data where there is none, unreported where somebody looked and found none." lvhelp:"Jaunākais statuss, ko devusi institūcija, padome vai redaktors ar pierādījumiem; no_data, ja tāda nav, unreported, ja kāds meklēja un neatrada."`
	By               record.Rater    `field:"state_by" lv:"Kas noteica stāvokli" en:"State by" help:"Who said what sets the state; left out where it is not known." lvhelp:"Kas teica to, pēc kā noteikts stāvoklis; nav norādīts, ja stāvoklis nav zināms."`
	Since            i18n.Date       `field:"state_date" lv:"Stāvoklis pēc ziņas no" en:"State said on" help:"The day of the update that sets the state." lvhelp:"Diena, kad sniegta ziņa, pēc kuras noteikts stāvoklis."`
	CompleteSince    i18n.Date       `field:"complete_since" lv:"Izpildīts kopš" en:"Complete since" help:"The day of the first update in the unbroken row of those that say so." lvhelp:"Diena, kad sniegta pirmā no nepārtrauktas rindas ziņām, kas to saka."`
	FirstDue         i18n.Date       `field:"first_due" lv:"Pirmais termiņš" en:"First due date" help:"The one that the measure had at first, before any was revised." lvhelp:"Termiņš, kāds pasākumam bija sākumā, pirms to mainīja."`
	Due              i18n.Date       `field:"due" lv:"Spēkā esošais termiņš" en:"Due date in force" help:"After the plan's last day, the one in force on that day." lvhelp:"Pēc plāna pēdējās dienas: tas, kas bija spēkā tajā."`
	DueBasis         record.DueBasis `field:"due_basis" lv:"Termiņa pamats" en:"Basis of the due date" help:"Who set the due date in force." lvhelp:"Kas noteica spēkā esošo termiņu."`
	Overdue          *bool           `field:"overdue" lv:"Nokavēts" en:"Overdue" help:"The due date in force has passed, and the measure is not known to be complete; where the state is unknown it says that nothing is known. Left out where no due date is known." lvhelp:"Spēkā esošais termiņš pagājis, un nav zināms, ka pasākums izpildīts; ja stāvoklis nav zināms, tas nozīmē tikai to, ka nekas nav zināms. Nav norādīts, ja termiņš nav zināms."`
	DaysOverdue      *int            `field:"days_overdue" lv:"Dienas pēc termiņa" en:"Days overdue" help:"Days from the due date in force to the site's day; counting stops on the plan's last day." lvhelp:"Dienas no spēkā esošā termiņa līdz vietnes dienai; skaitīšana beidzas plāna pēdējā dienā."`
	Late             *bool           `field:"late" lv:"Izpildīts ar nokavēšanos" en:"Completed late" help:"Held against the due date in force on the day of completion. Left out where one of the two is not known, or so roughly that nobody can say." lvhelp:"Pret termiņu, kas bija spēkā izpildes dienā. Nav norādīts, ja kāds no abiem nav zināms vai ir zināms tik aptuveni, ka to nevar pateikt."`
	DaysLateMin      *int            `field:"days_late_min" lv:"Izpildīts vēlāk, dienas, vismaz" en:"Days late, at least" help:"From the due date in force on the day of completion; 0 where it may have been on time. Left out where it was not late." lvhelp:"No termiņa, kas bija spēkā izpildes dienā; 0, ja tas varēja būt laikā. Nav norādīts, ja nokavēts nav."`
	DaysLateMax      *int            `field:"days_late_max" lv:"Izpildīts vēlāk, dienas, ne vairāk kā" en:"Days late, at most" help:"The least and the most differ where the day of completion is only roughly known." lvhelp:"Mazākais un lielākais skaits atšķiras, ja izpildes diena zināma tikai aptuveni."`
	SlipMin          *int            `field:"slip_days_min" lv:"Nobīde no pirmā termiņa, dienas, vismaz" en:"Slip against the first due date, days, at least" help:"To the completion or, before that, to the due date in force. Below 0 where it went faster; left out where a date is not known." lvhelp:"Līdz izpildei vai, pirms tās, līdz spēkā esošajam termiņam. Mazāk par 0, ja izdevies ātrāk; nav norādīts, ja kāda diena nav zināma."`
	SlipMax          *int            `field:"slip_days_max" lv:"Nobīde no pirmā termiņa, dienas, ne vairāk kā" en:"Slip against the first due date, days, at most" help:"The least and the most differ where the day of completion is only roughly known." lvhelp:"Mazākais un lielākais skaits atšķiras, ja izpildes diena zināma tikai aptuveni."`
	Stale            *bool           `field:"stale" lv:"Datos nav kārtējā ziņojuma" en:"Stale" help:"A reporting deadline of the plan passed, and no report by an institution for its period is in the data; that is not to say that none was made. Left out where the data have no reporting deadline of the plan." lvhelp:"Pagājis plāna ziņošanas termiņš, un datos nav institūcijas ziņas par tā periodu; tas nenozīmē, ka tās nebija. Nav norādīts, ja datos nav plāna ziņošanas termiņu."`
	LastReport       i18n.Date       `field:"last_report" lv:"Pēdējā institūcijas ziņa" en:"Last report by an institution" help:"The day of its newest update in the data, whether it grades or not. Left out where the data hold none, which is unknown and not never." lvhelp:"Jaunākās ziņas diena datos, vai tā vērtē vai ne. Nav norādīts, ja datos nevienas nav; tas ir nezināms, nevis nekad."`
	AtPlanEnd        record.State    `field:"at_plan_end" lv:"Stāvoklis plāna beigās" en:"State at the plan's end" help:"As the updates up to the plan's last day have it. Left out before the plan's end." lvhelp:"Pēc ziņām līdz plāna pēdējai dienai. Nav norādīts pirms plāna beigām."`
	CompleteAfterEnd *bool           `field:"complete_after_end" lv:"Izpildīts pēc plāna beigām" en:"Complete after the plan's end" help:"It is complete by now, and on the plan's last day no update said so. Left out before the plan's end, and where the state is not known." lvhelp:"Tagad tas ir izpildīts, bet plāna pēdējā dienā neviena ziņa to neteica. Nav norādīts pirms plāna beigām un ja stāvoklis nav zināms."`
	RatingsDiffer    *bool           `field:"ratings_differ" lv:"Vērtējumi atšķiras" en:"Ratings differ" help:"Of those who graded the measure one grades otherwise than the state has it. Left out where fewer than two did." lvhelp:"No tiem, kas pasākumu vērtējuši, kāds vērtē citādi, nekā rāda stāvoklis. Nav norādīts, ja vērtējuši mazāk nekā divi."`
}

func newMeasureState(plan *record.Plan, m *progress.Measure) *measureState {
	s := &measureState{Measure: m.Record.Key, State: m.State, CompleteSince: m.CompleteSince, AtPlanEnd: m.AtPlanEnd}
	if hasDeadlines(plan) {
		s.Stale = &m.Stale
	}
	if len(m.Ratings) > 1 {
		s.RatingsDiffer = &m.RatingsDiffer
	}
	if m.Status != nil {
		s.By, s.Since = m.Status.By, m.Status.Date
	}
	if m.FirstDue != nil {
		s.FirstDue = m.FirstDue.Date
	}
	if m.Due != nil {
		s.Due, s.DueBasis, s.Overdue = m.Due.Date, m.Due.Basis, &m.Overdue
	}
	if m.DueThen != nil && !m.MaybeLate {
		s.Late = &m.Late
	}
	if m.AtPlanEnd != "" && !m.StateUnknown {
		s.CompleteAfterEnd = &m.CompleteAfterEnd
	}
	if m.Overdue {
		s.DaysOverdue = &m.DaysOverdue
	}
	if m.Late || m.MaybeLate {
		s.DaysLateMin, s.DaysLateMax = &m.DaysLate.Min, &m.DaysLate.Max
	}
	if m.Slip != nil {
		s.SlipMin, s.SlipMax = &m.Slip.Min, &m.Slip.Max
	}
	if m.LastReport != nil {
		s.LastReport = m.LastReport.Date
	}
	return s
}

// hasDeadlines reports whether it is known when a plan is to be reported on.
func hasDeadlines(plan *record.Plan) bool { return len(plan.Reporting) > 0 }

// counts are numbers of the measures of a commitment or plan that are in the data. Where there
// are none, and nobody says that these are all, nothing is known of any number.
type counts struct {
	Extent      record.Extent `field:"measures_extent,required" lv:"Pasākumu apjoms" en:"Extent of measures" help:"Whether the measures in the data are all that there are: every other number counts those in the data only." lvhelp:"Vai datos ir visi pasākumi: pārējie skaitļi skaita tikai tos, kas ir datos."`
	Measures    *int          `field:"measures" lv:"Pasākumi" en:"Measures" help:"Those in the data: all that there are only where measures_extent is all. Left out, like the other numbers, where the data hold none and nobody says that there are none." lvhelp:"Tie, kas ir datos: visi tikai tad, ja measures_extent ir all. Nav norādīts, tāpat kā pārējie skaitļi, ja datos neviena nav, bet neviens nesaka, ka to nav."`
	Complete    *int          `field:"complete" lv:"Izpildīti" en:"Complete" help:"Those known to be complete." lvhelp:"Par kuriem zināms, ka tie ir izpildīti."`
	Dropped     *int          `field:"dropped" lv:"Atsaukti vai aizstāti" en:"Withdrawn or superseded" help:"Nobody is to complete them any more: the complete share is complete / (measures - dropped)." lvhelp:"Tie vairs nav jāizpilda: izpildīto daļa ir complete / (measures - dropped)."`
	Unknown     *int          `field:"unknown" lv:"Stāvoklis nav zināms" en:"State unknown" help:"no_data and unreported together." lvhelp:"no_data un unreported kopā."`
	Reported    *int          `field:"reported" lv:"Par kuriem institūcija ziņojusi" en:"Reported on by an institution" help:"Those of which the data hold any update by an institution, whether it grades or not. Of the others none is in the data, which is not to say that none was made." lvhelp:"Tie, par kuriem datos ir kāda institūcijas ziņa, vai tā vērtē vai ne. Par pārējiem datos tādas nav; tas nenozīmē, ka tās nebija."`
	Overdue     *int          `field:"overdue" lv:"Nokavēti" en:"Overdue" help:"The due date in force has passed, and they are not known to be complete. Measures without a known due date are not among them." lvhelp:"Spēkā esošais termiņš pagājis, un nav zināms, ka tie izpildīti. Pasākumi bez zināma termiņa te neskaitās."`
	OverdueOpen *int          `field:"overdue_unknown" lv:"Nokavēti, bet stāvoklis nav zināms" en:"Overdue with the state unknown" help:"A part of overdue." lvhelp:"Daļa no overdue."`
	Late        *int          `field:"late" lv:"Izpildīti ar nokavēšanos" en:"Completed late" help:"Those certainly completed after the due date then in force." lvhelp:"Par kuriem droši zināms, ka tie izpildīti pēc tobrīd spēkā esošā termiņa."`
	Stale       *int          `field:"stale" lv:"Datos nav kārtējā ziņojuma" en:"Stale" help:"A reporting deadline of the plan passed, and no report for its period is in the data. Left out where the data have no reporting deadline of the plan." lvhelp:"Pagājis plāna ziņošanas termiņš, un datos nav ziņas par tā periodu. Nav norādīts, ja datos nav plāna ziņošanas termiņu."`
	NotComplete *int          `field:"not_complete_at_end" lv:"Plāna beigās nav izpildīti" en:"Not complete at the plan's end" help:"Known on the plan's last day to be in another state; those of unknown state are in unknown_at_end. Left out before the plan's end." lvhelp:"Par kuriem plāna pēdējā dienā zināms cits stāvoklis; nezināmie ir unknown_at_end. Nav norādīts pirms plāna beigām."`
	UnknownEnd  *int          `field:"unknown_at_end" lv:"Plāna beigās stāvoklis nav zināms" en:"State unknown at the plan's end" help:"Left out before the plan's end." lvhelp:"Nav norādīts pirms plāna beigām."`
}

func newCounts(plan *progress.Plan, extent record.Extent, c *progress.Counts) counts {
	out := counts{Extent: extent}
	if c.Total == 0 && extent != record.ExtentAll {
		return out
	}
	out.Measures, out.Complete, out.Dropped, out.Unknown, out.Reported = &c.Total, &c.Complete.Part, &c.Dropped, &c.Unknown, &c.Reported.Part
	out.Overdue, out.OverdueOpen, out.Late = &c.Overdue, &c.OverdueUnknown, &c.Late
	if hasDeadlines(plan.Record) {
		out.Stale = &c.Stale
	}
	if plan.DaysSinceEnd > 0 {
		out.NotComplete, out.UnknownEnd = &c.NotCompleteAtEnd, &c.UnknownAtEnd
	}
	return out
}

// commitmentState is a commitment as of the day: its measures that are in the data.
type commitmentState struct {
	Commitment string `field:"commitment,required" ref:"commitment" lv:"Apņemšanās" en:"Commitment"`
	counts
}

// planState is a plan as of the day.
type planState struct {
	Plan  string `field:"plan,required" ref:"plan" lv:"Plāns" en:"Plan"`
	Phase phase  `field:"phase,required" lv:"Posms" en:"Phase" help:"Where the site's day lies in the plan's period." lvhelp:"Kur plāna periodā ir vietnes diena."`
	counts
}

// consultationState is a consultation as of the day.
type consultationState struct {
	Consultation string                `field:"consultation,required" ref:"consultation" lv:"Līdzdalība" en:"Consultation"`
	Stage        stage                 `field:"stage,required" lv:"Stadija" en:"Stage" help:"Whether one can take part on the site's day; unknown where the dates do not tell." lvhelp:"Vai vietnes dienā var piedalīties; unknown, ja no datumiem to nevar pateikt."`
	OpenMin      *int                  `field:"days_to_open_min" lv:"Dienas līdz sākumam, vismaz" en:"Days to the first day, at least" help:"From the site's day. Left out once it has begun, and where that is not known." lvhelp:"No vietnes dienas. Nav norādīts, ja tā jau sākusies vai tas nav zināms."`
	OpenMax      *int                  `field:"days_to_open_max" lv:"Dienas līdz sākumam, ne vairāk kā" en:"Days to the first day, at most" help:"The least and the most differ where a date is only roughly known." lvhelp:"Mazākais un lielākais skaits atšķiras, ja kāda diena zināma tikai aptuveni."`
	LeftMin      *int                  `field:"days_left_min" lv:"Dienas līdz beigām, vismaz" en:"Days to the last day, at least" help:"From the site's day; 0 on the last day itself. Left out once it has closed, and where that is not known." lvhelp:"No vietnes dienas; pēdējā dienā 0. Nav norādīts, ja tā jau noslēgusies vai tas nav zināms."`
	LeftMax      *int                  `field:"days_left_max" lv:"Dienas līdz beigām, ne vairāk kā" en:"Days to the last day, at most" help:"The least and the most differ where a date is only roughly known." lvhelp:"Mazākais un lielākais skaits atšķiras, ja kāda diena zināma tikai aptuveni."`
	LengthMin    *int                  `field:"length_days_min" lv:"Ilgums, dienas, vismaz" en:"Length in days, at least" help:"Both the first and the last day count." lvhelp:"Skaita gan pirmo, gan pēdējo dienu."`
	LengthMax    *int                  `field:"length_days_max" lv:"Ilgums, dienas, ne vairāk kā" en:"Length in days, at most" help:"The least and the most differ where a date is only roughly known." lvhelp:"Mazākais un lielākais skaits atšķiras, ja kāda diena zināma tikai aptuveni."`
	Feedback     record.FeedbackStatus `field:"feedback,required" lv:"Atgriezeniskā saite" en:"Feedback" help:"not_checked where nobody looked by the site's day." lvhelp:"not_checked, ja līdz vietnes dienai neviens nav meklējis."`
	LagMin       *int                  `field:"feedback_days_min" lv:"Dienas no beigām līdz atgriezeniskajai saitei, vismaz" en:"Days from the last day to the feedback, at least" help:"Below 0 where it came before the last day; left out where one of the two days is not known." lvhelp:"Mazāk par 0, ja tā publicēta pirms pēdējās dienas; nav norādīts, ja kāda no abām dienām nav zināma."`
	LagMax       *int                  `field:"feedback_days_max" lv:"Dienas no beigām līdz atgriezeniskajai saitei, ne vairāk kā" en:"Days from the last day to the feedback, at most" help:"The least and the most differ where a date is only roughly known." lvhelp:"Mazākais un lielākais skaits atšķiras, ja kāda diena zināma tikai aptuveni."`
	Overdue      *bool                 `field:"feedback_overdue" lv:"Atgriezeniskās saites trūkst" en:"Feedback overdue" help:"It has closed, and somebody looked after that and found none. Left out where nobody looked, or only before it closed, and where its last day is not known." lvhelp:"Tā ir noslēgusies, un kāds pēc tam meklēja un neatrada. Nav norādīts, ja neviens nav meklējis vai meklējis tikai pirms noslēgšanās un ja pēdējā diena nav zināma."`
	WaitedMin    *int                  `field:"waited_days_min" lv:"Dienas no beigām līdz meklēšanai, vismaz" en:"Days from the last day to that look, at least" help:"Only where feedback is overdue. What came after the look nobody knows, so it does not grow with the day." lvhelp:"Tikai ja atgriezeniskās saites trūkst. Kas bija pēc meklēšanas, neviens nezina, tāpēc skaits neaug līdz ar dienu."`
	WaitedMax    *int                  `field:"waited_days_max" lv:"Dienas no beigām līdz meklēšanai, ne vairāk kā" en:"Days from the last day to that look, at most" help:"The least and the most differ where a date is only roughly known." lvhelp:"Mazākais un lielākais skaits atšķiras, ja kāda diena zināma tikai aptuveni."`
}

func newConsultationState(c *progress.Consultation) *consultationState {
	s := &consultationState{
		Consultation: c.Record.ID, Stage: stage(c.Stage), Feedback: c.Feedback.Status,
	}
	if isFeedbackJudged(c) {
		s.Overdue = &c.Feedback.Overdue
	}
	for _, span := range []struct {
		of       *progress.Span
		min, max **int
	}{
		{c.DaysToOpen, &s.OpenMin, &s.OpenMax}, {c.DaysLeft, &s.LeftMin, &s.LeftMax}, {c.Length, &s.LengthMin, &s.LengthMax},
		{c.Feedback.Lag, &s.LagMin, &s.LagMax}, {c.Feedback.Waited, &s.WaitedMin, &s.WaitedMax},
	} {
		if span.of != nil {
			*span.min, *span.max = &span.of.Min, &span.of.Max
		}
	}
	return s
}

// isFeedbackJudged reports whether it is known that feedback is overdue, or that it is not: it
// is published, or not due yet, or somebody looked for it after the end.
func isFeedbackJudged(c *progress.Consultation) bool {
	switch {
	case c.Feedback.Status == record.FeedbackPublished, c.Feedback.Overdue:
		return true
	case c.Feedback.Status == record.FeedbackNoneFound:
		return c.Stage == progress.StagePlanned || c.Stage == progress.StageOpen
	}
	return false
}

// institutionState is what an institution does and reports, as of the day, in all plans.
type institutionState struct {
	Institution   string    `field:"institution,required" ref:"institution" lv:"Institūcija" en:"Institution"`
	Lead          int       `field:"measures_lead,required" lv:"Pasākumi, par kuriem atbild" en:"Measures that it leads" help:"Of the measures in the data, which need not be all: see coverage and measures_extent. 0 says only that the data name it in none. Of several roles in one measure only the first counts. A measure that names nobody is in the hands of those whom its commitment names." lvhelp:"No pasākumiem, kas ir datos; tie var nebūt visi: sk. coverage un measures_extent. 0 nozīmē tikai, ka datos tā nevienā nav nosaukta. Ja pasākumā ir vairākas lomas, skaita tikai pirmo. Pasākums, kurā neviens nav nosaukts, pieder tiem, ko nosauc apņemšanās."`
	CoLead        int       `field:"measures_co_lead,required" lv:"Pasākumi, par kuriem atbild līdzi" en:"Measures that it co-leads" help:"Of those in the data, which need not be all: see coverage and measures_extent. 0 says only that the data name it in none." lvhelp:"No tiem, kas ir datos; tie var nebūt visi: sk. coverage un measures_extent. 0 nozīmē tikai, ka datos tā nevienā nav nosaukta."`
	Implementer   int       `field:"measures_implementer,required" lv:"Pasākumi, kurus īsteno" en:"Measures that it implements" help:"Of those in the data, which need not be all: see coverage and measures_extent. 0 says only that the data name it in none." lvhelp:"No tiem, kas ir datos; tie var nebūt visi: sk. coverage un measures_extent. 0 nozīmē tikai, ka datos tā nevienā nav nosaukta."`
	Consultations int       `field:"consultations,required" lv:"Līdzdalības iespējas" en:"Consultations" help:"Those that name it first; the data need not have all there are: see coverage." lvhelp:"Tās, kas to nosauc pirmo; datos var nebūt visu: sk. coverage."`
	LastReport    i18n.Date `field:"last_report" lv:"Pēdējā ziņa par pasākumu" en:"Last report on a measure" help:"Left out where the data hold none, which is unknown and not never." lvhelp:"Nav norādīts, ja datos nevienas nav; tas ir nezināms, nevis nekad."`
}

// stage is how far the participation in a consultation has come.
type stage string

var stageVocabulary = &record.Vocabulary{Name: "stage", Label: text("Līdzdalības stadija", "Stage of participation"), Terms: []record.Term{
	{Key: string(progress.StagePlanned), Title: text("vēl nav sākusies", "not yet open")},
	{Key: string(progress.StageOpen), Title: text("atvērta", "open")},
	{Key: string(progress.StageClosed), Title: text("noslēgusies", "closed")},
	{Key: string(progress.StageUnknown), Title: text("norises laiks nav zināms", "dates unknown")},
}}

// Vocabulary returns the stages.
func (stage) Vocabulary() *record.Vocabulary { return stageVocabulary }

// phase is where the day lies in a plan's period.
type phase string

var phaseVocabulary = &record.Vocabulary{Name: "phase", Label: text("Plāna posms", "Phase of a plan"), Terms: []record.Term{
	{Key: string(progress.NotBegun), Title: text("vēl nav sācies", "not begun")},
	{Key: string(progress.Running), Title: text("spēkā", "in force")},
	{Key: string(progress.Ended), Title: text("beidzies", "ended")},
	{Key: string(progress.Unconfirmed), Title: text("pieņemšana nav apstiprināta", "adoption not confirmed")},
}}

// Vocabulary returns the phases.
func (phase) Vocabulary() *record.Vocabulary { return phaseVocabulary }

// states are the derived tables, by the type of record that they are about.
type states struct {
	plans, commitments, measures, consultations, institutions []reflect.Value
	// of finds what is derived of a record; measures go by their key.
	of map[stateKey]reflect.Value
	// under are the measures of a commitment.
	under map[string][]reflect.Value
}

type stateKey struct {
	typ record.TypeName
	id  string
}

func (s *states) add(list *[]reflect.Value, typ record.TypeName, id string, state any) reflect.Value {
	v := reflect.ValueOf(state).Elem()
	*list = append(*list, v)
	s.of[stateKey{typ, id}] = v
	return v
}

// deriveStates derives all of them.
func deriveStates(ix *progress.Index, day i18n.Day) *states {
	site := ix.Site()
	s := &states{of: map[stateKey]reflect.Value{}, under: map[string][]reflect.Value{}}
	for _, p := range site.Plans.All() {
		now := ix.PlanOn(p, day)
		s.add(&s.plans, "plan", p.ID, &planState{p.ID, phase(now.Phase), newCounts(&now, ix.MeasuresExtent(p), &now.Counts)})
		for i := range now.Commitments {
			c := &now.Commitments[i]
			s.add(&s.commitments, "commitment", c.Record.ID, &commitmentState{c.Record.ID, newCounts(&now, ix.MeasuresExtentOf(p, c.Record), &c.Counts)})
			for _, m := range c.Measures {
				v := s.add(&s.measures, "measure", m.Record.Key, newMeasureState(p, m))
				s.under[c.Record.ID] = append(s.under[c.Record.ID], v)
			}
		}
	}
	held := map[string]int{}
	for _, c := range site.Consultations.All() {
		if progress.ConsultationVisible(c, day) {
			now := progress.ConsultationOn(c, day)
			s.add(&s.consultations, "consultation", c.ID, newConsultationState(&now))
			held[c.Institution]++
		}
	}
	for _, i := range site.Institutions.All() {
		now := ix.InstitutionOn(i.ID, nil, day)
		state := &institutionState{i.ID, now.Measures.Lead, now.Measures.CoLead, now.Measures.Implementer, held[i.ID], i18n.Date{}}
		if now.LastReport != nil {
			state.LastReport = now.LastReport.Update.Date
		}
		s.add(&s.institutions, "institution", i.ID, state)
	}
	return s
}
