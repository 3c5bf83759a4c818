package io.reelgate.provider.wavespeed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.core.io.ClassPathResource;

/// The provider's answers as files.
final class Samples {
  static final String ID = "5f0c7a1e9b3d4c2f8a6e1d0b7c9f2e34";
  static final String OUTPUT = "https://cdn.example.test/output/7d1e.mp4";

  private Samples() {}

  static String named(String file) {
    try {
      return new ClassPathResource(file, Samples.class).getContentAsString(UTF_8);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
