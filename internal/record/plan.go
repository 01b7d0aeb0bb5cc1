package record

import (
	"strings"

	"parskats/internal/i18n"
)

// Plan is a national open government action plan.
type Plan struct {
	Common
	Number      *int            `field:"number" lv:"Kārtas numurs" en:"Number"`
	Title       i18n.Text       `field:"title,required" lv:"Nosaukums" en:"Title"`
	Starts      i18n.Date       `field:"starts,required" lv:"Sākums" en:"Starts" help:"The first day of the plan's period." lvhelp:"Plāna perioda pirmā diena."`
	Ends        i18n.Date       `field:"ends,required" lv:"Beigas" en:"Ends" help:"The last day of the plan's period; counting of delays stops there." lvhelp:"Plāna perioda pēdējā diena; pēc tās nokavējumus neskaita."`
	Lead        []string        `field:"lead" ref:"institution" lv:"Atbildīgā iestāde" en:"Lead"`
	Summary     i18n.Text       `field:"summary" lv:"Kopsavilkums" en:"Summary"`
	Adoption    *Adoption       `field:"adoption" lv:"Pieņemšana" en:"Adoption"`
	Directions  []PlanDirection `field:"directions" lv:"Rīcības virzieni" en:"Directions"`
	Headlines   []Headline      `field:"headlines" lv:"Galvenie darbi" en:"Headline actions" help:"The plan's headline actions as its owner presents them; measures name those that they serve." lvhelp:"Plāna galvenie darbi, kā tos iepazīstina plāna autors; pasākumi norāda, kuriem tie kalpo."`
	Reporting   []Reporting     `field:"reporting" lv:"Ziņošanas termiņi" en:"Reporting deadlines"`
	Amended     []Milestone     `field:"amended" lv:"Grozījumi" en:"Amended"`
	Timeline    []Milestone     `field:"timeline" lv:"Notikumu gaita" en:"Timeline" help:"Dated facts about the plan." lvhelp:"Datēti fakti par plānu."`
	IRM         []PlanReview    `field:"irm" lv:"IRM ziņojumi" en:"IRM reviews"`
	ContinuedIn string          `field:"continued_in" ref:"plan" lv:"Turpinājums" en:"Continued in"`
	URL         string          `field:"url" as:"url" lv:"Saite" en:"URL"`
}

// Begun reports whether the plan is adopted and its period has begun on a day.
func (p *Plan) Begun(day i18n.Day) bool {
	return p.Adoption != nil && p.Adoption.Status == Adopted && p.Starts.First() <= day
}

// Ended reports whether the plan's period is over on a day.
func (p *Plan) Ended(day i18n.Day) bool { return day > p.Ends.Last() }

// Adoption says whether and how a plan was adopted.
type Adoption struct {
	Status       AdoptionStatus `field:"status,required" lv:"Statuss" en:"Status"`
	Date         i18n.Date      `field:"date" lv:"Diena" en:"Date"`
	Act          i18n.Text      `field:"act" lv:"Tiesību akts" en:"Act"`
	URL          string         `field:"url" as:"url" lv:"Saite" en:"URL"`
	Checked      i18n.Date      `field:"checked" lv:"Pārbaudīts" en:"Checked"`
	Consultation string         `field:"consultation" ref:"consultation" lv:"Līdzdalība" en:"Consultation" help:"The consultation on the plan's draft." lvhelp:"Līdzdalība par plāna projektu."`
}

// PlanDirection is a direction of a plan, under which commitments stand.
type PlanDirection struct {
	ID    string    `field:"id,required" as:"id" lv:"Identifikators" en:"Id"`
	Title i18n.Text `field:"title,required" lv:"Nosaukums" en:"Title"`
}

// Headline is one of a plan's headline actions.
type Headline struct {
	ID    string    `field:"id,required" as:"id" lv:"Identifikators" en:"Id"`
	Title i18n.Text `field:"title,required" lv:"Nosaukums" en:"Title"`
}

// Reporting is a day by which institutions report on a period.
type Reporting struct {
	Due    i18n.Date `field:"due,required" lv:"Termiņš" en:"Due"`
	Period Period    `field:"period,required" lv:"Par periodu" en:"Period"`
	Title  i18n.Text `field:"title" lv:"Nosaukums" en:"Title"`
	URL    string    `field:"url" as:"url" lv:"Avots" en:"Source"`
}

// Milestone is a dated fact.
type Milestone struct {
	Date i18n.Date `field:"date,required" lv:"Diena" en:"Date"`
	Text i18n.Text `field:"text,required" lv:"Teksts" en:"Text"`
	URL  string    `field:"url" as:"url" lv:"Avots" en:"Source"`
}

// PlanReview is what OGP's Independent Reporting Mechanism found about a plan.
type PlanReview struct {
	Title string    `field:"title,required" lv:"Ziņojums" en:"Report"`
	Date  i18n.Date `field:"date" lv:"Diena" en:"Date"`
	Text  i18n.Text `field:"text" lv:"Secinājums" en:"Finding"`
	URL   string    `field:"url" as:"url" lv:"Saite" en:"URL"`
}

