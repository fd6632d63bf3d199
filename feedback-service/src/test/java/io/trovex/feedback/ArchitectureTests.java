package io.trovex.feedback;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTests {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.trovex.feedback");

    @Test
    void eventsKnowNothingOfSpringKafkaRedisOrTheWeb() {
        classes()
                .that()
                .resideInAPackage("io.trovex.feedback.event")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "tools.jackson..",
                        "io.trovex.contracts",
                        "io.trovex.feedback.event")
                .check(CLASSES);
    }

    @Test
    void adaptersDoNotKnowEachOther() {
        slices().matching("io.trovex.feedback.event.(*)..")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
    }
}
