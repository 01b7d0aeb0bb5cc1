package site

import (
	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// Steps is a row of steps, each a word, a shape and a colour: a consultation's chain,
// or the ladder of levels.
type Steps struct {
	// Kind is "chain" or "ladder".
	Kind  string
	Label string // what the row is, for those who don't see it
	Items []Step // the steps in order
	Note  string // a remark in small print
}

// Step is one step. Key says its state to the style sheet; the word says it to
// readers. Details are the days and links that belong to it.
type Step struct {
	Key     string // its state for the style sheet
	Title   string // what the step is
	Word    string // its state in a word
	Details []Link // days and links that belong to it
	Current bool   // the record is at this step
}

// The states of the steps of a consultation's chain.
const (
	stepDone      = "done"
	stepNow       = "now"
	stepNotYet    = "not-yet"
	stepUnknown   = "unknown"
	stepNoneFound = "none-found"
	stepStopped   = "stopped"
)

// chain is a consultation's place between participation, feedback and act. Each step
// has a state of its own: that there is an act does not say that there was feedback.
func (b *builder) chain(lang i18n.Lang, c *progress.Consultation) *Steps {
	return &Steps{Kind: "chain", Label: b.t(lang, "consultation-life"), Items: []Step{
		b.participationStep(lang, c), b.feedbackStep(lang, c), b.actStep(lang, c),
	}}
}

func (b *builder) participationStep(lang i18n.Lang, c *progress.Consultation) Step {
	s := Step{
		Key: stepUnknown, Title: b.t(lang, "axis-participation"), Word: b.t(lang, "stage-"+string(c.Stage)),
		Details: b.lengthLinks(lang, c),
	}
	switch c.Stage {
	case progress.StagePlanned:
		s.Key = stepNotYet
	case progress.StageOpen:
		s.Key, s.Current = stepNow, true
	case progress.StageClosed:
		s.Key = stepDone
	}
	return s
}

// feedbackStep says that feedback is still to come only while people can still take
// part: after that, what nobody looked for is not known.
func (b *builder) feedbackStep(lang i18n.Lang, c *progress.Consultation) Step {
	status := c.Feedback.Status
	s := Step{
		Key: stepUnknown, Title: b.t(lang, "axis-feedback"), Word: status.Vocabulary().Title(lang, string(status)),
		Details: b.feedbackLinks(lang, c),
	}
	switch {
	case status == record.FeedbackPublished:
		s.Key = stepDone
	case status == record.FeedbackNoneFound:
		s.Key = stepNoneFound
	case c.Stage == progress.StageOpen || c.Stage == progress.StagePlanned:
		s.Key, s.Word = stepNotYet, b.t(lang, "feedback-later")
	}
	return s
}

// The stages of the act that end its way, and that in which people still take part.
const (
	actParticipation record.Act = "lidzdaliba"
	actAdopted       record.Act = "pienemts"
	actWithdrawn     record.Act = "atsaukts"
)

// actStep goes by the stage of the act and, where an outcome has a day, by that: the
// portal's stage is often an older reading.
func (b *builder) actStep(lang i18n.Lang, c *progress.Consultation) Step {
	s := Step{Key: stepUnknown, Title: b.t(lang, "axis-act"), Word: b.t(lang, "unknown")}
	if c.Outcome != nil {
		s.Details = b.outcomeLinks(lang, c.Outcome)
	}
	act := c.Act
	if act != actWithdrawn && hasDay(c.Outcome) {
		act = actAdopted
	}
	switch act {
	case "":
		return s
	case actAdopted:
		s.Key = stepDone
	case actWithdrawn:
		s.Key = stepStopped
	case actParticipation:
		s.Key = stepNotYet
	default:
		s.Key, s.Current = stepNow, true
	}
	s.Word = act.Vocabulary().Title(lang, string(act))
	return s
}

// hasDay reports whether it is known of an outcome when it came about.
func hasDay(o *record.Outcome) bool {
	return o != nil && !(o.Decided.IsZero() && o.Published.IsZero() && o.InForce.IsZero())
}

// levelSection is the ladder of levels with a record's own step, and a note on it. Where
// no level is recorded it says so, and draws no ladder.
func (b *builder) levelSection(lang i18n.Lang, level record.Level, note string) Section {
	s := Section{ID: "level", Title: b.t(lang, "level-title")}
	if level == "" {
		s.Empty = b.t(lang, "level-unknown")
		return s
	}
	steps := &Steps{Kind: "ladder", Label: b.t(lang, "ladder"), Note: note}
	for _, l := range record.Levels {
		step := Step{Key: string(l), Title: l.Vocabulary().Title(lang, string(l)), Current: l == level}
		if step.Current {
			step.Word = b.t(lang, "ladder-here")
		}
		steps.Items = append(steps.Items, step)
	}
	s.Steps = steps
	return s
}

// levelBy says who judged a level, of the types of record that tell.
func (b *builder) levelBy(lang i18n.Lang, by record.Judge) string {
	if by == "" {
		return b.t(lang, "level-by-unknown")
	}
	return b.f(lang, "level-by", i18n.Args{"By": by.Vocabulary().Title(lang, string(by))})
}
