package io.reelgate;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/// Starts the gateway; which roles this replica plays is a setting ({@code reelgate.roles}). Beans
/// have the full names of their classes, because a provider and its simulator share the short ones.
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
public class ReelgateApplication {
  public static void main(String[] args) {
    SpringApplication.run(ReelgateApplication.class, args);
  }
}
