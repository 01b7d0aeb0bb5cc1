package figure

import (
	"slices"

	"parskats/internal/progress"
	"parskats/internal/record"
)

// The figures in this file show what becomes of what people say.

// Regulation No. 639 sets how the public takes part in drafting.
const (
	regulationLV = "Ministru kabineta 2024. gada 15. oktobra noteikumi Nr. 639 par sabiedrības līdzdalības kārtību."
	regulationEN = "Cabinet Regulation No. 639 of 15 October 2024 on public participation."
)

var feedback = Figure{
	ID:    "feedback",
	Rows:  text("Atgriezeniskā saite", "Feedback"),
	Once:  true,
	Title: text("Atgriezeniskā saite par noslēgušos līdzdalību", "Feedback on consultations that have closed"),
	Definition: text(
		"Katra noslēgusies līdzdalības iespēja pēc tā, vai publicēta atbilde par to, kas noticis ar viedokļiem. “Nav pārbaudīta” nozīmē, ka neviens to nav meklējis: tas nav pārmetums. Publicēto daļu rēķina tikai no pārbaudītajām.",
		"Each consultation that has closed, by whether an answer on what became of the views is published. “Not checked” means that nobody has looked for it: that is no reproach. The share published is that of the ones that were checked."),
	Counts: "consultation", Unit: Consultations, Shape: Parts, Better: "up",
	Source: text(regulationLV, regulationEN),
	table: func(in *Input) Table {
		g := newGrouping(only)
		g.vocabulary(record.FeedbackPublished.Vocabulary())
		var checked []*progress.Consultation
		for _, c := range in.closed() {
			g.add(string(c.Feedback.Status), only.Key, consultationRef(c))
			if c.Feedback.Status != record.FeedbackNotChecked {
				checked = append(checked, c)
			}
		}
		t := g.table()
		t.Share = shareOf(checked, consultationRef, hasFeedback)
		return t
	},
	finding: func(in *Input, t *Table) []Clause {
		clauses := t.Share.says("feedback", Consultations)
		switch n := int(t.cell(string(record.FeedbackNotChecked), only.Key).Number); {
		case n > 0 && len(clauses) == 0:
			return []Clause{{ID: "feedback-none-checked", N: n}}
		case n > 0:
			clauses = append(clauses, Clause{ID: "feedback-not-checked", N: n})
		}
		return clauses
	},
}

func hasFeedback(c *progress.Consultation) bool {
	return c.Feedback.Status == record.FeedbackPublished
}

// adopted is the stage of an act that has been decided.
const adopted record.Act = "pienemts"

var axes = Figure{
	ID:    "axes",
	Rows:  text("Tiesību akts", "Legal act"),
	Once:  true,
	Title: text("Atgriezeniskā saite un tiesību akts līdzās", "Feedback and the legal act, side by side"),
	Definition: text(
		"Katra noslēgusies līdzdalības iespēja pēc tā, cik tālu ticis tiesību akts un vai publicēta atgriezeniskā saite. Akta pieņemšana neaizstāj atbildi cilvēkiem: abas asis stāv blakus. “Nav zināms” nozīmē, ka akta stadija nav mūsu datos.",
		"Each consultation that has closed, by how far the legal act has come and whether feedback is published. That an act was adopted does not stand for an answer to people: both axes stand side by side. “Unknown” means that the act's stage is not in our data."),
	Counts: "consultation", Unit: Consultations, Shape: Bars,
	Source: text("Tiesību akta stadijas – TAP portāla vārdiem.", "The stages of the act are in the words of the TAP portal."),
	table: func(in *Input) Table {
		g := newGrouping(vocabularyLabels(record.FeedbackPublished.Vocabulary())...)
		g.vocabulary(adopted.Vocabulary())
		g.row(unknownLabel)
		for _, c := range in.closed() {
			key := string(c.Act)
			if key == "" {
				key = unknownLabel.Key
			}
			g.add(key, string(c.Feedback.Status), consultationRef(c))
		}
		t := g.table()
		t.ranked(in, false)
		t.Share = shareOf(in.adopted(), consultationRef, hasFeedback)
		return t
	},
	finding: func(in *Input, t *Table) []Clause {
		closed := in.closed()
		if clauses := t.Share.says("axes", Consultations); clauses != nil || len(closed) == 0 {
			return clauses
		}
		return []Clause{{ID: "axes-none", N: len(closed), Args: map[string]any{"Feedback": Number(countIf(closed, hasFeedback))}}}
	},
}

