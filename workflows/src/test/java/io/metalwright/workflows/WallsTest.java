package io.metalwright.workflows;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.temporal.workflow.WorkflowInterface;
import java.time.Clock;
import java.util.Random;
import java.util.Set;
import java.util.Timer;

/** The walls inside this module, and what workflow code must not do since it is gone through again from its history. */
@AnalyzeClasses(packages = "io.metalwright.workflows", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    private static final String WORKFLOWS = "io.metalwright.workflows";
    private static final String STEPS = WORKFLOWS + ".steps";
    private static final String RUN = WORKFLOWS + ".run";
    private static final String BOOT = WORKFLOWS + ".boot";
    private static final String SYSTEM = WORKFLOWS + ".system";
    private static final String MODEL = "io.metalwright.model..";

    private static final Set<String> OUTSIDE = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.Math.random",
            "java.util.UUID.randomUUID");

    @ArchTest
    static final ArchRule contractsKnowTheModelOnly = classes()
            .that()
            .resideInAPackage(STEPS)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(MODEL, STEPS, "io.temporal.activity", "java.lang..", "java.util", "org.jspecify..");

    @ArchTest
    static final ArchRule theLifeOfARunKnowsNoKindOfRun = noClasses()
            .that()
            .resideInAPackage(RUN)
            .should()
            .dependOnClassesThat(resideInAPackage(WORKFLOWS + "..").and(resideOutside(WORKFLOWS, STEPS, RUN)));

    @ArchTest
    static final ArchRule kindsOfRunDoNotKnowEachOther = slices().matching(WORKFLOWS + ".(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(DescribedPredicate.alwaysTrue(), resideInAnyPackage(STEPS, RUN, BOOT, SYSTEM));

    /** A workflow class that is not public registers, and then fails every task. */
    @ArchTest
    static final ArchRule workflowsCanBeMadeByTemporal = classes()
            .that()
            .areNotInterfaces()
            .and()
            .areAssignableTo(annotatedWith(WorkflowInterface.class))
            .should()
            .bePublic()
            .andShould()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule nothingIsReadFromOutside = noClasses()
            .should()
            .accessTargetWhere(new DescribedPredicate<>("a clock, the environment or chance is asked") {
                @Override
                public boolean test(JavaAccess<?> call) {
                    var target = call.getTarget();
                    return isClock(target) || OUTSIDE.contains(target.getOwner().getName() + "." + target.getName());
                }
            });

    private static boolean isClock(AccessTarget target) {
        return target.getOwner().getPackageName().equals("java.time")
                && (target.getName().equals("now")
                        || target.getOwner().getName().equals(Clock.class.getName()));
    }

    @ArchTest
    static final ArchRule noThreadsNoChanceNoFilesNoNetwork = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "java.io..",
                            "java.nio..",
                            "java.net..",
                            "java.security..",
                            "java.sql..",
                            "java.util.concurrent..")
                    .or(type(Thread.class))
                    .or(type(Timer.class)))
            .orShould()
            .callConstructor(Random.class)
            .orShould()
            .callConstructor(Random.class, long.class);

    @ArchTest
    static final ArchRule namesSayWhatAThingIs =
            noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Util|Utils|Common)");

    private static DescribedPredicate<JavaClass> resideOutside(String... packages) {
        return DescribedPredicate.not(resideInAnyPackage(packages));
    }
}
