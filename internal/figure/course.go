package figure

import (
	"fmt"
	"slices"

	"parskats/internal/i18n"
	"parskats/internal/progress"
)

// The figures in this file show a plan's course over time.

// The columns of the burn-up.
const (
	dueAtFirst = "due-first"
	dueNow     = "due-now"
	completed  = "complete"
)

var burnUp = Figure{
	ID:    "burn-up",
	Rows:  text("Mēnesis", "Month"),
	Title: text("Termiņi un izpilde pa mēnešiem", "Due dates and completion by month"),
	Definition: text(
		"Cik pasākumiem līdz mēneša beigām ir pienācis sākotnējais termiņš, cik – termiņš, kas ir spēkā tagad, un cik pasākumu mēneša beigās bija izpildīti (pašreizējā mēnesī – šajā dienā). Skaitļi ir uzkrāti. Atsauktie un aizstātie pasākumi neskaitās; pasākumi bez zināma termiņa neskaitās termiņu līnijās. Termiņš ir plānā noteiktais vai citur paziņotā diena; kura no tām, saka pasākuma lapa. Kas izpildīts, bet par ko mūsu datos nav ziņas ar pierādījumiem, izpildes līnijā neparādās.",
		"Of how many measures the first due date has come by the end of the month, of how many the due date that is in force now, and how many measures were complete at the end of the month (in the present month, on the day itself). The numbers add up over time. Withdrawn and superseded measures do not count; measures without a known due date are not in the lines of due dates. A due date is the plan's deadline or a day announced elsewhere; the measure's page says which. What is complete, but of which our data hold no report with evidence, is not in the line of completion."),
	Counts: "measure", OfPlan: true, Compares: true, Unit: Measures, Shape: Steps,
	table: burnUpTable,
	finding: func(in *Input, t *Table) []Clause {
		month := monthOf(in.Day)
		due, done := t.cell(month, dueNow), t.cell(month, completed)
		if !due.Known || !done.Known {
			return nil
		}
		complete := map[string]any{"Complete": Number(done.Number)}
		if !in.whole("measure", in.Plan) {
			return []Clause{{ID: "burn-up-found", N: int(due.Number), Args: complete}}
		}
		return []Clause{{ID: "burn-up", N: int(due.Number), Args: complete}}
	},
}

func burnUpTable(in *Input) Table {
	t := Table{Columns: []Label{
		{Key: dueAtFirst, Text: text("sākotnējie termiņi", "due at first")},
		{Key: dueNow, Text: text("spēkā esošie termiņi", "due dates in force")},
		{Key: completed, Text: text("izpildīti", "complete")},
	}}
	measures := remaining(in.measures())
	if len(measures) == 0 {
		return t
	}
	t.Left = withoutDueDate(measures)
	t.Left.Lack = NoDueLine
	for _, end := range monthEnds(in, measures) {
		month := monthOf(end)
		t.Rows = append(t.Rows, Label{Key: month, Text: text(month, month)})
		t.Cells = append(t.Cells, []Cell{
			countThose(measures, func(m *progress.Measure) bool { return m.FirstDue != nil && m.FirstDue.Day() <= end }),
			countThose(measures, func(m *progress.Measure) bool { return m.Due != nil && m.Due.Day() <= end }),
			in.completeBy(measures, end),
		})
	}
	return t
}

func countThose(measures []*progress.Measure, such func(*progress.Measure) bool) Cell {
	var those []Ref
	for _, m := range measures {
		if such(m) {
			those = append(those, measureRef(m))
		}
	}
	return count(those)
}

// completeBy counts the measures that were complete on a day, or on the figure's own
// where a month is not over. Of days to come nothing is known.
func (in *Input) completeBy(measures []*progress.Measure, end i18n.Day) Cell {
	if firstOfMonth(end) > in.Day {
		return Cell{Ahead: true}
	}
	on := min(end, in.Day)
	return countThose(measures, func(m *progress.Measure) bool {
		then := progress.MeasureOn(in.Plan, m.Commitment, m.Record, on)
		return isComplete(&then)
	})
}

// monthEnds returns the last days of the months from the plan's first to its last or,
// where that is later, to the last due date's and the present one.
func monthEnds(in *Input, measures []*progress.Measure) []i18n.Day {
	last := max(in.Plan.Ends.Last(), in.Day)
	for _, m := range measures {
		if m.Due != nil {
			last = max(last, m.Due.Day())
		}
	}
	var ends []i18n.Day
	for end := monthEnd(in.Plan.Starts.First()); ; end = monthEnd(end + 1) {
		ends = append(ends, end)
		if end >= last {
			return ends
		}
	}
}

