package io.reelgate.video;

/// Requests that the API document shows. Each works as it stands.
final class VideoExamples {
  static final String TEXT =
      """
      {
        "model": "seedance-2.0-mini",
        "prompt": "A paper lantern drifts over a quiet canal at dusk",
        "seconds": "5",
        "resolution": "720p",
        "aspect_ratio": "16:9",
        "generate_audio": true,
        "max_cost": "0.60",
        "metadata": {"project": "harbour"}
      }
      """;

  static final String FRAMES =
      """
      {
        "model": "seedance-2.0-mini",
        "prompt": "The bud opens into full bloom",
        "seconds": 6,
        "aspect_ratio": "adaptive",
        "frame_images": [
          {"image_url": {"url": "https://studio.example.org/bud.png"}, "frame_type": "first_frame"},
          {"image_url": {"url": "https://studio.example.org/bloom.png"}, "frame_type": "last_frame"}
        ]
      }
      """;

  static final String REFERENCES =
      """
      {
        "model": "seedance-2.0-mini",
        "prompt": "The woman from image 1 walks the route of video 1",
        "seconds": "10",
        "size": "1280x720",
        "input_references": [
          {"type": "image_url", "image_url": {"url": "https://studio.example.org/anna.png"}},
          {"type": "video_url", "video_url": {"url": "https://studio.example.org/route.mp4"}}
        ]
      }
      """;

  static final String EDIT =
      """
      {
        "model": "seedance-2.0-mini",
        "prompt": "Turn the dusk into heavy rain",
        "video": {"url": "https://studio.example.org/canal.mp4"},
        "resolution": "720p"
      }
      """;

  static final String EXTEND =
      """
      {
        "model": "seedance-2.0-mini",
        "prompt": "The lantern reaches the bridge and goes out",
        "video": {"url": "https://studio.example.org/canal.mp4"},
        "seconds": "5"
      }
      """;

  static final String REMIX =
      """
      {"prompt": "The same, but in heavy rain"}
      """;

  private VideoExamples() {}
}
