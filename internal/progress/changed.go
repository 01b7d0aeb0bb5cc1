package progress

import (
	"reflect"
	"slices"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// ChangedOn returns the date of a record's last change as of a day: modified, where
// it is visible, or else the newest date in the record that is, days of reading and looking excepted. A deadline or a last
// day that has passed counts, since the record then says something new. It is zero
// where no date is visible. r is a pointer to a record of one of record.Types.
func ChangedOn(r Record, day i18n.Day) i18n.Date {
	if modified := r.Base().Modified; Visible(modified, day) {
		return modified
	}
	v := reflect.ValueOf(r).Elem()
	return newestIn(v, record.FieldsOf(v.Type()), day, readings)
}

// readings are the fields that say when somebody looked: a record that was read has
// not changed.
var readings = []string{"retrieved", "checked"}

// setAhead are the fields whose dates are set in advance and pass by themselves.
var setAhead = []string{"opens", "closes", "starts", "ends", "from", "to", "due", "in_force", "other_days"}

// setDay is the field with the day of a group of one of those names: of a measure's due date.
var setDay = []string{"date"}

// WorkedOn returns the newest visible date in a record that somebody must have
// written down on that day or after it: of an update, a reading, a change. Deadlines
// that merely passed don't count. It is zero where there is none.
func WorkedOn(r Record, day i18n.Day) i18n.Date {
	v := reflect.ValueOf(r).Elem()
	return newestIn(v, record.FieldsOf(v.Type()), day, setAhead)
}

// WrittenOn returns the last day by which somebody must have written into a record: the
// newest visible date of a fact that is not set in advance, or the first day that a reading
// of one of its sources can mean, since what is recorded has been read. It stays the same
// while days merely pass. ok is false where there is none.
func WrittenOn(r Record, day i18n.Day) (written i18n.Day, ok bool) {
	v := reflect.ValueOf(r).Elem()
	if newest := newestIn(v, record.FieldsOf(v.Type()), day, slices.Concat(setAhead, readings)); !newest.IsZero() {
		written, ok = newest.Last(), true
	}
	for _, s := range r.Base().Sources {
		if read := s.Retrieved; readBy(read, day) && (!ok || read.First() > written) {
			written, ok = read.First(), true
		}
	}
	return written, ok
}

// Record is any record: a pointer to the struct of one of record.Types.
type Record interface{ Base() *record.Common }

// newestIn returns the newest visible date in the fields of a struct and of the
// groups in it, but for the fields that are left out by their names.
func newestIn(v reflect.Value, fields []record.Field, day i18n.Day, without []string) i18n.Date {
	var newest i18n.Date
	for _, f := range fields {
		isLeftOut := f.Kind == record.KindDate && slices.Contains(without, f.Name)
		if isLeftOut || f.Kind != record.KindDate && f.Kind != record.KindGroup {
			continue
		}
		eachValue(v.FieldByIndex(f.Index), func(value reflect.Value) {
			date, ok := reflect.TypeAssert[i18n.Date](value)
			if !ok {
				inner := without
				if slices.Contains(without, f.Name) { // a group that is a day set in advance, and when that was said
					inner = slices.Concat(without, setDay)
				}
				date = newestIn(value, f.Fields, day, inner)
			}
			if Visible(date, day) && newer(date, newest) {
				newest = date
			}
		})
	}
	return newest
}

// eachValue calls f for the value of a field: for each of a list, for what a pointer
// points to, for none where that is nil.
func eachValue(v reflect.Value, f func(reflect.Value)) {
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			eachValue(v.Index(i), f)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			f(v.Elem())
		}
	default:
		f(v)
	}
}
