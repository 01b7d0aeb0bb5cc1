package scaffold

import (
	"fmt"
	"math/rand/v2"
	"path"
	"strings"

	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/recordio"
)

// The sizes of the demonstration.
const (
	demoCommitments   = 6
	demoMeasures      = 40
	demoConsultations = 300
	demoCases         = 40
)

// The demonstration's days. It never ages: its day is pinned.
var (
	demoStarts = day(2022, 1, 1)
	demoEnds   = day(2025, 12, 31)
	demoDay    = day(2025, 6, 30)
)

func day(year, month, d int) i18n.Date { return i18n.Date{Year: year, Month: month, Day: d} }

// Demo returns the files of a site of plausible, fictional data, several years long,
// all of it marked as such: the same ones each time. It shows every list and figure at
// work. An error says that a record could not be written.
func Demo() ([]File, error) {
	d := &demo{random: rand.New(rand.NewPCG(2022, 629)), details: rand.New(rand.NewPCG(2022, 630))}
	d.files = append(d.files,
		File{"data/site.yaml", demoSite},
		File{"data/coverage.yaml", demoCoverage},
		File{".gitignore", "/public/\n"})
	d.lists()
	d.plan()
	for i := range demoConsultations {
		d.consultation(i)
	}
	for i := range demoCases {
		d.oneCase(i)
	}
	d.public()
	d.rest()
	if d.err != nil {
		return nil, fmt.Errorf("demonstration: %w", d.err)
	}
	return append(d.files, editorFiles()...), nil
}

const demoSite = `# Izdomāti paraugdati. Fictional sample data.
title: {lv: Izdomātas valsts pārskats, en: Report of a Fictional Country}
description:
  lv: Izdomāti paraugdati, kas rāda, ko Parskats prot.
  en: Fictional sample data that show what Parskats can do.
base_url: https://parskats.example/
languages: [lv, en]
timezone: Europe/Riga
publisher: zz-kanceleja
contact: {title: {lv: Izdomātā redakcija, en: Fictional editors}, email: redakcija@parskats.example}
licence: {title: CC0 1.0, url: https://creativecommons.org/publicdomain/zero/1.0/}
source_url: https://git.example/parskats/
as_of: 2025-06-30
consultation_minimum:
  days: 14
  source:
    title: {lv: Izdomāts noteikums, en: Fictional rule}
    url: https://noteikumi.example/
removed:
  - url: /lv/notikumi/zz-atcelts/
    date: 2024-09-02
    reason: {lv: Notikums atcelts un nenotika (izdomāts), en: The event was called off and was not held (fictional)}
  - url: /en/events/zz-atcelts/
    date: 2024-09-02
    reason: {lv: Notikums atcelts un nenotika (izdomāts), en: The event was called off and was not held (fictional)}
sample: true
`

const demoCoverage = `- {type: institution, extent: all}
- {type: commitment, extent: all}
- {type: measure, extent: all}
- {type: consultation, extent: all}
- {type: initiative, extent: all}
- {type: budget-round, extent: all}
- {type: body, extent: all}
- {type: sitting, extent: all}
- {type: event, extent: all}
- {type: indicator, extent: all}
- {type: case, extent: all}
`

// demo makes records. After the first error it makes no more.
type demo struct {
	random *rand.Rand
	// details decides on what was added later, so that the rest stays as it was.
	details *rand.Rand
	files   []File
	err     error
}

// add writes a record as a file of structured data.
func (d *demo) add(file string, rec any) {
	raw, err := recordio.Marshal(rec, languages, false)
	d.keep(file, raw, err)
}

func (d *demo) keep(file string, raw []byte, err error) {
	if err != nil && d.err == nil {
		d.err = fmt.Errorf("%s: %w", file, err)
	}
	d.files = append(d.files, File{file, string(raw)})
}

func addList[T any](d *demo, file string, recs []*T) {
	raw, err := recordio.MarshalList(recs, languages)
	d.keep(file, raw, err)
}

// text is a text in both languages.
func text(lv, en string) i18n.Text { return i18n.Text{i18n.Latvian: lv, i18n.English: en} }

// sample marks a record as fictional.
func sample(id string) record.Common { return record.Common{ID: id, Sample: true} }

