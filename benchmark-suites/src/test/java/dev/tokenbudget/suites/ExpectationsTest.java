package dev.tokenbudget.suites;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class ExpectationsTest {

    @Test
    void accept_any_of_the_ways_to_say_it() {
        assertThatCode(() -> new Expectations("The review", "Beware of SQL INJECTION.")
                        .mentions("PreparedStatement", "injection"))
                .doesNotThrowAnyException();
    }

    @Test
    void tell_what_is_missing_but_not_what_was_answered() {
        assertThatThrownBy(() -> new Expectations("The review", "Looks good.").mentions("null", "guest"))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith("The review (11 characters) does not mention null or guest.");
    }

    @Test
    void refuse_a_plan_that_begins_with_what_comes_later() {
        assertThatThrownBy(() -> new Expectations("The plan", "S-07, then S-02").mentionsFirst("S-02", "S-07"))
                .hasMessageStartingWith("The plan (15 characters) does not put S-02 before S-07.");
    }

    @Test
    void accept_a_plan_without_what_comes_later() {
        assertThatCode(() -> new Expectations("The plan", "S-02").mentionsFirst("S-02", "S-07"))
                .doesNotThrowAnyException();
    }

    @Test
    void count_what_is_needed_several_times() {
        assertThatThrownBy(() -> new Expectations("The test class", "@Test @Test").holdsAtLeast(3, "@Test"))
                .hasMessageStartingWith("The test class (11 characters) holds @Test 2 times, at least 3 are expected.");
    }
}
