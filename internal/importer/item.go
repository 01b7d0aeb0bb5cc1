package importer

import (
	"bytes"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/record"
	"parskats/internal/recordio"
	"parskats/internal/source"
)

// UpdateEdit is a change of the updates on a measure, in the text of its commitment's file.
type UpdateEdit struct {
	// Measure is the measure's place in the commitment, from 0.
	Measure int
	// From is the place of the update that is replaced, -1 where it is new; To is the place
	// that it has then.
	From, To int
	Update   record.Update
	// Slot and Sum are what the commitment notes of where the update comes from.
	Slot, Sum string
}

// EditUpdate makes a change in the text of a commitment's file, and leaves all other lines as
// they are, with their comments. path is the file's. ok is false where the text has a form that
// can't be changed by lines.
func EditUpdate(path string, raw []byte, langs []i18n.Lang, edit UpdateEdit) (edited []byte, ok bool) {
	newline := "\n"
	if bytes.Contains(raw, []byte("\r\n")) {
		newline = "\r\n"
	}
	text := strings.ReplaceAll(string(raw), "\r\n", "\n")
	if strings.HasPrefix(text, "\ufeff") {
		return nil, false
	}
	item, err := recordio.Marshal(&edit.Update, langs, true)
	if err != nil {
		return nil, false
	}
	fresh := decode(string(item))
	e := &editor{lang: string(langs[0])}
	if text, ok = e.setUpdate(text, edit, fresh); !ok {
		return nil, false
	}
	if text, ok = e.setCollected(text, edit.Slot, edit.Sum); !ok {
		return nil, false
	}
	edited = []byte(strings.ReplaceAll(text, "\n", newline))
	return edited, onlyUpdateDiffers(path, raw, edited, edit)
}

// setUpdate puts an update in its place.
func (e *editor) setUpdate(text string, edit UpdateEdit, fresh *yaml.Node) (string, bool) {
	measures, ok := measuresOf(decode(text), edit.Measure)
	if !ok || fresh == nil {
		return text, false
	}
	measure := measures.value.Content[edit.Measure]
	if !isBlock(measure) {
		return setItem(text, measures, edit.Measure, edit.Measure, withUpdate(measure, edit, fresh))
	}
	here, exists := entryOf(measure, "updates")
	if !exists || len(here.value.Content) == 0 {
		list := &yaml.Node{Kind: yaml.SequenceNode, Content: []*yaml.Node{fresh}}
		if exists {
			return e.replace(text, here, list)
		}
		return insert(text, measure, names(record.FieldsOf(reflect.TypeFor[record.Measure]())), "updates", list)
	}
	if !isBlock(here.value) {
		return e.replace(text, here, withItem(here.value, edit, fresh))
	}
	return setItem(text, here, edit.From, edit.To, fresh)
}

// withItem is a list with an update in its place, an item a line.
func withItem(old *yaml.Node, edit UpdateEdit, fresh *yaml.Node) *yaml.Node {
	list := *old
	list.Style &^= yaml.FlowStyle
	list.Content = slices.Clone(list.Content)
	if edit.From >= 0 {
		list.Content = slices.Delete(list.Content, edit.From, edit.From+1)
	}
	if list.LineComment != "" && len(list.Content) > 0 { // a list of several lines has no end of a line
		first := *list.Content[0]
		first.HeadComment, list.LineComment = list.LineComment, ""
		list.Content[0] = &first
	}
	list.Content = slices.Insert(list.Content, edit.To, fresh)
	return &list
}

// withUpdate is a measure that stood on one line, with an update, on several lines.
func withUpdate(old *yaml.Node, edit UpdateEdit, fresh *yaml.Node) *yaml.Node {
	measure := *old
	measure.Style &^= yaml.FlowStyle
	measure.Content = slices.Clone(measure.Content)
	first := *measure.Content[0]
	measure.Content[0] = &first
	for _, n := range []*yaml.Node{&measure, &first} { // these lines stay where they are
		n.HeadComment, n.FootComment = "", ""
	}
	if here, exists := entryOf(old, "updates"); exists {
		list := here.value
		if list.Kind != yaml.SequenceNode {
			list = &yaml.Node{Kind: yaml.SequenceNode} // updates: without any
		}
		measure.Content[slices.Index(measure.Content, here.value)] = withItem(list, edit, fresh)
		return &measure
	}
	key := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: "updates"}
	measure.Content = append(measure.Content, key, &yaml.Node{Kind: yaml.SequenceNode, Content: []*yaml.Node{fresh}})
	return &measure
}

// measuresOf is the list of measures of a commitment, if it is in block form and has one at
// a place.
func measuresOf(root *yaml.Node, place int) (list entry, ok bool) {
	if root == nil || !isBlock(root) || root.Kind != yaml.MappingNode {
		return entry{}, false
	}
	list, ok = entryOf(root, "measures")
	if !ok || !isBlock(list.value) || list.value.Kind != yaml.SequenceNode || place >= len(list.value.Content) {
		return entry{}, false
	}
	measure := list.value.Content[place]
	return list, measure.Kind == yaml.MappingNode && len(measure.Content) > 0
}