func pick[T any](d *demo, list []T) T { return list[d.random.IntN(len(list))] }

// chance is true in so many of a hundred cases.
func (d *demo) chance(percent int) bool { return d.random.IntN(100) < percent }

// between returns a day from one date to another, both included.
func (d *demo) between(from, to i18n.Date) i18n.Date {
	return after(from, d.random.IntN(int(to.First()-from.First())+1))
}

func after(date i18n.Date, days int) i18n.Date { return (date.First() + i18n.Day(days)).Date() }

// notAfter returns the earlier of two dates.
func notAfter(date, limit i18n.Date) i18n.Date {
	if date.First() > limit.First() {
		return limit
	}
	return date
}

func number(n int) *int { return &n }

var demoInstitutions = []*record.Institution{
	institution("zz-kanceleja", "chancellery", "Izdomātā kanceleja", "Fictional Chancellery"),
	institution("zz-vide", "ministry", "Vides ministrija (izdomāta)", "Ministry of the Environment (fictional)"),
	institution("zz-izglitiba", "ministry", "Izglītības ministrija (izdomāta)", "Ministry of Education (fictional)"),
	institution("zz-veseliba", "ministry", "Veselības ministrija (izdomāta)", "Ministry of Health (fictional)"),
	institution("zz-transports", "ministry", "Transporta ministrija (izdomāta)", "Ministry of Transport (fictional)"),
	institution("zz-tieslietas", "ministry", "Tieslietu ministrija (izdomāta)", "Ministry of Justice (fictional)"),
	institution("zz-dati", "agency", "Datu aģentūra (izdomāta)", "Data Agency (fictional)"),
	institution("zz-skola", "agency", "Pārvaldes skola (izdomāta)", "School of Administration (fictional)"),
	institution("zz-ziemeli", "municipality", "Ziemeļu novads (izdomāts)", "Northern Municipality (fictional)"),
	institution("zz-dienvidi", "municipality", "Dienvidu novads (izdomāts)", "Southern Municipality (fictional)"),
	institution("zz-pilseta", "municipality", "Lielpilsēta (izdomāta)", "Great City (fictional)"),
	institution("zz-alianse", "ngo", "Pilsoniskā alianse (izdomāta)", "Civic Alliance (fictional)"),
}

func institution(id string, kind record.InstitutionKind, lv, en string) *record.Institution {
	i := &record.Institution{Common: sample(id), Kind: kind, Title: text(lv, en)}
	if kind == "chancellery" || id == "zz-vide" || id == "zz-veseliba" {
		i.Posts = []record.Post{{
			Kind: "participation_official", Title: text("par līdzdalību atbildīgā amatpersona", "official responsible for participation"),
			URL: "https://iestade.example/" + id,
		}}
	}
	return i
}

// demoPublicBodies are the institutions that hold consultations.
func demoPublicBodies() []string {
	var ids []string
	for _, i := range demoInstitutions {
		if i.Kind != "ngo" {
			ids = append(ids, i.ID)
		}
	}
	return ids
}

var demoAreas = []*record.Area{
	{Common: sample("vide"), Title: text("Vide", "Environment")},
	{Common: sample("izglitiba"), Title: text("Izglītība", "Education")},
	{Common: sample("veseliba"), Title: text("Veselība", "Health")},
	{Common: sample("transports"), Title: text("Transports", "Transport")},
	{Common: sample("tieslietas"), Title: text("Tieslietas", "Justice")},
	{Common: sample("publiska-parvalde"), Title: text("Publiskā pārvalde", "Public administration")},
}

var demoMethods = []*record.Method{
	{Common: sample("aptauja"), Title: text("Aptauja", "Survey"), Level: record.Consult},
	{Common: sample("atzinumi"), Title: text("Rakstveida atzinumi", "Written opinions"), Level: record.Consult},
	{Common: sample("darbnica"), Title: text("Darbnīca", "Workshop"), Level: record.CoCreate},
	{Common: sample("sprints"), Title: text("Dizaina sprints", "Design sprint"), Level: record.CoCreate},
	{Common: sample("sanaksme"), Title: text("Sanāksme", "Meeting"), Level: record.Inform},
	{Common: sample("balsojums"), Title: text("Iedzīvotāju balsojums", "Residents' vote"), Level: record.PublicLed},
}

