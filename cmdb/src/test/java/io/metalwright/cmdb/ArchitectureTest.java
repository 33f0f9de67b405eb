package io.metalwright.cmdb;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.metalwright.cmdb", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule knowsTheModelAndNothingElseOfTheProduct = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.metalwright.workflows..",
                    "io.metalwright.activities..",
                    "io.metalwright.api..",
                    "io.temporal..");

    @ArchTest
    static final ArchRule namesSayWhatAThingIs =
            noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Util|Utils|Common)");
}
