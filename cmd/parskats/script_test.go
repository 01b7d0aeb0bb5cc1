package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
	"gopkg.in/yaml.v3"
)

func TestMain(m *testing.M) {
	testscript.Main(withDrawings{m}, map[string]func(){"parskats": main})
}

// drawings is a folder in which the tests keep what they draw of the small site: to draw it
// again for each of them takes most of their time. What a cache is to do is tested by the
// scripts build, output and same, each with a folder of its own or none.
var drawings string

// withDrawings runs the tests with the folder.
type withDrawings struct{ m *testing.M }

func (w withDrawings) Run() int {
	var err error
	if drawings, err = os.MkdirTemp("", "parskats-drawings-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(drawings)
	return w.m.Run()
}

// TestScripts runs the scripts of testdata/script. Each finds a small valid site in the
// folder site, and may put files on it: those below overlay/ in the script.
func TestScripts(t *testing.T) {
	tiny, err := filepath.Abs("../../internal/workspace/testdata/tiny")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("XDG_CACHE_HOME", drawings)
			site := filepath.Join(env.WorkDir, "site")
			if err := os.CopyFS(site, os.DirFS(tiny)); err != nil {
				return err
			}
			return copyOver(filepath.Join(env.WorkDir, "overlay"), site)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"fill":     fillCells,
			"recipe":   writeRecipe,
			"sums":     checkSums,
			"snapshot": snapshot,
		},
		RequireExplicitExec: true,
	})
}

// fillCells writes texts into a collection sheet: fill FILE CELL=TEXT...
func fillCells(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: fill FILE CELL=TEXT...")
	}
	name := ts.MkAbs(args[0])
	book, err := excelize.OpenFile(name)
	ts.Check(err)
	defer book.Close()
	for _, arg := range args[1:] {
		cell, text, _ := strings.Cut(arg, "=")
		ts.Check(book.SetCellStr("Pasākumi", cell, text))
	}
	ts.Check(book.Save())
}

// copyOver copies a folder's files over another's, if there is such a folder.
func copyOver(from, to string) error {
	return eachFile(from, func(name string) error {
		rel, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		raw, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		return os.WriteFile(target, raw, 0o644)
	})
}

func eachFile(folder string, visit func(name string) error) error {
	return filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case name == folder && os.IsNotExist(err):
			return nil
		case err != nil || entry.IsDir():
			return err
		}
		return visit(name)
	})
}

// checkSums is the command "sums DIR": SHA256SUMS lists every file in the folder but
// itself and what stays for one generation, with its checksum.
func checkSums(ts *testscript.TestScript, neg bool, args []string) {
	folder := ts.MkAbs(args[0])
	sums, kept := readSums(ts, filepath.Join(folder, "SHA256SUMS")), map[string]string{}
	if _, err := os.Stat(filepath.Join(folder, ".parskats-kept")); err == nil {
		kept = readSums(ts, filepath.Join(folder, ".parskats-kept"))
	}
	err := eachFile(folder, func(name string) error {
		rel, err := filepath.Rel(folder, name)
		if err != nil || rel == "SHA256SUMS" || rel == ".parskats-kept" || kept[filepath.ToSlash(rel)] != "" {
			return err
		}
		raw, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(raw)
		if sums[filepath.ToSlash(rel)] != hex.EncodeToString(sum[:]) {
			return fmt.Errorf("%s is not listed, or with another sum", rel)
		}
		delete(sums, filepath.ToSlash(rel))
		return nil
	})
	ts.Check(err)
	for name := range sums {
		ts.Fatalf("%s is listed, but is not there", name)
	}
}

// readSums reads a list of checksums, by path.
func readSums(ts *testscript.TestScript, file string) map[string]string {
	sums := map[string]string{}
	list := bufio.NewScanner(strings.NewReader(ts.ReadFile(file)))
	for list.Scan() {
		sum, name, ok := strings.Cut(list.Text(), "  ")
		if !ok {
			ts.Fatalf("not a line of %s: %s", file, list.Text())
		}
		sums[name] = sum
	}
	return sums
}

// job is what recipes of GitHub and GitLab have of a job.
type job struct {
	Script []string `yaml:"script"`
	Steps  []struct {
		Name string `yaml:"name"`
		Run  string `yaml:"run"`
	} `yaml:"steps"`
}

// writeRecipe is the command "recipe FILE RECIPE NAME": it writes what a step or a job of a
// recipe below docs/deploy/ runs into a file, with the folder tmp in the place of /tmp.
func writeRecipe(ts *testscript.TestScript, neg bool, args []string) {
	raw, err := os.ReadFile(filepath.Join("../../docs/deploy", args[1]))
	ts.Check(err)
	var github struct {
		Jobs map[string]job `yaml:"jobs"`
	}
	var gitlab map[string]yaml.Node
	ts.Check(errors.Join(yaml.Unmarshal(raw, &github), yaml.Unmarshal(raw, &gitlab)))
	var script string
	for _, j := range github.Jobs {
		for _, step := range j.Steps {
			if step.Name == args[2] {
				script = step.Run
			}
		}
	}
	if node, ok := gitlab[args[2]]; ok {
		var j job
		ts.Check(node.Decode(&j))
		script = strings.Join(j.Script, "\n")
	}
	if script == "" {
		ts.Fatalf("%s has no %s", args[1], args[2])
	}
	script = strings.ReplaceAll(script, " /tmp/", " "+ts.MkAbs("tmp")+"/")
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(script), 0o644))
}

// snapshot is the command "snapshot DIR FILE": it writes the names, sizes, modes and
// modification times of all that is in a folder into a file.
func snapshot(ts *testscript.TestScript, neg bool, args []string) {
	folder := ts.MkAbs(args[0])
	var b strings.Builder
	err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || name == folder {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(folder, name)
		fmt.Fprintf(&b, "%s %d %s %d\n", rel, info.Size(), info.Mode(), info.ModTime().UnixNano())
		return err
	})
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(b.String()), 0o644))
}
