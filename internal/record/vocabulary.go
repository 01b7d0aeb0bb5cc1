package record

import (
	"reflect"
	"slices"

	"parskats/internal/i18n"
)

// Term is one value of a vocabulary.
type Term struct {
	Key   string
	Title i18n.Text
	// Help says when the term applies; it may be empty.
	Help i18n.Text
}

// Vocabulary is a closed list of values.
type Vocabulary struct {
	Name string
	// Label names the vocabulary for readers.
	Label i18n.Text
	Terms []Term
}

// Keys returns the keys in the vocabulary's order.
func (v *Vocabulary) Keys() []string {
	keys := make([]string, len(v.Terms))
	for i, t := range v.Terms {
		keys[i] = t.Key
	}
	return keys
}

// Has reports whether the key is a value of the vocabulary.
func (v *Vocabulary) Has(key string) bool {
	for _, t := range v.Terms {
		if t.Key == key {
			return true
		}
	}
	return false
}

// Title returns a key's name in a language, or the key itself where it is unknown.
func (v *Vocabulary) Title(lang i18n.Lang, key string) string {
	for _, t := range v.Terms {
		if t.Key == key {
			title, _ := t.Title.In(lang, i18n.English)
			return title
		}
	}
	return key
}

// term is a Go type whose values are the keys of a vocabulary.
type term interface{ Vocabulary() *Vocabulary }

func newTerm(key, lv, en string) Term { return Term{Key: key, Title: inBoth(lv, en)} }

// with returns the term with its help.
func (t Term) with(lv, en string) Term {
	t.Help = inBoth(lv, en)
	return t
}

func inBoth(lv, en string) i18n.Text { return i18n.Text{i18n.Latvian: lv, i18n.English: en} }

// Level is how much say a participation gives the public. The four levels are those
// of the State Chancellery's presentation to the Memorandum Council of 2022-06-29.
type Level string

// The levels, from the least say to the most.
const (
	Inform    Level = "inform"
	Consult   Level = "consult"
	CoCreate  Level = "co_create"
	PublicLed Level = "public_led"
)

// Levels lists the levels, from the least say to the most.
var Levels = []Level{Inform, Consult, CoCreate, PublicLed}

var levelVocabulary = &Vocabulary{"level", inBoth("Līdzdalības līmenis", "Level of participation"), []Term{
	newTerm("inform", "informēšana", "inform").with("Institūcijas sniedz informāciju, piemēram, preses relīzē.", "Institutions give information, as in a press release."),
	newTerm("consult", "viedokļa noskaidrošana", "consult").with("Institūcijas noskaidro viedokļus, tos izvērtē un sniedz atgriezenisko saiti.", "Institutions ask for views, weigh them and give feedback."),
	newTerm("co_create", "kopīga izstrāde", "co-create").with("Institūcijas un tie, kurus jautājums skar, risinājumu izstrādā kopā, piemēram, dizaina sprintā.", "Institutions and those concerned work it out together, as in a design sprint."),
	newTerm("public_led", "sabiedrības ierosme", "public-led").with("Problēmu izvirza pati sabiedrība: ManaBalss.lv, tautas nobalsošana, līdzdalības budžets.", "The public raises the problem itself: ManaBalss.lv, a referendum, a participatory budget."),
}}

// Vocabulary returns the levels.
func (Level) Vocabulary() *Vocabulary { return levelVocabulary }

// Judge says who judged something that the source may not say itself.
type Judge string

// The judges.
const (
	BySource Judge = "source"
	ByEditor Judge = "editor"
)

var judgeVocabulary = &Vocabulary{"judge", inBoth("Kas noteica", "Who judged"), []Term{
	newTerm("source", "pēc avota", "as the source says"),
	newTerm("editor", "redaktora vērtējums", "an editor's judgement"),
}}

// Vocabulary returns the judges.
func (Judge) Vocabulary() *Vocabulary { return judgeVocabulary }

// Status is what an update says about a measure: the completion scale of OGP's
// Independent Reporting Mechanism (IRM) and two ends that it lacks.
type Status string

