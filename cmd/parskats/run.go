package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/workspace"
)

// The exit statuses.
const (
	exitDone     = 0
	exitProblems = 1 // the records have problems; nothing was published
	exitUsage    = 2 // wrong usage
	exitFailure  = 3 // the program or the machine failed
)

// environment is all that the program takes from outside its arguments.
type environment struct {
	stdout, stderr io.Writer
	getenv         func(string) string
	now            func() time.Time
}

// usageError is a mistake in how the program was called.
type usageError struct{ error }

// errProblems says that the records have problems, which are printed already.
var errProblems = errors.New("the records have problems")

// run is main without the globals. It returns the exit status.
func run(ctx context.Context, args []string, env environment) int {
	printed := &results{Writer: env.stdout}
	env.stdout = printed
	s := &settings{env: env}
	cmd := newRootCommand(s)
	cmd.SetArgs(args)
	err := cmd.ExecuteContext(ctx)
	if s.log == nil && err != nil && asksForLog(args) {
		// The command was not understood, but a machine waits for what became of it.
		s.log = newBuildLog(s, buildFlags{log: logJSON})
	}
	if s.log != nil {
		err = cmp.Or(err, s.log.print(s, err))
	}
	err = cmp.Or(err, printed.err)
	if s.isPublished && printed.err != nil {
		err = errors.New(s.say("say/unprinted", diag.Args{"error": s.why(printed.err)}))
	}
	if err != nil && !errors.Is(err, errProblems) {
		fmt.Fprintln(env.stderr, "parskats:", s.inWords(err))
	}
	return s.exitStatus(err)
}

// exitStatus is the exit status of a command that returned an error, or none.
func (s *settings) exitStatus(err error) int {
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errProblems):
		return exitProblems
	case errors.As(s.inWords(err), &usage):
		return exitUsage
	}
	return exitFailure
}

// settings are the flags that every command has.
type settings struct {
	env    environment
	source string
	asOf   string
	cache  string
	quiet  bool
	// log is the record to print at the end, once somebody asked for one.
	log *buildLog
	// isPublished says that the new site is in its place: what fails from then on can't undo it.
	isPublished bool
}

func newRootCommand(s *settings) *cobra.Command {
	root := &cobra.Command{
		Use:           "parskats",
		Short:         "Build a site of open-government dashboards from records in YAML and Markdown",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          s.noArguments,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },

		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return s.refuseEmpty(cmd) },
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetOut(s.env.stdout)
	root.SetErr(s.env.stderr)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return s.wrongFlag(err) })
	flags := root.PersistentFlags()
	flags.StringVar(&s.source, "source", ".", "folder with the records: data/ and content/")
	flags.StringVar(&s.asOf, "as-of", "", "day whose truth to show, as YYYY-MM-DD (default: today)")
	flags.StringVar(&s.cache, "cache", defaultCache(), "folder that keeps drawn charts; empty for none")
	flags.BoolVar(&s.quiet, "quiet", false, "print problems only")
	root.AddCommand(newBuildCommand(s), newServeCommand(s), newCheckCommand(s), newNewCommand(s), newInitCommand(s), newSchemaCommand(s), newDiffCommand(s), newImportCommand(s), newExportCommand(s), newVersionCommand(s))
	return root
}

// defaultCache is the user's cache folder; none where the machine has no such thing.
func defaultCache() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "parskats")
}

// refuseEmpty refuses a flag that is given but empty, as by a variable that a job forgot
// to set: to go on as if it were not given would publish something else than was
// asked for. Only --cache means something when empty.
func (s *settings) refuseEmpty(cmd *cobra.Command) error {
	var err error
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if f.Value.String() == "" && f.Name != "cache" && err == nil {
			err = s.wrong("say/flag-empty", diag.Args{"flag": f.Name})
		}
	})
	return err
}

func (s *settings) noArguments(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return s.wrong("say/arguments", diag.Args{"argument": args[0]})
	}
	return nil
}

// open opens the workspace that the flags name.
func (s *settings) open(options workspace.Options) (*workspace.Workspace, error) {
	if err := s.checkSource(); err != nil {
		return nil, err
	}
	clock, err := s.clock()
	if err != nil {
		return nil, err
	}
	options.Source, options.Cache, options.Clock = s.source, s.cache, clock
	return workspace.Open(options), nil
}

// checkSource refuses a source that is no folder.
func (s *settings) checkSource() error {
	if info, err := os.Stat(s.source); isMissing(err) || (err == nil && !info.IsDir()) {
		return s.wrong("say/source", diag.Args{"folder": s.source})
	}
	return nil
}

