package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"parskats/internal/mapping"
	"parskats/internal/record"
	"parskats/internal/schema"
)

func newSchemaCommand(s *settings) *cobra.Command {
	return &cobra.Command{
		Use:   "schema [TYPE]",
		Short: "Print the JSON Schema of a type of record or of an import's map, or list the types",
		Example: `  parskats schema
  parskats schema consultation > consultation.json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return s.wrong("say/schema-arguments", nil)
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				for _, name := range schemaNames() {
					fmt.Fprintln(s.env.stdout, name)
				}
				return nil
			}
			if args[0] == mapName {
				raw, err := mapping.Schema()
				if err != nil {
					return err
				}
				_, err = s.env.stdout.Write(raw)
				return err
			}
			langs, err := s.languages()
			if err != nil {
				return err
			}
			raw, err := schema.Of(record.TypeName(args[0]), langs)
			if err != nil {
				return s.unknownType(args[0], schemaNames())
			}
			_, err = s.env.stdout.Write(raw)
			return err
		},
	}
}

// mapName is what an import's map is called among the types of record.
const mapName = "map"

func schemaNames() []string {
	var names []string
	for _, name := range schema.Names() {
		names = append(names, string(name))
	}
	return append(names, mapName)
}
