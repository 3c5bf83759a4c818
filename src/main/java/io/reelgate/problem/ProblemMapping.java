package io.reelgate.problem;

import jakarta.servlet.ServletException;
import java.util.Objects;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.hibernate.TransactionException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/// Which public error an exception is. Never decides on message text, never repeats it.
final class ProblemMapping {
  private ProblemMapping() {}

  static ProblemException of(Throwable exception) {
    return switch (exception) {
      case ProblemException problem -> problem;
      case HttpMessageNotReadableException unreadable -> BodyProblems.of(unreadable.getCause());
      case MissingServletRequestParameterException missing ->
          ProblemCode.INVALID_VALUE.problem(
              missing.getParameterName(), missing.getParameterName() + " is required");
      case MethodArgumentTypeMismatchException mismatch ->
          ProblemCode.INVALID_VALUE.problem(
              mismatch.getName(), mismatch.getName() + " has the wrong type");
      case MethodArgumentNotValidException invalid -> invalidField(invalid);
      case MultipartException multipart -> multipart(multipart);
      case InvalidParameterException invalid -> ofStatus(invalid.getErrorCode());
      case AsyncRequestTimeoutException ignored -> overloaded();
      case CannotCreateTransactionException ignored -> overloaded();
      case DataAccessResourceFailureException ignored -> overloaded();
      case RecoverableDataAccessException ignored -> overloaded();
      case TransientDataAccessException ignored -> overloaded();
      // a connection that is lost inside a transaction fails a second time at the rollback
      case JpaSystemException lost when lost.getCause() instanceof TransactionException ->
          overloaded();
      case ErrorResponse response -> ofStatus(response.getStatusCode().value());
      case ServletException wrapper when wrapper.getRootCause() != null ->
          of(Objects.requireNonNull(wrapper.getRootCause()));
      default -> ofStatus(500);
    };
  }

  /// For refusals of which only the HTTP status is known. A status outside the public list becomes
  /// the nearest one inside.
  static ProblemException ofStatus(int status) {
    return switch (status) {
      case 401 -> ProblemCode.INVALID_API_KEY.problem(null, "the API key is missing or not valid");
      case 403 -> ProblemCode.INSUFFICIENT_SCOPE.problem(null, "this is not permitted");
      case 404 -> ProblemCode.UNSUPPORTED_ENDPOINT.problem(null, "there is nothing at this path");
      case 405 ->
          ProblemCode.METHOD_NOT_ALLOWED.problem(null, "this path does not take this method");
      case 413 -> ProblemCode.PAYLOAD_TOO_LARGE.problem(null, "the body is too large");
      case 415 ->
          ProblemCode.UNSUPPORTED_MEDIA_TYPE.problem(
              null, "the content type is missing or not supported here");
      case 431 -> ProblemCode.HEADERS_TOO_LARGE.problem(null, "the headers are too large");
      case 503 -> overloaded();
      default ->
          (status >= 400 && status < 500) || status == 501 || status == 505
              ? ProblemCode.INVALID_VALUE.problem(null, "the request is malformed")
              : ProblemCode.INTERNAL_ERROR.problem(null, "something failed on our side");
    };
  }

  private static ProblemException overloaded() {
    return ProblemCode.OVERLOADED.problem(null, "not available just now, try again");
  }

  private static ProblemException invalidField(MethodArgumentNotValidException invalid) {
    FieldError field = invalid.getFieldError();
    String param = field == null ? null : field.getField();
    return ProblemCode.INVALID_VALUE.problem(
        param, (param == null ? "a field" : param) + " is not valid");
  }

  private static ProblemException multipart(MultipartException exception) {
    return exception instanceof MaxUploadSizeExceededException
        ? ofStatus(413)
        : ProblemCode.INVALID_VALUE.problem(null, "the form could not be read");
  }
}
