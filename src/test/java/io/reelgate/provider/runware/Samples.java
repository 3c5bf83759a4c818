package io.reelgate.provider.runware;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.core.io.ClassPathResource;

/// The provider's answers as files.
final class Samples {
  static final String ID = "3f0c5a52-5a0e-4c3e-9c55-0d7f6a9b1e01";
  static final String OUTPUT =
      "https://vm.runware.test/video/os/a01d20/ws/5/vi/b1d2a7c4-7a31-4f0e-8f0c-51b0a2f7c901.mp4";

  private Samples() {}

  static String named(String file) {
    try {
      return new ClassPathResource(file, Samples.class).getContentAsString(UTF_8);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
