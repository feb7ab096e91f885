package dev.tokenbudget.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What profile {@code release} puts into {@code target/bundle} is all that Central asks for, and nothing else. */
@Tag("bundle")
class BundleIT {

    private static final Path MODULES = Path.of(System.getProperty("bundle", ""), "dev", "tokenbudget");
    private static final String VERSION = System.getProperty("bundle.version", "");
    private static final String BOM = "tokenbudget-bom";
    private static final String RUNNABLE = "tokenbudget-cli";
    private static final String PLUGIN = "tokenbudget-maven-plugin";

    private static final Set<String> PUBLISHED = Set.of(
            BOM,
            PLUGIN,
            "tokenbudget-assertj",
            "tokenbudget-aws-bedrock",
            "tokenbudget-benchmark-suites",
            "tokenbudget-cli",
            "tokenbudget-core",
            "tokenbudget-gateway",
            "tokenbudget-history",
            "tokenbudget-html-report",
            "tokenbudget-junit",
            "tokenbudget-langchain4j",
            "tokenbudget-langchain4j-http",
            "tokenbudget-opentelemetry",
            "tokenbudget-spring-ai");

    /** All others that users' builds fetch because of ours; the rest is relocated, or the user's own. */
    private static final Set<String> DEPENDENCIES = Set.of(
            "tokenbudget-cli: info.picocli:picocli",
            "tokenbudget-history: com.fasterxml.jackson.core:jackson-databind",
            "tokenbudget-history: io.opentelemetry.proto:opentelemetry-proto",
            "tokenbudget-history: io.prometheus:prometheus-metrics-exposition-textformats",
            "tokenbudget-history: org.flywaydb:flyway-core",
            "tokenbudget-history: org.flywaydb:flyway-database-postgresql",
            "tokenbudget-history: org.jooq:jooq",
            "tokenbudget-history: org.postgresql:postgresql",
            "tokenbudget-history: org.xerial:sqlite-jdbc",
            "tokenbudget-html-report: com.samskivert:jmustache",
            "tokenbudget-benchmark-suites: com.fasterxml.jackson.core:jackson-databind",
            "tokenbudget-benchmark-suites: com.knuddels:jtokkit");

    static Stream<String> modules() {
        return PUBLISHED.stream().sorted();
    }

    static Stream<String> jars() {
        return modules().filter(module -> !module.equals(BOM));
    }

