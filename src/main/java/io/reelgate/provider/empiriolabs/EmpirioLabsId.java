package io.reelgate.provider.empiriolabs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Ids of tasks: the provider's, which are opaque, and our own for a result that came at once and
/// without one.
final class EmpirioLabsId {
  private static final Pattern USABLE = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final Pattern STEP = Pattern.compile("\\.{1,2}");
  private static final String AT_ONCE = "at-once:";

  private EmpirioLabsId() {}

  /// Whether it can be stored and asked for: printable, short, no step in a path and none of ours.
  static boolean usable(String id) {
    return USABLE.matcher(id).matches() && !STEP.matcher(id).matches() && !isOwn(id);
  }

  /// Our own id for a file, by which the usage list finds it again. Tells nobody the address.
  static String ofFile(String url) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(EmpirioLabsUrls.file(url).getBytes(UTF_8));
      return AT_ONCE + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static boolean isOwn(String id) {
    return id.startsWith(AT_ONCE);
  }
}
