package architecture

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// module is the path that all packages of the project begin with.
const module = "parskats/"

// mayImport says which packages of the project a package may import. It is the table
// of docs/architecture.md: change both together, and only where a package gets a new
// job.
var mayImport = map[string]string{
	"internal/architecture": "",
	"internal/bench":        "bench/corpus",
	"internal/bench/corpus": "",
	"internal/calendar":     "i18n",
	"internal/chart":        "i18n",
	"internal/check":        "source markdown picture record i18n invisible diag",
	"internal/collect":      "importer mapping sheet progress record recordio source i18n diag",
	"internal/devserver":    "output diag",
	"internal/diag":         "",
	"internal/figure":       "progress record i18n",
	"internal/i18n":         "",
	"internal/importer":     "mapping record recordio sheet source i18n diag",
	"internal/invisible":    "",
	"internal/mapping":      "record sheet source i18n diag",
	"internal/markdown":     "diag invisible",
	"internal/output":       "",
	"internal/picture":      "",
	"internal/poster":       "",
	"internal/progress":     "record i18n",
	"internal/publish":      "output",
	"internal/record":       "i18n markdown picture",
	"internal/recordio":     "record i18n",
	"internal/scaffold":     "record recordio schema source i18n diag",
	"internal/schema":       "record i18n",
	"internal/changes":      "progress record i18n",
	"internal/search":       "i18n",
	"internal/searchtest":   "search i18n",
	"internal/dcat":         "i18n",
	"internal/feed":         "i18n",
	"internal/opendata":     "record progress figure i18n markdown",
	"internal/sheet":        "source i18n invisible diag",
	"internal/site":         "calendar changes chart dcat feed figure i18n markdown opendata output poster progress record search theme",
	"internal/source":       "diag invisible picture",
	"internal/theme":        "diag i18n source",
	"internal/workspace":    "source markdown check progress record site theme chart i18n diag output themes",
	"themes":                "",
	"cmd/parskats":          "workspace publish devserver output changes site check source scaffold schema collect importer mapping sheet record theme i18n diag",
}

func TestImports(t *testing.T) {
	listed := listPackages(t)
	for _, name := range slices.Sorted(maps.Keys(listed)) {
		allowed, ok := mayImport[name]
		if !ok {
			t.Errorf("%s is not in the table of imports", name)
			continue
		}
		for _, imported := range listed[name] {
			if !slices.Contains(strings.Fields(allowed), shortName(imported)) {
				t.Errorf("%s imports %s, which the table does not allow", name, imported)
			}
		}
	}
	for name := range mayImport {
		if _, ok := listed[name]; !ok {
			t.Errorf("%s is in the table of imports, but is no package", name)
		}
	}
}

// shortName is a package's name as the table writes it among the imports.
func shortName(name string) string { return strings.TrimPrefix(name, "internal/") }

// listPackages returns the project's packages, each with those that it imports.
func listPackages(t *testing.T) map[string][]string {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", "./...")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	packages := map[string][]string{}
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct {
			ImportPath string
			Imports    []string
		}
		err := decoder.Decode(&p)
		if errors.Is(err, io.EOF) {
			return packages
		}
		if err != nil {
			t.Fatalf("go list: %v", err)
		}
		packages[strings.TrimPrefix(p.ImportPath, module)] = ours(p.Imports)
	}
}

// ours keeps the imports that are packages of the project.
func ours(imports []string) []string {
	var kept []string
	for _, path := range imports {
		if name, ok := strings.CutPrefix(path, module); ok {
			kept = append(kept, name)
		}
	}
	return kept
}