// unknownLabel heads a row of what is not known.
var unknownLabel = Label{Key: "unknown", Text: text("nav zināms", "unknown")}

// adopted returns the closed consultations whose act was adopted.
func (in *Input) adopted() []*progress.Consultation {
	var list []*progress.Consultation
	for _, c := range in.closed() {
		if c.Act == adopted {
			list = append(list, c)
		}
	}
	return list
}

var chain = Figure{
	ID:    "chain",
	Rows:  text("Posms", "Step"),
	Title: text("Līdzdalības ceļš: no izsludināšanas līdz lēmumam", "The way of participation: from announcement to decision"),
	Definition: text(
		"Cik no visām līdzdalības iespējām mūsu datos ir noslēgušās, cik no noslēgušajām ir zināms viedokļu skaits, ir publicēta atgriezeniskā saite un ir pieņemts akts. Posmi nav secīgi: akts var būt pieņemts arī bez atgriezeniskās saites. Kas nav mūsu datos, var būt noticis.",
		"How many of all consultations in our data have closed, and of how many of those the number of submissions is known, feedback is published, and the act was adopted. The steps do not follow from each other: an act can be adopted without feedback. What is not in our data may have happened."),
	Counts: "consultation", Unit: Consultations, Shape: Bars,
	table: func(in *Input) Table {
		g := newGrouping(only)
		for _, l := range []Label{
			{Key: "all", Text: text("visas mūsu datos", "all in our data")},
			{Key: "closed", Text: text("noslēgušās", "closed")},
			{Key: "counted", Text: text("zināms viedokļu skaits", "number of submissions known")},
			{Key: "feedback", Text: text("publicēta atgriezeniskā saite", "feedback published")},
			{Key: "adopted", Text: text("akts pieņemts", "act adopted")},
		} {
			g.row(l)
		}
		add := func(row string, c *progress.Consultation, such bool) {
			if such {
				g.add(row, only.Key, consultationRef(c))
			}
		}
		for _, c := range in.consultations() {
			closed := c.Stage == progress.StageClosed
			add("all", c, true)
			add("closed", c, closed)
			add("counted", c, closed && c.Submissions != nil)
			add("feedback", c, closed && hasFeedback(c))
			add("adopted", c, closed && c.Act == adopted)
		}
		return g.table()
	},
	finding: func(in *Input, t *Table) []Clause {
		all := len(t.Cells[0][0].Records)
		if all == 0 {
			return nil
		}
		args := map[string]any{}
		for name, row := range map[string]string{"Closed": "closed", "Counted": "counted", "Feedback": "feedback", "Adopted": "adopted"} {
			args[name] = Number(t.cell(row, only.Key).Number)
		}
		return []Clause{{ID: "chain", N: all, Args: args}}
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
		g.row(unknownLabel)
		for _, c := range in.consultations() {
			g.add(lengthKey(c.Length), only.Key, consultationRef(c))
		}
		t := g.table()
		t.Share = shareOf(in.consultations(), consultationRef, func(c *progress.Consultation) bool {
			return lengthKey(c.Length) != unknownLabel.Key
		})
		return t
	},
	finding: sayShare("length", Consultations),
}

func lengthKey(days *progress.Span) string {
	if days != nil && days.Exact() {
		for _, l := range lengths {
			if days.Max <= l.most {
				return l.key
			}
		}
	}
	return unknownLabel.Key
}

