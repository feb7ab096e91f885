package dev.tokenbudget.internal.gateway.replay;

import dev.tokenbudget.internal.gateway.prompt.RequestContent;
import java.util.Optional;

/**
 * What an agent is there for, by what it is told in every request: system prompt, tools and response format, and beside
 * them what it is asked in words of its own.
 */
final class Role {

    /** So many words in common are no chance. */
    private static final double ALIKE = 0.3;

    /** Definitions of any two tools have the words of JSON schemas in common. */
    private static final double ALIKE_TOOLS = 0.6;

    /** Shorter texts differ in most of their words when they are reworded. */
    private static final int TELLING_WORDS = 8;

    private final Optional<String> agent;
    private final String fixed;
    private final Shingles all;
    private final Shingles system;
    private final Shingles tools;
    private final Shingles asked;

    private Role(Optional<String> agent, RequestContent content, String asked) {
        this.agent = agent;
        this.fixed = content.system() + content.tools() + content.responseFormat();
        this.all = Shingles.of(fixed);
        this.system = Shingles.of(content.system());
        this.tools = Shingles.of(content.tools());
        this.asked = Shingles.of(asked);
    }

    static Role of(ComparedRequest request, EarlierAnswers answers) {
        return new Role(
                request.agent(),
                request.content(),
                answers.withoutQuotes(request.content().user()));
    }

    /** Whether both may be the same role, one of them with another prompt. */
    boolean mayBe(Role other) {
        if (agent.isPresent() && other.agent.isPresent()) {
            return agent.equals(other.agent);
        }
        if (!fixed.isBlank() && fixed.equals(other.fixed)) {
            return true;
        }
        if (isTelling(system) && isTelling(other.system)) {
            return system.containment(other.system) >= ALIKE || isSameTools(other);
        }
        if (!tools.isEmpty() && !other.tools.isEmpty()) {
            return tools.containment(other.tools) >= ALIKE_TOOLS;
        }
        return !(isTelling(asked) && isTelling(other.asked)) || asked.containment(other.asked) >= ALIKE;
    }

    /** Return how much of what both are told is the same, from 0 to 1; 1 is the same text. */
    double likeness(Role other) {
        return fixed.equals(other.fixed) ? 1 : 0.99 * all.resemblance(other.all);
    }

    private boolean isSameTools(Role other) {
        return !tools.isEmpty() && tools.isSameAs(other.tools);
    }

    private static boolean isTelling(Shingles text) {
        return text.words() >= TELLING_WORDS;
    }
}
