package io.reelgate.video.live;

import io.reelgate.job.JobStanding;

/// One event of a stream, written once for all who get it.
///
/// @param standing how far the video is in it
/// @param status one of the four words of a video's status
/// @param json the video object
/// @param last whether nothing comes after it
record LiveEvent(JobStanding standing, String status, String json, boolean last) {
  /// @param before the status that the reader has seen last; empty for none
  String type(String before) {
    return status.equals(before) ? "video.progress" : "video." + status;
  }
}