// The statuses.
const (
	NotStarted  Status = "not_started"
	Limited     Status = "limited"
	Substantial Status = "substantial"
	Complete    Status = "complete"
	Withdrawn   Status = "withdrawn"
	Superseded  Status = "superseded"
)

var statusVocabulary = &Vocabulary{"status", inBoth("Pasākuma statuss ziņā", "Status in an update"), []Term{
	newTerm("not_started", "nav sākts", "not started"),
	newTerm("limited", "izpildīts nelielā apjomā", "limited"),
	newTerm("substantial", "izpildīts būtiskā apjomā", "substantial"),
	newTerm("complete", "izpildīts", "complete").with("Vajadzīgi pierādījumi.", "Needs evidence."),
	newTerm("withdrawn", "atsaukts", "withdrawn").with("No pasākuma atteicās.", "The measure was dropped."),
	newTerm("superseded", "aizstāts", "superseded").with("Tā vietā ir cits pasākums.", "Another measure took its place."),
}}

// Vocabulary returns the statuses.
func (Status) Vocabulary() *Vocabulary { return statusVocabulary }

// State is a measure's state on a day: its newest status or, where there is none,
// which kind of silence it is. It is computed, never typed.
type State string

// The states that are no status.
const (
	// NoData: nothing is in the data, and nobody is recorded to have looked.
	NoData State = "no_data"
	// Unreported: somebody looked on a recorded day and found no report.
	Unreported State = "unreported"
)

// States lists the states in the order that charts and lists show them.
var States = []State{
	State(Complete), State(Substantial), State(Limited), State(NotStarted),
	Unreported, NoData, State(Withdrawn), State(Superseded),
}

var stateVocabulary = &Vocabulary{"state", inBoth("Pasākuma stāvoklis", "State of a measure"), append([]Term{
	newTerm("no_data", "nav datu", "no data").with("Mūsu datos nekā nav; tas nav vērtējums.", "Nothing is in our data; that is not a rating."),
	newTerm("unreported", "ziņa nav atrasta", "no report found").with("Kāds noteiktā dienā meklēja un ziņu neatrada.", "Somebody looked on a recorded day and found no report."),
}, statusVocabulary.Terms...)}

// Vocabulary returns the states.
func (State) Vocabulary() *Vocabulary { return stateVocabulary }

// Rater is who rates a measure.
type Rater string

// The raters.
const (
	RatedByInstitution Rater = "institution"
	RatedByCouncil     Rater = "council"
	RatedByNGO         Rater = "ngo"
	RatedByIRM         Rater = "irm"
	RatedByEditor      Rater = "editor"
)

var raterVocabulary = &Vocabulary{"rater", inBoth("Kas vērtē", "Who rates"), []Term{
	newTerm("institution", "institūcijas pašvērtējums", "the institution's self-rating"),
	newTerm("council", "padomes vērtējums", "the council's rating"),
	newTerm("ngo", "nevalstiskas organizācijas vērtējums", "an NGO's rating"),
	newTerm("irm", "IRM vērtējums", "IRM's rating").with("OGP Neatkarīgais ziņošanas mehānisms.", "OGP's Independent Reporting Mechanism."),
	newTerm("editor", "pēc publiskiem avotiem", "from public sources").with("Ko redaktors secina no publiskiem avotiem; vajadzīgi pierādījumi, un to nekad nerāda kā pašvērtējumu.", "What an editor concludes from public sources; needs evidence, and is never shown as a self-rating."),
}}

// Vocabulary returns the raters.
func (Rater) Vocabulary() *Vocabulary { return raterVocabulary }

// DueBasis is what a due date rests on.
type DueBasis string

// The bases.
const (
	DueByPlan      DueBasis = "plan"
	DueByAnnounced DueBasis = "announced"
)

var dueBasisVocabulary = &Vocabulary{"due_basis", inBoth("Termiņa pamats", "What a due date rests on"), []Term{
	newTerm("plan", "plānā noteikts termiņš", "the plan's deadline"),
	newTerm("announced", "paziņota diena", "an announced day").with("Paziņota ārpus plāna; jānorāda avots.", "Announced outside the plan; name the source."),
}}

// Vocabulary returns the bases.
func (DueBasis) Vocabulary() *Vocabulary { return dueBasisVocabulary }

