package io.trovex.embedding;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTests {
    private static final String HERE = "io.trovex.embedding";
    private static final String STATICS = "io.trovex.statics";
    private static final String JDK = "java..";
    private static final String JSPECIFY = "org.jspecify..";

    private final JavaClasses service = importService();

    @Test
    void thePureCoreKnowsOnlyTheLibrariesOfItsField() {
        core("tokenizer", "tools.jackson..");
        core(
                "model",
                HERE + ".tokenizer",
                STATICS,
                HERE + ".model.graph",
                "ai.onnxruntime..",
                "org.slf4j..",
                "tools.jackson..");
        core("distillation", STATICS, HERE + ".tokenizer", HERE + ".model", HERE + ".engine", "io.trovex.contracts");
        core("model.graph", "ai.onnx.proto..", "com.google.protobuf..", "org.slf4j..");
        core("passage", HERE + ".tokenizer", HERE + ".model");
        core(
                "engine",
                HERE + ".tokenizer",
                "io.trovex.stage.threads",
                HERE + ".model",
                "io.trovex.contracts",
                "io.micrometer..",
                "org.slf4j..",
                "com.github.benmanes.caffeine..");
        core(
                "redis",
                HERE + ".engine",
                "io.trovex.contracts",
                "io.micrometer..",
                "org.slf4j..",
                "io.lettuce..",
                "org.springframework.data.redis..");
        core("disk", HERE + ".engine", "io.trovex.contracts", "io.micrometer..", "org.slf4j..", "org.h2.mvstore..");
        core("document", HERE + ".engine", HERE + ".passage", "io.trovex.contracts");
    }

    @Test
    void adaptersDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage(HERE + ".web")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(HERE + ".document..")
                .check(service);
        noClasses()
                .that()
                .resideInAPackage(HERE + ".document.kafka")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(HERE + ".web")
                .check(service);
    }

    @Test
    void adaptersArePackagePrivate() {
        classes()
                .that()
                .resideInAnyPackage(HERE + ".web", HERE + ".document.kafka")
                .and()
                .areTopLevelClasses()
                .should()
                .notBePublic()
                .check(service);
    }

    /** The rules look at package names alone, so the libraries' classes need not be read. */
    private static JavaClasses importService() {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(HERE);
    }

    private void core(String feature, String... libraries) {
        String[] allowed = new String[libraries.length + 3];
        allowed[0] = HERE + "." + feature;
        allowed[1] = JDK;
        allowed[2] = JSPECIFY;
        System.arraycopy(libraries, 0, allowed, 3, libraries.length);
        classes()
                .that()
                .resideInAPackage(HERE + "." + feature)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .check(service);
    }
}