// monthEnd returns the last day of a day's month.
func monthEnd(d i18n.Day) i18n.Day {
	date := d.Date()
	return i18n.Date{Year: date.Year, Month: date.Month}.Last()
}

func firstOfMonth(d i18n.Day) i18n.Day {
	date := d.Date()
	return i18n.Date{Year: date.Year, Month: date.Month}.First()
}

// monthOf writes a day's month as YYYY-MM.
func monthOf(d i18n.Day) string {
	date := d.Date()
	return fmt.Sprintf("%04d-%02d", date.Year, date.Month)
}

var timeline = Figure{
	ID:    "timeline",
	Rows:  text("Pasākums", "Measure"),
	Title: text("Pasākumu termiņi un to nobīde", "Measures' due dates and how they slipped"),
	Definition: text(
		"Katra pasākuma sākotnējais termiņš, termiņš, kas ir spēkā, un izpildes diena. Termiņš ir plānā noteiktais vai citur paziņotā diena; kura no tām, saka pasākuma lapa. Nobīde ir dienas no sākotnējā termiņa līdz izpildei vai, kamēr tās nav, līdz spēkā esošajam termiņam; ja izpildes diena zināma tikai aptuveni, norādīta mazākā iespējamā. Pasākumi bez zināma termiņa netiek rādīti; atsauktie un aizstātie – arī ne. Ja termiņš pagājis un mūsu datos nav ziņas par izpildi, norādīts, pirms cik dienām tas bija, bet ne tālāk par plāna beigām.",
		"Each measure's first due date, the due date in force, and the day of its completion. A due date is the plan's deadline or a day announced elsewhere; the measure's page says which. The slip is the number of days from the first due date to the completion or, before that, to the due date in force; where the day of completion is only roughly known, the least that it can be. Measures without a known due date are not shown, nor are withdrawn and superseded ones. Where the due date has passed and our data do not say that the measure is complete, the number of days since is given, but none after the plan's end."),
	Counts: "measure", OfPlan: true, Unit: Dates, Shape: Timeline,
	table: func(in *Input) Table { return Course(in.measures()) },
	finding: func(in *Input, t *Table) []Clause {
		clauses := t.Share.says("timeline", Measures)
		if n := countIf(t.Cells, func(cells []Cell) bool { return cells[overdueColumn].Number > 0 }); n > 0 {
			clauses = append(clauses, Clause{ID: "timeline-overdue", N: n})
		}
		switch largest, _ := t.longest(slipColumn); {
		case len(t.Share.Part) == 1:
			clauses = append(clauses, Clause{ID: "timeline-slip", Args: largest})
		case len(t.Share.Part) > 1 && in.whole("measure", in.Plan):
			clauses = append(clauses, Clause{ID: "timeline-largest", Args: largest})
		}
		return clauses
	},
}

// The places of the numbers of days among the timeline's columns.
const (
	slipColumn    = 3
	overdueColumn = 4
)

// Course is the timeline's table of some measures, those that have a due date.
func Course(measures []*progress.Measure) Table {
	t := Table{Columns: []Label{
		{Key: dueAtFirst, Text: text("sākotnējais termiņš", "first due date")},
		{Key: dueNow, Text: text("spēkā esošais termiņš", "due date in force")},
		{Key: completed, Text: text("izpildīts", "completed")},
		{Key: "slip", Text: text("nobīde dienās", "slip in days"), Unit: Days},
		{Key: "overdue", Text: text("dienas pēc termiņa bez zināmas izpildes", "days past due without known completion"), Unit: Days},
	}}
	shown := slices.DeleteFunc(remaining(measures), func(m *progress.Measure) bool { return m.Due == nil })
	for _, m := range shown {
		cells := make([]Cell, len(t.Columns))
		if m.FirstDue != nil {
			cells[0] = dateCell(m.FirstDue.Date, m)
		}
		cells[1] = dateCell(m.Due.Date, m)
		if !isComplete(m) && !m.StateUnknown {
			cells[2] = Cell{Ahead: true}
		}
		if isComplete(m) {
			cells[1] = dateCell(dueBy(m), m)
			cells[2] = dateCell(m.CompleteSince, m)
		}
		if m.Slip != nil {
			cells[slipColumn] = Cell{Number: float64(m.Slip.Min), Known: true, Records: []Ref{measureRef(m)}}
		}
		cells[overdueColumn] = Cell{Number: float64(m.DaysOverdue), Known: true, Records: []Ref{measureRef(m)}}
		t.Rows, t.Cells = append(t.Rows, measureLabel(m)), append(t.Cells, cells)
	}
	t.Left = withoutDueDate(measures)
	t.Share = shareOf(shown, measureRef, func(m *progress.Measure) bool { return m.Slipped })
	return t
}

