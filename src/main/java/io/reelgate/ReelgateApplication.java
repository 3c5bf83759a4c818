package io.reelgate;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the gateway; which roles this replica plays is a setting ({@code reelgate.roles}). */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ReelgateApplication {
  public static void main(String[] args) {
    SpringApplication.run(ReelgateApplication.class, args);
  }
}
