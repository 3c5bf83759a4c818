package io.reelgate.video.request;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Tells whether two requests want the same: SHA-256 over the canonical request and the operation
/// it was posted to. Encoding, field order, aliases and spellings of numbers make no difference.
///
/// @param hex 64 lower-case hexadecimal digits
public record Fingerprint(String hex) {
  static Fingerprint of(Purpose purpose, JsonNode canonical) {
    StringBuilder text = new StringBuilder();
    write(JsonNodeFactory.instance.stringNode(purpose.word()), text);
    write(canonical, text);
    return new Fingerprint(
        HexFormat.of()
            .formatHex(sha256().digest(text.toString().getBytes(StandardCharsets.UTF_8))));
  }

  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  private static void write(JsonNode node, StringBuilder text) {
    if (node.isObject()) {
      text.append('{');
      for (String name : new TreeSet<>(node.propertyNames())) {
        write(JsonNodeFactory.instance.stringNode(name), text);
        write(node.get(name), text.append(':'));
        text.append(',');
      }
      text.append('}');
    } else if (node.isArray()) {
      text.append('[');
      for (JsonNode element : node.values()) {
        write(element, text);
        text.append(',');
      }
      text.append(']');
    } else if (node.isNumber()) {
      text.append(node.decimalValue().stripTrailingZeros());
    } else {
      text.append(node);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
