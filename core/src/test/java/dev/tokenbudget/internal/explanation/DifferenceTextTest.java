package dev.tokenbudget.internal.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.PromptSections.Difference;
import dev.tokenbudget.usage.PromptSections.Difference.Look;
import dev.tokenbudget.usage.PromptSections.Item.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DifferenceTextTest {

    @Test
    void tells_where_a_definition_differs() {
        assertThat(text(new Difference(Kind.TOOL_DEFINITION, 2, Optional.of("search"), 36, 687, Look.ID)))
                .isEqualTo(
                        "the definition of the tool search differs at character 37 of 687 from call to call, it looks"
                                + " like a random id");
    }

    @Test
    void claims_of_no_definition_that_it_differs_where_their_order_does() {
        assertThat(text(new Difference(Kind.TOOL_DEFINITION, 2, Optional.of("search"), 0, 0, Look.ORDER)))
                .isEqualTo("the tool definitions stand in another order from call to call, from number 2 (search) on");
    }

    private static String text(Difference difference) {
        return DifferenceText.of(difference, "from call to call");
    }
}
