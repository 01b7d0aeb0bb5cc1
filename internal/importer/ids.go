package importer

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"parskats/internal/diag"
	"parskats/internal/mapping"
	"parskats/internal/record"
	"parskats/internal/sheet"
)

// known is a record of the site of the type that is imported.
type known struct {
	base *record.Common
	// isOurs says that a row was imported as this record by the same map.
	isOurs bool
	// isMatched says that a row of the table is this record.
	isMatched bool
}

// readExisting lists the site's records of the map's type.
func (r *run) readExisting() {
	r.existing = map[string]*known{}
	for _, base := range recordsOf(r.Site, r.Map.Type) {
		isOurs := base.Imported != nil && base.Imported.Map == r.Map.Name
		r.existing[base.ID] = &known{base: base, isOurs: isOurs}
	}
}

// recordsOf returns the fields that every record has, of all records of a type.
func recordsOf(site *record.Site, t record.Type) []*record.Common {
	var list []*record.Common
	v := reflect.ValueOf(site).Elem()
	for i := range v.NumField() {
		all := v.Field(i).MethodByName("All")
		if !all.IsValid() {
			continue
		}
		records := all.Call(nil)[0]
		if records.Type().Elem().Elem() != t.Go {
			continue
		}
		for j := range records.Len() {
			list = append(list, records.Index(j).Interface().(interface{ Base() *record.Common }).Base())
		}
	}
	return list
}

// giveIDs gives each candidate an id of its own. Rows whose columns give the same id are
// numbered: those that were imported before keep theirs, new ones follow in the order of
// what they say, whatever their order in the table.
func (r *run) giveIDs() {
	groups := map[string][]*candidate{}
	for _, c := range r.candidates {
		if c.base != "" {
			groups[c.base] = append(groups[c.base], c)
		}
	}
	for _, base := range slices.Sorted(maps.Keys(groups)) {
		r.number(base, groups)
	}
}

func hashesOf(values []value) map[string]string {
	hashes := make(map[string]string, len(values))
	for _, v := range values {
		hashes[v.path] = hashOf(v.texts)
	}
	return hashes
}

// number gives ids to the candidates of one base.
func (r *run) number(base string, groups map[string][]*candidate) {
	group := groups[base]
	var taken map[string]bool
	if family := r.family(base, groups); r.Table.IsPart {
		taken = r.matchPart(base, groups, family)
	} else {
		taken = r.match(group, family)
	}
	var left []*candidate
	for _, c := range group {
		c.isNumbered = len(group) > 1
		if c.id == "" {
			left = append(left, c)
		}
	}
	slices.SortStableFunc(left, func(a, b *candidate) int { return cmp.Compare(content(a.rows[0]), content(b.rows[0])) })
	next := 1
	for _, c := range left {
		for ; ; next++ {
			id := numbered(base, next)
			_, isBase := groups[id]
			k := r.existing[id]
			switch {
			case taken[id] || next > 1 && (isBase || k != nil):
				continue
			case k != nil && (len(group) > len(left) || r.Table.IsPart && k.isOurs):
				continue // beside those that were imported before
			}
			c.id = id
			break
		}
		taken[c.id] = true
		if k := r.existing[c.id]; k != nil {
			args := diag.Args{"id": c.id, "file": k.base.Path}
			r.reject(c, r.Table.Place(c.rows[0], -1), mapping.Problem{Code: "duplicate-id/import", Args: args})
		}
	}
	r.tellNumbers(base, group)
}

func numbered(base string, n int) string {
	if n == 1 {
		return base
	}
	return base + "-" + strconv.Itoa(n)
}

// tellNumbers says which row of several got which id.
func (r *run) tellNumbers(base string, group []*candidate) {
	for _, c := range group {
		if c.id != base {
			c.isNumbered = true
			r.note(r.Table.Place(c.rows[0], r.columns.index[r.Map.ID.Columns[0].Title]), "import-left/numbered", diag.Args{"id": base, "new": c.id})
		}
	}
}

// family are the records that rows of one base were imported as.
func (r *run) family(base string, groups map[string][]*candidate) []*known {
	var family []*known
	for n := 1; ; n++ {
		id := numbered(base, n)
		if _, isBase := groups[id]; isBase && n > 1 {
			continue
		}
		k := r.existing[id]
		if k == nil && n > len(groups[base]) {
			return family
		}
		if k != nil && k.isOurs {
			family = append(family, k)
		}
	}
}

