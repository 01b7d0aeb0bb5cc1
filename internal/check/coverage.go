package check

import (
	"strconv"

	"parskats/internal/diag"
	"parskats/internal/record"
)

// whole is what an entry of the coverage file speaks of.
type whole struct {
	typ    record.TypeName
	plan   string
	period record.Period
}

// checkCoverage sees that no two entries of the coverage file speak of the same whole, and
// that none claims a whole of fewer records than there are.
func (c *checker) checkCoverage() {
	doc := c.document(coverageFile)
	seen := map[whole]diag.Pos{}
	for i, e := range c.coverage {
		pos := func(steps ...any) diag.Pos { return at(c.coverageNodes[i], doc, steps...) }
		of := whole{typ: e.Type, plan: e.Plan}
		if e.Period != nil {
			of.period = *e.Period
		}
		if first, twice := seen[of]; twice {
			c.problems.Add(pos("type"), "duplicate-id/coverage", diag.Args{"type": string(e.Type), "file": lineOf(first)})
		} else if e.Type != "" {
			seen[of] = pos("type")
		}
		// Which records are of a period is for package progress to say.
		if found := c.count(e.Type, e.Plan); e.Period == nil && e.Total != nil && *e.Total < found {
			args := diag.Args{"total": strconv.Itoa(*e.Total), "count": strconv.Itoa(found)}
			c.problems.Add(pos("total"), "sum-mismatch/coverage", args).WithHint("total")
		}
	}
}

// count returns how many records of a type there are: of commitments and measures those of
// a plan, if one is named.
func (c *checker) count(typ record.TypeName, plan string) int {
	n := 0
	for _, it := range c.items {
		switch r := it.value.Addr().Interface().(type) {
		case *record.Commitment:
			switch {
			case plan != "" && r.Plan != plan:
			case typ == "measure":
				n += len(r.Measures)
			case typ == "commitment":
				n++
			}
		case *record.Body:
			switch typ {
			case "sitting":
				n += len(r.Sittings)
			case "body":
				n++
			}
		default:
			if it.typ.Name == typ {
				n++
			}
		}
	}
	return n
}
