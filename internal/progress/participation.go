package progress

import (
	"slices"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// Participation counts the records of participation that are visible on a day, by
// level and year. The records are what was found; a count of them is no trend unless
// their coverage says that they are all there is.
type Participation struct {
	// Consultations are filed under the year of their last day, else of their
	// first, else of their announcement.
	Consultations LevelTable
	// Cases and Initiatives are filed under the year of their end, where that is
	// not after the day, else under that of their start.
	Cases, Initiatives LevelTable
	// BudgetRounds are filed under their year, else as cases are.
	BudgetRounds LevelTable
}

// LevelTable counts records of one type by level of participation and year.
type LevelTable struct {
	Total int
	// Levels has every level, in the order of record.Levels, and then "" for
	// records without a level, all of them also where they count none.
	Levels []LevelCount
	// Years has the years that occur, in order, and last, with Year 0, the records
	// whose year is unknown.
	Years []YearCount
}

// LevelCount is the number of records of a level; "" is no level.
type LevelCount struct {
	Level record.Level
	Count int
}

// YearCount is the number of records of a year, 0 for an unknown one, by level.
type YearCount struct {
	Year   int
	Total  int
	Levels []LevelCount
}

// In returns the number of records of a level.
func (t *LevelTable) In(level record.Level) int { return countIn(t.Levels, level) }

// In returns the number of records of a level in the year.
func (y *YearCount) In(level record.Level) int { return countIn(y.Levels, level) }

func countIn(counts []LevelCount, level record.Level) int {
	for _, c := range counts {
		if c.Level == level {
			return c.Count
		}
	}
	return 0
}

// ParticipationOn counts participation as of a day.
func ParticipationOn(site *record.Site, day i18n.Day) Participation {
	return Participation{
		Consultations: tabulate(site.Consultations.All(), func(c *record.Consultation) (row, bool) {
			return row{c.Level, consultationDate(c).Year}, ConsultationVisible(c, day)
		}),
		Cases: tabulate(site.Cases.All(), func(c *record.Case) (row, bool) {
			return row{c.Level, activeYear(c.Starts, c.Ends, day)}, CaseVisible(c, day)
		}),
		Initiatives: tabulate(site.Initiatives.All(), func(i *record.Initiative) (row, bool) {
			return row{i.Level, activeYear(i.Starts, i.Ends, day)}, InitiativeVisible(i, day)
		}),
		BudgetRounds: tabulate(site.BudgetRounds.All(), func(b *record.BudgetRound) (row, bool) {
			year := activeYear(b.Starts, b.Ends, day)
			if b.Year != nil {
				year = *b.Year
			}
			return row{b.Level, year}, BudgetRoundVisible(b, day)
		}),
	}
}

// CaseVisible reports whether a case is to be shown on a day: from its first dated
// fact, or from the first day on which somebody is recorded to have read of it. One
// without a start and an end is always shown.
func CaseVisible(c *record.Case, day i18n.Day) bool {
	return existsOn(&c.Common, day, c.Starts, c.Ends)
}

// InitiativeVisible reports the same of an initiative, whose history counts too.
func InitiativeVisible(i *record.Initiative, day i18n.Day) bool {
	dates := []i18n.Date{i.Starts, i.Ends}
	for _, d := range i.Decisions {
		dates = append(dates, d.Date)
	}
	return existsOn(&i.Common, day, dates...)
}

// BudgetRoundVisible reports the same of a round of a participatory budget. Its year
// is a partial date.
func BudgetRoundVisible(b *record.BudgetRound, day i18n.Day) bool {
	var year i18n.Date
	if b.Year != nil {
		year.Year = *b.Year
	}
	return existsOn(&b.Common, day, b.Starts, b.Ends, year)
}

// EventVisible reports whether an event is to be shown on a day: an event is
// announced before it takes place, so that it is visible from the first day on which
// it was seen, and in any case from its own first day.
func EventVisible(e *record.Event, day i18n.Day) bool {
	return existsOn(&e.Common, day, e.Starts)
}

func activeYear(starts, ends i18n.Date, day i18n.Day) int {
	if Visible(ends, day) {
		return ends.Year
	}
	return firstKnown(starts, ends).Year
}

// row is where a record is counted.
type row struct {
	level record.Level
	year  int
}

// tabulate counts those records of which where says that they are to be counted.
func tabulate[T any](records []*T, where func(*T) (row, bool)) LevelTable {
	t := LevelTable{Levels: newLevelCounts()}
	years := map[int]*YearCount{}
	for _, r := range records {
		at, ok := where(r)
		if !ok {
			continue
		}
		year := years[at.year]
		if year == nil {
			year = &YearCount{Year: at.year, Levels: newLevelCounts()}
			years[at.year] = year
		}
		t.Total++
		year.Total++
		addLevel(t.Levels, at.level)
		addLevel(year.Levels, at.level)
	}
	for _, year := range years {
		t.Years = append(t.Years, *year)
	}
	slices.SortFunc(t.Years, func(a, b YearCount) int {
		if (a.Year == 0) != (b.Year == 0) {
			return b.Year - a.Year
		}
		return a.Year - b.Year
	})
	return t
}

func newLevelCounts() []LevelCount {
	counts := make([]LevelCount, 0, len(record.Levels)+1)
	for _, l := range record.Levels {
		counts = append(counts, LevelCount{Level: l})
	}
	return append(counts, LevelCount{})
}

func addLevel(counts []LevelCount, level record.Level) {
	for i := range counts {
		if counts[i].Level == level {
			counts[i].Count++
		}
	}
}