var demoGroups = []*record.TargetGroup{
	{Common: sample("jauniesi"), Title: text("Jaunieši", "Young people")},
	{Common: sample("seniori"), Title: text("Seniori", "Older people")},
	{Common: sample("uznemeji"), Title: text("Uzņēmēji", "Businesses")},
	{Common: sample("nvo"), Title: text("Nevalstiskās organizācijas", "NGOs")},
}

func (d *demo) lists() {
	addList(d, "data/institutions.yaml", demoInstitutions)
	addList(d, "data/areas.yaml", demoAreas)
	addList(d, "data/methods.yaml", demoMethods)
	addList(d, "data/target-groups.yaml", demoGroups)
}

// topic is what a consultation, case or measure is about: in Latvian in the accusative
// after "par", in English after "on".
type topic struct{ lv, en, area string }

var demoTopics = []topic{
	{"atkritumu šķirošanu", "waste sorting", "vide"}, {"upju krastu kopšanu", "care of river banks", "vide"},
	{"gaisa kvalitāti pilsētās", "air quality in cities", "vide"}, {"mežu aizsardzību", "forest protection", "vide"},
	{"skolu ēdināšanu", "school meals", "izglitiba"}, {"pieaugušo izglītību", "adult learning", "izglitiba"},
	{"skolu tīklu", "the network of schools", "izglitiba"}, {"studiju atbalstu", "support for students", "izglitiba"},
	{"ģimenes ārstu pieejamību", "access to family doctors", "veseliba"}, {"vakcināciju", "vaccination", "veseliba"},
	{"zāļu cenām", "prices of medicines", "veseliba"}, {"aprūpi mājās", "care at home", "veseliba"},
	{"sabiedrisko transportu", "public transport", "transports"}, {"veloceļiem", "cycle paths", "transports"},
	{"ceļu drošību", "road safety", "transports"}, {"dzelzceļa stacijām", "railway stations", "transports"},
	{"bezmaksas juridisko palīdzību", "free legal aid", "tieslietas"}, {"mediāciju", "mediation", "tieslietas"},
	{"datu aizsardzību", "data protection", "tieslietas"}, {"e-pakalpojumiem", "e-services", "publiska-parvalde"},
	{"valsts pārvaldes valodu", "the language of administration", "publiska-parvalde"}, {"atvērtajiem datiem", "open data", "publiska-parvalde"},
	{"iedzīvotāju padomēm", "residents' councils", "publiska-parvalde"}, {"pašvaldību budžetu", "municipal budgets", "publiska-parvalde"},
}

// form is a kind of document that a consultation is about.
type form struct{ lv, en string }

var demoForms = []form{
	{"Noteikumi par %s", "Regulation on %s"}, {"Grozījumi noteikumos par %s", "Amendments to the regulation on %s"},
	{"Pamatnostādnes par %s", "Guidelines on %s"}, {"Likumprojekts par %s", "Draft law on %s"},
	{"Konceptuāls ziņojums par %s", "Concept paper on %s"},
}

func (d *demo) plan() {
	d.add("data/plans/zz-1/plan.yaml", &record.Plan{
		Common: sample(examplePlan), Number: number(1),
		Title:  text("Izdomātais atvērtās pārvaldības plāns 2022.–2025. gadam", "Fictional open government plan 2022–2025"),
		Starts: demoStarts, Ends: demoEnds, Lead: []string{"zz-kanceleja"},
		Adoption: &record.Adoption{Status: record.Adopted, Date: day(2022, 2, 10)},
		Reporting: []record.Reporting{
			{Due: day(2024, 3, 1), Period: record.Period{From: demoStarts, To: day(2023, 12, 31)}},
			{Due: day(2026, 3, 1), Period: record.Period{From: day(2024, 1, 1), To: demoEnds}},
		},
		Headlines: []record.Headline{
			{ID: "regulejums", Title: text("Līdzdalības regulējuma pilnveide", "Better rules on participation")},
			{ID: "macibas", Title: text("Mācības valsts pārvaldei", "Training for the administration")},
			{ID: "dati", Title: text("Saprotami dati", "Data that people understand")},
		},
	})
	for i := range demoCommitments {
		d.commitment(i)
	}
}

