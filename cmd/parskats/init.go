package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"parskats/internal/scaffold"
)

func newInitCommand(s *settings) *cobra.Command {
	var demo bool
	cmd := &cobra.Command{
		Use:   "init DIR",
		Short: "Start a site: one fictional record of each type, or with --demo a whole country",
		Example: `  parskats init mana-vietne
  parskats init --demo demo && parskats build --source demo --output demo/public`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{errors.New("name the folder, as in: parskats init mana-vietne")}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return initSite(s, args[0], demo) },
	}
	cmd.Flags().BoolVar(&demo, "demo", false, "several years of plausible sample data, to see every list and figure at work")
	return cmd
}

func initSite(s *settings, dir string, demo bool) error {
	entries, err := os.ReadDir(dir)
	if err == nil && len(entries) > 0 {
		return usageError{fmt.Errorf("%s is not empty; name a new folder", dir)}
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	files := scaffold.Site()
	if demo {
		if files, err = scaffold.Demo(); err != nil {
			return err
		}
	}
	if err := s.write(dir, files); err != nil {
		return err
	}
	if !s.quiet {
		fmt.Fprintf(s.env.stdout, "%d files in %s; next: parskats build --source %s --output %s/public\n", len(files), dir, dir, dir)
	}
	return nil
}
