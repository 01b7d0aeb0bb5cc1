package site

import (
	"slices"
	"strings"

	"parskats/internal/figure"
	"parskats/internal/i18n"
	"parskats/internal/output"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// addHome lists the dashboard and the page that offers the languages.
func (b *builder) addHome() {
	b.addPage(page{
		address:  b.addressOf(sectionHome),
		kind:     output.Page,
		template: "home",
		view:     func(lang i18n.Lang) (any, error) { return b.homeView(lang) },
	})
	b.addChoice()
}

// homeView makes the dashboard: the plan's state, what is late, what is open for
// comment, what became of what people said, and what changed lately. The site's own
// description leads only where there is no plan to speak of.
func (b *builder) homeView(lang i18n.Lang) (*homeView, error) {
	title := b.text(lang, b.Records.Config.Title)
	description := b.text(lang, b.Records.Config.Description)
	v := &homeView{
		Layout:  b.layout(lang, b.addressOf(sectionHome), title.Text, description.Text),
		Heading: title,
		Lead:    description.Text,
	}
	v.AsOf = b.asOf(lang)
	v.Follow = append(b.follow(lang, b.wholeChannel()), b.subscribe(lang, b.wholeAgenda())...)
	v.say(b.linkedSite(lang))
	plan := progress.NewestBegun(b.Records, b.Day)
	if plan != nil {
		b.addHomePlan(lang, v, plan)
	} else {
		v.Notices = append(v.Notices, b.noPlanNotices(lang)...)
	}
	open, err := b.openSection(lang)
	if err != nil {
		return nil, err
	}
	v.Sections = append(v.Sections, open)
	for _, group := range homeGroups {
		section, err := b.homeGroup(lang, group)
		if err != nil {
			return nil, err
		}
		v.Sections = append(v.Sections, section...)
	}
	v.Sections = append(v.Sections, b.activitySection(lang))
	if plan != nil {
		commitments, err := b.homeCommitments(lang, plan)
		if err != nil {
			return nil, err
		}
		v.Sections = append(v.Sections, commitments)
	}
	return v, nil
}

// figureGroup is a part of the dashboard: a heading with the first figures of a list
// that are drawn, and what those say that are not.
type figureGroup struct {
	id      string
	figures []string
	most    int
}

// homeGroups are the dashboard's figures, seven at most.
var homeGroups = []figureGroup{
	{"progress", []string{"plan-state", "burn-up", "timeline"}, 2},
	{"answers", []string{"proposals", "feedback", "axes", "chain"}, 3},
	{"participation", []string{"levels", "case-levels", "participatory-budgets"}, 2},
}

// homeGroup makes a group: nothing where none of its figures has anything to say.
func (b *builder) homeGroup(lang i18n.Lang, g figureGroup) ([]Section, error) {
	s := Section{ID: g.id, Title: b.t(lang, "home-"+g.id)}
	in := b.figureInput()
	for _, id := range g.figures {
		f, _ := figure.Find(id)
		finding, table := b.finding(lang, f, in), b.tableOf(f, in)
		switch {
		case finding == "" || len(s.Figures) == g.most:
			continue
		case !f.Drawn(in, table):
			if table.Empty() {
				s.Items = append(s.Items, b.findingItem(lang, f, finding))
			}
			continue
		}
		fig, err := b.figureOf(lang, f, in)
		if err != nil {
			return nil, err
		}
		fig.Nested = true
		s.Figures = append(s.Figures, *fig)
	}
	if len(s.Figures)+len(s.Items) == 0 {
		return nil, nil
	}
	return []Section{s}, nil
}

// findingItem says what a figure says that has nothing to draw.
func (b *builder) findingItem(lang i18n.Lang, f figure.Figure, finding string) Item {
	return Item{
		Title: Link{Text: b.text(lang, f.Title).Text, Href: b.href(lang, b.addressOf(sectionFigures, same(f.ID)))},
		Text:  finding,
	}
}

func (b *builder) addHomePlan(lang i18n.Lang, v *homeView, plan *record.Plan) {
	now := b.truth.PlanOn(plan, b.Day)
	v.Heading, v.Lead = b.named(lang, "plan", plan.ID), ""
	v.Notices = append(v.Notices, b.phaseNotices(lang, &now)...)
	v.Notes = b.planNotes(lang, &now)
	v.Numbers = b.keyNumbers(lang, &now, b.refLink(lang, "plan", plan.ID).Href)
	v.Sections = append(v.Sections, b.lateSection(lang, &now, lateOnHome))
}

// noPlanNotices say why the dashboard is about no plan, as of a day on which none has
// begun, and which begins next. A site that has no plans says nothing of them.
func (b *builder) noPlanNotices(lang i18n.Lang) []Notice {
	var notices []Notice
	say := func(text string, p *record.Plan) {
		link := b.refLink(lang, "plan", p.ID)
		notices = append(notices, Notice{Kind: "note", Text: text, Link: &link})
	}
	unconfirmed, next := progress.FirstUnconfirmed(b.Records, b.Day), progress.NextToBegin(b.Records, b.Day)
	switch {
	case unconfirmed != nil:
		say(b.t(lang, "plan-begun-unconfirmed"), unconfirmed)
	case next != nil:
		notices = append(notices, Notice{Kind: "note", Text: b.t(lang, "no-plan-begun")})
	}
	if next != nil {
		date := i18n.FormatDate(lang, next.Starts, i18n.Locative)
		say(b.f(lang, "plan-begins", i18n.Args{"Date": date}), next)
	}
	return notices
}

// homeCommitments lists the plan's commitments.
func (b *builder) homeCommitments(lang i18n.Lang, plan *record.Plan) (Section, error) {
	now := b.truth.PlanOn(plan, b.Day)
	s, err := b.commitmentSection(lang, &now)
	s.More = &Link{Text: b.t(lang, "whole-plan"), Href: b.refLink(lang, "plan", plan.ID).Href}
	return s, err
}

// phaseNotices say what changes how everything else is read: that the plan has ended,
// or that nobody found that it was adopted.
func (b *builder) phaseNotices(lang i18n.Lang, p *progress.Plan) []Notice {
	var notices []Notice
	if p.Phase == progress.Ended {
		date := i18n.FormatDate(lang, p.Record.Ends.Last().Date(), i18n.Locative)
		notices = append(notices, Notice{Kind: "ended", Text: b.f(lang, "plan-ended", i18n.Args{"Date": date})})
	}
	if p.Phase == progress.Unconfirmed {
		notices = append(notices, Notice{Kind: "part", Text: b.t(lang, "plan-unconfirmed")})
	}
	return notices
}

// planNotes say what is known of the next plan, and that the measures are only a part.
func (b *builder) planNotes(lang i18n.Lang, p *progress.Plan) []Notice {
	var notices []Notice
	if p.Next != nil {
		notices = append(notices, b.nextPlanNotice(lang, p.Next))
	}
	if text := b.coverageSentence(lang, "measure", p.Record); text != "" && p.Counts.Total > 0 {
		notices = append(notices, Notice{Kind: "part", Text: b.t(lang, "measures-part") + " " + text})
	}
	return notices
}

// nextPlanNotice says what is known of the plan that comes next: adopted, or only
// consulted on.
func (b *builder) nextPlanNotice(lang i18n.Lang, next *progress.NextPlan) Notice {
	link := b.refLink(lang, "plan", next.Record.ID)
	n := Notice{Kind: "note", Link: &link}
	switch {
	case next.Adoption.Status == record.Adopted:
		n.Text = b.t(lang, "next-plan-adopted")
	case next.Adoption.Status == record.AdoptionNotFound && next.Consultation != nil:
		n.Text = b.t(lang, "next-plan-consulted-not-found")
	case next.Consultation != nil:
		n.Text = b.t(lang, "next-plan-consulted")
	default:
		n.Text = b.t(lang, "next-plan")
	}
	return n
}

// keyNumbers are the plan's numbers that a reader should see first; the measures that
// they count are at an address.
func (b *builder) keyNumbers(lang i18n.Lang, p *progress.Plan, measures string) []KeyNumber {
	c := p.Counts
	if c.Total == 0 {
		return nil
	}
	number := func(n int) string { return i18n.FormatInt(lang, n) }
	share := func(s progress.Share) string {
		return b.f(lang, "n-of-total", i18n.Args{"N": number(s.Part), "Total": number(s.Whole)})
	}
	return []KeyNumber{
		{Key: "late", Value: number(c.Overdue + c.Late), Label: b.t(lang, "key-late"), Note: b.delayNote(lang, p), Href: "#late"},
		{Key: "complete", Value: share(c.Complete), Label: b.t(lang, "key-complete"), Note: b.countOf(lang, "key-unknown-note", c.Unknown), Href: measures},
		{Key: "reported", Value: share(c.Reported), Label: b.t(lang, "key-reported"), Note: b.t(lang, "key-reported-note"), Href: measures},
	}
}

// delayed returns the measures that are overdue or were late: the longest delay first,
// where the measures are all there are, and else in the plan's order, as the figure of
// delays has them. By due date they would be ranked, too: the earliest has been overdue
// for the longest.
func delayed(p *progress.Plan, whole bool) []*progress.Measure {
	list := slices.DeleteFunc(p.Measures(), func(m *progress.Measure) bool { return m.Delay() == 0 })
	if whole {
		slices.SortStableFunc(list, func(x, y *progress.Measure) int { return y.Delay() - x.Delay() })
	}
	return list
}

// delayNote says by how many days measures are, or were, late, of how many of the
// overdue ones nothing is known, and of which measures that can be said at all.
func (b *builder) delayNote(lang i18n.Lang, p *progress.Plan) string {
	notes := []string{b.delayDays(lang, p)}
	if n := p.Counts.OverdueUnknown; n > 0 {
		notes = append(notes, b.n(lang, "key-late-unknown", n, nil))
	}
	return strings.Join(compact(append(notes, b.t(lang, "key-late-note"))...), " ")
}

// delayDays says by how many days the only late measure is late, or the latest of
// several; of those that are only a part, just that they were found.
func (b *builder) delayDays(lang i18n.Lang, p *progress.Plan) string {
	whole := b.isWhole("measure", p.Record)
	switch list := delayed(p, whole); {
	case len(list) == 0:
		return ""
	case len(list) == 1:
		return b.n(lang, "key-late-one", list[0].Delay(), nil)
	case !whole:
		return b.t(lang, "key-late-found")
	default:
		return b.n(lang, "key-late-longest", list[0].Delay(), nil)
	}
}

// lateSection lists measures that are overdue, or were completed late: at most so many
// of them, with a link to the rest on the plan's page.
func (b *builder) lateSection(lang i18n.Lang, p *progress.Plan, most int) Section {
	s := Section{ID: "late", Title: b.t(lang, "late-title"), Empty: b.t(lang, "late-empty")}
	whole := b.isWhole("measure", p.Record)
	list := delayed(p, whole)
	if len(list) > 1 && !whole {
		s.Intro = b.t(lang, "late-found")
	}
	if len(list) > most {
		plan := b.refLink(lang, "plan", p.Record.ID)
		s.More = &Link{Text: b.n(lang, "show-all", len(list), nil), Href: plan.Href + "#late"}
		list = list[:most]
	}
	for _, m := range list {
		link := b.refLink(lang, "measure", m.Record.Key)
		item := Item{Title: link, Badges: b.measureBadges(lang, m), Links: b.sources(lang, m.Evidence)}
		item.Title.Text = m.Record.Number + ". " + item.Title.Text
		if m.Overdue {
			item.Text = b.overdueSentence(lang, m)
		} else {
			item.Text = b.lateSentence(lang, m)
		}
		s.Items = append(s.Items, item)
	}
	return s
}

// lateOnHome is how many delayed measures the dashboard lists.
const lateOnHome = 5

// openOnHome is how many open consultations the dashboard lists.
const openOnHome = 6

// openSection lists what is open for comment now.
func (b *builder) openSection(lang i18n.Lang) (Section, error) {
	s := Section{ID: "open", Title: b.t(lang, "open-title"), Empty: b.t(lang, "open-empty")}
	var open []*entry
	for _, c := range progress.ConsultationsOn(b.Records, b.Day) {
		if c.Stage == progress.StageOpen {
			open = append(open, b.entries.get(entryKey{"consultation", c.Record.ID}))
		}
	}
	cards, err := b.cardsOf(lang, open[:min(len(open), openOnHome)])
	if err != nil {
		return s, err
	}
	s.Cards = cards
	if len(open) > 0 && b.coverageSentence(lang, "consultation", nil) != "" {
		s.Intro = b.t(lang, "open-part")
	}
	s.More = &Link{Text: b.t(lang, "all-consultations"), Href: b.href(lang, b.addressOf(sectionConsultations))}
	return s, nil
}

// activityOnHome is how many of the latest dated facts the dashboard lists.
const activityOnHome = 8

// sameOnHome is how many of them are of one kind: ten consultations that closed on one
// day must not hide that a measure moved.
const sameOnHome = 3

// varied returns the first facts of a list, at most so many, and of one kind at most
// same.
func varied(facts []progress.Activity, most, same int) []progress.Activity {
	var kept []progress.Activity
	kinds := map[progress.ActivityKind]int{}
	for _, a := range facts {
		if len(kept) == most {
			break
		}
		if kinds[a.Kind] < same {
			kinds[a.Kind]++
			kept = append(kept, a)
		}
	}
	return kept
}

// recentDays is how far back the dashboard looks for what changed.
const recentDays = 30

// recent returns the dated facts of the last days, the newest first. Where there are
// none, older says so, and the facts are the newest that there are.
func (b *builder) recent() (facts []progress.Activity, older bool) {
	all := progress.LatestActivity(b.Records, b.Day, 0)
	for _, a := range all {
		if a.Date.Last() > b.Day-recentDays {
			facts = append(facts, a)
		}
	}
	if len(facts) == 0 {
		return varied(all, activityOnHome/2, sameOnHome), true
	}
	return varied(facts, activityOnHome, sameOnHome), false
}

// activitySection lists what changed in the last days.
func (b *builder) activitySection(lang i18n.Lang) Section {
	s := Section{ID: "activity", Title: b.n(lang, "activity-title", recentDays, nil), Empty: b.n(lang, "activity-none", recentDays, nil)}
	facts, older := b.recent()
	if older && len(facts) > 0 {
		s.Intro = b.n(lang, "activity-older", recentDays, nil)
	}
	s.More = &Link{Text: b.t(lang, "changes-all"), Href: b.href(lang, b.addressOf(sectionChanges))}
	for _, a := range facts {
		s.Items = append(s.Items, Item{
			Date: i18n.FormatDate(lang, a.Date, i18n.Nominative), DateISO: a.Date.String(),
			Title: b.activityLink(lang, &a), Note: b.t(lang, "activity-"+string(a.Kind)),
		})
	}
	return s
}

// activityLink names what changed. A report has no page of its own: it leads to itself.
func (b *builder) activityLink(lang i18n.Lang, a *progress.Activity) Link {
	if a.Measure != "" {
		return b.refLink(lang, "measure", a.Measure)
	}
	if r := b.Records.Reports.Get(a.ID); a.Type == "report" && r != nil {
		link := b.text(lang, r.Title)
		link.Href, link.External = r.URL, r.URL != ""
		return link
	}
	return b.refLink(lang, a.Type, a.ID)
}

// phaseText says where the day lies in a plan's period.
func (b *builder) phaseText(lang i18n.Lang, p *record.Plan) string {
	return b.t(lang, "phase-"+string(progress.PhaseOn(p, b.Day)))
}