var demoPromises = []i18n.Text{
	text("Stiprināt sabiedrības līdzdalību", "Strengthen public participation"),
	text("Iesaistīt jauniešus un NVO", "Involve young people and NGOs"),
	text("Veidot dialogu katrā nozarē", "Build a dialogue in every sector"),
	text("Runāt saprotamā valodā", "Speak in plain language"),
	text("Atvērt datus", "Open data"),
	text("Atvērt pašvaldības", "Open municipalities"),
}

func (d *demo) commitment(i int) {
	id := fmt.Sprintf("zz%04d", i+1)
	c := &record.Commitment{
		Common: sample(id), Number: fmt.Sprint(i + 1), Title: demoPromises[i],
		Lead: []string{pick(d, demoPublicBodies())}, PolicyAreas: []string{"publiska-parvalde"},
		MeasuresExtent: record.ExtentAll, IRM: demoRatings[i],
	}
	for m := range share(demoMeasures, demoCommitments, i) {
		c.Measures = append(c.Measures, d.measure(i, m))
	}
	d.add(path.Join("data/plans/zz-1/commitments", id+".yaml"), c)
}

// demoRatings are IRM's, by commitment; the last two are pending.
var demoRatings = [demoCommitments]*record.IRMRating{
	{OpenGovLens: yes(true), Potential: "substantial"}, {OpenGovLens: yes(true), Potential: "modest"},
	{OpenGovLens: yes(true), Potential: "modest"}, {OpenGovLens: yes(false), Potential: "unclear"},
}

func yes(b bool) *bool { return &b }

// share is the i-th of n nearly equal parts of a whole.
func share(whole, n, i int) int { return whole*(i+1)/n - whole*i/n }

var demoActions = []form{
	{"Izstrādāt vadlīnijas par %s", "Write guidelines on %s"}, {"Sagatavot noteikumus par %s", "Prepare a regulation on %s"},
	{"Rīkot mācības par %s", "Hold training on %s"}, {"Publicēt datus par %s", "Publish data on %s"},
	{"Rīkot iedzīvotāju sarunas par %s", "Hold residents' talks on %s"},
}

// measure makes a measure with the history of its years: some are done in time, some
// late, some revised, some dropped, and of some nothing is known.
func (d *demo) measure(commitment, i int) record.Measure {
	about, action := pick(d, demoTopics), pick(d, demoActions)
	due := d.between(day(2023, 1, 1), day(2025, 9, 30))
	m := record.Measure{
		Number: fmt.Sprintf("%d.%d", commitment+1, i+1),
		Title:  text(fmt.Sprintf(action.lv, about.lv), fmt.Sprintf(action.en, about.en)),
		Lead:   []string{pick(d, demoPublicBodies())},
		Due:    &record.Due{Date: due, Basis: record.DueByPlan},
	}
	if d.chance(30) {
		m.Headline = []string{pick(d, []string{"regulejums", "macibas", "dati"})}
	}
	switch fate := d.random.IntN(100); {
	case fate < 12: // nothing is known
	case fate < 18:
		m.Checked = d.between(day(2024, 3, 2), demoDay)
	case fate < 24:
		m.Updates = append(m.Updates, d.update(d.between(day(2023, 2, 1), demoDay), record.Withdrawn))
	default:
		d.history(&m, due)
	}
	return m
}

// history gives a measure its updates, up to the demonstration's day.
func (d *demo) history(m *record.Measure, due i18n.Date) {
	if d.chance(35) {
		set := after(due, -30-d.random.IntN(60))
		m.Revised = []record.Revision{{
			Due: notAfter(after(due, 90+d.random.IntN(270)), demoEnds), Date: set, Basis: record.DueByPlan,
			Reason: text("Vajadzīgs laiks, lai uzklausītu iesaistītos.", "Time is needed to hear those concerned."),
		}}
	}
	started := d.between(day(2022, 6, 1), day(2023, 6, 30))
	done := after(due, d.random.IntN(400)-150)
	for _, step := range []struct {
		status record.Status
		date   i18n.Date
	}{
		{record.NotStarted, started},
		{record.Limited, notAfter(d.between(started, after(started, 200)), after(done, -60))},
		{record.Substantial, after(done, -40)},
		{record.Complete, done},
	} {
		if step.date.First() <= demoDay.First() && step.date.First() > demoStarts.First() && d.chance(80) {
			m.Updates = append(m.Updates, d.update(step.date, step.status))
		}
	}
	sortUpdates(m.Updates)
	if n := len(m.Updates); n > 0 && d.chance(25) {
		d.otherRating(m, m.Updates[n-1])
	}
}

