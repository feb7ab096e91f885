package dev.tokenbudget.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every jar can go onto a module path, under a name that stays. */
class JarModulesIT {

    @Test
    void are_looked_for_in_the_jars_of_all_modules() {
        assertThat(BuiltJars.all().map(jar -> jar.getFileName().toString().replaceAll("-\\d.*", "")))
                .contains(
                        "tokenbudget-core",
                        "tokenbudget-gateway",
                        "tokenbudget-history",
                        "tokenbudget-cli",
                        "tokenbudget-html-report",
                        "tokenbudget-junit",
                        "tokenbudget-assertj",
                        "tokenbudget-maven-plugin",
                        "tokenbudget-langchain4j",
                        "tokenbudget-spring-ai");
    }

    @ParameterizedTest
    @MethodSource("dev.tokenbudget.quality.BuiltJars#all")
    void have_a_name_of_their_own(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            assertThat(file.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
                    .startsWith("dev.tokenbudget.")
                    .isEqualTo(descriptor(jar).name());
        }
    }

    @Test
    void share_neither_a_name_nor_a_package() {
        Path[] jars = BuiltJars.all().toArray(Path[]::new);
        Set<String> names = ModuleFinder.of(jars).findAll().stream()
                .map(ModuleReference::descriptor)
                .map(ModuleDescriptor::name)
                .collect(Collectors.toSet());

        // where two modules hold the same package, this does not resolve
        Configuration resolved =
                ModuleLayer.boot().configuration().resolve(ModuleFinder.of(jars), ModuleFinder.of(), names);

        assertThat(names).hasSameSizeAs(List.of(jars));
        assertThat(resolved.modules()).hasSizeGreaterThanOrEqualTo(jars.length);
    }

    private static ModuleDescriptor descriptor(Path jar) {
        return ModuleFinder.of(jar).findAll().iterator().next().descriptor();
    }
}