var minimum = Figure{
	ID:    "length-minimum",
	Rows:  text("Ilgums", "Length"),
	Once:  true,
	Title: text("Līdzdalības ilgums pret noteikto mazāko", "Length of consultations against the minimum"),
	Definition: text(
		"Katra līdzdalības iespēja pēc tā, vai tās ilgums nav mazāks par to, ko nosaka noteikums, kura avots norādīts pie definīcijas (data/site.yaml, consultation_minimum). Ja noteikuma nav, šeit nav ko skaitīt. Ja ilgums nav zināms, nav zināms arī tas, vai noteikums ievērots; daļu rēķina no zināmajiem.",
		"Each consultation by whether it is not shorter than the rule says whose source stands with the definition (data/site.yaml, consultation_minimum). Where there is no rule, there is nothing to count here. Where the length is not known, it is not known whether the rule was kept; the share is that of the known ones."),
	Counts: "consultation", Unit: Consultations, Shape: Parts, Better: "up",
	Rule: func(config *record.Config) *record.Source {
		if config.MinimumDays == nil {
			return nil
		}
		return &config.MinimumDays.Source
	},
	table: func(in *Input) Table {
		g := newGrouping(only)
		rule := in.Site.Config.MinimumDays
		if rule == nil {
			return g.table()
		}
		g.row(Label{Key: "kept", Text: text("nav mazāks", "not shorter")})
		g.row(Label{Key: "shorter", Text: text("mazāks", "shorter")})
		g.row(unknownLabel)
		share := &Share{}
		for _, c := range in.consultations() {
			g.addLength(share, c, rule.Days)
		}
		t := g.table()
		t.Share = share
		return t
	},
	finding: func(in *Input, t *Table) []Clause {
		rule := in.Site.Config.MinimumDays
		if rule == nil {
			return []Clause{{ID: "minimum-none"}}
		}
		clauses := t.Share.says("minimum", Consultations)
		if unknown := t.cell(unknownLabel.Key, only.Key).Number; clauses == nil && unknown > 0 {
			return []Clause{{ID: "minimum-unknown", N: int(unknown)}}
		}
		for _, c := range clauses {
			c.Args["Minimum"] = Quantity{float64(rule.Days), Days}
		}
		return clauses
	},
}

// addLength counts a consultation against the fewest days that it may last.
func (g *grouping) addLength(share *Share, c *progress.Consultation, days int) {
	ref := consultationRef(c)
	meets, known := c.Meets(days)
	switch {
	case !known:
		g.add(unknownLabel.Key, only.Key, ref)
		return
	case meets:
		g.add("kept", only.Key, ref)
		share.Part = append(share.Part, ref)
	default:
		g.add("shorter", only.Key, ref)
	}
	share.Whole = append(share.Whole, ref)
}

var submissions = Figure{
	ID:    "submissions",
	Rows:  text("Kas izteicies", "Who gave views"),
	Once:  true,
	Title: text("Iesniegtie viedokļi", "Submissions"),
	Definition: text(
		"Cik viedokļu iesniegušas privātpersonas un cik – organizācijas, tajās līdzdalības iespējās, par kurām skaits ir zināms. Ja avots norāda tikai kopskaitu, tas stāv atsevišķi. Līdzdalības iespējas bez zināma skaita neskaitās, arī ne kā nulle; kamēr tās vēl nav noslēgušās, skaita tām netrūkst. Privātpersonu skaits, kas mazāks par pieciem, bet nav nulle, netiek rādīts, tāpat kā tik mazs kopskaits, kurā var būt privātpersonas. Summā katrs tāds skaitlis ir viens, tāpēc summa tad ir mazākā iespējamā: citādi to varētu aprēķināt.",
		"How many views were given by individuals and how many by organisations, in those consultations of which the number is known. Where the source gives a total only, it stands by itself. Consultations of which the number is not known do not count, not even as zero; while they are still to close, they lack none. A number of individuals below five, but for zero, is not shown, nor is so small a total that may hold individuals. In a sum each such number is one, so that the sum is then the least that it can be: else the number could be reckoned from it."),
	Counts: "consultation", Unit: Submissions, Shape: Bars,
	table: func(in *Input) Table {
		t := Table{Columns: []Label{only}}
		add := func(key, lv, en string, number func(*record.Submissions) *int, add adding) {
			cell := add(in.consultations(), func(c *progress.Consultation) *int {
				if c.Submissions == nil {
					return nil
				}
				return number(c.Submissions)
			})
			t.Rows, t.Cells = append(t.Rows, Label{Key: key, Text: text(lv, en)}), append(t.Cells, []Cell{cell})
		}
		add("individuals", "privātpersonas", "individuals", func(s *record.Submissions) *int { return s.Individuals }, sumPeople)
		add("organisations", "organizācijas", "organisations", func(s *record.Submissions) *int { return s.Organisations }, sum)
		add("undivided", "avots norāda tikai kopskaitu", "the source gives a total only", undivided, sumPeople)
		asked := expected(in.consultations(), hasSubmissions)
		t.Left = leftOut(NoNumber, asked, consultationRef, lacksSubmissions)
		t.Inexact = isInexact(asked)
		t.Partial = t.Inexact || len(t.Left.Records) > 0
		t.Share = shareOf(asked, consultationRef, hasSubmissions)
		return t
	},
	finding: func(in *Input, t *Table) []Clause {
		clauses := t.Share.says("submissions", Consultations)
		if len(t.Share.Part) == 0 {
			return clauses
		}
		return append(clauses, Clause{ID: "submissions-by", Args: map[string]any{
			"Individuals": t.Cells[0][0].number(), "Organisations": t.Cells[1][0].number(),
		}})
	},
}

