package io.reelgate.sandbox.clip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/// Puts pictures and sound into one file: the index first, then one chunk of each per second.
final class Mp4File {
  private static final int TICKS = 12_288;
  private static final int MILLIS = 1000;

  private final Clip clip;
  private final Picture picture;
  private final List<Track> tracks = new ArrayList<>();

  Mp4File(Clip clip) {
    this.clip = clip;
    this.picture = new Picture(clip);
    tracks.add(pictures());
    if (clip.audio()) {
      tracks.add(Sound.track(clip));
    }
  }

  private Track pictures() {
    List<byte[]> samples = new ArrayList<>();
    for (int second = 0; second < clip.seconds(); second++) {
      samples.add(sample(picture.key(second)));
      for (int since = 1; since < Clip.FRAMES_PER_SECOND; since++) {
        samples.add(sample(picture.repeat(since)));
      }
    }
    int every = Clip.FRAMES_PER_SECOND;
    return new Track(clip, TICKS, TICKS / every, every, every, samples);
  }

  private static byte[] sample(byte[] unit) {
    return new Boxes().u32(unit.length).bytes(unit).toBytes();
  }

  byte[] toBytes() {
    Boxes head = new Boxes().box("ftyp", box -> box.text("isom").u32(512).text("isomiso2avc1mp41"));
    List<List<Integer>> unknown = new ArrayList<>();
    tracks.forEach(track -> unknown.add(Collections.nCopies(track.chunks().size(), 0)));
    int mediaStarts = head.toBytes().length + index(unknown).length + 8;
    List<List<Integer>> offsets = new ArrayList<>();
    tracks.forEach(_ -> offsets.add(new ArrayList<>()));
    Boxes media = media(mediaStarts, offsets);
    return head.bytes(index(offsets)).bytes(media.toBytes()).toBytes();
  }

  /// Writes the chunks and notes where each one starts in the file.
  private Boxes media(int starts, List<List<Integer>> offsets) {
    return new Boxes()
        .box(
            "mdat",
            box -> {
              int at = starts;
              for (int second = 0; second < clip.seconds(); second++) {
                for (int number = 0; number < tracks.size(); number++) {
                  offsets.get(number).add(at);
                  for (byte[] sample : tracks.get(number).chunks().get(second)) {
                    box.bytes(sample);
                    at += sample.length;
                  }
                }
              }
            });
  }

  private byte[] index(List<List<Integer>> offsets) {
    return new Boxes()
        .box(
            "moov",
            box -> {
              box.full("mvhd", 0, this::header);
              for (int number = 0; number < tracks.size(); number++) {
                boolean sound = number > 0;
                Track track = tracks.get(number);
                List<Integer> at = offsets.get(number);
                box.box("trak", inner -> track(inner, track, sound, at));
              }
            })
        .toBytes();
  }

  private void header(Boxes box) {
    box.zeros(8).u32(MILLIS).u32(clip.seconds() * MILLIS).u32(0x10000).u16(0x100).zeros(10);
    box.matrix().zeros(24).u32(tracks.size() + 1);
  }

  private void track(Boxes out, Track track, boolean sound, List<Integer> offsets) {
    int id = sound ? 2 : 1;
    out.full(
        "tkhd",
        3,
        box -> {
          box.zeros(8).u32(id).u32(0).u32(clip.seconds() * MILLIS).zeros(8);
          box.u16(0).u16(0).u16(sound ? 0x100 : 0).u16(0).matrix();
          box.u32(sound ? 0 : clip.width() << 16).u32(sound ? 0 : clip.height() << 16);
        });
    out.box("mdia", box -> media(box, track, sound, offsets));
  }

  private void media(Boxes out, Track track, boolean sound, List<Integer> offsets) {
    out.full(
        "mdhd",
        0,
        box -> box.zeros(8).u32(track.timescale()).u32(track.duration()).u16(0x55C4).u16(0));
    String kind = sound ? "soun" : "vide";
    out.full("hdlr", 0, box -> box.u32(0).text(kind).zeros(12).text("sandbox").u8(0));
    Consumer<Boxes> description = sound ? Sound::description : this::description;
    out.box(
        "minf",
        box -> {
          if (sound) {
            box.full("smhd", 0, header -> header.zeros(4));
          } else {
            box.full("vmhd", 1, header -> header.zeros(8));
          }
          box.box("dinf", Mp4File::sameFile);
          box.box("stbl", table -> track.tables(table, description, offsets));
        });
  }

  private static void sameFile(Boxes out) {
    out.full("dref", 0, box -> box.u32(1).full("url ", 1, _ -> {}));
  }

  private void description(Boxes out) {
    byte[] sequence = picture.sequenceParameters();
    byte[] parameters = picture.pictureParameters();
    out.box(
        "avc1",
        box -> {
          box.zeros(6).u16(1).zeros(16).u16(clip.width()).u16(clip.height());
          box.u32(0x480000).u32(0x480000).u32(0).u16(1).zeros(32).u16(24).u16(0xFFFF);
          box.box(
              "avcC",
              inner -> {
                inner.u8(1).bytes(Arrays.copyOfRange(sequence, 1, 4)).u8(0xFF);
                inner.u8(0xE1).u16(sequence.length).bytes(sequence);
                inner.u8(1).u16(parameters.length).bytes(parameters);
              });
        });
  }
}
