package workspace

import (
	"maps"
	"os"
	"reflect"
	"slices"

	"parskats/internal/i18n"
	"parskats/internal/markdown"
	"parskats/internal/progress"
	"parskats/internal/record"
	"parskats/internal/site"
	"parskats/internal/theme"
)

// keptAddresses are addresses with what they were listed for.
type keptAddresses struct {
	records *record.Site
	theme   *theme.Theme
	listed  *site.Addresses
	// oldAreSound says that nothing was wrong with the old addresses.
	oldAreSound bool
}

// addresses lists the addresses that the records make, of all days.
func (w *Workspace) addresses(records *record.Site) (*site.Addresses, error) {
	base := w.baseURL(records.Config)
	look, err := w.theme(records.Config, base)
	if err != nil {
		return nil, err
	}
	return site.ListAddresses(site.Input{
		Records: records, Theme: look, Charts: w.charts, Files: os.DirFS(w.opts.Source), BaseURL: base,
	})
}

// addressesAgain returns the addresses that were listed before, where the records make the
// same ones, or else lists them.
func (w *Workspace) addressesAgain(records *record.Site) (*keptAddresses, error) {
	look, err := w.theme(records.Config, w.baseURL(records.Config))
	if err != nil {
		return nil, err
	}
	if known := w.kept.addresses; known != nil && known.theme == look && makesSameAddresses(records, known.records) {
		return known, nil
	}
	listed, err := w.addresses(records)
	if err != nil {
		return nil, err
	}
	now := &keptAddresses{records: records, theme: look, listed: listed}
	if w.kept.records != nil {
		w.kept.addresses = now
	}
	return now, nil
}

// makesSameAddresses reports whether a site has the addresses and old addresses of another
// for sure: its records differ in nothing but what texts say. All else may decide in which
// months something changed, or how many pages a part of a list has.
func makesSameAddresses(now, before *record.Site) bool {
	changes, ok := now.ChangesSince(before)
	if !ok || now.Config != before.Config || !slices.Equal(now.Files, before.Files) {
		return false
	}
	for _, c := range changes {
		a, b := c.Before.(progress.Record), c.Now.(progress.Record)
		x, y := reflect.ValueOf(a).Elem(), reflect.ValueOf(b).Elem()
		if !sameButTexts(record.FieldsOf(x.Type()), x, y) || !sameButTextOf(a.Base().Body, b.Base().Body) {
			return false
		}
	}
	return true
}

// sameButTexts reports whether the fields of two records are the same but for what texts say
// in the languages that they have; a slug is none.
func sameButTexts(fields []record.Field, a, b reflect.Value) bool {
	return !slices.ContainsFunc(fields, func(f record.Field) bool {
		x, y := a.FieldByIndex(f.Index), b.FieldByIndex(f.Index)
		text, isText := x.Interface().(i18n.Text)
		switch {
		case isText && f.Name != "slug":
			return !sameLanguages(text, y.Interface().(i18n.Text))
		case f.Kind == record.KindGroup && f.List:
			if x.Len() != y.Len() {
				return true
			}
			for i := range x.Len() {
				if !sameButTexts(f.Fields, x.Index(i), y.Index(i)) {
					return true
				}
			}
			return false
		case f.Kind == record.KindGroup && x.Kind() == reflect.Struct:
			return !sameButTexts(f.Fields, x, y)
		case f.Kind == record.KindGroup && !x.IsNil() && !y.IsNil():
			return !sameButTexts(f.Fields, x.Elem(), y.Elem())
		}
		return !reflect.DeepEqual(x.Interface(), y.Interface())
	})
}

func sameLanguages(a, b i18n.Text) bool {
	return maps.EqualFunc(a, b, func(x, y string) bool { return (x == "") == (y == "") })
}

// sameButTextOf reports whether the Markdown of two records has the same headings and leads
// to the same places.
func sameButTextOf(a, b map[i18n.Lang]*markdown.Doc) bool {
	return maps.EqualFunc(a, b, func(x, y *markdown.Doc) bool {
		return slices.EqualFunc(x.Headings, y.Headings, func(h, g markdown.Heading) bool { return h.ID == g.ID }) &&
			slices.EqualFunc(x.Links, y.Links, func(l, k markdown.Link) bool { return l.Destination == k.Destination })
	})
}
