package figure

import (
	"strconv"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// The four levels come from the State Chancellery's presentation to the Memorandum
// Council on 29 June 2022.
const (
	levelSourceLV = "Valsts kancelejas prezentācija Memoranda padomei 2022. gada 29. jūnijā."
	levelSourceEN = "The State Chancellery's presentation to the Memorandum Council on 29 June 2022."
)

var caseLevels = Figure{
	ID:    "case-levels",
	Rows:  text("Līmenis", "Level"),
	Once:  true,
	Title: text("Labas prakses piemēri pēc līdzdalības līmeņa", "Good-practice cases by level of participation"),
	Definition: text(
		"Katrs labas prakses piemērs vienā no četriem līmeņiem. “Bez līmeņa” ir tie, kas paši nav līdzdalība, piemēram, noteikumi vai konkurss. Līmenis lielākoties ir redaktora vērtējums.",
		"Each good-practice case in one of the four levels. “No level” are those that are no participation themselves, such as a regulation or a contest. The level is mostly an editor's judgement."),
	Counts: "case", Unit: Cases, Shape: Bars, Source: text(levelSourceLV, levelSourceEN),
	table: func(in *Input) Table {
		g := newGrouping(only)
		for _, l := range levelLabels() {
			g.row(l)
		}
		for _, c := range in.cases() {
			g.add(levelKey(c.Level), only.Key, Ref{"case", c.ID})
		}
		return g.table()
	},
}

var levelYears = Figure{
	ID:    "levels-by-year",
	Rows:  text("Gads", "Year"),
	Once:  true,
	Title: text("Līdzdalības iespējas pēc gada un līmeņa", "Consultations by year and level"),
	Definition: text(
		"Katra līdzdalības iespēja gadā, kurā tā beidzās; ja beigas nav zināmas – kurā sākās vai tika izsludināta.",
		"Each consultation in the year in which it closed; where that is not known, in which it opened or was announced."),
	Counts: "consultation", Unit: Consultations, Shape: Columns, Colours: ByLevel, Source: text(levelSourceLV, levelSourceEN),
	table: func(in *Input) Table {
		g := newGrouping(levelLabels()...)
		years := progress.ParticipationOn(in.Site, in.Day).Consultations.Years
		for _, y := range years {
			g.row(yearLabel(y.Year))
		}
		for _, c := range in.consultations() {
			g.add(yearKey(yearOf(c.Record)), levelKey(c.Record.Level), Ref{"consultation", c.Record.ID})
		}
		t := g.table()
		t.dropEmptyColumns()
		return t
	},
}

// yearOf is the year that a consultation is filed under; 0 where no date is known.
func yearOf(c *record.Consultation) int {
	for _, d := range []i18n.Date{c.Closes, c.Opens, c.Announced} {
		if !d.IsZero() {
			return d.Year
		}
	}
	return 0
}

func yearKey(year int) string {
	if year == 0 {
		return "unknown"
	}
	return strconv.Itoa(year)
}

func yearLabel(year int) Label {
	if year == 0 {
		return Label{Key: "unknown", Text: text("nav zināms", "unknown")}
	}
	key := strconv.Itoa(year)
	return Label{Key: key, Text: text(key, key)}
}

// dropEmptyColumns leaves out columns in which nothing is counted.
func (t *Table) dropEmptyColumns() {
	var kept []int
	for i := range t.Columns {
		for _, row := range t.Cells {
			if row[i].Number > 0 {
				kept = append(kept, i)
				break
			}
		}
	}
	columns := make([]Label, len(kept))
	for i, k := range kept {
		columns[i] = t.Columns[k]
	}
	for r, row := range t.Cells {
		cells := make([]Cell, len(kept))
		for i, k := range kept {
			cells[i] = row[k]
		}
		t.Cells[r] = cells
	}
	t.Columns = columns
}

var methods = Figure{
	ID:    "methods",
	Rows:  text("Metode", "Method"),
	Title: text("Izmantotās līdzdalības metodes", "Methods of participation used"),
	Definition: text(
		"Cik labas prakses piemēros un līdzdalības iespējās norādīta katra metode. Viens ieraksts var izmantot vairākas.",
		"How many good-practice cases and consultations name each method. One record may use several."),
	Counts: "case", Unit: Records, Shape: Bars,
	table: func(in *Input) Table {
		g := newGrouping(
			Label{Key: "case", Text: text("labas prakses piemēri", "good-practice cases")},
			Label{Key: "consultation", Text: text("līdzdalības iespējas", "consultations")},
		)
		for _, m := range in.Site.Methods.All() {
			g.row(Label{Key: m.ID, Text: m.Title})
		}
		for _, c := range in.cases() {
			for _, m := range c.Methods {
				g.add(m, "case", Ref{"case", c.ID})
			}
		}
		for _, c := range in.consultations() {
			for _, m := range c.Record.Methods {
				g.add(m, "consultation", Ref{"consultation", c.Record.ID})
			}
		}
		t := g.table()
		t.byTotal()
		t.dropEmptyColumns()
		return t
	},
}

var feedback = Figure{
	ID:    "feedback",
	Rows:  text("Atgriezeniskā saite", "Feedback"),
	Once:  true,
	Title: text("Atgriezeniskā saite par noslēgušos līdzdalību", "Feedback on consultations that have closed"),
	Definition: text(
		"Katra noslēgusies līdzdalības iespēja pēc tā, vai publicēta atbilde par to, kas noticis ar viedokļiem. “Nav pārbaudīta” nozīmē, ka neviens to nav meklējis: tas nav pārmetums.",
		"Each consultation that has closed, by whether an answer on what became of the views is published. “Not checked” means that nobody has looked for it: that is no reproach."),
	Counts: "consultation", Unit: Consultations, Shape: Parts,
	Source: text("Ministru kabineta 2024. gada 15. oktobra noteikumi Nr. 639 par sabiedrības līdzdalības kārtību.", "Cabinet Regulation No. 639 of 15 October 2024 on public participation."),
	table: func(in *Input) Table {
		g := newGrouping(only)
		g.vocabulary(record.FeedbackPublished.Vocabulary())
		for _, c := range in.consultations() {
			if c.Stage == progress.StageClosed {
				g.add(string(c.Feedback.Status), only.Key, Ref{"consultation", c.Record.ID})
			}
		}
		return g.table()
	},
}

// lengths are the spans of days that consultations are counted by.
var lengths = []struct {
	key, lv, en string
	most        int
}{
	{"week", "līdz 7 dienām", "up to 7 days", 7},
	{"two-weeks", "8–14 dienas", "8–14 days", 14},
	{"month", "15–30 dienas", "15–30 days", 30},
	{"longer", "vairāk par 30 dienām", "more than 30 days", 1 << 30},
}

var length = Figure{
	ID:    "length",
	Rows:  text("Ilgums", "Length"),
	Once:  true,
	Title: text("Līdzdalības iespēju ilgums", "Length of consultations"),
	Definition: text(
		"Dienas no pirmās līdz pēdējai, abas ieskaitot. Ja kāda no tām nav zināma vai zināma tikai aptuveni, ilgums nav zināms.",
		"Days from the first to the last, both counted. Where one of them is not known, or only roughly, the length is not known."),
	Counts: "consultation", Unit: Consultations, Shape: Bars,
	table: func(in *Input) Table {
		g := newGrouping(only)
		for _, l := range lengths {
			g.row(Label{Key: l.key, Text: text(l.lv, l.en)})
		}
		g.row(Label{Key: "unknown", Text: text("nav zināms", "unknown")})
		for _, c := range in.consultations() {
			g.add(lengthKey(c.Length), only.Key, Ref{"consultation", c.Record.ID})
		}
		return g.table()
	},
}

func lengthKey(days *progress.Span) string {
	if days != nil && days.Exact() {
		for _, l := range lengths {
			if days.Max <= l.most {
				return l.key
			}
		}
	}
	return "unknown"
}

var proposals = Figure{
	ID:    "proposals",
	Rows:  text("Lēmums", "Decision"),
	Once:  true,
	Title: text("Kas noticis ar priekšlikumiem", "What became of proposals"),
	Definition: text(
		"Priekšlikumi no līdzdalības iespējām, kurās skaits ir zināms: ņemti vērā, ņemti vērā daļēji, nav ņemti vērā, vēl nav izlemts. Līdzdalības iespējas, par kurām skaita nav, neskaitās ne kā nulle, ne citādi.",
		"Proposals in those consultations of which the number is known: accepted, partly accepted, declined, not decided yet. Consultations of which it is not known do not count, neither as zero nor otherwise."),
	Counts: "consultation", Unit: Proposals, Shape: Parts,
	table: func(in *Input) Table {
		t := Table{Columns: []Label{only}}
		parts := []struct {
			label Label
			of    func(*record.Tally) *int
		}{
			{Label{Key: "accepted", Text: text("ņemti vērā", "accepted")}, func(t *record.Tally) *int { return t.Accepted }},
			{Label{Key: "partly", Text: text("ņemti vērā daļēji", "partly accepted")}, func(t *record.Tally) *int { return t.Partly }},
			{Label{Key: "declined", Text: text("nav ņemti vērā", "declined")}, func(t *record.Tally) *int { return t.Declined }},
			{Label{Key: "pending", Text: text("vēl nav izlemts", "not decided yet")}, func(t *record.Tally) *int { return t.Pending }},
		}
		consultations := in.consultations()
		for _, p := range parts {
			cell := sum(consultations, func(c *progress.Consultation) *int {
				if c.Proposals == nil {
					return nil
				}
				return p.of(c.Proposals)
			})
			t.Partial = t.Partial || len(cell.Records) < len(consultations)
			t.Rows, t.Cells = append(t.Rows, p.label), append(t.Cells, []Cell{cell})
		}
		return t
	},
}

// sum adds up what is known of consultations. Where nothing is, the sum is not known.
func sum(consultations []*progress.Consultation, number func(*progress.Consultation) *int) Cell {
	var cell Cell
	for _, c := range consultations {
		if n := number(c); n != nil {
			cell.Known = true
			cell.Number += float64(*n)
			cell.Records = append(cell.Records, Ref{"consultation", c.Record.ID})
		}
	}
	return cell
}

var unknowns = Figure{
	ID:    "unknowns",
	Rows:  text("Kas nav zināms", "What is not known"),
	Title: text("Kas par līdzdalības iespējām nav zināms", "What is not known of consultations"),
	Definition: text(
		"Cik līdzdalības iespējām mūsu datos nav pirmās dienas, pēdējās dienas, viedokļu skaita vai ziņas par atgriezenisko saiti. Tas raksturo datus, nevis institūcijas.",
		"Of how many consultations our data lack the first day, the last day, the number of submissions or whether feedback was published. It says something of the data, not of institutions."),
	Counts: "consultation", Unit: Consultations, Shape: Bars,
	table: func(in *Input) Table {
		g := newGrouping(only)
		for _, l := range []Label{
			{Key: "opens", Text: text("pirmā diena", "first day")},
			{Key: "closes", Text: text("pēdējā diena", "last day")},
			{Key: "submissions", Text: text("viedokļu skaits", "number of submissions")},
			{Key: "feedback", Text: text("atgriezeniskā saite", "feedback")},
		} {
			g.row(l)
		}
		for _, c := range in.consultations() {
			ref := Ref{"consultation", c.Record.ID}
			for key, missing := range map[string]bool{
				"opens": c.Record.Opens.IsZero(), "closes": c.Record.Closes.IsZero(),
				"submissions": c.Submissions == nil, "feedback": c.Feedback.Status == record.FeedbackNotChecked,
			} {
				if missing {
					g.add(key, only.Key, ref)
				}
			}
		}
		return g.table()
	},
}