// otherRating lets an NGO see the newest update in its own way.
func (d *demo) otherRating(m *record.Measure, newest record.Update) {
	date := after(newest.Date, 30)
	if date.First() > demoDay.First() {
		return
	}
	m.Updates = append(m.Updates, record.Update{
		Date: date, Status: pick(d, []record.Status{record.Limited, record.Substantial}),
		By: record.RatedByNGO, Author: "zz-alianse",
		Text: text("Alianses vērtējums.", "The alliance's rating."),
	})
}

func sortUpdates(updates []record.Update) {
	for i := range updates {
		for j := i; j > 0 && updates[j].Date.First() < updates[j-1].Date.First(); j-- {
			updates[j], updates[j-1] = updates[j-1], updates[j]
		}
	}
}

var demoWords = map[record.Status]i18n.Text{
	record.NotStarted:  text("Darbs vēl nav sākts.", "Work has not begun."),
	record.Limited:     text("Izveidota darba grupa.", "A working group was formed."),
	record.Substantial: text("Projekts ir sagatavots un saskaņots.", "The draft is ready and agreed."),
	record.Complete:    text("Pasākums ir izpildīts.", "The measure is complete."),
	record.Withdrawn:   text("Pasākums atsaukts, jo to pārklāj cits darbs.", "The measure was withdrawn, since other work covers it."),
}

func (d *demo) update(date i18n.Date, status record.Status) record.Update {
	u := record.Update{Date: date, Status: status, By: record.RatedByInstitution, Text: demoWords[status]}
	if status == record.Complete {
		u.Evidence = []record.Source{{
			Title: text("Izdomāts pierādījums", "Fictional evidence"),
			URL:   "https://pieradijumi.example/" + date.String(), Published: date,
		}}
	}
	return u
}

func (d *demo) consultation(i int) {
	about, kind := pick(d, demoTopics), pick(d, demoForms)
	opens := d.between(demoStarts, after(demoDay, 20))
	closes := after(opens, 13+d.random.IntN(30))
	c := &record.Consultation{
		Common:      sample(fmt.Sprintf("zz-%03d", i+1)),
		Title:       text(fmt.Sprintf(kind.lv, about.lv), fmt.Sprintf(kind.en, about.en)),
		Institution: pick(d, demoPublicBodies()), Kind: "Publiskā apspriešana",
		Level: record.Consult, LevelBy: record.ByEditor,
		Announced: after(opens, -d.random.IntN(7)), Opens: opens, Closes: closes,
		PolicyAreas: []string{about.area}, Methods: []string{pick(d, []string{"aptauja", "atzinumi"})},
	}
	if d.chance(15) {
		c.Level, c.Methods = record.CoCreate, []string{"darbnica"}
	}
	if d.chance(40) {
		c.TargetGroups = []string{pick(d, demoGroups).ID}
	}
	d.reach(c)
	d.outcome(c)
	d.add(fmt.Sprintf("data/consultations/%d/%s.yaml", opens.Year, c.ID), c)
}

// demoAccess are ways in which taking part is made accessible.
var demoAccess = []i18n.Text{
	text("vieglā valoda", "plain language"), text("attālināti", "remote"), text("tuvu cilvēkiem", "close to people"),
}

// reach says whom a consultation reaches: those of a municipality its residents, some
// with what makes it easier to take part.
func (d *demo) reach(c *record.Consultation) {
	for _, i := range demoInstitutions {
		if i.ID == c.Institution && i.Kind == record.Municipality {
			c.Territory = []string{i.ID}
		}
	}
	if n := d.details.IntN(100); n < 25 {
		c.Accommodations = []i18n.Text{demoAccess[n%len(demoAccess)]}
	}
}

