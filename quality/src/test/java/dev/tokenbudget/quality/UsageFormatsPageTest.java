package dev.tokenbudget.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.tokenbudget.internal.gateway.protocol.Protocol;
import org.junit.jupiter.api.Test;

/** The page on usage formats knows every format that the gateway reads. */
class UsageFormatsPageTest {

    @Test
    void names_every_protocol() {
        var protocols = new ClassFileImporter()
                .importPackagesOf(Protocol.class).stream()
                        .filter(type -> !type.isInterface() && type.isAssignableTo(Protocol.class))
                        .map(JavaClass::getSimpleName)
                        .toList();

        assertThat(protocols).contains("AnthropicMessages", "Ollama");
        assertThat(MarkdownPage.of("docs/usage-formats.md").codeSpans()).containsAll(protocols);
    }
}