// dueBy is the due date that a complete measure is held against: the one in force when
// it was completed or, where none was then, the one in force now.
func dueBy(m *progress.Measure) i18n.Date {
	if m.DueThen != nil {
		return m.DueThen.Date
	}
	return m.Due.Date
}

// dateCell holds a date that comes from a measure.
func dateCell(d i18n.Date, m *progress.Measure) Cell {
	return Cell{Number: float64(d.Last()), Known: true, Date: d, Records: []Ref{measureRef(m)}}
}

var openByDay = Figure{
	ID:    "open-by-day",
	Rows:  text("Diena", "Day"),
	Title: text("Atvērtās līdzdalības iespējas pa dienām", "Consultations open on each day"),
	Definition: text(
		"Cik līdzdalības iespēju katrā dienā pēdējo divpadsmit mēnešu laikā, pašreizējo ieskaitot, bija atvērtas, pirmo un pēdējo dienu ieskaitot. Skaitās tikai tās, par kurām abas dienas ir zināmas; ja zināms tikai mēnesis, skaitās dienas, kurās iespēja noteikti bija atvērta.",
		"How many consultations were open on each day of the last twelve months, with the present one, their first and last days included. Only those count of which both days are known; where just a month is known, the days on which the consultation was certainly open."),
	Counts: "consultation", Compares: true, Unit: Consultations, Shape: Calendar,
	table: openByDayTable,
	finding: func(in *Input, t *Table) []Clause {
		if t.Empty() {
			return nil
		}
		if !in.whole("consultation", nil) {
			today := t.Cells[len(t.Cells)-1][0]
			return []Clause{{ID: "open-found", N: int(today.Number), Args: map[string]any{"Date": in.Day.Date()}}}
		}
		row, _ := t.most(0)
		none := countIf(t.Cells, func(cells []Cell) bool { return cells[0].Number == 0 })
		busiest, _ := i18n.ParseDate(t.Rows[row].Key)
		return []Clause{{ID: "open-by-day", N: int(t.Cells[row][0].Number), Args: map[string]any{
			"Date": busiest, "None": Quantity{float64(none), Days},
		}}}
	},
}

func openByDayTable(in *Input) Table {
	t := Table{Columns: []Label{only}, Left: Left{Lack: NoDays}}
	today := in.Day.Date()
	from := i18n.Date{Year: today.Year - 1, Month: today.Month}.Last() + 1
	open := make([][]Ref, in.Day-from+1)
	for _, c := range in.consultations() {
		opens, closes := c.Record.Opens, c.Record.Closes
		if opens.IsZero() || closes.IsZero() {
			t.Partial = true
			t.Left.Records = append(t.Left.Records, consultationRef(c))
			continue
		}
		for d := max(from, opens.Last()); d <= min(in.Day, closes.First()); d++ {
			open[d-from] = append(open[d-from], consultationRef(c))
		}
	}
	for i, refs := range open {
		key := (from + i18n.Day(i)).String()
		t.Rows = append(t.Rows, Label{Key: key, Text: text(key, key)})
		t.Cells = append(t.Cells, []Cell{count(refs)})
	}
	return t
}

