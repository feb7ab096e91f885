package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.gateway.prompt.TokenCounts;
import dev.tokenbudget.internal.recording.RunRegistry;
import dev.tokenbudget.usage.ModelCall;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The jar as users get it. */
class GatewayJarIT {

    private static final Path JAR = Path.of(System.getProperty("gateway.jar"));

    @Test
    void holds_nothing_that_could_clash_on_a_users_class_path() throws IOException {
        assertThat(entries())
                .allSatisfy(entry -> assertThat(entry).matches("(dev/tokenbudget/internal/gateway|META-INF)/.*"));
    }

    @Test
    void carries_the_licence_of_what_it_holds() throws IOException {
        assertThat(entries())
                .anyMatch(entry -> entry.startsWith("META-INF/LICENSE"))
                .anyMatch(entry -> entry.startsWith("META-INF/licenses/brotli"))
                .anyMatch(entry -> entry.startsWith("META-INF/licenses/jtokkit"));
    }

    @Test
    void forwards_and_measures_with_nothing_but_core_beside_it() throws Exception {
        List<Object> calls = new CopyOnWriteArrayList<>();
        Consumer<Object> looseCalls = calls::add;
        try (Provider provider = Provider.answering(Answers.CHAT);
                URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            loader.loadClass(RunRegistry.class.getName())
                    .getMethod("sendLooseCallsTo", Consumer.class)
                    .invoke(null, looseCalls);
            Class<?> upstreamsType = loader.loadClass(Upstreams.class.getName());
            Object upstreams = upstreamsType.getMethod("publicDefaults").invoke(null);
            Method with = upstreamsType.getMethod("with", String.class, String.class);
            Object changed = with.invoke(upstreams, "acme", provider.url());
            Class<?> gatewayType = loader.loadClass(Gateway.class.getName());
            Method start = gatewayType.getMethod("start", upstreamsType);
            try (AutoCloseable gateway = (AutoCloseable) start.invoke(null, changed)) {
                Object url =
                        gatewayType.getMethod("sharedBaseUrl", String.class).invoke(gateway, "acme");
                assertThat(Client.post(url + "/v1/chat/completions", "{\"model\":\"m\"}")
                                .statusCode())
                        .isEqualTo(200);
            }
        }

        assertThat(calls).singleElement().asString().contains("input=OptionalLong[120]", "output=OptionalLong[30]");
    }

    @Test
    void counts_tokens_with_the_one_vocabulary_that_it_carries() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Class<?> counts = loader.loadClass(TokenCounts.class.getName());

            assertThat(counts.getMethod("of", String.class)
                            .invoke(counts.getConstructor().newInstance(), "What is the capital of France?"))
                    .isEqualTo(7.0);
        }

        assertThat(entries()).filteredOn(entry -> entry.contains("o200k_base")).hasSize(1);
    }

    private static List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(JarEntry::getName)
                    .toList();
        }
    }

    private static URL[] classPath() throws IOException {
        URL core = ModelCall.class.getProtectionDomain().getCodeSource().getLocation();
        return new URL[] {JAR.toUri().toURL(), core};
    }
}
