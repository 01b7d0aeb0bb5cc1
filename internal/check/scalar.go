package check

import (
	"net/mail"
	"net/url"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/source"
)

// scalar reads a single value.
func (r *reader) scalar(into reflect.Value, f *record.Field, node *source.Node) {
	if node.Kind != source.Scalar || isEmpty(node) {
		r.wrongType(node, f.Name, expectation(f.Kind))
		return
	}
	switch f.Kind {
	case record.KindDate:
		r.date(into, f, node)
	case record.KindInt:
		r.wholeNumber(into, f, node)
	case record.KindNumber:
		r.number(into, f, node)
	case record.KindBool:
		r.yesNo(into, f, node)
	case record.KindTerm:
		r.term(into, f, node)
	default:
		r.text(into, f, node)
	}
}

func (r *reader) date(into reflect.Value, f *record.Field, node *source.Node) {
	value := strings.TrimSpace(node.Value)
	d, err := i18n.ParseDate(value)
	switch {
	case err == nil && !record.HasYear(d.Year):
		r.problems.Add(node.Pos, "bad-date/year", diag.Args{"year": strconv.Itoa(d.Year)}).WithHint("year")
		return
	case err == nil:
		into.Set(reflect.ValueOf(d))
		return
	}
	code := "bad-date"
	if dateForm.MatchString(value) {
		code = "bad-date/calendar"
	}
	otherwise := "date-forms"
	if saysUnknown(value) {
		otherwise = whereUnknown(f)
	}
	hintMeant(r.problems.Add(node.Pos, code, diag.Args{"value": value}), "did-you-mean", likelyDate(value), otherwise)
}

// dateForm is what looks like a date, whether or not it is in the calendar.
var dateForm = regexp.MustCompile(`^\d{4}-\d{2}(-\d{2})?$`)

func (r *reader) wholeNumber(into reflect.Value, f *record.Field, node *source.Node) {
	n, err := strconv.Atoi(node.Value)
	switch {
	case node.Tag != "!!int" && node.Tag != "!!float":
		r.wrongType(node, f.Name, "whole-number")
	case err != nil:
		hintMeant(r.badNumber(node, f, "bad-number/whole"), "write", withoutZeros(node.Value), "whole-number-form")
	case n < 0:
		r.badNumber(node, f, "bad-number/negative")
	case n > maxCount:
		r.badNumber(node, f, "bad-number")
	case f.Of == record.Year && !record.HasYear(n):
		r.problems.Add(node.Pos, "bad-date/year", diag.Args{"year": strconv.Itoa(n)}).WithHint("year")
	default:
		into.SetInt(int64(n))
	}
}

// withoutZeros returns a number whose decimals are all 0 without them, or "".
func withoutZeros(number string) string {
	whole, decimals, _ := strings.Cut(number, ".")
	if decimals == "" || strings.Trim(decimals, "0") != "" {
		return ""
	}
	return whole
}

// maxCount is the largest count that anything here can have: sums of such counts can
// be added up.
const maxCount = 1_000_000_000_000

func (r *reader) number(into reflect.Value, f *record.Field, node *source.Node) {
	x, err := strconv.ParseFloat(node.Value, 64)
	switch {
	case node.Tag != "!!int" && node.Tag != "!!float":
		r.wrongType(node, f.Name, "number")
	case err != nil || x-x != 0: // not a number, or infinite
		r.badNumber(node, f, "bad-number").WithHint("number-form")
	case x < 0 && f.Of == record.Money:
		r.badNumber(node, f, "bad-number/negative")
	default:
		into.SetFloat(x)
	}
}

func (r *reader) badNumber(node *source.Node, f *record.Field, code string) *diag.Problem {
	return r.problems.Add(node.Pos, code, diag.Args{"value": node.Value, "field": f.Name})
}

func (r *reader) yesNo(into reflect.Value, f *record.Field, node *source.Node) {
	if node.Tag != "!!bool" {
		r.wrongType(node, f.Name, "yes-no")
		return
	}
	into.SetBool(strings.EqualFold(node.Value, "true"))
}

func (r *reader) term(into reflect.Value, f *record.Field, node *source.Node) {
	value := strings.TrimSpace(node.Value)
	if !f.Vocabulary.Has(value) {
		args := diag.Args{"value": value, "field": f.Name, "values": quoted(f.Vocabulary.Keys())}
		meant := ""
		if r.mayGuess() {
			meant = likelyTerm(f.Vocabulary, value)
		}
		hintMeant(r.problems.Add(node.Pos, "bad-value", args), "meant-of", meant, "one-of")
		return
	}
	into.SetString(value)
}