// Commitment is one commitment of a plan, with its measures.
type Commitment struct {
	Common
	Number         string     `field:"number,required" lv:"Numurs" en:"Number"`
	OGPID          string     `field:"ogp_id" lv:"OGP numurs" en:"OGP id" help:"As LV0046; left out where it is not verified." lvhelp:"Piemēram, LV0046; ja nav pārbaudīts, neraksta."`
	Title          i18n.Text  `field:"title,required" lv:"Nosaukums" en:"Title"`
	OGPTitle       string     `field:"ogp_title" lv:"Nosaukums OGP vietnē" en:"Title at OGP"`
	Summary        i18n.Text  `field:"summary" lv:"Kopsavilkums" en:"Summary"`
	Direction      string     `field:"direction" ref:"direction" lv:"Rīcības virziens" en:"Direction"`
	Lead           []string   `field:"lead" ref:"institution" lv:"Atbildīgā" en:"Lead"`
	CoLead         []string   `field:"co_lead" ref:"institution" lv:"Līdzatbildīgā" en:"Co-lead"`
	Implementers   []string   `field:"implementers" ref:"institution" lv:"Īstenotāji" en:"Implementers"`
	PolicyAreas    []string   `field:"policy_areas" ref:"area" lv:"Jomas" en:"Policy areas"`
	OGPAmbition    string     `field:"ogp_ambition" lv:"Vērienīgums OGP vietnē" en:"Ambition at OGP" help:"As printed there; it is not IRM's potential for results." lvhelp:"Kā tur norādīts; tas nav IRM rezultātu potenciāls."`
	IRM            *IRMRating `field:"irm" lv:"IRM vērtējums" en:"IRM's rating"`
	MeasuresExtent Extent     `field:"measures_extent" lv:"Pasākumu apjoms" en:"Extent of measures" help:"Whether all measures of the commitment are in the data." lvhelp:"Vai datos ir visi apņemšanās pasākumi."`
	Measures       []Measure  `field:"measures" lv:"Pasākumi" en:"Measures"`

	// Collected are checksums of what collection sheets said of measures, by the measure's
	// number, the institution and the sheet's day: "1.2a vk 2026-02-01".
	Collected map[string]string `field:"collected,private" as:"texts" lv:"Savāktās ziņas" en:"Collected" help:"Written by parskats import: a checksum of what each collection sheet said, by measure, institution and day. It is never published." lvhelp:"Raksta parskats import: kontrolsumma tam, ko teica katra vākšanas lapa, pēc pasākuma, institūcijas un dienas. To nekad nepublicē."`

	// Plan is the id of the plan in whose folder the commitment stands.
	Plan string
}

// IRMRating is what OGP's Independent Reporting Mechanism says of a commitment. A
// value that is left out is pending: that is no rating.
type IRMRating struct {
	Reports      []Source      `field:"reports" lv:"Ziņojumi" en:"Reports"`
	Verifiable   *bool         `field:"verifiable" lv:"Pārbaudāma" en:"Verifiable"`
	OpenGovLens  *bool         `field:"open_gov_lens" lv:"Atbilst atvērtās pārvaldības vērtībām" en:"Open government lens"`
	Potential    Potential     `field:"potential" lv:"Rezultātu potenciāls" en:"Potential for results"`
	Completion   IRMCompletion `field:"completion" lv:"Izpilde" en:"Completion"`
	EarlyResults *EarlyResults `field:"early_results" lv:"Pirmie rezultāti" en:"Early results"`
	Cluster      string        `field:"cluster" lv:"Kopa" en:"Cluster" help:"Commitments reviewed as one carry the same name here." lvhelp:"Kopā vērtētām apņemšanām šeit ir viens nosaukums."`
	Promising    *bool         `field:"promising" lv:"Daudzsološa" en:"Promising"`
	Note         i18n.Text     `field:"note" lv:"Piezīme" en:"Note"`
}

// EarlyResults is IRM's early-results code and the scale that it belongs to; scales
// changed over the years and are never put into one chart.
type EarlyResults struct {
	Scale string `field:"scale,required" lv:"Skala" en:"Scale"`
	Value string `field:"value,required" lv:"Vērtība" en:"Value" help:"As printed." lvhelp:"Kā norādīts avotā."`
}

