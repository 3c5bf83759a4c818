package io.reelgate.video;

/// What the API document shows. Each request works as it stands.
public final class VideoExamples {
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

  static final String ESTIMATE =
      """
      {
        "object": "video.estimate", "model": "seedance-2.0-mini", "operation": "text_to_video",
        "seconds": "5", "size": "1280x720", "n": 1, "input_seconds": 0, "currency": "USD",
        "amount": "0.4050", "amount_max": "0.4455", "valid_until": 1795190700,
        "fits_max_cost": true, "sort": "price", "weights": {"price": 1.0},
        "routes": [
          {"provider": "runware", "amount": "0.4050", "amount_max": "0.4455", "exact": false,
           "price_version": "5f0c1d22e834", "rank": 1,
           "health": {"score": 0.996, "success": 0.998, "success_24h": 0.997, "speed": 1.0,
             "calm": 1.0, "calls": 212.4, "breaker": "closed", "share": 1.0, "behind": false},
           "expected_seconds": 84.2, "p90_seconds": 121.5, "points": null, "held": null,
           "reason": null},
          {"provider": "wavespeed", "amount": "0.6000", "amount_max": "0.6000", "exact": true,
           "price_version": "9a41b7c03d55", "rank": 2,
           "health": {"score": 1.0, "success": 1.0, "success_24h": 1.0, "speed": 1.0, "calm": 1.0,
             "calls": 0.0, "breaker": "closed", "share": 1.0, "behind": false},
           "expected_seconds": 100.0, "p90_seconds": null, "points": null, "held": null,
           "reason": null},
          {"provider": "empiriolabs", "amount": "0.7500", "amount_max": "0.7500", "exact": true,
           "price_version": "c3d2e1f00a12", "rank": null, "health": null,
           "expected_seconds": null, "p90_seconds": null, "points": null, "held": null,
           "reason": {"code": "max_cost_exceeded", "param": "max_cost",
             "message": "the video can cost up to 0.7500 USD, more than max_cost"}}
        ],
        "warnings": []
      }
      """;

  /// The answer to {@link #TEXT}.
  public static final String QUEUED =
      """
      {
        "id": "video_01k9zq4v7m2c8x5t3r6w0d1e2f", "object": "video",
        "model": "seedance-2.0-mini", "status": "queued", "progress": 0,
        "created_at": 1795190400, "completed_at": null, "expires_at": null,
        "prompt": "A paper lantern drifts over a quiet canal at dusk", "seconds": "5",
        "size": "1280x720", "remixed_from_video_id": null, "error": null, "url": null,
        "status_detail": "queued", "operation": "text_to_video", "resolution": "720p",
        "aspect_ratio": "16:9", "width": 1280, "height": 720, "fps": 24, "duration": null,
        "generate_audio": true, "seed": null, "n": 1, "negative_prompt": null, "outputs": [],
        "usage": null,
        "cost": {"currency": "USD", "estimated": "0.6000", "max": "0.6000", "actual": null,
          "max_cost": "0.60"},
        "provider": null, "source": null, "metadata": {"project": "harbour"}, "user": null,
        "warnings": [], "queue": {"position": 3, "eta_seconds": 95}
      }
      """;

  /// The same video while a provider is still at it.
  public static final String CANCELLING =
      """
      {
        "id": "video_01k9zq4v7m2c8x5t3r6w0d1e2f", "object": "video",
        "model": "seedance-2.0-mini", "status": "in_progress", "progress": 40,
        "created_at": 1795190400, "completed_at": null, "expires_at": null,
        "prompt": "A paper lantern drifts over a quiet canal at dusk", "seconds": "5",
        "size": "1280x720", "remixed_from_video_id": null, "error": null, "url": null,
        "status_detail": "cancelling", "operation": "text_to_video", "resolution": "720p",
        "aspect_ratio": "16:9", "width": 1280, "height": 720, "fps": 24, "duration": null,
        "generate_audio": true, "seed": null, "n": 1, "negative_prompt": null, "outputs": [],
        "usage": null,
        "cost": {"currency": "USD", "estimated": "0.6000", "max": "0.6000", "actual": null,
          "max_cost": "0.60"},
        "provider": {"slug": "wavespeed", "attempts": 1}, "source": null,
        "metadata": {"project": "harbour"}, "user": null, "warnings": [],
        "queue": {"position": null, "eta_seconds": 60}
      }
      """;

  /// The same video in the end.
  public static final String COMPLETED =
      """
      {
        "id": "video_01k9zq4v7m2c8x5t3r6w0d1e2f", "object": "video",
        "model": "seedance-2.0-mini", "status": "completed", "progress": 100,
        "created_at": 1795190400, "completed_at": 1795190497, "expires_at": 1795795297,
        "prompt": "A paper lantern drifts over a quiet canal at dusk", "seconds": "5",
        "size": "1280x720", "remixed_from_video_id": null, "error": null,
        "url": "https://gateway.example.com/media/video_01k9zq4v7m2c8x5t3r6w0d1e2f/0.mp4?exp=1795276897&sig=Zk3r",
        "status_detail": "completed", "operation": "text_to_video", "resolution": "720p",
        "aspect_ratio": "16:9", "width": 1280, "height": 720, "fps": 24, "duration": 5.04,
        "generate_audio": true, "seed": null, "n": 1, "negative_prompt": null,
        "outputs": [{"index": 0,
          "url": "https://gateway.example.com/media/video_01k9zq4v7m2c8x5t3r6w0d1e2f/0.mp4?exp=1795276897&sig=Zk3r",
          "url_expires_at": 1795276897, "content_type": "video/mp4", "bytes": 4180332, "width": 1280, "height": 720, "duration": 5.04, "fps": 24,
          "has_audio": true, "seed": null, "sha256": null, "thumbnail_url": null}],
        "usage": {"cost": 0.6, "is_byok": false},
        "cost": {"currency": "USD", "estimated": "0.6000", "max": "0.6000", "actual": "0.6000",
          "max_cost": "0.60"},
        "provider": {"slug": "wavespeed", "attempts": 1}, "source": null,
        "metadata": {"project": "harbour"}, "user": null, "warnings": [], "queue": null
      }
      """;

  /// Another that came to nothing.
  public static final String FAILED =
      """
      {
        "id": "video_01k9zr0a1b2c3d4e5f6g7h8j9k", "object": "video",
        "model": "seedance-2.0-mini", "status": "failed", "progress": 40,
        "created_at": 1795190500, "completed_at": 1795190602, "expires_at": null,
        "prompt": "A paper lantern drifts over a quiet canal at dusk", "seconds": "5",
        "size": "1280x720", "remixed_from_video_id": null,
        "error": {"code": "content_policy_violation", "message": "The provider refused the content.",
          "type": "invalid_request_error", "param": "prompt"},
        "url": null, "status_detail": "failed", "operation": "text_to_video", "resolution": "720p",
        "aspect_ratio": "16:9", "width": 1280, "height": 720, "fps": 24, "duration": null,
        "generate_audio": true, "seed": null, "n": 1, "negative_prompt": null, "outputs": [],
        "usage": {"cost": 0, "is_byok": false},
        "cost": {"currency": "USD", "estimated": "0.6000", "max": "0.6000", "actual": "0.0000",
          "max_cost": null},
        "provider": {"slug": "wavespeed", "attempts": 1}, "source": null,
        "metadata": {}, "user": null, "warnings": [], "queue": null
      }
      """;

  private VideoExamples() {}
}
