package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"parskats/internal/check"
	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/scaffold"
	"parskats/internal/source"
)

func newNewCommand(s *settings) *cobra.Command {
	return &cobra.Command{
		Use:   "new TYPE ID",
		Short: "Write a new record with all its fields, each with what to write",
		Long: "Write a new record with all its fields, each with what to write. Nothing is ever overwritten.\n\nTypes: " +
			strings.Join(typeNames(), ", ") + ".\nA commitment's ID names its plan first: lv-5/lv0052.",
		Example: `  parskats new consultation 26-ta-0001
  parskats new commitment lv-5/lv0052
  parskats new case iedzivotaju-darbnica`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return s.wrong("say/new-arguments", nil)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return newRecord(cmd.Context(), s, args[0], args[1]) },
	}
}

func typeNames() []string {
	var names []string
	for _, t := range record.Types() {
		names = append(names, string(t.Name))
	}
	return names
}

func newRecord(ctx context.Context, s *settings, typeName, id string) error {
	t, err := s.typeNamed(typeName)
	if err != nil {
		return err
	}
	if err := s.checkSource(); err != nil {
		return err
	}
	plan := ""
	if t.Name == "commitment" {
		var ok bool
		if plan, id, ok = strings.Cut(id, "/"); !ok {
			return s.wrong("say/new-plan", nil)
		}
		if !check.ValidID(plan) {
			return s.wrongID(plan)
		}
		if _, err := os.Stat(filepath.Join(s.source, "data", "plans", plan, "plan.yaml")); err != nil {
			return s.wrong("say/no-plan", diag.Args{"plan": plan})
		}
	}
	if !check.ValidID(id) {
		return s.wrongID(id)
	}
	if err := s.isNew(ctx, t, id); err != nil {
		return err
	}
	langs, err := s.languages()
	if err != nil {
		return err
	}
	files := scaffold.Record(t, id, plan, langs, i18n.Lang(s.language()))
	return s.write(s.source, files)
}

// isNew sees that there are records here, and none of the type and id: it may stand in
// another folder, or in a list.
func (s *settings) isNew(ctx context.Context, t record.Type, id string) error {
	tree, problems, err := source.Read(ctx, os.DirFS(s.source), 0)
	if err != nil {
		return err
	}
	for _, p := range problems.Sorted() {
		if p.Code == "no-records" {
			return s.explained(p.Text(s.language()), p.HintText(s.language()))
		}
	}
	if file := check.FileOf(tree, t.Name, id); file != "" {
		return s.wrong("duplicate-id", diag.Args{"type": "@record/" + string(t.Name), "id": id, "file": file})
	}
	return nil
}

// wrongID says why a text can't be an id, and what could.
func (s *settings) wrongID(id string) error {
	p := check.WrongID(id)
	return s.explained(p.Text(s.language()), p.HintText(s.language()))
}

// explained is a mistake with what to write instead, as problems are printed.
func (s *settings) explained(mistake, hint string) error {
	if hint != "" {
		mistake += "\n    " + hint
	}
	return usageError{errors.New(mistake)}
}

func (s *settings) typeNamed(name string) (record.Type, error) {
	for _, t := range record.Types() {
		if string(t.Name) == name {
			return t, nil
		}
	}
	return record.Type{}, s.unknownType(name, typeNames())
}

// unknownType says that there is no such type among known ones.
func (s *settings) unknownType(name string, known []string) error {
	hint := diag.Say(s.language(), "hint/one-of", diag.Args{"values": strings.Join(known, ", ")})
	if near := check.Nearest(name, known); near != "" {
		hint = diag.Say(s.language(), "hint/did-you-mean", diag.Args{"suggestion": near})
	}
	return s.explained(s.say("say/unknown-type", diag.Args{"type": name}), hint)
}

// languages are those of the site, as its own record has them; those of the program
// where it has none.
func (s *settings) languages() ([]i18n.Lang, error) {
	const name = "data/site.yaml"
	raw, err := os.ReadFile(filepath.Join(s.source, filepath.FromSlash(name)))
	if errors.Is(err, fs.ErrNotExist) {
		return i18n.Languages, nil
	}
	if err != nil {
		return nil, err
	}
	config, _ := source.Parse(name, raw)
	if config == nil {
		return i18n.Languages, nil
	}
	return check.Languages(config), nil
}

// write writes files below a folder, and says which. It writes none where one of them
// exists.
func (s *settings) write(dir string, files []scaffold.File) error {
	for _, f := range files {
		if _, err := os.Lstat(filepath.Join(dir, f.Path)); err == nil {
			return s.wrong("say/exists", diag.Args{"file": f.Path})
		} else if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	for _, f := range files {
		if err := writeFile(filepath.Join(dir, f.Path), f.Content); err != nil {
			return err
		}
		if !s.quiet && len(files) < 5 {
			fmt.Fprintln(s.env.stdout, f.Path)
		}
	}
	return nil
}

// writeFile writes a file that does not exist yet.
func writeFile(path, content string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = file.WriteString(content)
	return errors.Join(err, file.Close())
}
