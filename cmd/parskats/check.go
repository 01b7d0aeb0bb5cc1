package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"parskats/internal/diag"
	"parskats/internal/workspace"
)

func newCheckCommand(s *settings) *cobra.Command {
	var strict bool
	var format string
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Check the records, and say what is wrong and where",
		Example: `  parskats check
  parskats check --source ../records --strict
  parskats check --format github`,
		Args: s.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := s.checkFormat(format); err != nil {
				return err
			}
			w, err := s.open(workspace.Options{})
			if err != nil {
				return err
			}
			defer w.Close()
			records, problems, err := w.Check(cmd.Context())
			if err != nil {
				return err
			}
			if err := s.report(problems, diag.Format(format), strict); err != nil {
				return err
			}
			if !s.quiet {
				fmt.Fprintln(s.env.stdout, s.countRecords(records))
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&strict, "strict", false, "let warnings fail the check, too")
	cmd.Flags().StringVar(&format, "format", string(diag.FormatText), formatUsage)
	return cmd
}

// formatUsage tells of --format.
const formatUsage = "how to print problems: text, json or github"

// checkFormat refuses a form in which problems can't be printed.
func (s *settings) checkFormat(format string) error {
	if slices.Contains(diag.Formats, diag.Format(format)) {
		return nil
	}
	return s.wrong("say/format", diag.Args{"value": format})
}
