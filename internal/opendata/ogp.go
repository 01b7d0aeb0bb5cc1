package opendata

import (
	"reflect"
	"strings"

	"parskats/internal/i18n"
	"parskats/internal/progress"
	"parskats/internal/record"
)

// What OGP asks of governments, in the order and the words of the template for self-assessment
// reports in its handbook (OGP Handbook, Rules + Guidance for Participants, self-assessment
// report), so that it can be handed on without retyping it. Fields of the template that the
// records don't have (the public problem, relevance to OGP's values) are left out, and so is
// the grade of a commitment as a whole: the records grade its milestones, and nobody's grade
// follows from those.

// ogpCommitment is a commitment.
type ogpCommitment struct {
	Commitment  string         `field:"commitment,required" ref:"commitment" lv:"Apņemšanās" en:"Commitment"`
	Plan        string         `field:"plan,required" ref:"plan" lv:"Plāns" en:"Action plan"`
	Number      string         `field:"commitment_number" lv:"Apņemšanās numurs" en:"Number of commitment" help:"The plan's own. Left out where only OGP's id is known, which the records then have in its place." lvhelp:"Paša plāna numurs. Nav norādīts, ja zināms tikai OGP numurs, kas ierakstos tad ir tā vietā."`
	OGPID       string         `field:"ogp_id" lv:"OGP numurs" en:"OGP id"`
	Name        i18n.Text      `field:"commitment_name,required" lv:"Apņemšanās nosaukums" en:"Name of commitment"`
	Starts      i18n.Date      `field:"start_date" lv:"Sākuma diena" en:"Commitment start date" help:"The earliest of its milestones; left out where the data lack some." lvhelp:"Agrākā no tās starpposmu sākuma dienām; nav norādīta, ja datos kāda trūkst."`
	Ends        i18n.Date      `field:"end_date" lv:"Beigu diena" en:"Commitment end date" help:"The latest due date in force of its milestones; left out where the data lack one." lvhelp:"Vēlākais no starpposmu spēkā esošajiem termiņiem; nav norādīta, ja datos kāda trūkst."`
	Lead        i18n.Text      `field:"lead_implementing_agency" lv:"Atbildīgā iestāde" en:"Lead implementing agency"`
	StateActors i18n.Text      `field:"state_actors_involved" lv:"Citas iesaistītās valsts un pašvaldību iestādes" en:"State actors involved"`
	OtherActors i18n.Text      `field:"other_actors_involved" lv:"Citi iesaistītie" en:"CSOs, private sector, multilaterals, working groups"`
	Description i18n.Text      `field:"commitment_description" lv:"Apņemšanās apraksts" en:"What is the commitment?"`
	PolicyAreas []string       `field:"policy_areas" ref:"area" lv:"Jomas" en:"Policy areas"`
	Milestones  []ogpMilestone `field:"milestones" lv:"Starpposmi" en:"Milestones"`
}

// ogpMilestone is a measure, which OGP calls a milestone.
type ogpMilestone struct {
	Measure     string        `field:"measure,required" ref:"measure" lv:"Pasākums" en:"Measure"`
	Number      string        `field:"milestone_number,required" lv:"Starpposma numurs" en:"Milestone number"`
	Name        i18n.Text     `field:"milestone,required" lv:"Starpposms" en:"Milestone activity with a verifiable deliverable"`
	Starts      i18n.Date     `field:"start_date,required" lv:"Sākuma diena" en:"Start date" help:"The day on which it came into the plan." lvhelp:"Diena, kad tas iekļauts plānā."`
	Ends        i18n.Date     `field:"end_date" lv:"Beigu diena" en:"End date" help:"The due date in force." lvhelp:"Spēkā esošais termiņš."`
	Completion  record.Status `field:"completion_level" lv:"Izpildes pakāpe" en:"Completion level" help:"The newest grade that an institution gave itself; complete is OGP's Completed. Left out where none is in the data, which is unknown and not not_started." lvhelp:"Jaunākais vērtējums, ko devusi pati institūcija; complete ir OGP Completed. Nav norādīts, ja datos tāda nav; tas ir nezināms, nevis not_started."`
	Assessed    i18n.Date     `field:"completion_level_date" lv:"Izpilde vērtēta" en:"Completion level given on"`
	Sourced     record.Status `field:"public_sources_level" lv:"Izpilde pēc publiskiem avotiem" en:"Completion by public sources" help:"What the publisher concludes from evidence; it is no self-assessment." lvhelp:"Ko no pierādījumiem secina izdevējs; tas nav pašvērtējums."`
	SourcedOn   i18n.Date     `field:"public_sources_date" lv:"Izpilde pēc publiskiem avotiem vērtēta" en:"Completion by public sources given on"`
	Results     i18n.Text     `field:"description_of_results" lv:"Rezultātu apraksts" en:"Description of the results" help:"What the institution said last." lvhelp:"Ko institūcija teikusi pēdējo reizi."`
	Evidence    []string      `field:"evidence" as:"url" lv:"Institūcijas pierādījumi" en:"Evidence by the institution" help:"What the institution gave with the grade in completion_level. Left out where it gave none." lvhelp:"Ko institūcija norādījusi kopā ar vērtējumu laukā completion_level. Nav norādīts, ja tā nav norādījusi neko."`
	SourcedBy   []string      `field:"public_sources_evidence" as:"url" lv:"Publiskie avoti" en:"Public sources" help:"What the publisher rests the grade in public_sources_level on; the institution did not give it." lvhelp:"Uz ko izdevējs balsta vērtējumu laukā public_sources_level; institūcija to nav norādījusi."`
	Lead        i18n.Text     `field:"lead_implementing_agency" lv:"Atbildīgā iestāde" en:"Lead implementing agency"`
	StateActors i18n.Text     `field:"state_actors_involved" lv:"Citas iesaistītās valsts un pašvaldību iestādes" en:"State actors involved"`
	OtherActors i18n.Text     `field:"other_actors_involved" lv:"Citi iesaistītie" en:"CSOs, private sector, multilaterals, working groups"`
}

