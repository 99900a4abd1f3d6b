package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.handleExceptions;
import static org.apache.pekko.http.javadsl.server.Directives.handleRejections;
import static org.apache.pekko.http.javadsl.server.Directives.mapResponse;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;

import baton.directory.People;
import baton.scim.ScimSelf;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;

/** The directory as identity providers feed it: SCIM 2.0 under {@code /scim/v2}. */
final class ScimRoutes {
  static final String PREFIX = "/scim/v2";

  private final People people;
  private final Identity identity;

  ScimRoutes(People people, Identity identity) {
    this.people = people;
    this.identity = identity;
  }

  /** Where this service is reached, as the client wrote it. */
  static String base(HttpRequest request) {
    var uri = request.getUri();
    return "http://" + uri.getHost().address() + ":" + uri.getPort() + PREFIX;
  }

  Route routes() {
    return pathPrefix(
        PathMatchers.segment("scim").slash("v2"),
        () ->
            mapResponse(
                ScimAnswers::inTheirWords,
                () ->
                    handleRejections(
                        Failures.rejections(),
                        () -> handleExceptions(Failures.exceptions(), this::all))));
  }

  private Route all() {
    return concat(
        path(
            "ServiceProviderConfig",
            () -> told(base -> ScimAnswers.of(200, ScimSelf.configuration(base)))),
        described("ResourceTypes", ScimSelf::resourceTypes, ScimSelf::resourceType),
        described("Schemas", ScimSelf::schemas, ScimSelf::schema),
        new ScimResourceRoutes<>("Users", new ScimUserDoor(people), people, identity).routes(),
        new ScimResourceRoutes<>("Groups", new ScimGroupDoor(people), people, identity).routes());
  }

  private static Route told(
      Function<String, org.apache.pekko.http.javadsl.model.HttpResponse> answer) {
    return get(() ->
        Parameters.only(
            List.of(), () -> extractRequest(request -> complete(answer.apply(base(request))))));
  }

  private static Route described(
      String name,
      Function<String, ObjectNode> all,
      BiFunction<String, String, Optional<ObjectNode>> one) {
    return concat(
        path(name, () -> told(base -> ScimAnswers.of(200, all.apply(base)))),
        path(
            PathMatchers.segment(name).slash(PathMatchers.segment()),
            id ->
                told(base ->
                    one.apply(id, base)
                        .map(found -> ScimAnswers.of(200, found))
                        .orElseGet(() -> ScimAnswers.refused(ScimAnswers.notFound(id))))));
  }
}
