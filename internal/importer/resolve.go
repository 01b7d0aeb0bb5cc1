package importer

import (
	"maps"
	"slices"
	"strings"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/mapping"
	"parskats/internal/record"
	"parskats/internal/recordio"
)

// resolver finds records by what tables call them: their ids, titles, abbreviations and
// former names.
type resolver struct {
	r *run
	// names are the ids behind a folded name, by type.
	names map[record.TypeName]map[string][]string
	// made are the institutions to be made, by id.
	made map[string]*record.Institution
	// asked are the answers to names as they were asked for: most come many times.
	asked map[asked][]string
}

// asked is what a table calls a record of a type.
type asked struct {
	t    record.TypeName
	name string
}

func newResolver(r *run) *resolver {
	v := &resolver{r: r, names: map[record.TypeName]map[string][]string{}, made: map[string]*record.Institution{}, asked: map[asked][]string{}}
	for _, i := range r.Site.Institutions.All() {
		v.add("institution", i.ID, i.Title, i.Abbreviation)
		for _, former := range i.FormerNames {
			v.add("institution", i.ID, former.Title, former.Abbreviation)
		}
	}
	for _, a := range r.Site.Areas.All() {
		v.add("area", a.ID, a.Title)
	}
	for _, m := range r.Site.Methods.All() {
		v.add("method", m.ID, m.Title)
	}
	for _, g := range r.Site.TargetGroups.All() {
		v.add("target-group", g.ID, g.Title)
	}
	for _, p := range r.Site.Plans.All() {
		v.add("plan", p.ID, p.Title)
		for _, d := range p.Directions {
			v.add("direction", d.ID, d.Title)
		}
		for _, h := range p.Headlines {
			v.add("headline", h.ID, h.Title)
		}
	}
	for _, c := range r.Site.Commitments.All() {
		v.add("commitment", c.ID, c.Title, i18n.Text{i18n.English: c.OGPTitle}, i18n.Text{i18n.English: c.OGPID})
		for _, m := range c.Measures {
			v.add("measure", m.Key, m.Title)
		}
	}
	for _, c := range r.Site.Consultations.All() {
		v.add("consultation", c.ID, c.Title, i18n.Text{i18n.English: c.TAPID})
	}
	return v
}

// add notes the names of a record.
func (v *resolver) add(t record.TypeName, id string, names ...i18n.Text) {
	if v.names[t] == nil {
		v.names[t] = map[string][]string{}
	}
	note := func(name string) {
		if key := nameKey(name); key != "" && !slices.Contains(v.names[t][key], id) {
			v.names[t][key] = append(v.names[t][key], id)
		}
	}
	note(id)
	for _, name := range names {
		for _, lang := range i18n.Languages {
			note(name[lang])
		}
	}
}

// nameKey is how names are compared: without case, accents, quotation marks and doubled
// spaces.
func nameKey(name string) string {
	return strings.Join(strings.Fields(i18n.Fold(quotes.Replace(name))), " ")
}

var quotes = strings.NewReplacer("„", "", "“", "", "”", "", `"`, "", "«", "", "»", "", "’", "'")

// Resolve returns the id of the record that is called by a name.
func (v *resolver) Resolve(t record.TypeName, name string) (string, *mapping.Problem) {
	ids, known := v.asked[asked{t, name}]
	if !known {
		ids = v.names[t][nameKey(name)]
		v.asked[asked{t, name}] = ids
	}
	if id := mapping.Slug(name); len(ids) > 1 && id == name && slices.Contains(ids, id) {
		return id, nil // an id is meant before a name
	}
	switch {
	case len(ids) == 1:
		return ids[0], nil
	case len(ids) > 1:
		args := diag.Args{"value": shorten(name), "values": strings.Join(ids, ", ")}
		return "", &mapping.Problem{Code: "unknown-ref/several", Args: args}
	case t == "institution" && v.r.Map.Create:
		return v.create(name)
	}
	p := &mapping.Problem{Code: "unknown-ref/name", Args: diag.Args{"type": "@record/" + string(t), "value": shorten(name)}}
	if near := v.r.Nearest(nameKey(name), slices.Collect(maps.Keys(v.names[t]))); near != "" {
		p.Args["suggestion"] = v.names[t][near][0]
		p.Hint = "did-you-mean"
	} else if t == "institution" {
		p.Hint = "map-create"
	}
	return "", p
}

// kindWords are words in the names of institutions that say of which kind they are,
// folded: the beginnings of words.
var kindWords = []struct{ word, kind string }{
	{"ministrij", "ministry"}, {"ministr", "ministry"}, {"valsts kanceleja", "chancellery"}, {"chancellery", "chancellery"},
	{"pasvaldib", "municipality"}, {"novada dome", "municipality"}, {"pilsetas dome", "municipality"}, {"municipality", "municipality"},
	{"agentura", "agency"}, {"agency", "agency"}, {"agence", "agency"}, {"dienests", "agency"}, {"inspekcija", "agency"}, {"parvalde", "agency"},
	{"biedriba", "ngo"}, {"nodibinajums", "ngo"}, {"association", "ngo"}, {"foundation", "ngo"},
	{"saeima", "parliament"}, {"parliament", "parliament"}, {"sia ", "company"}, {"as ", "company"},
}

