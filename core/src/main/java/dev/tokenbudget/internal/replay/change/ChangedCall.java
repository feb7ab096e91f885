package dev.tokenbudget.internal.replay.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.json.JsonFile;
import dev.tokenbudget.internal.replay.Body;
import dev.tokenbudget.internal.replay.Exchange;
import dev.tokenbudget.internal.replay.Slopes;
import dev.tokenbudget.internal.replay.change.ListDiff.Edit;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A call that was recorded, and what it has become.
 *
 * @param recorded the recorded request with its answer
 * @param asked the request that got the same answer
 */
record ChangedCall(Exchange recorded, Exchange asked) {

    /** What a character makes where nothing tells, in tokens. */
    private static final double TOKENS_PER_CHARACTER = 0.25;

    /** Return which texts of its prompt changed. */
    List<TextChange> changes() {
        if (recorded.request().equals(asked.request())) {
            return List.of();
        }
        TextPairs pairs = new TextPairs();
        for (Edit<PromptText> edit : ListDiff.of(texts(recorded), texts(asked))) {
            pairs.add(edit);
        }
        return pairs.changes();
    }

    private static List<PromptText> texts(Exchange exchange) {
        Optional<JsonNode> document =
                exchange.request() instanceof Body.Json json ? JsonFile.parse(json.document()) : Optional.empty();
        return document.map(PromptReader::texts).orElse(List.of());
    }

    /**
     * Return what a change adds to the call, in tokens; nothing where the sizes of its prompt are not known.
     *
     * @param changes all changes of the call
     */
    OptionalDouble tokens(TextChange change, List<TextChange> changes, Slopes slopes) {
        List<TextChange> together =
                changes.stream().filter(other -> other.part() == change.part()).toList();
        return prompt(recorded)
                .flatMap(before -> prompt(asked).map(after -> tokens(change, together, before, after)))
                .map(grown -> OptionalDouble.of(grown * slope(slopes)))
                .orElse(OptionalDouble.empty());
    }

    /** What a section has grown by is known; of several changes in it, each has what its length tells, and its part of the rest. */
    private static double tokens(
            TextChange change, List<TextChange> together, PromptSections before, PromptSections after) {
        Section recorded = change.part().of(before);
        Section asked = change.part().of(after);
        Section longer = asked.characters() > recorded.characters() ? asked : recorded;
        double perCharacter =
                longer.characters() == 0 ? TOKENS_PER_CHARACTER : (double) longer.tokens() / longer.characters();
        double rest = asked.tokens() - recorded.tokens() - perCharacter * grown(together);
        long changed = together.stream().mapToLong(TextChange::changed).sum();
        return perCharacter * grown(List.of(change)) + (changed == 0 ? 0 : rest * change.changed() / changed);
    }

    private static long grown(List<TextChange> changes) {
        return changes.stream()
                .mapToLong(change -> change.added() - change.removed())
                .sum();
    }

    private double slope(Slopes slopes) {
        ModelCall call = asked.calls().get(0);
        return slopes.of(call.provider(), call.requestedModel()).tokens();
    }

    private static Optional<PromptSections> prompt(Exchange exchange) {
        return exchange.calls().stream().findFirst().flatMap(ModelCall::prompt);
    }
}