// outcome says what became of a consultation that has closed: of some it is unknown.
func (d *demo) outcome(c *record.Consultation) {
	if c.Closes.First() >= demoDay.First() || d.chance(10) {
		return
	}
	c.Submissions = &record.Submissions{Individuals: number(d.random.IntN(60)), Organisations: number(5 + d.random.IntN(15))}
	received := 5 + d.random.IntN(40)
	accepted := d.random.IntN(received + 1)
	partly := d.random.IntN(received - accepted + 1)
	c.Proposals = &record.Tally{
		Received: number(received), Accepted: number(accepted), Partly: number(partly),
		Declined: number(received - accepted - partly), Pending: number(0),
	}
	answered := after(c.Closes, 5+d.random.IntN(120))
	switch {
	case d.chance(65) && answered.First() <= demoDay.First():
		c.Feedback = &record.Feedback{Status: record.FeedbackPublished, Date: answered, Kind: "izziņa"}
	case d.chance(50):
		c.Feedback = &record.Feedback{Status: record.FeedbackNoneFound, Checked: demoDay}
	}
	if decided := after(c.Closes, 150+d.random.IntN(200)); d.chance(60) && decided.First() <= demoDay.First() {
		c.Act = "pienemts"
		c.Outcome = &record.Outcome{Decided: decided, DecidedBy: "zz-kanceleja", Act: c.Title}
	}
}

var demoPractices = []form{
	{"Iedzīvotāju darbnīca par %s", "Residents' workshop on %s"}, {"Jauniešu sarunas par %s", "Young people's talks on %s"},
	{"Dizaina sprints par %s", "Design sprint on %s"}, {"Tiešsaistes aptauja par %s", "Online survey on %s"},
	{"Iedzīvotāju balsojums par %s", "Residents' vote on %s"},
}

func (d *demo) oneCase(i int) {
	about, n := pick(d, demoTopics), d.random.IntN(len(demoPractices))
	practice := demoPractices[n]
	starts := d.between(demoStarts, after(demoDay, -60))
	title := text(fmt.Sprintf(practice.lv, about.lv), fmt.Sprintf(practice.en, about.en))
	c := &record.Case{
		Common: sample(""), Title: i18n.Text{i18n.Latvian: title[i18n.Latvian]},
		Institutions: []string{pick(d, demoPublicBodies())}, PolicyAreas: []string{about.area},
		Starts: starts, Ends: after(starts, d.random.IntN(50)),
		Level:   []record.Level{record.CoCreate, record.Consult, record.CoCreate, record.Consult, record.PublicLed}[n],
		LevelBy: record.ByEditor,
		Methods: []string{[]string{"darbnica", "sanaksme", "sprints", "aptauja", "balsojums"}[n]},
	}
	if d.chance(70) {
		c.Participants = &record.Count{Value: 15 + d.random.IntN(400), Unit: record.People}
	}
	file := fmt.Sprintf("content/cases/zz-%02d", i+1)
	raw, err := recordio.FrontMatter(c, languages, "Izdomāts piemērs: iestāde un iedzīvotāji kopā meklēja risinājumu.")
	d.keep(file+".lv.md", raw, err)
	d.keep(file+".en.md", []byte("---\ntitle: "+title[i18n.English]+"\n---\n\nA fictional case: an institution and residents sought a solution together.\n"), nil)
}

// public makes what the public itself does: initiatives, budgets, councils.
func (d *demo) public() {
	for i, stage := range []record.InitiativeStage{"collecting", "submitted", "examined", "supported", "declined", "in_law"} {
		about := demoTopics[i*3]
		starts := d.between(demoStarts, after(demoDay, -100))
		id := fmt.Sprintf("zz-%d", i+1)
		d.add("data/initiatives/"+id+".yaml", &record.Initiative{
			Common: sample(id), Kind: "collective_submission", Stage: stage, Level: record.PublicLed,
			Title:  text("Iniciatīva par "+about.lv, "Initiative on "+about.en),
			Starts: starts, Threshold: number(10000), Signatures: &record.Count{Value: 2000 + 2500*i, Unit: record.People},
		})
	}
	for i := range 6 {
		d.budget(2022+i/2, demoBudgets[i%2])
	}
	d.council()
}

// demoBudgets are the municipalities with a participatory budget; in Latvian their names
// are in the genitive.
var demoBudgets = []struct{ municipality, lv, en string }{
	{"zz-ziemeli", "Ziemeļu novada", "Northern Municipality"}, {"zz-pilseta", "Lielpilsētas", "Great City"},
}

