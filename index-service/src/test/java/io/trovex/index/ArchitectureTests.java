package io.trovex.index;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.responses.ApiResponses;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTests {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.trovex.index");

    @Test
    void theEnginePortKnowsNoEngine() {
        classes()
                .that()
                .resideInAPackage("io.trovex.index.engine")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        // hashes
                        "org.apache.lucene.util",
                        "jdk.incubator.vector",
                        "io.trovex.contracts..",
                        "io.trovex.index.engine")
                .check(MAIN);
    }

    @Test
    void onlyTheConfigurationChoosesAnEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.trovex.index", "io.trovex.index.opensearch")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.trovex.index.opensearch")
                .check(MAIN);
        noClasses()
                .that()
                .resideOutsideOfPackages("io.trovex.index", "io.trovex.index.lucene..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.trovex.index.lucene")
                .check(MAIN);
    }

    @Test
    void whatEnginesShareKnowsNone() {
        classes()
                .that()
                .resideInAPackage("io.trovex.index.analysis")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "org.apache.lucene..",
                        "com.github.benmanes.caffeine..",
                        "io.trovex.contracts",
                        "io.trovex.index.engine",
                        "io.trovex.index.analysis")
                .check(MAIN);
    }

    @Test
    void theIndexKnowsLuceneAndTheContractsAndNothingElse() {
        classes()
                .that()
                .resideInAPackage("io.trovex.index.lucene")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "org.apache.lucene..",
                        "io.trovex.contracts..",
                        "io.trovex.index.analysis",
                        "io.trovex.index.engine",
                        "io.trovex.index.lucene",
                        "io.trovex.index.lucene.vector")
                .check(MAIN);
    }

    /** Where the compiler does not inline a method that takes or returns one, it makes an object of each. */
    @Test
    void noMethodHandsAVectorOfRegistersOn() {
        assertThat(new ClassFileImporter()
                                .importPackages(
                                        "io.trovex.index.engine", "io.trovex.index.lucene.vector", "io.trovex.statics")
                                .stream()
                                .flatMap(type -> type.getMethods().stream())
                                .filter(method -> Stream.concat(
                                                Stream.of(method.getRawReturnType()),
                                                method.getRawParameterTypes().stream())
                                        .anyMatch(type -> type.getPackageName().equals("jdk.incubator.vector")))
                                .map(JavaMethod::getFullName))
                .isEmpty();
    }

    @Test
    void theCanarysJudgementIsArithmetic() {
        classes()
                .that()
                .resideInAPackage("io.trovex.index.canary")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "org.apache.commons.numbers..",
                        "org.HdrHistogram..",
                        "io.trovex.index.canary")
                .check(MAIN);
    }

    @Test
    void searchKnowsTheIndexAndItsOwnWireNames() {
        classes()
                .that()
                .resideInAPackage("io.trovex.index.search")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.crypto..",
                        "org.jspecify..",
                        "org.slf4j..",
                        "com.fasterxml.jackson.annotation..",
                        "com.github.benmanes.caffeine.cache..",
                        "io.trovex.contracts..",
                        "io.trovex.index.engine",
                        "io.trovex.index.query",
                        "io.trovex.index.search",
                        "io.trovex.index.synonym")
                .check(MAIN);
    }

    @Test
    void adaptersDoNotKnowEachOther() {
        String[] adapters = {
            "io.trovex.index.document.kafka",
            "io.trovex.index.lucene.web",
            "io.trovex.index.search.guard",
            "io.trovex.index.search.http",
            "io.trovex.index.search.web",
            "io.trovex.index.suggest.web",
            "io.trovex.index.synonym.web"
        };
        for (String adapter : adapters) {
            for (String other : adapters) {
                if (!adapter.equals(other)) {
                    noClasses()
                            .that()
                            .resideInAPackage(adapter)
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(other)
                            .check(MAIN);
                }
            }
        }
    }

    @Test
    void noOperationDescribesAnAnswerTwice() {
        MAIN.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(ApiResponses.class))
                .map(JavaMethod::reflect)
                .forEach(method -> assertThat(method.getAnnotationsByType(ApiResponse.class))
                        .as("%s", method)
                        .extracting(ApiResponse::responseCode)
                        .doesNotHaveDuplicates());
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        slices().matching("io.trovex.index.(**)").should().beFreeOfCycles().check(MAIN);
    }
}
