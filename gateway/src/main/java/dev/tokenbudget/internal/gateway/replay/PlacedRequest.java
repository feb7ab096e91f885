package dev.tokenbudget.internal.gateway.replay;

/**
 * A request with what decides which recorded one it is.
 *
 * @param request the request
 * @param place where in the recorded conversations it stands
 * @param role what the agent is there for that asks
 * @param said what was said until then
 * @param now what the user says now
 */
record PlacedRequest(ComparedRequest request, ConversationPlace place, Role role, Shingles said, Shingles now) {

    static PlacedRequest of(ComparedRequest request, EarlierAnswers answers) {
        return new PlacedRequest(
                request,
                answers.placeOf(request.content()),
                Role.of(request, answers),
                Shingles.of(request.content().history()
                        + request.content().toolResults()
                        + request.content().user()),
                Shingles.of(request.content().user()));
    }

    /** Return how like both are, from 0 to 2: first by role, then by what was said. */
    double likeness(PlacedRequest other) {
        return role.likeness(other.role) + said.resemblance(other.said);
    }
}