// isMissing says whether an error is that there is no such file or folder, perhaps since
// a file stands in the place of a folder above it.
func isMissing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

// clock knows the day that was asked for, and what time it is.
func (s *settings) clock() (workspace.Clock, error) {
	c := workspace.Clock{Now: s.env.now()}
	if s.asOf != "" {
		day, err := i18n.ParseDate(s.asOf)
		if err != nil || day.IsPartial() {
			return c, s.wrong("say/as-of", diag.Args{"value": s.asOf})
		}
		c.AsOf = day
	}
	if epoch := s.env.getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return c, s.wrong("say/source-date", diag.Args{"value": epoch})
		}
		c.SourceDate = time.Unix(seconds, 0)
	}
	return c, nil
}

// language is the one that problems are printed in.
func (s *settings) language() diag.Language {
	return diag.LanguageFrom(s.env.getenv("PARSKATS_LANG"), s.env.getenv("LC_ALL"), s.env.getenv("LANG"))
}

// say returns a sentence in the user's language.
func (s *settings) say(key string, args diag.Args) string { return diag.Say(s.language(), key, args) }

// wrong is a mistake in how the program was called, in the user's language.
func (s *settings) wrong(key string, args diag.Args) error {
	return usageError{errors.New(s.say(key, args))}
}

// wrongFlag says in the user's language what package pflag says in English.
func (s *settings) wrongFlag(err error) error {
	var unknown *pflag.NotExistError
	var needsValue *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	var malformed *pflag.InvalidSyntaxError
	switch {
	case errors.As(err, &unknown):
		return s.wrong("say/unknown-flag", diag.Args{"flag": dashed(unknown.GetSpecifiedName())})
	case errors.As(err, &needsValue):
		return s.wrong("say/flag-value", diag.Args{"flag": dashed(needsValue.GetSpecifiedName())})
	case errors.As(err, &invalid) && invalid.GetFlag().Value.Type() == "bool":
		return s.wrong("say/flag-bool", diag.Args{"flag": invalid.GetFlag().Name, "value": invalid.GetValue()})
	case errors.As(err, &invalid): // --jobs is the only number
		return s.wrong("say/jobs", diag.Args{"value": invalid.GetValue()})
	case errors.As(err, &malformed):
		return s.wrong("say/unknown-flag", diag.Args{"flag": malformed.GetSpecifiedFlag()})
	}
	return usageError{err}
}

// dashed is a flag as it is typed.
func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// hasColour reports whether problems are shown on a terminal whose user has not asked
// for plain text. See https://no-color.org.
func (s *settings) hasColour() bool {
	file, ok := s.env.stderr.(*os.File)
	return ok && term.IsTerminal(int(file.Fd())) && s.env.getenv("NO_COLOR") == "" && s.env.getenv("TERM") != "dumb"
}

// folder is the source folder as seen from the top of the repository, which GitHub
// names in a workflow, or else from here; "" where the source is not below it.
func (s *settings) folder() string {
	top := s.env.getenv("GITHUB_WORKSPACE")
	if top == "" {
		top = "."
	}
	top, errTop := filepath.Abs(top)
	source, errSource := filepath.Abs(s.source)
	relative, errRelative := filepath.Rel(top, source)
	if errors.Join(errTop, errSource, errRelative) != nil || !filepath.IsLocal(relative) {
		return ""
	}
	return filepath.ToSlash(relative)
}

// report prints problems to standard error, and decides whether they stop the work.
func (s *settings) report(problems diag.Problems, format diag.Format, strict bool) error {
	return s.reportAs(problems, problems.Listed(), diag.Style{Format: format}, strict)
}

// reportAs prints those problems that are shown, in a style whose language and colour it
// adds.
func (s *settings) reportAs(problems diag.Problems, shown []diag.Problem, style diag.Style, strict bool) error {
	if problems.Len() > 0 {
		format := style.Format
		style.Language, style.Colour, style.Folder = s.language(), s.hasColour(), s.folder()
		more := []string(nil)
		if format == diag.FormatText {
			shown, more = diag.Brief(shown, s.language())
		}
		if err := style.Print(s.env.stderr, shown); err != nil {
			return err
		}
		for _, line := range more {
			fmt.Fprintln(s.env.stderr, line)
		}
		if format == diag.FormatText {
			fmt.Fprintln(s.env.stderr, problems.Summary(s.language()))
		}
	}
	if problems.Count(diag.Error) > 0 || (strict && problems.Count(diag.Warning) > 0) {
		return errProblems
	}
	return nil
}