// Compliance is how far a site meets the requirements of accessibility.
type Compliance string

var complianceVocabulary = &Vocabulary{"compliance", inBoth("Atbilstība", "Compliance status"), []Term{
	newTerm("full", "pilnīgi atbilst", "fully compliant"),
	newTerm("partial", "daļēji atbilst", "partially compliant"),
	newTerm("none", "neatbilst", "not compliant"),
}}

// Vocabulary returns the grades of compliance.
func (Compliance) Vocabulary() *Vocabulary { return complianceVocabulary }

// ExceptionReason is why content is not accessible.
type ExceptionReason string

var exceptionReasonVocabulary = &Vocabulary{"exception-reason", inBoth("Nepiekļūstamības iemesls", "Reason of an exception"), []Term{
	newTerm("non_compliance", "neatbilstība prasībām", "non-compliance"),
	newTerm("burden", "nesamērīgs slogs", "disproportionate burden"),
	newTerm("out_of_scope", "saturs, uz kuru prasības neattiecas", "content not within the scope of the applicable legislation"),
}}

// Vocabulary returns the reasons.
func (ExceptionReason) Vocabulary() *Vocabulary { return exceptionReasonVocabulary }

// Frequency is how often data are updated, by the European Union's authority table of
// frequencies: http://publications.europa.eu/resource/authority/frequency
type Frequency string

var frequencyVocabulary = &Vocabulary{"frequency", inBoth("Atjaunināšanas biežums", "Frequency of updates"), []Term{
	newTerm("daily", "katru dienu", "daily"),
	newTerm("weekly", "katru nedēļu", "weekly"),
	newTerm("monthly", "katru mēnesi", "monthly"),
	newTerm("quarterly", "katru ceturksni", "quarterly"),
	newTerm("annual", "katru gadu", "annual"),
	newTerm("irregular", "neregulāri", "irregular"),
}}

// Vocabulary returns the frequencies.
func (Frequency) Vocabulary() *Vocabulary { return frequencyVocabulary }

// Extent is how much of a whole is in the data.
type Extent string

// The extents.
const (
	ExtentAll   Extent = "all"
	ExtentPart  Extent = "part"
	ExtentFound Extent = "found"
)

var extentVocabulary = &Vocabulary{"extent", inBoth("Datu apjoms", "Extent of the data"), []Term{
	newTerm("all", "visi", "all").with("Visi, cik to pēc avota ir.", "Every one there is, by the source."),
	newTerm("part", "daļa no zināma kopuma", "a part of a known whole"),
	newTerm("found", "atrastie; kopskaits nav zināms", "those found; the whole is unknown"),
}}

// Vocabulary returns the extents.
func (Extent) Vocabulary() *Vocabulary { return extentVocabulary }

// Potential is IRM's rating of a commitment's potential for results, on the scale
// that IRM uses since 2021.
type Potential string

var potentialVocabulary = &Vocabulary{"potential", inBoth("IRM: iespējamie rezultāti", "IRM: potential for results"), []Term{
	newTerm("unclear", "neskaidrs", "unclear"),
	newTerm("modest", "mērens", "modest"),
	newTerm("substantial", "būtisks", "substantial"),
}}

// Vocabulary returns the potentials.
func (Potential) Vocabulary() *Vocabulary { return potentialVocabulary }

// IRMCompletion is IRM's own completion rating of a commitment.
type IRMCompletion string

var irmCompletionVocabulary = &Vocabulary{"irm_completion", inBoth("IRM: izpilde", "IRM: completion"), []Term{
	newTerm("no_evidence", "nav pierādījumu", "no evidence available"),
	newTerm("not_started", "nav sākts", "not started"),
	newTerm("limited", "nelielā apjomā", "limited"),
	newTerm("substantial", "būtiskā apjomā", "substantial"),
	newTerm("complete", "izpildīts", "complete"),
}}

// Vocabulary returns IRM's completion scale.
func (IRMCompletion) Vocabulary() *Vocabulary { return irmCompletionVocabulary }

// FeedbackStatus says whether feedback on a consultation is published.
type FeedbackStatus string

