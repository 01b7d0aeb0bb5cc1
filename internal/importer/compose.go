package importer

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"parskats/internal/diag"
	"parskats/internal/i18n"
	"parskats/internal/mapping"
	"parskats/internal/record"
	"parskats/internal/recordio"
	"parskats/internal/source"
)

// compose makes the text of a candidate's file as it would be written anew.
func (r *run) compose(c *candidate) error {
	rec := reflect.New(r.Map.Type.Go)
	b := builder{items: map[string]int{}}
	for _, v := range c.values {
		if err := b.set(rec.Elem(), r.Map.Type.Fields, v); err != nil {
			return fmt.Errorf("%s: %s: %w", c.id, v.path, err)
		}
	}
	base := rec.Interface().(interface{ Base() *record.Common }).Base()
	base.ID = c.id
	base.Imported = &record.Import{
		Map: r.Map.Name, File: r.Table.File, Sheet: r.Table.Sheet, Row: c.rows[0].Number,
		Retrieved: r.Retrieved, Fields: c.hashes,
	}
	if c.rows[0].File != "" {
		base.Imported.File = path.Base(c.rows[0].File)
	}
	fresh, err := recordio.Marshal(rec.Interface(), r.langs, false)
	if err != nil {
		return err
	}
	if c.known != nil {
		c.fresh = fresh
		return nil
	}
	c.path = r.pathOf(c)
	c.content = slices.Concat([]byte(r.comment(c)), fresh)
	return nil
}

// comment says at the head of a new record which values of its fields could not be read.
func (r *run) comment(c *candidate) string {
	if len(c.remarks) == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# %s, %d:\n", r.Table.File, c.rows[0].Number)
	for _, remark := range c.remarks {
		fmt.Fprintf(&b, "#   %s\n", remark)
	}
	return b.String()
}

// pathOf is where a new record is written.
func (r *run) pathOf(c *candidate) string {
	t := r.Map.Type
	switch t.Name {
	case "commitment":
		return path.Join("data/plans", c.plan, "commitments", r.Map.Folder, c.id+".yaml")
	case "plan":
		return path.Join("data/plans", c.id, "plan.yaml")
	}
	return path.Join("data", t.Folder, r.Map.Folder, c.id+".yaml")
}

// builder fills a record.
type builder struct {
	// items are the numbers of the items of lists, by their paths.
	items map[string]int
}

// set puts a value into its place in a record.
func (b *builder) set(into reflect.Value, fields []record.Field, v value) error {
	for i, step := range v.steps {
		f, ok := record.Lookup(fields, step.Name)
		if !ok {
			return fmt.Errorf("there is no field %s", step.Name)
		}
		field := into.FieldByIndex(f.Index)
		switch {
		case f.Kind == record.KindGroup && f.List:
			into, fields = b.item(field, mapping.PathOf(v.steps[:i+1])), f.Fields
		case f.Kind == record.KindGroup:
			into, fields = inside(field), f.Fields
		case f.Kind == record.KindLocalised && !f.List, f.Kind == record.KindTexts:
			setNamed(field, v.steps[i+1].Name, v.texts[0])
			return nil
		case f.List:
			return setList(field, f, v.texts)
		default:
			return setScalar(field, f, v.texts[0])
		}
	}
	return errors.New("it ends in a group")
}

// item returns the item of a list of groups that a path leads to.
func (b *builder) item(list reflect.Value, path string) reflect.Value {
	i, known := b.items[path]
	if !known {
		i = list.Len()
		b.items[path] = i
		list.Set(reflect.Append(list, reflect.Zero(list.Type().Elem())))
	}
	return inside(list.Index(i))
}

// inside returns the struct that a field is, or points to.
func inside(field reflect.Value) reflect.Value {
	if field.Kind() != reflect.Pointer {
		return field
	}
	if field.IsNil() {
		field.Set(reflect.New(field.Type().Elem()))
	}
	return field.Elem()
}

// setNamed puts a text into a map of texts: of languages, or of any names.
func setNamed(field reflect.Value, name, text string) {
	if field.IsNil() {
		field.Set(reflect.MakeMap(field.Type()))
	}
	field.SetMapIndex(reflect.ValueOf(name).Convert(field.Type().Key()), reflect.ValueOf(text))
}

func setList(field reflect.Value, f record.Field, texts []string) error {
	list := reflect.MakeSlice(field.Type(), len(texts), len(texts))
	for i, text := range texts {
		if err := setScalar(list.Index(i), f, text); err != nil {
			return err
		}
	}
	field.Set(list)
	return nil
}

// setScalar puts a single value into a field. A localised text in a list is in the
// default language.
func setScalar(field reflect.Value, f record.Field, text string) error {
	field = inside(field)
	switch f.Kind {
	case record.KindDate:
		d, err := i18n.ParseDate(text)
		field.Set(reflect.ValueOf(d))
		return err
	case record.KindInt:
		n, err := strconv.ParseInt(text, 10, 64)
		field.SetInt(n)
		return err
	case record.KindNumber:
		x, err := strconv.ParseFloat(text, 64)
		field.SetFloat(x)
		return err
	case record.KindBool:
		field.SetBool(text == "true")
	default:
		field.SetString(text)
	}
	return nil
}

// compare holds what the table says of a record that was imported before against what it
// said then, by the checksums in the record, and against what the record says: an editor's
// change is never undone. It reports whether the record's file is to be changed. What stays
// the editor's, and what is in conflict, is settled before the file is composed, since the
// checksums of it are written there.
func (r *run) compare(c *candidate) bool {
	c.path = c.known.base.Path
	doc := r.documents[c.path]
	own := recordNode(doc, c.id)
	if doc.IsMarkdown || own == nil {
		r.reject(c, r.Table.Place(c.rows[0], -1), mapping.Problem{Code: "import-conflict/file", Args: diag.Args{"file": c.path}})
		c.outcome = isRejected
		return false
	}
	c.changes = r.changes(c, own)
	c.outcome = isUnchanged
	return !maps.Equal(c.hashes, c.known.base.Imported.Fields)
}

// merge makes the changes of a record that was imported before in the text of its file.
func (r *run) merge(c *candidate) error {
	base := c.known.base
	own := recordNode(r.documents[base.Path], c.id)
	freshDoc, problems := source.Parse(base.Path, c.fresh)
	if problems.Count(diag.Error) > 0 {
		r.rejectUnread(c, problems)
		return nil
	}
	raw, err := r.Read(base.Path)
	if err != nil {
		return err
	}
	e := editor{id: c.id, fields: r.Map.Type.Fields, lang: string(r.langs[0])}
	changes := append(c.changes, change{steps: []mapping.Step{{Name: "imported"}}})
	edited, ok := e.edit(raw, c.fresh, changes)
	if !ok || !sameBut(own, edited, freshDoc.Root, changes, &e, base.Path) {
		r.reject(c, r.Table.Place(c.rows[0], -1), mapping.Problem{Code: "import-conflict/edit", Args: diag.Args{"file": base.Path}})
		c.outcome = isRejected
		return nil
	}
	c.content = edited
	c.outcome = isUpdated
	return nil
}

// rejectUnread rejects a candidate whose file can't be read back.
func (r *run) rejectUnread(c *candidate, problems diag.Problems) {
	for _, p := range problems.Sorted() {
		p.Pos = r.Table.Place(c.rows[0], -1)
		c.problems = append(c.problems, p)
	}
	c.outcome = isRejected
}
