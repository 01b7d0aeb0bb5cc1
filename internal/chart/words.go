package chart

import (
	"embed"
	"fmt"
	"sync"

	"parskats/internal/i18n"
)

//go:embed words
var wordFiles embed.FS

var catalogues = sync.OnceValue(func() map[i18n.Lang]*i18n.Catalogue {
	all := map[i18n.Lang]*i18n.Catalogue{}
	for _, lang := range i18n.Languages {
		raw, err := wordFiles.ReadFile("words/" + string(lang) + ".yaml")
		if err != nil {
			panic(err) // embedded: can't fail once built
		}
		if all[lang], err = i18n.ReadCatalogue(lang, raw); err != nil {
			panic(fmt.Sprintf("words/%s.yaml: %v", lang, err))
		}
	}
	return all
})

// words returns the sentences of a language, in English where there are none.
func words(lang i18n.Lang) *i18n.Catalogue {
	if c, ok := catalogues()[lang]; ok {
		return c
	}
	return catalogues()[i18n.English]
}
