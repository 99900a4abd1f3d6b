package baton.http;

import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.ParsingErrorHandler;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.ErrorInfo;
import org.apache.pekko.http.scaladsl.model.StatusCode;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;

/** Answers what is not even a request, such as a wrong request line or too long a header. */
public final class MalformedRequests extends ParsingErrorHandler {
  @Override
  public HttpResponse handle(
      StatusCode status, ErrorInfo info, LoggingAdapter log, ServerSettings settings) {
    log.debug("not a request: {}", info.formatPretty());
    return Problems.of(
            ProblemType.MALFORMED, info.summary() + ". Send a request as HTTP/1.1 describes it.")
        .withStatus(status);
  }
}
