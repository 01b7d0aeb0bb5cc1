package scaffold

import (
	"encoding/json"
	"path"

	"parskats/internal/record"
	"parskats/internal/schema"
)

// schemaFolder holds the JSON Schemas of a site, for editors' programs.
const schemaFolder = ".vscode/schemas"

// editorFiles set up Visual Studio Code: its YAML extension then completes and checks
// while one types. Other programs that read JSON Schemas can use the same files.
func editorFiles() []File {
	var files []File
	settings := map[string][]string{}
	for _, name := range schema.Names() {
		raw, err := schema.Of(name, languages)
		if err != nil {
			panic(err) // the name is one of schema.Names
		}
		file := path.Join(schemaFolder, string(name)+".json")
		files = append(files, File{file, string(raw)})
		settings["./"+file] = globs(name)
	}
	raw, err := json.MarshalIndent(map[string]any{
		"yaml.schemas": settings,
		"[yaml]":       map[string]any{"editor.tabSize": 2, "editor.insertSpaces": true},
	}, "", "  ")
	if err != nil {
		panic(err) // strings in maps can always be written
	}
	files = append(files, File{".vscode/settings.json", string(raw) + "\n"})
	return append(files, File{".vscode/extensions.json", "{\n  \"recommendations\": [\"redhat.vscode-yaml\"]\n}\n"})
}

// globs are the files that a schema is for.
func globs(name record.TypeName) []string {
	switch name {
	case schema.Site:
		return []string{"/data/site.yaml"}
	case schema.Coverage:
		return []string{"/data/coverage.yaml"}
	case "plan":
		return []string{"/data/plans/*/plan.yaml"}
	case "commitment":
		return []string{"/data/plans/*/commitments/**/*.yaml"}
	}
	for _, t := range record.Types() {
		if t.Name != name {
			continue
		}
		list := []string{"/data/" + t.Folder + "/**/*.yaml"}
		if t.ListFile {
			list = append(list, "/data/"+t.Folder+".yaml")
		}
		return list
	}
	return nil
}
