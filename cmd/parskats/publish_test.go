package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"syscall"
	"testing"
	"time"

	"parskats/internal/publish"
	"parskats/internal/workspace"
)

// TestErrorInWords: what stops publishing is told in both languages, with the file
// and what to do.
func TestErrorInWords(t *testing.T) {
	full := &publish.FailedError{Dir: "public", Path: "lv/index.html", Cause: publish.Full, Err: syscall.ENOSPC}
	since := time.Date(2024, 6, 30, 1, 2, 3, 0, time.FixedZone("", 3*3600))
	tests := []struct {
		err    error
		en, lv string
	}{
		{full,
			"public/lv/index.html: no space is left on the disk; make room and run the build again; the old site is as it was",
			"public/lv/index.html: diskā vairs nav vietas; atbrīvojiet to un palaidiet būvēšanu vēlreiz; vecā vietne ir, kāda bija"},
		{fmt.Errorf("publish: %w", &publish.FailedError{Dir: "public", Cause: publish.Forbidden, After: publish.Mixed, Err: syscall.EACCES}),
			"public: no permission to write; give the user that runs the build the right to, or choose another folder with --output; parts of the old site and of the new one are in place, and the next build repairs them",
			"public: nav tiesību rakstīt; piešķiriet tās lietotājam, kurš palaiž būvēšanu, vai ar --output izvēlieties citu mapi; mapē ir daļa vecās un daļa jaunās vietnes, nākamā būvēšana to salabos"},
		{&publish.FailedError{Dir: "public", Cause: publish.ReadOnly, After: publish.Published, Err: syscall.EROFS},
			"public: the file system is read-only; make it writable or choose another folder with --output; the new site is in place, and the next build removes the temporary files that are left",
			"public: datņu sistēma ir tikai lasāma; padariet to rakstāmu vai ar --output izvēlieties citu mapi; jaunā vietne ir savā vietā, palikušās pagaidu datnes dzēsīs nākamā būvēšana"},
		{&publish.FailedError{Dir: "public", Path: "lv", Cause: publish.InTheWay, Err: syscall.ENOTDIR},
			"public/lv: a file is where a folder is meant, or a folder where a file is; move it away or choose another folder with --output; the old site is as it was",
			"public/lv: mapes vietā ir datne vai datnes vietā mape; pārvietojiet to vai ar --output izvēlieties citu mapi; vecā vietne ir, kāda bija"},
		{&publish.FailedError{Dir: "public", Path: "lv", Err: errors.New("input/output error")},
			"public/lv: input/output error; the old site is as it was",
			"public/lv: input/output error; vecā vietne ir, kāda bija"},
		{&publish.ConflictError{Path: "robots.txt"},
			"robots.txt in the output folder was not written by Parskats, but the site needs its place; move it away or choose another folder with --output",
			"datni vai mapi robots.txt publicēšanas mapē nav rakstījis Parskats, bet tās vieta vajadzīga vietnei; pārvietojiet to vai ar --output izvēlieties citu mapi"},
		{&publish.HeldError{Dir: "public", PID: 7, Host: "nakts", Since: since},
			"another build writes to the output folder public: process 7 on nakts, since 2024-06-29T22:02:03Z; wait until it is done",
			"publicēšanas mapē public jau raksta cita būvēšana: process 7, dators nakts, kopš 2024-06-29T22:02:03Z; pagaidiet, līdz tā beidzas"},
		{&publish.HeldError{Dir: "public"},
			"another build writes to the output folder public; wait until it is done",
			"publicēšanas mapē public jau raksta cita būvēšana; pagaidiet, līdz tā beidzas"},
		{fmt.Errorf("publish to public: %w", context.Canceled),
			"stopped by a signal before it was done; run it again",
			"apturēts ar signālu, pirms darbs bija pabeigts; palaidiet vēlreiz"},
		{fmt.Errorf("publish: %w", &workspace.ChangedError{File: "content/map.svg"}),
			"content/map.svg changed while the site was built from it; nothing was published; build again once it is at rest",
			"datne content/map.svg mainījās, kamēr no tās būvēja vietni; nekas nav publicēts; būvējiet vēlreiz, kad to vairs nemaina"},
		{syscall.EPIPE, "broken pipe", "broken pipe"},
		{fmt.Errorf("source: %w", &fs.PathError{Op: "open", Path: "data/site.yaml", Err: syscall.EACCES}),
			"data/site.yaml: no permission", "data/site.yaml: nav tiesību"},
		{&fs.PathError{Op: "write", Path: "data/new.yaml", Err: syscall.ENOSPC},
			"data/new.yaml: no space is left on the disk", "data/new.yaml: diskā vairs nav vietas"},
		{&fs.PathError{Op: "mkdir", Path: "data", Err: syscall.EROFS},
			"data: the file system is read-only", "data: datņu sistēma ir tikai lasāma"},
		{&fs.PathError{Op: "open", Path: "data/x", Err: syscall.ENOENT},
			"data/x: it does not exist", "data/x: tāda nav"},
		{&fs.PathError{Op: "read", Path: "data", Err: syscall.EISDIR},
			"data: a file is where a folder is meant, or a folder where a file is", "data: mapes vietā ir datne vai datnes vietā mape"},
		{&fs.PathError{Op: "read", Path: "data/x", Err: errors.New("input/output error")},
			"data/x: input/output error", "data/x: input/output error"},
	}
	for _, tt := range tests {
		for lang, want := range map[string]string{"en": tt.en, "lv": tt.lv} {
			s := &settings{env: environment{stderr: &bytes.Buffer{}, getenv: func(name string) string {
				return map[string]string{"PARSKATS_LANG": lang}[name]
			}}}
			if got := s.inWords(tt.err).Error(); got != want {
				t.Errorf("%s:\n got %s\nwant %s", lang, got, want)
			}
		}
	}
}

