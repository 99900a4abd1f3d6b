package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.put;

import baton.document.Definitions;
import baton.document.Document;
import baton.document.Document.Format;
import baton.document.Versions;
import baton.document.Versions.State;
import baton.expression.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** Deploys, checks, activates and shows texts: {@code /orchestrations} and {@code /flows}. */
final class DefinitionRoutes {
  private static final int MAX_FILE_CHARACTERS = 200;

  private static final Set<String> TYPES =
      Set.of(
          "application/yaml",
          "application/x-yaml",
          "text/yaml",
          "text/x-yaml",
          "text/plain",
          "application/json");

  private static final ContentType.WithFixedCharset YAML =
      MediaTypes.applicationWithFixedCharset("yaml", HttpCharsets.UTF_8).toContentType();

  private final String resource;
  private final Definitions definitions;
  private final Identity identity;

  /** Under {@code /<resource>s}, such as {@code /flows} for flow. */
  DefinitionRoutes(String resource, Definitions definitions, Identity identity) {
    this.resource = resource;
    this.definitions = definitions;
    this.identity = identity;
  }

  record Row(
      String name,
      String label,
      @Nullable Integer activeVersion,
      int latestVersion,
      Instant changedAt) {}

  record Rows(List<Row> items) {}

  record VersionRow(
      int version,
      String status,
      String label,
      String format,
      Instant deployedAt,
      String deployedBy) {}

  record Whole(
      String name,
      String label,
      @Nullable Integer activeVersion,
      int latestVersion,
      List<VersionRow> versions) {}

  record Deployed(String name, int version, String status, List<TextProblem> warnings) {}

  record Checked(boolean valid, List<TextProblem> problems) {}

  Route routes() {
    var all = resource + "s";
    var name = Paths.under(all);
    return concat(
        path(all, () -> get(() -> Parameters.only(List.of(), this::list))),
        path(all + ":check", () -> post(this::check)),
        path(
            name,
            of ->
                concat(
                    get(() -> Parameters.only(List.of(), () -> show(of))), put(() -> deploy(of)))),
        path(
            Paths.under(all).slash("versions").slash(Paths.number()),
            (of, version) ->
                get(() -> Parameters.only(List.of(), () -> text(of, Integer.parseInt(version))))),
        path(
            Paths.under(all).slash("versions").slash(Paths.action("activate")),
            (of, version) -> post(() -> Parameters.only(List.of(), () -> activate(of, version)))));
  }

  private Route list() {
    return Replies.later(
        definitions.list(),
        heads -> Replies.ok(new Rows(heads.stream().map(DefinitionRoutes::row).toList())));
  }

  private static Row row(Versions.Head head) {
    return new Row(head.name(), head.label(), head.active(), head.latest(), head.changedAt());
  }

  private Route show(String name) {
    return Replies.later(
        definitions.versions(name),
        versions ->
            versions.isEmpty()
                ? Problems.notFound(resource, name)
                : Replies.ok(whole(name, versions)));
  }

  private static Whole whole(String name, List<Versions.Version> versions) {
    var latest = versions.getFirst();
    var active = versions.stream().filter(v -> v.state() == State.ACTIVE).findAny();
    return new Whole(
        name,
        active.orElse(latest).label(),
        active.map(Versions.Version::number).orElse(null),
        latest.number(),
        versions.stream().map(DefinitionRoutes::row).toList());
  }

  private static VersionRow row(Versions.Version version) {
    return new VersionRow(
        version.number(),
        lower(version.state()),
        version.label(),
        lower(version.format()),
        version.at(),
        version.by());
  }

  private Route text(String name, int version) {
    return Replies.later(
        definitions.text(name, version),
        found ->
            found
                .map(text ->
                    HttpResponse.create()
                        .withEntity(
                            text.format() == Format.JSON
                                ? HttpEntities.create(ContentTypes.APPLICATION_JSON, text.text())
                                : HttpEntities.create(YAML, text.text())))
                .orElseGet(() -> noVersion(name, version)));
  }

  private HttpResponse noVersion(String name, int version) {
    return Problems.of(
        ProblemType.NOT_FOUND,
        "There is no version " + version + " of " + resource + " `" + name + "`.");
  }

  private interface Inner {
    Route apply(String file, String text, Format format);
  }

  private Route sent(String otherwise, Inner inner) {
    return Parameters.only(
        List.of("file"),
        () ->
            Parameters.text(
                "file",
                MAX_FILE_CHARACTERS,
                file ->
                    Bodies.text(
                        TYPES,
                        Document.MAX_BYTES,
                        body -> {
                          var format = format(body, file.orElse(""));
                          var named =
                              file.orElse(otherwise + (format == Format.JSON ? ".json" : ".yaml"));
                          return inner.apply(named, body.text(), format);
                        })));
  }

  private static Format format(Bodies.Text body, String file) {
    return switch (body.type()) {
      case "application/json" -> Format.JSON;
      case "", "text/plain" -> Format.of(file, body.text());
      default -> Format.YAML;
    };
  }

  private Route deploy(String name) {
    return identity.acting(person ->
        sent(
            name,
            (file, text, format) ->
                completeWithFuture(
                    definitions
                        .deploy(name, file, text, format, person.username())
                        .thenCompose(answer -> deployed(name, answer)))));
  }

  private CompletionStage<HttpResponse> deployed(String name, Definitions.Deployment answer) {
    return switch (answer) {
      case Definitions.Deployment.Refused refused ->
          CompletableFuture.completedFuture(invalid(refused.problems()));
      case Definitions.Deployment.Deployed done when done.created() ->
          CompletableFuture.completedFuture(
              Replies.created(
                  "/api/v1/" + resource + "s/" + name + "/versions/" + done.version(),
                  deployed(name, done, State.DRAFT)));
      case Definitions.Deployment.Deployed done ->
          definitions
              .versions(name)
              .thenApply(versions ->
                  versions.stream()
                      .filter(version -> version.number() == done.version())
                      .map(Versions.Version::state)
                      .findAny()
                      .orElse(State.DRAFT))
              .thenApply(state -> Replies.ok(deployed(name, done, state)));
    };
  }

  private static Deployed deployed(String name, Definitions.Deployment.Deployed done, State state) {
    return new Deployed(name, done.version(), lower(state), TextProblem.of(done.problems()));
  }

  private Route check() {
    return sent(
        resource,
        (file, text, format) ->
            Replies.later(
                definitions.check(file, text, format),
                problems ->
                    Replies.ok(
                        new Checked(
                            problems.stream()
                                .noneMatch(p -> p.severity() == Problem.Severity.ERROR),
                            TextProblem.of(problems)))));
  }

  private Route activate(String name, String number) {
    return identity.acting(person -> {
      var version = Integer.parseInt(number);
      Function<Definitions.Activation, HttpResponse> answer =
          activation ->
              switch (activation) {
                case Definitions.Activation.Unknown unknown -> noVersion(name, version);
                case Definitions.Activation.Refused refused -> invalid(refused.problems());
                case Definitions.Activation.Activated done ->
                    Replies.ok(
                        new Deployed(name, version, "active", TextProblem.of(done.warnings())));
              };
      return Replies.later(definitions.activate(name, version, person.username()), answer);
    });
  }

  private static HttpResponse invalid(List<Problem> problems) {
    return Problems.of(ProblemType.INVALID, TextProblem.of(problems));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