// undivided is the number of submissions of which the source does not say by whom.
func undivided(s *record.Submissions) *int {
	if s.Individuals != nil || s.Organisations != nil {
		return nil
	}
	return s.Total
}

// isInexact reports whether the number of submissions is known of some, but not exactly.
func isInexact(consultations []*progress.Consultation) bool {
	for _, c := range consultations {
		if _, bound := progress.SubmissionsTotal(c.Submissions); c.Submissions != nil && bound != record.Exact {
			return true
		}
	}
	return false
}

// hideFew takes out a number of people that could tell who they were.
func (c *Cell) hideFew() {
	if c.Known && IsFew(int(c.Number)) {
		*c = Cell{Few: true, Records: c.Records}
	}
}

// proposalParts are what can become of a proposal.
var proposalParts = []struct {
	label Label
	of    func(*record.Tally) *int
}{
	{Label{Key: "accepted", Text: text("ņemti vērā", "accepted")}, func(t *record.Tally) *int { return t.Accepted }},
	{Label{Key: "partly", Text: text("ņemti vērā daļēji", "partly accepted")}, func(t *record.Tally) *int { return t.Partly }},
	{Label{Key: "declined", Text: text("nav ņemti vērā", "declined")}, func(t *record.Tally) *int { return t.Declined }},
	{Label{Key: "pending", Text: text("vēl nav izlemts", "not decided yet")}, func(t *record.Tally) *int { return t.Pending }},
}

const (
	proposalsLV = "Ja par līdzdalības iespēju skaita nav, tā neskaitās ne kā nulle, ne citādi."
	proposalsEN = "Consultations of which the number is not known do not count, neither as zero nor otherwise."
)

var proposals = Figure{
	ID:    "proposals",
	Rows:  text("Lēmums", "Decision"),
	Once:  true,
	Title: text("Kas noticis ar priekšlikumiem", "What became of proposals"),
	Definition: text(
		"Priekšlikumi tajās līdzdalības iespējās, par kurām skaits ir zināms: ņemti vērā, ņemti vērā daļēji, nav ņemti vērā, vēl nav izlemts. "+proposalsLV,
		"Proposals in those consultations of which the number is known: accepted, partly accepted, declined, not decided yet. "+proposalsEN),
	Counts: "consultation", Unit: Proposals, Shape: Parts,
	table: func(in *Input) Table {
		t := Table{Columns: []Label{only}}
		for _, p := range proposalParts {
			cell := sumProposals(in.consultations(), p.of)
			t.Partial = t.Partial || len(cell.Records) < len(expected(in.consultations(), hasProposals))
			t.Rows, t.Cells = append(t.Rows, p.label), append(t.Cells, []Cell{cell})
		}
		t.Left = withoutProposals(in.consultations())
		return t
	},
	finding: func(in *Input, t *Table) []Clause {
		return sayProposals(t, func(part int) Cell { return t.Cells[part][0] })
	},
}

// sayProposals tells how many proposals were accepted, of all of which it is known what
// became of them.
func sayProposals(t *Table, part func(int) Cell) []Clause {
	accepted, partly, total := part(0), part(1), int(t.Total())
	if !accepted.Known || total == 0 {
		return []Clause{{ID: "proposals-unknown"}}
	}
	share := Ratio{int(accepted.Number), total, Proposals}
	return []Clause{{ID: "proposals", N: share.Plural(), Args: map[string]any{"Share": share, "Partly": partly.number()}}}
}

