package io.reelgate.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// That the document in the repository is the one that the code gives.
@GatewayTest
class StoredDocumentTests {
  private static final Path FILE = Path.of("src", "main", "openapi", "reelgate.json");
  private static final String WRITE = "openapi.write";
  private static final String COMMAND =
      "./mvnw test -Dtest=StoredDocumentTests -D" + WRITE + "=true";

  @Autowired private TestGateway gateway;

  @Test
  void theStoredDocumentIsThatOfTheCode() throws IOException {
    String code = new ApiDocument(gateway.anonymous().get("/v3/api-docs").json()).text();
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(FILE, code);
    }
    String stored = Files.readString(FILE);

    if (!stored.equals(code)) {
      fail(
          "%s differs from the code.%n%s%nWrite it anew with %s",
          FILE, difference(stored, code), COMMAND);
    }
  }

  @Test
  void theDocumentIsTheSameTextWheneverItIsAskedFor() {
    String first = gateway.anonymous().get("/v3/api-docs").response().body();

    assertThat(gateway.anonymous().get("/v3/api-docs").response().body()).isEqualTo(first);
  }

  /// In YAML 1.1, which many generators read, the ratio 16:9 is the number 969.
  @Test
  void thereIsNoYaml() {
    assertThat(gateway.anonymous().get("/v3/api-docs.yaml").status()).isEqualTo(404);
  }

  private static String difference(String stored, String code) {
    List<String> was = stored.lines().toList();
    List<String> is = code.lines().toList();
    int line = 0;
    while (line < Math.min(was.size(), is.size()) && was.get(line).equals(is.get(line))) {
      line++;
    }
    return "Line %d is stored as:%n%s%nand in the code:%n%s"
        .formatted(line + 1, at(was, line), at(is, line));
  }

  private static String at(List<String> lines, int line) {
    return line < lines.size() ? lines.get(line) : "(nothing)";
  }
}
