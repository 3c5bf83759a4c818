package io.reelgate.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import io.reelgate.ReelgateApplication;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/// The compiled classes that the rules are about, read once.
final class Classes {
  static final String BASE = ReelgateApplication.class.getPackageName();

  /// The product.
  static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BASE);

  /// Its tests.
  static final JavaClasses TESTS =
      new ClassFileImporter().withImportOption(Predefined.ONLY_INCLUDE_TESTS).importPackages(BASE);

  private Classes() {}

  /// A top-level type by its simple name, with all that is nested in it.
  static DescribedPredicate<JavaClass> named(String... simpleNames) {
    return within(
        "of " + String.join(" or ", simpleNames),
        top -> {
          for (String name : simpleNames) {
            if (top.getSimpleName().equals(name)) {
              return true;
            }
          }
          return false;
        });
  }

  /// A top-level type whose name ends so, with all that is nested in it.
  static DescribedPredicate<JavaClass> ending(String suffix) {
    return within("of *" + suffix, top -> top.getSimpleName().endsWith(suffix));
  }

  /// The use of a method, constructor or field.
  ///
  /// @param test takes the type that has the member, and the member's name
  static DescribedPredicate<JavaAccess<?>> access(
      String description, BiPredicate<JavaClass, String> test) {
    return DescribedPredicate.describe(
        description, each -> test.test(each.getTargetOwner(), each.getName()));
  }

  private static DescribedPredicate<JavaClass> within(
      String description, Predicate<JavaClass> top) {
    return DescribedPredicate.describe(description, each -> top.test(outermost(each)));
  }

  private static JavaClass outermost(JavaClass each) {
    JavaClass outer = each;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer;
  }
}
