package mapping

import (
	"fmt"
	"strings"

	"parskats/internal/i18n"
	"parskats/internal/record"
)

// Reference returns the end of docs/import.md: the fields of a map and of a rule, from
// their tables.
func Reference() string {
	var b strings.Builder
	table := func(fields []record.Field) {
		b.WriteString("| field | Latvian | what |\n|---|---|---|\n")
		for _, f := range fields {
			name := "`" + f.Name + "`"
			if f.Required {
				name = "**" + name + "**"
			}
			fmt.Fprintf(&b, "| %s | %s | %s |\n", name, f.Title[i18n.Latvian], f.Help[i18n.English])
		}
	}
	b.WriteString("\n")
	table(fileFields())
	b.WriteString("\n## Fields of a rule\n\n")
	table(ruleFields())
	return b.String()
}
