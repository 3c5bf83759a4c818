package io.reelgate.video.request.value;

import io.reelgate.video.request.body.Uploads;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// An absolute URL by its form alone; whose address it is, is checked where it is used.
public record Link(List<String> schemes, int most) implements ValueReader {
  /// Where an input picture, clip or sound can be fetched.
  public static final Link MEDIA = new Link(List.of("http", "https"), 8_192);

  /// Where events are sent. Whether plain http will do depends on the settings.
  public static final Link CALLBACK = new Link(List.of("https", "http"), 2_048);

  @Override
  public JsonNode read(Input input) {
    String text = input.text(expected());
    boolean media = this.equals(MEDIA);
    if (media && (startsWith(text, "data:") || isFileId(text))) {
      throw Uploads.refused(input.path());
    }
    if (text.length() > most || !isAddress(text)) {
      throw input.invalid("must be " + expected());
    }
    return input.node();
  }

  private String expected() {
    return "a public "
        + String.join(" or ", schemes)
        + " URL of at most "
        + most
        + " characters, without user name and password";
  }

  private boolean isAddress(String text) {
    try {
      URI uri = new URI(text);
      String authority = uri.getRawAuthority();
      return uri.getScheme() != null
          && schemes.contains(uri.getScheme().toLowerCase(Locale.ROOT))
          && authority != null
          && !authority.contains("@")
          && !authority.startsWith(":");
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private static boolean isFileId(String text) {
    return !text.contains(":") && (text.startsWith("file-") || text.startsWith("file_"));
  }

  static boolean startsWith(String text, String prefix) {
    return text.regionMatches(true, 0, prefix, 0, prefix.length());
  }
}
