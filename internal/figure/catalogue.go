package figure

// Catalogue returns all figures, in the order in which they are listed.
func Catalogue() []Figure {
	return []Figure{
		planState, delays, timeline, burnUp, reporting, reportAge, ratings, irmPotential, roles,
		levels, levelYears, levelInstitutions, openByDay, length, minimum,
		submissions, proposals, proposalYears, proposalInstitutions,
		feedback, feedbackWait, axes, chain,
		methods, targetGroups, territories, accommodations, unknowns,
		caseLevels, caseInstitutions, initiativeStages, budgets, budgetIdeas, budgetVoters, budgetVotes, eventKinds, officials,
		indicators, translations,
	}
}

// Find returns the figure with an id.
func Find(id string) (Figure, bool) {
	for _, f := range Catalogue() {
		if f.ID == id {
			return f, true
		}
	}
	return Figure{}, false
}
