package dev.tokenbudget.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserKeyTest {

    @Test
    void the_same_user_has_the_same_hash_with_the_same_key_only() {
        UserKey key = UserKey.of("a key").orElseThrow();

        assertThat(key.hash("ann"))
                .isEqualTo(UserKey.of("a key").orElseThrow().hash("ann"))
                .isNotEqualTo(key.hash("bob"))
                .isNotEqualTo(UserKey.of("another").orElseThrow().hash("ann"))
                .matches("[0-9a-f]{32}");
    }

    @Test
    void is_absent_where_nothing_or_only_blanks_are_set() {
        assertThat(UserKey.of(" ")).isEmpty();
        assertThat(UserKey.ofProcess(Map.of())).isEmpty();
        assertThat(UserKey.ofProcess(Map.of(UserKey.VARIABLE, "a key"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "User-Id", "user_id", "userId", "end_user", "enduser.id", "USER EMAIL", "e-mail"})
    void knows_labels_that_name_users(String label) {
        assertThat(UserKey.isOfUser(label)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"feature", "user_tier", "team", "users", ""})
    void takes_no_other_label_for_a_user(String label) {
        assertThat(UserKey.isOfUser(label)).isFalse();
    }
}
