package check

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
)

// place says which type of record a document holds, and for commitments of which
// plan.
type place struct {
	typ  record.Type
	list bool // the document is a list of records
	plan string
	name string    // the record's id, if the file names it
	lang i18n.Lang // the language of a Markdown file, if its name says so
}

// placeOf reads a document's place from its path. wrong is the problem's code where
// the path belongs to no type, or names a language that Parskats does not speak.
func (c *checker) placeOf(file string) (pl place, wrong string) {
	parts := strings.Split(file, "/")
	if len(parts) == 2 {
		return c.listPlace(parts[1])
	}
	pl.name, pl.lang = splitName(parts[len(parts)-1])
	if pl.lang != "" && !isKnown(pl.lang) {
		return pl, "unknown-file/language"
	}
	ok := false
	if parts[1] == "plans" {
		pl, ok = c.planPlace(pl, parts)
	} else {
		pl.typ, ok = c.typeIn(parts[1])
		ok = ok && pl.typ.Name != "commitment"
	}
	if !ok {
		return pl, "unknown-file"
	}
	return pl, ""
}

// listPlace is the place of a file directly below data or content: a list of records.
func (c *checker) listPlace(file string) (pl place, wrong string) {
	folder, ending, _ := strings.Cut(file, ".")
	typ, ok := c.typeIn(folder)
	if !ok || !typ.ListFile || (ending != "yaml" && ending != "yml") {
		return pl, "unknown-file"
	}
	return place{typ: typ, list: true}, ""
}

// planPlace reads a place below data/plans: a plan's own file, which its folder
// names, or one of its commitments.
func (c *checker) planPlace(pl place, parts []string) (place, bool) {
	ok := false
	switch {
	case len(parts) == 4 && pl.name == "plan":
		pl.typ, ok = c.typeIn("plans")
		pl.name = parts[2]
	case len(parts) > 4 && parts[3] == "commitments":
		pl.typ, ok = c.typeIn("commitments")
		pl.plan = parts[2]
	}
	return pl, ok
}

func (c *checker) typeIn(folder string) (record.Type, bool) {
	i := slices.IndexFunc(c.types, func(t record.Type) bool { return t.Folder == folder })
	if i < 0 {
		return record.Type{}, false
	}
	return c.types[i], true
}

// languageEnding is what a language looks like at the end of a Markdown file's name.
var languageEnding = regexp.MustCompile(`^\.[a-z]{2}$`)

// splitName splits a file's name into the record's id and, for Markdown, the language
// that it names: "x.lv.md" is "x" in Latvian.
func splitName(file string) (id string, lang i18n.Lang) {
	ending := path.Ext(file)
	id = strings.TrimSuffix(file, ending)
	if suffix := path.Ext(id); ending == ".md" && languageEnding.MatchString(suffix) {
		return strings.TrimSuffix(id, suffix), i18n.Lang(suffix[1:])
	}
	return id, ""
}

// folders lists the folders that hold records, for the hint on a stray file.
func (c *checker) folders() string {
	var names []string
	for _, t := range c.types {
		if t.Name == "commitment" {
			names = append(names, "data/plans/…/commitments")
			continue
		}
		names = append(names, "data/"+t.Folder)
	}
	return strings.Join(names, ", ")
}

// likelyPlace returns the path that was probably meant by that of a stray file, or "".
func (c *checker) likelyPlace(file string) string {
	parts := strings.Split(file, "/")
	if parts[1] == "plans" && len(parts) == 4 {
		return c.likelyPlanFile(file)
	}
	folder, ending, isFile := strings.Cut(parts[1], ".")
	near := nearest(strings.ToLower(folder), c.folderNames())
	if near == "" || near == parts[1] {
		return ""
	}
	if isFile {
		near += "." + ending
	}
	meant := path.Join(slices.Concat(parts[:1], []string{near}, parts[2:])...)
	if _, wrong := c.placeOf(meant); wrong != "" {
		return ""
	}
	return meant
}

