package io.reelgate.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Calendar;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How the code is written.
class CodeTests {
  private static final DescribedPredicate<JavaAccess<?>> TIME_FROM_NOWHERE =
      DescribedPredicate.describe(
          "the machine's time without a clock",
          access ->
              isNow(access)
                  || access.getTarget().getOwner().isEquivalentTo(Calendar.class)
                  || (access.getTarget().getOwner().isEquivalentTo(Date.class)
                      && access.getName().equals("<init>"))
                  || (access.getTarget().getOwner().isEquivalentTo(System.class)
                      && access.getName().equals("currentTimeMillis")));

  private static boolean isNow(JavaAccess<?> access) {
    return access.getName().equals("now")
        && access.getTarget().getOwner().getPackageName().equals("java.time")
        && access.getTarget() instanceof CodeUnitAccessTarget unit
        && unit.getRawParameterTypes().stream().noneMatch(each -> each.isEquivalentTo(Clock.class));
  }

  @Test
  void timeComesFromAClock() {
    noClasses().should().accessTargetWhere(TIME_FROM_NOWHERE).check(Classes.MAIN);
  }

  @Test
  void onlyAConfigurationTakesTheMachinesClock() {
    noClasses()
        .that(DescribedPredicate.not(Classes.ending("Configuration")))
        .should()
        .accessTargetWhere(
            Classes.access(
                "the machine's clock",
                (owner, name) ->
                    owner.isEquivalentTo(Clock.class)
                        && (name.startsWith("system") || name.startsWith("tick"))))
        .check(Classes.MAIN);
  }

  @Test
  void nothingIsInjectedIntoFields() {
    NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(Classes.MAIN);
    fields().should().notBeAnnotatedWith(PersistenceContext.class).check(Classes.MAIN);
  }

  @Test
  void nothingIsPrinted() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(Classes.MAIN);
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(Classes.TESTS);
    NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(Classes.MAIN);
  }

  @Test
  void theOldJacksonIsNotUsed() {
    String[] old = {"com.fasterxml.jackson.databind..", "com.fasterxml.jackson.core.."};

    noClasses().should().dependOnClassesThat().resideInAnyPackage(old).check(Classes.MAIN);
    noClasses().should().dependOnClassesThat().resideInAnyPackage(old).check(Classes.TESTS);
  }

  @Test
  void fakesNotMocks() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.mockito..",
            "org.easymock..",
            "org.jmock..",
            "org.springframework.test.context.bean.override..")
        .check(Classes.TESTS);
  }

  @Test
  void testsWaitForConditionsAndNeverSleep() {
    noClasses()
        .should()
        .accessTargetWhere(
            Classes.access(
                "a pause",
                (owner, name) ->
                    name.equals("sleep")
                        || (owner.isEquivalentTo(LockSupport.class) && name.startsWith("park"))))
        .check(Classes.TESTS);
  }

  /// Others are not run.
  @Test
  void classesWithTestsAreCalledTests() {
    classes()
        .that(
            DescribedPredicate.describe(
                "have tests",
                each ->
                    each.getAllMethods().stream().anyMatch(CodeTests::isTest)
                        && !each.getModifiers().contains(JavaModifier.ABSTRACT)))
        .should(ArchConditions.be(Classes.ending("Tests")))
        .check(Classes.TESTS);
  }

  private static boolean isTest(JavaCodeUnit method) {
    return method.isAnnotatedWith(Test.class) || method.isAnnotatedWith(ParameterizedTest.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Impl", "Manager", "Helper", "Util", "Utils", "Dto"})
  void namesSayWhatAThingIs(String suffix) {
    noClasses().should().haveSimpleNameEndingWith(suffix).check(Classes.MAIN);
    noClasses().should().haveSimpleNameStartingWith("Abstract").check(Classes.MAIN);
  }

  @Test
  void optionalIsNeverKept() {
    fields().should().notHaveRawType(Optional.class).check(Classes.MAIN);
  }
}
