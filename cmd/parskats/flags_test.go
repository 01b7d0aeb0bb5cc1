package main

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/spf13/pflag"
)

// english are words of the libraries that read flags, which no user of Latvian is to meet.
var english = []string{"invalid", "argument", "flag", "parse", "syntax", "unknown", "not ", "write"}

// TestFlagsSpeakLatvian gives every flag of every command values that it does not take.
func TestFlagsSpeakLatvian(t *testing.T) {
	root := newRootCommand(&settings{env: environment{stdout: io.Discard, stderr: io.Discard, getenv: func(string) string { return "" }}})
	count := 0
	try := func(command string, args ...string) {
		count++
		var stdout, stderr bytes.Buffer
		args = append([]string{command}, args...)
		code := run(context.Background(), args, environment{stdout: &stdout, stderr: &stderr, now: time.Now, getenv: func(name string) string {
			return map[string]string{"PARSKATS_LANG": "lv"}[name]
		}})
		if code != exitUsage {
			t.Errorf("%q: status %d", args, code)
		}
		if flag, _, _ := strings.Cut(args[1], "="); !strings.Contains(stderr.String(), flag) {
			t.Errorf("%q: %s does not name the flag", args, &stderr)
		}
		for _, word := range english {
			if strings.Contains(stderr.String(), word) {
				t.Errorf("%q: %s", args, &stderr)
			}
		}
	}
	for _, command := range root.Commands() {
		each := func(f *pflag.Flag) {
			switch f.Value.Type() {
			case "bool":
				try(command.Name(), "--"+f.Name+"=x")
			case "string":
				try(command.Name(), "--"+f.Name) // without its value
			default:
				try(command.Name(), "--"+f.Name, "x")
				try(command.Name(), "--"+f.Name, "")
			}
		}
		command.Flags().VisitAll(each)
		command.InheritedFlags().VisitAll(each)
		for _, wrong := range []string{"--nosuch", "-z", "--=x", "--nosuch=1"} {
			try(command.Name(), wrong)
		}
	}
	if count < 60 {
		t.Errorf("only %d mistakes were made", count)
	}
}

// full is a standard output on a full disk.
type full struct{}

func (full) Write([]byte) (int, error) {
	return 0, &fs.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.ENOSPC}
}

// TestResultsThatDoNotArrive: a command whose results could not be printed has failed.
func TestResultsThatDoNotArrive(t *testing.T) {
	for _, args := range []string{"version", "schema", "schema plan", "--help", "check --source ../../internal/workspace/testdata/tiny --as-of 2024-06-30", "build --nope --log json"} {
		var stderr bytes.Buffer
		code := run(context.Background(), strings.Fields(args), environment{stdout: full{}, stderr: &stderr, now: time.Now, getenv: func(string) string { return "" }})
		want, said := exitFailure, "parskats: /dev/stdout: no space is left on the disk\n"
		if strings.Contains(args, "--nope") {
			want, said = exitUsage, "unknown flag: --nope"
		}
		if code != want || !strings.Contains(stderr.String(), said) {
			t.Errorf("%s: status %d, printed %s", args, code, &stderr)
		}
	}
}

// TestAsksForLog: a record is asked for wherever the flag stands, but not after the end of
// the flags.
func TestAsksForLog(t *testing.T) {
	for args, want := range map[string]bool{
		"build --log json":        true,
		"build --log=json":        true,
		"build --nope --log json": true,
		"--log json biuld":        true,
		"build --log":             false,
		"build --log xml":         false,
		"build json":              false,
		"build -- --log json":     false,
		"":                        false,
	} {
		if got := asksForLog(strings.Fields(args)); got != want {
			t.Errorf("%q: %v", args, got)
		}
	}
}
