package io.metalwright.activities.power.ipmi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.metalwright.activities.power", importOptions = ImportOption.DoNotIncludeTests.class)
class PowerWallsTest {
    private static final String POWER = "io.metalwright.activities.power";
    private static final String WIRE = POWER + ".ipmi.wire";
    private static final String SESSION = POWER + ".ipmi.session";

    @ArchTest
    static final ArchRule theWireKnowsNothingButTheJdk = classes()
            .that()
            .resideInAPackage(WIRE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java.lang..", "java.util..", "java.io", "java.nio.charset", "org.jspecify..", WIRE);

    @ArchTest
    static final ArchRule sessionsKnowNoVerbs = noClasses()
            .that()
            .resideInAPackage(SESSION)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(POWER + ".ipmi");

    @ArchTest
    static final ArchRule ourWordsKnowNoProtocol = noClasses()
            .that()
            .resideInAPackage(POWER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(POWER + ".ipmi..", POWER + ".redfish..");

    @ArchTest
    static final ArchRule protocolsDoNotKnowEachOther = noClasses()
            .that()
            .resideInAPackage(POWER + ".redfish..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(POWER + ".ipmi..");

    /// Consoles of Redfish's service are reached by SSH. IPMI is our own down to the datagram.
    @ArchTest
    static final ArchRule onlyRedfishSpeaksSsh = noClasses()
            .that()
            .resideOutsideOfPackage(POWER + ".redfish..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("net.schmizz..");

    @ArchTest
    static final ArchRule powerKnowsNoSibling = noClasses()
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    POWER + "..",
                    "java..",
                    "javax.crypto..",
                    "javax.net.ssl..",
                    "com.fasterxml.jackson..",
                    "net.schmizz..",
                    "org.jspecify..",
                    "io.metalwright.model..");
}
