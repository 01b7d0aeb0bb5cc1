package figure

import (
	"cmp"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// The figures in this file are about what the public itself raises.

// initiatives returns the public's initiatives as of the day.
func (in *Input) initiatives() []*record.Initiative {
	var list []*record.Initiative
	for _, i := range in.Site.Initiatives.All() {
		if progress.InitiativeVisible(i, in.Day) {
			list = append(list, progress.InitiativeOn(i, in.Day))
		}
	}
	return list
}

func initiativeRef(i *record.Initiative) Ref { return Ref{"initiative", i.ID} }

// budgetRounds returns the rounds of participatory budgets as of the day.
func (in *Input) budgetRounds() []*record.BudgetRound {
	var list []*record.BudgetRound
	for _, r := range in.Site.BudgetRounds.All() {
		if progress.BudgetRoundVisible(r, in.Day) {
			list = append(list, progress.BudgetRoundOn(r, in.Day))
		}
	}
	return list
}

func roundRef(r *record.BudgetRound) Ref { return Ref{"budget-round", r.ID} }

// successful are the stages at which an initiative has changed something.
var successful = map[record.InitiativeStage]bool{"supported": true, "in_law": true}

var initiativeStages = Figure{
	ID:         "initiative-stages",
	Rows:       text("Stadija", "Stage"),
	Once:       true,
	Title:      text("Sabiedrības iniciatīvas pēc stadijas", "Public initiatives by stage"),
	Definition: text("Katra iniciatīva stadijā, līdz kurai tā tikusi. Ja stadija nav zināma, iniciatīva ir rindā “nav zināms”.", "Each initiative at the stage that it has reached. Where the stage is not known, it is in the row “unknown”."),
	Counts:     "initiative", Unit: Initiatives, Shape: Bars,
	table: func(in *Input) Table {
		g := newGrouping(only)
		g.vocabulary(record.InitiativeStage("").Vocabulary())
		g.row(unknownLabel)
		for _, i := range in.initiatives() {
			g.add(cmp.Or(string(i.Stage), unknownLabel.Key), only.Key, initiativeRef(i))
		}
		t := g.table()
		t.Share = shareOf(in.initiatives(), initiativeRef, func(i *record.Initiative) bool { return successful[i.Stage] })
		return t
	},
	finding: sayShare("initiatives", Initiatives),
}

var budgets = Figure{
	ID:    "participatory-budgets",
	Rows:  text("Kārta", "Round"),
	Title: text("Līdzdalības budžetu līdzekļi", "Money in participatory budgets"),
	Definition: text(
		"Cik eiro bija pieejami katrā līdzdalības budžeta kārtā, par kuru summa ir zināma. Kārtas bez zināmas summas netiek rādītas; to summa nav nulle.",
		"How many euros were available in each round of a participatory budget of which the sum is known. Rounds of which it is not known are not shown; their sum is not zero."),
	Counts: "budget-round", Unit: Euros, Shape: Bars,
	table: func(in *Input) Table {
		t := Table{Columns: []Label{{Key: "euros", Text: text("EUR", "EUR")}}}
		t.addRounds(in.budgetRounds(), func(r *record.BudgetRound) []Cell { return []Cell{amount(r, r.Budget)} })
		return t
	},
	finding: func(in *Input, t *Table) []Clause {
		clauses := t.Share.says("budgets", Rounds)
		if len(t.Rows) > 0 {
			clauses = append(clauses, Clause{ID: "budgets-sum", Args: map[string]any{"Sum": Quantity{t.Total(), Euros}}})
		}
		return clauses
	},
}

// addRounds adds a row for each round of which a number is known. The share is that of
// those rounds.
func (t *Table) addRounds(rounds []*record.BudgetRound, cells func(*record.BudgetRound) []Cell) {
	t.Share = shareOf(rounds, roundRef, func(r *record.BudgetRound) bool { return anyKnown(cells(r)) })
	for _, r := range rounds {
		if row := cells(r); anyKnown(row) {
			t.Rows = append(t.Rows, roundLabel(r))
			t.Cells = append(t.Cells, row)
		}
	}
	t.Left = leftOut(NoRound, rounds, roundRef, func(r *record.BudgetRound) bool { return !anyKnown(cells(r)) })
	t.Partial = len(t.Left.Records) > 0
}

func roundLabel(r *record.BudgetRound) Label {
	return Label{Key: r.ID, Text: r.Title, Ref: roundRef(r)}
}

func anyKnown(cells []Cell) bool {
	return countIf(cells, func(c Cell) bool { return c.Known || c.Few }) > 0
}

// amount is a number of a round, unknown where it is nil.
func amount[N int | float64](r *record.BudgetRound, n *N) Cell {
	if n == nil {
		return Cell{}
	}
	return Cell{Number: float64(*n), Known: true, Records: []Ref{roundRef(r)}}
}

// The columns of the ideas of participatory budgets.
var ideaColumns = []Label{
	{Key: "ideas", Text: text("iesniegtas", "submitted")},
	{Key: "admitted", Text: text("nodotas balsošanai", "put to the vote")},
	{Key: "winners", Text: text("atbalstītas", "supported")},
	{Key: "built", Text: text("īstenotas", "built")},
}

var budgetIdeas = Figure{
	ID:    "budget-ideas",
	Rows:  text("Kārta", "Round"),
	Title: text("Idejas līdzdalības budžetos: no iesniegtas līdz īstenotai", "Ideas in participatory budgets, from submitted to built"),
	Definition: text(
		"Cik ideju katrā kārtā iesniegts, nodots balsošanai, atbalstīts un īstenots. Kas nav zināms, nav nulle; kārtas, par kurām nav zināms nekas no tā, netiek rādītas.",
		"How many ideas were submitted, put to the vote, supported and built in each round. What is not known is not zero; rounds of which nothing of this is known are not shown."),
	Counts: "budget-round", Unit: Ideas, Shape: Bars,
	table: func(in *Input) Table {
		t := Table{Columns: ideaColumns}
		t.addRounds(in.budgetRounds(), func(r *record.BudgetRound) []Cell {
			return []Cell{amount(r, r.Ideas), amount(r, r.Admitted), amount(r, r.Winners), amount(r, r.Built)}
		})
		return t
	},
	finding: sayShare("budget-ideas", Rounds),
}

// Voting has two figures, since people and votes are different units: no axis measures
// one against the other.
var (
	budgetVoters = Figure{
		ID:    "budget-voters",
		Rows:  text("Kārta", "Round"),
		Title: text("Cik cilvēku balsojuši par līdzdalības budžetiem", "People who voted on participatory budgets"),
		Definition: text(
			"Cik cilvēku katrā kārtā balsoja, ja avots skaita cilvēkus. Kārtas, par kurām tas nav zināms, netiek rādītas; ja avots skaita balsis, tās ir citā skaitlī, jo viens cilvēks var nodot vairākas. Cilvēku skaits, kas mazāks par pieciem, bet nav nulle, netiek rādīts.",
			"How many people voted in each round, where the source counts people. Rounds of which that is not known are not shown; where the source counts votes, these are in a figure of their own, since one person may cast several. A number of people below five, but for zero, is not shown."),
		Counts: "budget-round", Unit: People, Shape: Bars,
		table:   votingTable(Label{Key: "people", Text: text("cilvēki", "people")}, record.People),
		finding: sayShare("budget-voters", Rounds),
	}
	budgetVotes = Figure{
		ID:    "budget-votes",
		Rows:  text("Kārta", "Round"),
		Title: text("Cik balsu nodots par līdzdalības budžetiem", "Votes cast on participatory budgets"),
		Definition: text(
			"Cik balsu katrā kārtā nodots, ja avots skaita balsis. Kārtas, par kurām tas nav zināms, netiek rādītas; ja avots skaita cilvēkus, tie ir citā skaitlī, jo viens cilvēks var nodot vairākas balsis.",
			"How many votes were cast in each round, where the source counts votes. Rounds of which that is not known are not shown; where the source counts people, these are in a figure of their own, since one person may cast several votes."),
		Counts: "budget-round", Unit: Votes, Shape: Bars,
		table:   votingTable(Label{Key: "votes", Text: text("balsis", "votes")}, record.Votes),
		finding: sayShare("budget-votes", Rounds),
	}
)

// votingTable is the table of how many voted in each round, where that is counted in a
// unit.
func votingTable(column Label, unit record.CountUnit) func(*Input) Table {
	return func(in *Input) Table {
		t := Table{Columns: []Label{column}}
		t.addRounds(in.budgetRounds(), func(r *record.BudgetRound) []Cell {
			cell := voters(r, unit)
			if unit == record.People {
				cell.hideFew()
			}
			return []Cell{cell}
		})
		t.Inexact = countIf(in.budgetRounds(), func(r *record.BudgetRound) bool {
			return voters(r, unit).Known && cmp.Or(r.Voters.Bound, record.Exact) != record.Exact
		}) > 0
		return t
	}
}

// voters is how many voted in a round, if the source counts in the unit.
func voters(r *record.BudgetRound, unit record.CountUnit) Cell {
	if r.Voters == nil || r.Voters.Unit != unit {
		return Cell{}
	}
	return amount(r, &r.Voters.Value)
}

var eventKinds = Figure{
	ID:         "event-kinds",
	Rows:       text("Veids", "Kind"),
	Once:       true,
	Title:      text("Notikumi pēc veida", "Events by kind"),
	Definition: text("Notikumi, kas ir sākušies, pēc veida. Padomju sēdes te neskaitās.", "Events that have begun, by kind. Sittings of councils do not count here."),
	Counts:     "event", Unit: Events, Shape: Bars,
	table: func(in *Input) Table {
		g := newGrouping(only)
		g.vocabulary(record.EventKind("").Vocabulary())
		for _, e := range in.Site.Events.All() {
			if progress.EventVisible(e, in.Day) && e.Starts.First() <= in.Day {
				g.add(string(e.Kind), only.Key, Ref{"event", e.ID})
			}
		}
		t := g.table()
		t.ranked(in, in.whole("event", nil))
		return t
	},
	finding: func(_ *Input, t *Table) []Clause {
		if t.Empty() {
			return nil
		}
		return []Clause{{ID: "events", N: int(t.Total())}}
	},
}

var officials = Figure{
	ID:    "participation-officials",
	Rows:  text("Ziņa", "Information"),
	Once:  true,
	Title: text("Par līdzdalību atbildīgā amatpersona ministrijās", "Officials responsible for participation in ministries"),
	Definition: text(
		"Vai mūsu datos ir Valsts kancelejas un ministriju par sabiedrības līdzdalību atbildīgās amatpersonas amats. Ja tā nav datos, tas nenozīmē, ka amatpersonas nav.",
		"Whether our data hold the post of the official responsible for public participation in the State Chancellery and the ministries. That it is not in the data does not mean that there is none."),
	Counts: "institution", Unit: Institutions, Shape: Parts,
	Source: text("Vadlīniju nodaļa “Par sabiedrības līdzdalību atbildīgās amatpersonas”.", "The guidelines' chapter “Officials responsible for public participation”."),
	table: func(in *Input) Table {
		g := newGrouping(only)
		g.row(Label{Key: "recorded", Text: text("ir mūsu datos", "in our data")})
		g.row(Label{Key: "no-data", Text: text("nav datu", "no data")})
		share := &Share{}
		for _, i := range in.Site.Institutions.All() {
			if i.Kind != "ministry" && i.Kind != "chancellery" {
				continue
			}
			ref, key := Ref{"institution", i.ID}, "no-data"
			share.Whole = append(share.Whole, ref)
			if hasOfficial(i) {
				key = "recorded"
				share.Part = append(share.Part, ref)
			}
			g.add(key, only.Key, ref)
		}
		t := g.table()
		t.Share = share
		return t
	},
	finding: sayShare("officials", Institutions),
}

// hasOfficial reports whether the post of the official responsible for participation is
// recorded.
func hasOfficial(i *record.Institution) bool {
	return countIf(i.Posts, func(p record.Post) bool { return p.Kind == "participation_official" }) > 0
}

var indicators = Figure{
	ID:    "indicators",
	Rows:  text("Rādītājs", "Indicator"),
	Title: text("Uzticēšanās un citi rādītāji", "Trust and other indicators"),
	Definition: text(
		"Rādītāji, ko mēra procentos: sākuma vērtība, jaunākā zināmā vērtība un mērķis, ja tādi ir. Katrai vērtībai ir avots rādītāja lapā. Rādītājus citās vienībās skatiet to lapās. Rādītāji, kur mazāk ir labāk, te stāv līdzās pārējiem: to, kas ir labāk, saka rādītāja lapa.",
		"Indicators that are measured in per cent: the baseline, the newest known value and the target, where there are such. Each value has its source on the indicator's page. Indicators in other units have their own pages. Those of which less is better stand beside the others: the indicator's page says which way is better."),
	Counts: "indicator", Unit: Percent, Shape: Bars,
	table: func(in *Input) Table {
		t := Table{Columns: []Label{
			{Key: "baseline", Text: text("sākuma vērtība", "baseline")},
			{Key: "newest", Text: text("jaunākā vērtība", "newest value")},
			{Key: "target", Text: text("mērķis", "target")},
		}, Share: &Share{}}
		for _, ind := range in.Site.Indicators.All() {
			if unit, _ := ind.Unit.In(i18n.Latvian, i18n.English); unit == "%" {
				t.addIndicator(in, ind)
			}
		}
		t.dropUnknownColumns()
		return t
	},
	finding: func(_ *Input, t *Table) []Clause {
		clauses := t.Share.says("indicators", Indicators)
		without := len(t.Rows) - len(t.Share.Whole)
		switch {
		case without > 0 && clauses == nil:
			known := countIf(t.Rows, func(row Label) bool { return t.cell(row.Key, "baseline").Known })
			return []Clause{{ID: "indicators-no-target", N: without, Args: map[string]any{"Baseline": Number(known)}}}
		case without > 0:
			clauses = append(clauses, Clause{ID: "indicators-others", N: without})
		}
		return clauses
	},
}

// addIndicator adds an indicator's row. Its share is that of the indicators which have
// reached their target, of those that have a target and a value.
func (t *Table) addIndicator(in *Input, ind *record.Indicator) {
	ref := Ref{"indicator", ind.ID}
	newest := newestValue(ind, in.Day)
	if newest == nil {
		return
	}
	cell := func(v *float64) Cell { return Cell{Number: *v, Known: true, Records: []Ref{ref}} }
	cells := []Cell{{}, cell(newest.Value), {}}
	if b := ind.Baseline; b != nil && b.Date.First() <= in.Day {
		cells[0] = cell(b.Value)
	}
	if ind.Target != nil {
		cells[2] = cell(ind.Target.Value)
		t.Share.Whole = append(t.Share.Whole, ref)
		if reached(ind, *newest.Value) {
			t.Share.Part = append(t.Share.Part, ref)
		}
	}
	t.Rows = append(t.Rows, Label{Key: ind.ID, Text: ind.Title, Ref: ref})
	t.Cells = append(t.Cells, cells)
}

// reached reports whether a value is as good as an indicator's target.
func reached(ind *record.Indicator, value float64) bool {
	if ind.Better == "down" {
		return value <= *ind.Target.Value
	}
	return value >= *ind.Target.Value
}

// newestValue returns the newest value that is visible on a day, or nil.
func newestValue(ind *record.Indicator, day i18n.Day) *record.Value {
	var newest *record.Value
	for i := range ind.Values {
		v := &ind.Values[i]
		if v.Value != nil && progress.Visible(v.Date, day) && (newest == nil || v.Date.Last() > newest.Date.Last()) {
			newest = v
		}
	}
	return newest
}