// The feedback statuses.
const (
	FeedbackPublished  FeedbackStatus = "published"
	FeedbackNoneFound  FeedbackStatus = "none_found"
	FeedbackNotChecked FeedbackStatus = "not_checked"
)

var feedbackVocabulary = &Vocabulary{"feedback_status", inBoth("Atgriezeniskā saite", "Feedback"), []Term{
	newTerm("published", "publicēta", "published"),
	newTerm("none_found", "meklēta, nav atrasta", "looked for, none found").with("Jānorāda diena, kad kāds meklēja (checked).", "Needs the day on which somebody looked (checked)."),
	newTerm("not_checked", "nav pārbaudīta", "not checked").with("Neviens nav meklējis; tas nenozīmē, ka tās nav.", "Nobody is recorded to have looked; that does not mean that there is none."),
}}

// Vocabulary returns the feedback statuses.
func (FeedbackStatus) Vocabulary() *Vocabulary { return feedbackVocabulary }

// Act is the stage of the legal act that a consultation is about, in the words of
// the TAP portal.
type Act string

var actVocabulary = &Vocabulary{"act", inBoth("Tiesību akta stadija", "Stage of the legal act"), []Term{
	newTerm("lidzdaliba", "sabiedrības līdzdalība", "public participation"),
	newTerm("saskanosana", "saskaņošana", "being agreed between institutions"),
	newTerm("iesniegts", "iesniegts", "submitted"),
	newTerm("izskatits", "izskatīts", "examined"),
	newTerm("pienemts", "pieņemts", "adopted"),
	newTerm("atsaukts", "atsaukts", "withdrawn"),
}}

// Vocabulary returns the stages.
func (Act) Vocabulary() *Vocabulary { return actVocabulary }

// Affected is whom a draft affects, as the TAP portal asks.
type Affected string

var affectedVocabulary = &Vocabulary{"affected", inBoth("Kuru skar projekts", "Whom a draft affects"), []Term{
	newTerm("natural_persons", "fiziskas personas", "natural persons"),
	newTerm("legal_persons", "juridiskas personas", "legal persons"),
}}

// Vocabulary returns whom a draft can affect.
func (Affected) Vocabulary() *Vocabulary { return affectedVocabulary }

// Bound says how exact a count is.
type Bound string

// The bounds.
const (
	Exact   Bound = "exact"
	AtLeast Bound = "at_least"
	AtMost  Bound = "at_most"
	About   Bound = "about"
)

var boundVocabulary = &Vocabulary{"bound", inBoth("Skaita precizitāte", "How exact a count is"), []Term{
	newTerm("exact", "precīzi", "exactly"),
	newTerm("at_least", "vismaz", "at least"),
	newTerm("at_most", "ne vairāk kā", "at most"),
	newTerm("about", "aptuveni", "about"),
}}

// Vocabulary returns the bounds.
func (Bound) Vocabulary() *Vocabulary { return boundVocabulary }

// CountUnit is what a count of participants counts. Counts of different units are
// never added.
type CountUnit string

// The units.
const (
	People   CountUnit = "people"
	Votes    CountUnit = "votes"
	Visitors CountUnit = "visitors"
)

var countUnitVocabulary = &Vocabulary{"count_unit", inBoth("Ko skaita", "What a count counts"), []Term{
	newTerm("people", "cilvēki", "people"),
	newTerm("votes", "balsis", "votes"),
	newTerm("visitors", "apmeklētāji", "visitors"),
}}

// Vocabulary returns the units.
func (CountUnit) Vocabulary() *Vocabulary { return countUnitVocabulary }

// InstitutionKind is the kind of an institution.
type InstitutionKind string

// Municipality is the kind that territories have.
const Municipality InstitutionKind = "municipality"

var institutionKindVocabulary = &Vocabulary{"institution_kind", inBoth("Institūcijas veids", "Kind of institution"), []Term{
	newTerm("parliament", "parlaments", "parliament"),
	newTerm("chancellery", "Valsts kanceleja", "State Chancellery").with("Valdības centra iestāde.", "The centre of government."),
	newTerm("ministry", "ministrija", "ministry"),
	newTerm("agency", "valsts iestāde", "state agency"),
	newTerm("municipality", "pašvaldība", "municipality"),
	newTerm("ngo", "nevalstiska organizācija", "NGO"),
	newTerm("company", "komersants", "company"),
	newTerm("international", "starptautiska organizācija", "international organisation"),
	newTerm("other", "cita organizācija", "other organisation"),
}}

