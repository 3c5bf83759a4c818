package io.reelgate.video.request.value;

import io.reelgate.catalog.VideoSpec.ReferenceKind;
import java.util.Locale;
import java.util.Set;

/// What a URL without further word points to: told by the extension of its path, else a picture.
public final class MediaKind {
  private static final Set<String> VIDEO =
      Set.of("mp4", "m4v", "mov", "webm", "mkv", "avi", "mpg", "mpeg");
  private static final Set<String> AUDIO =
      Set.of("mp3", "wav", "m4a", "aac", "ogg", "oga", "opus", "flac");

  private MediaKind() {}

  public static ReferenceKind of(String url) {
    String path = url.split("[?#]", 2)[0];
    String file = path.substring(path.lastIndexOf('/') + 1);
    String extension = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (VIDEO.contains(extension)) {
      return ReferenceKind.VIDEO;
    }
    return AUDIO.contains(extension) ? ReferenceKind.AUDIO : ReferenceKind.IMAGE;
  }

  /// The key under which a reference of that kind has its URL, which is also its {@code type}.
  static String key(ReferenceKind kind) {
    return kind.name().toLowerCase(Locale.ROOT) + "_url";
  }
}
