package figure

import (
	"slices"
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
	Title: text("Labās prakses piemēri pēc līdzdalības līmeņa", "Good-practice cases by level of participation"),
	Definition: text(
		"Katrs labās prakses piemērs vienā no četriem līmeņiem. “Bez līmeņa” ir tie, kas paši nav līdzdalība, piemēram, noteikumi vai konkurss. Līmenis lielākoties ir redaktora vērtējums.",
		"Each good-practice case in one of the four levels. “No level” are those that are no participation themselves, such as a regulation or a contest. The level is mostly an editor's judgement."),
	Counts: "case", Unit: Cases, Shape: Bars, Source: text(levelSourceLV, levelSourceEN),
	table: func(in *Input) Table {
		g := newGrouping(only)
		for _, l := range levelLabels() {
			g.row(l)
		}
		for _, c := range in.cases() {
			g.add(levelKey(c.Level), only.Key, caseRef(c))
		}
		t := g.table()
		t.Share = shareOf(in.cases(), caseRef, func(c *record.Case) bool { return isShared(c.Level) })
		return t
	},
	finding: sayShare("shared-levels", Cases),
}

// isShared reports whether those concerned work it out together, or raise it themselves.
func isShared(l record.Level) bool { return l == record.CoCreate || l == record.PublicLed }

func caseRef(c *record.Case) Ref { return Ref{"case", c.ID} }

var levelYears = Figure{
	ID:    "levels-by-year",
	Rows:  text("Gads", "Year"),
	Once:  true,
	Title: text("Līdzdalības iespējas pēc gada un līmeņa", "Consultations by year and level"),
	Definition: text(
		"Katra līdzdalības iespēja gadā, kurā tā beidzās; ja beigas nav zināmas – kurā sākās vai tika izsludināta.",
		"Each consultation in the year in which it closed; where that is not known, in which it opened or was announced."),
	Counts: "consultation", Compares: true, Years: true, Unit: Consultations, Shape: Columns, Colours: ByLevel, Source: text(levelSourceLV, levelSourceEN),
	table: func(in *Input) Table {
		g := newGrouping(levelLabels()...)
		years := progress.ParticipationOn(in.Site, in.Day).Consultations.Years
		for _, y := range years {
			g.row(yearLabel(y.Year))
		}
		for _, c := range in.consultations() {
			g.add(yearKey(yearOf(c.Record)), levelKey(c.Record.Level), consultationRef(c))
		}
		t := g.table()
		t.dropEmptyColumns()
		t.Share = in.sharedConsultations()
		return t
	},
	finding: sayShare("shared-levels", Consultations),
}

