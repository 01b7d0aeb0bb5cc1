package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestImportGuide runs the commands of docs/import.md as they stand there: a newcomer copies
// them. Blocks of csv and yaml are the files that the text before them names, blocks of
// output are what the command before them prints.
func TestImportGuide(t *testing.T) {
	raw, err := os.ReadFile("../../docs/import.md")
	if err != nil {
		t.Fatal(err)
	}
	guide, _, ok := strings.Cut(string(raw), "\n## Again and again\n")
	if !ok {
		t.Fatal("the guide has no end")
	}
	file := filepath.Join(t.TempDir(), "guide.txtar")
	if err := os.WriteFile(file, []byte(scriptOf(t, guide)), 0o644); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Files: []string{file},
		Setup: func(env *testscript.Env) error {
			env.Setenv("XDG_CACHE_HOME", filepath.Join(env.WorkDir, "cache"))
			return nil
		},
		RequireExplicitExec: true,
	})
}

// block is a fenced block of Markdown with what kind it is, and savedAs the name of the
// file that a text says it is saved as.
var (
	block   = regexp.MustCompile("(?ms)^```([a-z-]+)\n(.*?)^```$")
	savedAs = regexp.MustCompile("(?is)saved?[^`]*\\sas\\s+`([^`]+)`[^`]*$")
)

// scriptOf makes a script of a guide.
func scriptOf(t *testing.T, guide string) string {
	t.Helper()
	var script, files strings.Builder
	count, last := 0, 0
	for _, at := range block.FindAllStringSubmatchIndex(guide, -1) {
		kind, text := guide[at[2]:at[3]], guide[at[4]:at[5]]
		before := guide[last:at[0]]
		last = at[1]
		count++
		switch kind {
		case "sh":
			for line := range strings.Lines(text) {
				command, _, fails := strings.Cut(strings.TrimSpace(line), "   # exit status 1")
				not := ""
				if fails {
					not = "! "
				}
				fmt.Fprintf(&script, "%sexec sh -c '%s 2>&1'\n", not, strings.ReplaceAll(command, "'", "''"))
			}
		case "output":
			fmt.Fprintf(&files, "-- output%d --\n%s", count, text)
			fmt.Fprintf(&script, "cmp stdout output%d\n", count)
		default:
			name := savedAs.FindStringSubmatch(before)
			if name == nil {
				t.Fatalf("no name for the file before %q", text)
			}
			fmt.Fprintf(&files, "-- file%d --\n%s", count, text)
			fmt.Fprintf(&script, "cp file%d %s\n", count, name[1])
		}
	}
	if count < 10 {
		t.Errorf("only %d blocks were found", count)
	}
	return script.String() + "exists lasitavas/public/lv/lidzdaliba/zz-lasitavas-8/index.html\n" + files.String()
}
