package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.ExceptionHandler;
import org.apache.pekko.http.javadsl.server.MethodRejection;
import org.apache.pekko.http.javadsl.server.Rejection;
import org.apache.pekko.http.javadsl.server.RejectionHandler;
import org.apache.pekko.http.javadsl.server.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is answered when no route takes a request, or when answering fails. A failure says nothing
 * about what became of a change, so it is always told as an unknown outcome, with a reference to
 * the log and nothing of what is inside.
 */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  static ExceptionHandler exceptions() {
    return ExceptionHandler.newBuilder()
        .matchAny(failure -> extractRequest(request -> complete(unknown(request, failure))))
        .build();
  }

  static RejectionHandler rejections() {
    return RejectionHandler.newBuilder()
        .handleAll(MethodRejection.class, Failures::wrongMethod)
        .handle(Rejection.class, Failures::other)
        .handleNotFound(
            extractRequest(request ->
                complete(
                    Problems.of(
                        ProblemType.NOT_FOUND,
                        "There is nothing at `"
                            + request.getUri().path()
                            + "`. The paths are listed at /docs."))))
        .build();
  }

  static HttpResponse unknown(HttpRequest request, Throwable failure) {
    var reference = UUID.randomUUID().toString().substring(0, 8);
    LOG.warn(
        "{} {} not answered, reference {}",
        request.method().value(),
        request.getUri().path(),
        reference,
        failure);
    return Problems.of(
        ProblemType.OUTCOME_UNKNOWN,
        "No answer in time. Send the same again, with the same Idempotency-Key where one is used."
            + " The log of the node says more under "
            + reference
            + ".");
  }

  private static Route wrongMethod(List<MethodRejection> rejections) {
    var allowed =
        rejections.stream()
            .map(r -> r.supported().value())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return extractRequest(request ->
        complete(
            Problems.of(
                    ProblemType.METHOD_NOT_ALLOWED,
                    request.method().value()
                        + " is not for `"
                        + request.getUri().path()
                        + "`. Use "
                        + allowed
                        + ".")
                .addHeader(RawHeader.create("Allow", allowed))));
  }

  private static Route other(Rejection rejection) {
    LOG.debug("rejected: {}", rejection);
    return complete(
        Problems.of(
            ProblemType.MALFORMED, "The request is not as the API document at /docs says."));
  }
}
