package dev.tokenbudget.quality;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** What users may rely on: it is small, marked, and shows nothing of what may change. */
@AnalyzeClasses(
        packages = "dev.tokenbudget",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.OurOwnClasses.class})
class PublicApiTest {

    /** As many types as somebody can know who writes a test, or connects a framework. */
    private static final int MOST_TYPES = 30;

    private static final DescribedPredicate<JavaClass> NOT_PUBLISHED =
            resideInAnyPackage("dev.tokenbudget.suites..", "dev.tokenbudget.testkit..", "dev.tokenbudget.quality..");

    private static final DescribedPredicate<JavaClass> INTERNAL = resideInAPackage("dev.tokenbudget.internal..");

    @ArchTest
    static final ArchRule what_is_public_is_api_or_internal = classes()
            .that(are(describe("public types outside of internal packages", PublicApiTest::isSeen)))
            .should(be("marked as API", PublicApiTest::isMarked));

    @ArchTest
    static final ArchRule internal_packages_say_so = classes()
            .that(are(INTERNAL))
            .should(be(
                    "in a package marked as internal",
                    type -> type.getPackage().isAnnotatedWith(API.class)
                            && type.getPackage().getAnnotationOfType(API.class).status() == Status.INTERNAL));

    @ArchTest
    static final ArchRule api_shows_nothing_internal = classes()
            .that(are(describe(
                    "API",
                    type -> isSeen(outermost(type)) && type.getModifiers().contains(JavaModifier.PUBLIC))))
            .should(be("made of API only", type -> shown(type).noneMatch(INTERNAL)));

    @ArchTest
    static void a_user_sees_few_types(JavaClasses all) {
        List<String> seen = all.stream()
                .filter(PublicApiTest::isSeen)
                .map(JavaClass::getFullName)
                .sorted()
                .toList();

        assertThat(seen).hasSizeBetween(1, MOST_TYPES);
    }

    private static boolean isSeen(JavaClass type) {
        return !type.getEnclosingClass().isPresent()
                && type.getModifiers().contains(JavaModifier.PUBLIC)
                && !INTERNAL.test(type)
                && !NOT_PUBLISHED.test(type);
    }

    private static boolean isMarked(JavaClass type) {
        return type.isAnnotatedWith(API.class)
                && type.getAnnotationOfType(API.class).status() != Status.INTERNAL;
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(PublicApiTest::outermost).orElse(type);
    }

    /** Return the types in what others can call: parameters, results and public fields. */
    private static Stream<JavaClass> shown(JavaClass type) {
        Stream<JavaClass> ofMethods = type.getCodeUnits().stream()
                .filter(PublicApiTest::isPublic)
                .flatMap(method -> Stream.concat(
                        method.getReturnType().getAllInvolvedRawTypes().stream(),
                        method.getParameterTypes().stream()
                                .flatMap(parameter -> parameter.getAllInvolvedRawTypes().stream())));
        Stream<JavaClass> ofFields = type.getFields().stream()
                .filter(PublicApiTest::isPublic)
                .flatMap(field -> field.getType().getAllInvolvedRawTypes().stream());
        return Stream.concat(ofMethods, ofFields);
    }

    private static boolean isPublic(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC);
    }

    private static ArchCondition<JavaClass> be(String description, Predicate<JavaClass> condition) {
        return new ArchCondition<>("be " + description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        type, condition.test(type), type.getFullName() + " is not " + description));
            }
        };
    }
}