var proposalYears = Figure{
	ID:    "proposals-by-year",
	Rows:  text("Gads", "Year"),
	Once:  true,
	Title: text("Kas noticis ar priekšlikumiem pa gadiem", "What became of proposals, by year"),
	Definition: text(
		"Priekšlikumi pēc gada, kurā līdzdalība beidzās; ja beigas nav zināmas – kurā tā sākās vai tika izsludināta. "+proposalsLV,
		"Proposals by the year in which the consultation closed; where that is not known, in which it opened or was announced. "+proposalsEN),
	Counts: "consultation", Compares: true, Years: true, Unit: Proposals, Shape: Columns,
	table: func(in *Input) Table {
		byYear := map[string][]*progress.Consultation{}
		for _, c := range in.consultations() {
			key := yearKey(yearOf(c.Record))
			byYear[key] = append(byYear[key], c)
		}
		var rows []Label
		for _, y := range progress.ParticipationOn(in.Site, in.Day).Consultations.Years {
			rows = append(rows, yearLabel(y.Year))
		}
		t := proposalTable(rows, byYear)
		t.Left = withoutProposals(in.consultations())
		return t
	},
	finding: sayProposalRows,
}

var proposalInstitutions = Figure{
	ID:    "proposals-by-institution",
	Rows:  text("Institūcija", "Institution"),
	Once:  true,
	Title: text("Kas noticis ar priekšlikumiem pa institūcijām", "What became of proposals, by institution"),
	Definition: text(
		"Priekšlikumi pēc institūcijas, kas līdzdalību rīkoja. Institūcijas, par kurām skaits nav zināms, netiek rādītas: tas nenozīmē, ka priekšlikumu nebija. "+proposalsLV,
		"Proposals by the institution that held the consultation. Institutions of which the number is not known are not shown: that does not mean that there were none. "+proposalsEN),
	Counts: "consultation", Unit: Proposals, Shape: Bars,
	table: func(in *Input) Table {
		byInstitution := map[string][]*progress.Consultation{}
		for _, c := range in.consultations() {
			byInstitution[c.Record.Institution] = append(byInstitution[c.Record.Institution], c)
		}
		var rows []Label
		for _, inst := range in.Site.Institutions.All() {
			rows = append(rows, institutionLabel(in, inst.ID))
		}
		t := proposalTable(rows, byInstitution)
		t.Left = withoutProposals(in.consultations())
		t.ranked(in, in.whole("consultation", nil) && !t.Partial)
		return t
	},
	finding: sayProposalRows,
}

// withoutProposals are the consultations of whose proposals no number is known.
func withoutProposals(consultations []*progress.Consultation) Left {
	return leftOut(NoNumber, expected(consultations, hasProposals), consultationRef, func(c *progress.Consultation) bool { return !hasProposals(c) })
}

// proposalTable adds up what became of proposals, a row of consultations each.
func proposalTable(rows []Label, of map[string][]*progress.Consultation) Table {
	t := Table{}
	for _, p := range proposalParts {
		t.Columns = append(t.Columns, p.label)
	}
	for _, row := range rows {
		var cells []Cell
		for _, p := range proposalParts {
			cell := sumProposals(of[row.Key], p.of)
			t.Partial = t.Partial || len(cell.Records) < len(expected(of[row.Key], hasProposals))
			cells = append(cells, cell)
		}
		t.Rows, t.Cells = append(t.Rows, row), append(t.Cells, cells)
	}
	return t
}

// sayProposalRows tells the same of a table with a row each.
func sayProposalRows(_ *Input, t *Table) []Clause {
	return sayProposals(t, func(part int) Cell {
		var total Cell
		for _, cells := range t.Cells {
			total.Known = total.Known || cells[part].Known
			total.Number += cells[part].Number
		}
		return total
	})
}

func sumProposals(consultations []*progress.Consultation, part func(*record.Tally) *int) Cell {
	return sum(consultations, func(c *progress.Consultation) *int {
		if c.Proposals == nil {
			return nil
		}
		return part(c.Proposals)
	})
}

