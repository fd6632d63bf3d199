package io.trovex.validation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTests {
    private final JavaClasses service = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.trovex.validation");

    @Test
    void theRulesKnowOnlyTheContractAndTheLibrariesOfTheirField() {
        classes()
                .that()
                .resideInAPackage("io.trovex.validation.record")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "io.trovex.contracts",
                        "io.trovex.validation.record",
                        "jakarta.validation..",
                        "org.hibernate.validator..",
                        "opennlp.tools.langdetect",
                        "opennlp.tools.ml.model",
                        "com.networknt.schema..",
                        "tools.jackson.databind..")
                .check(service);
    }

    @Test
    void theAdaptersDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("..kafka")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..web")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("io.trovex.validation")
                .check(service);
        noClasses()
                .that()
                .resideInAPackage("..record.web")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..record.kafka", "org.apache.kafka..", "io.trovex.validation")
                .check(service);
    }
}
