package dev.tokenbudget.gateway.protocol;

import dev.tokenbudget.usage.Anomaly;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What is known of one call from the part of its answer that was read; later documents overwrite earlier ones. */
public final class Reading {

    private TokenUsage usage = TokenUsage.unknown();
    private TokenUsage besideBody = TokenUsage.unknown();
    private boolean billedInUnits;
    private boolean complete;
    private boolean unreadable;
    private boolean refused;
    private Optional<String> model = Optional.empty();
    private Optional<String> responseId = Optional.empty();
    private Optional<String> stopReason = Optional.empty();
    private int toolCalls;
    private List<Anomaly> anomalies = List.of();
    private List<Iteration> iterations = List.of();

    /**
     * A billed part of the answer that its usage leaves out, such as a compaction; it counts as a call of its own.
     *
     * @param model who answered; empty where it is the model of the answer
     * @param usage its tokens
     */
    public record Iteration(Optional<String> model, TokenUsage usage) {}

    /**
     * Set the usage that is known now.
     *
     * @param reportedTotal the sum that the provider itself gives, where it does; it is checked, never used
     */
    public void usage(TokenUsage usage, OptionalLong reportedTotal) {
        this.usage = usage;
        boolean mismatch = reportedTotal.isPresent()
                && usage.total().isPresent()
                && reportedTotal.getAsLong() != usage.total().getAsLong();
        anomalies = mismatch
                ? List.of(mismatch(reportedTotal.getAsLong(), usage.total().getAsLong()))
                : List.of();
    }

    /** Return the usage that is known now. */
    public TokenUsage usage() {
        return usage;
    }

    /** Set a usage that counts where the body reports none. */
    public void usageBesideBody(TokenUsage usage) {
        besideBody = usage;
    }

    /** Note that the provider bills the call in units other than tokens, and told them. */
    public void billedInUnits() {
        billedInUnits = true;
    }

    /** Note that the usage known now is that of the whole call. */
    public void complete() {
        complete = true;
    }

    /** Note that the answer contradicts itself or could not be read: its numbers are worth nothing. */
    public void unreadable() {
        unreadable = true;
    }

    /** Note whether the provider refused the attempt in an answer that looks like one. */
    public void refused(boolean now) {
        refused = now;
    }

    public void model(Optional<String> name) {
        model = name.or(() -> model);
    }

    public void responseId(Optional<String> id) {
        responseId = id.or(() -> responseId);
    }

    public void stopReason(Optional<String> reason) {
        stopReason = reason.or(() -> stopReason);
    }

    /** Set how many tool calls the model requested so far. */
    public void toolCalls(int number) {
        toolCalls = number;
    }

    /** Note one more tool call that the model requested. */
    public void toolCall() {
        toolCalls++;
    }

    public void iterations(List<Iteration> billedBeside) {
        iterations = List.copyOf(billedBeside);
    }

    /** Whether any tokens were reported. */
    public boolean hasUsage() {
        return isCounted() && !known().equals(TokenUsage.unknown());
    }

    /**
     * Return what was read as calls: the answer's own first, then those of its iterations.
     *
     * @param call what is known of the call from elsewhere; its requested model may be empty
     * @param withoutUsage the status of a call of which no tokens were reported
     */
    public List<ModelCall> toCalls(ModelCall.Builder call, String requestedModel, UsageStatus withoutUsage) {
        String asked = requestedModel.isEmpty() ? model.orElse("unknown") : requestedModel;
        call.requestedModel(asked).anomalies(anomalies).toolCalls(toolCalls).status(status(withoutUsage));
        if (isCounted()) {
            call.usage(known());
        }
        model.ifPresent(call::responseModel);
        responseId.ifPresent(call::responseId);
        stopReason.ifPresent(call::stopReason);
        ModelCall answer = call.build();
        List<ModelCall> calls = new ArrayList<>();
        calls.add(answer);
        for (Iteration iteration : isCounted() ? iterations : List.<Iteration>of()) {
            ModelCall.Builder beside =
                    answer.toBuilder().usage(iteration.usage()).toolCalls(0);
            iteration.model().ifPresent(name -> beside.requestedModel(name).responseModel(name));
            calls.add(beside.build());
        }
        return calls;
    }

    private UsageStatus status(UsageStatus withoutUsage) {
        if (isRefused()) {
            return UsageStatus.NOT_BILLED;
        }
        if (!hasUsage()) {
            UsageStatus readable = billedInUnits ? UsageStatus.REPORTED : withoutUsage;
            return unreadable ? UsageStatus.UNKNOWN : readable;
        }
        if (!complete && !isBesideBody()) {
            return UsageStatus.PARTIAL;
        }
        return known().total().isPresent() ? UsageStatus.REPORTED : UsageStatus.UNKNOWN;
    }

    private boolean isRefused() {
        return refused && !complete && !unreadable;
    }

    private boolean isCounted() {
        return !unreadable && !isRefused();
    }

    private TokenUsage known() {
        return isBesideBody() ? besideBody : usage;
    }

    private boolean isBesideBody() {
        return usage.equals(TokenUsage.unknown());
    }

    private static Anomaly mismatch(long total, long sum) {
        return new Anomaly(Anomaly.Kind.TOTAL_MISMATCH, "total = " + total + ", but input + output = " + sum);
    }
}
