package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"reflect"
	"runtime/debug"
	"strconv"
	"syscall"

	"github.com/spf13/cobra"

	"parskats/internal/devserver"
	"parskats/internal/diag"
	"parskats/internal/workspace"
)

// defaultAddr is where a site is served.
const defaultAddr = "127.0.0.1:1313"

func newServeCommand(s *settings) *cobra.Command {
	var addr string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the site in a browser while it is being worked on",
		Long: `Show the site in a browser while it is being worked on.

What changes in data/, content/ and themes/ is shown at once, in every open page. Where the
source has problems, the pages show them until they are mended. Nothing is published.`,
		Example: `  parskats serve
  parskats serve --as-of 2023-12-31
  parskats serve --addr 127.0.0.1:8080`,
		Args: s.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return s.serve(cmd.Context(), addr) },
	}
	cmd.Flags().StringVar(&addr, "addr", defaultAddr, "address of this machine to listen on")
	return cmd
}

// gcPercent is how much of the heap may be new before the collector runs. Go's own value
// is 100, with which it takes as long as the rebuilds.
const gcPercent = 200

// serve serves the site until ctx is done.
func (s *settings) serve(ctx context.Context, addr string) error {
	if err := s.checkAddr(addr); err != nil {
		return err
	}
	w, err := s.open(workspace.Options{CacheFailed: func(err error) { s.warnOfCache(err) }})
	if err != nil {
		return err
	}
	defer w.Close()
	listener, err := net.Listen("tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return errors.New(s.say("say/addr-in-use", diag.Args{"addr": addr}))
	}
	if err != nil {
		return errors.New(s.say("say/failed", diag.Args{"file": "--addr " + addr, "error": s.why(err)}))
	}
	if s.env.getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	p := preview{settings: s, workspace: w}
	server := devserver.New(devserver.Options{
		Source: s.source, Folders: []string{"content", "data", "themes"}, Language: s.language(),
		Rebuild: p.rebuild, Report: p.report,
	}, listener.Addr())
	return server.Run(ctx, listener, func() {
		if !s.quiet {
			fmt.Fprintln(s.env.stdout, s.say("say/serving", diag.Args{"url": "http://" + listener.Addr().String() + p.prefix + "/"}))
		}
	})
}

// checkAddr refuses an address that is not this machine's alone: what is served is not
// ready to be seen, and nothing protects it.
func (s *settings) checkAddr(addr string) error {
	host, port, err := net.SplitHostPort(addr)
	if err == nil {
		_, err = strconv.ParseUint(port, 10, 16)
	}
	if err != nil {
		return s.wrong("say/addr", diag.Args{"value": addr})
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return s.wrong("say/addr-public", diag.Args{"value": addr})
	}
	return nil
}

// preview makes the site for the server, and tells the terminal what came of it.
type preview struct {
	settings  *settings
	workspace *workspace.Workspace
	prefix    string
	isBroken  bool
	// printed are the problems that the terminal shows already.
	printed []diag.Problem
}

// rebuild makes the site as of the day on which it is made.
func (p *preview) rebuild(ctx context.Context, changed []string) (*devserver.Site, diag.Problems, error) {
	clock, err := p.settings.clock()
	if err != nil {
		return nil, diag.Problems{}, err
	}
	result, problems, err := p.workspace.Rebuild(ctx, clock, changed)
	if result == nil || err != nil {
		return nil, problems, err
	}
	p.prefix = result.Site.Prefix
	return &devserver.Site{
		Find: result.Site.Find, Prefix: p.prefix,
		Explain: func(err error) (diag.Problems, bool) { return p.workspace.Explain(result.Records.Config, err) },
	}, problems, nil
}

// report prints what is new of a rebuild's problems, and says when nothing stops the site
// any more.
func (p *preview) report(problems diag.Problems, err error) {
	s := p.settings
	found := problems.Sorted()
	switch {
	case err != nil:
		fmt.Fprintln(s.env.stderr, "parskats:", s.inWords(err))
	case !reflect.DeepEqual(found, p.printed):
		_ = s.report(problems, diag.FormatText, false) // whether they stop the site is counted below
	}
	p.printed = found
	isBroken := err != nil || problems.Count(diag.Error) > 0
	if p.isBroken && !isBroken && !s.quiet {
		fmt.Fprintln(s.env.stdout, s.say("say/serve-good", nil))
	}
	p.isBroken = isBroken
}