    @Test
    void holds_every_published_module_and_no_other() throws IOException {
        assertThat(names(MODULES)).isEqualTo(PUBLISHED);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void holds_of_a_module_its_files_each_signed_and_with_checksums(String module) throws IOException {
        String name = module + "-" + VERSION;
        Stream<String> files = Stream.concat(
                module.equals(BOM)
                        ? Stream.of(name + ".pom")
                        : Stream.of(
                                name + ".pom",
                                name + ".jar",
                                name + "-sources.jar",
                                name + "-javadoc.jar",
                                name + "-cyclonedx.json",
                                name + "-cyclonedx.xml"),
                module.equals(RUNNABLE) ? Stream.of(name + "-all.jar") : Stream.empty());

        assertThat(names(folder(module)))
                .isEqualTo(files.flatMap(file -> Stream.of(file, file + ".asc", file + ".md5", file + ".sha1"))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void has_checksums_of_what_it_holds(String module) throws IOException, NoSuchAlgorithmException {
        for (String checksum : names(folder(module))) {
            String file = checksum.replaceFirst("\\.(md5|sha1)$", "");
            if (!file.equals(checksum)) {
                assertThat(folder(module).resolve(checksum))
                        .hasContent(digest(
                                checksum.endsWith("md5") ? "MD5" : "SHA-1",
                                folder(module).resolve(file)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("jars")
    void has_sources_and_documentation_in_their_jars(String module) throws IOException {
        assertThat(entries(folder(module).resolve(module + "-" + VERSION + "-sources.jar")))
                .anyMatch(entry -> entry.startsWith("dev/tokenbudget/") && entry.endsWith(".java"));
        assertThat(entries(folder(module).resolve(module + "-" + VERSION + "-javadoc.jar")))
                .containsAnyOf("index.html", "README.md")
                .noneMatch(entry -> entry.contains("/internal/"));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void has_poms_with_all_that_central_asks_for(String module) throws IOException {
        Document pom = pom(module);

        assertThat(List.of(
                        "name",
                        "description",
                        "url",
                        "licenses/license/name",
                        "licenses/license/url",
                        "developers/developer/name",
                        "developers/developer/url",
                        "scm/connection",
                        "scm/developerConnection",
                        "scm/url",
                        "issueManagement/url"))
                .allSatisfy(element -> assertThat(texts(pom, "/project/" + element))
                        .as(element)
                        .singleElement()
                        .asString()
                        .isNotBlank());
        assertThat(texts(pom, "/project/url | /project/scm/url"))
                .as("the project's own, of each module")
                .containsExactly(
                        "https://github.com/tokenbudget/tokenbudget", "https://github.com/tokenbudget/tokenbudget");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void has_poms_that_need_nothing_of_the_build(String module) throws IOException {
        Document pom = pom(module);

        assertThat(texts(pom, "/project/parent | /project/repositories | /project/build | /project/profiles"))
                .isEmpty();
        assertThat(Files.readString(folder(module).resolve(module + "-" + VERSION + ".pom"))
                        .replace("${project.version}", VERSION))
                .doesNotContain("${");
    }

    @ParameterizedTest
    @MethodSource("jars")
    void has_poms_without_what_is_relocated_into_the_jars(String module) throws IOException {
        Document pom = pom(module);
        String needed = "/project/dependencies/dependency[not(scope='provided')]";
        List<String> groups = texts(pom, needed + "/groupId");
        List<String> artifacts = texts(pom, needed + "/artifactId");

        assertThat(IntStream.range(0, artifacts.size())
                        .filter(i -> !PUBLISHED.contains(artifacts.get(i)))
                        .mapToObj(i -> module + ": " + groups.get(i) + ":" + artifacts.get(i)))
                .isSubsetOf(DEPENDENCIES);
    }

    @Test
    void has_a_bom_of_all_jars_that_go_onto_class_paths() throws IOException {
        String managed = "/project/dependencyManagement/dependencies/dependency";

        assertThat(texts(pom(BOM), managed + "/artifactId"))
                .containsExactlyElementsOf(
                        jars().filter(module -> !module.equals(PLUGIN)).toList());
        assertThat(texts(pom(BOM), managed + "/version")).containsOnly("${project.version}");
    }

    @ParameterizedTest
    @CsvSource({
        "tokenbudget-core, com.fasterxml.jackson.core:jackson-databind",
        "tokenbudget-core, org.apache.commons:commons-statistics-distribution",
        "tokenbudget-gateway, org.brotli:dec",
        "tokenbudget-html-report, com.samskivert:jmustache",
        "tokenbudget-cli, info.picocli:picocli"
    })
    void has_bills_of_material_with_what_is_relocated_and_with_what_is_fetched(String module, String part)
            throws IOException {
        assertThat(parts(module)).contains(part);
    }

    @ParameterizedTest
    @MethodSource("jars")
    void has_bills_of_material_that_name_nothing_that_only_the_build_needs(String module) throws IOException {
        assertThat(texts(billOfMaterials(module), "/bom/metadata/component/version"))
                .containsOnly(VERSION);
        assertThat(parts(module))
                .noneMatch(part -> part.contains("mockito") || part.contains("assertj:") || part.contains("archunit"));
    }

    /** Return the parts of a jar and what comes with it, as {@code group:artifact}. */
    private static List<String> parts(String module) throws IOException {
        Document bill = billOfMaterials(module);
        List<String> groups = texts(bill, "/bom/components/component/group");
        List<String> names = texts(bill, "/bom/components/component/name");
        return IntStream.range(0, names.size())
                .mapToObj(i -> groups.get(i) + ":" + names.get(i))
                .toList();
    }

    private static Document billOfMaterials(String module) throws IOException {
        return document(folder(module).resolve(module + "-" + VERSION + "-cyclonedx.xml"));
    }

    private static Path folder(String module) {
        return MODULES.resolve(module).resolve(VERSION);
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("maven-metadata.xml"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static List<String> entries(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().map(entry -> entry.getName()).toList();
        }
    }

    private static String digest(String algorithm, Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file)));
    }

    private static Document pom(String module) throws IOException {
        return document(folder(module).resolve(module + "-" + VERSION + ".pom"));
    }

    private static Document document(Path file) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }

    private static List<String> texts(Document pom, String path) {
        try {
            XPath xpath = XPathFactory.newInstance().newXPath();
            NodeList nodes = (NodeList) xpath.evaluate(path, pom, XPathConstants.NODESET);
            return IntStream.range(0, nodes.getLength())
                    .mapToObj(i -> nodes.item(i).getTextContent().strip())
                    .toList();
        } catch (XPathExpressionException e) {
            throw new AssertionError(e);
        }
    }
}
