package site

import (
	"fmt"
	"html/template"
	"path"
	"slices"
	"strings"

	"parskats/internal/figure"
	"parskats/internal/i18n"
	"parskats/internal/markdown"
	"parskats/internal/output"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// recordFacts says which fields the page of a type lists, in order. A field after a
// "?" is listed as unknown where it is not given, since readers look for it.
var recordFacts = map[record.TypeName]string{
	"plan":         "lead adoption url",
	"commitment":   "ogp_id ogp_title direction lead? co_lead implementers policy_areas ogp_ambition irm",
	"consultation": "tap_id institution institution_note co_institutions kind announced opens? closes? affects territory territory_text policy_areas policy_areas_by target_groups methods accommodations organisations participants commitments measures url",
	"initiative":   "kind organisers addressee starts ends threshold signatures? stage territory methods commitments url",
	"budget-round": "institution year starts ends methods budget? idea_limit ideas? admitted? voters? winners? built? commitments url",
	"body":         "kind institution plan starts ends level members url",
	"case":         "institutions territory policy_areas starts ends methods target_groups participants? commitments measures url",
	"event":        "kind starts ends other_days place organisers participants commitments measures url",
	"indicator":    "unit better publisher baseline target",
	"institution":  "abbreviation kind parent territory_code url former_names",
	"area":         "text",
	"guideline":    "",
	"news":         "date",
	"page":         "",
}

// addRecords lists the page of every record.
func (b *builder) addRecords() {
	for _, t := range record.Types() {
		if _, ok := sectionOf(t.Name); !ok {
			continue
		}
		for _, e := range b.byType[t.Name] {
			b.addPage(b.recordPage(e))
		}
	}
}

func (b *builder) recordPage(e *entry) page {
	return page{
		address:  e.address,
		kind:     output.Page,
		template: "record",
		modified: e.changed,
		view:     func(lang i18n.Lang) (any, error) { return b.recordView(lang, e) },
	}
}

// recordAt returns the record's page that a path leads to; ok is false where it leads to
// none. The last folder is the record's id, unless it is a page with a slug.
func (b *builder) recordAt(file string) (o output.Output, ok bool) {
	at := slices.Clone(b.byType["page"])
	for t := range sectionsByType {
		if e := b.entries.get(entryKey{t, path.Base(path.Dir(file))}); e != nil {
			at = append(at, e)
		}
	}
	for _, e := range at {
		for _, lang := range b.langs {
			if o := b.outputOf(b.recordPage(e), lang); o.Path == file {
				return o, true
			}
		}
	}
	return output.Output{}, false
}

// recordView makes the page of a record: what all types have alike, then what the
// type adds.
func (b *builder) recordView(lang i18n.Lang, e *entry) (*recordView, error) {
	title := b.text(lang, e.title)
	lead := b.text(lang, e.summary)
	v := &recordView{
		Layout:  b.layout(lang, e.address, title.Text, lead.Text, b.recordCrumbs(lang, e)...),
		Heading: title.Text, HeadingLang: title.Lang,
		Lead: lead.Text, LeadLang: lead.Lang,
		Sources: b.sources(lang, e.base.Sources),
	}
	v.Record = b.recordLink(lang, e.base.Path)
	v.RecordData = &Link{Text: b.t(lang, "record-data"), Href: b.recordData(e)}
	v.AsOf = b.standing(lang, append(b.shownBeside(e), e), b.changedOn(lang, "changed", e.changed))
	b.addLinked(lang, v, e)
	if e.base.Sample && !b.Records.Config.SampleNotice {
		v.Notices = append(v.Notices, b.sampleNotice(lang))
	}
	names, always := factNames(recordFacts[e.key.typ])
	v.Facts = b.facts(lang, progress.ShownOn(b.Records, e.rec.(progress.Record), b.Day), names, always)
	if err := b.addBody(lang, v, e); err != nil {
		return nil, err
	}
	if err := b.addParts(lang, v, e); err != nil {
		return nil, err
	}
	b.addNote(lang, v, e)
	if err := b.addRelated(lang, v, e); err != nil {
		return nil, err
	}
	b.addReplies(lang, v, e)
	switch e.key.typ {
	case "plan":
		v.Follow = b.follow(lang, b.recordChannel(e))
	case "institution":
		v.Follow = append(b.follow(lang, b.recordChannel(e)), b.subscribe(lang, b.institutionAgenda(e))...)
	}
	return v, nil
}

// factNames splits a list of fields; always are those with a question mark.
func factNames(list string) (names, always []string) {
	for _, name := range strings.Fields(list) {
		plain := strings.TrimSuffix(name, "?")
		names = append(names, plain)
		if plain != name {
			always = append(always, plain)
		}
	}
	return names, always
}

// recordCrumbs lead from the section to the record; a commitment stands below its
// plan.
func (b *builder) recordCrumbs(lang i18n.Lang, e *entry) []Link {
	self := b.text(lang, e.title)
	switch r := e.rec.(type) {
	case *record.Page:
		return []Link{self}
	case *record.Commitment:
		return []Link{b.sectionCrumb(lang, sectionPlans), b.refLink(lang, "plan", r.Plan), self}
	}
	return []Link{b.sectionCrumb(lang, e.section), self}
}

// addParts adds what only one type of record has.
func (b *builder) addParts(lang i18n.Lang, v *recordView, e *entry) error {
	switch r := e.rec.(type) {
	case *record.Plan:
		b.showPlan(lang, v.Share, r)
		return b.addPlan(lang, v, r)
	case *record.Commitment:
		b.showPlan(lang, v.Share, b.Records.Plans.Get(r.Plan))
		return b.addCommitment(lang, v, r)
	case *record.Consultation:
		b.addConsultation(lang, v, r)
	case *record.BudgetRound:
		v.Sections = append(v.Sections, b.levelSection(lang, r.Level, ""))
		b.addProjects(lang, v, r)
	case *record.Body:
		b.addSittings(lang, v, r)
	case *record.Initiative:
		v.Badges = b.levelBadge(lang, r.Level)
		v.Sections = append(v.Sections, b.levelSection(lang, r.Level, ""))
		b.addHistory(lang, v, "history", r.Decisions)
	case *record.Case:
		v.Badges = b.levelBadge(lang, r.Level)
		level := b.levelSection(lang, r.Level, b.levelBy(lang, r.LevelBy))
		v.First = &level
	case *record.Indicator:
		return b.addValues(lang, v, r)
	case *record.Institution:
		b.addOwnNumbers(lang, v, r)
		b.addPosts(lang, v, r)
	case *record.Page:
		if e == b.method {
			b.addTerms(lang, v)
		}
	}
	return nil
}

// addBody renders the record's Markdown in the page's language, or in the one that
// it has.
func (b *builder) addBody(lang i18n.Lang, v *recordView, e *entry) error {
	doc, actual := b.bodyIn(lang, e.base.Body)
	if doc == nil {
		return nil
	}
	var html strings.Builder
	shift := headingShift(doc)
	err := doc.Render(&html, markdown.RenderOptions{
		HeadingShift: shift,
		Resolve:      func(dest string) (string, bool) { return b.resolve(actual, e, dest) },
		Size:         func(dest string) (int, int) { return b.pictureSize(e, dest) },
		Lang:         string(actual),
	})
	if err != nil {
		return fmt.Errorf("%s: %w", e.base.Path, err)
	}
	v.Body, v.BodyLang = template.HTML(html.String()), foreign(lang, actual)
	for _, h := range doc.Headings {
		if h.Level+shift == 2 {
			v.Contents = append(v.Contents, Link{Text: h.Text, Href: "#" + h.ID})
		}
	}
	return nil
}

// headingShift leaves the page's title the only heading of the first level.
func headingShift(doc *markdown.Doc) int {
	for _, h := range doc.Headings {
		if h.Level == 1 {
			return 1
		}
	}
	return 0
}

func (b *builder) bodyIn(lang i18n.Lang, body map[i18n.Lang]*markdown.Doc) (*markdown.Doc, i18n.Lang) {
	if doc := body[lang]; doc != nil {
		return doc, lang
	}
	for _, l := range b.langs {
		if doc := body[l]; doc != nil {
			return doc, l
		}
	}
	return nil, ""
}

// resolve turns a link of a text into an address: one that names a record, or leads to
// another text's file, leads to its page.
func (b *builder) resolve(lang i18n.Lang, from *entry, dest string) (string, bool) {
	if typ, id, anchor, named := markdown.RecordTarget(dest); named {
		return b.entryHref(lang, b.entries.get(entryKey{record.TypeName(typ), id}), anchor)
	}
	if file, ok := b.linkedFile(from, dest); ok {
		return b.fileHref(file), true
	}
	target, anchor, local := markdown.LocalTarget(from.base.Path, dest)
	switch {
	case !local && strings.HasPrefix(dest, "/"):
		return b.prefix + dest, b.isListed(dest)
	case !local:
		return dest, true
	}
	return b.entryHref(lang, b.byFile(target), anchor)
}

// entryHref returns the address of a record's page, or of a place in it. ok is false
// where the record has no page, or none on this day.
func (b *builder) entryHref(lang i18n.Lang, e *entry, anchor string) (href string, ok bool) {
	if e == nil || e.href[lang] == "" {
		return "", false
	}
	if anchor != "" {
		return e.href[lang] + "#" + anchor, true
	}
	return e.href[lang], true
}

// byFile returns the record that a file holds, in whichever language.
func (b *builder) byFile(file string) *entry {
	return b.files.get(b.fileKey(file))
}

// fileKey is a record file's path without language and ending.
func (b *builder) fileKey(file string) string {
	name := strings.TrimSuffix(strings.TrimSuffix(file, ".md"), ".yaml")
	for _, lang := range b.langs {
		name = strings.TrimSuffix(name, "."+string(lang))
	}
	return name
}

func (b *builder) addPlan(lang i18n.Lang, v *recordView, p *record.Plan) error {
	now := b.truth.PlanOn(p, b.Day)
	v.Kicker.Text = b.period(lang, p.Starts, p.Ends)
	v.Notices = append(append(v.Notices, b.phaseNotices(lang, &now)...), b.planNotes(lang, &now)...)
	v.Numbers = b.keyNumbers(lang, &now, "#commitments")
	if now.Counts.Total > 0 {
		v.Sections = append(v.Sections, b.lateSection(lang, &now, len(now.Measures())))
		state, _ := figure.Find("plan-state")
		fig, err := b.figureOf(lang, state, b.inputOf(p))
		if err != nil {
			return err
		}
		if p != progress.NewestBegun(b.Records, b.Day) {
			fig.More = nil // the figure's own page is of another plan
		}
		v.Figures = append(v.Figures, *fig)
	}
	commitments, err := b.commitmentSection(lang, &now)
	if err != nil {
		return err
	}
	v.Sections = append(v.Sections, commitments)
	b.addHeadlines(lang, v, &now)
	b.addReporting(lang, v, &now)
	b.addHistory(lang, v, "timeline", append(append([]record.Milestone{}, p.Timeline...), p.Amended...))
	b.addReviews(lang, v, p)
	return nil
}

func (b *builder) commitmentSection(lang i18n.Lang, p *progress.Plan) (Section, error) {
	s := Section{ID: "commitments", Title: b.t(lang, "section-commitments"), Empty: b.t(lang, "no-commitments")}
	for _, c := range p.Commitments {
		card, err := b.card(lang, b.entries.get(entryKey{"commitment", c.Record.ID}))
		if err != nil {
			return s, err
		}
		s.Cards = append(s.Cards, card)
	}
	return s, nil
}

// addHeadlines lists the plan's headline actions with the measures that serve them.
func (b *builder) addHeadlines(lang i18n.Lang, v *recordView, p *progress.Plan) {
	if len(p.Record.Headlines) == 0 {
		return
	}
	serving := map[string][]*progress.Measure{}
	for _, m := range p.Measures() {
		for _, h := range m.Record.Headline {
			serving[h] = append(serving[h], m)
		}
	}
	s := Section{ID: "headlines", Title: b.t(lang, "headlines"), Intro: b.t(lang, "headlines-intro")}
	for _, h := range p.Record.Headlines {
		item := Item{Title: b.text(lang, h.Title)}
		for _, m := range serving[h.ID] {
			link := b.refLink(lang, "measure", m.Record.Key)
			link.Text = m.Record.Number + " (" + m.State.Vocabulary().Title(lang, string(m.State)) + ")"
			link.Lang = ""
			item.Links = append(item.Links, link)
		}
		if len(item.Links) == 0 {
			item.Note = b.t(lang, "no-measure-found")
		}
		s.Items = append(s.Items, item)
	}
	v.Sections = append(v.Sections, s)
}

func (b *builder) addReporting(lang i18n.Lang, v *recordView, p *progress.Plan) {
	if len(p.Record.Reporting) == 0 {
		return
	}
	s := Section{ID: "reporting", Title: b.t(lang, "reporting"), Intro: b.t(lang, "reporting-intro")}
	for _, r := range p.Record.Reporting {
		item := Item{
			Date: i18n.FormatDate(lang, r.Due, i18n.Nominative), DateISO: r.Due.String(),
			Title: Link{Text: b.f(lang, "reporting-period", i18n.Args{"Period": b.period(lang, r.Period.From, r.Period.To)})},
			Note:  b.t(lang, "reporting-ahead"),
		}
		if r.Due.Last() < b.Day {
			item.Note = b.t(lang, "reporting-passed")
		}
		if r.URL != "" {
			item.Links = []Link{externalLink(r.URL)}
		}
		s.Items = append(s.Items, item)
	}
	v.Sections = append(v.Sections, s)
}

// addHistory lists dated facts that the day shows, oldest first.
func (b *builder) addHistory(lang i18n.Lang, v *recordView, id string, facts []record.Milestone) {
	s := Section{ID: id, Title: b.t(lang, id)}
	for _, m := range sortedMilestones(facts) {
		if m.Date.Last() > b.Day {
			continue
		}
		text := b.text(lang, m.Text)
		item := Item{
			Date: i18n.FormatDate(lang, m.Date, i18n.Nominative), DateISO: m.Date.String(),
			Text: text.Text, Lang: text.Lang,
		}
		if m.URL != "" {
			item.Links = []Link{externalLink(m.URL)}
		}
		s.Items = append(s.Items, item)
	}
	if len(s.Items) > 0 {
		v.Sections = append(v.Sections, s)
	}
}

func (b *builder) addReviews(lang i18n.Lang, v *recordView, p *record.Plan) {
	s := Section{ID: "irm", Title: b.t(lang, "irm-reviews"), Intro: b.t(lang, "irm-intro")}
	for _, r := range p.IRM {
		if !r.Date.IsZero() && !progress.Visible(r.Date, b.Day) {
			continue
		}
		text := b.text(lang, r.Text)
		item := Item{Title: Link{Text: r.Title, Lang: foreign(lang, i18n.English), Href: r.URL, External: true}, Text: text.Text, Lang: text.Lang}
		if r.URL == "" {
			item.Title.External = false
		}
		if !r.Date.IsZero() {
			item.Date, item.DateISO = i18n.FormatDate(lang, r.Date, i18n.Nominative), r.Date.String()
		}
		s.Items = append(s.Items, item)
	}
	if len(s.Items) > 0 {
		v.Sections = append(v.Sections, s)
	}
}

func (b *builder) addCommitment(lang i18n.Lang, v *recordView, c *record.Commitment) error {
	now := b.commitmentNow(c)
	v.Kicker.Text = b.commitmentNumber(lang, c)
	if len(now.Measures) > 0 && c.MeasuresExtent != "" && c.MeasuresExtent != record.ExtentAll {
		v.Notices = append(v.Notices, Notice{Kind: "part", Text: b.n(lang, "measures-found", len(now.Measures), nil)})
	}
	if len(now.Measures) == 0 {
		v.Notices = append(v.Notices, Notice{Kind: "part", Text: b.t(lang, "no-measures")})
	}
	if course := b.course(lang, &now); course != nil {
		v.First = &Section{ID: "course", Title: b.t(lang, "course"), Course: course}
	}
	for _, m := range now.Measures {
		v.Measures = append(v.Measures, b.measureView(lang, m))
	}
	return nil
}

func (b *builder) addConsultation(lang i18n.Lang, v *recordView, r *record.Consultation) {
	now := progress.ConsultationOn(r, b.Day)
	shown := *r
	shown.Participants = now.Participants
	names, always := factNames(recordFacts["consultation"])
	v.Facts = b.facts(lang, &shown, names, always)
	v.Kicker = b.sourceWords(lang, r.Kind)
	v.Badges = append([]Badge{b.stageBadge(lang, now.Stage)}, b.levelBadge(lang, r.Level)...)
	v.First = &Section{ID: "life", Title: b.t(lang, "consultation-life"), Steps: b.chain(lang, &now)}
	v.Sections = append(v.Sections, b.viewsSection(lang, &now), b.levelSection(lang, r.Level, b.levelBy(lang, r.LevelBy)))
	if now.Stage == progress.StageOpen && r.URL != "" {
		action := externalLink(r.URL)
		action.Text = b.f(lang, "take-part", i18n.Args{"Host": action.Text})
		v.Action = &action
	}
	b.addRounds(lang, v, r)
}

func (b *builder) lengthLinks(lang i18n.Lang, c *progress.Consultation) []Link {
	if c.Length == nil {
		return nil
	}
	return plainLink(b.f(lang, "length", i18n.Args{"Days": b.days(lang, *c.Length)}))
}

func (b *builder) feedbackLinks(lang i18n.Lang, c *progress.Consultation) []Link {
	f := c.Feedback
	var links []Link
	if f.Record != nil && !f.Record.Date.IsZero() {
		links = append(links, Link{Text: i18n.FormatDate(lang, f.Record.Date, i18n.Nominative)})
	}
	if f.Record != nil && f.Record.URL != "" {
		links = append(links, externalLink(f.Record.URL))
	}
	if !f.Checked.IsZero() {
		date := i18n.FormatDate(lang, f.Checked, i18n.Locative)
		links = append(links, Link{Text: b.f(lang, "feedback-looked", i18n.Args{"Date": date})})
	}
	if f.Lag != nil {
		links = append(links, Link{Text: b.f(lang, "feedback-lag", i18n.Args{"Days": b.days(lang, *f.Lag)})})
	}
	if f.Overdue {
		links = append(links, Link{Text: b.f(lang, "feedback-waited", i18n.Args{"Days": b.days(lang, *f.Waited)})})
	}
	return links
}

func (b *builder) outcomeLinks(lang i18n.Lang, o *record.Outcome) []Link {
	var links []Link
	if !o.Act.IsEmpty() {
		link := b.text(lang, o.Act)
		if o.URL != "" {
			link.Href, link.External = o.URL, true
		}
		links = append(links, link)
	}
	for _, d := range []struct {
		id   string
		date i18n.Date
	}{{"decided", o.Decided}, {"published", o.Published}, {"in-force", o.InForce}} {
		if !d.date.IsZero() {
			date := i18n.FormatDate(lang, d.date, i18n.Nominative)
			links = append(links, Link{Text: b.f(lang, "outcome-"+d.id, i18n.Args{"Date": date})})
		}
	}
	return links
}

func (b *builder) addRounds(lang i18n.Lang, v *recordView, r *record.Consultation) {
	if len(r.Rounds) == 0 {
		return
	}
	s := Section{ID: "rounds", Title: b.t(lang, "rounds")}
	for _, round := range r.Rounds {
		s.Items = append(s.Items, Item{
			Date: b.period(lang, round.Opens, round.Closes), DateISO: round.Opens.String(),
			Title: b.text(lang, round.Title), Text: b.text(lang, round.Place).Text,
		})
	}
	v.Sections = append(v.Sections, s)
}

func (b *builder) addProjects(lang i18n.Lang, v *recordView, r *record.BudgetRound) {
	v.Badges = b.levelBadge(lang, r.Level)
	if len(r.Projects) == 0 {
		return
	}
	table := Table{Caption: b.t(lang, "projects"), Columns: []string{b.t(lang, "project"), b.t(lang, "votes"), b.t(lang, "cost"), b.t(lang, "supported")}}
	for _, p := range r.Projects {
		table.Rows = append(table.Rows, []Link{
			b.text(lang, p.Title), b.optionalInt(lang, p.Votes), {Text: b.orUnknown(lang, b.money(lang, p.Cost))}, b.optionalYes(lang, p.Won),
		})
	}
	v.Sections = append(v.Sections, Section{ID: "projects", Title: b.t(lang, "projects"), Table: &table})
}

func (b *builder) optionalInt(lang i18n.Lang, n *int) Link {
	if n == nil {
		return Link{Text: b.t(lang, "unknown")}
	}
	return Link{Text: i18n.FormatInt(lang, *n)}
}

func (b *builder) optionalYes(lang i18n.Lang, yes *bool) Link {
	if yes == nil {
		return Link{Text: b.t(lang, "unknown")}
	}
	return Link{Text: b.t(lang, yesNo(*yes))}
}

func (b *builder) orUnknown(lang i18n.Lang, text string) string {
	if text == "" {
		return b.t(lang, "unknown")
	}
	return text
}

// addPosts lists an institution's offices that matter to those who want to take part.
func (b *builder) addPosts(lang i18n.Lang, v *recordView, r *record.Institution) {
	s := Section{ID: "posts", Title: b.t(lang, "posts")}
	for _, p := range r.Posts {
		item := Item{Title: Link{Text: p.Kind.Vocabulary().Title(lang, string(p.Kind))}}
		if title := b.text(lang, p.Title); !strings.EqualFold(title.Text, item.Title.Text) {
			item.Text, item.Lang = title.Text, title.Lang
		}
		if p.Email != "" {
			item.Links = append(item.Links, Link{Text: p.Email, Href: "mailto:" + p.Email})
		}
		if p.URL != "" {
			item.Links = append(item.Links, externalLink(p.URL))
		}
		if !p.Checked.IsZero() {
			item.Note = b.f(lang, "checked", i18n.Args{"Date": i18n.FormatDate(lang, p.Checked, i18n.Locative)})
		}
		s.Items = append(s.Items, item)
	}
	if len(s.Items) > 0 {
		v.Sections = append(v.Sections, s)
	}
}

// addSittings lists a council's sittings, newest first.
func (b *builder) addSittings(lang i18n.Lang, v *recordView, r *record.Body) {
	s := Section{ID: "sittings", Title: b.t(lang, "sittings"), Empty: b.t(lang, "no-sittings")}
	if r.MembersExtent != "" && r.MembersExtent != record.ExtentAll && len(r.Members) > 0 {
		v.Notices = append(v.Notices, Notice{Kind: "part", Text: b.t(lang, "members-part")})
	}
	s.Intro = b.coverageSentence(lang, "sitting", nil)
	for _, sitting := range progress.SittingsOn(r, b.Day) {
		text := b.text(lang, sitting.Text)
		s.Items = append(s.Items, Item{
			Date: i18n.FormatDate(lang, sitting.Date, i18n.Nominative), DateISO: sitting.Date.String(),
			Title: b.text(lang, sitting.Title), Text: text.Text, Lang: text.Lang,
			Note:  strings.Join(compact(b.text(lang, sitting.Place).Text, b.text(lang, sitting.Note).Text), " · "),
			Links: b.sources(lang, sitting.Sources),
		})
	}
	v.Sections = append(v.Sections, s)
}

// addValues lists an indicator's values, each with its source, and draws them.
func (b *builder) addValues(lang i18n.Lang, v *recordView, r *record.Indicator) error {
	if r.Broken {
		v.Notices = append(v.Notices, Notice{Kind: "part", Text: b.t(lang, "incomparable")})
	}
	values := b.visibleValues(r)
	if len(values) > 1 {
		figure, err := b.indicatorFigure(lang, r, values)
		if err != nil {
			return err
		}
		v.Figures = append(v.Figures, *figure)
	}
	s := Section{ID: "values", Title: b.t(lang, "values-sources")}
	for _, value := range values {
		note := b.text(lang, value.Note)
		item := Item{
			Date: i18n.FormatDate(lang, value.Date, i18n.Nominative), DateISO: value.Date.String(),
			Title: Link{Text: b.indicatorValue(lang, r, value)}, Text: note.Text, Lang: note.Lang,
		}
		if value.Source != nil {
			item.Links = []Link{b.source(lang, *value.Source)}
		}
		s.Items = append(s.Items, item)
	}
	v.Sections = append(v.Sections, s)
	return nil
}

// visibleValues returns an indicator's values that the day shows, oldest first,
// however its record lists them.
func (b *builder) visibleValues(r *record.Indicator) []*record.Value {
	var values []*record.Value
	for i := range r.Values {
		if r.Values[i].Date.Last() <= b.Day {
			values = append(values, &r.Values[i])
		}
	}
	slices.SortStableFunc(values, func(x, y *record.Value) int { return int(x.Date.Last() - y.Date.Last()) })
	return values
}

// addNote adds a record's note, which comes after its facts.
func (b *builder) addNote(lang i18n.Lang, v *recordView, e *entry) {
	if note := b.text(lang, textField(e.rec, "note")); note.Text != "" {
		v.Sections = append([]Section{{ID: "note", Title: b.t(lang, "note"), Text: note}}, v.Sections...)
	}
}

// maxRelated is how many related records of a type a page lists.
const maxRelated = 12

// addRelated lists the records that refer to this one, by type.
func (b *builder) addRelated(lang i18n.Lang, v *recordView, e *entry) error {
	for _, t := range relatedTypes {
		list := b.relatedTo(e, t)
		if len(list) == 0 {
			continue
		}
		section, _ := sectionOf(t)
		cards, err := b.cardsOf(lang, list[:min(len(list), maxRelated)])
		if err != nil {
			return err
		}
		s := Section{ID: "related-" + string(section), Title: b.t(lang, "related-"+string(t)), Cards: cards}
		if len(list) > maxRelated {
			s.More = b.moreLink(lang, e, t, section, len(list))
		}
		v.Sections = append(v.Sections, s)
	}
	return nil
}

// relatedTo returns the records of a type that a record's page lists, the newest first.
func (b *builder) relatedTo(e *entry, t record.TypeName) []*entry {
	if e.key.typ == "plan" && t == "commitment" {
		return nil // the plan lists its commitments itself
	}
	list := b.relatedOf(e.key, t)
	if c, ok := e.rec.(*record.Commitment); ok {
		list = b.withMeasures(list, c, t)
	}
	newestFirst(list, recordDate)
	return list
}

// shownBeside returns the records whose cards stand on a record's page.
func (b *builder) shownBeside(e *entry) []*entry {
	var shown []*entry
	for _, t := range relatedTypes {
		list := b.relatedTo(e, t)
		shown = append(shown, list[:min(len(list), maxRelated)]...)
	}
	return shown
}

// withMeasures adds what refers to one of a commitment's measures.
func (b *builder) withMeasures(list []*entry, c *record.Commitment, t record.TypeName) []*entry {
	seen := map[entryKey]bool{}
	for _, e := range list {
		seen[e.key] = true
	}
	for _, m := range c.Measures {
		for _, e := range b.relatedOf(entryKey{"measure", m.Key}, t) {
			if !seen[e.key] {
				seen[e.key] = true
				list = append(list, e)
			}
		}
	}
	return list
}

// moreLink leads to the whole list: that of an institution where there is one.
func (b *builder) moreLink(lang i18n.Lang, e *entry, t record.TypeName, s section, n int) *Link {
	a := b.addressOf(s)
	if e.key.typ == "institution" && t == "consultation" {
		a = b.addressOf(s, slugBy, facetInstitution, same(e.key.id))
	}
	return &Link{Text: b.n(lang, "show-all", n, nil), Href: b.href(lang, a)}
}

// addReplies adds corrections and an institution's response.
func (b *builder) addReplies(lang i18n.Lang, v *recordView, e *entry) {
	for _, c := range e.base.Corrections {
		if c.Date.Last() > b.Day {
			continue
		}
		text := b.text(lang, c.Text)
		v.Corrections = append(v.Corrections, Item{
			Date: i18n.FormatDate(lang, c.Date, i18n.Nominative), DateISO: c.Date.String(), Text: text.Text, Lang: text.Lang,
		})
	}
	if r := e.base.Response; r != nil && r.Date.Last() <= b.Day {
		text := b.text(lang, r.Text)
		v.Response = &Item{
			Date: i18n.FormatDate(lang, r.Date, i18n.Nominative), DateISO: r.Date.String(),
			Title: b.refLink(lang, "institution", r.By), Text: text.Text, Lang: text.Lang,
		}
	}
}