// ogpCommitments are the commitments of all plans as of the day.
func (d *Data) ogpCommitments() []reflect.Value {
	var list []reflect.Value
	for _, p := range d.site.Plans.All() {
		now := d.in.Index.PlanOn(p, d.in.Day)
		for i := range now.Commitments {
			list = append(list, reflect.ValueOf(d.newOGPCommitment(p, &now.Commitments[i])).Elem())
		}
	}
	return list
}

func (d *Data) newOGPCommitment(p *record.Plan, now *progress.Commitment) *ogpCommitment {
	c := now.Record
	out := &ogpCommitment{
		Commitment: c.ID, Plan: p.ID, Number: ownNumber(c), OGPID: c.OGPID, Name: c.Title,
		Description: c.Summary, PolicyAreas: c.PolicyAreas,
	}
	out.Lead, out.StateActors, out.OtherActors = d.actors(progress.RolesIn(c, nil))
	allKnown := c.MeasuresExtent == record.ExtentAll
	for _, m := range now.Measures {
		milestone := d.newOGPMilestone(p, m)
		out.Milestones = append(out.Milestones, milestone)
		if out.Starts.IsZero() || milestone.Starts.First() < out.Starts.First() {
			out.Starts = milestone.Starts
		}
		if milestone.Ends.Last() > out.Ends.Last() || out.Ends.IsZero() {
			out.Ends = milestone.Ends
		}
		allKnown = allKnown && !milestone.Ends.IsZero()
	}
	if !allKnown {
		out.Starts, out.Ends = i18n.Date{}, i18n.Date{} // a milestone that is not known may be outside of them
	}
	return out
}

func (d *Data) newOGPMilestone(p *record.Plan, m *progress.Measure) ogpMilestone {
	r := m.Record
	out := ogpMilestone{Measure: r.Key, Number: r.Number, Name: r.Title, Starts: r.Added}
	if r.Added.IsZero() {
		out.Starts = p.Starts
	}
	if m.Due != nil {
		out.Ends = m.Due.Date
	}
	for _, rating := range m.Ratings {
		switch rating.By {
		case record.RatedByInstitution:
			if rating.Update.Date.Last() > out.Assessed.Last() || out.Assessed.IsZero() {
				out.Completion, out.Assessed, out.Evidence = rating.Status, rating.Update.Date, addressesOf(rating.Update.Evidence)
			}
		case record.RatedByEditor:
			out.Sourced, out.SourcedOn, out.SourcedBy = rating.Status, rating.Update.Date, addressesOf(rating.Update.Evidence)
		}
	}
	if m.LastReport != nil {
		out.Results = m.LastReport.Text
	}
	out.Lead, out.StateActors, out.OtherActors = d.actors(progress.RolesIn(m.Commitment, r))
	return out
}

// ownNumber is the number that a plan gives a commitment; "" where the record has OGP's id in
// its place.
func ownNumber(c *record.Commitment) string {
	if c.OGPID != "" && strings.EqualFold(c.Number, c.OGPID) {
		return ""
	}
	return c.Number
}

// addressesOf are the addresses of sources.
func addressesOf(sources []record.Source) []string {
	var addresses []string
	for _, s := range sources {
		addresses = append(addresses, s.URL)
	}
	return addresses
}

// actors names those who carry something out as the template divides them.
func (d *Data) actors(r progress.Roles) (lead, state, others i18n.Text) {
	var rest, outside []string
	for _, id := range append(append([]string(nil), r.CoLead...), r.Implementers...) {
		i := d.site.Institutions.Get(id)
		if i == nil || !isOfState(i.Kind) {
			outside = append(outside, id)
			continue
		}
		rest = append(rest, id)
	}
	return d.namesOf(r.Lead), d.namesOf(rest), d.namesOf(outside)
}

// isOfState reports whether a kind of institution is a part of the state or of a municipality.
func isOfState(kind record.InstitutionKind) bool {
	switch kind {
	case "parliament", "chancellery", "ministry", "agency", record.Municipality:
		return true
	}
	return false
}

// namesOf are the names of institutions in each language of the site, as of the day.
func (d *Data) namesOf(ids []string) i18n.Text {
	if len(ids) == 0 {
		return nil
	}
	names := i18n.Text{}
	for _, lang := range d.langs {
		var list []string
		for _, id := range ids {
			name := id
			if i := d.site.Institutions.Get(id); i != nil {
				title, _ := progress.NameOn(i, d.in.Day)
				name, _ = title.In(lang, d.langs...)
			}
			list = append(list, name)
		}
		names[lang] = strings.Join(list, "; ")
	}
	return names
}