// text reads a text, and sees that it has the form that its kind needs.
func (r *reader) text(into reflect.Value, f *record.Field, node *source.Node) {
	value := strings.TrimSpace(node.Value)
	into.SetString(value)
	switch f.Kind {
	case record.KindText:
		r.checkPlaceholder(f, node)
		r.personalIn(node)
	case record.KindRef:
		r.refs = append(r.refs, ref{f.Ref, value, node.Pos, r.plan})
	case record.KindURL:
		r.url(f, node, value)
	case record.KindEmail:
		if !validEmail(value) {
			r.problems.Add(node.Pos, "bad-value", diag.Args{"value": value, "field": f.Name}).WithHint("email-form")
		}
		r.personalIn(node)
	case record.KindPath:
		if !validPath(value) {
			r.problems.Add(node.Pos, "bad-url/path", diag.Args{"value": value}).WithHint("path-form")
		}
	case record.KindID:
		if !validID(value) {
			badID(r.problems.Add(node.Pos, "bad-id", diag.Args{"id": value}))
		}
	}
}

// url sees that a value is one address.
func (r *reader) url(f *record.Field, node *source.Node, value string) {
	args := diag.Args{"value": value}
	switch {
	case isSeveralURLs(value):
		r.problems.Add(node.Pos, "bad-url/several", args).WithHint("one-url")
	case hasUser(value):
		r.problems.Add(node.Pos, "bad-url/user", args).WithHint("no-user")
	case !validURL(value):
		otherwise := "url-form"
		if saysUnknown(value) {
			otherwise = whereUnknown(f)
		}
		hintMeant(r.problems.Add(node.Pos, "bad-url", args), "did-you-mean", likelyURL(value), otherwise)
	}
}

// validID reports whether a text has the form of an id: small letters and digits, in parts
// with a hyphen between them. A regular expression takes ten times as long, on every record.
func validID(id string) bool {
	for part := range strings.SplitSeq(id, "-") {
		isOther := func(c rune) bool { return (c < 'a' || c > 'z') && (c < '0' || c > '9') }
		if part == "" || strings.ContainsFunc(part, isOther) {
			return false
		}
	}
	return true
}

// badID adds the hint of what the id could be.
func badID(p *diag.Problem) {
	meant := likelyID(p.Args["id"])
	if meant == "" {
		p.WithHint("id-form")
		return
	}
	p.Args["suggestion"] = meant
	p.WithHint("id-like")
}

// notInID is what can't stand in an id.
var notInID = regexp.MustCompile(`[^a-z0-9]+`)

// likelyID turns what was meant as an id into one: "Rīgas dome" into "rigas-dome".
func likelyID(s string) string {
	return strings.Trim(notInID.ReplaceAllString(i18n.Fold(s), "-"), "-")
}

// validURL accepts absolute addresses of the web only: no script or data address
// can come into a page. The host has a full stop in it, or is an address in figures
// with colons, or the computer itself, for those who try out a site: "https://https://…" has none.
// A name before the host ("https://mk.gov.lv@example.lv/") shows another host than it has.
func validURL(s string) bool {
	u, err := url.Parse(s)
	if err != nil || u.User != nil || u.Scheme != "https" && u.Scheme != "http" || strings.ContainsAny(s, " <>\"") {
		return false
	}
	host := u.Hostname()
	return host == "localhost" || strings.Contains(strings.Trim(host, "."), ".") || strings.Contains(host, ":")
}

// hasUser reports whether an address of the web has a name before its host.
func hasUser(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.User != nil && (u.Scheme == "https" || u.Scheme == "http")
}

// validEmail accepts an address alone, without a name beside it.
func validEmail(s string) bool {
	address, err := mail.ParseAddress(s)
	return err == nil && address.Address == s
}

// validPath accepts paths of the site: "/lv/vecs/".
func validPath(s string) bool {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "" || u.Host != "" || u.RawQuery != "" || u.Fragment != "" {
		return false
	}
	clean := path.Clean(u.Path)
	return len(clean) > 1 && clean[0] == '/' && strings.TrimSuffix(u.Path, "/") == clean &&
		!strings.ContainsAny(u.Path, " <>\"\\") && !strings.ContainsFunc(u.Path, unicode.IsControl) && canBeAFile(clean)
}

// longestName is the longest name, in bytes, that common file systems take.
const longestName = 255

// canBeAFile reports whether a page can be published at a path: whether its names are text
// that a file system takes, and none of the builder's own, which begin with ".parskats".
func canBeAFile(path string) bool {
	tooLong := func(name string) bool { return len(name) > longestName }
	return utf8.ValidString(path) && !strings.HasPrefix(strings.ToLower(path), "/.parskats") &&
		!slices.ContainsFunc(strings.Split(path, "/"), tooLong)
}
