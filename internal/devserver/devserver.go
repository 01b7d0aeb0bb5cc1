// Package devserver serves a site while somebody works on it: it renders a page when a
// browser asks for it, watches the source folder, reloads the browser after a change, and
// shows what is wrong with the source in the place of the pages while the last good site
// stays at hand.
//
// It keeps one state: the newest good site and the problems of the newest rebuild. A
// rebuild makes the next state; whoever waits for it, waits on a channel of the present
// one. So there is no list of browsers to keep, and none can be forgotten in it.
package devserver

import (
	"context"
	"crypto/rand"
	"errors"
	"net"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"parskats/internal/diag"
	"parskats/internal/output"
)

// Site is what a rebuild makes.
type Site struct {
	// Find returns the output of a path, such as "lv/plani/index.html". It may be called
	// from any goroutine.
	Find func(path string) (output.Output, bool)
	// Explain turns the error of an output that can't be rendered into the problem that it
	// is; ok is false where it is none. It may be nil.
	Explain func(err error) (problems diag.Problems, ok bool)
	// Prefix is the path of the site's base URL without a slash at its end: "" or
	// "/parskats".
	Prefix string
}

// Rebuild makes the site anew. changed are the paths in the source folder, with slashes,
// of what changed since the last call; a folder stands for all that is below it. Where it
// is nil, anything may have changed. The site is nil where the source has problems that
// stop it; an error says that the program or the machine failed.
type Rebuild func(ctx context.Context, changed []string) (*Site, diag.Problems, error)

// Options say what to serve.
type Options struct {
	// Source is the folder to watch, and Folders are those in it that matter.
	Source  string
	Folders []string
	Rebuild Rebuild
	// Language is the one of the page that shows problems.
	Language diag.Language
	// Report is told of each rebuild, one after the other, before browsers are.
	Report func(problems diag.Problems, err error)
}

// Server serves a site.
type Server struct {
	opts Options
	// hosts are the names by which a browser may ask for the server: see isOwnHost.
	hosts map[string]bool
	// boot tells this run of the program from others.
	boot  string
	state atomic.Pointer[state]
	// stopped is closed when the server stops, which ends the streams of events.
	stopped chan struct{}
	// stopTime is how long requests may take to end when the server stops, and cutOff says
	// that some took longer.
	stopTime time.Duration
	cutOff   bool
}

// state is what the server shows between two rebuilds.
type state struct {
	// number counts the rebuilds; version names the state to browsers.
	number  int
	version string
	// site is the newest good one; nil before there is any.
	site *Site
	// problems are those of the newest rebuild, and err is why it failed, if it did.
	problems diag.Problems
	err      error
	// isBroken says that the newest rebuild made no site.
	isBroken bool
	// headers and redirects are the rules of the site for hosts.
	headers   func() []headerRule
	redirects func() map[string]redirectRule
	// replaced is closed when there is a newer state.
	replaced chan struct{}
}

// New returns a server for a listener's address; nothing is read yet.
func New(opts Options, addr net.Addr) *Server {
	s := &Server{opts: opts, hosts: hostsOf(addr), boot: rand.Text(), stopped: make(chan struct{}), stopTime: time.Second}
	s.state.Store(&state{replaced: make(chan struct{}), isBroken: true})
	return s
}

// Run watches the source, builds the site for the first time, calls ready, and serves
// until ctx is done. It closes the listener.
func (s *Server) Run(ctx context.Context, listener net.Listener, ready func()) error {
	defer listener.Close()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	watch, err := newWatcher(s.opts.Source, s.opts.Folders)
	if err != nil {
		return err
	}
	defer watch.close()
	s.rebuild(ctx, nil)
	if ctx.Err() != nil {
		return nil
	}
	ready()
	var work sync.WaitGroup
	defer work.Wait()
	defer cancel() // before it is waited for
	changes := make(chan []string)
	work.Go(func() { watch.run(ctx, changes) })
	work.Go(func() {
		for changed := range changes {
			s.rebuild(ctx, changed)
		}
	})
	return s.serve(ctx, listener)
}

// serve answers requests until ctx is done.
func (s *Server) serve(ctx context.Context, listener net.Listener) error {
	var silent silentConns
	server := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second, ConnState: silent.note}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		close(s.stopped)
		return err
	case <-ctx.Done():
	}
	close(s.stopped)
	silent.close()
	rest, cancel := context.WithTimeout(context.Background(), s.stopTime)
	defer cancel()
	if err := server.Shutdown(rest); err != nil {
		s.cutOff = true
		_ = server.Close()
	}
	if err := <-failed; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// silentConns are the connections on which nothing was asked yet: browsers open some
// beforehand. A server that shuts down would wait for them for seconds.
type silentConns struct {
	mu     sync.Mutex
	conns  map[net.Conn]bool
	closed bool
}

// note follows what becomes of a connection.
func (s *silentConns) note(conn net.Conn, state http.ConnState) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case state != http.StateNew:
		delete(s.conns, conn)
	case s.closed:
		_ = conn.Close()
	case s.conns == nil:
		s.conns = map[net.Conn]bool{conn: true}
	default:
		s.conns[conn] = true
	}
}

// close closes them, and all that come later.
func (s *silentConns) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	for conn := range s.conns {
		_ = conn.Close()
	}
}

// rebuild makes the next state.
func (s *Server) rebuild(ctx context.Context, changed []string) {
	site, problems, err := s.opts.Rebuild(ctx, changed)
	if ctx.Err() != nil {
		return
	}
	s.opts.Report(problems, err)
	before := s.state.Load()
	next := &state{
		number: before.number + 1, version: s.boot + "-" + strconv.Itoa(before.number+1),
		site: site, problems: problems, err: err,
		isBroken: site == nil || err != nil, replaced: make(chan struct{}),
	}
	if next.isBroken {
		next.site, next.headers, next.redirects = before.site, before.headers, before.redirects
	} else {
		next.headers = sync.OnceValue(func() []headerRule { return headersOf(site) })
		next.redirects = sync.OnceValue(func() map[string]redirectRule { return redirectsOf(site) })
	}
	s.state.Store(next)
	close(before.replaced)
}