// likelyPlanFile does so for a file in a plan's folder: it may be the plan's own, where
// there is none, and is a commitment otherwise.
func (c *checker) likelyPlanFile(file string) string {
	folder, name := path.Split(file)
	id, _ := splitName(name)
	if plan := folder + "plan.yaml"; c.document(plan) == nil && nearest(likelyID(id), []string{"plan"}) != "" {
		return plan
	}
	return folder + "commitments/" + name
}

// checkCase finds files and folders whose names differ only in capitals: on many
// computers and web hosts both are the same. Each is reported once, a folder at its
// first file; where one of the two is all in lower-case letters, it is the other.
func (c *checker) checkCase() {
	files := slices.Concat(c.tree.Files, c.tree.Unreadable)
	for _, d := range c.tree.Documents {
		files = append(files, d.Path)
	}
	c.casesOf(files)
}

// compareCases finds such names among files.
func (c *checker) compareCases(files []string) {
	// Lower-case letters come after capitals in Unicode.
	slices.SortFunc(files, func(a, b string) int { return strings.Compare(b, a) })
	written := make(map[string]string, len(files)) // by name in lower case
	for _, file := range files {
		for name := file; name != "."; name = path.Dir(name) {
			folded := strings.ToLower(name)
			if _, seen := written[folded]; !seen {
				written[folded] = name
			}
		}
	}
	slices.Sort(files)
	reported := map[string]bool{}
	for _, file := range files {
		c.checkCaseOf(file, written, reported)
	}
}

// checkCaseOf looks at a file and the folders that it is in.
func (c *checker) checkCaseOf(file string, written map[string]string, reported map[string]bool) {
	c.checkPairCase(file, written)
	for name := file; name != "."; name = path.Dir(name) {
		twin := written[strings.ToLower(name)]
		if path.Base(name) == path.Base(twin) || reported[name] {
			continue // the same, or below folders that are reported
		}
		reported[name] = true
		code := "file-case"
		if name == file {
			c.miscased[file] = true
		} else {
			code = "file-case/folder"
		}
		pos := diag.Pos{File: file, Line: 1, Col: 1}
		c.problems.Add(pos, code, diag.Args{"file": twin, "folder": name}).WithHint("rename-case")
	}
}

// checkPairCase looks at a Markdown file of a record in several languages, whose files
// differ in capitals, too: one of another language is not the same file, but is not found,
// either.
func (c *checker) checkPairCase(file string, written map[string]string) {
	id, lang := splitName(path.Base(file))
	if lang == "" || written[strings.ToLower(file)] != file {
		return
	}
	for _, other := range c.langs {
		twin := written[strings.ToLower(path.Join(path.Dir(file), id+"."+string(other)+".md"))]
		twinID, _ := splitName(path.Base(twin))
		if twin != "" && twinID > id { // the one with more small letters is right
			c.miscased[file] = true
			pos := diag.Pos{File: file, Line: 1, Col: 1}
			args := diag.Args{"file": twin, "name": twinID + "." + string(lang) + ".md"}
			c.problems.Add(pos, "file-case", args).WithHint("rename")
			return
		}
	}
}

// disguised is the ending of a file that is meant to be a record, but is not read as
// one: a program added an ending of its own, or wrote it in capitals.
var disguised = regexp.MustCompile(`(?i)(\.(?:yaml|yml|md))(?:\.txt)?$`)

// checkFiles finds files beside the records that were meant to be records.
func (c *checker) checkFiles() {
	for _, file := range c.tree.Files {
		name := path.Base(file)
		if ending := disguised.FindStringSubmatch(name); ending != nil {
			right := strings.TrimSuffix(name, ending[0]) + strings.ToLower(ending[1])
			pos := diag.Pos{File: file, Line: 1, Col: 1}
			c.problems.Add(pos, "unknown-file/ending", diag.Args{"name": right}).WithHint("rename")
			c.hideFile(path.Join(path.Dir(file), right))
		}
	}
}