// sharedConsultations is the share of consultations that are co-created or public-led.
func (in *Input) sharedConsultations() *Share {
	return shareOf(in.consultations(), consultationRef, func(c *progress.Consultation) bool { return isShared(c.Record.Level) })
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

var methods = Figure{
	ID:    "methods",
	Rows:  text("Metode", "Method"),
	Title: text("Izmantotās līdzdalības metodes", "Methods of participation used"),
	Definition: text(
		"Cik labās prakses piemēros un līdzdalības iespējās norādīta katra metode. Viens ieraksts var izmantot vairākas.",
		"How many good-practice cases and consultations name each method. One record may use several."),
	Counts: "case", Also: []record.TypeName{"consultation"}, Unit: Records, Shape: Bars,
	table: func(in *Input) Table {
		g := newGrouping(
			Label{Key: "case", Text: text("labās prakses piemēri", "good-practice cases")},
			Label{Key: "consultation", Text: text("līdzdalības iespējas", "consultations")},
		)
		for _, m := range in.Site.Methods.All() {
			g.row(Label{Key: m.ID, Text: m.Title})
		}
		for _, c := range in.cases() {
			for _, m := range c.Methods {
				g.add(m, "case", caseRef(c))
			}
		}
		for _, c := range in.consultations() {
			for _, m := range c.Record.Methods {
				g.add(m, "consultation", consultationRef(c))
			}
		}
		t := g.table()
		t.ranked(in, in.whole("case", nil) && in.whole("consultation", nil))
		t.dropEmptyColumns()
		return t
	},
	finding: sayRows("methods"),
}

var levels = Figure{
	ID:    "levels",
	Rows:  text("Līmenis", "Level"),
	Once:  true,
	Title: text("Četri līdzdalības līmeņi", "The four levels of participation"),
	Definition: text(
		"Katra līdzdalības iespēja, labās prakses piemērs, sabiedrības iniciatīva un līdzdalības budžeta kārta mūsu datos savā līmenī: informēšana, viedokļa noskaidrošana, kopīga izstrāde vai sabiedrības ierosme. “Bez līmeņa” ir tas, kas pats nav līdzdalība vai kam līmenis nav noteikts. Līmenis lielākoties ir redaktora vērtējums.",
		"Each consultation, good-practice case, public initiative and round of a participatory budget in our data, at its level: inform, consult, co-create or public-led. “No level” is what is no participation itself, or has no level set. The level is mostly an editor's judgement."),
	Counts: "consultation", Also: []record.TypeName{"case", "initiative", "budget-round"}, Unit: Records, Shape: Bars, Source: text(levelSourceLV, levelSourceEN),
	table: func(in *Input) Table {
		g := newGrouping(
			Label{Key: "consultation", Text: text("līdzdalības iespējas", "consultations")},
			Label{Key: "case", Text: text("labās prakses piemēri", "good-practice cases")},
			Label{Key: "initiative", Text: text("iniciatīvas", "initiatives")},
			Label{Key: "budget-round", Text: text("līdzdalības budžeti", "participatory budgets")},
		)
		for _, l := range levelLabels() {
			g.row(l)
		}
		share := &Share{}
		add := func(ref Ref, level record.Level) {
			g.add(levelKey(level), string(ref.Type), ref)
			share.Whole = append(share.Whole, ref)
			if isShared(level) {
				share.Part = append(share.Part, ref)
			}
		}
		for _, c := range in.consultations() {
			add(consultationRef(c), c.Record.Level)
		}
		for _, c := range in.cases() {
			add(caseRef(c), c.Level)
		}
		for _, i := range in.initiatives() {
			add(initiativeRef(i), i.Level)
		}
		for _, r := range in.budgetRounds() {
			add(roundRef(r), r.Level)
		}
		t := g.table()
		t.dropEmptyColumns()
		t.Share = share
		return t
	},
	finding: sayShare("shared-levels", Records),
}

var levelInstitutions = Figure{
	ID:    "levels-by-institution",
	Rows:  text("Institūcija", "Institution"),
	Once:  true,
	Title: text("Līdzdalības iespējas pēc institūcijas un līmeņa", "Consultations by institution and level"),
	Definition: text(
		"Katra līdzdalības iespēja pie institūcijas, kas to rīko, un savā līmenī. Institūcijas bez līdzdalības iespējām mūsu datos netiek rādītas; tas nenozīmē, ka tādu nav bijis.",
		"Each consultation with the institution that holds it, at its level. Institutions without consultations in our data are not shown; that does not mean that they held none."),
	Counts: "consultation", Unit: Consultations, Shape: Bars, Colours: ByLevel, Source: text(levelSourceLV, levelSourceEN),
	table: func(in *Input) Table {
		g := newGrouping(levelLabels()...)
		for _, inst := range in.Site.Institutions.All() {
			g.row(institutionLabel(in, inst.ID))
		}
		for _, c := range in.consultations() {
			g.add(c.Record.Institution, levelKey(c.Record.Level), consultationRef(c))
		}
		t := g.table()
		t.ranked(in, in.whole("consultation", nil))
		t.dropEmptyColumns()
		return t
	},
	finding: sayRows("institutions-consulting"),
}

var caseInstitutions = Figure{
	ID:    "cases-by-institution",
	Rows:  text("Institūcijas veids", "Kind of institution"),
	Title: text("Labās prakses piemēri pēc institūcijas veida un līmeņa", "Good-practice cases by kind of institution and level"),
	Definition: text(
		"Labās prakses piemēri pēc tā, kāda veida institūcijas tajos piedalās, un pēc līmeņa. Piemērs ar vairāku veidu institūcijām skaitās pie katra veida vienreiz.",
		"Good-practice cases by the kinds of the institutions in them, and by level. A case with institutions of several kinds counts once with each kind."),
	Counts: "case", Unit: Cases, Shape: Bars, Colours: ByLevel, Source: text(levelSourceLV, levelSourceEN),
	table: func(in *Input) Table {
		g := newGrouping(levelLabels()...)
		g.vocabulary(record.Municipality.Vocabulary())
		for _, c := range in.cases() {
			for _, kind := range kindsOf(in.Site, c) {
				g.add(string(kind), levelKey(c.Level), caseRef(c))
			}
		}
		t := g.table()
		t.ranked(in, false)
		t.dropEmptyColumns()
		return t
	},
	finding: sayRows("kinds-of-institution"),
}

// kindsOf returns the kinds of a case's institutions, each once.
func kindsOf(site *record.Site, c *record.Case) []record.InstitutionKind {
	var kinds []record.InstitutionKind
	for _, id := range c.Institutions {
		if i := site.Institutions.Get(id); i != nil && !slices.Contains(kinds, i.Kind) {
			kinds = append(kinds, i.Kind)
		}
	}
	return kinds
}

var territories = Figure{
	ID:    "territories",
	Rows:  text("Pašvaldība", "Municipality"),
	Title: text("Kurās pašvaldībās var piedalīties", "In which municipalities people can take part"),
	Definition: text(
		"Cik līdzdalības iespējās un labās prakses piemēros norādīta katra pašvaldība. Ieraksti par visu valsti vai bez norādītas teritorijas te neparādās.",
		"How many consultations and good-practice cases name each municipality. Records about the whole country, or without a territory, are not here."),
	Counts: "consultation", Also: []record.TypeName{"case"}, Unit: Records, Shape: Bars,
	table: func(in *Input) Table {
		g := newGrouping(only)
		for _, inst := range in.Site.Institutions.All() {
			g.row(institutionLabel(in, inst.ID))
		}
		return in.named(g, func(c *record.Consultation) []string { return c.Territory }, func(c *record.Case) []string { return c.Territory })
	},
	finding: sayShare("territory-named", Records),
}

var targetGroups = Figure{
	ID:    "target-groups",
	Rows:  text("Mērķgrupa", "Target group"),
	Title: text("Kuras grupas uzrunātas", "Which groups were addressed"),
	Definition: text(
		"Cik līdzdalības iespējās un labās prakses piemēros norādīta katra mērķgrupa. Ja mērķgrupa nav norādīta, tas nenozīmē, ka tāda nebija.",
		"How many consultations and good-practice cases name each target group. Where none is named, that does not mean that there was none."),
	Counts: "consultation", Also: []record.TypeName{"case"}, Unit: Records, Shape: Bars,
	table: func(in *Input) Table {
		g := newGrouping(only)
		for _, t := range in.Site.TargetGroups.All() {
			g.row(Label{Key: t.ID, Text: t.Title})
		}
		return in.named(g, func(c *record.Consultation) []string { return c.TargetGroups }, func(c *record.Case) []string { return c.TargetGroups })
	},
	finding: sayShare("group-named", Records),
}

// named counts consultations and cases by what they name, of which the grouping has a
// row each. The share is that of the records that name anything.
func (in *Input) named(g *grouping, ofConsultation func(*record.Consultation) []string, ofCase func(*record.Case) []string) Table {
	share := &Share{}
	add := func(ref Ref, ids []string) {
		share.Whole = append(share.Whole, ref)
		if len(ids) > 0 {
			share.Part = append(share.Part, ref)
		}
		for _, id := range ids {
			g.add(id, only.Key, ref)
		}
	}
	for _, c := range in.consultations() {
		add(consultationRef(c), ofConsultation(c.Record))
	}
	for _, c := range in.cases() {
		add(caseRef(c), ofCase(c))
	}
	t := g.table()
	t.ranked(in, in.whole("consultation", nil) && in.whole("case", nil))
	t.Share = share
	return t
}

var accommodations = Figure{
	ID:    "accommodations",
	Rows:  text("Ziņa", "Information"),
	Once:  true,
	Title: text("Vai norādīts, kā līdzdalība padarīta pieejama", "Whether it is said how taking part was made accessible"),
	Definition: text(
		"Cik līdzdalības iespējās norādīts kāds pieejamības risinājums, piemēram, vieglā valoda, attālināta dalība vai tikšanās tuvu cilvēkiem. Ja tas nav norādīts, tas nenozīmē, ka tāda nebija.",
		"How many consultations name a way in which taking part was made accessible, such as plain language, remote meetings, or meetings close to people. Where none is named, that does not mean that there was none."),
	Counts: "consultation", Unit: Consultations, Shape: Parts, Better: "up",
	table: func(in *Input) Table {
		return namedOrNot(in, func(c *progress.Consultation) bool { return len(c.Record.Accommodations) > 0 })
	},
	finding: sayShare("accommodation-named", Consultations),
}

// namedOrNot divides the consultations by whether something is in the data.
func namedOrNot(in *Input, such func(*progress.Consultation) bool) Table {
	g := newGrouping(only)
	g.row(Label{Key: "named", Text: text("ir norādīts", "named")})
	g.row(Label{Key: "not-named", Text: text("nav norādīts", "not named")})
	for _, c := range in.consultations() {
		key := "not-named"
		if such(c) {
			key = "named"
		}
		g.add(key, only.Key, consultationRef(c))
	}
	t := g.table()
	t.Share = shareOf(in.consultations(), consultationRef, such)
	return t
}
