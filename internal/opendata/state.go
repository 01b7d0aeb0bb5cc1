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
	By               record.Rater    `field:"state_by" lv:"Kas noteica stāvokli" en:"State by"`
	Since            i18n.Date       `field:"state_date" lv:"Stāvoklis pēc ziņas no" en:"State said on" help:"The day of the update that sets the state." lvhelp:"Diena, kad sniegta ziņa, pēc kuras noteikts stāvoklis."`
	CompleteSince    i18n.Date       `field:"complete_since" lv:"Izpildīts kopš" en:"Complete since"`
	FirstDue         i18n.Date       `field:"first_due" lv:"Pirmais termiņš" en:"First due date"`
	Due              i18n.Date       `field:"due" lv:"Spēkā esošais termiņš" en:"Due date in force" help:"After the plan's last day, the one in force on that day." lvhelp:"Pēc plāna pēdējās dienas: tas, kas bija spēkā tajā."`
	DueBasis         record.DueBasis `field:"due_basis" lv:"Termiņa pamats" en:"Basis of the due date"`
	Overdue          *bool           `field:"overdue" lv:"Nokavēts" en:"Overdue" help:"The due date in force has passed, and the measure is not known to be complete; where the state is unknown it says that nothing is known. Left out where no due date is known." lvhelp:"Spēkā esošais termiņš pagājis, un nav zināms, ka pasākums izpildīts; ja stāvoklis nav zināms, tas nozīmē tikai to, ka nekas nav zināms. Nav norādīts, ja termiņš nav zināms."`
	DaysOverdue      *int            `field:"days_overdue" lv:"Nokavēts par dienām" en:"Days overdue" help:"Counting stops on the plan's last day." lvhelp:"Skaitīšana beidzas plāna pēdējā dienā."`
	Late             *bool           `field:"late" lv:"Izpildīts ar nokavēšanos" en:"Completed late" help:"Held against the due date in force on the day of completion. Left out where one of the two is not known, or so roughly that nobody can say." lvhelp:"Pret termiņu, kas bija spēkā izpildes dienā. Nav norādīts, ja kāds no abiem nav zināms vai ir zināms tik aptuveni, ka to nevar pateikt."`
	DaysLateMin      *int            `field:"days_late_min" lv:"Izpildīts vēlāk, dienas, vismaz" en:"Days late, at least"`
	DaysLateMax      *int            `field:"days_late_max" lv:"Izpildīts vēlāk, dienas, ne vairāk kā" en:"Days late, at most"`
	SlipMin          *int            `field:"slip_days_min" lv:"Nobīde no pirmā termiņa, dienas, vismaz" en:"Slip against the first due date, days, at least" help:"Below 0 where it went faster." lvhelp:"Mazāk par 0, ja izdevies ātrāk."`
	SlipMax          *int            `field:"slip_days_max" lv:"Nobīde no pirmā termiņa, dienas, ne vairāk kā" en:"Slip against the first due date, days, at most"`
	Stale            bool            `field:"stale" lv:"Nav ziņots" en:"Stale" help:"A reporting deadline of the plan passed without a report for its period." lvhelp:"Pagājis plāna ziņošanas termiņš, un par tā periodu nav ziņots."`
	LastReport       i18n.Date       `field:"last_report" lv:"Pēdējā institūcijas ziņa" en:"Last report by an institution"`
	AtPlanEnd        record.State    `field:"at_plan_end" lv:"Stāvoklis plāna beigās" en:"State at the plan's end"`
	CompleteAfterEnd *bool           `field:"complete_after_end" lv:"Izpildīts pēc plāna beigām" en:"Complete after the plan's end" help:"Left out before the plan's end." lvhelp:"Nav norādīts pirms plāna beigām."`
	RatingsDiffer    bool            `field:"ratings_differ" lv:"Vērtējumi atšķiras" en:"Ratings differ"`
}

