package site

import "reflect"

// Views returns the types of the values that the program gives to templates, by the
// path of the template in a theme. All other templates get theirs from these.
func Views() map[string]reflect.Type {
	return map[string]reflect.Type{
		"templates/pages/choice.html":    reflect.TypeFor[choiceView](),
		"templates/pages/embed.html":     reflect.TypeFor[*embedView](),
		"templates/pages/home.html":      reflect.TypeFor[*homeView](),
		"templates/pages/list.html":      reflect.TypeFor[*listView](),
		"templates/pages/moved.html":     reflect.TypeFor[movedView](),
		"templates/pages/not-found.html": reflect.TypeFor[notFoundView](),
		"templates/pages/record.html":    reflect.TypeFor[*recordView](),
		"templates/pages/removed.html":   reflect.TypeFor[removedView](),
		"templates/pages/search.html":    reflect.TypeFor[*searchView](),
		"templates/partials/card.html":   reflect.TypeFor[Card](),
		"templates/partials/facet.html":  reflect.TypeFor[Facet](),
	}
}