// setItem puts an item into a list in block form: in the place of another, which is taken
// away, or beside those that there are.
func setItem(text string, list entry, from, to int, item *yaml.Node) (string, bool) {
	lines := strings.Split(text, "\n")
	fresh, ok := encodeLines(&yaml.Node{Kind: yaml.SequenceNode, Content: []*yaml.Node{item}})
	if !ok {
		return text, false
	}
	spans := make([]itemSpan, len(list.value.Content))
	for i, node := range list.value.Content {
		if spans[i], ok = spanOf(lines, node); !ok {
			return text, false
		}
	}
	hyphen := spans[0].hyphen
	fresh = indented(fresh, hyphen)
	fresh[0] = strings.Repeat(" ", hyphen) + fresh[0]
	if from == to {
		return strings.Join(slices.Concat(lines[:spans[from].start], fresh, lines[spans[from].end:]), "\n"), true
	}
	if from >= 0 { // the later change first, so that the earlier one's lines stay where they are
		if from < to {
			lines = slices.Insert(lines, spans[to].end, fresh...)
			return strings.Join(slices.Delete(lines, spans[from].start, spans[from].end), "\n"), true
		}
		lines = slices.Delete(lines, spans[from].start, spans[from].end)
	}
	at := list.key.Line // below the field's name
	if to > 0 {
		at = spans[to-1].end
	}
	return strings.Join(slices.Insert(lines, at, fresh...), "\n"), true
}

// itemSpan are the lines of an item, and the column of its hyphen from 0.
type itemSpan struct{ start, end, hyphen int }

// spanOf finds the lines of an item of a list in block form.
func spanOf(lines []string, node *yaml.Node) (itemSpan, bool) {
	line := []rune(lines[node.Line-1])
	hyphen := slices.Index(line, '-')
	if hyphen < 0 || strings.TrimSpace(string(line[:hyphen])) != "" || node.Alias != nil || node.Anchor != "" {
		return itemSpan{}, false
	}
	at := entry{key: &yaml.Node{Line: node.Line, Column: hyphen + 1}, value: node}
	start, end := span(lines, at)
	return itemSpan{start, end, hyphen}, true
}

// setCollected notes what a sheet said.
func (e *editor) setCollected(text, slot, sum string) (string, bool) {
	const name = "collected"
	root := decode(text)
	if root == nil {
		return text, false
	}
	value := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: sum}
	key := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: slot}
	here, exists := entryOf(root, name)
	switch {
	case !exists:
		group := &yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{key, value}}
		return insert(text, root, names(record.FieldsOf(reflect.TypeFor[record.Commitment]())), name, group)
	case !isBlock(here.value):
		group := *here.value
		group.Kind, group.Tag, group.Value = yaml.MappingNode, "", ""
		group.Content = append(slices.Clone(group.Content), key, value)
		return e.replace(text, here, &group)
	}
	if known, ok := entryOf(here.value, slot); ok {
		return e.replace(text, known, value)
	}
	return insert(text, here.value, nil, slot, value)
}

// onlyUpdateDiffers reports whether an edited file says what it said before, but for the update
// and the note of where it comes from. What the update says is seen by who reads the record.
func onlyUpdateDiffers(path string, raw, edited []byte, edit UpdateEdit) bool {
	before, _ := source.Parse(path, raw)
	after, problems := source.Parse(path, edited)
	if before == nil || after == nil || problems.Count(diag.Error) > 0 {
		return false
	}
	was, wasList := apart(before.Root, edit.Measure)
	is, isList := apart(after.Root, edit.Measure)
	if edit.From >= 0 && edit.From < len(wasList) {
		wasList = slices.Delete(wasList, edit.From, edit.From+1)
	}
	if edit.To >= len(isList) {
		return false
	}
	isList = slices.Delete(isList, edit.To, edit.To+1)
	return sameLeaves(was, is) && slices.EqualFunc(wasList, isList, sameLeaves)
}

// apart lists all values of a commitment but what its sheets said, and the updates on one
// of its measures on their own.
func apart(root *source.Node, measure int) (rest map[string]string, updates []map[string]string) {
	rest = map[string]string{}
	if root == nil {
		return rest, nil
	}
	var own *source.Node
	if list := root.Get("measures"); list != nil && measure < len(list.Items) {
		own = list.Items[measure].Get("updates")
	}
	for _, f := range root.Fields {
		if f.Key != "collected" {
			flatten(f.Value, f.Key, rest)
		}
	}
	if own == nil {
		return rest, nil
	}
	prefix := strings.Join([]string{"measures", strconv.Itoa(measure), "updates"}, "\x00")
	for leaf := range rest {
		if leaf == prefix || strings.HasPrefix(leaf, prefix+"\x00") {
			delete(rest, leaf)
		}
	}
	for _, item := range own.Items {
		values := map[string]string{}
		flatten(item, "", values)
		updates = append(updates, values)
	}
	return rest, updates
}
