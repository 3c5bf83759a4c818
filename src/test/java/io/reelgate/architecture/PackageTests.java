package io.reelgate.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import org.junit.jupiter.api.Test;

/// What lies where, below the modules.
class PackageTests {
  @Test
  void aProviderShowsNothingOfItself() {
    classes()
        .that()
        .resideInAPackage("io.reelgate.provider.(*)..")
        .and()
        .resideOutsideOfPackage("io.reelgate.provider.http..")
        .should()
        .notBePublic()
        .because("a provider is known by the beans of its configuration alone")
        .check(Classes.MAIN);
  }

  @Test
  void providersNeverImportEachOther() {
    slices()
        .matching("io.reelgate.provider.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(alwaysTrue(), resideInAPackage("io.reelgate.provider.http.."))
        .check(Classes.MAIN);
  }

  @Test
  void simulatorsNeverImportEachOther() {
    slices()
        .matching("io.reelgate.sandbox.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(alwaysTrue(), resideInAPackage("io.reelgate.sandbox.clip.."))
        .check(Classes.MAIN);
  }

  @Test
  void modulesHaveNoCycles() {
    slices().matching("io.reelgate.(*)..").should().beFreeOfCycles().check(Classes.MAIN);
  }

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching("io.reelgate.(**)")
        .namingSlices("$1")
        .should()
        .beFreeOfCycles()
        .check(Classes.MAIN);
  }
}
