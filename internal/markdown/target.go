package markdown

import (
	"net/url"
	"path"
	"strings"
)

// LocalTarget returns the file that a link in the file from leads to, from the source
// folder, and the link's anchor. local is false for links that lead to an address, to
// a path of the site or within the text.
func LocalTarget(from, destination string) (target, anchor string, local bool) {
	u, err := url.Parse(destination)
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" || strings.HasPrefix(u.Path, "/") {
		return "", "", false
	}
	return path.Join(path.Dir(from), u.Path), u.Fragment, true
}

// SitePath returns the path of the site to which a link such as "/lv/plani/#lv-5" leads,
// and the link's anchor. ok is false for all other links.
func SitePath(destination string) (address, anchor string, ok bool) {
	u, err := url.Parse(destination)
	if err != nil || u.Scheme != "" || u.Host != "" || !strings.HasPrefix(u.Path, "/") {
		return "", "", false
	}
	address = path.Clean(u.Path)
	if strings.HasSuffix(u.Path, "/") && address != "/" {
		address += "/"
	}
	return address, u.Fragment, true
}

// RecordTarget returns the type and the id of the record that a link of the form
// "commitment:lv0046" names, and the link's anchor. named is false for all other links.
// Whether there is such a type is for the caller to say.
func RecordTarget(destination string) (typ, id, anchor string, named bool) {
	u, err := url.Parse(destination)
	if err != nil || u.Opaque == "" || u.Scheme == "mailto" || u.Scheme == "tel" {
		return "", "", "", false
	}
	return u.Scheme, u.Opaque, u.Fragment, true
}
