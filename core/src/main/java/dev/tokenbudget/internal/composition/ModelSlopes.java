package dev.tokenbudget.internal.composition;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many tokens the providers of models count for a text, as far as a project's own runs tell.
 *
 * @param learnt by provider and model, with a blank between them
 */
public record ModelSlopes(SortedMap<String, LearntSlope> learnt) {

    /** Nothing was learnt: the table of families holds for every model. */
    public static final ModelSlopes TABLE = new ModelSlopes(new TreeMap<>());

    public ModelSlopes {
        learnt = Collections.unmodifiableSortedMap(new TreeMap<>(learnt));
    }

    /** Return what was learnt of a model, or nothing where too little was seen of it. */
    public Optional<LearntSlope> learnt(String provider, String model) {
        return Optional.ofNullable(learnt.get(provider + " " + model));
    }

    /** Return these slopes, and those of {@code other} where they rest on more pairs. */
    public ModelSlopes or(ModelSlopes other) {
        SortedMap<String, LearntSlope> all = new TreeMap<>(learnt);
        other.learnt.forEach(
                (model, slope) -> all.merge(model, slope, (one, more) -> more.pairs() > one.pairs() ? more : one));
        return new ModelSlopes(all);
    }
}