func (d *demo) budget(year int, of struct{ municipality, lv, en string }) {
	municipality := of.municipality
	id := fmt.Sprintf("%s-%d", municipality, year)
	budget := float64(20000 + 10000*d.random.IntN(8))
	admitted := 8 + d.random.IntN(10)
	d.add("data/budget-rounds/"+id+".yaml", &record.BudgetRound{
		Common: sample(id), Institution: municipality, Year: &year, Level: record.PublicLed,
		Title:  text(fmt.Sprintf("%s līdzdalības budžets %d", of.lv, year), fmt.Sprintf("%s: participatory budget %d", of.en, year)),
		Starts: day(year, 3, 1), Ends: day(year, 4, 15), Methods: []string{"balsojums"},
		Budget: &budget, Ideas: number(admitted + d.random.IntN(15)), Admitted: &admitted,
		Voters: &record.Count{Value: 500 + d.random.IntN(4000), Unit: record.People}, Winners: number(2 + d.random.IntN(4)),
		Built: d.built(year),
	})
}

// built is how many ideas of a year's budget were built: of the last nothing is known yet.
func (d *demo) built(year int) *int {
	if year == demoDay.Year-1 {
		return nil
	}
	return number(1 + d.details.IntN(2))
}

func (d *demo) council() {
	b := &record.Body{
		Common: sample("zz-padome"), Kind: "memorandum_council", Institution: "zz-kanceleja",
		Title:   text("Sadarbības padome (izdomāta)", "Cooperation council (fictional)"),
		Members: []string{"zz-alianse", "zz-kanceleja"}, MembersExtent: record.ExtentAll, Starts: demoStarts,
	}
	b.Aliases = []string{"/lv/padomes/zz-memoranda-padome/", "/en/councils/zz-memoranda-padome/"}
	for date := day(2022, 2, 23); date.First() <= demoDay.First(); date = after(date, 91) {
		b.Sittings = append(b.Sittings, record.Sitting{Date: date, Text: text("Par plāna gaitu.", "On the plan's progress.")})
	}
	d.add("data/bodies/zz-padome.yaml", b)
}

// rest makes events, indicators, a chapter of guidelines, news and the method's page.
func (d *demo) rest() {
	for i, kind := range []record.EventKind{"dialogue", "good_practice_afternoon", "training", "workshop", "conference", "forum", "dialogue", "training"} {
		about := demoTopics[i*2]
		id := fmt.Sprintf("zz-%d", i+1)
		d.add("data/events/"+id+".yaml", &record.Event{
			Common: sample(id), Kind: kind, Organisers: []string{pick(d, demoPublicBodies())},
			Title:  text("Saruna par "+about.lv, "A talk on "+about.en),
			Starts: d.between(demoStarts, after(demoDay, 60)), Place: text("attālināti", "online"),
			Participants: &record.Count{Value: 20 + d.random.IntN(100), Unit: record.People},
		})
	}
	d.indicator("zz-uzticesanas", text("Uzticas valdībai (izdomāts)", "Trust in the government (fictional)"), 24, 3)
	d.indicator("zz-ietekme", text("Jūt, ka var ietekmēt lēmumus (izdomāts)", "Feel that they have a say (fictional)"), 13, 2)
	for _, t := range record.Types() {
		if t.Name == "guideline" || t.Name == "news" || t.Name == "page" {
			d.files = append(d.files, exampleFiles(t)...)
		}
	}
}

func (d *demo) indicator(id string, title i18n.Text, from, step float64) {
	ind := &record.Indicator{Common: sample(id), Title: title, Unit: text("%", "%"), Better: "up", Publisher: "Izdomāta aptauja"}
	for i := range 5 {
		value := from + step*float64(i)
		ind.Values = append(ind.Values, record.Value{Date: i18n.Date{Year: 2020 + i}, Value: &value, Source: &record.Source{URL: "https://aptauja.example/" + strings.TrimPrefix(id, "zz-")}})
	}
	target := from + 6*step
	ind.Target = &record.ValueTarget{Date: i18n.Date{Year: 2026}, Value: &target}
	d.add("data/indicators/"+id+".yaml", ind)
}
