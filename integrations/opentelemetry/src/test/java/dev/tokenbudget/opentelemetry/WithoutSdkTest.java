package dev.tokenbudget.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.opentelemetry.OtlpCapture;
import dev.tokenbudget.testkit.ClassPath;
import dev.tokenbudget.testkit.EveryCapture;
import org.junit.jupiter.api.Test;

/** Whoever measures agents in other processes needs no OpenTelemetry in the tests. */
class WithoutSdkTest {

    private static final ClassPath NO_SDK = ClassPath.ofThisJvm().without("io/opentelemetry");

    @Test
    void a_session_begins() {
        assertThat(NO_SDK.run(EveryCapture.class)).containsExactly("OtlpCapture");
    }

    @Test
    void spans_of_other_processes_are_received() {
        assertThat(NO_SDK.run(OneExport.class)).containsExactly("SPAN REPORTED 1500");
    }

    @Test
    void nothing_but_the_processor_needs_its_classes() {
        assertThat(NO_SDK.unusableClasses(OtlpCapture.class)).containsExactly(UsageSpanProcessor.class.getName());
    }

    @Test
    void every_class_can_be_loaded_with_it() {
        assertThat(ClassPath.ofThisJvm().unusableClasses(OtlpCapture.class)).isEmpty();
    }
}
