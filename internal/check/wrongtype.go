package check

import (
	"slices"
	"strconv"
	"strings"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/source"
)

// wrongType reports a value that is not of the kind that its field needs, with a hint
// for the ways in which people most often get there.
func (r *reader) wrongType(node *source.Node, field, expected string) *diag.Problem {
	args := diag.Args{"field": field, "expected": "@type/" + expected, "found": "@type/" + found(node)}
	p := r.problems.Add(node.Pos, "wrong-type", args)
	switch {
	case expected == "list" && node.Kind == source.Scalar:
		hintMeant(p, "list-like", likelyList(node.Value), "list-items")
	case expected == "list":
		p.WithHint("list-items")
	case node.Kind == source.Sequence && expected != "mapping":
		hintMeant(p, "write", onlyItem(node), "one-value")
	case node.Kind == source.Mapping && expected == "text" && isByLanguage(node):
		p.WithHint("one-text")
	case node.Kind != source.Scalar:
	case node.Quoted && isBare(node.Value, expected):
		p.WithHint("no-quotes")
	case (expected == "number" || expected == "whole-number") && saysUnknown(node.Value):
		p.WithHint("leave-out")
	case expected == "number":
		hintMeant(p, "write", likelyNumber(node.Value), "number-form")
	case expected == "whole-number":
		hintMeant(p, "write", wholeOnly(likelyNumber(node.Value)), "whole-number-form")
	case expected == "yes-no":
		hintMeant(p, "write", likelyBool(node.Value), "yes-no-form")
	}
	return p
}

// isByLanguage reports whether a mapping holds a text in each language.
func isByLanguage(node *source.Node) bool {
	other := func(f source.Field) bool { return !isKnown(i18n.Lang(f.Key)) }
	return len(node.Fields) > 0 && !slices.ContainsFunc(node.Fields, other)
}

// onlyItem returns the value of a list that has but one, or "".
func onlyItem(list *source.Node) string {
	if len(list.Items) != 1 || list.Items[0].Kind != source.Scalar || list.Items[0].Quoted {
		return ""
	}
	return list.Items[0].Value
}

// wholeOnly returns a number that has no decimals, or "".
func wholeOnly(number string) string {
	if strings.Contains(number, ".") {
		return ""
	}
	return number
}

// wrongGroup reports a single value, or a list, where fields belong.
func (r *reader) wrongGroup(node *source.Node, f *record.Field) {
	p := r.wrongType(node, f.Name, "mapping")
	p.Args["values"] = quoted(record.Names(f.Fields))
	p.WithHint("group-fields")
}

// isBare reports whether a value in quotes would be of the expected type without
// them.
func isBare(value, expected string) bool {
	switch expected {
	case "number", "whole-number":
		_, err := strconv.ParseFloat(value, 64)
		return err == nil
	case "yes-no":
		return value == "true" || value == "false"
	}
	return false
}

// found names what a node is.
func found(node *source.Node) string {
	switch {
	case node.Kind == source.Mapping:
		return "mapping"
	case node.Kind == source.Sequence:
		return "list"
	case isEmpty(node):
		return "empty"
	}
	switch node.Tag {
	case "!!int", "!!float":
		return "number"
	case "!!bool":
		return "yes-no"
	case "!!timestamp":
		return "date"
	}
	return "text"
}

// expectation names, in the catalogue of problems, what a kind of field must be.
func expectation(k record.Kind) string {
	switch k {
	case record.KindDate, record.KindInt, record.KindNumber, record.KindBool, record.KindURL:
		return string(k)
	}
	return "text"
}
