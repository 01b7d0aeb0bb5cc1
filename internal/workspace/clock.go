package workspace

import (
	"fmt"
	"time"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// Clock says which day's truth a site shows. It is the only thing in the program
// that knows the time.
type Clock struct {
	// AsOf is the day that was asked for; zero for none.
	AsOf i18n.Date
	// SourceDate is the moment that the environment's SOURCE_DATE_EPOCH names; zero
	// for none. See https://reproducible-builds.org/specs/source-date-epoch/.
	SourceDate time.Time
	// Now is the present moment.
	Now time.Time
}

// Day returns the day that was asked for, else that of SOURCE_DATE_EPOCH, else that
// of site.yaml, else today, both moments in the site's time zone.
func (c Clock) Day(config *record.Config) (i18n.Day, error) {
	if !c.AsOf.IsZero() {
		return c.AsOf.Last(), nil
	}
	zone, err := time.LoadLocation(config.Timezone)
	if err != nil {
		return 0, fmt.Errorf("time zone %q: %w", config.Timezone, err)
	}
	if !c.SourceDate.IsZero() {
		return i18n.DayOf(c.SourceDate.In(zone)), nil
	}
	if !config.AsOf.IsZero() {
		return config.AsOf.Last(), nil
	}
	return i18n.DayOf(c.Now.In(zone)), nil
}
