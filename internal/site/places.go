package site

import (
	"path"
	"slices"
	"strings"

	"parskats/internal/changes"
	"parskats/internal/i18n"
	"parskats/internal/opendata"
	"parskats/internal/record"
)

// ownPages are the sections of which the page is one of the site itself, not of a list.
var ownPages = []section{sectionMethod, sectionSearch, sectionAccessibility}

// PlaceOf says of what a file of a built site is a part, by its path alone: addresses never
// change.
func PlaceOf(file string) changes.Place {
	parts := strings.Split(file, "/")
	if inData, ok := strings.CutPrefix(file, opendata.Folder); ok {
		return dataPlaceOf(inData)
	}
	lang := i18n.Lang(parts[0])
	if !slices.Contains(i18n.Languages, lang) {
		return changes.Place{}
	}
	name := parts[len(parts)-1]
	isPage := path.Ext(name) == ".html"
	place := changes.Place{Lang: lang}
	switch {
	case len(parts) == 2 && isPage:
		place.Type, place.IsPage = changes.SiteItself, true
		return place
	case len(parts) == 2:
		return place
	}
	s, isSection := sectionAt(lang, parts[1])
	switch {
	case !isSection && len(parts) == 3: // a text page stands below the language itself
		place.Type, place.ID, place.IsPage = "page", parts[1], isPage
	case !isSection:
	case slices.Contains(ownPages, s):
		place.Type, place.ID, place.IsPage = changes.SiteItself, string(s), isPage && len(parts) == 3
	case len(parts) == 3 || s == sectionChanges || s == sectionData || arranges(parts[2]):
		place.IsList = isPage
	default:
		place.Type, place.ID = typeIn(s), parts[2]
		place.IsPage = isPage && len(parts) == 4
	}
	return place
}

// dataPlaceOf knows the file of the data that holds what is known of a single record.
func dataPlaceOf(file string) changes.Place {
	name, isJSON := strings.CutSuffix(path.Base(file), ".json")
	if !isJSON {
		return changes.Place{}
	}
	for _, t := range record.Types() {
		if file == opendata.PathOf(t.Name, name) {
			return changes.Place{Type: t.Name, ID: name, IsData: true}
		}
	}
	return changes.Place{}
}

// sectionAt returns the section that has a name in addresses.
func sectionAt(lang i18n.Lang, slug string) (s section, ok bool) {
	for s, names := range slugs {
		if names[lang] == slug {
			return s, true
		}
	}
	return "", false
}

// typeIn is the type of what has its pages in a section.
func typeIn(s section) record.TypeName {
	if s == sectionFigures {
		return changes.FigureType
	}
	for _, t := range record.Types() {
		if of, hasPages := sectionOf(t.Name); hasPages && of == s {
			return t.Name
		}
	}
	return ""
}