// Vocabulary returns the kinds of institutions.
func (InstitutionKind) Vocabulary() *Vocabulary { return institutionKindVocabulary }

// PostKind is a post that an institution has for participation. Posts are recorded,
// never the people who hold them.
type PostKind string

var postKindVocabulary = &Vocabulary{"post_kind", inBoth("Amata veids", "Kind of post"), []Term{
	newTerm("participation_official", "par sabiedrības līdzdalību atbildīgā amatpersona", "official responsible for public participation"),
	newTerm("ogp_contact", "OGP kontaktpunkts", "OGP point of contact"),
	newTerm("plan_lead", "plāna vadība", "plan lead"),
}}

// Vocabulary returns the kinds of posts.
func (PostKind) Vocabulary() *Vocabulary { return postKindVocabulary }

// AdoptionStatus says whether a plan's adoption is known.
type AdoptionStatus string

// The adoption statuses.
const (
	Adopted          AdoptionStatus = "adopted"
	AdoptionNotFound AdoptionStatus = "not_found"
)

var adoptionVocabulary = &Vocabulary{"adoption_status", inBoth("Plāna pieņemšana", "Adoption of a plan"), []Term{
	newTerm("adopted", "pieņemts", "adopted"),
	newTerm("not_found", "ziņa par pieņemšanu nav atrasta", "adoption not found").with("Kāds meklēja un ziņu par pieņemšanu neatrada.", "Somebody looked and found no adoption."),
}}

// Vocabulary returns the adoption statuses.
func (AdoptionStatus) Vocabulary() *Vocabulary { return adoptionVocabulary }

// InitiativeKind is the kind of a public initiative.
type InitiativeKind string

var initiativeKindVocabulary = &Vocabulary{"initiative_kind", inBoth("Iniciatīvas veids", "Kind of initiative"), []Term{
	newTerm("platform", "iniciatīvu platforma", "platform of initiatives").with("Platforma kopumā, piemēram, ManaBalss.lv.", "A platform as a whole, such as ManaBalss.lv."),
	newTerm("collective_submission", "kolektīvais iesniegums", "collective submission").with("Saeimai; vismaz 10 000 parakstu.", "To the Saeima; at least 10,000 signatures."),
	newTerm("local", "pašvaldības līmeņa iniciatīva", "local initiative"),
	newTerm("referendum", "tautas nobalsošana", "referendum"),
	newTerm("event", "sabiedrības rīkots pasākums", "event run by the public"),
}}

// Vocabulary returns the kinds of initiatives.
func (InitiativeKind) Vocabulary() *Vocabulary { return initiativeKindVocabulary }

// InitiativeStage is how far an initiative has come.
type InitiativeStage string

var initiativeStageVocabulary = &Vocabulary{"initiative_stage", inBoth("Iniciatīvas stadija", "Stage of an initiative"), []Term{
	newTerm("collecting", "vāc parakstus", "collecting signatures"),
	newTerm("submitted", "iesniegta", "submitted"),
	newTerm("examined", "izskatīta", "examined"),
	newTerm("supported", "atbalstīta", "supported"),
	newTerm("declined", "noraidīta", "declined"),
	newTerm("in_law", "iekļauta tiesību aktā", "in a legal act"),
	newTerm("postponed", "atlikta", "postponed"),
}}

// Vocabulary returns the stages of initiatives.
func (InitiativeStage) Vocabulary() *Vocabulary { return initiativeStageVocabulary }

// BodyKind is the kind of a council.
type BodyKind string

