package progress

import (
	"cmp"
	"slices"
	"strings"

	"parskats/internal/record"
)

// Index holds what many figures look up, so that none has to go through the whole
// site: which commitments a plan has, and what an institution is to do. It does not
// depend on the day, and nothing changes it once it is made.
type Index struct {
	site    *record.Site
	byPlan  map[string][]*record.Commitment
	duties  map[string][]Duty
	reports map[string][]Report
}

// NewIndex returns the index of a site.
func NewIndex(site *record.Site) *Index {
	ix := &Index{
		site:    site,
		byPlan:  map[string][]*record.Commitment{},
		duties:  map[string][]Duty{},
		reports: map[string][]Report{},
	}
	for _, c := range site.Commitments.All() {
		ix.byPlan[c.Plan] = append(ix.byPlan[c.Plan], c)
	}
	for _, plan := range site.Plans.All() {
		commitments := ix.byPlan[plan.ID]
		slices.SortStableFunc(commitments, func(a, b *record.Commitment) int {
			return CompareNumbers(a.Number, b.Number)
		})
		for _, c := range commitments {
			ix.addDuties(plan, c)
		}
	}
	return ix
}

// For returns the index of a site that has the same plans and commitments.
func (ix *Index) For(site *record.Site) *Index {
	same := *ix
	same.site = site
	return &same
}

// Site returns the site that is indexed.
func (ix *Index) Site() *record.Site { return ix.site }

// Commitments returns the commitments of a plan by number. The slice must not be
// changed.
func (ix *Index) Commitments(plan string) []*record.Commitment { return ix.byPlan[plan] }

// CompareNumbers orders the numbers of commitments and measures as a reader counts:
// 1.2 before 1.2a before 1.10.
func CompareNumbers(a, b string) int {
	for a != "" && b != "" {
		partA, digitsA := leadingPart(a)
		partB, digitsB := leadingPart(b)
		a, b = a[len(partA):], b[len(partB):]
		if digitsA && digitsB {
			partA, partB = strings.TrimLeft(partA, "0"), strings.TrimLeft(partB, "0")
			if c := cmp.Compare(len(partA), len(partB)); c != 0 {
				return c
			}
		}
		if c := strings.Compare(partA, partB); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(a), len(b))
}

// leadingPart returns the run of digits, or of other characters, that s begins with.
func leadingPart(s string) (part string, digits bool) {
	digits = isDigit(s[0])
	for i := range len(s) {
		if isDigit(s[i]) != digits {
			return s[:i], digits
		}
	}
	return s, digits
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
