package io.reelgate.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.reelgate.tenant.TenantId;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.data.repository.Repository;

/// A tenant's data is only reached through the tenant.
class TenantScopeTests {
  /// What needs no tenant, and why.
  private static final Set<String> EXCEPTIONS =
      Set.of(
          // a signed link stands for the tenant's permission
          "JobRepository.findById",
          "JobQueries.findByLink",
          "Jobs.findByLink",
          // what the present transaction has changed; each is told to its own tenant alone
          "JobRepository.findByIdIn",
          "JobQueries.changed",
          "Jobs.changed",
          // for operators, who see all tenants
          "HistoryReads.history",
          // tells nothing of the job but its place in the line, for one that was just read
          "Jobs.position",
          "Jobs.awaitChange",
          // the job holds its tenant
          "Jobs.enqueue",
          // about a transaction of one's own, and about the caller's own API key
          "Jobs.fate",
          "Jobs.lineUp",
          "Jobs.claimRetry");

  @Test
  void repositoriesTakeTheTenant() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .areAssignableTo(Repository.class)
        .and()
        .areDeclaredInClassesThat(not(Classes.named("TenantRepository")))
        .should(takeTheTenant())
        .check(Classes.MAIN);
  }

  @Test
  void queriesTakeTheTenant() {
    methods()
        .that()
        .areDeclaredInClassesThat(Classes.ending("Queries"))
        .and()
        .areNotPrivate()
        .should(takeTheTenant())
        .check(Classes.MAIN);
  }

  @Test
  void theDoorToJobsTakesTheTenant() {
    methods()
        .that()
        .areDeclaredIn("io.reelgate.job.Jobs")
        .and()
        .arePublic()
        .should(takeTheTenant())
        .check(Classes.MAIN);
  }

  @Test
  void onlyTheSignedLinkGoesWithoutATenant() {
    only("ContentController", "Jobs", "findByLink");
    only("Jobs", "JobQueries", "findByLink");
    only("JobQueries", "JobRepository", "findById");
  }

  private static void only(String caller, String owner, String method) {
    noClasses()
        .that(not(Classes.named(caller)))
        .should()
        .accessTargetWhere(
            Classes.access(
                owner + "." + method,
                (type, name) -> type.getSimpleName().equals(owner) && name.equals(method)))
        .check(Classes.MAIN);
  }

  private static ArchCondition<JavaMethod> takeTheTenant() {
    return new ArchCondition<>("take the tenant") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        String name = method.getOwner().getSimpleName() + "." + method.getName();
        if (!EXCEPTIONS.contains(name) && !takesTenant(method)) {
          events.add(SimpleConditionEvent.violated(method, method.getFullName() + " does not"));
        }
      }
    };
  }

  private static boolean takesTenant(JavaMethod method) {
    return Arrays.stream(method.reflect().getParameters())
        .anyMatch(each ->
            each.getType() == TenantId.class
                || (each.getType() == String.class && each.getName().equals("tenantId")));
  }
}
