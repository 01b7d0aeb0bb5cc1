package i18n

import (
	"strconv"
	"strings"
)

// FormatPeriod writes two known dates as a period, in the nominative, and says once
// what both have alike: "2022.–2025. gads", "2026. gada 1.–15. septembris",
// "2022. gada 27. jūnijs – 3. jūlijs". Equal dates are written as one. Where all that
// is known of the beginning is the month or the year of the end, only the end is told:
// "līdz 2022. gada 20. maijam".
func FormatPeriod(lang Lang, from, to Date) string {
	switch {
	case from == to:
		return FormatDate(lang, from, Nominative)
	case to.Day > 0 && from.Year == to.Year && (from.Month == 0 || from.Month == to.Month && from.Day == 0):
		return untilWord(lang) + nbsp + FormatDate(lang, to, Dative)
	case from.Month == 0 && to.Month == 0 && lang == Latvian:
		return strconv.Itoa(from.Year) + "." + dash + FormatDate(lang, to, Nominative)
	case from.Month == 0 && to.Month == 0:
		return strconv.Itoa(from.Year) + dash + strconv.Itoa(to.Year)
	case from.Year != to.Year || from.Month == 0 || to.Month == 0:
		return joinPeriod(FormatDate(lang, from, Nominative), FormatDate(lang, to, Nominative))
	case from.Month != to.Month || from.IsPartial() || to.IsPartial():
		return periodInYear(lang, from, to)
	case lang == Latvian:
		year := strconv.Itoa(from.Year) + "." + nbsp + "gada" + nbsp
		return year + strconv.Itoa(from.Day) + "." + dash + strings.TrimPrefix(FormatDate(lang, to, Nominative), year)
	}
	return strconv.Itoa(from.Day) + dash + FormatDate(lang, to, Nominative)
}

// periodInYear writes two dates of a year: Latvian has the year first, English last.
func periodInYear(lang Lang, from, to Date) string {
	first, last := FormatDate(lang, from, Nominative), FormatDate(lang, to, Nominative)
	year := strconv.Itoa(from.Year)
	if lang != Latvian {
		return joinPeriod(strings.TrimSuffix(first, nbsp+year), last)
	}
	if from.IsPartial() != to.IsPartial() {
		return joinPeriod(first, last)
	}
	return joinPeriod(first, strings.TrimPrefix(last, year+"."+nbsp+"gada"+nbsp))
}

func joinPeriod(from, to string) string { return from + nbsp + dash + " " + to }

func untilWord(lang Lang) string {
	if lang == Latvian {
		return "līdz"
	}
	return "until"
}