// kindOf returns the kind of institution that a name says, or else the map's.
func (v *resolver) kindOf(name string) string {
	key := nameKey(name)
	for _, k := range kindWords {
		if strings.HasPrefix(key, k.word) || !strings.HasSuffix(k.word, " ") && strings.Contains(key, k.word) {
			return k.kind
		}
	}
	return v.r.Map.Kind
}

// lang is the language that the names of institutions are taken to be in: the default one,
// or else the one in which the table has the records' titles.
func (v *resolver) lang() i18n.Lang {
	lang := v.r.langs[0]
	for _, f := range v.r.Map.Fields {
		if f.Table.Kind != record.KindLocalised || f.Steps[0].Name != "title" {
			continue
		}
		if given := i18n.Lang(f.Steps[1].Name); given == v.r.langs[0] {
			return given
		} else if !f.Rule.IsConstant() {
			lang = given
		}
	}
	return lang
}

// create makes an institution that the site lacks.
func (v *resolver) create(name string) (string, *mapping.Problem) {
	id := mapping.Slug(name)
	kind := v.kindOf(name)
	switch {
	case id == "":
		return "", &mapping.Problem{Code: "unknown-ref/name", Args: diag.Args{"type": "@record/institution", "value": shorten(name)}}
	case kind == "":
		return "", &mapping.Problem{Code: "unknown-ref/kind", Args: diag.Args{"value": shorten(name)}, Hint: "map-kind"}
	case v.r.Site.Institutions.Get(id) != nil || v.made[id] != nil:
		return "", &mapping.Problem{Code: "unknown-ref/several", Args: diag.Args{"value": shorten(name), "values": id}}
	}
	if known := v.slipOf(nameKey(name)); known != "" {
		args := diag.Args{"value": shorten(name), "suggestion": v.names["institution"][known][0]}
		v.r.result.Problems.Add(diag.Pos{File: v.r.Table.Path}, "import-left/near", args).WithHint("did-you-mean")
	}
	v.made[id] = &record.Institution{
		Common: record.Common{ID: id},
		Title:  i18n.Text{v.lang(): name},
		Kind:   record.InstitutionKind(kind),
	}
	v.add("institution", id, v.made[id].Title)
	delete(v.asked, asked{"institution", name})
	return id, nil
}

// maxNames is how many names of institutions a new one is held against.
const maxNames = 2000

// slipOf is the name of an institution that a new name may be a slip of, "" for none.
func (v *resolver) slipOf(name string) string {
	if len(v.names["institution"]) > maxNames {
		return ""
	}
	first := ""
	for known := range v.names["institution"] {
		if isSlip(name, known) && (first == "" || known < first) {
			first = known
		}
	}
	return first
}

// isSlip reports whether two names differ in one place by two letters at the most, as where
// one was mistyped. Numbers differ on purpose, and so may abbreviations.
func isSlip(a, b string) bool {
	const shortest, longest = 8, 2
	x, y := []rune(a), []rune(b)
	if min(len(x), len(y)) < shortest {
		return false
	}
	for len(x) > 0 && len(y) > 0 && x[0] == y[0] {
		x, y = x[1:], y[1:]
	}
	for len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	return max(len(x), len(y)) <= longest && !strings.ContainsAny(string(x)+string(y), "0123456789")
}

// lacking are the institutions that values name and the site lacks.
func (v *resolver) lacking(values []value) []string {
	if len(v.made) == 0 {
		return nil
	}
	var ids []string
	for _, value := range values {
		if value.table.Kind != record.KindRef || value.table.Ref != "institution" {
			continue
		}
		for _, id := range value.texts {
			if v.made[id] != nil {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// institutions are the files of the institutions that records need. Those that only
// rejected rows name are not made.
func (r *run) institutions() (files []File, ids []string, err error) {
	needed := map[string]bool{}
	for _, c := range r.candidates {
		if c.outcome == isRejected || c.content == nil {
			continue
		}
		for _, id := range c.makes {
			needed[id] = true
		}
	}
	for _, id := range slices.Sorted(maps.Keys(r.resolver.made)) {
		if !needed[id] {
			continue
		}
		content, err := recordio.Marshal(r.resolver.made[id], r.langs, false)
		if err != nil {
			return nil, nil, err
		}
		ids = append(ids, id)
		files = append(files, File{"data/institutions/" + id + ".yaml", content, true})
	}
	return files, ids, nil
}