// match finds which candidate is which record that was imported before: those that say
// the same first, then those that have most in common.
func (r *run) match(group []*candidate, family []*known) map[string]bool {
	taken := map[string]bool{}
	take := func(c *candidate, k *known) {
		c.id, c.known = k.base.ID, k
		k.isMatched, taken[c.id] = true, true
	}
	switch {
	case len(family) == 0:
		return taken
	case len(family) == 1 && len(group) == 1:
		take(group[0], family[0])
		return taken
	}
	for _, c := range group {
		r.read(c)
	}
	bySum := map[string][]*known{}
	for _, k := range family {
		sum := sumOf(k.base.Imported.Fields)
		bySum[sum] = append(bySum[sum], k)
	}
	for _, c := range group {
		sum := sumOf(c.hashes)
		if same := bySum[sum]; len(same) > 0 {
			take(c, same[0])
			bySum[sum] = same[1:]
		}
	}
	left := slices.DeleteFunc(slices.Clone(group), func(c *candidate) bool { return c.id != "" })
	for _, k := range family {
		if k.isMatched || len(left) == 0 {
			continue
		}
		i := nearest(left[:min(len(left), maxCompared)], k)
		take(left[i], k)
		left = slices.Delete(left, i, i+1)
	}
	return taken
}

// claim is the id that a file of rejected rows gives a row, "" where its columns say it.
func (r *run) claim(row sheet.Row) string {
	i := slices.IndexFunc(r.Table.Columns, func(c sheet.Column) bool { return c.Title == sheet.IDColumn })
	if !r.Table.IsPart || i < 0 {
		return ""
	}
	return row.Cells[i].Text
}

// claimOf is what the file of rejected rows is to say of a candidate's id.
func claimOf(c *candidate) string {
	switch {
	case c.base == "" || c.claim == noID:
		return noID
	case c.isNumbered:
		return c.id
	}
	return ""
}

// matchPart finds which candidate is which record in a file of rejected rows. Rows that
// went in are not there, so a record is only its that says the same, that the file names,
// or that has the id which no other row had when the table was imported.
func (r *run) matchPart(base string, groups map[string][]*candidate, family []*known) map[string]bool {
	taken := map[string]bool{}
	take := func(c *candidate, id string) {
		c.id, taken[id] = id, true
		if k := r.existing[id]; k != nil {
			c.known, k.isMatched = k, true
		}
	}
	isFree := func(id string) bool {
		_, isOther := groups[id]
		k := r.existing[id]
		return !taken[id] && (id == base || !isOther) && (k == nil || k.isOurs)
	}
	var unclaimed []*candidate
	for _, c := range groups[base] {
		switch {
		case c.claim == "":
			unclaimed = append(unclaimed, c)
		case isNumberOf(c.claim, base) && isFree(c.claim):
			take(c, c.claim)
		}
	}
	if len(unclaimed) == 1 && isFree(base) {
		take(unclaimed[0], base)
	}
	for _, c := range groups[base] {
		if c.id != "" {
			continue
		}
		r.read(c)
		same := slices.IndexFunc(family, func(k *known) bool {
			return !taken[k.base.ID] && maps.Equal(c.hashes, k.base.Imported.Fields)
		})
		if same >= 0 {
			take(c, family[same].base.ID)
		}
	}
	return taken
}

// isNumberOf reports whether an id is a base, or the base with a number.
func isNumberOf(id, base string) bool {
	number, ok := strings.CutPrefix(id, base)
	if !ok || number == "" {
		return ok
	}
	n, err := strconv.Atoi(strings.TrimPrefix(number, "-"))
	return err == nil && id == numbered(base, n) && n > 1
}

// maxCompared is with how many rows of one id a record is compared.
const maxCompared = 100

// sumOf strings checksums together.
func sumOf(hashes map[string]string) string {
	var b strings.Builder
	for _, path := range slices.Sorted(maps.Keys(hashes)) {
		b.WriteString(path + "=" + hashes[path] + "\n")
	}
	return b.String()
}

// nearest returns the place of the candidate that has most in common with a record.
func nearest(group []*candidate, k *known) int {
	best, most := 0, -1
	for i, c := range group {
		same := 0
		for path, hash := range c.hashes {
			if k.base.Imported.Fields[path] == hash {
				same++
			}
		}
		if same > most {
			best, most = i, same
		}
	}
	return best
}

// findGone reports the records that were imported before and are not in the table now.
// Nothing is removed. A file of rejected rows is but a part.
func (r *run) findGone() {
	if r.Table.IsPart {
		return
	}
	for _, id := range slices.Sorted(maps.Keys(r.existing)) {
		k := r.existing[id]
		if k.isOurs && !k.isMatched {
			r.result.Gone = append(r.result.Gone, id)
			r.note(diag.Pos{File: k.base.Path}, "import-gone", diag.Args{"id": id, "file": r.Table.File})
		}
	}
}
