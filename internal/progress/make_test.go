package progress

import (
	"parskats/internal/i18n"
	"parskats/internal/record"
)

// date reads a date of a test; "" is the unknown one.
func date(s string) i18n.Date {
	if s == "" {
		return i18n.Date{}
	}
	d, err := i18n.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// asOf reads the day of a test.
func asOf(s string) i18n.Day { return date(s).First() }

func reporting(due, from, to string) record.Reporting {
	return record.Reporting{Due: date(due), Period: record.Period{From: date(from), To: date(to)}}
}

func update(on string, status record.Status, by record.Rater) record.Update {
	return record.Update{Date: date(on), Status: status, By: by}
}

// evident gives an update evidence.
func evident(u record.Update) record.Update {
	u.Evidence = []record.Source{{URL: "https://example.lv/"}}
	return u
}

// by names an update's author.
func by(author string, u record.Update) record.Update {
	u.Author = author
	return u
}

// collect makes a collection of records that are sorted by id.
func collect[T any, R interface {
	*T
	Record
}](records []R) record.Collection[T] {
	plain := make([]*T, len(records))
	for i, r := range records {
		plain[i] = r
	}
	return record.NewCollection(plain, func(r *T) string { return R(r).Base().ID })
}

func number(n int) *int { return &n }

func text(lv string) i18n.Text { return i18n.Text{i18n.Latvian: lv} }
