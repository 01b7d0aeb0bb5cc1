package devserver

import (
	"fmt"
	"net/http"
	"time"
)

// writeTime is how long a browser may take to accept an event.
const writeTime = 10 * time.Second

// serveEvents tells a browser the version of the present state, and that of each newer
// one, as server-sent events. One that was away, or asleep, is told the newest when it
// comes back, and compares it with that of its page.
func (s *Server) serveEvents(w http.ResponseWriter, r *http.Request) {
	setOwnHeaders(w)
	w.Header().Set("Content-Type", "text/event-stream")
	if r.Method == http.MethodHead {
		return
	}
	stream := http.NewResponseController(w)
	if _, err := fmt.Fprint(w, "retry: 500\n\n"); err != nil {
		return
	}
	for {
		st := s.state.Load()
		// Not every server can do it; without it, a browser that hangs is kept longer.
		_ = stream.SetWriteDeadline(time.Now().Add(writeTime))
		if _, err := fmt.Fprintf(w, "data: %s\n\n", st.version); err != nil {
			return
		}
		if err := stream.Flush(); err != nil {
			return
		}
		select {
		case <-st.replaced:
		case <-r.Context().Done():
			return
		case <-s.stopped:
			return
		}
	}
}
