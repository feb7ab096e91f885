package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.junit.TokenBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest
@TokenBudget(maxTotal = 20_000)
class ApiWriterBenchmarkTest {

    private static String gatewayUrl;

    @Autowired
    private ApiWriter writer;

    @BeforeAll
    static void startGateway(ModelGateway gateway) {
        gatewayUrl = gateway.openAi();
    }

    /** All that TokenBudget needs: the gateway's URL in place of the provider's. */
    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("spring.ai.openai.base-url", () -> gatewayUrl);
    }

    @BenchmarkTask
    void documentsThreeOperations() throws IOException {
        String documentation = "";
        for (String operation : List.of("listPlots", "getPlot", "endLease")) {
            documentation += writer.document(Files.readString(Path.of("src/test/resources/api", operation + ".yaml")));
        }

        assertThat(documentation).contains("GET /plots`", "X-Next-Cursor", "ETag", "DELETE /plots/{plotId}/lease");
    }
}
