package io.reelgate.sandbox.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClipTests {
  static Stream<Clip> clips() {
    return Stream.of(
        new Clip(5, 1280, 720, true, 0),
        new Clip(4, 864, 496, false, 1),
        new Clip(15, 1470, 630, true, -7),
        new Clip(1, 640, 640, true, 3),
        new Clip(7, 834, 1112, false, 4),
        new Clip(5, 1920, 1080, true, 5),
        new Clip(4, 3840, 2160, true, 6));
  }

  @ParameterizedTest
  @MethodSource("clips")
  void indexStandsBeforeTheMedia(Clip clip) {
    List<Box> top = Box.all(clip.toMp4());
    assertThat(top).extracting(Box::name).containsExactly("ftyp", "moov", "mdat");
  }

  @ParameterizedTest
  @MethodSource("clips")
  void fileSaysTheAskedLengthAndSize(Clip clip) {
    Box movie = Box.all(clip.toMp4()).get(1);
    Box header = movie.child("mvhd");
    assertThat(header.u32(16)).isEqualTo(clip.seconds() * header.u32(12));
    List<Box> tracks = movie.children("trak");
    assertThat(tracks).hasSize(clip.audio() ? 2 : 1);
    for (Box track : tracks) {
      Box media = track.child("mdia").child("mdhd");
      assertThat(media.u32(16)).isEqualTo(clip.seconds() * media.u32(12));
    }
    Box picture = tracks.get(0).child("tkhd");
    assertThat(picture.u32(76)).isEqualTo(clip.width() << 16);
    assertThat(picture.u32(80)).isEqualTo(clip.height() << 16);
  }

  @ParameterizedTest
  @MethodSource("clips")
  void everySampleIsWhereTheTablesSay(Clip clip) {
    byte[] file = clip.toMp4();
    List<Box> top = Box.all(file);
    Box media = top.get(2);
    Samples pictures = Samples.of(top.get(1).children("trak").get(0));
    assertThat(pictures.count()).isEqualTo(clip.seconds() * 24);
    assertThat(pictures.keys()).hasSize(clip.seconds()).startsWith(1);
    int total = 0;
    for (int number = 0; number < pictures.count(); number++) {
      int at = pictures.offset(number);
      int unitLength = Box.u32(file, at);
      assertThat(unitLength).isEqualTo(pictures.size(number) - 4);
      int kind = file[at + 4] & 0x1F;
      assertThat(kind).isEqualTo(pictures.keys().contains(number + 1) ? 5 : 1);
      total += pictures.size(number);
    }
    if (clip.audio()) {
      Samples sound = Samples.of(top.get(1).children("trak").get(1));
      for (int number = 0; number < sound.count(); number++) {
        int at = sound.offset(number);
        assertThat(file[at] & 0xE0).isEqualTo(0x20);
        total += sound.size(number);
      }
      assertThat(sound.ticks()).isEqualTo(clip.seconds() * 48_000);
    }
    assertThat(media.length()).isEqualTo(total);
  }

  @Test
  void clipsAreSmall() {
    assertThat(new Clip(5, 1280, 720, true, 0).toMp4()).hasSizeLessThan(50_000);
    assertThat(new Clip(15, 1920, 1080, true, 0).toMp4()).hasSizeLessThan(200_000);
  }

  @Test
  void sameFactsMakeTheSameBytesAndAnotherTintOthers() {
    byte[] file = new Clip(4, 864, 496, true, 2).toMp4();
    assertThat(new Clip(4, 864, 496, true, 2).toMp4()).isEqualTo(file);
    assertThat(new Clip(4, 864, 496, true, 3).toMp4()).isNotEqualTo(file);
  }

  @Test
  void pictureChangesEverySecond() {
    Picture picture = new Picture(new Clip(5, 1280, 720, true, 0));
    assertThat(IntStream.range(0, 5).mapToObj(second -> hex(picture.key(second))).distinct())
        .hasSize(5);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes, 3, bytes.length);
  }

  @Test
  void unitsNeverLookLikeAStartCode() {
    byte[] unit = new BitWriter(8).bits(0, 24).bits(0, 24).bits(1, 8).unit(0x65);
    assertThat(unit).containsExactly(0x65, 0, 0, 3, 0, 0, 3, 0, 0, 3, 1, 0x80);
  }

  @Test
  void impossibleClipsAreRefused() {
    assertThatThrownBy(() -> new Clip(0, 640, 640, true, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Clip(5, 641, 640, true, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("clips")
  void decoderReadsEveryFrame(Clip clip, @TempDir Path folder) throws Exception {
    Assumptions.assumeTrue(isOnPath("ffprobe"), "ffprobe is not on the path");
    Path file = Files.write(folder.resolve("clip.mp4"), clip.toMp4());
    String told =
        run(
            "ffprobe",
            "-v",
            "error",
            "-count_frames",
            "-select_streams",
            "v:0",
            "-show_entries",
            "stream=codec_name,width,height,nb_read_frames,duration",
            "-of",
            "default=nw=1",
            file.toString());
    assertThat(told.lines())
        .containsExactlyInAnyOrder(
            "codec_name=h264",
            "width=" + clip.width(),
            "height=" + clip.height(),
            "duration=" + clip.seconds() + ".000000",
            "nb_read_frames=" + clip.seconds() * 24);
  }

  private static boolean isOnPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(told).isZero();
    return told;
  }
}