// Measure is one measure of a commitment; OGP calls it a milestone.
type Measure struct {
	Number       string             `field:"number,required" lv:"Numurs" en:"Number" help:"As 1.2 or 1.2a; its key and anchor is the commitment's id and the number, lv0046-1-2a." lvhelp:"Piemēram, 1.2 vai 1.2a; pasākuma atslēga un enkurs ir apņemšanās identifikators un numurs, lv0046-1-2a."`
	Title        i18n.Text          `field:"title,required" lv:"Nosaukums" en:"Title"`
	Text         i18n.Text          `field:"text" lv:"Apraksts" en:"Description"`
	Lead         []string           `field:"lead" ref:"institution" lv:"Atbildīgā" en:"Lead"`
	CoLead       []string           `field:"co_lead" ref:"institution" lv:"Līdzatbildīgā" en:"Co-lead"`
	Implementers []string           `field:"implementers" ref:"institution" lv:"Īstenotāji" en:"Implementers"`
	Added        i18n.Date          `field:"added" lv:"Pievienots" en:"Added" help:"The day on which the measure came into the plan; the plan's start where it is left out." lvhelp:"Diena, kad pasākums iekļauts plānā; ja nav norādīta, tad plāna sākums."`
	Due          *Due               `field:"due" lv:"Termiņš" en:"Due"`
	Revised      []Revision         `field:"revised" lv:"Mainīti termiņi" en:"Revised due dates" help:"In the order in which they were set." lvhelp:"Secībā, kādā tie noteikti."`
	Updates      []Update           `field:"updates" lv:"Ziņas par izpildi" en:"Updates"`
	Checked      i18n.Date          `field:"checked" lv:"Meklēts" en:"Checked" help:"The day on which somebody looked for a report and found none: the measure is then unreported." lvhelp:"Diena, kad kāds meklēja ziņu un neatrada: tad pasākuma stāvoklis ir unreported."`
	Output       i18n.Text          `field:"output" lv:"Darbības rezultāts" en:"Output"`
	Indicators   []MeasureIndicator `field:"indicators" lv:"Rādītāji" en:"Indicators"`
	Headline     []string           `field:"headline" ref:"headline" lv:"Galvenie darbi" en:"Headline actions" help:"Those of the plan's headline actions that the measure serves." lvhelp:"Plāna galvenie darbi, kuriem pasākums kalpo."`
	Note         i18n.Text          `field:"note" lv:"Piezīme" en:"Note"`
	Sources      []Source           `field:"sources" lv:"Avoti" en:"Sources"`
	Response     *Response          `field:"response" lv:"Institūcijas atbilde" en:"Response"`

	// Key is the measure's key in the whole site, and its anchor.
	Key string
}

// MeasureKey returns the key of a commitment's measure: "lv0046-1-2a" for 1.2a.
func MeasureKey(commitment, number string) string {
	return commitment + "-" + strings.ToLower(strings.ReplaceAll(number, ".", "-"))
}

// Due is the day by which a measure is to be complete, and what it rests on.
type Due struct {
	Date   i18n.Date `field:"date,required" lv:"Diena" en:"Date" help:"A partial date means its last day." lvhelp:"Nepilns datums nozīmē tā pēdējo dienu."`
	Basis  DueBasis  `field:"basis,required" lv:"Pamats" en:"Basis"`
	Stated i18n.Date `field:"stated" lv:"Paziņots" en:"Stated" help:"The day on which it was announced." lvhelp:"Diena, kad tas paziņots."`
	Source *Source   `field:"source" lv:"Avots" en:"Source" help:"Needed where the basis is announced." lvhelp:"Vajadzīgs, ja pamats ir announced."`
}

// Revision is a later due date, in force from the day on which it was set.
type Revision struct {
	Due    i18n.Date `field:"due,required" lv:"Jaunais termiņš" en:"New due date"`
	Date   i18n.Date `field:"date,required" lv:"Noteikts" en:"Set on"`
	Basis  DueBasis  `field:"basis" lv:"Pamats" en:"Basis" help:"plan where it is left out." lvhelp:"Ja nav norādīts, tad plan."`
	Reason i18n.Text `field:"reason,required" lv:"Iemesls" en:"Reason"`
	Source *Source   `field:"source" lv:"Avots" en:"Source"`
}

// Update is what somebody said about a measure on a day.
type Update struct {
	Date     i18n.Date `field:"date,required" lv:"Diena" en:"Date"`
	Status   Status    `field:"status" lv:"Statuss" en:"Status" help:"Left out where the update rates nothing." lvhelp:"Neraksta, ja ziņa neko nevērtē."`
	By       Rater     `field:"by,required" lv:"Kas vērtē" en:"By"`
	Author   string    `field:"author" ref:"institution" lv:"Autors" en:"Author" help:"Which institution, council or NGO." lvhelp:"Kura institūcija, padome vai nevalstiskā organizācija."`
	Text     i18n.Text `field:"text" lv:"Teksts" en:"Text"`
	Evidence []Source  `field:"evidence" lv:"Pierādījumi" en:"Evidence" help:"Needed for complete, and for any status by an editor." lvhelp:"Vajadzīgi statusam complete un jebkuram redaktora statusam."`
}

// MeasureIndicator is a number that a measure is to change.
type MeasureIndicator struct {
	Title    i18n.Text `field:"title,required" lv:"Nosaukums" en:"Title"`
	Unit     i18n.Text `field:"unit" lv:"Vienība" en:"Unit"`
	Baseline *float64  `field:"baseline" lv:"Sākuma vērtība" en:"Baseline"`
	Target   *float64  `field:"target" lv:"Mērķis" en:"Target"`
	Actual   *float64  `field:"actual" lv:"Sasniegts" en:"Actual"`
}
