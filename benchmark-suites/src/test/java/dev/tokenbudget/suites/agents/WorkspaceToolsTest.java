package dev.tokenbudget.suites.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.suites.inputs.Workspace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkspaceToolsTest {

    private static final String REPOSITORY = "src/main/java/shop/order/DiscountRepository.java";

    private final WorkspaceTools review = new WorkspaceTools(Workspace.codeReview());
    private final List<AgentTool> tools =
            List.of(review.listFiles(), review.readFile(), review.search(), review.runLinter());

    @Test
    void list_the_files_of_the_task() {
        assertThat(call("list_files", Map.of())).contains("pull-request.diff", REPOSITORY);
    }

    @Test
    void read_a_file() {
        assertThat(call("read_file", Map.of("path", REPOSITORY))).startsWith("package shop.order;");
    }

    @Test
    void find_a_text_with_its_place() {
        assertThat(call("search", Map.of("text", "discounts.apply")))
                .isEqualTo("src/main/java/shop/checkout/CheckoutController.java:20:"
                        + " if (discounts.apply(order, code)) {\n");
    }

    @Test
    void warn_of_sql_that_is_put_together() {
        assertThat(call("run_linter", Map.of("path", REPOSITORY))).contains(":22 SQL put together from parts");
    }

    @Test
    void search_the_log_by_a_regular_expression() {
        List<AgentTool> diagnosis = List.of(new WorkspaceTools(Workspace.bugDiagnosis()).searchLog());

        assertThat(AgentTool.call(diagnosis, "search_log", Map.of("pattern", "Clinic 1[12]\\d: \\d+ slots")))
                .hasLineCount(1)
                .contains("Clinic 121: 36 slots");
    }

    @Test
    void tell_the_model_what_is_wrong_with_its_call() {
        assertThat(call("read_file", Map.of("path", "/etc/passwd"))).startsWith("Error: There is no file /etc/passwd");
        assertThat(call("read_file", Map.of())).isEqualTo("Error: the argument path is missing");
        assertThat(call("delete_file", Map.of())).isEqualTo("Error: there is no tool delete_file");
    }

    private String call(String name, Map<String, String> arguments) {
        return AgentTool.call(tools, name, arguments);
    }
}
