package dev.tokenbudget.internal.gateway.answers;

import dev.tokenbudget.internal.gateway.protocol.ModelRequest;
import dev.tokenbudget.internal.gateway.protocol.Protocol;
import dev.tokenbudget.internal.gateway.transport.RequestBody;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A request of an agent, before it is answered.
 *
 * @param run the run that pays for it, where one does
 * @param role whose call it is
 * @param agent the agent that asks, where it says so
 * @param asked the request as protocols see it, as the agent wrote it
 * @param target path and query at the upstream
 * @param body what the agent sent
 * @param protocol how its answer is read; absent where it uses no tokens
 * @param prompt what the request is made of, measured beside the exchange
 */
public record AskedCall(
        Optional<RunInProgress> run,
        ModelCall.Role role,
        Optional<String> agent,
        ModelRequest asked,
        String target,
        RequestBody body,
        Optional<Protocol> protocol,
        CompletableFuture<Optional<PromptSections>> prompt) {}
