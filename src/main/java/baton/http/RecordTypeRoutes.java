package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.put;

import baton.record.RecordType;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** Shows and declares types of records. */
final class RecordTypeRoutes {
  private final Doors.RecordTypeDoor types;
  private final Identity identity;

  RecordTypeRoutes(Doors.RecordTypeDoor types, Identity identity) {
    this.types = types;
    this.identity = identity;
  }

  record Declaration(@Required String label, @Required List<Field> fields) {}

  record Field(
      @Required String name,
      @Nullable String label,
      @Nullable String help,
      @Nullable String kind,
      @Nullable Boolean collection,
      @Nullable Boolean required,
      @Nullable List<JsonNode> choices,
      @Nullable Integer maxCharacters,
      @Nullable BigDecimal least,
      @Nullable BigDecimal most) {
    RecordType.Field declared() {
      return new RecordType.Field(
          name,
          label == null ? name : label,
          help,
          kind == null ? "text" : kind,
          Boolean.TRUE.equals(collection),
          Boolean.TRUE.equals(required),
          choices == null ? List.of() : choices,
          maxCharacters,
          least,
          most);
    }
  }

  record Declared(List<RecordType> items) {}

  Route routes() {
    return concat(
        path(
            "record-types",
            () ->
                get(() ->
                    Parameters.only(
                        List.of(),
                        () -> Replies.later(types.types(), all -> Replies.ok(new Declared(all)))))),
        path(
            Paths.under("record-types"),
            name ->
                Parameters.only(
                    List.of(),
                    () ->
                        concat(
                            get(() -> Replies.found(types.type(name), "record type", name, t -> t)),
                            put(() -> declare(name))))));
  }

  private Route declare(String name) {
    return identity.acting(person ->
        Bodies.json(
            Declaration.class,
            body -> {
              var type =
                  new RecordType(
                      name, body.label(), body.fields().stream().map(Field::declared).toList());
              return Replies.later(
                  types.put(type, person.username()),
                  problems ->
                      problems.isEmpty()
                          ? Replies.ok(type)
                          : Problems.of(
                              ProblemType.INVALID,
                              problems.stream()
                                  .map(p -> TextProblem.at(p.path(), p.message(), p.remedy()))
                                  .toList()));
            }));
  }
}
