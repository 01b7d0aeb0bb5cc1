package devserver

import (
	"bytes"
	"fmt"
	"html"
	"html/template"
	"net/http"
	"net/url"
	"sync"

	"parskats/internal/diag"
)

// problemsPage is the template of the page that shows problems.
var problemsPage = sync.OnceValues(func() (*template.Template, error) {
	return template.ParseFS(ownFiles, "pages/problems.html")
})

// problemsView is what the page prints.
type problemsView struct {
	Lang, Title, Lead string
	Version           string
	Script, Style     string
	// Last is the address of the page on the last good site; "" where there is none.
	Last, LastText string
	Failure        string
	Problems       []problemView
	More           []string
	Summary        string
}

type problemView struct {
	Place, Severity, Word, Text, Hint, Code string
}

// serveProblems shows what is wrong with the source, with the words of the terminal.
func (s *Server) serveProblems(w http.ResponseWriter, r *http.Request, st *state, status int) {
	v := s.view(r, st)
	switch {
	case st.err != nil:
		v.Lead, v.Failure = s.say("say/serve-failed"), st.err.Error()
	case st.problems.Len() == 0:
		v.Lead = s.say("say/serve-none")
	}
	s.show(w, r, status, v.with(st.problems, s.opts.Language))
}

// serveFailure says why one page can't be rendered.
func (s *Server) serveFailure(w http.ResponseWriter, r *http.Request, st *state, err error) {
	v := s.view(r, st)
	v.Last = "" // the page itself is what fails
	if explain := st.site.Explain; explain != nil {
		if problems, ok := explain(err); ok {
			v.Lead = s.say("say/serve-broken")
			s.show(w, r, http.StatusInternalServerError, v.with(problems, s.opts.Language))
			return
		}
	}
	v.Lead, v.Failure = s.say("say/serve-failed"), err.Error()
	s.show(w, r, http.StatusInternalServerError, v)
}

// with adds problems to a view.
func (v problemsView) with(problems diag.Problems, lang diag.Language) problemsView {
	shown, more := diag.Brief(problems.Listed(), lang)
	v.More = more
	for _, p := range shown {
		severity := string(p.Severity())
		v.Problems = append(v.Problems, problemView{
			Place: p.Pos.String(), Severity: severity, Word: diag.Say(lang, "severity/"+severity, nil),
			Text: p.Text(lang), Hint: p.HintText(lang), Code: p.Code,
		})
	}
	if len(v.Problems) > 0 {
		v.Summary = problems.Summary(lang)
	}
	return v
}

// view makes what all such pages have alike.
func (s *Server) view(r *http.Request, st *state) problemsView {
	v := problemsView{
		Lang: string(s.opts.Language), Title: s.say("say/serve-title"), Version: st.version,
		Script: own + "reload.js", Style: own + "serve.css",
	}
	if st.isBroken {
		v.Lead = s.say("say/serve-broken")
	}
	if st.isBroken && st.site != nil {
		last := url.URL{Path: r.URL.Path, RawQuery: url.Values{lastGood: {"last"}}.Encode()}
		if r.URL.Path == own+"problems" {
			last.Path = st.site.Prefix + "/"
		}
		v.Last, v.LastText = last.String(), s.say("say/serve-last")
	}
	return v
}

func (s *Server) show(w http.ResponseWriter, r *http.Request, status int, v problemsView) {
	page, err := problemsPage()
	var b bytes.Buffer
	if err == nil {
		err = page.Execute(&b, v)
	}
	if err != nil { // it is built into the program
		plain(w, http.StatusInternalServerError, err.Error())
		return
	}
	setOwnHeaders(w)
	send(w, r, status, "problems.html", b.Bytes())
}

// lastNotice says on a page of the last good site that it is not the newest.
func (s *Server) lastNotice() string {
	return fmt.Sprintf(`<p class="parskats-last" role="status" lang="%s">%s. <a href="%sproblems">%s</a></p>`,
		s.opts.Language, html.EscapeString(s.say("say/serve-is-last")), own, html.EscapeString(s.say("say/serve-see")))
}

func (s *Server) say(key string) string { return diag.Say(s.opts.Language, key, nil) }
