package io.reelgate.video;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Documents what the operations share that give a file.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
    name = "Range",
    in = ParameterIn.HEADER,
    description = "One range of bytes, such as bytes=0-1023; answered by 206.",
    schema = @Schema(type = "string"))
@Parameter(
    name = "If-None-Match",
    in = ParameterIn.HEADER,
    description = "An ETag; answered by 304 while the file is the same.",
    schema = @Schema(type = "string"))
@ApiResponse(
    responseCode = "200",
    description = "The whole file.",
    headers = {
      @Header(
          name = "ETag",
          description = "Changes with the file.",
          schema = @Schema(type = "string")),
      @Header(
          name = "Accept-Ranges",
          description = "bytes: parts can be asked for.",
          schema = @Schema(type = "string", allowableValues = "bytes")),
      @Header(
          name = "Content-Length",
          description = "Bytes of the file, when the provider tells them.",
          schema = @Schema(type = "integer", format = "int64")),
      @Header(
          name = "Content-Disposition",
          description = "A file name for saving.",
          schema = @Schema(type = "string"))
    },
    content =
        @Content(mediaType = "video/mp4", schema = @Schema(type = "string", format = "binary")))
@ApiResponse(
    responseCode = "206",
    description = "The part that Range asked for.",
    headers =
        @Header(
            name = "Content-Range",
            description = "Which bytes these are, of how many.",
            schema = @Schema(type = "string")),
    content =
        @Content(mediaType = "video/mp4", schema = @Schema(type = "string", format = "binary")))
@ApiResponse(responseCode = "304", description = "The file is the one of If-None-Match.")
@ApiResponse(responseCode = "416", description = "The file has no such bytes.")
@interface FileAnswer {}