var bodyKindVocabulary = &Vocabulary{"body_kind", inBoth("Padomes veids", "Kind of council"), []Term{
	newTerm("memorandum_council", "Memoranda padome", "Memorandum Council").with("Nevalstisko organizāciju un Ministru kabineta sadarbības memoranda padome.", "Of the memorandum between NGOs and the Cabinet of Ministers."),
	newTerm("oversight_council", "plāna uzraudzības padome", "plan's oversight council"),
	newTerm("residents_council", "iedzīvotāju padome", "residents' council").with("Saskaņā ar Pašvaldību likumu.", "Under the Local Government Law."),
	newTerm("advisory_council", "konsultatīvā padome", "advisory council"),
}}

// Vocabulary returns the kinds of councils.
func (BodyKind) Vocabulary() *Vocabulary { return bodyKindVocabulary }

// EventKind is the kind of an event.
type EventKind string

var eventKindVocabulary = &Vocabulary{"event_kind", inBoth("Notikuma veids", "Kind of event"), []Term{
	newTerm("meeting", "sanāksme", "meeting"),
	newTerm("dialogue", "dialogs", "dialogue").with("Piemēram, nozares atvērtās pārvaldības dialogs.", "Such as a sector's open government dialogue."),
	newTerm("good_practice_afternoon", "labās prakses pēcpusdiena", "good-practice afternoon"),
	newTerm("training", "mācības", "training"),
	newTerm("workshop", "darbnīca", "workshop"),
	newTerm("working_group", "darba grupa", "working group"),
	newTerm("discussion", "diskusija", "discussion"),
	newTerm("conference", "konference", "conference"),
	newTerm("forum", "forums", "forum"),
	newTerm("festival", "festivāls", "festival"),
	newTerm("week", "tematiska nedēļa", "thematic week"),
	newTerm("campaign", "kampaņa", "campaign"),
}}

// Vocabulary returns the kinds of events.
func (EventKind) Vocabulary() *Vocabulary { return eventKindVocabulary }

// Direction says which way an indicator is better.
type Direction string

// The directions.
const (
	MoreIsBetter  Direction = "up"
	LessIsBetter  Direction = "down"
	NeitherBetter Direction = "none"
)

var directionVocabulary = &Vocabulary{"direction", inBoth("Kurš virziens ir labāks", "Which way is better"), []Term{
	newTerm("up", "vairāk ir labāk", "more is better"),
	newTerm("down", "mazāk ir labāk", "less is better"),
	newTerm("none", "nav labāk ne vairāk, ne mazāk", "neither is better"),
}}

// Vocabulary returns the directions.
func (Direction) Vocabulary() *Vocabulary { return directionVocabulary }

// ReportKind is the kind of a progress report.
type ReportKind string

var reportKindVocabulary = &Vocabulary{"report_kind", inBoth("Ziņojuma veids", "Kind of report"), []Term{
	newTerm("midterm", "vidusposma ziņojums", "mid-term report"),
	newTerm("final", "nobeiguma ziņojums", "final report"),
	newTerm("annual", "gada ziņojums", "annual report"),
}}

// Vocabulary returns the kinds of reports.
func (ReportKind) Vocabulary() *Vocabulary { return reportKindVocabulary }

// Vocabularies returns every vocabulary that records or pages use, each once: first
// those of badges and ratings, which readers meet most, then the others in the order in
// which the field tables come to them. The statuses are not among them, since the
// states hold them all.
func Vocabularies() []*Vocabulary {
	all := []*Vocabulary{
		levelVocabulary, judgeVocabulary, stateVocabulary, raterVocabulary, dueBasisVocabulary,
		feedbackVocabulary, actVocabulary, extentVocabulary, boundVocabulary, countUnitVocabulary,
	}
	add := func(v *Vocabulary) {
		if v == statusVocabulary {
			v = stateVocabulary
		}
		if !slices.Contains(all, v) {
			all = append(all, v)
		}
	}
	for _, t := range Types() {
		eachVocabulary(t.Fields, add)
	}
	eachVocabulary(FieldsOf(reflect.TypeFor[Coverage]()), add)
	return all
}

// eachVocabulary calls add for the vocabularies of fields and of the groups in them.
func eachVocabulary(fields []Field, add func(*Vocabulary)) {
	for _, f := range fields {
		switch f.Kind {
		case KindTerm:
			add(f.Vocabulary)
		case KindGroup:
			eachVocabulary(f.Fields, add)
		}
	}
}
