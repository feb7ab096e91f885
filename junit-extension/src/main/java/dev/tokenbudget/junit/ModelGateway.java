package dev.tokenbudget.junit;

import java.util.Map;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Parameter of a test that hands its agent the URLs to call instead of the providers'; the calls are passed on, and their
 * tokens are charged to the test's run.
 *
 * <p>As a parameter of a test or of a {@code @BeforeEach} method, the URLs are those of the one run: an agent that uses
 * them is charged correctly on any thread, pool or process. As a parameter of a {@code @BeforeAll} method, the URLs stay the
 * same for all runs, for an agent that is built once: a call is charged to the one run that is active, and to none where
 * several are, which fails the gate.
 */
@API(status = Status.STABLE, since = "0.1")
public interface ModelGateway {

    /** {@return the base URL for a client of the Anthropic API, without {@code /v1}} */
    default String anthropic() {
        return to("anthropic");
    }

    /** {@return the base URL for a client of the OpenAI API, with {@code /v1}, as the official clients expect it} */
    default String openAi() {
        return to("openai");
    }

    /**
     * {@return the base URL to use instead of {@code upstream}'s own}
     *
     * @param upstream a provider known by name, or one set by {@code tokenbudget.upstream.<name>=<base URL>}
     * @throws IllegalArgumentException if there is no such upstream; the message lists those there are
     */
    String to(String upstream);

    /**
     * {@return the environment variables that point the providers' clients in another process to this gateway; the gateway
     * of a single run adds those by which its agent reports to an integration that listens}
     */
    Map<String, String> environment();

    /**
     * {@return the variables of {@link #environment()} for some upstreams only} A client that finds two of them may
     * refuse to work: Azure's, where {@code OPENAI_BASE_URL} is set as well.
     *
     * @param upstreams the providers that the agent uses, such as {@code "anthropic"}
     * @throws IllegalArgumentException if there is no such upstream, or no variable is known that its clients read; the
     *     message lists the upstreams that have one
     */
    Map<String, String> environment(String... upstreams);

    /**
     * {@return the gateway of the same run for calls by which the test grades what its agent did} They are kept apart from
     * the agent's: no sample, budget or cause holds them, {@code maxJudgeCostUsd} is their limit, and reports show what
     * they cost as a part of the price of the test.
     */
    ModelGateway judge();
}
