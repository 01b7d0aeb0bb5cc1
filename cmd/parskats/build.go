package main

import (
	"context"
	"errors"
	"net/url"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"parskats/internal/diag"
	"parskats/internal/output"
	"parskats/internal/publish"
	"parskats/internal/theme"
	"parskats/internal/workspace"
)

// buildFlags are those of build alone.
type buildFlags struct {
	output  string
	baseURL string
	strict  bool
	format  string
	// jobs is how many pages to render at once; 0, one for each core, unless hasJobs.
	jobs    int
	hasJobs bool
	// previous is a copy of the SHA256SUMS of the published site.
	previous     string
	allowRemoved bool
	gzip         bool
	brotli       bool
	// log is the form of the build's record: json, or "" for words.
	log     string
	inPlace bool
}

func newBuildCommand(s *settings) *cobra.Command {
	var f buildFlags
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Check the records and publish the site, whole or not at all",
		Example: `  parskats build
  parskats build --as-of 2023-12-31 --output /tmp/then
  parskats build --base-url https://example.lv/parskats/ --strict
  parskats build --previous published/SHA256SUMS`,
		Args: s.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			f.hasJobs = cmd.Flags().Changed("jobs")
			log := newBuildLog(s, f)
			if f.log == logJSON {
				s.log = log
			}
			return build(cmd.Context(), s, f, log)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.output, "output", "public", "folder to publish to")
	flags.StringVar(&f.baseURL, "base-url", "", "address of the site, instead of that in data/site.yaml")
	flags.BoolVar(&f.strict, "strict", false, "let warnings stop the build, too")
	flags.StringVar(&f.format, "format", string(diag.FormatText), formatUsage)
	flags.StringVar(&f.previous, "previous", "", "SHA256SUMS of the published site, whose pages must not be lost (default: that of the output folder)")
	flags.BoolVar(&f.allowRemoved, "allow-removed", false, "let published pages go away, this once")
	flags.BoolVar(&f.gzip, "gzip", false, "put beside each text file the same compressed, for web servers that send it as it is")
	flags.BoolVar(&f.brotli, "brotli", false, "as --gzip, but in the form that is smaller by a sixth, and takes much longer to make")
	flags.StringVar(&f.log, "log", "", "print the build's record for machines: json (default: lines for people)")
	flags.IntVar(&f.jobs, "jobs", 0, "how many pages to render at once (default: one for each core)")
	flags.BoolVar(&f.inPlace, "in-place", false, "put files in place one by one, for a folder that a container or a server holds open")
	return cmd
}

// compressions are the forms that text files are published in beside the plain one.
func (f buildFlags) compressions() []output.Compression {
	var forms []output.Compression
	if f.gzip {
		forms = append(forms, output.Gzip)
	}
	if f.brotli {
		forms = append(forms, output.Brotli)
	}
	return forms
}

func build(ctx context.Context, s *settings, f buildFlags, log *buildLog) error {
	if err := f.check(s); err != nil {
		return err
	}
	previous, repair, err := f.previousFiles(s)
	if err != nil {
		return err
	}
	cache := new(firstFailure)
	w, err := s.open(workspace.Options{BaseURL: f.baseURL, Jobs: f.jobs, Previous: previous, CacheFailed: cache.note})
	if err != nil {
		return err
	}
	defer w.Close()
	result, problems, err := w.Build(ctx)
	if err != nil {
		return err
	}
	log.ended("check")
	if err := log.problems(problems, s.language()); err != nil {
		return err
	}
	if err := s.report(problems, diag.Format(f.format), f.strict); err != nil {
		return err
	}
	log.made(result)
	outputs := output.Compressed(result.Site.Outputs, f.compressions()...)
	bar := newProgress(s)
	progress := func(done, total int) {
		bar.show(done, total)
		log.rendered(done, total)
	}
	published, err := publish.Publish(ctx, f.output, outputs, publish.Options{
		Jobs: f.jobs, Progress: progress, InPlace: f.inPlace, Superseded: theme.IsAssetPath, Repair: repair,
	})
	bar.clear()
	if err := cache.get(); err != nil {
		log.warn(s.warnOfCache(err))
	}
	if found, ok := w.Explain(result.Records.Config, err); ok {
		if err := log.problems(found, s.language()); err != nil {
			return err
		}
		return s.report(found, diag.Format(f.format), f.strict)
	}
	if err != nil {
		return err
	}
	s.isPublished = true
	log.ended("place")
	log.published(result, published)
	if !s.quiet && f.log == "" {
		s.printResult(result, published, s.env.now().Sub(log.start).Round(time.Millisecond))
	}
	return nil
}

// previousFiles returns the files of the build whose pages must not be lost, none where
// they may be; and what an output folder that has lost its list is repaired with, nil
// where nobody said that it may be.
func (f buildFlags) previousFiles(s *settings) ([]string, *publish.List, error) {
	if f.previous == "" {
		if f.allowRemoved {
			return nil, new(publish.List), nil
		}
		files, err := publish.Previous(f.output)
		return files, nil, err
	}
	list, err := publish.ReadList(f.previous)
	var notAList *publish.NotAListError
	switch {
	case isMissing(err):
		return nil, nil, s.wrong("say/previous-missing", diag.Args{"file": f.previous})
	case errors.As(err, &notAList) && notAList.IsPart:
		return nil, nil, s.wrong("say/previous-part", diag.Args{"file": f.previous})
	case errors.As(err, &notAList):
		return nil, nil, s.wrong("say/previous", diag.Args{"file": f.previous})
	case err != nil:
		return nil, nil, err
	case f.allowRemoved:
		return nil, list, nil
	}
	return list.Paths(), list, nil
}

// check refuses what can't be an address, before any work is done.
func (f buildFlags) check(s *settings) error {
	if f.hasJobs && f.jobs < 1 {
		return s.wrong("say/jobs", diag.Args{"value": strconv.Itoa(f.jobs)})
	}
	if f.log != "" && f.log != logJSON {
		return s.wrong("say/log", diag.Args{"value": f.log})
	}
	if err := s.checkFormat(f.format); err != nil {
		return err
	}
	if f.baseURL == "" {
		return nil
	}
	u, err := url.Parse(f.baseURL)
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") || u.RawQuery != "" || u.Fragment != "" {
		return s.wrong("say/base-url", diag.Args{"value": f.baseURL})
	}
	return nil
}
