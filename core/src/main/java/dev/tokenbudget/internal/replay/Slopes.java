package dev.tokenbudget.internal.replay;

import dev.tokenbudget.internal.composition.ModelSlopes;
import dev.tokenbudget.internal.composition.SlopeLearning;
import dev.tokenbudget.internal.composition.TokenSlope;
import java.util.Collection;

/** How many tokens the providers of models count for a text of which {@code o200k_base} counts one. */
@FunctionalInterface
public interface Slopes {

    /** The slopes of models' families, as they were measured in public recordings. */
    Slopes TABLE = (provider, model) -> TokenSlope.ofFamily(provider, model)
            .map(slope -> new Slope(slope.thousandths() / 1000.0, Slope.ERROR_OF_FAMILY))
            .orElse(Slope.UNKNOWN);

    /** Return the slopes that were learnt, and for all other models those of the table. */
    static Slopes of(ModelSlopes known) {
        return (provider, model) -> known.learnt(provider, model)
                .map(learnt -> new Slope(learnt.slope().thousandths() / 1000.0, learnt.error()))
                .orElseGet(() -> TABLE.of(provider, model));
    }

    /**
     * Return the slopes that plain turns in {@code recordings} tell, or the accepted runs; else those that recorded prompts with
     * results of tools tell; else those of the table.
     */
    static Slopes learntFrom(Collection<TaskRecording> recordings, ModelSlopes accepted) {
        ModelSlopes recorded = SlopeLearning.from(recordings.stream()
                .flatMap(recording -> recording.runs().stream())
                .map(RecordedRun::calls)
                .toList());
        ModelSlopes known = recorded.or(accepted);
        Slopes fromPrompts = new PromptSlopes(recordings);
        return (provider, model) -> known.learnt(provider, model).isPresent()
                ? of(known).of(provider, model)
                : fromPrompts.of(provider, model);
    }

    /**
     * Return the slope of a model.
     *
     * @param provider the upstream's name
     * @param model the model that the agent asked for
     */
    Slope of(String provider, String model);

    /**
     * The slope of one model.
     *
     * @param tokens tokens for one that {@code o200k_base} counts
     * @param error how far that may be off, up or down, as a part of 1
     */
    record Slope(double tokens, double error) {

        /** The models of one family lie within this of their table's entry. */
        private static final double ERROR_OF_FAMILY = 0.05;

        /** All slopes that were measured lie between 0.90 and 1.10; those of other vocabularies may lie a little beyond. */
        private static final Slope UNKNOWN = new Slope(1, 0.15);
    }
}
