package io.reelgate.sandbox;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// The file of a task, as every simulated provider serves it.
public final class TaskFile {
  private TaskFile() {}

  /// Counts a read; a file that was told to expire is refused from the second read on.
  ///
  /// @param name what tells it from other files
  public static ResponseEntity<Resource> answer(Task task, String name, byte[] file) {
    int expired = task.outputRead();
    if (expired > 0) {
      return ResponseEntity.status(expired).build();
    }
    return ResponseEntity.ok()
        .contentType(MediaType.valueOf("video/mp4"))
        .eTag("\"" + name + "\"")
        .header("Accept-Ranges", "bytes")
        .body(new ByteArrayResource(file));
  }
}
