package dev.tokenbudget.internal.replay;

import dev.tokenbudget.internal.replay.Slopes.Slope;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Least squares over groups of prompts, each with an overhead of its own: input = overhead + slope · text + structure · results.
 *
 * @param degreesOfFreedom prompts beyond those that the unknowns need
 * @param textText the sum of the squares of the texts' deviations from the means of their groups; the others likewise
 */
record SlopeFit(
        long degreesOfFreedom,
        double textText,
        double textResults,
        double resultsResults,
        double textInput,
        double resultsInput,
        double inputInput) {

    /** Fewer prompts may agree by chance. */
    private static final long LEAST_PROMPTS = 4;

    /** Texts whose lengths differ by less tell nothing beside what is rounded. */
    private static final double LEAST_DEVIATION = 100;

    /** What a few prompts tell is not known better than this. */
    private static final double LEAST_ERROR = 0.01;

    /** Where the fit is worse than the table, the prompts differ in something that is not seen. */
    private static final double MOST_ERROR = 0.05;

    /** Nearly all of an estimate's errors lie within so many standard errors. */
    private static final double STANDARD_ERRORS = 2;

    private static final double LEAST_SLOPE = 0.5;
    private static final double MOST_SLOPE = 2;

    /** Below this share of its own, the number of results tells nothing that the text does not. */
    private static final double OF_ITS_OWN = 0.01;

    static SlopeFit of(Collection<List<PromptSize>> groups) {
        double textText = 0;
        double textResults = 0;
        double resultsResults = 0;
        double textInput = 0;
        double resultsInput = 0;
        double inputInput = 0;
        long degrees = 0;
        for (List<PromptSize> group : groups) {
            double meanText =
                    group.stream().mapToLong(PromptSize::text).average().orElse(0);
            double meanResults =
                    group.stream().mapToLong(PromptSize::toolResults).average().orElse(0);
            double meanInput =
                    group.stream().mapToLong(PromptSize::input).average().orElse(0);
            for (PromptSize prompt : group) {
                double text = prompt.text() - meanText;
                double results = prompt.toolResults() - meanResults;
                double input = prompt.input() - meanInput;
                textText += text * text;
                textResults += text * results;
                resultsResults += results * results;
                textInput += text * input;
                resultsInput += results * input;
                inputInput += input * input;
            }
            degrees += group.size() - 1;
        }
        return new SlopeFit(
                degrees - (resultsResults > 0 ? 2 : 1),
                textText,
                textResults,
                resultsResults,
                textInput,
                resultsInput,
                inputInput);
    }

    /** Return the slope with its error, or nothing where the prompts do not tell it. */
    Optional<Slope> slope() {
        double textAlone = resultsResults > 0 ? textText - textResults * textResults / resultsResults : textText;
        if (degreesOfFreedom < LEAST_PROMPTS
                || textAlone < LEAST_DEVIATION * LEAST_DEVIATION
                || textAlone < OF_ITS_OWN * textText) {
            return Optional.empty();
        }
        double results = resultsResults > 0 ? textResults / resultsResults : 0;
        double slope = (textInput - results * resultsInput) / textAlone;
        double structure = resultsResults > 0 ? (resultsInput - slope * textResults) / resultsResults : 0;
        double unexplained = Math.max(0, inputInput - slope * textInput - structure * resultsInput);
        double error = STANDARD_ERRORS * Math.sqrt(unexplained / degreesOfFreedom / textAlone) / slope;
        return slope < LEAST_SLOPE || slope > MOST_SLOPE || error > MOST_ERROR
                ? Optional.empty()
                : Optional.of(new Slope(slope, Math.max(LEAST_ERROR, error)));
    }
}
