package dev.tokenbudget.internal.run;

import dev.tokenbudget.usage.Anomaly;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import dev.tokenbudget.usage.UsageStatus;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Why a run's tokens are not fully known, so that it is no sample.
 *
 * @param kind the same for all runs that lack the same, whatever their numbers
 * @param because what is not known, as a part of a sentence that names the run
 * @param remedy what would make it known, as sentences
 */
public record MeasurementGap(String kind, String because, String remedy) {

    private static final String REPORT_USAGE =
            "Make every call report its usage, and run the task again: an unknown number is never taken for 0.";
    private static final String REPORT_RIGHT_USAGE =
            "Make the server report what it uses (some need an option for that), and run the task again.";
    private static final String REPORT_READABLE =
            "Measure the call through the gateway, or use a version of the framework that TokenBudget's integration knows.";
    private static final String STAY_WITHIN_LIMITS =
            "Keep answers within what docs/limits.md says that the gateway reads, and run the task again.";
    private static final String READ_TO_THE_END =
            "Let the agent read each answer to its end, where providers tell what it used, or measure it through the gateway,"
                    + " and run the task again.";
    private static final String WAIT =
            "Let the test wait until its agent is done, or raise tokenbudget.graceSeconds, and run the task again.";

    static Optional<MeasurementGap> of(Run run) {
        if (run.unfinishedCalls() > 0) {
            int open = run.unfinishedCalls();
            return Optional.of(new MeasurementGap(
                    "unfinished",
                    open + (open == 1 ? " call was" : " calls were") + " still under way when run " + run.number()
                            + " ended",
                    WAIT));
        }
        for (ModelCall call : run.calls()) {
            if (!call.isMeasurable()) {
                return Optional.of(of(run, call));
            }
        }
        return usedNothing(run) ? Optional.of(ofNothing(run)) : Optional.empty();
    }

    private static MeasurementGap of(Run run, ModelCall call) {
        Optional<String> path = anomaly(call, Anomaly.Kind.UNKNOWN_PATH);
        if (path.isPresent()) {
            return ofPath(run, call, path.get());
        }
        Optional<String> unreadable = anomaly(call, Anomaly.Kind.UNREADABLE);
        if (unreadable.isPresent()) {
            return gap(
                    run,
                    "call whose answer could not be read (" + unreadable.get() + ")",
                    call.source() == UsageSource.GATEWAY ? STAY_WITHIN_LIMITS : REPORT_READABLE);
        }
        String of = "call to " + call.provider() + " " + call.requestedModel();
        if (call.status() == UsageStatus.PARTIAL && call.usage().total().isPresent()) {
            return gap(run, of + " whose usage is known in part only", READ_TO_THE_END);
        }
        if (call.status() != UsageStatus.REPORTED) {
            return gap(run, of + " whose usage is unknown", REPORT_USAGE);
        }
        TokenUsage usage = call.usage();
        if (call.lacksInput()) {
            return gap(
                    run,
                    of + " that reports no input"
                            + (usage.output().orElse(0) > 0 ? " beside its output" : " and no output")
                            + ", though its prompt was answered",
                    REPORT_RIGHT_USAGE);
        }
        Optional<String> tooMany = anomaly(call, Anomaly.Kind.TOO_MANY);
        if (tooMany.isPresent()) {
            return gap(
                    run,
                    of + " that reports more tokens than any call uses (" + tooMany.get() + ")",
                    REPORT_RIGHT_USAGE);
        }
        return isNegative(usage.input()) || isNegative(usage.output())
                ? gap(run, of + " that reports a number of tokens below 0", REPORT_RIGHT_USAGE)
                : gap(run, of + " whose usage is unknown", REPORT_USAGE);
    }

    private static Optional<String> anomaly(ModelCall call, Anomaly.Kind kind) {
        return call.anomalies().stream()
                .filter(anomaly -> anomaly.kind() == kind)
                .map(Anomaly::detail)
                .findFirst();
    }

    private static MeasurementGap ofPath(Run run, ModelCall call, String request) {
        String path = request.substring(request.indexOf(' ') + 1);
        return gap(
                run,
                request + " of " + call.provider() + ", whose token usage is not known",
                "If it uses no tokens, say so: -Dtokenbudget.freePaths=" + path
                        + ". If it is billed in other units than tokens, leave it out: -Dtokenbudget.ignoredPaths="
                        + path + ".");
    }

    private static MeasurementGap gap(Run run, String held, String remedy) {
        return new MeasurementGap(held, "run " + run.number() + " holds a " + held, remedy);
    }

    /** Whether calls were answered and reported, and all of them together used nothing. */
    private static boolean usedNothing(Run run) {
        List<TokenUsage> reported = run.billedCalls().stream()
                .map(ModelCall::usage)
                .filter(usage -> usage.total().isPresent())
                .toList();
        return !reported.isEmpty()
                && reported.stream().allMatch(usage -> usage.total().orElse(0) == 0);
    }

    private static MeasurementGap ofNothing(Run run) {
        return new MeasurementGap(
                "nothing",
                "the calls of run " + run.number() + " are reported with 0 tokens, all of them",
                REPORT_RIGHT_USAGE);
    }

    private static boolean isNegative(OptionalLong tokens) {
        return tokens.orElse(0) < 0;
    }
}
