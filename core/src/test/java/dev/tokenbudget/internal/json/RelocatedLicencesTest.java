package dev.tokenbudget.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What Apache's libraries that core's jar holds took from others is under licences that must travel with it. */
class RelocatedLicencesTest {

    private static final Path OURS = Path.of("src/main/resources/META-INF/licenses");
    private static final String END_OF_APACHES = "limitations under the License.";

    @TestFactory
    Stream<DynamicTest> hold_every_text_that_follows_the_apache_license_in_a_library() throws IOException {
        String ours = withoutSpaces(texts());
        List<URL> theirs = Collections.list(getClass().getClassLoader().getResources("META-INF/LICENSE")).stream()
                .filter(licence -> licence.getPath().contains("org/apache/commons/commons-"))
                .toList();
        assertThat(theirs).isNotEmpty();
        return theirs.stream()
                .map(licence -> DynamicTest.dynamicTest(
                        licence.getPath().replaceAll(".*/([^/]+)!.*", "$1"),
                        () -> assertThat(ours).contains(withoutSpaces(beyondApaches(licence)))));
    }

    private static String texts() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(OURS)) {
            for (Path file : files.sorted().toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private static String beyondApaches(URL licence) throws IOException {
        try (InputStream in = licence.openStream()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).contains(END_OF_APACHES);
            return text.substring(text.indexOf(END_OF_APACHES) + END_OF_APACHES.length());
        }
    }

    private static String withoutSpaces(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
