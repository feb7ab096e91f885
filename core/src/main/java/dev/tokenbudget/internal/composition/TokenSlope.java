package dev.tokenbudget.internal.composition;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How many tokens a model's provider counts for a text of which {@code o200k_base} counts one.
 *
 * <p>Measured on 55 pairs of consecutive plain-text calls in public recordings, as the difference of the reported inputs over
 * that of the texts, so that what a provider adds to every call falls out. Anthropic's lie between 1.03 and 1.10, Gemini's
 * between 0.90 and 0.97. Where a project's own runs tell more, {@link ModelSlopes} knows it.
 *
 * @param thousandths the slope in thousandths: 1060 for 1.06
 */
public record TokenSlope(int thousandths) {

    /** The slope of models that count as {@code o200k_base} does, and of those that nothing is known of. */
    public static final TokenSlope ONE = new TokenSlope(1000);

    private static final int PARTS = 1000;

    private static final Pattern NO_WORD = Pattern.compile("[^a-z0-9]+");

    private static final List<Family> FAMILIES = List.of(
            new Family(ONE, "gpt", "openai"),
            new Family(new TokenSlope(1060), "claude", "anthropic"),
            new Family(new TokenSlope(930), "gemini"),
            new Family(new TokenSlope(950), "nova"),
            new Family(new TokenSlope(980), "command", "c4ai", "cohere"),
            new Family(new TokenSlope(1020), "deepseek"),
            new Family(
                    new TokenSlope(1030),
                    "mistral",
                    "ministral",
                    "mixtral",
                    "magistral",
                    "codestral",
                    "devstral",
                    "pixtral"));

    /** Models of one vocabulary; a word of their names, or of their provider's, begins with one of these. */
    private record Family(TokenSlope slope, List<String> words) {

        Family(TokenSlope slope, String... words) {
            this(slope, List.of(words));
        }

        boolean has(String name) {
            return NO_WORD.splitAsStream(name).anyMatch(word -> words.stream().anyMatch(word::startsWith));
        }
    }

    /**
     * Return the slope of a model: by its own name first, for a host may serve models of others.
     *
     * @param provider the upstream's name
     * @param model the model that the agent asked for
     */
    public static TokenSlope of(String provider, String model) {
        return ofFamily(provider, model).orElse(ONE);
    }

    /** Return the slope of a model of a family that was measured, or nothing where nothing is known of it. */
    public static Optional<TokenSlope> ofFamily(String provider, String model) {
        return named(model).or(() -> named(provider));
    }

    /** Return the tokens that the provider is expected to count for {@code counted} of {@code o200k_base}, 0 or more. */
    public long of(long counted) {
        long whole = counted / PARTS;
        long rest = Math.round((double) (counted % PARTS) * thousandths / PARTS);
        return whole > (Long.MAX_VALUE - rest) / thousandths ? Long.MAX_VALUE : whole * thousandths + rest;
    }

    private static Optional<TokenSlope> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return FAMILIES.stream()
                .filter(family -> family.has(lower))
                .map(Family::slope)
                .findFirst();
    }
}
