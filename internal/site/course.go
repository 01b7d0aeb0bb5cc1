package site

import (
	"strconv"
	"strings"

	"parskats/internal/figure"
	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// Course shows when a commitment's measures were due and done: a line each over the
// years of its plan. Places are per cent of its width.
type Course struct {
	Years []CoursePoint // the first days of years
	// Now is the day of the page; nil where it is not within the years.
	Now   *CoursePoint
	Keys  []CourseKey  // what the marks mean
	Lines []CourseLine // a line for each measure
}

// CoursePoint is a place with what is written there.
type CoursePoint struct {
	X    string // the place, as in "12.50%"
	Text string // what is written there
}

// CourseKey explains a mark, which stands in the middle of the room that it has.
type CourseKey struct {
	CourseMark
	Text string // what the mark means
}

// CourseLine is a measure's line. From and To are the ends of its stretch, Until that of
// its dashes, "" for none. Label says all of it in words.
type CourseLine struct {
	Title Link         // the measure
	Label string       // all of the line in words
	From  string       // where its stretch begins
	To    string       // where it ends
	Until string       // where its dashes end; empty for none
	Marks []CourseMark // its marks
	Basis string       // says that the due date is an announced day; empty for the plan's deadline
	Note  string       // by how much it is overdue, in words
}

// CourseMark is a mark of a kind at a place.
type CourseMark struct {
	Kind string // "due-first", "due-now", "complete", or "overdue" for the dashes of a line
	X    string // the place, as in "12.50%"
}

// scale turns days into places.
type courseScale struct{ first, last i18n.Day }

func (s courseScale) at(d i18n.Day) string {
	part := float64(d-s.first) / float64(max(s.last-s.first, 1))
	return strconv.FormatFloat(100*part, 'f', 2, 64) + "%"
}

// course makes the lines of a commitment's measures; nil where none has a due date.
func (b *builder) course(lang i18n.Lang, c *progress.Commitment) *Course {
	table := figure.Course(c.Measures)
	if len(table.Rows) == 0 {
		return nil
	}
	plan := b.Records.Plans.Get(c.Record.Plan)
	scale := courseScale{plan.Starts.First(), plan.Ends.Last()}
	for _, cells := range table.Cells {
		for _, cell := range cells[:courseMarks] {
			if !cell.Date.IsZero() {
				scale.first, scale.last = min(scale.first, cell.Date.Last()), max(scale.last, cell.Date.Last())
			}
		}
	}
	out := &Course{Years: courseYears(scale)}
	if b.Day >= scale.first && b.Day <= scale.last {
		out.Now = &CoursePoint{X: scale.at(b.Day), Text: b.today(lang)}
	}
	for i, row := range table.Rows {
		line := b.courseLine(lang, &table, i, scale)
		line.Basis = b.announced(lang, c, row.Key)
		if line.Basis != "" {
			line.Label += "; " + line.Basis
		}
		out.Lines = append(out.Lines, line)
	}
	out.Keys = b.courseKeys(lang, &table)
	return out
}

// announced says what a measure's due date rests on, where that is not the plan.
func (b *builder) announced(lang i18n.Lang, c *progress.Commitment, key string) string {
	for _, m := range c.Measures {
		if m.Record.Key == key && m.Due.Basis == record.DueByAnnounced {
			return b.t(lang, "due") + ": " + m.Due.Basis.Vocabulary().Title(lang, string(m.Due.Basis))
		}
	}
	return ""
}

// courseMarks is how many of the table's columns are dates; the last column has the days
// for which the due date has passed.
const courseMarks = 3

func courseYears(scale courseScale) []CoursePoint {
	var years []CoursePoint
	for year := scale.first.Date().Year; year <= scale.last.Date().Year; year++ {
		if day := (i18n.Date{Year: year}).First(); day >= scale.first {
			years = append(years, CoursePoint{X: scale.at(day), Text: strconv.Itoa(year)})
		}
	}
	return years
}

func (b *builder) courseLine(lang i18n.Lang, table *figure.Table, row int, scale courseScale) CourseLine {
	cells := table.Cells[row]
	line := CourseLine{Title: b.behindLink(lang, table.Rows[row].Ref)}
	var first, last i18n.Day
	var words []string
	for i, cell := range cells[:courseMarks] {
		if cell.Date.IsZero() {
			continue
		}
		day := cell.Date.Last()
		if len(line.Marks) == 0 {
			first, last = day, day
		}
		first, last = min(first, day), max(last, day)
		line.Marks = append(line.Marks, CourseMark{Kind: table.Columns[i].Key, X: scale.at(day)})
		words = append(words, b.text(lang, table.Columns[i].Text).Text+": "+b.cellText(lang, figure.Dates, cell))
	}
	line.From, line.To = scale.at(first), scale.at(last)
	if over := int(cells[len(cells)-1].Number); over > 0 {
		due := cells[1].Date.Last()
		line.Until = scale.at(min(due+i18n.Day(over), scale.last))
		line.Note = b.n(lang, "course-overdue", over, nil)
		words = append(words, line.Note)
	}
	line.Label = strings.Join(words, "; ")
	return line
}

// middle is the place of a mark that is explained.
const middle = "50%"

// courseKeys explains the marks that there are.
func (b *builder) courseKeys(lang i18n.Lang, table *figure.Table) []CourseKey {
	var keys []CourseKey
	for j, column := range table.Columns[:courseMarks] {
		for _, cells := range table.Cells {
			if !cells[j].Date.IsZero() {
				keys = append(keys, CourseKey{CourseMark: CourseMark{column.Key, middle}, Text: b.text(lang, column.Text).Text})
				break
			}
		}
	}
	for _, cells := range table.Cells {
		if cells[len(cells)-1].Number > 0 {
			return append(keys, CourseKey{CourseMark: CourseMark{Kind: "overdue"}, Text: b.t(lang, "course-unknown")})
		}
	}
	return keys
}
