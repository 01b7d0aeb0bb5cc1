package importer

import (
	"bytes"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"parskats/internal/mapping"
	"parskats/internal/record"
)

// editor changes fields in the text of a record's file and leaves all other lines as they
// are, with their comments: an editor wrote them.
type editor struct {
	// id is the record's, by which it is found in a list.
	id     string
	fields []record.Field
	// lang is the language of a text that names none.
	lang string
}

// edit makes the changes in a text. fresh is the record as it would be written anew. ok is
// false where the text has a form that can't be changed by lines.
func (e *editor) edit(raw, fresh []byte, changes []change) (edited []byte, ok bool) {
	newline := "\n"
	if bytes.Contains(raw, []byte("\r\n")) {
		newline = "\r\n"
	}
	text := strings.ReplaceAll(string(raw), "\r\n", "\n")
	if text, ok = strings.CutPrefix(text, "\ufeff"); ok {
		return nil, false
	}
	root := decode(string(fresh))
	if root == nil {
		return nil, false
	}
	for _, c := range changes {
		if text, ok = e.apply(text, root, c); !ok {
			return nil, false
		}
	}
	return []byte(strings.ReplaceAll(text, "\n", newline)), true
}

// decode returns the mapping or sequence that a text holds.
func decode(text string) *yaml.Node {
	var doc yaml.Node
	if yaml.Unmarshal([]byte(text), &doc) != nil || len(doc.Content) != 1 {
		return nil
	}
	return doc.Content[0]
}

// entry is a field in a mapping of a text.
type entry struct {
	mapping, key, value *yaml.Node
}

// entryOf finds a field in a mapping.
func entryOf(m *yaml.Node, name string) (entry, bool) {
	for i := 0; i+1 < len(m.Content); i += 2 {
		if m.Content[i].Value == name {
			return entry{m, m.Content[i], m.Content[i+1]}, true
		}
	}
	return entry{}, false
}

// own returns the record's mapping in a text.
func (e *editor) own(text string) *yaml.Node {
	root := decode(text)
	if root == nil || root.Kind != yaml.SequenceNode {
		return root
	}
	for _, item := range root.Content {
		if item.Kind == yaml.MappingNode {
			if id, ok := entryOf(item, "id"); ok && id.value.Value == e.id {
				return item
			}
		}
	}
	return nil
}

// apply makes one change.
func (e *editor) apply(text string, fresh *yaml.Node, c change) (string, bool) {
	m := e.own(text)
	if m == nil || m.Kind != yaml.MappingNode || m.Style&yaml.FlowStyle != 0 {
		return text, false
	}
	if c.remove {
		return e.remove(text, m, c.steps)
	}
	source, fields := fresh, e.fields
	for i, step := range c.steps {
		next, ok := entryOf(source, step.Name)
		if !ok {
			return text, false
		}
		here, exists := entryOf(m, step.Name)
		rest := c.steps[i+1:]
		if !exists {
			value := minimal(next.value, step.Key, rest)
			return insert(text, m, names(fields), step.Name, value)
		}
		table, _ := record.Lookup(fields, step.Name)
		if step.Key != "" {
			return e.applyItem(text, here, next, step.Key, rest, table.Fields)
		}
		if len(rest) == 0 || !isBlock(here.value) {
			return e.replace(text, here, e.graft(here.value, next.value, rest))
		}
		if next.value.Kind != yaml.MappingNode {
			// A text in the default language only, where the file has one by language.
			if inner, ok := entryOf(here.value, rest[0].Name); ok {
				return e.replace(text, inner, next.value)
			}
			return insert(text, here.value, nil, rest[0].Name, next.value)
		}
		m, source, fields = here.value, next.value, table.Fields
	}
	return text, false
}

// applyItem makes a change in an item of a list, or adds the item.
func (e *editor) applyItem(text string, here, next entry, key string, rest []mapping.Step, fields []record.Field) (string, bool) {
	freshItem := itemNode(next.value, key)
	if here.value.Kind != yaml.SequenceNode || freshItem == nil {
		return text, false
	}
	item := itemNode(here.value, key)
	switch {
	case item == nil && !isBlock(here.value):
		list := *here.value
		list.Content = append(slices.Clone(list.Content), freshItem)
		return e.replace(text, here, &list)
	case item == nil:
		return appendItem(text, here, freshItem)
	case !isBlock(item):
		list := *here.value
		list.Content = slices.Clone(list.Content)
		i := slices.Index(list.Content, item)
		list.Content[i] = e.graft(item, freshItem, rest)
		return e.replace(text, here, &list)
	}
	inner := editor{fields: fields, lang: e.lang}
	return inner.applyIn(text, item, freshItem, rest)
}

// applyIn makes a change below a mapping in block form.
func (e *editor) applyIn(text string, m, fresh *yaml.Node, steps []mapping.Step) (string, bool) {
	next, ok := entryOf(fresh, steps[0].Name)
	if !ok {
		return text, false
	}
	here, exists := entryOf(m, steps[0].Name)
	switch {
	case !exists:
		return insert(text, m, names(e.fields), steps[0].Name, minimal(next.value, steps[0].Key, steps[1:]))
	case steps[0].Key != "":
		table, _ := record.Lookup(e.fields, steps[0].Name)
		return e.applyItem(text, here, next, steps[0].Key, steps[1:], table.Fields)
	}
	return e.replace(text, here, e.graft(here.value, next.value, steps[1:]))
}

