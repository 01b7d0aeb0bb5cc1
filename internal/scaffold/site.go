package scaffold

import (
	"path"
	"strings"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// examplePlan is the plan that the examples of package record belong to, and
// exampleIDs are the names by which they refer to each other.
const examplePlan = "zz-1"

var exampleIDs = map[record.TypeName]string{
	"plan": examplePlan, "commitment": "zz0001", "consultation": "00-ta-0000", "initiative": "zz-parks",
	"budget-round": "zz-2023", "body": "zz-padome", "event": "zz-pecpusdiena", "indicator": "zz-uzticesanas",
	"case": "zz-sprints", "guideline": "zz-dialogs", "news": "zz-plans", "page": "metodika", "report": "zz-vidusposms",
}

// Site returns the files of a small working site with one record of each type, all of
// them marked as fictional.
func Site() []File {
	files := []File{
		{"data/site.yaml", record.Example("site")},
		{"data/coverage.yaml", record.Example("coverage")},
		{".gitignore", "/public/\n"},
	}
	for _, t := range record.Types() {
		files = append(files, exampleFiles(t)...)
	}
	return append(files, editorFiles()...)
}

func exampleFiles(t record.Type) []File {
	example := record.Example(t.Name)
	if t.ListFile {
		return []File{{path.Join("data", t.Folder+".yaml"), sampleItems(example)}}
	}
	id := exampleIDs[t.Name]
	if narrative[t.Name] {
		return []File{
			{path.Join("content", t.Folder, id+".lv.md"), "---\n" + example + "sample: true\n---\n\nIzdomāts paraugs.\n"},
			{path.Join("content", t.Folder, id+".en.md"), "---\n---\n\nA fictional sample.\n"},
		}
	}
	return []File{{pathOf(t, id, examplePlan), example + "sample: true\n"}}
}

// sampleItems marks each record of a list as fictional.
func sampleItems(list string) string {
	return strings.ReplaceAll(list, "\n- ", "\n  sample: true\n- ") + "  sample: true\n"
}

// languages of what this package writes, the default one first.
var languages = []i18n.Lang{i18n.Latvian, i18n.English}
