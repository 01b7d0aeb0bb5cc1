package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"parskats/internal/diag"
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
			if len(args) != 1 || args[0] == "" {
				return s.wrong("say/init-arguments", nil)
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return initSite(s, args[0], demo) },
	}
	cmd.Flags().BoolVar(&demo, "demo", false, "several years of plausible sample data, to see every list and figure at work")
	return cmd
}

func initSite(s *settings, dir string, demo bool) error {
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return s.wrong("say/not-folder", diag.Args{"folder": dir})
	}
	entries, err := os.ReadDir(dir)
	if err == nil && slices.ContainsFunc(entries, func(e os.DirEntry) bool { return !strings.HasPrefix(e.Name(), ".") }) {
		return s.wrong("say/not-empty", diag.Args{"folder": dir})
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
		args := diag.Args{"files": strconv.Itoa(len(files)), "folder": dir, "shell": shellWord(dir)}
		fmt.Fprintln(s.env.stdout, s.say("say/started", args))
	}
	return nil
}

// shellWord is a folder's name as it is typed: in quotes where it has a space.
func shellWord(name string) string {
	if strings.Contains(name, " ") {
		return `"` + name + `"`
	}
	return name
}