// TestWarnOfCache: the warning says which folder can't be used, and why.
func TestWarnOfCache(t *testing.T) {
	var out bytes.Buffer
	s := &settings{cache: "drawn", env: environment{stderr: &out, getenv: func(string) string { return "" }}}
	failed := fmt.Errorf("read the cache of charts: %w", &fs.PathError{Op: "open", Path: "drawn/x", Err: syscall.EACCES})
	got := s.warnOfCache(failed)
	want := "warning: the cache of charts drawn can't be used (no permission); the charts are drawn all the same, only slower; name another folder with --cache"
	if got != want || out.String() != "parskats: "+want+"\n" {
		t.Errorf("got %s\nprinted %s", got, &out)
	}
}

// TestWhy: a refusal has the words of the user's language, as deep as it lies.
func TestWhy(t *testing.T) {
	s := &settings{env: environment{getenv: func(string) string { return "lv" }}}
	for want, err := range map[string]error{
		"nav tiesību":                   &net.OpError{Op: "listen", Err: os.NewSyscallError("bind", syscall.EACCES)},
		"diskā vairs nav vietas":        &os.LinkError{Op: "rename", Old: "a", New: "b", Err: syscall.ENOSPC},
		syscall.ENETDOWN.Error():        &net.OpError{Op: "listen", Err: os.NewSyscallError("bind", syscall.ENETDOWN)},
		syscall.EIO.Error():             &fs.PathError{Op: "read", Path: "x", Err: syscall.EIO},
		"datņu sistēma ir tikai lasāma": syscall.EROFS,
	} {
		if got := s.why(err); got != want {
			t.Errorf("%v: got %q, want %q", err, got, want)
		}
	}
}

// TestPrintFiles: of many files a person is shown the first twenty.
func TestPrintFiles(t *testing.T) {
	var many []string
	for i := range 23 {
		many = append(many, fmt.Sprintf("lv/%02d.html", i))
	}
	var out bytes.Buffer
	s := &settings{env: environment{stdout: &out, getenv: func(name string) string {
		return map[string]string{"PARSKATS_LANG": "lv"}[name]
	}}}
	s.printFiles(publish.Result{Added: many})
	if out.Len() > 0 {
		t.Errorf("a first build names files:\n%s", &out)
	}
	s.printFiles(publish.Result{Added: many, Changed: []string{"a.html"}, Removed: []string{"b.html"}})
	var want bytes.Buffer
	for _, path := range many[:20] {
		fmt.Fprintf(&want, "  pievienota: %s\n", path)
	}
	want.WriteString("  un vēl 3\n  mainīta: a.html\n  dzēsta: b.html\n")
	if out.String() != want.String() {
		t.Errorf("got\n%s\nwant\n%s", &out, &want)
	}
}
