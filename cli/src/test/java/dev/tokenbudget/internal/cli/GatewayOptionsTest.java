package dev.tokenbudget.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command line says of options that it cannot use. */
class GatewayOptionsTest {

    @TempDir
    Path folder;

    @Test
    void ask_for_a_history() {
        assertThat(said("gateway")).contains("Missing required option", "--history");
    }

    @Test
    void ask_for_a_token_where_others_can_reach_the_gateway() {
        assertThat(said("gateway", "--history", history(), "--host", "0.0.0.0"))
                .contains("everybody who can reach this machine", "--require-token", "TOKENBUDGET_GATEWAY_TOKEN");
    }

    @Test
    void ask_for_a_token_that_is_not_easily_guessed() {
        assertThat(said("gateway", "--history", history(), "--require-token"))
                .contains("at least 16 characters", "openssl rand");
    }

    @Test
    void know_the_labels_that_budgets_can_be_set_by() {
        assertThat(said("gateway", "--history", history(), "--daily-cost-usd-by", "colour=3"))
                .contains("No budget can be set by the label 'colour'", "team");
    }

    @Test
    void allow_no_budget_of_nothing() {
        assertThat(said("gateway", "--history", history(), "--daily-cost-usd", "0"))
                .contains("A budget is more than 0, but --daily-cost-usd is 0");
    }

    @Test
    void name_the_port_that_is_taken() throws Exception {
        try (StandInProvider other = new StandInProvider()) {
            String port = other.url().replaceAll(".*:(\\d+)/.*", "$1");

            assertThat(said(
                            "gateway",
                            "--history",
                            history(),
                            "--port",
                            port,
                            "--spool",
                            folder.resolve("spool").toString()))
                    .contains("cannot listen on 127.0.0.1:" + port);
        }
    }

    @Test
    void open_to_those_who_know_the_token() throws Exception {
        String token = "d41d8cd98f00b204e9800998";
        try (StandInProvider provider = new StandInProvider();
                RunningGateway gateway = RunningGateway.start(
                        folder, provider, Map.of("TOKENBUDGET_GATEWAY_TOKEN", token), "--require-token")) {
            assertThat(gateway.ask().statusCode()).isEqualTo(401);
            assertThat(gateway.ask("TokenBudget-Token", token + "x").statusCode())
                    .isEqualTo(401);
            assertThat(gateway.get("/metrics").statusCode()).isEqualTo(401);
            assertThat(gateway.ask("TokenBudget-Token", token).statusCode()).isEqualTo(200);
            assertThat(gateway.get("/metrics", "Authorization", "Bearer " + token)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(gateway.get("/health").statusCode()).isEqualTo(200);
            assertThat(provider.requests()).hasSize(1);
        }
    }

    private String history() {
        return folder.resolve("history.db").toString();
    }

    private static String said(String... arguments) {
        StringWriter said = new StringWriter();
        CommandLine command = Main.commandLine().setErr(new PrintWriter(said));
        int status = command.execute(arguments);
        assertThat(status).isNotZero();
        return said.toString();
    }
}
