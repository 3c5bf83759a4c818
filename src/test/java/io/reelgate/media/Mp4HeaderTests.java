package io.reelgate.media;

import static io.reelgate.media.Mp4Bytes.box;
import static io.reelgate.media.Mp4Bytes.boxOfSize;
import static io.reelgate.media.Mp4Bytes.ftyp;
import static io.reelgate.media.Mp4Bytes.handler;
import static io.reelgate.media.Mp4Bytes.header;
import static io.reelgate.media.Mp4Bytes.join;
import static io.reelgate.media.Mp4Bytes.mdat;
import static io.reelgate.media.Mp4Bytes.movie;
import static io.reelgate.media.Mp4Bytes.number32;
import static io.reelgate.media.Mp4Bytes.pictures;
import static io.reelgate.media.Mp4Bytes.sound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Mp4HeaderTests {
  private static final byte[] PICTURES = pictures(5000, 1280, 720, 120);
  private static final Mp4Header SILENT = new Mp4Header(5, 1280, 720, 24.0, false);
  private final List<Integer> reads = new ArrayList<>();

  @Test
  void factsAtTheBeginningTakeOneRead() {
    byte[] file = join(ftyp(), movie(5000, PICTURES, sound(5000)), mdat(3_000_000));

    assertThat(Mp4Header.read(source(file))).hasValue(new Mp4Header(5, 1280, 720, 24.0, true));
    assertThat(reads).containsExactly(65_536);
  }

  @Test
  void factsAtTheEndTakeOneMoreRead() {
    byte[] file = join(ftyp(), box("free"), mdat(3_000_000), movie(5000, PICTURES));

    assertThat(Mp4Header.read(source(file))).hasValue(SILENT);
    assertThat(reads).hasSize(2);
  }

  @Test
  void largePicturesAreSkippedByTheir64BitSize() {
    byte[] pictures = boxOfSize("mdat", 5_000_000_000L);
    byte[] start = join(ftyp(), pictures);
    byte[] end = movie(5000, PICTURES);
    long endAt = ftyp().length + 5_000_000_000L;

    assertThat(
            Mp4Header.read(
                (offset, length) -> offset < endAt ? start : slice(end, offset - endAt, length)))
        .hasValue(SILENT);
  }

  @Test
  void aLargeBoxOfFactsIsReadUpToAMegabyte() {
    byte[] filler = box("udta", new byte[900_000]);
    byte[] file = join(ftyp(), movie(5000, PICTURES, filler, filler), mdat(10));

    assertThat(Mp4Header.read(source(file))).hasValue(SILENT);
    assertThat(reads).containsExactly(65_536, 1_048_576);
  }

  @Test
  void longHeadersAreUnderstood() {
    byte[] track =
        box(
            "trak",
            box("tkhd", number32(1 << 24), new byte[84], number32(720 << 16), number32(1280 << 16)),
            box("mdia", box("mdhd", header(1, 15_000)), handler("vide")));
    byte[] file = join(ftyp(), box("moov", box("mvhd", header(1, 15_000)), track));

    assertThat(Mp4Header.read(source(file))).hasValue(new Mp4Header(15, 720, 1280, null, false));
  }

  @Test
  void aFileInFragmentsTellsItsLengthElsewhere() {
    byte[] extended = box("mvex", box("mehd", number32(0), number32(8000)));
    byte[] file = join(ftyp(), movie(0, pictures(0, 640, 360, 0), extended));

    assertThat(Mp4Header.read(source(file))).hasValue(new Mp4Header(8, 640, 360, null, false));
  }

  @Test
  void uncommonSpeedsAreRounded() {
    byte[] file = join(ftyp(), movie(5005, pictures(5005, 640, 360, 150)));

    assertThat(Mp4Header.read(source(file)).orElseThrow().fps()).isEqualTo(29.97);
  }

  @ParameterizedTest
  @MethodSource("damagedFiles")
  void damagedFilesTellNothing(byte[] file) {
    assertThat(Mp4Header.read(source(file))).isEmpty();
    assertThat(reads).hasSizeLessThanOrEqualTo(8).allMatch(length -> length <= 1_048_576);
  }

  static Stream<byte[]> damagedFiles() {
    byte[] facts = movie(5000, PICTURES);
    return Stream.of(
        new byte[0],
        new byte[3],
        new byte[8],
        new byte[200_000],
        "<html>not a video at all</html>".repeat(5).getBytes(StandardCharsets.UTF_8),
        join(ftyp(), boxOfSize("mdat", 0), facts),
        join(ftyp(), boxOfSize("mdat", 1), facts),
        join(ftyp(), boxOfSize("mdat", 7), facts),
        join(ftyp(), boxOfSize("mdat", Long.MAX_VALUE), facts),
        join(ftyp(), boxOfSize("mdat", Long.MIN_VALUE), facts),
        join(ftyp(), boxOfSize("mdat", -1), facts),
        join(ftyp(), boxOfSize("moov", 8), mdat(5)),
        join(ftyp(), boxOfSize("moov", Long.MAX_VALUE), new byte[100]),
        join(ftyp(), box("moov", boxOfSize("mvhd", 0), PICTURES)),
        join(ftyp(), box("moov", boxOfSize("mvhd", Long.MAX_VALUE), PICTURES)),
        join(ftyp(), movie(5000)),
        join(ftyp(), movie(5000, sound(5000))),
        join(ftyp(), movie(0, pictures(0, 640, 360, 24))),
        join(ftyp(), movie(5000, pictures(5000, 0, 360, 24))),
        join(ftyp(), movie(Integer.MAX_VALUE, pictures(5000, 640, 360, 24))),
        join(ftyp(), movie(-1, pictures(-1, 640, 360, 24))),
        Arrays.copyOf(join(ftyp(), facts), ftyp().length + 60),
        join(Stream.generate(() -> box("free")).limit(50_000).toArray(byte[][]::new)),
        join(Stream.generate(() -> mdat(70_000)).limit(12).toArray(byte[][]::new)));
  }

  @Test
  void aSourceThatCannotBeReadTellsNothing() {
    assertThat(Mp4Header.read((offset, length) -> new byte[0])).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void noBrokenByteIsEverAnException(long seed) {
    byte[] file = join(ftyp(), movie(5000, PICTURES, sound(5000)), mdat(100));
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      byte[] broken = Arrays.copyOf(file, random.nextInt(file.length + 1));
      for (int i = 0; i < 4 && broken.length > 0; i++) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }

      assertThatCode(() -> Mp4Header.read((offset, length) -> slice(broken, offset, length)))
          .doesNotThrowAnyException();
    }
  }

  private ByteSource source(byte[] file) {
    return (offset, length) -> {
      reads.add(length);
      return slice(file, offset, length);
    };
  }

  private static byte[] slice(byte[] file, long offset, int length) {
    return offset >= file.length
        ? new byte[0]
        : Arrays.copyOfRange(file, (int) offset, (int) Math.min(file.length, offset + length));
  }
}
