package com.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.junit.TokenBudget;
import java.util.Map;

@TokenBudget(maxTotal = 30_000)
class LogAgentBenchmarkTest {

    private static final String QUESTION =
            "booking.SlotPlanner left clinic 118 without slots for 29 March. Why, and what now?";

    @BenchmarkTask
    void findsTheCause(ModelGateway gateway) throws Exception {
        ProcessBuilder agent =
                new ProcessBuilder("node", "agent/agent.mjs", QUESTION, "src/test/resources/application.log");
        Map<String, String> environment = agent.environment();
        environment.putAll(gateway.environment("openai")); // all that TokenBudget needs: OPENAI_BASE_URL
        environment.putIfAbsent("OPENAI_API_KEY", "none");
        if (System.getProperty("regression") != null) {
            environment.put("REGRESSION", "true");
        }

        Process process = agent.redirectErrorStream(true).start();
        String answer = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(answer).isZero();
        assertThat(answer).contains("daylight saving");
    }
}
