package dev.tokenbudget.quality;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Who may know whom: the rooms of the design and the one way in which data flows between them. */
@AnalyzeClasses(
        packages = "dev.tokenbudget",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.OurOwnClasses.class})
class ArchitectureTest {

    private static final String CORE_NUMBERS = "dev.tokenbudget.internal.text..";
    private static final String CORE_JSON = "dev.tokenbudget.internal.json..";
    private static final String CORE_FILES = "dev.tokenbudget.internal.file..";
    private static final String CORE_CACHES = "dev.tokenbudget.internal.cache..";
    /** Where core's jar has its libraries. */
    private static final String RELOCATED = "dev.tokenbudget.internal.shaded.";

    private static final String SUITES = "suites";

    /** Leave out what is relocated into the gateway's jar. */
    static final class OurOwnClasses implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/shaded/");
        }
    }

    @ArchTest
    static final ArchRule packages_know_each_other_one_way = slices().matching("dev.tokenbudget.(**)")
            .should()
            .beFreeOfCycles()
            // an annotation names the extension that carries it out, as JUnit's own do
            .ignoreDependency(
                    resideInAPackage("dev.tokenbudget.junit"), resideInAPackage("dev.tokenbudget.internal.junit"));

    @ArchTest
    static final ArchRule usage_stands_alone = mayKnow("usage");

    @ArchTest
    static final ArchRule what_a_test_records_by_knows_usage_only =
            onlyKnows("dev.tokenbudget.run", "dev.tokenbudget.usage..");

    @ArchTest
    static final ArchRule what_an_integration_reports_with_knows_runs = onlyKnows(
            "dev.tokenbudget.integration",
            "dev.tokenbudget.run..",
            "dev.tokenbudget.usage..",
            "dev.tokenbudget.internal.recording..");

    @ArchTest
    static final ArchRule a_span_tells_of_usage = mayKnow("span", "usage");

    @ArchTest
    static final ArchRule a_run_knows_usage_and_prices = mayKnow("run", "usage", "price");

    @ArchTest
    static final ArchRule recording_makes_runs = mayKnow("recording", "usage", "price", "run");

    @ArchTest
    static final ArchRule a_run_log_keeps_runs = mayKnow("runlog", "usage", "run");

    @ArchTest
    static final ArchRule a_recording_keeps_calls = mayKnow("replay", "usage", "run", "runlog", "composition");

    @ArchTest
    static final ArchRule a_price_knows_usage = mayKnow("price", "usage");

    @ArchTest
    static final ArchRule settings_know_what_they_configure = mayKnow("settings", "usage", "price", "run");

    @ArchTest
    static final ArchRule a_build_knows_its_settings = mayKnow("build", "usage", "run", "runlog", "replay", "settings");

    @ArchTest
    static final ArchRule progress_knows_runs = mayKnow("progress", "usage", "run");

    @ArchTest
    static final ArchRule statistics_know_numbers_only = mayKnow("statistics");

    @ArchTest
    static final ArchRule a_composition_knows_what_runs_cost =
            mayKnow("composition", "usage", "price", "run", "statistics");

    @ArchTest
    static final ArchRule an_explanation_compares_compositions =
            mayKnow("explanation", "usage", "statistics", "composition");

    @ArchTest
    static final ArchRule waste_is_found_in_runs = mayKnow("waste", "usage", "price", "run", "composition");

    @ArchTest
    static final ArchRule a_baseline_knows_runs_and_statistics =
            mayKnow("baseline", "usage", "price", "run", "statistics", "composition", "waste");

    @ArchTest
    static final ArchRule efficiency_knows_the_baseline =
            mayKnow("efficiency", "usage", "price", "run", "statistics", "composition", "baseline");

    @ArchTest
    static final ArchRule a_cost_knows_the_baseline =
            mayKnow("cost", "usage", "price", "run", "statistics", "composition", "baseline");

    @ArchTest
    static final ArchRule variants_know_what_runs_cost = mayKnow("variant", "price", "run", "statistics", "cost");

    private static final String[] KNOWN_TO_A_VERDICT = {
        "usage",
        "price",
        "run",
        "replay",
        "statistics",
        "composition",
        "explanation",
        "waste",
        "baseline",
        "efficiency",
        "cost",
        "variant",
        "settings"
    };

    @ArchTest
    static final ArchRule a_verdict_knows_the_baseline = mayKnow("verdict", KNOWN_TO_A_VERDICT);

    @ArchTest
    static final ArchRule accepting_knows_the_verdict_and_never_back =
            mayKnow("accepting", "usage", "price", "run", "statistics", "composition", "waste", "baseline", "verdict");

    @ArchTest
    static final ArchRule a_report_knows_the_verdict = mayKnow(
            "report",
            Stream.concat(Stream.of(KNOWN_TO_A_VERDICT), Stream.of("build", "verdict"))
                    .toArray(String[]::new));

    @ArchTest
    static final ArchRule only_the_plugin_knows_the_html_report = noClasses()
            .that(are(not(resideInAnyPackage(
                    "dev.tokenbudget.internal.html..",
                    "dev.tokenbudget.internal.maven..",
                    "dev.tokenbudget.internal.history.page..",
                    "dev.tokenbudget.internal.history.footprint.."))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.tokenbudget.internal.html..", "com.samskivert..");

    @ArchTest
    static final ArchRule only_the_plugin_and_the_command_line_know_the_history = noClasses()
            .that(are(not(resideInAnyPackage(
                    "dev.tokenbudget.internal.history..",
                    "dev.tokenbudget.internal.maven..",
                    "dev.tokenbudget.internal.cli.."))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.tokenbudget.internal.history..");

    private static final String HISTORY = "dev.tokenbudget.internal.history.";

    @ArchTest
    static final ArchRule what_a_history_is_asked_for_knows_its_store_and_no_other_question = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("values")
            .definedBy("dev.tokenbudget.internal.history")
            .layer("store")
            .definedBy(HISTORY + "store..")
            .layer("http")
            .definedBy(HISTORY + "http..")
            .layer("line")
            .definedBy(HISTORY + "line..")
            .layer("change")
            .definedBy(HISTORY + "change..")
            .layer("alert")
            .definedBy(HISTORY + "alert..")
            .layer("footprint")
            .definedBy(HISTORY + "footprint..")
            .layer("importing")
            .definedBy(HISTORY + "importing..")
            .layer("output")
            .definedBy(HISTORY + "output..")
            .layer("page")
            .definedBy(HISTORY + "page..")
            .layer("production")
            .definedBy(HISTORY + "production..")
            .layer("publishing")
            .definedBy(HISTORY + "publishing..")
            .whereLayer("values")
            .mayNotAccessAnyLayer()
            .whereLayer("store")
            .mayOnlyAccessLayers("values")
            .whereLayer("http")
            .mayNotAccessAnyLayer()
            .whereLayer("line")
            .mayOnlyBeAccessedByLayers("importing")
            .whereLayer("change")
            .mayOnlyBeAccessedByLayers("page")
            .whereLayer("alert")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("footprint")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("importing")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("output")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("page")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("production")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("publishing")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule databases_stay_in_the_store = noClasses()
            .that(are(not(resideInAPackage("dev.tokenbudget.internal.history.store.."))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.jooq..", "org.flywaydb..");

    @ArchTest
    static final ArchRule formats_of_other_systems_stay_in_what_is_sent_to_them = noClasses()
            .that(are(not(resideInAPackage("dev.tokenbudget.internal.history.output.."))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.prometheus..");

    @ArchTest
    static final ArchRule junit_stays_in_the_extension = noClasses()
            .that(are(not(resideInAnyPackage(
                    "dev.tokenbudget.junit..", "dev.tokenbudget.internal.junit..", "dev.tokenbudget.suites.."))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.junit..", "org.opentest4j..");

    @ArchTest
    static final ArchRule assertj_stays_in_the_assertions = noClasses()
            .that(are(not(resideInAnyPackage("dev.tokenbudget.assertj..", "dev.tokenbudget.suites.."))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.assertj..");

    @ArchTest
    static final ArchRule assertions_know_runs_and_what_they_cost = mayKnow("assertj", "usage", "price", "run");

    @ArchTest
    static final ArchRule maven_stays_in_the_plugin = noClasses()
            .that(are(not(resideInAPackage("dev.tokenbudget.internal.maven.."))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.maven..");

    @ArchTest
    static final ArchRule langchain4j_stays_in_its_modules =
            staysIn(List.of("langchain4j", SUITES), "dev.langchain4j..");

    @ArchTest
    static final ArchRule spring_stays_in_its_module =
            staysIn(List.of("springai"), "org.springframework..", "io.micrometer..", "reactor..");

    @ArchTest
    static final ArchRule aws_stays_in_its_module = staysIn(List.of("bedrock"), "software.amazon.awssdk..");

    @ArchTest
    static final ArchRule opentelemetry_stays_where_spans_are_read_or_sent =
            staysIn(List.of("opentelemetry", "history.importing", "history.output"), "io.opentelemetry..");

    @ArchTest
    static final ArchRule clients_of_providers_stay_where_their_answers_are_read =
            staysIn(List.of("springai", SUITES), "com.openai..", "com.anthropic..", "com.google.genai..");

    @ArchTest
    static final ArchRule the_langchain4j_integration_knows_runs_and_usage_only = knowsOnlyApi("langchain4j");

    @ArchTest
    static final ArchRule the_spring_ai_integration_knows_runs_and_usage_only = knowsOnlyApi("springai");

    @ArchTest
    static final ArchRule the_bedrock_integration_knows_runs_and_usage_only = knowsOnlyApi("bedrock");

    @ArchTest
    static final ArchRule the_opentelemetry_integration_knows_runs_and_usage_only =
            knowsOnlyApi("opentelemetry", "dev.tokenbudget.internal.span");

    @ArchTest
    static final ArchRule the_gateway_knows_runs_and_usage_only =
            mayKnow("gateway", "usage", "run", "recording", "replay");

    @ArchTest
    static final ArchRule the_command_line_knows_the_gateway_and_the_history =
            mayKnow("cli", "usage", "run", "recording", "runlog", "price", "gateway", "history");

    @ArchTest
    static final ArchRule options_stay_in_the_command_line = staysIn(List.of("cli"), "picocli..");

    @ArchTest
    static final ArchRule a_replay_knows_nothing_that_opens_connections = noClasses()
            .that()
            .resideInAPackage("dev.tokenbudget.internal.gateway.replay..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.nio.channels..", "javax.net..")
            .orShould()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("Connector")
            .orShould()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("NetworkTransport");

    @ArchTest
    static final ArchRule the_core_knows_no_http = noClasses()
            .that(are(inCore()))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "com.sun.net..");

    @ArchTest
    static final ArchRule jackson_stays_where_formats_are_read_or_written = noClasses()
            .that(are(inCore()))
            .and()
            .haveNameNotMatching(
                    ".*\\.(DataBinding|JsonFile|JsonText|Record\\w+|JsonProblem|JsonReport|ProgressEvent|\\w*Json|\\w*Line|BuildSettings)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml.jackson..", RELOCATED + "jackson..");

    /** Core's jar has a Jackson of its own, which sees no annotation of the usual one. */
    @ArchTest
    static final ArchRule what_core_writes_as_json_for_others_has_no_annotations_of_jackson = noClasses()
            .that(are(not(inCore())))
            .and(are(not(resideInAnyPackage(
                    "dev.tokenbudget.internal.replay..",
                    // has a Jackson of its own write them
                    "dev.tokenbudget.internal.history.output.langsmith"))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson.annotation..");

    private static DescribedPredicate<JavaClass> inCore() {
        return resideInAnyPackage(
                CORE_NUMBERS,
                CORE_JSON,
                CORE_FILES,
                "dev.tokenbudget.usage..",
                "dev.tokenbudget.internal.price..",
                "dev.tokenbudget.internal.run..",
                "dev.tokenbudget.internal.recording..",
                "dev.tokenbudget.internal.runlog..",
                "dev.tokenbudget.internal.progress..",
                "dev.tokenbudget.internal.settings..",
                "dev.tokenbudget.internal.build..",
                "dev.tokenbudget.internal.statistics..",
                "dev.tokenbudget.internal.composition..",
                "dev.tokenbudget.internal.explanation..",
                "dev.tokenbudget.internal.waste..",
                "dev.tokenbudget.internal.efficiency..",
                "dev.tokenbudget.internal.cost..",
                "dev.tokenbudget.internal.baseline..",
                "dev.tokenbudget.internal.verdict..",
                "dev.tokenbudget.internal.accepting..",
                "dev.tokenbudget.internal.report..");
    }

    private static ArchRule staysIn(List<String> rooms, String... framework) {
        return noClasses()
                .that(are(not(resideInAnyPackage(rooms.stream()
                        .flatMap(room -> Stream.of(packagesOf(room)))
                        .toArray(String[]::new)))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(framework);
    }

    /** An integration is written as anybody else could write one. */
    private static ArchRule knowsOnlyApi(String integration, String... others) {
        return classes()
                .that()
                .resideInAnyPackage(packagesOf(integration))
                .should()
                .onlyDependOnClassesThat(are(resideInAnyPackage(packagesOf(integration))
                        .or(resideInAnyPackage(
                                "dev.tokenbudget.usage", "dev.tokenbudget.run", "dev.tokenbudget.integration"))
                        .or(resideInAnyPackage(CORE_NUMBERS, RELOCATED + "."))
                        .or(resideInAnyPackage(others))
                        .or(not(resideInAPackage("dev.tokenbudget..")))));
    }

    private static ArchRule onlyKnows(String room, String... others) {
        return classes()
                .that()
                .resideInAPackage(room)
                .should()
                .onlyDependOnClassesThat(are(resideInAPackage(room)
                        .or(resideInAnyPackage(others))
                        .or(not(resideInAPackage("dev.tokenbudget..")))));
    }

    private static ArchRule mayKnow(String room, String... others) {
        List<String> allowed =
                new ArrayList<>(List.of(CORE_NUMBERS, CORE_JSON, CORE_FILES, CORE_CACHES, RELOCATED + "."));
        allowed.addAll(List.of(packagesOf(room)));
        for (String other : others) {
            allowed.addAll(List.of(packagesOf(other)));
        }
        return classes()
                .that()
                .resideInAnyPackage(packagesOf(room))
                .should()
                .onlyDependOnClassesThat(are(resideInAnyPackage(allowed.toArray(new String[0]))
                        .or(not(resideInAPackage("dev.tokenbudget..")))));
    }

    /** Return where the classes of a room are: those that users see, and the others. */
    private static String[] packagesOf(String room) {
        return new String[] {"dev.tokenbudget." + room + "..", "dev.tokenbudget.internal." + room + ".."};
    }
}
