package dev.tokenbudget.internal.report.ci;

import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenbudget.internal.report.EverythingExample;
import dev.tokenbudget.internal.report.ReportFolder;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Judged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class CiReportsTest {

    private static final TaskId HOSTILE = new TaskId("com.acme.X", "a\u0000b\u001b[31m <x/> & \"q\" ]]> \uFFFF");
    private static final TaskId PLANS = new TaskId("com.acme.PlanBenchmark", "plans");

    @TempDir
    Path repository;

    private SourceTree sources;

    @BeforeEach
    void aModuleWithOneTest() throws IOException {
        Path tests = repository.resolve("agent/src/test/java");
        Path file = tests.resolve("com/acme/ReviewBenchmark.java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                package com.acme;

                class ReviewBenchmark {
                    // calls reviews(gateway)
                    @BenchmarkTask
                    void reviews(ModelGateway gateway) {}
                }
                """);
        sources = new SourceTree(
                repository, Map.of("", new SourceTree.Module(repository.resolve("agent"), List.of(tests))));
    }

    @Test
    void junit_xml_has_a_case_for_each_task_and_rule() throws Exception {
        Element suite = junitXml(Judged.comparison(
                measurement(runs(REVIEWS, 1300, 1300), runs(PLANS, 7)), baseline(REVIEWS, 1000, 1000)));

        assertThat(suite.getTagName()).isEqualTo("testsuite");
        assertThat(suite.getAttribute("tests")).isEqualTo("3");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        Element drifted = testCase(suite, 2);
        assertThat(drifted.getAttribute("classname")).isEqualTo("com.acme.ReviewBenchmark");
        assertThat(drifted.getAttribute("name")).isEqualTo("reviews: mean of total");
        Element failure = (Element) drifted.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("type")).isEqualTo("DRIFTED");
        assertThat(failure.getAttribute("message")).startsWith("ReviewBenchmark.reviews used 1,300 tokens");
        assertThat(failure.getTextContent()).contains("\nWhy +30.0 %", "\nIf that is meant, accept it");
        Element isNew = testCase(suite, 1);
        assertThat(isNew.getElementsByTagName("skipped").getLength()).isEqualTo(1);
        assertThat(testCase(suite, 0).getElementsByTagName("*").getLength())
                .as("nothing is wrong with the measurement as a whole")
                .isZero();
        assertThat(((Element) suite.getElementsByTagName("property").item(0)).getAttribute("name"))
                .isEqualTo("tokenbudget.build");
    }

    @Test
    void junit_xml_has_a_case_for_each_target() throws Exception {
        Element suite = junitXml(Comparison.of(
                measurement(runs(REVIEWS, 1300, 1300)),
                baseline(REVIEWS, 1300, 1300),
                Judged.configured(Map.of(
                        "tokenbudget.rule.1.metric", "calls",
                        "tokenbudget.rule.1.maximum", "1",
                        "tokenbudget.rule.2.metric", "output",
                        "tokenbudget.rule.2.minimum", "2"))));

        assertThat(suite.getAttribute("tests")).isEqualTo("4");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(testCase(suite, 2).getAttribute("name")).isEqualTo("reviews: mean of calls, at most 1 call");
        Element missed = testCase(suite, 3);
        assertThat(missed.getAttribute("name")).isEqualTo("reviews: mean of output, at least 2 output tokens");
        assertThat(((Element) missed.getElementsByTagName("failure").item(0)).getAttribute("type"))
                .isEqualTo("OFF_TARGET");
    }

    @Test
    void junit_xml_has_properties_for_what_is_no_test() throws Exception {
        Map<String, String> properties = properties(junitXml(EverythingExample.ofTasks(1)));

        String task = "SupportBenchmark0.answersTheCustomerNumber0";
        assertThat(properties.get("tokenbudget.cost")).startsWith("A run of all tasks costs $");
        assertThat(properties.get("tokenbudget.priceOfTest")).contains("judges 24,600 tokens in 12 calls for $0.0528");
        assertThat(properties.get("tokenbudget.agents.1"))
                .startsWith("Agents of " + task + ", a run: desk (openai gpt-4.1) 5 calls, ");
        assertThat(properties.get("tokenbudget.variant.1")).startsWith(task + ": Not shown: cheaper may be cheaper ($");
        assertThat(properties.get("tokenbudget.opportunity.1")).startsWith(task).contains(" a month. ");
        assertThat(properties).containsKey("tokenbudget.opportunity.3").doesNotContainKey("tokenbudget.opportunity.4");
    }

    @Test
    void junit_xml_has_no_properties_of_what_did_not_happen() throws Exception {
        assertThat(properties(junitXml(Judged.comparison(measurement(runs(REVIEWS, 7)), empty()))))
                .containsOnlyKeys("tokenbudget.build", "tokenbudget.commit", "tokenbudget.metric");
    }

    @Test
    void junit_xml_can_be_parsed_whatever_a_task_is_called() throws Exception {
        Element suite = junitXml(Judged.comparison(measurement(), baseline(HOSTILE, 7)));

        assertThat(testCase(suite, 1).getAttribute("name")).isEqualTo("a\uFFFDb\uFFFD[31m <x/> & \"q\" ]]> \uFFFD");
    }

    @Test
    void code_quality_names_the_line_of_the_test() throws IOException {
        JsonNode issues = codeQuality(1300);

        assertThat(issues).hasSize(2);
        JsonNode drifted = issues.get(1);
        assertThat(drifted.at("/location/path").asText())
                .isEqualTo("agent/src/test/java/com/acme/ReviewBenchmark.java");
        assertThat(drifted.at("/location/lines/begin").asInt()).isEqualTo(6);
        assertThat(drifted.at("/severity").asText()).isEqualTo("major");
        assertThat(drifted.at("/check_name").asText()).isEqualTo("tokenbudget.DRIFTED");
        assertThat(drifted.at("/description").asText()).startsWith("ReviewBenchmark.reviews used 1,300 tokens");
        JsonNode isNew = issues.get(0);
        assertThat(isNew.at("/location/path").asText())
                .as("a class without a source")
                .isEqualTo("agent/pom.xml");
        assertThat(isNew.at("/severity").asText()).isEqualTo("minor");
    }

    @Test
    void code_quality_knows_a_finding_again_whose_numbers_moved() throws IOException {
        assertThat(codeQuality(1301).at("/1/fingerprint"))
                .isEqualTo(codeQuality(1300).at("/1/fingerprint"))
                .isNotEqualTo(codeQuality(1300).at("/0/fingerprint"));
    }

    @Test
    void modules_of_one_build_are_told_apart() throws Exception {
        Comparison comparison = Judged.comparison(measurement(runs(REVIEWS, 7)), empty());

        assertThat(junitXml(comparison.named("agent")).getAttribute("name")).isEqualTo("tokenbudget.agent");
        assertThat(fingerprint(comparison.named("agent")))
                .isNotEqualTo(fingerprint(comparison.named("planner")))
                .isNotEqualTo(fingerprint(comparison));
    }

    private String fingerprint(Comparison comparison) throws IOException {
        write(comparison);
        return new ObjectMapper()
                .readTree(repository.resolve("report/gl-code-quality.json").toFile())
                .at("/0/fingerprint")
                .asText();
    }

    @Test
    void nothing_is_an_empty_list() throws IOException {
        Files.createDirectories(repository.resolve("report"));
        new ReportFolder(repository.resolve("report"), CiReports.of(sources))
                .write(Judged.comparison(measurement(), empty()));

        assertThat(repository.resolve("report/gl-code-quality.json")).hasContent("[]");
    }

    private JsonNode codeQuality(long tokens) throws IOException {
        write(Judged.comparison(
                measurement(runs(REVIEWS, tokens, tokens), runs(PLANS, 7)), baseline(REVIEWS, 1000, 1000)));
        return new ObjectMapper()
                .readTree(repository.resolve("report/gl-code-quality.json").toFile());
    }

    private Element junitXml(Comparison comparison) throws Exception {
        write(comparison);
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(repository.resolve("report/TEST-tokenbudget.xml").toFile())
                .getDocumentElement();
    }

    private void write(Comparison comparison) {
        new ReportFolder(repository.resolve("report"), CiReports.of(sources)).write(comparison);
    }

    private static Map<String, String> properties(Element suite) {
        Map<String, String> properties = new TreeMap<>();
        NodeList all = suite.getElementsByTagName("property");
        for (int i = 0; i < all.getLength(); i++) {
            Element property = (Element) all.item(i);
            properties.put(property.getAttribute("name"), property.getAttribute("value"));
        }
        return properties;
    }

    private static Element testCase(Element suite, int index) {
        NodeList cases = suite.getElementsByTagName("testcase");
        return (Element) cases.item(index);
    }
}