// sum adds up what is known of consultations. Where nothing is, the sum is not known.
func sum(consultations []*progress.Consultation, number func(*progress.Consultation) *int) Cell {
	var cell Cell
	for _, c := range consultations {
		if n := number(c); n != nil {
			cell.Known = true
			cell.Number += float64(*n)
			cell.Records = append(cell.Records, consultationRef(c))
		}
	}
	return cell
}

// adding makes one number of those of consultations.
type adding func([]*progress.Consultation, func(*progress.Consultation) *int) Cell

// sumPeople adds up numbers of people. One that is too small to be given would follow from the
// exact sum and the numbers that are given, so that it counts as one, and the sum is the least
// that it can be. Where there is nothing else, it is itself not given.
func sumPeople(consultations []*progress.Consultation, number func(*progress.Consultation) *int) Cell {
	hidden := 0
	cell := sum(consultations, func(c *progress.Consultation) *int {
		n := number(c)
		if n == nil || !IsFew(*n) {
			return n
		}
		hidden++
		one := 1
		return &one
	})
	if hidden == 1 && cell.Number == 1 {
		return Cell{Few: true, Records: cell.Records}
	}
	cell.AtLeast = hidden > 0
	return cell
}

// unknownParts are what may lack of a consultation. While it is announced or open there
// is neither a number of submissions nor feedback that could lack.
var unknownParts = []struct {
	label Label
	lacks func(*progress.Consultation) bool
}{
	{Label{Key: "opens", Text: text("pirmā diena", "first day")}, func(c *progress.Consultation) bool { return c.Record.Opens.IsZero() }},
	{Label{Key: "closes", Text: text("pēdējā diena", "last day")}, func(c *progress.Consultation) bool { return c.Record.Closes.IsZero() }},
	{Label{Key: "submissions", Text: text("viedokļu skaits", "number of submissions")}, lacksSubmissions},
	{Label{Key: "feedback", Text: text("atgriezeniskā saite", "feedback")}, func(c *progress.Consultation) bool {
		return !isAhead(c) && c.Feedback.Status == record.FeedbackNotChecked
	}},
}

// isAhead reports whether a consultation is still to close.
func isAhead(c *progress.Consultation) bool {
	return c.Stage == progress.StagePlanned || c.Stage == progress.StageOpen
}

func lacksSubmissions(c *progress.Consultation) bool { return !isAhead(c) && !hasSubmissions(c) }

// expected returns those of some consultations that can have a number: all but the ones that
// are still to close, unless they have it already.
func expected(consultations []*progress.Consultation, has func(*progress.Consultation) bool) []*progress.Consultation {
	return slices.DeleteFunc(slices.Clone(consultations), func(c *progress.Consultation) bool { return isAhead(c) && !has(c) })
}

func hasSubmissions(c *progress.Consultation) bool { return c.Submissions != nil }

func hasProposals(c *progress.Consultation) bool { return c.Proposals != nil }

var unknowns = Figure{
	ID:    "unknowns",
	Rows:  text("Kas nav zināms", "What is not known"),
	Title: text("Kas par līdzdalības iespējām nav zināms", "What is not known of consultations"),
	Definition: text(
		"Cik līdzdalības iespējām mūsu datos nav pirmās dienas, pēdējās dienas, viedokļu skaita vai ziņas par atgriezenisko saiti. Kamēr līdzdalības iespēja ir izsludināta vai atvērta, viedokļu skaits un atgriezeniskā saite tai netrūkst. Tas raksturo datus, nevis institūcijas.",
		"Of how many consultations our data lack the first day, the last day, the number of submissions or whether feedback was published. While a consultation is announced or open, it lacks neither the number of submissions nor feedback. It says something of the data, not of institutions."),
	Counts: "consultation", Unit: Consultations, Shape: Bars, Better: "down",
	table: func(in *Input) Table {
		g := newGrouping(only)
		for _, part := range unknownParts {
			g.row(part.label)
			for _, c := range in.consultations() {
				if part.lacks(c) {
					g.add(part.label.Key, only.Key, consultationRef(c))
				}
			}
		}
		t := g.table()
		t.Share = shareOf(expected(in.consultations(), hasSubmissions), consultationRef, lacksSubmissions)
		return t
	},
	finding: sayShare("unknowns", Consultations),
}