var feedbackWait = Figure{
	ID:    "feedback-wait",
	Rows:  text("Gads", "Year"),
	Title: text("Cik ilgi jāgaida atgriezeniskā saite", "How long feedback takes"),
	Definition: text(
		"Dienas no līdzdalības pēdējās dienas līdz atgriezeniskās saites publicēšanai, pēc gada, kurā līdzdalība beidzās: puse atbilžu nāca ne vēlāk kā mediānā. Blakus – cik līdzdalības iespējām atbilde meklēta un nav atrasta un cik ilgi ilgākā no tām bija gaidījusi dienā, kad to meklēja. Ja diena zināma tikai aptuveni vai neviens atbildi nav meklējis, līdzdalības iespēja šeit neskaitās. Mediānu rāda un ilgāko gaidīšanu par ilgāko sauc tikai tad, ja datos ir visas līdzdalības iespējas.",
		"Days from a consultation's last day to the publication of feedback, by the year in which it closed: half of the answers came within the median. Beside it, how many consultations were looked up and had no answer, and how long the longest of those had waited on the day of looking. Where a day is only roughly known, or nobody looked for an answer, the consultation does not count here. Only where the data hold all consultations is the median shown, and the longest wait called the longest."),
	Counts: "consultation", Compares: true, Years: true, Unit: Days, Shape: Ranges, Better: "down",
	Source: text(regulationLV, regulationEN),
	table:  feedbackWaitTable,
	finding: func(in *Input, t *Table) []Clause {
		all := t.Cells[len(t.Cells)-1]
		median, answered, unanswered := all[0], int(all[1].Number), int(all[2].Number)
		var clauses []Clause
		switch {
		case answered+unanswered == 0:
			return []Clause{{ID: "feedback-wait-none"}}
		case median.Known:
			clauses = append(clauses, Clause{ID: "feedback-median", N: answered, Args: map[string]any{"Days": Quantity{median.Number, Days}}})
		case answered > 0:
			clauses = append(clauses, Clause{ID: "feedback-answered-found", N: answered})
		}
		waited := map[string]any{"Days": Quantity{all[3].Number, Days}}
		switch {
		case unanswered == 1:
			clauses = append(clauses, Clause{ID: "feedback-unanswered-one", Args: waited})
		case unanswered > 1 && in.whole("consultation", nil):
			clauses = append(clauses, Clause{ID: "feedback-unanswered", N: unanswered, Args: waited})
		case unanswered > 1:
			clauses = append(clauses, Clause{ID: "feedback-unanswered-found", N: unanswered, Args: waited})
		}
		return clauses
	},
}

// wait gathers how long feedback took, or has not come, for a row.
type wait struct {
	label                Label
	days                 []float64
	answered, unanswered []Ref
	longest              float64
	longestRef           []Ref
}

func feedbackWaitTable(in *Input) Table {
	t := Table{Columns: []Label{
		{Key: "median", Text: text("mediāna", "median")},
		{Key: "answered", Text: text("ar atbildi", "answered"), Unit: Consultations},
		{Key: "unanswered", Text: text("atbilde nav atrasta", "no answer found"), Unit: Consultations},
		{Key: "longest", Text: text("ilgākā gaidīšana bez atbildes", "longest wait without an answer")},
	}}
	whole := in.whole("consultation", nil)
	if !whole {
		t.Columns[3].Text = text("gaidīšana bez atbildes, līdz pat (no atrastajām)", "wait without an answer, up to (of those found)")
	}
	all := &wait{label: Label{Key: "all", Text: text("visi gadi", "all years")}}
	byYear := map[int]*wait{}
	var years []int
	for _, c := range in.closed() {
		year := c.Record.Closes.Year
		if byYear[year] == nil {
			byYear[year] = &wait{label: yearLabel(year)}
			years = append(years, year)
		}
		byYear[year].add(c)
		all.add(c)
	}
	slices.Sort(years)
	for _, year := range years {
		t.addWait(byYear[year], whole)
	}
	t.addWait(all, whole)
	t.Left = leftOut(NoDays, in.closed(), consultationRef, func(c *progress.Consultation) bool {
		return hasFeedback(c) && !all.counts(c)
	})
	return t
}

func (w *wait) add(c *progress.Consultation) {
	f := &c.Feedback
	switch {
	case f.Lag != nil && f.Lag.Exact():
		w.days = append(w.days, float64(f.Lag.Min))
		w.answered = append(w.answered, consultationRef(c))
	case f.Overdue:
		w.unanswered = append(w.unanswered, consultationRef(c))
		if waited := float64(f.Waited.Min); w.longestRef == nil || waited > w.longest {
			w.longest, w.longestRef = waited, []Ref{consultationRef(c)}
		}
	}
}

// counts reports whether a consultation is among the answered ones.
func (w *wait) counts(c *progress.Consultation) bool {
	return slices.Contains(w.answered, consultationRef(c))
}

// addWait adds a row. A median is told only of what is whole.
func (t *Table) addWait(w *wait, whole bool) {
	median := Cell{}
	if s, ok := progress.SpreadOf(w.days); ok && whole {
		median = Cell{Number: s.Median, Known: true, Records: w.answered}
	}
	longest := Cell{Number: w.longest, Known: w.longestRef != nil, Records: w.longestRef}
	slices.Sort(w.days)
	t.Rows = append(t.Rows, w.label)
	t.Cells = append(t.Cells, []Cell{median, count(w.answered), count(w.unanswered), longest})
	t.Spreads = append(t.Spreads, w.days)
}
