package dev.tokenbudget.springai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.testkit.ClassPath;
import org.junit.jupiter.api.Test;

class SpringBootBenchmarkTest {

    @Test
    void a_spring_boot_test_is_measured_by_the_url_in_its_properties() {
        assertThat(ClassPath.ofThisJvm().run(SpringBootBenchmark.class)).contains("Succeeded: 2");
    }
}
