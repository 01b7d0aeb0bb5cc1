package workspace

import (
	"parskats/internal/check"
	"parskats/internal/diag"
	"parskats/internal/output"
	"parskats/internal/progress"
	"parskats/internal/record"
	"parskats/internal/site"
)

// checkPrevious finds the pages of an earlier build that the source makes on no day any
// more: what is merely not there yet, or no longer, as of the build's day is not lost.
func (w *Workspace) checkPrevious(records *record.Site, outputs []output.Output) (diag.Problems, error) {
	lost := w.lostPages(records.Config, outputs)
	if len(lost) == 0 {
		return diag.Problems{}, nil
	}
	addresses, err := w.addresses(records)
	if err != nil {
		return diag.Problems{}, err
	}
	var problems diag.Problems
	for _, address := range lost {
		if !addresses.Has(address) {
			addRemoved(&problems, address, addresses, records.Config)
		}
	}
	return problems, nil
}

// lostPages returns the addresses of the lasting pages of an earlier build that are not
// among the outputs, but for those that the site's own record erases.
func (w *Workspace) lostPages(config *record.Config, outputs []output.Output) []string {
	made := make(map[string]bool, len(outputs))
	for _, o := range outputs {
		made[o.Path] = true
	}
	erased := map[string]bool{}
	for _, r := range config.Removed {
		erased[r.Erased] = true
	}
	var lost []string
	for _, file := range w.opts.Previous {
		address, lasts := site.Lasts(file)
		if lasts && !made[file] && !erased[record.EraseCode(address)] {
			lost = append(lost, address)
		}
	}
	return lost
}

// addRemoved adds the problem with a page that went away, and what can be done: the
// record whose page has nearly the same address may be where it went.
func addRemoved(problems *diag.Problems, address string, addresses *site.Addresses, config *record.Config) {
	pos := diag.Pos{File: config.Path, Line: 1, Col: 1}
	args := diag.Args{"url": address, "file": config.Path, "code": record.EraseCode(address)}
	p := problems.Add(pos, "url-removed", args).WithHint("url-removed")
	if owner, ok := addresses.Owner(addresses.Meant(address, check.Nearest)); ok {
		args["record"] = owner.Record.(progress.Record).Base().Path
		p.WithHint("url-moved")
	}
}
