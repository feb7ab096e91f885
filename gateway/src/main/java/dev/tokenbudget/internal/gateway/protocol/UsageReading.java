package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.gateway.prompt.ToolName;
import dev.tokenbudget.usage.Anomaly;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What is known of one call from the part of its answer that was read; later documents overwrite earlier ones. */
public final class UsageReading {

    /** What stands for the model of a call that neither its request nor its answer names. */
    private static final String UNKNOWN_MODEL = "unknown";

    private final CountedTokens tokens = new CountedTokens();
    private boolean billedInUnits;
    private boolean complete;
    private boolean unreadable;
    private boolean refused;
    private Optional<String> model = Optional.empty();
    private Optional<String> responseId = Optional.empty();
    private Optional<String> stopReason = Optional.empty();
    private int toolCalls;
    private final List<String> calledTools = new ArrayList<>();
    private List<Iteration> iterations = List.of();
    private Optional<CallKind> kind = Optional.empty();
    private Optional<Anomaly> ifUnknown = Optional.empty();
    private boolean notBilled;
    private Optional<String> serviceTier = Optional.empty();
    private final Set<String> outputFiles = new HashSet<>();

    /**
     * A billed part of the answer that its usage leaves out, such as a compaction; it counts as a separate call.
     *
     * @param model who answered; empty where it is the model of the answer
     * @param usage its tokens
     */
    public record Iteration(Optional<String> model, TokenUsage usage) {}

    /**
     * Set the usage that is known now. What was counted before is not overwritten by 0 or by nothing: no part of an answer is
     * taken back.
     *
     * @param reportedTotal the sum that the provider itself gives, where it does; it is checked, never used
     */
    public void usage(TokenUsage now, OptionalLong reportedTotal) {
        tokens.count(now, reportedTotal);
    }

    /**
     * Set the usage that is known now in a format whose counts are cumulative: one that is smaller than what was counted
     * before is not believed.
     *
     * @param reportedTotal the sum that the provider itself gives, where it does; it is checked, never used
     */
    public void cumulativeUsage(TokenUsage now, OptionalLong reportedTotal) {
        tokens.countUp(now, reportedTotal);
    }

    /** Return the usage that is known now. */
    public TokenUsage usage() {
        return tokens.inBody();
    }

    /** Set a usage that counts where the body reports none. */
    public void usageBesideBody(TokenUsage usage) {
        tokens.countBesideBody(usage);
    }

    /** Note that the provider bills the call in units other than tokens, and told them. */
    public void billedInUnits() {
        billedInUnits = true;
    }

    /** Note that the provider says that it billed nothing. */
    public void notBilled() {
        notBilled = true;
    }

    /**
     * Set the provider's word for how the call was served, where that has other prices than usual: {@code batch}, {@code
     * flex}. A later document has the last word; what is no text is none.
     */
    public void serviceTier(JsonNode... words) {
        boolean told = false;
        Optional<String> unusual = Optional.empty();
        for (JsonNode word : words) {
            Optional<String> text = ProviderJson.text(word);
            told |= text.isPresent();
            unusual = unusual.isPresent() ? unusual : text.flatMap(ServiceTiers::unusual);
        }
        if (told) {
            serviceTier = unusual;
        }
    }

    /** Set the word for how the call was served, as {@link #serviceTier(JsonNode...)} does. */
    public void serviceTier(String word) {
        serviceTier = ServiceTiers.unusual(word);
    }

    /** Note a file that holds what the answer leaves out. */
    public void outputFile(String id) {
        outputFiles.add(id);
    }

    /** Return the ids of files that hold what the answer leaves out. */
    public Set<String> outputFiles() {
        return Set.copyOf(outputFiles);
    }

    /** Set what the call turned out to be made for, where its request does not tell. */
    public void kind(CallKind kind) {
        this.kind = Optional.of(kind);
    }

    /** Set what is remarked where the answer does not tell what it used. */
    public void ifUnknown(Anomaly remark) {
        ifUnknown = Optional.of(remark);
    }

    /** Note that the usage known now is that of the whole call. */
    public void complete() {
        complete = true;
    }

    /** Note that the answer contradicts itself: its numbers are worth nothing. */
    public void unreadable() {
        unreadable = true;
    }

    /** Note that the answer could not be read to its end, and why: the numbers until there are worth nothing. */
    public void unreadable(String why) {
        unreadable();
        ifUnknown(new Anomaly(Anomaly.Kind.UNREADABLE, why));
    }

    /** Note that a part of the answer could not be read, and why: the usage may have been in it. */
    public void leftOut(String why) {
        ifUnknown = ifUnknown.or(() -> Optional.of(new Anomaly(Anomaly.Kind.UNREADABLE, why)));
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

    /** Set which tool calls the model requested so far. */
    public void toolCalls(Collection<JsonNode> calls) {
        toolCalls = 0;
        calledTools.clear();
        calls.forEach(this::toolCall);
    }

    /** Note one more tool call that the model requested. */
    public void toolCall(JsonNode call) {
        toolCalls++;
        ToolName.of(call).ifPresent(calledTools::add);
    }

    public void iterations(List<Iteration> billedBeside) {
        iterations = List.copyOf(billedBeside);
    }

    /** Set the usage of an answer that consists of the answers of several calls, each of which counts as one. */
    public void parts(List<Iteration> answers) {
        if (!answers.isEmpty()) {
            Iteration first = answers.get(0);
            tokens.set(first.usage());
            model(first.model());
            iterations(answers.subList(1, answers.size()));
        }
    }

    /** Return the provider's id of the answer, where it told one. */
    public Optional<String> responseId() {
        return responseId;
    }

    /** Whether the answer tells what was used, be it nothing. An answer that counts 0 tells nothing. */
    public boolean tellsUsage() {
        boolean counts = known().input().orElse(0) != 0 || known().output().orElse(0) != 0;
        return (hasUsage() && counts) || (notBilled && !unreadable);
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
        String asked = requestedModel.isEmpty() ? model.orElse(UNKNOWN_MODEL) : requestedModel;
        UsageStatus status = status(withoutUsage);
        call.requestedModel(asked)
                .anomalies(tokens.anomalies())
                .toolCalls(toolCalls)
                .calledTools(calledTools)
                .status(status);
        kind.ifPresent(call::kind);
        serviceTier.ifPresent(call::serviceTier);
        if (status == UsageStatus.UNKNOWN) {
            ifUnknown.ifPresent(remark -> call.anomalies(List.of(remark)));
        }
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
                    answer.toBuilder().usage(iteration.usage()).toolCalls(0).calledTools(List.of());
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
            UsageStatus untold = notBilled ? UsageStatus.NOT_BILLED : withoutUsage;
            UsageStatus readable = billedInUnits ? UsageStatus.REPORTED : untold;
            return unreadable ? UsageStatus.UNKNOWN : readable;
        }
        if (!complete && !tokens.areBesideBody()) {
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

    /** Vectors have no output, whether an answer says so or not. */
    private TokenUsage known() {
        TokenUsage told = tokens.told();
        boolean vectors = kind.filter(known -> known == CallKind.EMBEDDING).isPresent();
        return vectors && told.input().isPresent() && told.output().isEmpty() ? told.withOutput(0) : told;
    }
}