func isBlock(n *yaml.Node) bool {
	return (n.Kind == yaml.MappingNode || n.Kind == yaml.SequenceNode) && n.Style&yaml.FlowStyle == 0 && len(n.Content) > 0
}

// names are the fields of a mapping in the order in which they are written: those that
// every record has come last.
func names(fields []record.Field) []string {
	var own, common []string
	for _, f := range fields {
		if len(f.Index) > 1 {
			common = append(common, f.Name)
		} else {
			own = append(own, f.Name)
		}
	}
	return append(own, common...)
}

// itemNode returns the item of a list that a key names.
func itemNode(list *yaml.Node, key string) *yaml.Node {
	isNumbered := false
	for _, name := range itemKeys {
		for _, item := range list.Content {
			if item.Kind != yaml.MappingNode {
				continue
			}
			if own, ok := entryOf(item, name); ok {
				isNumbered = isNumbered || name == "number" || name == "id"
				if strings.TrimSpace(own.value.Value) == key {
					return item
				}
			}
		}
	}
	if i := place(key); i >= 0 && i < len(list.Content) && !isNumbered {
		return list.Content[i]
	}
	return nil
}

// minimal returns of a fresh value what steps lead to, with the groups around it. A new
// item of a list comes whole.
func minimal(value *yaml.Node, key string, steps []mapping.Step) *yaml.Node {
	if key != "" {
		item := itemNode(value, key)
		if item == nil {
			return value
		}
		list := *value
		list.Content = []*yaml.Node{item}
		return &list
	}
	if len(steps) == 0 || value.Kind != yaml.MappingNode {
		return value
	}
	next, ok := entryOf(value, steps[0].Name)
	if !ok {
		return value
	}
	group := *value
	group.Content = []*yaml.Node{next.key, minimal(next.value, steps[0].Key, steps[1:])}
	return &group
}

// graft returns a value with what steps lead to taken from a fresh one.
func (e *editor) graft(old, fresh *yaml.Node, steps []mapping.Step) *yaml.Node {
	if len(steps) == 0 {
		value := *fresh
		value.LineComment = old.LineComment
		return &value
	}
	name := steps[0].Name
	from, ok := entryOf(fresh, name)
	if fresh.Kind != yaml.MappingNode || !ok {
		from = entry{key: &yaml.Node{Kind: yaml.ScalarNode, Value: name}, value: fresh}
	}
	switch {
	case old.Kind == yaml.ScalarNode && old.Tag == "!!null":
		return minimal(fresh, "", steps)
	case old.Kind == yaml.ScalarNode && name == e.lang:
		return e.graft(old, from.value, nil)
	case old.Kind == yaml.ScalarNode:
		own := *old
		own.LineComment = ""
		key := &yaml.Node{Kind: yaml.ScalarNode, Value: e.lang}
		return &yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle, Content: []*yaml.Node{key, &own, from.key, from.value}, LineComment: old.LineComment}
	}
	group := *old
	group.Content = slices.Clone(old.Content)
	for i := 0; i+1 < len(group.Content); i += 2 {
		if group.Content[i].Value == name {
			group.Content[i+1] = e.graft(group.Content[i+1], from.value, steps[1:])
			return &group
		}
	}
	group.Content = append(group.Content, from.key, minimal(from.value, "", steps[1:]))
	return &group
}

// remove takes a field away, and a group that is empty without it.
func (e *editor) remove(text string, m *yaml.Node, steps []mapping.Step) (string, bool) {
	at := entry{}
	for i, step := range steps {
		here, exists := entryOf(m, step.Name)
		if !exists {
			return text, true
		}
		if at.mapping == nil || len(m.Content) > 2 {
			at = here
		}
		rest := steps[i+1:]
		value := here.value
		switch {
		case step.Key != "":
			item := itemNode(value, step.Key)
			if item == nil || !isBlock(item) || !isBlock(value) {
				return text, item == nil
			}
			m, at = item, entry{}
			continue
		case len(rest) == 0, value.Kind == yaml.ScalarNode:
			return removeEntry(text, at)
		case !isBlock(value):
			left, isEmpty := without(value, rest)
			if isEmpty {
				return removeEntry(text, at)
			}
			return e.replace(text, here, left)
		}
		m = value
	}
	return text, false
}

// without returns a mapping without what steps lead to.
func without(m *yaml.Node, steps []mapping.Step) (left *yaml.Node, isEmpty bool) {
	group := *m
	group.Content = nil
	for i := 0; i+1 < len(m.Content); i += 2 {
		key, value := m.Content[i], m.Content[i+1]
		if key.Value == steps[0].Name {
			if len(steps) == 1 || value.Kind != yaml.MappingNode {
				continue
			}
			inner, nothing := without(value, steps[1:])
			if nothing {
				continue
			}
			value = inner
		}
		group.Content = append(group.Content, key, value)
	}
	return &group, len(group.Content) == 0
}
