package io.reelgate.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.ProxyRules.no_classes_should_directly_call_other_methods_declared_in_the_same_class_that_are_annotated_with;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/// Where the network is spoken to, and that no transaction is open meanwhile.
class NetworkTests {
  private static final String[] REACTIVE = {
    "reactor..", "org.reactivestreams..", "org.springframework.web.reactive.."
  };
  private static final DescribedPredicate<JavaClass> NETWORK =
      resideInAnyPackage(
              Stream.concat(
                      Stream.of(REACTIVE),
                      Stream.of(
                          "io.netty..",
                          "java.net.http..",
                          "org.springframework.http.client..",
                          "org.springframework.web.client..",
                          "io.reelgate.provider.http.."))
                  .toArray(String[]::new))
          .or(Classes.named("ProviderAdapter", "GuardedClient", "TargetClient"))
          .as("the network");

  /// Spring's own reader of forms is reactive.
  private static final DescribedPredicate<JavaClass> FORM_READER = Classes.named("MultipartForm");

  private static final DescribedPredicate<JavaClass> TRANSACTIONAL =
      describe("are transactional", NetworkTests::isTransactional);

  private static boolean isTransactional(JavaClass type) {
    return type.isAnnotatedWith(Transactional.class)
        || type.getMethods().stream().anyMatch(each -> each.isAnnotatedWith(Transactional.class))
        || type.getFields().stream()
            .anyMatch(each -> each.getRawType().isAssignableTo(TransactionOperations.class));
  }

  /// Neither itself nor through anything it holds.
  @Test
  void aTransactionNeverReachesTheNetwork() {
    noClasses()
        .that(TRANSACTIONAL)
        .should()
        .transitivelyDependOnClassesThat(NETWORK)
        .check(Classes.MAIN);
  }

  /// A proxy opens the transaction, and these calls would go round it.
  @Test
  void aTransactionIsReallyOpened() {
    no_classes_should_directly_call_other_methods_declared_in_the_same_class_that_are_annotated_with(
            Transactional.class)
        .check(Classes.MAIN);
    methods()
        .that()
        .areAnnotatedWith(Transactional.class)
        .should()
        .notBePrivate()
        .andShould()
        .notBeStatic()
        .andShould()
        .notHaveModifier(JavaModifier.FINAL)
        .check(Classes.MAIN);
  }

  @Test
  void reactiveTypesStayInsideClients() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.reelgate.provider.http..", "io.reelgate.outbound..")
        .and(not(Classes.ending("Client")))
        .and(not(FORM_READER))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(REACTIVE)
        .check(Classes.MAIN);
  }

  @Test
  void noDoorShowsAReactiveType() {
    codeUnits()
        .that()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackage("io.reelgate.provider.http..")
        .and()
        .areDeclaredInClassesThat(not(FORM_READER))
        .and()
        .areNotPrivate()
        .and(describe("others can call", NetworkTests::isDoor))
        .should(notMention(resideInAnyPackage(REACTIVE)))
        .check(Classes.MAIN);
  }

  private static boolean isDoor(JavaCodeUnit unit) {
    return !unit.getOwner().getPackageName().equals("io.reelgate.outbound")
        || (unit.getModifiers().contains(JavaModifier.PUBLIC)
            && unit.getOwner().getModifiers().contains(JavaModifier.PUBLIC));
  }

  private static ArchCondition<JavaCodeUnit> notMention(DescribedPredicate<JavaClass> types) {
    return new ArchCondition<>("not mention types that " + types.getDescription()) {
      @Override
      public void check(JavaCodeUnit unit, ConditionEvents events) {
        Set<String> found =
            Stream.concat(
                    unit.getReturnType().getAllInvolvedRawTypes().stream(),
                    unit.getParameterTypes().stream()
                        .flatMap(each -> each.getAllInvolvedRawTypes().stream()))
                .filter(types)
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
        if (!found.isEmpty()) {
          events.add(SimpleConditionEvent.violated(unit, unit.getDescription() + " has " + found));
        }
      }
    };
  }
}
