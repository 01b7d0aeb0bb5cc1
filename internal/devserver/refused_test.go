package devserver

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"parskats/internal/diag"
)

// What is refused is refused in the user's language.
func TestRefusalsInWords(t *testing.T) {
	s := &Server{opts: Options{Language: diag.Latvian}, hosts: map[string]bool{"localhost:1313": true}}
	for _, test := range []struct {
		method, host, want string
		status             int
	}{
		{http.MethodGet, "example.lv", "šis serveris atbild tikai ar vārdu localhost\n", http.StatusForbidden},
		{http.MethodPost, "localhost:1313", "šim serverim neko nevar nosūtīt\n", http.StatusMethodNotAllowed},
	} {
		r := httptest.NewRequest(test.method, "http://"+test.host+"/", strings.NewReader(""))
		answer := httptest.NewRecorder()
		s.ServeHTTP(answer, r)
		if answer.Code != test.status || answer.Body.String() != test.want {
			t.Errorf("%s of %s: %d, %q", test.method, test.host, answer.Code, answer.Body)
		}
	}
}
