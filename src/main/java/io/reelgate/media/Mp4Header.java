package io.reelgate.media;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The facts of an MP4 file that its header tells, read without the pictures.
///
/// @param seconds how long it plays
/// @param fps pictures per second, or null when the header does not tell
public record Mp4Header(
    double seconds, int width, int height, @Nullable Double fps, boolean hasAudio) {
  private static final String PICTURES = "vide";
  private static final String SOUND = "soun";
  private static final int FPS_DECIMALS = 3;

  /// Beyond these a header does not describe a video but an attack or an accident.
  private static final double MOST_SECONDS = 24 * 60 * 60;

  private static final double MOST_FPS = 1000;

  /// Empty for a file that is no MP4 with pictures, that is damaged, or that cannot be read.
  public static Optional<Mp4Header> read(ByteSource source) {
    return MovieBox.find(source).flatMap(Mp4Header::of);
  }

  private static Optional<Mp4Header> of(Box movie) {
    List<Box> tracks = movie.children("trak");
    boolean hasAudio = tracks.stream().anyMatch(track -> kind(track).equals(SOUND));
    return tracks.stream()
        .filter(track -> kind(track).equals(PICTURES))
        .findFirst()
        .flatMap(pictures -> of(movie, pictures, hasAudio));
  }

  private static Optional<Mp4Header> of(Box movie, Box pictures, boolean hasAudio) {
    double trackSeconds = inside(pictures, "mdia", "mdhd").map(Mp4Header::seconds).orElse(0.0);
    double seconds =
        movie
            .child("mvhd")
            .map(header -> Math.max(seconds(header), fragmentSeconds(movie, header)))
            .filter(length -> length > 0)
            .orElse(trackSeconds);
    Box size = pictures.child("tkhd").orElseGet(() -> Box.of(new byte[0]));
    int sizeOffset = size.version() == 1 ? 88 : 76;
    int width = (int) (size.number32(sizeOffset) >> 16);
    int height = (int) (size.number32(sizeOffset + 4) >> 16);
    return seconds > 0 && seconds <= MOST_SECONDS && width > 0 && height > 0
        ? Optional.of(new Mp4Header(seconds, width, height, fps(pictures, trackSeconds), hasAudio))
        : Optional.empty();
  }

  private static String kind(Box track) {
    return inside(track, "mdia", "hdlr").map(handler -> handler.word(8)).orElse("");
  }

  /// The length in a movie's or a track's header.
  private static double seconds(Box header) {
    boolean large = header.version() == 1;
    long perSecond = header.number32(large ? 20 : 12);
    long length = large ? header.number64(24) : header.number32(16);
    boolean unknown = large ? length < 0 : length == 0xffff_ffffL;
    return perSecond == 0 || unknown ? 0 : (double) length / perSecond;
  }

  /// A file in fragments tells its length in a box of its own.
  private static double fragmentSeconds(Box movie, Box movieHeader) {
    long perSecond = movieHeader.number32(movieHeader.version() == 1 ? 20 : 12);
    long length =
        inside(movie, "mvex", "mehd")
            .map(box -> box.version() == 1 ? box.number64(4) : box.number32(4))
            .orElse(0L);
    return perSecond == 0 || length < 0 ? 0 : (double) length / perSecond;
  }

  private static @Nullable Double fps(Box pictures, double trackSeconds) {
    long samples =
        inside(pictures, "mdia", "minf", "stbl", "stsz").map(sizes -> sizes.number32(8)).orElse(0L);
    if (samples == 0 || trackSeconds <= 0 || samples / trackSeconds > MOST_FPS) {
      return null;
    }
    return new BigDecimal(samples / trackSeconds, MathContext.DECIMAL64)
        .setScale(FPS_DECIMALS, RoundingMode.HALF_UP)
        .doubleValue();
  }

  private static Optional<Box> inside(Box outer, String... path) {
    Optional<Box> box = Optional.of(outer);
    for (String type : path) {
      box = box.flatMap(parent -> parent.child(type));
    }
    return box;
  }
}
