package dev.tokenbudget.internal.gateway.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class KnownFreeTest {

    @Test
    void is_the_list_that_the_documentation_shows() throws IOException {
        String documented = Files.readString(Path.of("../docs/protocols.md"));

        assertThat(documented).contains("```\n" + KnownFree.LIST + "```\n");
    }
}
