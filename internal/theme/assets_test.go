package theme

import "testing"

func TestIsAssetPath(t *testing.T) {
	look, err := Load(nil, "")
	if err != nil {
		t.Fatal(err)
	}
	look.AddAsset("site.css", []byte("x"))
	look.AddAsset("fonts/a.b.woff2", []byte("y"))
	look.AddAsset("LICENCE", []byte("z"))
	if len(look.Assets()) != 3 {
		t.Fatalf("assets %v", look.Assets())
	}
	for _, a := range look.Assets() {
		for _, name := range []string{a.Path, a.Path + ".gz", a.Path + ".br"} {
			if !IsAssetPath(name) {
				t.Errorf("%s is an asset", name)
			}
		}
	}
	for _, name := range []string{
		"assets/site.css", "site.0123456789.css", "lv/assets/site.0123456789.css", "assets/site.012345678g.css",
		"assets/0123456789.css", "files/assets/a.0123456789.png", "assets/site.0123456789.css.map.js",
	} {
		if IsAssetPath(name) {
			t.Errorf("%s is none", name)
		}
	}
}
