package io.trovex.ingest;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ArchitectureTests {
    private static final String ROOT = "io.trovex.ingest";
    private static final String[] FEATURES = {
        ROOT + ".version",
        ROOT + ".document",
        ROOT + ".status",
        ROOT + ".ledger",
        ROOT + ".lag",
        ROOT + ".backpressure",
        ROOT + ".idempotency",
        ROOT + ".deadletter",
        ROOT + ".upload"
    };
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void featuresKnowTheJdkTheContractsAndJsonOnly() {
        classes()
                .that()
                .resideInAnyPackage(FEATURES)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(FEATURES)
                        .or(resideInAnyPackage(
                                "java..",
                                "org.jspecify..",
                                "tools.jackson..",
                                "com.fasterxml.jackson.annotation..",
                                "org.roaringbitmap..",
                                "io.trovex.contracts"))
                        .or(arrays()))
                .check(CLASSES);
    }

    @Test
    void featuresDoNotKnowEachOther() {
        String[] features = {
            "version", "document", "status", "ledger", "lag", "backpressure", "idempotency", "deadletter", "upload"
        };
        for (String feature : features) {
            noPackageKnows(feature, others(feature, features));
        }
    }

    @Test
    void adaptersDoNotKnowEachOther() {
        String[] adapters = {
            "document.web",
            "status.web",
            "status.kafka",
            "status.redis",
            "ledger.web",
            "ledger.kafka",
            "lag.web",
            "lag.kafka",
            "backpressure.web",
            "idempotency.redis",
            "deadletter.web",
            "deadletter.kafka",
            "deadletter.http"
        };
        for (String adapter : adapters) {
            noPackageKnows(adapter, others(adapter, adapters));
        }
    }

    private static String[] others(String name, String... all) {
        return Arrays.stream(all).filter(other -> !other.equals(name)).toArray(String[]::new);
    }

    @Test
    void theAdaptersOfUploadsDoNotKnowEachOther() {
        noPackageKnows("upload.web", "upload.redis", "upload.extraction");
        noPackageKnows("upload.redis", "upload.web", "upload.extraction");
        noPackageKnows("upload.extraction", "upload.redis", "upload.web");
    }

    @Test
    void garbageCollectionKnowsTheObjectStoreAndNothingElse() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".objects")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        ROOT + ".objects",
                        "java..",
                        "org.jspecify..",
                        "com.fasterxml.jackson.annotation..",
                        "io.trovex.stage.objects"))
                .check(CLASSES);
        noPackageKnows("objects.web", "objects.kafka", "objects.upload");
        noPackageKnows("objects.kafka", "objects.web", "objects.upload");
        noPackageKnows("objects.upload", "objects.web", "objects.kafka");
    }

    private static DescribedPredicate<JavaClass> arrays() {
        return DescribedPredicate.describe("are arrays", JavaClass::isArray);
    }

    private static void noPackageKnows(String name, String... others) {
        String[] packages =
                Arrays.stream(others).map(other -> ROOT + "." + other).toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .check(CLASSES);
    }
}
