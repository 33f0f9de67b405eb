package io.metalwright.boot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.metalwright.boot", importOptions = ImportOption.DoNotIncludeTests.class)
class BootServicesArchitectureTest {
    @ArchTest
    static final ArchRule wireFormatsAndDecisionsKnowNoSocketNoFileAndNoEngine = noClasses()
            .that()
            .resideInAnyPackage("..wire..", "..firmware..", "..ipxe..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.net..", "java.nio.channels..", "java.nio.file..", "io.temporal..", "io.undertow..");

    @ArchTest
    static final ArchRule theDhcpAnswerKnowsNoClockNoStoreAndNoSocket = noClasses()
            .that()
            .haveSimpleName("Answers")
            .or()
            .haveSimpleName("Replies")
            .or()
            .haveSimpleName("BootFile")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.nio..", "..store..", "..plans..", "..announce..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.metalwright.boot.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyHttpKnowsUndertow = noClasses()
            .that()
            .resideOutsideOfPackage("io.metalwright.boot.http")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.undertow..");

    @ArchTest
    static final ArchRule onlyTheStoreKnowsH2 = noClasses()
            .that()
            .resideOutsideOfPackage("io.metalwright.boot.store")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.h2..");

    @ArchTest
    static final ArchRule namesSayHow = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils)")
            .because("a name says what the thing is");

    @ArchTest
    static final ArchRule nothingIsOpenedForExtension = classes()
            .that()
            .areNotInterfaces()
            .and()
            .areTopLevelClasses()
            .should()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
            .because("records, enums and classes here are not made to be extended");
}