func newMeasureState(m *progress.Measure) *measureState {
	s := &measureState{
		Measure: m.Record.Key, State: m.State, CompleteSince: m.CompleteSince, Stale: m.Stale,
		AtPlanEnd: m.AtPlanEnd, RatingsDiffer: m.RatingsDiffer,
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
	if m.AtPlanEnd != "" {
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

// counts are numbers of the measures of a commitment or plan.
type counts struct {
	Measures    int `field:"measures,required" lv:"Pasākumi" en:"Measures"`
	Complete    int `field:"complete,required" lv:"Izpildīti" en:"Complete"`
	Dropped     int `field:"dropped,required" lv:"Atsaukti vai aizstāti" en:"Withdrawn or superseded" help:"Nobody is to complete them any more: the complete share is complete / (measures - dropped)." lvhelp:"Tie vairs nav jāizpilda: izpildīto daļa ir complete / (measures - dropped)."`
	Unknown     int `field:"unknown,required" lv:"Stāvoklis nav zināms" en:"State unknown" help:"no_data and unreported together." lvhelp:"no_data un unreported kopā."`
	Reported    int `field:"reported,required" lv:"Par kuriem institūcija ziņojusi" en:"Reported on by an institution"`
	Overdue     int `field:"overdue,required" lv:"Nokavēti" en:"Overdue"`
	OverdueOpen int `field:"overdue_unknown,required" lv:"Nokavēti, bet stāvoklis nav zināms" en:"Overdue with the state unknown" help:"A part of overdue." lvhelp:"Daļa no overdue."`
	Late        int `field:"late,required" lv:"Izpildīti ar nokavēšanos" en:"Completed late"`
	Stale       int `field:"stale,required" lv:"Nav ziņots" en:"Stale"`
	NotComplete int `field:"not_complete_at_end,required" lv:"Plāna beigās nav izpildīti" en:"Not complete at the plan's end"`
	UnknownEnd  int `field:"unknown_at_end,required" lv:"Plāna beigās stāvoklis nav zināms" en:"State unknown at the plan's end"`
}

func newCounts(c *progress.Counts) counts {
	return counts{
		Measures: c.Total, Complete: c.Complete.Part, Dropped: c.Dropped, Unknown: c.Unknown, Reported: c.Reported.Part,
		Overdue: c.Overdue, OverdueOpen: c.OverdueUnknown, Late: c.Late, Stale: c.Stale,
		NotComplete: c.NotCompleteAtEnd, UnknownEnd: c.UnknownAtEnd,
	}
}

// commitmentState is a commitment as of the day: its measures that are in the data.
type commitmentState struct {
	Commitment string `field:"commitment,required" ref:"commitment" lv:"Apņemšanās" en:"Commitment"`
	counts
}

// planState is a plan as of the day.
type planState struct {
	Plan  string `field:"plan,required" ref:"plan" lv:"Plāns" en:"Plan"`
	Phase phase  `field:"phase,required" lv:"Posms" en:"Phase"`
	counts
}

// consultationState is a consultation as of the day.
type consultationState struct {
	Consultation string                `field:"consultation,required" ref:"consultation" lv:"Līdzdalība" en:"Consultation"`
	Stage        stage                 `field:"stage,required" lv:"Stadija" en:"Stage"`
	OpenMin      *int                  `field:"days_to_open_min" lv:"Dienas līdz sākumam, vismaz" en:"Days to the first day, at least"`
	OpenMax      *int                  `field:"days_to_open_max" lv:"Dienas līdz sākumam, ne vairāk kā" en:"Days to the first day, at most"`
	LeftMin      *int                  `field:"days_left_min" lv:"Dienas līdz beigām, vismaz" en:"Days to the last day, at least" help:"0 on the last day itself." lvhelp:"Pēdējā dienā 0."`
	LeftMax      *int                  `field:"days_left_max" lv:"Dienas līdz beigām, ne vairāk kā" en:"Days to the last day, at most"`
	LengthMin    *int                  `field:"length_days_min" lv:"Ilgums, dienas, vismaz" en:"Length in days, at least" help:"Both the first and the last day count." lvhelp:"Skaita gan pirmo, gan pēdējo dienu."`
	LengthMax    *int                  `field:"length_days_max" lv:"Ilgums, dienas, ne vairāk kā" en:"Length in days, at most"`
	Feedback     record.FeedbackStatus `field:"feedback,required" lv:"Atgriezeniskā saite" en:"Feedback"`
	LagMin       *int                  `field:"feedback_days_min" lv:"Dienas no beigām līdz atgriezeniskajai saitei, vismaz" en:"Days from the last day to the feedback, at least"`
	LagMax       *int                  `field:"feedback_days_max" lv:"Dienas no beigām līdz atgriezeniskajai saitei, ne vairāk kā" en:"Days from the last day to the feedback, at most"`
	Overdue      *bool                 `field:"feedback_overdue" lv:"Atgriezeniskās saites trūkst" en:"Feedback overdue" help:"It has closed, and somebody looked after that and found none. Left out where nobody looked." lvhelp:"Tā ir noslēgusies, un kāds pēc tam meklēja un neatrada. Nav norādīts, ja neviens nav meklējis."`
	WaitedMin    *int                  `field:"waited_days_min" lv:"Dienas no beigām līdz meklēšanai, vismaz" en:"Days from the last day to that look, at least"`
	WaitedMax    *int                  `field:"waited_days_max" lv:"Dienas no beigām līdz meklēšanai, ne vairāk kā" en:"Days from the last day to that look, at most"`
}

func newConsultationState(c *progress.Consultation) *consultationState {
	s := &consultationState{
		Consultation: c.Record.ID, Stage: stage(c.Stage), Feedback: c.Feedback.Status,
	}
	if c.Feedback.Status != record.FeedbackNotChecked {
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

// institutionState is what an institution does and reports, as of the day, in all plans.
type institutionState struct {
	Institution   string    `field:"institution,required" ref:"institution" lv:"Institūcija" en:"Institution"`
	Lead          int       `field:"measures_lead,required" lv:"Pasākumi, par kuriem atbild" en:"Measures that it leads" help:"Of several roles in one measure only the first counts. A measure that names nobody is in the hands of those whom its commitment names." lvhelp:"Ja pasākumā ir vairākas lomas, skaita tikai pirmo. Pasākums, kurā neviens nav nosaukts, pieder tiem, ko nosauc apņemšanās."`
	CoLead        int       `field:"measures_co_lead,required" lv:"Pasākumi, par kuriem atbild līdzi" en:"Measures that it co-leads"`
	Implementer   int       `field:"measures_implementer,required" lv:"Pasākumi, kurus īsteno" en:"Measures that it implements"`
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
		s.add(&s.plans, "plan", p.ID, &planState{p.ID, phase(now.Phase), newCounts(&now.Counts)})
		for i := range now.Commitments {
			c := &now.Commitments[i]
			s.add(&s.commitments, "commitment", c.Record.ID, &commitmentState{c.Record.ID, newCounts(&c.Counts)})
			for _, m := range c.Measures {
				v := s.add(&s.measures, "measure", m.Record.Key, newMeasureState(m))
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
