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
        ROOT + ".version", ROOT + ".document", ROOT + ".status", ROOT + ".ledger", ROOT + ".lag", ROOT + ".backpressure"
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
        noPackageKnows("version", "document", "status", "ledger", "lag", "backpressure");
        noPackageKnows("document", "version", "status", "ledger", "lag", "backpressure");
        noPackageKnows("status", "version", "document", "ledger", "lag", "backpressure");
        noPackageKnows("ledger", "version", "document", "status", "lag", "backpressure");
        noPackageKnows("lag", "version", "document", "status", "ledger", "backpressure");
        noPackageKnows("backpressure", "version", "document", "status", "ledger", "lag");
    }

    @Test
    void adaptersDoNotKnowEachOther() {
        noPackageKnows("document.web", "status.web", "status.kafka", "status.redis");
        noPackageKnows("status.web", "document.web", "status.kafka", "status.redis");
        noPackageKnows("status.kafka", "document.web", "status.web", "status.redis");
        noPackageKnows("status.redis", "document.web", "status.web", "status.kafka");
        noPackageKnows("ledger.web", "ledger.kafka", "lag.kafka", "status.web", "document.web", "backpressure.web");
        noPackageKnows("ledger.kafka", "ledger.web", "lag.kafka", "status.kafka", "document.web", "backpressure.web");
        noPackageKnows("lag.web", "lag.kafka", "ledger.web", "ledger.kafka", "backpressure.web");
        noPackageKnows("lag.kafka", "lag.web", "ledger.web", "ledger.kafka", "backpressure.web");
        noPackageKnows("backpressure.web", "ledger.web", "ledger.kafka", "lag.web", "lag.kafka", "document.web");
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
