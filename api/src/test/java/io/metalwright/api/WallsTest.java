package io.metalwright.api;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.web.bind.annotation.RestController;

/** The walls inside the API, and those around it that Maven does not make. */
@AnalyzeClasses(packages = "io.metalwright.api", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    /** It starts workflows by their contracts, and does nothing to machines itself. */
    @ArchTest
    static final ArchRule knowsOnlyTheContractsOfRuns = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "io.metalwright.activities..",
                    "io.metalwright.boot..",
                    "io.metalwright.worker..",
                    "io.metalwright.workflows.run..",
                    "io.metalwright.workflows.provision..",
                    "io.metalwright.workflows.register..",
                    "io.metalwright.workflows.power..",
                    "io.metalwright.workflows.image..",
                    "io.metalwright.workflows.boot.."));

    /** Rows are read and written through the CMDB alone. */
    @ArchTest
    static final ArchRule speaksNoSql = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc.."));

    /** What one resource needs of another is a class made for it, not its controller. */
    @ArchTest
    static final ArchRule controllersAreNobodysBusiness = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .should()
            .bePackagePrivate()
            .andShould()
            .haveSimpleNameEndingWith("Controller");

    @ArchTest
    static final ArchRule problemsKnowNoResource = noClasses()
            .that()
            .resideInAPackage("io.metalwright.api.problem..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "io.metalwright.api.machine..",
                    "io.metalwright.api.run..",
                    "io.metalwright.api.engine..",
                    "io.metalwright.cmdb.."));

    @ArchTest
    static final ArchRule namesSayWhat = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Helper");
}
