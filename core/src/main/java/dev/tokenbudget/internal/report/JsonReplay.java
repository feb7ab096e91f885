package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.verdict.Departed;
import dev.tokenbudget.internal.verdict.Movement;
import dev.tokenbudget.internal.verdict.RecordingOrigin;
import dev.tokenbudget.internal.verdict.Replay;
import dev.tokenbudget.usage.UsageBasis;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The JSON form of how the figures of a replayed task are known; what is not known is absent. */
record JsonReplay(
        @Nullable String commit,
        @Nullable String live,
        @Nullable Integer commitsBehind,
        String input,
        List<Departure> departures,
        @Nullable AtLeast atLeast) {

    static JsonReplay of(Replay replay) {
        return new JsonReplay(
                replay.origin().flatMap(RecordingOrigin::commit).orElse(null),
                replay.origin()
                        .flatMap(RecordingOrigin::day)
                        .map(Object::toString)
                        .orElse(null),
                replay.origin()
                        .filter(origin -> origin.behind().isPresent())
                        .map(origin -> origin.behind().getAsInt())
                        .orElse(null),
                name(replay.basis()),
                replay.departures().stream().map(Departure::of).toList(),
                replay.atLeast().map(AtLeast::of).orElse(null));
    }

    /** Return a basis as files name it, such as {@code needsLive}. */
    static String name(UsageBasis basis) {
        return basis == UsageBasis.NEEDS_LIVE ? "needsLive" : basis.name().toLowerCase(Locale.ROOT);
    }

    record Departure(int run, int call, String kind, String because, long tokens) {
        static Departure of(Departed departed) {
            return new Departure(
                    departed.run(),
                    departed.departure().call(),
                    departed.departure().kind().name(),
                    departed.departure().because(),
                    departed.departure().tokens());
        }
    }

    record AtLeast(double before, double after) {
        static AtLeast of(Movement movement) {
            return new AtLeast(movement.before(), movement.after());
        }
    }
}
