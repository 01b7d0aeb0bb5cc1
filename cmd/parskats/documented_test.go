package main

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// called matches how documents and recipes call the program: the command, and what follows
// on the line.
var called = regexp.MustCompile("parskats[\"']? (build|check|serve|diff|new|init|schema|report|import|export|version)\\b([^\n`]*)")

// flag matches a flag that is called with.
var flag = regexp.MustCompile(`(?:^|[ \[])--([a-z-]+)`)

// TestDocumentedCommands sees that every command and flag that a document or recipe names is
// one that the program has.
func TestDocumentedCommands(t *testing.T) {
	root := newRootCommand(&settings{env: environment{stdout: io.Discard, stderr: io.Discard, getenv: func(string) string { return "" }}})
	count := 0
	for _, file := range documents(t) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, call := range called.FindAllStringSubmatch(string(text), -1) {
			count++
			command, _, err := root.Find([]string{call[1]})
			if err != nil {
				t.Errorf("%s: there is no command %s", file, call[1])
				continue
			}
			checkFlags(t, file, command, call[2])
		}
	}
	if count < 30 {
		t.Errorf("only %d commands were found", count)
	}
}

// documents lists the README, the documents and the recipes.
func documents(t *testing.T) []string {
	t.Helper()
	files := []string{"../../README.md"}
	err := filepath.WalkDir("../../docs", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			files = append(files, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func checkFlags(t *testing.T, file string, command *cobra.Command, rest string) {
	t.Helper()
	rest, _, _ = strings.Cut(rest, " | ")
	rest, _, _ = strings.Cut(rest, "&&")
	for _, f := range flag.FindAllStringSubmatch(rest, -1) {
		if command.Flags().Lookup(f[1]) == nil && command.InheritedFlags().Lookup(f[1]) == nil && f[1] != "help" {
			t.Errorf("%s: parskats %s has no flag --%s", file, command.Name(), f[1])
		}
	}
}
